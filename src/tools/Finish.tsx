import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { type AnyAnswers, type Form, type Paper } from "../forms/form.ts";
import { chatText, summaryOf } from "../forms/mask.ts";
import { writeRows } from "../forms/sheet.ts";
import { writeCsv } from "../templates/csv.ts";
import { layOut } from "../templates/layout.ts";
import { download } from "./download.ts";
import { type Filling, isBlank, withoutHidden } from "./filling.ts";
import { writers } from "./offline.ts";
import { isNameless, type Printed, printed } from "./printed.ts";
import { writeSaved } from "./saved.ts";
import { inWeChat } from "./wechat.ts";

type RecordsProps = {
  readonly form: Form;
  readonly filling: Filling;
  readonly onEdit: (at: number) => void;
  readonly onRemove: (at: number) => void;
};

/** The records of this sitting, masked. */
export function Records({ form, filling: { records, editing }, onEdit, onRemove }: RecordsProps) {
  if (records.length === 0) return null;
  return (
    <section className="records">
      <h2>本次清单（{records.length} 份）</h2>
      <ol>
        {records.map((it, at) => {
          const summary = summaryOf(form, it);
          return (
            <li key={at}>
              <span>
                {summary === "" ? "（没有写名字）" : summary}
                {editing === at && "　正在改"}
              </span>
              <button type="button" className="button" disabled={editing === at} onClick={() => onEdit(at)}>
                改<span className="visually-hidden">第 {at + 1} 份</span>
              </button>
              <button type="button" className="button" onClick={() => onRemove(at)}>
                移除<span className="visually-hidden">第 {at + 1} 份</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

type Props = {
  readonly form: Form;
  readonly filling: Filling;
  /** All records, or null after showing what must be mended. */
  readonly ready: () => readonly AnyAnswers[] | null;
  readonly today: string;
  readonly onSaved: (words: string) => void;
};

const kept = "已存到这台设备的“下载”里。含未成年人个人信息：移到安全的地方，不发群。";
const notKept = "微信多半存不下来：找不到文件的话，点右上角“⋯”，选“在浏览器打开”，再填。";

/** Printing and saving. The writers of Word and Excel come when they are asked for; mostly they are here by then. */
export function Finish({ form, filling, ready, today, onSaved }: Props) {
  const [paper, setPaper] = useState<Paper | undefined>(form.papers[0]);
  const [pages, setPages] = useState<readonly Printed[]>([]);
  const [said, setSaid] = useState("");
  const { current, records, noticeShown } = filling;
  useEffect(() => setPages([]), [current, records]);
  // Before the browser draws, and so before it prints.
  useLayoutEffect(() => {
    document.body.classList.toggle("prints-sheets", pages.length > 0);
    return () => document.body.classList.remove("prints-sheets");
  }, [pages]);

  const name = (ending: string) => `${form.title}-${today}.${ending}`;
  const save = async (ending: string, write: (all: readonly AnyAnswers[]) => Promise<string | Uint8Array>) => {
    setSaid("");
    const all = ready();
    if (all === null || (ending === "docx" && nameless(all))) return;
    try {
      download(name(ending), await write(all));
      onSaved(inWeChat() ? notKept : kept);
    } catch {
      setSaid("没有存成：请接通网络后再点一次。");
    }
  };
  /** Whether this paper would not say whose it is; then that is told. */
  const nameless = (all: readonly AnyAnswers[]): boolean => {
    const lost = paper !== undefined && all.some((it) => isNameless(form, paper, it));
    if (lost) setSaid(`“${paper.title}”上不印姓名：请先给每个孩子写档案编号，不然认不出是谁的。`);
    return lost;
  };
  const print = () => {
    setSaid("");
    const all = ready();
    if (all === null || paper === undefined || nameless(all)) return;
    flushSync(() => setPages(printed(form, paper, all)));
    onSaved("打印窗口里选“另存为 PDF”，就得到 PDF。");
    window.print();
  };
  const everything = isBlank(current) ? records : [...records, withoutHidden(form, current)];

  return (
    <section className="finish">
      <h2>打印、保存</h2>
      {form.papers.length > 1 && (
        <fieldset className="field">
          <legend>用哪种纸（打印和 Word）</legend>
          <div className="options">
            {form.papers.map((it) => (
              <label key={it.id}>
                <input type="radio" name="paper" checked={paper === it} onChange={() => setPaper(it)} />
                <span>
                  {it.title}
                  {it.up > 1 ? `，一张纸 ${it.up} 份` : ""}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <ul className="buttons">
        {paper !== undefined && (
          <li>
            <button type="button" className="button primary" onClick={print}>
              打印
            </button>
          </li>
        )}
        {paper !== undefined && (
          <li>
            <button
              type="button"
              className="button"
              onClick={() =>
                void save("docx", async (all) => {
                  const { sheetsDocx } = await writers.docx();
                  return sheetsDocx(
                    form.title,
                    all.map((it) => layOut(form, paper, it)),
                  );
                })
              }
            >
              保存 Word
            </button>
          </li>
        )}
        <li>
          <button
            type="button"
            className="button"
            onClick={() => void save("xlsx", async (all) => (await writers.xlsx()).formXlsx(form, all))}
          >
            保存 Excel
          </button>
        </li>
        <li>
          <button
            type="button"
            className="button"
            onClick={() => void save("json", (all) => Promise.resolve(writeSaved(form, all, noticeShown)))}
          >
            保存 JSON
          </button>
        </li>
      </ul>
      <p role="status" className="error">
        {said}
      </p>
      <p className="quiet">
        JSON 以后能在本页打开接着改；Excel 也能。要 PDF：点“打印”，在打印窗口里选“另存为 PDF”。给别的系统用：
        <button
          type="button"
          className="link"
          onClick={() => void save("csv", (all) => Promise.resolve(writeCsv(writeRows<Form>(form, all as never))))}
        >
          保存 CSV
        </button>
      </p>
      <p className="quiet">微信里存不了文件、打不了印：先点右上角“⋯”，选“在浏览器打开”，再填。</p>
      {everything.length > 0 && <ChatCopy form={form} records={everything} />}
      {pages.length > 0 && <PrintArea pages={pages} />}
    </section>
  );
}

/** What may be posted in a group, shown exactly as it is copied. */
function ChatCopy({ form, records }: { readonly form: Form; readonly records: readonly AnyAnswers[] }) {
  const text = useMemo(() => chatText(form, records), [form, records]);
  const box = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(""), [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("已复制。");
    } catch {
      // Without https, and in old browsers, what is selected can still be copied.
      box.current?.select();
      setSaid(document.execCommand("copy") ? "已复制。" : "没有复制成：请长按框里的字，自己复制。");
    }
  };
  return (
    <details className="more">
      <summary>发群版：只有份数、班级、编号</summary>
      <label htmlFor="chat-text">复制的就是这些字，没有姓名、号码、住址和情况：</label>
      <textarea id="chat-text" ref={box} readOnly rows={Math.min(8, text.split("\n").length + 1)} value={text} />
      <p>
        <button type="button" className="button" onClick={() => void copy()}>
          复制发群版
        </button>
        <span role="status"> {said}</span>
      </p>
    </details>
  );
}

/** What the browser prints: beside everything else in the body, shown on paper alone. */
function PrintArea({ pages }: { readonly pages: readonly Printed[] }) {
  const rules = pages.map(({ rule }, at) => `@page sheet${at} { ${rule} }`).join("\n");
  return createPortal(
    <div className="filled-sheets" aria-hidden="true">
      <style>{rules}</style>
      {pages.map(({ html }, at) => (
        <div key={at} className="paper" style={{ page: `sheet${at}` }} dangerouslySetInnerHTML={{ __html: html }} />
      ))}
    </div>,
    document.body,
  );
}
