import { useEffect, useRef, useState } from "react";
import { type Form } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { download } from "./download.ts";
import { countOf, type Draft, keptDays, readDraft, removeDraft, restoreDraft, writeDraft } from "./draft.ts";
import { type Filling, isBlank } from "./filling.ts";
import { focused } from "./focused.ts";
import { writeSaved } from "./saved.ts";
import { shelfOf } from "./shelf.ts";

/** Whether the sitting is kept on this device, and what lies there. */
export type Keeping = {
  readonly on: boolean;
  readonly draft: Draft | null;
  /** The browser did not let us write. */
  readonly refused: boolean;
  readonly keep: (on: boolean) => void;
  readonly remove: () => void;
};

/** Keeps the sitting on this device as long as someone wants it kept; off until they say so. */
export function useDraft(form: Form, filling: Filling): Keeping {
  const shelf = shelfOf();
  const [on, setOn] = useState(false);
  const [draft, setDraft] = useState(() => (shelf === null ? null : readDraft(shelf, form.id)));
  const [refused, setRefused] = useState(false);
  const { current, records, editing, noticeShown } = filling;
  const latest = useRef(filling);
  latest.current = filling;

  useEffect(() => {
    if (!on || shelf === null) return;
    const write = () => {
      setRefused(!writeDraft(shelf, form, latest.current, Date.now()));
      setDraft(readDraft(shelf, form.id));
    };
    const soon = setTimeout(write, 400);
    // A phone may end the page without a word when it is put away.
    const away = () => document.visibilityState === "hidden" && write();
    document.addEventListener("visibilitychange", away);
    return () => {
      clearTimeout(soon);
      document.removeEventListener("visibilitychange", away);
    };
  }, [on, shelf, form, current, records, editing, noticeShown]);

  const remove = () => {
    if (shelf !== null) removeDraft(shelf, form.id);
    setDraft(null);
  };
  return {
    on,
    draft,
    refused: refused || (on && shelf === null),
    keep: (now) => {
      setOn(now);
      if (!now) remove();
    },
    remove: () => {
      setOn(false);
      remove();
    },
  };
}

/** The choice where drafts are kept, and what is there. */
export function DraftBox({ keeping }: { readonly keeping: Keeping }) {
  const { on, draft, refused, keep, remove } = keeping;
  const [deleted, setDeleted] = useState(false);
  return (
    <fieldset className="draft panel">
      <legend>这台设备是</legend>
      <div className="options">
        <label>
          <input type="radio" name="draft" checked={!on} onChange={() => keep(false)} />
          <span>公用电脑：不保留，关掉页面就没有</span>
        </label>
        <label>
          <input type="radio" name="draft" checked={on} onChange={() => keep(true)} />
          <span>我自己的设备：保留草稿 {keptDays} 天</span>
        </label>
      </div>
      <div role="status">
        {on && refused && <p className="error">这个浏览器不让保留草稿，请填完就保存或打印。</p>}
        {on && draft !== null && <p className="quiet">草稿在这台设备上：{draftInWords(draft)}</p>}
        {deleted && !on && <p>草稿已删。页面上填的还在，关掉页面就没有；要继续保留，选“我自己的设备”。</p>}
      </div>
      {on && draft !== null && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setDeleted(true);
            remove();
          }}
        >
          立即删除草稿
        </button>
      )}
    </fieldset>
  );
}

type FoundProps = {
  readonly form: Form;
  readonly draft: Draft;
  readonly today: string;
  /** With what could not be read of a draft of an earlier version. */
  readonly onResume: (filling: Filling, open: readonly Problem[]) => void;
  readonly onDelete: () => void;
};

/** Before anything is typed over it: go on with the draft, or delete it. */
export function FoundDraft({ form, draft, today, onResume, onDelete }: FoundProps) {
  const [refused, setRefused] = useState("");
  const resume = () => {
    const restored = restoreDraft(form, draft, today);
    if ("refused" in restored) setRefused(restored.refused);
    else onResume(restored.filling, restored.problems);
  };
  const save = () => {
    const all = isBlank(draft.current) ? draft.records : [...draft.records, draft.current];
    download(`${form.title}-草稿.json`, writeSaved({ ...form, version: draft.version }, all, draft.noticeShown));
  };
  return (
    <section className="fill">
      <h2 tabIndex={-1} ref={focused}>
        这台设备上有一份草稿
      </h2>
      <p>{draftInWords(draft)}</p>
      {refused !== "" && (
        <div role="alert" className="note">
          <p>{refused}</p>
          <p>草稿没有动。可以先存成文件，再删除草稿、填新表。</p>
          <button type="button" className="button" onClick={save}>
            存成文件
          </button>
        </div>
      )}
      <ul className="buttons">
        <li>
          <button type="button" className="button" onClick={resume}>
            接着填
          </button>
        </li>
        <li>
          <button type="button" className="button" onClick={onDelete}>
            立即删除草稿
          </button>
        </li>
      </ul>
      <p className="quiet">如果这是公用电脑，这份草稿不是您的，请删除。</p>
    </section>
  );
}

/** What a draft holds, without a name: when, how many, until when. */
function draftInWords(draft: Draft): string {
  const zone = { timeZone: "Asia/Shanghai" };
  const at = new Date(draft.saved);
  const time = at.toLocaleString("zh-CN", {
    ...zone,
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const end = new Date(draft.saved + keptDays * 86_400_000);
  const last = end.toLocaleDateString("zh-CN", { ...zone, month: "long", day: "numeric" });
  return `${time} 存，共 ${countOf(draft)} 份，${last}自动删除。`;
}
