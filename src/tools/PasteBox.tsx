import { useEffect, useId, useMemo, useRef, useState } from "react";
import { type Alarm, type AnyAnswers, columnsOf, type Form } from "../forms/form.ts";
import { type Found, problemInWords, readBlock, readCells } from "./block.ts";
import { openSaved } from "./saved.ts";

type Props = {
  /** What the rows are read as. */
  readonly form: Form;
  /** What one of them is called: 份, or 行 of a table. */
  readonly unit: "份" | "行";
  /** How many more there may be. */
  readonly room?: number;
  readonly today: string;
  /** No box to paste into: a record of the form takes several rows, and its table has a box of its own. */
  readonly filesOnly?: boolean;
  readonly onTake: (records: readonly AnyAnswers[]) => void;
  readonly onAlarm: (alarms: readonly Alarm[]) => void;
  /** Also opens files that were saved here; told whether the notice had been shown. */
  readonly onFile?: (noticeShown: boolean) => void;
};

/** Rows from a spreadsheet: what was read is shown first, the right ones are taken over, the wrong ones stay in the box. */
export function PasteBox({ form, unit, room = Infinity, today, filesOnly = false, onTake, onAlarm, onFile }: Props) {
  const [text, setText] = useState("");
  const [file, setFile] = useState<(Found & { readonly name: string; readonly noticeShown: boolean }) | null>(null);
  const [said, setSaid] = useState("");
  const warned = useRef(false);
  const id = useId();
  const pasted = useMemo(
    () => (text.trim() === "" ? null : readBlock(form, { file: "粘贴", rows: readCells(text), firstRow: 1 }, today)),
    [form, text, today],
  );
  const found = file ?? pasted;
  const alarms = found?.alarms ?? [];
  useEffect(() => {
    if (alarms.length > 0 && !warned.current) onAlarm(alarms);
    warned.current = alarms.length > 0;
  });

  const take = () => {
    if (found === null) return;
    onTake(found.records);
    if (file !== null) onFile?.(file.noticeShown);
    setFile(null);
    setText(found.left);
    const wrong = found.rows - found.records.length;
    setSaid(
      `已放进 ${found.records.length} ${unit}。${wrong === 0 ? "" : found.left === "" ? `另有 ${wrong} ${unit}没有放进来，请在原文件里改好再打开。` : `另有 ${wrong} ${unit}留在框里，改好再放。`}`,
    );
  };
  const open = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    setSaid("");
    setText("");
    setFile({
      name: chosen.name,
      ...(await openSaved(form, chosen.name, new Uint8Array(await chosen.arrayBuffer()), today)),
    });
  };
  const first = columnsOf(form)
    .slice(0, 3)
    .map(({ question }) => question.label)
    .join("、");

  return (
    <div className="paste">
      {!filesOnly && (
        <>
          <label htmlFor={`${id}-text`}>粘贴 Excel 里的行</label>
          <p className="quiet" id={`${id}-how`}>
            在 Excel 或 WPS 里选中表头和下面的行，复制，粘贴到这里。第一行要是表头（如{first}），一{unit}
            一行；列的先后、多少都可以。
          </p>
          <textarea
            id={`${id}-text`}
            aria-describedby={`${id}-how`}
            rows={4}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setFile(null);
              setSaid("");
              setText(event.target.value);
            }}
          />
        </>
      )}
      <div role="status">
        {said !== "" && <p>{said}</p>}
        {found !== null && <Preview found={found} name={file?.name} unit={unit} />}
      </div>
      {found !== null && found.records.length > 0 && (
        <p>
          {found.records.length > room && (
            <span className="error">
              最多还能放 {room} {unit}，请分成几次。
            </span>
          )}
          <button type="button" className="button primary" disabled={found.records.length > room} onClick={take}>
            放进来（{found.records.length} {unit}）
          </button>
        </p>
      )}
      {onFile !== undefined && (
        <p className="file">
          <label className="button" htmlFor={`${id}-file`}>
            {filesOnly ? "打开" : "或打开"}已存的文件
          </label>
          <input
            id={`${id}-file`}
            className="visually-hidden"
            type="file"
            accept=".json,.xlsx,.csv"
            onChange={(event) => {
              void open(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <span className="quiet">JSON、Excel、CSV 都可以，只在这台设备上读。</span>
        </p>
      )}
    </div>
  );
}

const shown = 30;

function Preview({
  found,
  name,
  unit,
}: {
  readonly found: Found;
  readonly name: string | undefined;
  readonly unit: string;
}) {
  const errors = found.problems.filter((it) => it.severity === "error");
  const warnings = found.problems.filter((it) => it.severity === "warning");
  const wrong = found.rows - found.records.length;
  return (
    <>
      <p>
        {name === undefined ? "读到" : `文件“${name}”里读到`} {found.rows} {unit}：{found.records.length} {unit}可以用
        {wrong > 0 && `，${wrong} ${unit}要改`}。
      </p>
      {errors.length > 0 && (
        <ul className="found error">
          {errors.slice(0, shown).map((it, at) => (
            <li key={at}>{problemInWords(it)}</li>
          ))}
          {errors.length > shown && <li>还有 {errors.length - shown} 处，先改上面这些。</li>}
        </ul>
      )}
      {warnings.length > 0 && (
        <details className="more">
          <summary>提醒 {warnings.length} 条（不影响使用）</summary>
          <ul className="found">
            {warnings.slice(0, shown).map((it, at) => (
              <li key={at}>{problemInWords(it)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
