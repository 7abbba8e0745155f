import { type Answers, type Form } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { type ReadOptions, readRows } from "../forms/sheet.ts";
import { receive, type Received } from "./receive.ts";

/** A file checked against a form: what it is, what was read from it and everything that is wrong with it. */
export type Checked<F extends Form = Form> = {
  readonly received: Received;
  /** Records that are not blank, right or wrong, of all sheets. */
  readonly rows: number;
  readonly records: readonly { readonly sheet?: string; readonly row: number; readonly answers: Answers<F> }[];
  readonly problems: readonly Problem[];
};

/** Reads a file and everything in it that is about the form. */
export function checkFile<F extends Form>(
  form: F,
  file: string,
  bytes: Uint8Array,
  options: Omit<ReadOptions, "unfinished">,
): Checked<F> {
  const received = receive(file, bytes);
  const readings = received.sheets.map((sheet) => ({ sheet, ...readRows(form, sheet, options) }));
  return {
    received,
    rows: readings.reduce((sum, it) => sum + it.rows, 0),
    records: readings.flatMap(({ sheet: { sheet }, records }) =>
      records.map((it) => ({ ...(sheet === undefined ? {} : { sheet }), ...it })),
    ),
    problems: [...received.problems, ...readings.flatMap((it) => it.problems)],
  };
}
