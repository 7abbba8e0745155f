import { type Form, itemsOf } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { type Checked } from "./check.ts";

/** What is wrong with a file, said in the same words by the command, the page and the marked workbook. */

/** The same thing wrong in many rows; `rows` go up, each once, and are none where it is about the whole file. */
export type ProblemGroup = Omit<Problem, "file" | "row"> & { readonly rows: readonly number[] };

/** Problems of one file that say the same of the same column of the same sheet, together: errors first, then as they were found. `read` says whether anything of it was read. */
export function groupProblems(problems: readonly Problem[], read: boolean): ProblemGroup[] {
  const groups = new Map<string, { first: Problem; rows: Set<number> }>();
  for (const problem of problems) {
    const { sheet, column, field, code, severity, message } = problem;
    const key = JSON.stringify([severity, sheet, code, column, field, message]);
    const group = groups.get(key) ?? { first: problem, rows: new Set() };
    // A file of which nothing was read has no rows that anybody could look at, unless a later one is named.
    if (read || problem.row > 1) group.rows.add(problem.row);
    groups.set(key, group);
  }
  const all = [...groups.values()].map(({ first, rows }): ProblemGroup => {
    const { sheet, column, field, code, severity, message } = first;
    return {
      ...(sheet === undefined ? {} : { sheet }),
      ...(column === undefined ? {} : { column }),
      ...(field === undefined ? {} : { field }),
      code,
      severity,
      message,
      rows: [...rows].sort((a, b) => a - b),
    };
  });
  return [...all.filter((it) => it.severity === "error"), ...all.filter((it) => it.severity === "warning")];
}

/** More ranges than this are counted instead of listed. */
const listed = 12;

/** `第 3–7、12 行`; of very many the first, and how many there are. */
export function rowsInWords(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const words = ranges
    .slice(0, listed)
    .map(([from, to]) => (from === to ? String(from) : from + 1 === to ? `${from}、${to}` : `${from}–${to}`))
    .join("、");
  return ranges.length > listed ? `第 ${words}……行，共 ${rows.length} 行` : `第 ${words} 行`;
}

export const severityWords = { error: "错误", warning: "提醒" } as const;

/** What is wrong and where, without how bad: `〔三年级〕公民身份号码：末位校验码不对，请对照原件（第 3–7、12 行）`. */
export function groupInWords({ sheet, column, message, rows }: ProblemGroup): string {
  const where = `${sheet === undefined ? "" : `〔${sheet}〕`}${column === undefined ? "" : `${column}：`}`;
  return `${where}${message}${rows.length === 0 ? "" : `（${rowsInWords(rows)}）`}`;
}

const formatWords: Readonly<Record<string, string>> = {
  csv: "CSV",
  xlsx: "Excel 工作簿",
  html: "网页格式的表",
  xml: "XML 电子表格",
  json: "JSON",
};
const encodingWords: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  gb18030: "GB18030",
};

/** More sheets than this are counted, not named. */
const named = 6;

/** What a file turned out to be: `CSV，GB18030 编码`, `Excel 工作簿，工作表“一年级”“二年级”`. Sheets are named as problems name them. */
export function fileInWords({ received: { format, encoding, sheets: all }, sheets }: Checked): string {
  if (format === null) return "没有读出内容";
  const names = sheets.flatMap(({ sheet }) => (sheet === undefined ? [] : [`“${sheet}”`]));
  const cards = sheets.some(({ heading }) => heading.card === true);
  const unread = all.length - sheets.length;
  return [
    formatWords[format] ?? format,
    ...(encoding === null ? [] : [`${encodingWords[encoding] ?? encoding} 编码`]),
    ...(cards
      ? [`${sheets.length} 张工作表，一张一份`]
      : names.length > named
        ? [`${names.length} 张工作表`]
        : names.length > 0
          ? [`工作表${names.join("")}`]
          : []),
    ...(unread > 0 && all.length > 1 ? [`另有 ${unread} 张没有读`] : []),
  ].join("，");
}

/** The sheet of `received` that a problem means by its name; the first where it names none. */
export function sheetIndex({ received, sheets }: Checked, name: string | undefined): number {
  if (name === undefined) return 0;
  const read = sheets.find(({ sheet }) => sheet === name)?.at;
  if (read !== undefined) return read;
  // Sheets that bear children's names are numbered.
  const numbered = /^第 (\d+) 张工作表$/.exec(name)?.[1];
  const at = received.sheets.findIndex(({ sheet }) => sheet === name);
  return at !== -1 ? at : numbered !== undefined ? Number(numbered) - 1 : 0;
}

/** What one record is called: a row, or a set of rows where the form has tables inside. */
export function unitOf(form: Form): "行" | "份" {
  return itemsOf(form).some(([, item]) => item.type === "table") ? "份" : "行";
}

/** `32 行：30 行可用，2 行要改`. */
export function countsInWords(form: Form, rows: number, good: number): string {
  const unit = unitOf(form);
  if (rows === 0) return "没有读到记录";
  const wrong = rows - good;
  return `${rows} ${unit}：${good} ${unit}可用${wrong === 0 ? "" : `，${wrong} ${unit}要改`}`;
}
