import { type Dispatch, memo } from "react";
import {
  type AnyAnswers,
  type AnyRow,
  applies,
  type Form,
  isRows,
  type Multiple,
  type Question,
  type Single,
  type Table,
} from "../forms/form.ts";
import { clean, readAnswer } from "../forms/answer.ts";
import { summaryOf } from "../forms/mask.ts";
import { type Problem } from "../forms/problem.ts";
import { leaveBlank } from "../templates/instructions.ts";
import { tableForm } from "./block.ts";
import { type Action, choose, isBlank, type Place, rowsOf } from "./filling.ts";
import { type Around } from "./FillForm.tsx";
import { PasteBox } from "./PasteBox.tsx";

/** Problems by field and row, so that a field sees only its own. */
export type ProblemsAt = (place: Place) => readonly Problem[];

/** The id of the element a problem is mended at. */
export function elementOf({ id, row }: Place): string {
  return row === undefined ? `q-${id}` : `q-${id}-${row}`;
}

type FieldProps = Place & {
  readonly question: Question;
  readonly value: Single | undefined;
  readonly problems: readonly Problem[];
  readonly source: { readonly name: string; readonly href: string } | undefined;
  readonly act: Dispatch<Action>;
};

/** A question on screen, by its type. Only what changed is drawn again: a census has three hundred boxes to tick. */
export const Field = memo(function Field({ id, table, row, question, value, problems, source, act }: FieldProps) {
  const element = elementOf({ id, table, row });
  const answer = (now: Single | undefined) => act({ do: "answer", at: { id, table, row }, value: now });
  const hint = hintOf(question);
  const invalid = problems.some((it) => it.severity === "error");
  const described =
    hint === "" && source === undefined && problems.length === 0 ? {} : { "aria-describedby": `${element}-notes` };
  const label = (
    <>
      {question.label}
      <span className={question.required === true ? "mark required" : "mark"}>{leaveBlank(question)}</span>
    </>
  );
  const notes = "aria-describedby" in described && (
    <div id={`${element}-notes`} className="notes">
      {(hint !== "" || source !== undefined) && (
        <p className="quiet">
          {hint}
          {source !== undefined && (
            <>
              {hint === "" ? "" : "。"}依据：
              <a href={source.href} target="_blank" rel="noopener">
                {source.name}
              </a>
            </>
          )}
        </p>
      )}
      {problems.map((it) => (
        <p key={it.code} className={it.severity === "error" ? "error" : "quiet"}>
          {it.severity === "error" ? "要改：" : "请再看一眼："}
          {it.message}
        </p>
      ))}
    </div>
  );

  if (question.type === "choice" || question.type === "multiple") {
    const given: readonly string[] = typeof value === "object" ? value : value === undefined ? [] : [String(value)];
    const scale = question.type === "choice" && question.scale === true;
    const take = (code: string, on: boolean) =>
      answer(question.type === "choice" ? code : choose(question as Multiple, given, code, on));
    return (
      <fieldset id={element} {...described} className={invalid ? "field invalid" : "field"}>
        <legend>{label}</legend>
        {question.type === "choice" && given.length > 0 && question.required !== true && (
          <button type="button" className="link unsay" onClick={() => answer(undefined)}>
            不填<span className="visually-hidden">{question.label}</span>
          </button>
        )}
        {notes}
        <div
          className={scale ? "options scale" : "options"}
          {...(scale ? { style: { gridTemplateColumns: `repeat(${question.codes.length}, 1fr)` } } : {})}
        >
          {question.codes.map((it) => (
            <label key={it.code}>
              <input
                type={question.type === "choice" ? "radio" : "checkbox"}
                name={element}
                value={it.code}
                checked={given.includes(it.code)}
                onChange={(event) => take(it.code, event.target.checked)}
              />
              <span>{it.label}</span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  }

  const shared = {
    id: element,
    ...described,
    "aria-invalid": invalid,
    "aria-required": question.required === true,
    autoComplete: "off",
    value: value === undefined ? "" : String(value),
    onChange: (event: { readonly target: { readonly value: string } }) => answer(event.target.value),
  };
  return (
    <div className={invalid ? "field invalid" : "field"}>
      <label htmlFor={element}>{label}</label>
      {notes}
      {question.type === "text" && question.lines > 1 ? (
        <textarea rows={question.lines + 1} {...shared} />
      ) : question.type === "date" ? (
        <div className="date">
          <input
            type="text"
            inputMode="decimal"
            placeholder="如 2015.3.5"
            {...shared}
            onBlur={() => shared.value !== dayIn(question, shared.value) && answer(dayIn(question, shared.value))}
          />
          <span className="picker">
            日历
            <input
              type="date"
              tabIndex={-1}
              aria-label={`${question.label}：从日历里选`}
              value={/^\d{4}-\d\d-\d\d$/.test(shared.value) ? shared.value : ""}
              onChange={(event) => answer(event.target.value)}
            />
          </span>
        </div>
      ) : (
        <input {...shared} {...inputOf(question)} />
      )}
    </div>
  );
});

/**
 * A day as it is kept, from what was typed: 2015.3.5, 20150305, 2015年3月5日; anything else stays as it is. Days are typed,
 * because a native field takes them in the order of the browser's language and turns 2015-3-5 into another day without a
 * word; the native picker stands beside it.
 */
function dayIn(question: Question, typed: string): string {
  const read = readAnswer(question, clean(typed));
  return "answer" in read ? String(read.answer) : typed;
}

/** What kind of keyboard a question gets. A month is typed: few browsers have a picker for it. */
function inputOf(question: Question) {
  switch (question.type) {
    case "month":
      return { type: "text", placeholder: "如 2023.2", inputMode: "decimal" as const };
    case "number":
    case "area":
      return { type: "text", inputMode: "numeric" as const };
    case "phone":
      return { type: "tel" };
    case "id":
      return { type: "text", autoCapitalize: "characters", spellCheck: false };
    default:
      return { type: "text" };
  }
}

function hintOf(question: Question): string {
  const { hint = "", type } = question;
  const how =
    type === "number"
      ? `${question.least} 到 ${question.most}`
      : type === "month" && !hint.includes("写到月")
        ? "写到月"
        : type === "text" && question.lines > 1
          ? `${question.longest} 字以内`
          : type === "multiple"
            ? "可选几项"
            : "";
  return [how, hint].filter((it) => it !== "").join("；");
}

type TableProps = {
  readonly form: Form;
  readonly id: string;
  readonly table: Table;
  readonly current: AnyAnswers;
  readonly problemsAt: ProblemsAt;
  readonly around: Around;
  readonly today: string;
  readonly act: Dispatch<Action>;
};

/** A table inside a form: each row a card that opens, rows added, removed, or pasted from a spreadsheet. */
export function TableField({ form, id, table, current, problemsAt, around, today, act }: TableProps) {
  const rows = rowsOf(current, id);
  const columns = Object.entries(table.columns);
  const own = tableForm(form, id, current);
  const room = table.most - rows.length;
  const add = () => {
    act({ do: "add rows", table: id, rows: [{}] });
    requestAnimationFrame(() => {
      const all = [...document.querySelectorAll<HTMLDetailsElement>(`#q-${id} details.row`)];
      for (const [at, it] of all.entries()) it.open = at === all.length - 1;
      all[all.length - 1]?.querySelector<HTMLElement>("input, textarea")?.focus();
    });
  };
  return (
    <fieldset id={`q-${id}`} className="field table">
      <legend>
        {table.label}
        <span className="mark">
          {rows.length} 行，最多 {table.most} 行
        </span>
      </legend>
      {table.hint !== undefined && <p className="quiet">{table.hint}</p>}
      {rows.map((row, at) => {
        const wrong = columns.filter(([column]) =>
          problemsAt({ id: column, table: id, row: at }).some((it) => it.severity === "error"),
        ).length;
        return (
          <details className="row" key={at}>
            <summary>
              <span>
                第 {at + 1} 行 {nameOfRow(own, row)}
              </span>
              {wrong > 0 && <span className="error">有 {wrong} 处要改</span>}
            </summary>
            <div className="cells">
              {columns
                .filter(([, question]) => applies(question, { ...current, ...row }))
                .map(([column, question]) => (
                  <Field
                    key={column}
                    id={column}
                    table={id}
                    row={at}
                    question={question}
                    value={row[column]}
                    problems={problemsAt({ id: column, table: id, row: at })}
                    source={question.why === undefined ? undefined : around.sources[question.why]}
                    act={act}
                  />
                ))}
            </div>
            <button type="button" className="button" onClick={() => act({ do: "remove row", table: id, row: at })}>
              移除第 {at + 1} 行
            </button>
          </details>
        );
      })}
      <ul className="buttons">
        <li>
          <button type="button" className="button" disabled={room <= 0} onClick={add}>
            加一行
          </button>
        </li>
      </ul>
      <details className="more">
        <summary>从 Excel 粘贴到“{table.label}”</summary>
        <PasteBox
          form={own}
          unit="行"
          room={room}
          today={today}
          onTake={(taken) => act({ do: "add rows", table: id, rows: taken as readonly AnyRow[] })}
          onAlarm={(alarms) => act({ do: "warn", alarms })}
        />
      </details>
    </fieldset>
  );
}

/** A row in a few masked words, or how much of it is filled in. */
function nameOfRow(own: Form, row: AnyRow): string {
  const summary = summaryOf(own, row);
  const filled = Object.values(row).filter((it) => !isRows(it) && it !== "").length;
  return isBlank(row) ? "未填" : summary === "" ? `已填 ${filled} 项` : summary;
}
