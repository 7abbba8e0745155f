import { type Answers, type Form, itemsOf } from "../../forms/form.ts";
import { type Problem } from "../../forms/problem.ts";
import { type Matched, type Opened, openSheet, type ReadOptions } from "../../forms/sheet.ts";
import { refuseGarbled } from "../receive/garbled.ts";
import { columnLimit, Refusal, tooBig } from "../receive/refusal.ts";
import { openReader, type Reader } from "./reader.ts";
import { cellsOf, type Cut, openRows, type Uncut } from "./rows.ts";
import { openScript } from "./script.ts";
import { openSwallowed } from "./swallowed.ts";

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
 * Reads a long file in a stream and in constant memory, with the records and problems that `checkFile` gives for it, in the
 * order of the rows; a file that `receive` refuses is void, but for the limits of its size. `readRows` is what defines them; here a row is only ever taken when it is certain that `readRows` would
 * have nothing to say of it: every cell was asked there once before, alone, and its bytes are found again, or consists of
 * characters that need no care; conditions and rules are the form's own. Every other row is read by `readRows`' own reader.
 */
export function openBulk<F extends Form>(form: F, text: Delimited, options: ReadOptions, sink: Sink<F>) {
  const delimiter = text.delimiter.charCodeAt(0);
  const script = openScript(text.encoding);
  /** The first rows, until the heading is known. */
  const head: string[][] = [];
  let reader: Reader | null = null;
  /** The rows in which characters are looked for that are none of Chinese; null when that is done. */
  let sample: string[][] | null = [];
  const swallowed = openSwallowed(delimiter, script.decode);
  let begun = 0;
  let voided: BulkReading["void"] = null;

  const refuse = (code: string, row: number, message = refusals[code] ?? ""): void => {
    voided ??= { file: text.file, row: Math.max(1, row), code, severity: "error", message };
  };
  /** Does what may find at a row, counted from 0, that the file cannot be read. */
  const attempt = (at: number, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) refuse(error.code, error.row, error.message);
      // Thrown by a decoder that meets bytes which are none of its encoding.
      else if (error instanceof TypeError) refuse("file_encoding", at + 1);
      else throw error;
    }
  };
  const judgeSample = (): void => {
    if (sample !== null) refuseGarbled([{ file: text.file, rows: sample, firstRow: 1 }]);
    sample = null;
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
    attempt(at, () => {
      if (cut.count > columnLimit) throw tooBig();
      if (script.isForeign(cut.bytes, cut.from, cut.to)) return refuse("file_encoding", at + 1);
      swallowed.note(at, cut);
      if (sample !== null && sample.push(cellsOf(cut, script.decode)) === sampleRows) judgeSample();
      if (reader !== null) reader.bytes(at, cut);
      else if (head.push(cellsOf(cut, script.decode)) === headRows) open();
    });
  };
  const rows = openRows(delimiter, text.encoding, take);
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
      if (voided === null)
        attempt(begun, () => {
          judgeSample();
          if (reader === null) open();
        });
      const hides = swallowed.found();
      if (voided === null && hides !== -1) refuse("csv_quote", hides + 1);
      const counts = reader?.counts() ?? { rows: 0, records: 0, certain: 0 };
      if (voided === null && reader !== null) tellUnknown(reader.late);
      return { ...counts, heading: reader?.heading ?? null, void: voided };
    },
  };
}

/** Rows that are read before the heading is looked for. */
const headRows = 64;
/** Rows that `refuseGarbled` looks at. */
const sampleRows = 200;

const refusals: Readonly<Record<string, string>> = {
  csv_quote: "这一行有单独的引号，后面的内容会读错：请删去引号，或在 Excel 中重新另存",
  file_binary: "文件里有非文字内容，可能已损坏：请重新导出",
  file_encoding: "文字编码不认识：请在 Excel 中“另存为”CSV UTF-8（逗号分隔）",
};

/** Whether all that is to be known of a sheet is known from its first rows, and each row is a record of its own. */
function isStream(form: Form, { card, columns, problems, usable, heading }: Opened): boolean {
  // What is no table may be one filled-in form, whose labels and answers are looked for in all rows (`leastTable` in sheet.ts).
  if (!usable && heading.known < 12) return false;
  if (card !== null || itemsOf(form).some(([, item]) => item.type === "table")) return false;
  // Whether two columns of one name say the same is only known at the end.
  if (problems.some(({ code }) => code === "column_twice" || code === "column_repeated")) return false;
  return columns.ticked.size === 0;
}
