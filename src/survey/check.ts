import { clean } from "../forms/answer.ts";
import { type Answers, type Form, needsOf } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { type Matched, type Reading, type ReadOptions, readRows, type Sheet } from "../forms/sheet.ts";
import { receive, type Received } from "./receive.ts";

/** A file checked against a form: what it is, what was read from it and everything that is wrong with it. */
export type Checked<F extends Form = Form> = {
  readonly received: Received;
  readonly sheets: readonly CheckedSheet[];
  /** Records that are not blank, right or wrong, of all sheets, those of tables that could not be read included. */
  readonly rows: number;
  /** Whether every table of the form in it could be read: only then do its records stand for the file. */
  readonly complete: boolean;
  readonly records: readonly { readonly sheet?: string; readonly row: number; readonly answers: Answers<F> }[];
  readonly problems: readonly Problem[];
};

/** A sheet of `received` by its place there; `sheet` is how problems name it, which is not its own name where that may be a child's. */
export type CheckedSheet = {
  readonly at: number;
  readonly sheet?: string;
  readonly heading: Matched;
  readonly rows: number;
};

/** Reads a file and everything in it that is about the form. Sheets about something else are named and left out. */
export function checkFile<F extends Form>(
  form: F,
  file: string,
  bytes: Uint8Array,
  options: Omit<ReadOptions, "unfinished">,
): Checked<F> {
  return checkReceived(form, receive(file, bytes), options);
}

/** The same for a file that was received before. */
export function checkReceived<F extends Form>(
  form: F,
  received: Received,
  options: Omit<ReadOptions, "unfinished">,
): Checked<F> {
  const problems = [...received.problems];
  const [who] = needsOf(form)[0] ?? [];
  const readings = named(
    received.sheets.map((sheet, at) => ({ at, sheet, reading: readRows(form, sheet, options) })),
    who,
  );
  const readable = ({ reading }: Tried<F>) => reading.rows > 0 && reading.records.length + errorsIn(reading) > 0;
  const tables = readings.filter((it) => isTable(it) && readable(it));
  // Where nothing is a table of this form, the sheet that comes nearest says what is missing.
  const [nearest] = [...readings].sort((a, b) => b.reading.heading.known - a.reading.heading.known);
  const read = tables.filter((it) => it.sheet.hidden !== true);
  const taken = read.length > 0 || nearest === undefined ? read : [nearest];
  const unread: Tried<F>[] = [];
  for (const tried of readings) {
    const { sheet, name, reading } = tried;
    if (taken.some((it) => it.sheet === sheet)) {
      for (const it of reading.problems) problems.push(it);
      continue;
    }
    const place = { file: received.file, ...(name === undefined ? {} : { sheet: name }), row: 1 };
    if (reading.rows === 0 || ours.test(sheet.sheet ?? "")) continue;
    if (sheet.hidden === true) {
      if (!tables.some((it) => it.sheet === sheet)) continue;
      const message = "这张工作表是隐藏的，没有读取：要一起交的话请取消隐藏";
      problems.push({ ...place, code: "sheet_hidden", severity: "warning", message });
    } else if (reading.heading.columns.some((it) => it.field === who)) {
      unread.push(tried);
      for (const it of reading.problems) problems.push(it);
    } else {
      const message = "这张工作表不像是本表，没有读取；要一起交的话请改成本表的表头";
      problems.push({ ...place, code: "sheet_other", severity: "warning", message });
    }
  }
  if (taken.every((it) => it.reading.rows === 0) && problems.every((it) => it.severity === "warning")) {
    const row = nearest?.reading.heading.row ?? 1;
    const message = "只有表头，没有内容";
    return nothing(received, [{ file: received.file, row, code: "file_header_only", severity: "error", message }]);
  }
  return {
    received,
    sheets: taken.map(({ at, name, reading: { heading, rows } }) => ({
      at,
      ...(name === undefined ? {} : { sheet: name }),
      heading,
      rows,
    })),
    rows: [...taken, ...unread].reduce((sum, it) => sum + it.reading.rows, 0),
    complete: received.sheets.length > 0 && unread.length === 0 && taken.every((it) => it.reading.complete),
    records: taken.flatMap(({ name, reading }) =>
      reading.records.map((it) => ({ ...(name === undefined ? {} : { sheet: name }), ...it })),
    ),
    problems,
  };
}

/** Sheets that our own workbooks hold beside the list (templates/xlsx.ts). */
const ours = /^(打印用|选项|填表说明)/;

function nothing<F extends Form>(received: Received, problems: readonly Problem[]): Checked<F> {
  return { received, sheets: [], rows: 0, complete: false, records: [], problems: [...received.problems, ...problems] };
}

type Tried<F extends Form> = {
  readonly at: number;
  readonly sheet: Sheet;
  readonly name: string | undefined;
  readonly reading: Reading<F>;
};

/**
 * The sheets as problems name them. Tabs may bear children's names, one child a sheet or one class for each of two brothers:
 * where one does, all are numbered instead.
 */
function named<F extends Form>(readings: readonly Omit<Tried<F>, "name">[], who: string | undefined): Tried<F>[] {
  const numbered = readings.some(
    ({ reading, sheet }) =>
      sheet.sheet !== undefined && (reading.heading.card === true || bearsName(sheet, reading, who)),
  );
  return readings.map((it) => {
    if (!numbered) return { ...it, name: it.sheet.sheet };
    const name = `第 ${String(it.at + 1)} 张工作表`;
    const problems = it.reading.problems.map((problem) => ({ ...problem, sheet: name }));
    return { ...it, name, reading: { ...it.reading, problems } };
  });
}

/** Whether the tab of a sheet is what somebody in it is called. */
function bearsName<F extends Form>({ sheet, rows }: Sheet, { heading }: Reading<F>, who: string | undefined): boolean {
  const name = clean(sheet ?? "");
  const columns = heading.columns.flatMap(({ at, field }) => (field === who ? [at] : []));
  return columns.some((at) =>
    rows.some((cells) => {
      const said = clean(cells[at] ?? "");
      return [...said].length > 1 && name.includes(said);
    }),
  );
}

/** Whether a sheet is a table or one record of the form as far as its headings go. */
function isTable<F extends Form>({ reading }: Tried<F>): boolean {
  return reading.heading.usable;
}

function errorsIn<F extends Form>({ problems }: Reading<F>): number {
  return problems.filter((it) => it.severity === "error").length;
}
