import { type Answers, type Form, itemsOf } from "../../forms/form.ts";
import { type Problem } from "../../forms/problem.ts";
import { type Matched, type Opened, openSheet, type ReadOptions } from "../../forms/sheet.ts";
import { openReader, type Reader } from "./reader.ts";
import { cellsOf, type Cut, openRows, type Uncut } from "./rows.ts";
import { openScript } from "./script.ts";

/** Delimited text whose encoding and separator are known; a byte order mark may stand at its beginning. */
export type Delimited = {
  readonly file: string;
  readonly encoding: "utf-8" | "gb18030";
  readonly delimiter: "," | ";" | "\t";
};

/** Where records and problems go as they are found. */
export type Sink<F extends Form> = {
  /** `answers` is the same object every time: good until this returns. A question that was not answered is undefined. */
  readonly record: (row: number, answers: Answers<F>) => void;
  readonly problem: (problem: Problem) => void;
};

export type BulkReading = {
  /** Records that are not blank, right or wrong. */
  readonly rows: number;
  /** Those of them that were right. */
  readonly records: number;
  /** Those of them that were certain by their bytes and never made into text. */
  readonly certain: number;
  readonly heading: Matched | null;
  /**
   * Set when the file cannot be read in a stream, and what was given to the sink is void: it is no table of one row a record,
   * or what its columns are depends on all rows ("whole": read it whole); or it is no text of this kind, as the problem says.
   */
  readonly void: "whole" | Problem | null;
};

/**
 * Reads a long file in a stream and in constant memory, with the records and problems that `readRows` gives for it, in the
 * order of the rows. `readRows` is what defines them; here a row is only ever taken when it is certain that `readRows` would
 * have nothing to say of it: every cell was asked there once before, alone, and its bytes are found again, or consists of
 * characters that need no care; conditions and rules are the form's own. Every other row is read by `readRows`' own reader.
 */
export function openBulk<F extends Form>(form: F, text: Delimited, options: ReadOptions, sink: Sink<F>) {
  const delimiter = text.delimiter.charCodeAt(0);
  const script = openScript(text.encoding);
  /** The first rows, until the heading is known. */
  const head: string[][] = [];
  let reader: Reader | null = null;
  let begun = 0;
  let voided: BulkReading["void"] = null;

  const refuse = (code: string, row: number): void => {
    voided ??= { file: text.file, row: Math.max(1, row), code, severity: "error", message: refusals[code] ?? "" };
  };
  const open = (): void => {
    const opened = openSheet(form, { file: text.file, rows: head, firstRow: 1 }, options);
    if (!isStream(form, opened)) {
      voided = "whole";
      return;
    }
    const another = () => {
      voided = "whole";
    };
    const previous = () => cellsOf(rows.previous(), script.decode);
    const opening = openReader(form, text, opened, options, script, head, previous, another, sink as Sink<Form>);
    for (const problem of opened.problems) if (problem.code !== "column_unknown") sink.problem(problem);
    for (const [at, cells] of head.entries()) if (at >= opened.first) opening.text(at, cells);
    head.length = opened.first;
    reader = opening;
  };
  /** Which columns are not known is only certain when all rows were seen: one without a heading may be empty. */
  const tellUnknown = (late: ReadonlySet<number>): void => {
    const filled = Array.from({ length: Math.max(0, ...late) + 1 }, (_, column) => (late.has(column) ? "1" : ""));
    const { problems } = openSheet(form, { file: text.file, rows: [...head, filled], firstRow: 1 }, options);
    for (const problem of problems) if (problem.code === "column_unknown") sink.problem(problem);
  };
  const take = (cut: Cut): void => {
    if (voided !== null) return;
    const at = begun++;
    if (cut.broken && swallows(cut, delimiter, reader?.width)) return refuse("csv_quote", at + 1);
    try {
      if (reader !== null) reader.bytes(at, cut);
      else if (head.push(cellsOf(cut, script.decode)) === headRows) open();
    } catch (error) {
      // Thrown by a decoder that meets bytes which are none of its encoding.
      if (!(error instanceof TypeError)) throw error;
      refuse("file_encoding", at + 1);
    }
  };
  const rows = openRows(delimiter, take);
  const note = (uncut: Uncut | null): void => {
    if (uncut !== null) refuse(uncut, begun + 1);
  };

  return {
    /** Takes the next bytes of the file; chunks may end anywhere. */
    push(chunk: Uint8Array): void {
      if (voided === null) note(rows.push(chunk));
    },
    /** The file ends here. */
    end(): BulkReading {
      if (voided === null) note(rows.end());
      if (voided === null && reader === null) open();
      const counts = reader?.counts() ?? { rows: 0, records: 0, certain: 0 };
      if (voided === null && reader !== null) tellUnknown(reader.late);
      return { ...counts, heading: reader?.heading ?? null, void: voided };
    },
  };
}

/** Rows that are read before the heading is looked for. */
const headRows = 64;

const refusals: Readonly<Record<string, string>> = {
  csv_quote: "这一行有单独的引号，后面的内容会读错：请删去引号，或在 Excel 中重新另存",
  file_binary: "文件里有非文字内容，可能已损坏：请重新导出",
  file_encoding: "文字编码不认识：请在 Excel 中“另存为”CSV UTF-8（逗号分隔）",
};

/** Whether all that is to be known of a sheet is known from its first rows, and each row is a record of its own. */
function isStream(form: Form, { card, columns, problems }: Opened): boolean {
  if (card !== null || itemsOf(form).some(([, item]) => item.type === "table")) return false;
  // Whether two columns of one name say the same is only known at the end.
  if (problems.some(({ code }) => code === "column_twice" || code === "column_repeated")) return false;
  return columns.ticked.size === 0;
}

/**
 * Whether a line break in a quoted cell is where rows were swallowed, because a quote is alone: then the row has more cells
 * than the heading, or a line in a cell has about as many separators as a row.
 */
function swallows(cut: Cut, delimiter: number, width: number | undefined): boolean {
  if (width === undefined) return false;
  if (cut.count > width) return true;
  const last = cut.ends[cut.count - 1] ?? 0;
  let separators = 0;
  for (let at = cut.starts[0] ?? 0; at < last; at++) if (cut.bytes[at] === delimiter) separators++;
  return separators - (cut.count - 1) >= Math.max(3, width - 1) - 1;
}
