import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import {
  type AnyAnswers,
  applies,
  columnsOf,
  type Form,
  type Item,
  itemsOf,
  type Passage,
  type Section,
} from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { AlarmDialog } from "./AlarmDialog.tsx";
import { DraftBox, FoundDraft, useDraft } from "./DraftBox.tsx";
import { elementOf, Field, type ProblemsAt, TableField } from "./Fields.tsx";
import {
  type Action,
  check,
  type Filling,
  gather,
  isBlank,
  nothing,
  progressOf,
  reduce,
  todayInChina,
} from "./filling.ts";
import { type Around } from "./FillForm.tsx";
import { Finish, Records } from "./Finish.tsx";
import { readyOffline } from "./offline.ts";
import { PasteBox } from "./PasteBox.tsx";

type Props = { readonly form: Form; readonly around: Around };

/** One sitting at a form: fill in, check, put into the list, save. */
export function FillIn({ form, around }: Props) {
  const [filling, act] = useReducer((before: Filling, action: Action) => reduce(form, before, action), nothing);
  const keeping = useDraft(form, filling);
  const [found, setFound] = useState(keeping.draft);
  const [told, setTold] = useState<readonly Problem[]>([]);
  const [saved, setSaved] = useState<readonly unknown[]>([]);
  const [offline, setOffline] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const today = todayInChina(new Date());
  const { current, records, editing, problems } = filling;
  const unsaved = !(isBlank(current) && records.length === 0) && !(saved[0] === current && saved[1] === records);

  useEffect(() => {
    void readyOffline(around.worker, around.scope).then(setOffline);
  }, [around]);

  useEffect(() => {
    if (!unsaved || (keeping.on && !keeping.refused)) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Browsers before 2023 ask only when this is set.
      event.returnValue = "";
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [unsaved, keeping.on, keeping.refused]);

  // Whoever agreed or took up a draft starts here, not at the top of the page.
  useEffect(() => {
    if (found === null) root.current?.focus({ preventScroll: true });
  }, [found]);

  const problemsAt = useProblems(form, problems);
  const show = (all: readonly Problem[]) => {
    act({ do: "show", problems: all });
    if (all.some((it) => it.severity === "error")) requestAnimationFrame(() => summary.current?.focus());
  };
  const say = (words: string) => act({ do: "say", words });

  /** All records, or null after showing what must be mended. */
  const ready = (): readonly AnyAnswers[] | null => {
    const left = [...(root.current?.querySelectorAll<HTMLTextAreaElement>(".paste textarea") ?? [])];
    if (left.some((it) => it.value.trim() !== "")) {
      say("粘贴框里还有没放进来的：改好再放进来，或清空那个框，再核对。");
      return null;
    }
    const gathered = gather(form, filling, today);
    show(gathered.problems);
    if (gathered.records === null && gathered.wrong !== "current")
      say(`清单第 ${gathered.wrong + 1} 份还有要改的：点它的“改”，再点“核对”。`);
    return gathered.records;
  };
  /** The record in hand goes into the list; false when something must be mended first. */
  const putAway = (): boolean => {
    const { answers, problems: all } = check(form, current, today);
    show(all);
    if (answers === null) return false;
    act({ do: "put away", answers });
    return true;
  };
  const edit = (at: number) => {
    if (!isBlank(current) && editing !== at && !putAway()) {
      say("正在填的这一份还没填好：先改好，或清空，再改清单里的。");
      return;
    }
    act({ do: "edit", at });
    toTop(root.current);
  };

  if (found !== null) {
    return (
      <FoundDraft
        form={form}
        draft={found}
        today={today}
        onResume={(restored, open) => {
          act({ do: "restore", filling: restored });
          setTold(open);
          keeping.keep(true);
          setFound(null);
        }}
        onDelete={() => {
          keeping.remove();
          setFound(null);
        }}
      />
    );
  }

  const hasTable = itemsOf(form).some(([, item]) => item.type === "table");
  const errors = problems.filter((it) => it.severity === "error");
  const warnings = problems.filter((it) => it.severity === "warning");
  return (
    <div className="fill" ref={root} tabIndex={-1}>
      <Progress form={form} filling={filling} onUndo={() => act({ do: "undo" })} />
      <DraftBox keeping={keeping} />
      {told.length > 0 && (
        <div className="note">
          <p>草稿是旧版的，按新版读进来了。下面几栏没有读进来，请对照着补：</p>
          <ul>
            {told.map((it, at) => (
              <li key={at}>
                {it.column === undefined ? "" : `${it.column}：`}
                {it.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <details className="more">
        <summary>{hasTable ? "打开已存的文件、看示例" : "从 Excel 粘贴、打开已存的文件、看示例"}</summary>
        <PasteBox
          form={form}
          unit="份"
          today={today}
          filesOnly={hasTable}
          onTake={(taken) => act({ do: "add", records: taken })}
          onAlarm={(alarms) => act({ do: "warn", alarms })}
          onFile={(noticeShown) => noticeShown && act({ do: "note" })}
        />
        <p>
          <button
            type="button"
            className="button"
            onClick={() => act({ do: "fill", answers: form.example as AnyAnswers })}
          >
            填入示例
          </button>
        </p>
      </details>

      {form.sections.map((section) => (
        <SectionFields
          key={section.title}
          section={section}
          form={form}
          current={current}
          problemsAt={problemsAt}
          around={around}
          today={today}
          act={act}
        />
      ))}

      <div ref={summary} tabIndex={-1} className="summary" role={errors.length > 0 ? "alert" : undefined}>
        {errors.length > 0 && (
          <div className="errors">
            <p>有 {errors.length} 处要改，填好的都还在：</p>
            <ProblemList form={form} problems={errors} />
          </div>
        )}
        {warnings.length > 0 && (
          <div className="note">
            <p>有 {warnings.length} 处请再看一眼，不影响保存：</p>
            <ProblemList form={form} problems={warnings} />
          </div>
        )}
      </div>
      <ul className="buttons">
        <li>
          <button
            type="button"
            className="button primary"
            onClick={() => {
              if (ready() !== null) say("核对过了，可以打印、保存，或加入清单再填一份。");
            }}
          >
            核对
          </button>
        </li>
        <li>
          <button
            type="button"
            className="button"
            onClick={() => {
              if (putAway()) toTop(root.current);
            }}
          >
            {editing === null ? "加入本次清单，再填一份" : `改好，放回清单第 ${editing + 1} 份`}
          </button>
        </li>
        <li>
          <button type="button" className="button" onClick={() => act({ do: "clear" })}>
            {editing === null ? "清空这一份" : "不改了"}
          </button>
        </li>
      </ul>
      <Records form={form} filling={filling} onEdit={edit} onRemove={(at) => act({ do: "remove", at })} />
      <Finish
        form={form}
        filling={filling}
        ready={ready}
        today={today}
        onSaved={(words) => {
          setSaved([current, records]);
          say(words);
        }}
      />
      <p className="quiet" role="status">
        {offline ? "已可离线使用：没有网络也能打开这一页填写、保存。" : ""}
      </p>
      <AlarmDialog alarms={filling.alarms} around={around} onAcknowledge={() => act({ do: "acknowledge" })} />
    </div>
  );
}

type SectionProps = {
  readonly section: Section;
  readonly form: Form;
  readonly current: AnyAnswers;
  readonly problemsAt: ProblemsAt;
  readonly around: Around;
  readonly today: string;
  readonly act: (action: Action) => void;
};

function SectionFields({ section, form, current, problemsAt, around, today, act }: SectionProps) {
  const asked = Object.entries(section.questions).filter(([, item]) => applies(item, current));
  const main = asked.filter(([, item]) => item.detail !== true);
  const more = asked.filter(([, item]) => item.detail === true);
  const itemField = ([id, item]: [string, Item]) =>
    item.type === "table" ? (
      <TableField
        key={id}
        form={form}
        id={id}
        table={item}
        current={current}
        problemsAt={problemsAt}
        around={around}
        today={today}
        act={act}
      />
    ) : (
      <Field
        key={id}
        id={id}
        table={undefined}
        row={undefined}
        question={item}
        value={current[id] as never}
        problems={problemsAt({ id })}
        source={item.why === undefined ? undefined : around.sources[item.why]}
        act={act}
      />
    );
  return (
    <section>
      <h2>{section.title}</h2>
      <Passages of={section.before} around={around} />
      {main.map(itemField)}
      {more.length > 0 && (
        <details className="more">
          <summary>更多（可不填，{more.length} 项）</summary>
          {more.map(itemField)}
        </details>
      )}
      <Passages of={section.after} around={around} />
    </section>
  );
}

function Passages({ of = [], around }: { readonly of: readonly Passage[] | undefined; readonly around: Around }) {
  return of.map((it, at) =>
    typeof it === "string" ? (
      <p key={at}>{it}</p>
    ) : (
      <blockquote key={at}>
        <p>{it.quote}</p>
        <p className="quiet">
          <a href={around.sources[it.from]?.href} target="_blank" rel="noopener">
            {around.sources[it.from]?.name ?? it.from}
          </a>
        </p>
      </blockquote>
    ),
  );
}

type ProgressProps = { readonly form: Form; readonly filling: Filling; readonly onUndo: () => void };

/** How far it is, and what has just been done, in sight wherever one is. The count is said only when it has rested for a moment. */
function Progress({ form, filling, onUndo }: ProgressProps) {
  const { filled, asked, missing } = progressOf(form, filling.current);
  const words = `已填 ${filled} / ${asked} 项${missing > 0 ? `，必填还差 ${missing} 项` : ""}`;
  const [heard, setHeard] = useState("");
  useEffect(() => {
    const rested = setTimeout(() => setHeard(words), 800);
    return () => clearTimeout(rested);
  }, [words]);
  return (
    <div className="progress screen-only">
      <p>
        <span aria-hidden="true">{words}</span>
        {filling.records.length > 0 && <span>清单 {filling.records.length} 份</span>}
        <span className="visually-hidden" aria-live="polite">
          {heard}
        </span>
      </p>
      <div role="status" className="said">
        {filling.said}
        {filling.before !== null && (
          <button type="button" className="link" onClick={onUndo}>
            撤销
          </button>
        )}
      </div>
    </div>
  );
}

/** Problems, each with a way to its field. */
function ProblemList({ form, problems }: { readonly form: Form; readonly problems: readonly Problem[] }) {
  return (
    <ul>
      {problems.map((it, at) => (
        <li key={at}>
          <ProblemLink form={form} problem={it} />：{it.message}
        </li>
      ))}
    </ul>
  );
}

/** Opens what is folded around the field, and goes to it. */
function ProblemLink({ form, problem }: { readonly form: Form; readonly problem: Problem }) {
  const place = placeOf(form, problem);
  const element = elementOf(place);
  return (
    <a
      href={`#${element}`}
      onClick={(event) => {
        event.preventDefault();
        const field = document.getElementById(element);
        for (let around = field?.parentElement; around; around = around.parentElement)
          if (around instanceof HTMLDetailsElement) around.open = true;
        field?.scrollIntoView({ block: "center" });
        (field?.matches("fieldset") === true ? field.querySelector<HTMLElement>("input, button") : field)?.focus();
      }}
    >
      {place.row !== undefined && `第 ${place.row + 1} 行 `}
      {problem.column}
    </a>
  );
}

function placeOf(form: Form, { field = "", row }: Problem) {
  const column = columnsOf(form).find(({ id }) => id === field);
  return column?.table === undefined ? { id: field } : { id: field, table: column.table, row: row - 1 };
}

const none: readonly Problem[] = [];

function useProblems(form: Form, problems: readonly Problem[]): ProblemsAt {
  const at = useMemo(() => {
    const all = new Map<string, Problem[]>();
    for (const it of problems) {
      const element = elementOf(placeOf(form, it));
      all.set(element, [...(all.get(element) ?? []), it]);
    }
    return all;
  }, [form, problems]);
  return useCallback((place) => at.get(elementOf(place)) ?? none, [at]);
}

function toTop(root: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const heading = root?.querySelector<HTMLElement>("section h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    heading?.scrollIntoView();
  });
}
