import { type Form, type Question } from "../forms/form.ts";

/** A form laid out on A4 portrait: one grid of twelve columns from top to bottom, so that a page of boxes reads as one sheet. */
export type Sheet = {
  readonly title: string;
  /** Above the grid: what is filled in once per sheet. */
  readonly header: readonly string[];
  /** The line that every sheet about a child carries. */
  readonly caution: string;
  readonly blocks: readonly Block[];
  readonly signatures: readonly string[];
  readonly seal: boolean;
  /** Left of the page number. */
  readonly foot: string;
};
export type Block = { readonly title: string; readonly rows: readonly (readonly Cell[])[] };
/** `span` in twelfths of the width; the spans of a row add up to 12. */
export type Cell = { readonly kind: "label" | "answer"; readonly span: number; readonly text: string };

/** Margins and sizes shared by all that is printed, in millimetres and points. */
export const paper = {
  width: 210,
  height: 297,
  margin: { top: 13, right: 15, bottom: 13, left: 22 },
  row: 9,
  padding: 1,
  signature: 30,
  title: 18,
  text: 10.5,
  small: 9,
} as const;

const labelSpan = 2;
/** An answer of up to this many characters fits two lines of half a row, and shares the row with another question. */
const short = 30;

/** The sheet of a form, blank: options with □ before the text, dates with room to write. */
export function layOut(form: Form): Sheet {
  return {
    title: form.title,
    header: ["填报单位：", "排查批次：", "填表日期："],
    caution: "本表含未成年人个人信息，严禁拍照发群、张贴公示，用后锁存。不清楚的选“未采集”，不要猜。",
    blocks: form.sections.map(({ title, questions }) => ({ title, rows: rowsOf(Object.values(questions)) })),
    signatures: form.signatures,
    seal: form.seal,
    foot: `${form.template} ${form.title}　版本 ${form.version}`,
  };
}

function rowsOf(questions: readonly Question[]): Cell[][] {
  const rows: Cell[][] = [];
  let open: Question | undefined;
  const label = ({ label }: Question): Cell => ({ kind: "label", span: labelSpan, text: label });
  const answer = (question: Question, span: number): Cell => ({ kind: "answer", span, text: blankOf(question) });
  const alone = (question: Question) => rows.push([label(question), answer(question, 12 - labelSpan)]);
  for (const question of questions) {
    if ([...blankOf(question)].length > short) {
      if (open !== undefined) alone(open);
      open = undefined;
      alone(question);
    } else if (open === undefined) open = question;
    else {
      rows.push([label(open), answer(open, 6 - labelSpan), label(question), answer(question, 6 - labelSpan)]);
      open = undefined;
    }
  }
  if (open !== undefined) alone(open);
  return rows;
}

/** What stands in an answer cell before anyone writes in it. */
function blankOf(question: Question): string {
  switch (question.type) {
    case "choice":
    case "multiple":
      return question.codes.map((it) => `□${it.label}`).join("　");
    case "date":
      return "　　　年　　月　　日";
    case "month":
      return "　　　年　　月";
    case "text":
    case "number":
    case "id":
    case "phone":
    case "area":
      return "";
  }
}

/**
 * The options of an answer cell in lines of whole options, as many in a line as fit a cell of that span at the small size: a
 * box never ends a line without its words, whatever writes the sheet.
 */
export function optionLines({ span, text }: Cell): string[] {
  const perPoint = 25.4 / 72;
  const room = ((paper.width - paper.margin.left - paper.margin.right) * span) / 12 - 2 * paper.padding;
  const most = Math.floor(room / (paper.small * perPoint));
  const lines: string[] = [];
  for (const option of text.split("　")) {
    const longer = `${lines[lines.length - 1] ?? ""}　${option}`;
    // A digit counts as a whole character: word processors put space between it and Chinese.
    if (lines.length > 0 && [...longer].length <= most) lines[lines.length - 1] = longer;
    else lines.push(option);
  }
  return lines;
}

/** The last row: a place to sign for each, and the seal. Spans add up to 12. */
export function endCells({ signatures, seal }: Sheet): { readonly lines: readonly string[]; readonly span: number }[] {
  const span = 12 / (signatures.length + (seal ? 1 : 0));
  const day = "　　　年　　月　　日";
  return [
    ...signatures.map((who) => ({ lines: [who, "（签名）", "", day], span })),
    ...(seal ? [{ lines: ["单位", "（盖章）", "", day], span }] : []),
  ];
}
