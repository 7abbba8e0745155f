import { clean, readAnswer } from "./answer.ts";
import { columnsOf, type Form } from "./form.ts";
import { questionNamed } from "./heading.ts";
import { type Sheet } from "./sheet.ts";

/** One filled-in form on a sheet of its own: labels with the answers beside them. */
export type Card = {
  /** The row of its first label, from 0. */
  readonly top: number;
  /** Question id → what stands beside its label, and where, rows and columns from 0. */
  readonly answers: ReadonlyMap<string, { readonly text: string; readonly at: number; readonly column: number }>;
  /** Whether a label has two answers: two forms, or something else that cannot be told apart. */
  readonly twice: boolean;
};

/** Labels that a sheet must have, and rows they must stand in, to be a filled-in form. */
const leastLabels = 5;
const leastRows = 3;
/** Rows of the longest form on paper, with room, and its merged cells. */
const longest = 200;
const mostMerges = 1000;

/**
 * Reads a sheet as one filled-in form, such as the printed page typed into a workbook; null where it is none. A label that is
 * followed by another label names a group: 父亲 | 姓名 | … is the father's name. 姓名：张小满 in one cell is label and answer.
 */
export function cardOf(form: Form, sheet: Sheet): Card | null {
  const { rows, merges = [] } = sheet;
  // A form has some dozens of merged cells; looking each of thousands up would take long.
  if (rows.length > longest || merges.length > mostMerges) return null;
  const answers = new Map<string, { text: string; at: number; column: number }>();
  const labelRows = new Set<number>();
  let twice = false;
  const corner = (at: number, column: number) =>
    merges.find((it) => it.top <= at && at <= it.bottom && it.left <= column && column <= it.right);
  const textAt = (at: number, column: number) => {
    const merge = corner(at, column);
    return clean(rows[merge?.top ?? at]?.[merge?.left ?? column] ?? "");
  };
  const after = (at: number, column: number) => (corner(at, column)?.right ?? column) + 1;
  const put = (id: string, text: string, at: number, column: number) => {
    labelRows.add(at);
    const before = answers.get(id);
    const said = blankBoxes.test(text) && !/[☑☒■√✓✔]/.test(text) ? "" : text;
    if (before === undefined || before.text === "") answers.set(id, { text: said, at, column });
    else if (said !== "" && said !== before.text) twice = true;
  };
  for (const [at, cells] of rows.entries()) {
    let group: string[] = [];
    const width = Math.max(
      cells.length,
      ...merges.filter((it) => it.top <= at && at <= it.bottom).map((it) => it.right + 1),
    );
    for (let column = 0; column < width; column = after(at, column)) {
      const text = textAt(at, column);
      if (text === "") continue;
      const [, label = "", inline] = /^([^:：]{1,14})[:：]\s*(\S.*)$/s.exec(text) ?? [];
      if (inline !== undefined) {
        const id = questionNamed(form, [...group, label]);
        if (id !== null) put(id, inline, at, column);
        continue;
      }
      const next = after(at, column);
      const beside = textAt(at, next);
      const own = questionNamed(form, [...group, text]);
      if (own !== null && isAnswer(form, own, beside)) {
        put(own, beside, at, next);
        const further = textAt(at, after(at, next));
        twice ||= further !== "" && isAnswer(form, own, further);
        column = next;
        continue;
      }
      const isLabel = (it: string, above: readonly string[]) =>
        it !== "" && questionNamed(form, [...above, it]) !== null;
      if (isLabel(beside, [text]) || (isLabel(beside, []) && !isLabel(text, group))) {
        group = [text];
        continue;
      }
      const id = own ?? (group.length > 0 ? questionNamed(form, [text]) : null);
      if (id === null) continue;
      // The merged name of a group on the left belongs to every row beside it; as a label it counts in its first row only.
      if (corner(at, column)?.top !== undefined && corner(at, column)?.top !== at) continue;
      if (isLabel(beside, group)) continue;
      put(id, beside, at, next);
      column = next;
      // One more answer beside the first is another child's.
      const further = textAt(at, after(at, next));
      if (
        beside !== "" &&
        further !== "" &&
        !isLabel(further, group) &&
        !isLabel(further, []) &&
        !/[:：]/.test(further)
      )
        twice = true;
    }
  }
  if (answers.size < leastLabels || labelRows.size < leastRows) return null;
  const [top = 0] = [...labelRows];
  return { top, answers, twice };
}

/** 父亲 beside 实际照护人 is an answer, though it is a label elsewhere. */
function isAnswer(form: Form, id: string, text: string): boolean {
  const question = columnsOf(form).find((it) => it.id === id)?.question;
  return text !== "" && question !== undefined && "codes" in question && "answer" in readAnswer(question, text);
}

/** The options of a question as they are printed, one box each. */
const blankBoxes = /[□☐]/;
