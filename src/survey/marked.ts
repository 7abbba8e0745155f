import { inert } from "../forms/inert.ts";
import { type Problem } from "../forms/problem.ts";
import { type Matched, type Sheet } from "../forms/sheet.ts";
import { type Cell, type CellStyle, columnName, type WorkbookSheet, writeWorkbook } from "../forms/workbook.ts";
import { type Checked } from "./check.ts";
import { severityWords, sheetIndex } from "./problems.ts";

/**
 * The heading of the column that says what is wrong. Not 备注: that is a question of many forms, and a file that is mended and
 * handed in again would have it twice.
 */
export const remarksHeading = "核对结果";

/** More comments than this make a workbook slow to open; the remarks say the same. */
const mostComments = 1000;

/**
 * The file as it was, as a workbook: same sheets, titles, headings, order and row numbers, columns that were not read too. At
 * the right of each sheet a column says what is wrong with each row, and the wrong cells are hatched and framed, which can be
 * seen in black and white. Every value is text, so that long numbers keep their digits; what a spreadsheet could run as a
 * formula gets a ' in front, as in our CSV. Throws where `unmarkable` says why it cannot be.
 */
export async function markedWorkbook(checked: Checked): Promise<Uint8Array> {
  const { sheets } = checked.received;
  const why = unmarkable(checked);
  if (why !== null) throw new Error(`survey/marked: found what cannot be marked, expected sheets that fit: ${why}`);
  const names = new Set(reserved);
  const comments = { left: mostComments };
  const headings = new Map(checked.sheets.map(({ at, heading }) => [at, heading]));
  const problems = problemsBySheet(checked);
  return writeWorkbook(
    remarksHeading,
    sheets.map((sheet, at) =>
      markedSheet(sheet, headings.get(at), problems.get(at) ?? [], nameOf(sheet, names), comments),
    ),
  );
}

/** Why a file cannot be given back marked, in words for the office, or null: nothing was read, or a sheet is full to its edge. */
export function unmarkable({ received: { sheets } }: Checked): string | null {
  if (sheets.length === 0) return "没有读出内容，不能标记";
  if (sheets.some((sheet) => widthOf(sheet) >= mostColumns))
    return `表有 ${mostColumns} 列，已经排满，右边加不下“${remarksHeading}”，不能标记：请删去用不着的列再核对`;
  if (sheets.some((sheet) => (placesOf(sheet)[sheet.rows.length - 1] ?? 0) >= mostRows))
    return `一张工作表最多 ${mostRows} 行，这个文件超过了，不能标记：请分成几个文件再核对`;
  return null;
}

/** What a sheet of a spreadsheet holds. */
const mostColumns = 16_384;
const mostRows = 1_048_576;

/** The problems of each sheet, by its place. */
function problemsBySheet(checked: Checked): Map<number, Problem[]> {
  const places = new Map<string | undefined, number>();
  const found = new Map<number, Problem[]>();
  for (const problem of checked.problems) {
    const at = places.get(problem.sheet) ?? sheetIndex(checked, problem.sheet);
    places.set(problem.sheet, at);
    add(found, at, problem);
  }
  return found;
}

function add<K>(to: Map<K, Problem[]>, key: K, problem: Problem): void {
  const before = to.get(key);
  if (before === undefined) to.set(key, [problem]);
  else before.push(problem);
}

function markedSheet(
  sheet: Sheet,
  heading: Matched | undefined,
  problems: readonly Problem[],
  name: string,
  comments: { left: number },
): WorkbookSheet {
  const { rows, merges = [] } = sheet;
  const places = placesOf(sheet);
  const table = heading !== undefined && heading.card !== true;
  const top = table ? (rowIndex(sheet, heading.row) ?? 0) : 0;
  const width = widthOf(sheet);

  const remarks = new Map<number, Problem[]>();
  const wrong = new Map<string, Problem[]>();
  const indexes = new Map<number, number>();
  for (let at = rows.length - 1; at >= 0; at--) indexes.set(sheet.rowNumbers?.[at] ?? sheet.firstRow + at, at);
  for (const problem of problems) {
    const at = indexes.get(problem.row) ?? top;
    add(remarks, Math.max(at, top), problem);
    if (at > top) for (const column of columnsOf(heading, problem)) add(wrong, `${at},${column}`, problem);
  }

  const cells = new Map<string, Partial<Cell>>();
  for (const [key, found] of wrong) {
    const [at = 0, column = 0] = key.split(",").map(Number);
    const style = found.some((it) => it.severity === "error") ? wrongStyle : doubtfulStyle;
    cells.set(`${places[at]},${column}`, {
      // A formula without a result must not come back as an empty cell, which would be right.
      value:
        sheet.faults?.get(`${String(at)},${String(column)}`) === "formula"
          ? "#N/A"
          : inert(rows[at]?.[column] ?? "") || null,
      style,
      ...(comments.left-- > 0 ? { comment: { author: "核对", text: found.map((it) => it.message).join("\n") } } : {}),
    });
  }
  for (const [at, found] of remarks) {
    const value = at === top ? headingRemark(found) : found.map(remarkOf).join("\n");
    cells.set(`${places[at]},${width}`, { value: value.slice(0, 32_000), style: remarkStyle });
  }
  const corner = `${places[top]},${width}`;
  if (!cells.has(corner)) cells.set(corner, { value: remarksHeading, style: remarkStyle });

  const written: string[][] = [];
  for (const [at, row] of rows.entries()) {
    const place = places[at] ?? at;
    while (written.length < place) written.push([]);
    written.push(row.slice(0, lengthOf(row)).map(inert));
  }
  const line = (places[top] ?? 0) + 1;
  return {
    name,
    rows: written,
    cells,
    columns: [
      ...Array.from({ length: width }, (_, column) => ({ width: lettersAcross(rows, column), style: textStyle })),
      { width: 60, style: textStyle },
    ],
    merges: merges.map(({ top, left, bottom, right }) => ({
      startRow: places[top] ?? top,
      startCol: left,
      endRow: places[bottom] ?? bottom,
      endCol: right,
    })),
    ...(sheet.hidden === true ? { hidden: true } : {}),
    ...(table
      ? { autoFilter: { range: `A${line}:${columnName(width)}${written.length}` }, freezePane: { rows: line } }
      : {}),
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      ...(table ? { printTitlesRow: `$${line}:$${line}` } : {}),
      // More columns than this cannot be read on one page.
      ...(width <= 20 ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
    },
  };
}

const textStyle: CellStyle = { numFmt: "@" };
const black = { rgb: "FF000000" };
const framed = (style: "medium" | "dashed") => {
  const side = { style, color: black };
  return { top: side, right: side, bottom: side, left: side };
};
const pale = { rgb: "FFFFF4D6" };
const wrongStyle: CellStyle = {
  ...textStyle,
  fill: { type: "pattern", pattern: "lightUp", fgColor: { rgb: "FF9A9A9A" }, bgColor: pale },
  border: framed("medium"),
};
const doubtfulStyle: CellStyle = {
  ...textStyle,
  fill: { type: "pattern", pattern: "gray0625", fgColor: { rgb: "FF9A9A9A" }, bgColor: pale },
  border: framed("dashed"),
};
const remarkStyle: CellStyle = { ...textStyle, alignment: { wrapText: true, vertical: "top" } };

function remarkOf({ severity, column, message }: Problem): string {
  return `${severityWords[severity]} ${column === undefined ? "" : `${column}：`}${message}`;
}

/** Reading passes over what stands in brackets in a heading, so the mended file can be handed in with it. */
function headingRemark(found: readonly Problem[]): string {
  const words = found.map((it) => remarkOf(it).replace(/[(（]/g, "〔").replace(/[)）]/g, "〕"));
  return `${remarksHeading}（${words.join("\n")}）`;
}

/** The columns that a problem is about; several where each ticks one answer, none where it is about the row. */
export function columnsOf(heading: Matched | undefined, { field }: Pick<Problem, "field">): readonly number[] {
  return (heading?.columns ?? []).flatMap((it) => (it.field === field ? [it.at] : []));
}

/** Where each row of a sheet stood; one below the other where they have no places of their own, as in JSON. */
function placesOf({ rows, firstRow, rowNumbers }: Sheet): readonly number[] {
  const places = rows.map((_, at) => (rowNumbers?.[at] ?? firstRow + at) - 1);
  const apart = places.every((it, at) => it > (places[at - 1] ?? -1));
  return apart ? places : rows.map((_, at) => at);
}

/** The place in `rows` of the row that the clerk sees under this number. */
export function rowIndex({ rows, firstRow, rowNumbers }: Sheet, row: number): number | undefined {
  const at = rowNumbers === undefined ? row - firstRow : rowNumbers.indexOf(row);
  return at >= 0 && at < rows.length ? at : undefined;
}

/** How many cells a row has up to the last that says something. */
function lengthOf(row: readonly string[]): number {
  let length = row.length;
  while (length > 0 && row[length - 1] === "") length--;
  return length;
}

/** How many columns a sheet has. */
function widthOf({ rows }: Sheet): number {
  return rows.reduce((most, row) => Math.max(most, lengthOf(row)), 0);
}

function lettersAcross(rows: Sheet["rows"], column: number): number {
  const longest = rows
    .slice(0, 50)
    .reduce((most, row) => Math.max(most, lettersIn((row[column] ?? "").slice(0, 30))), 0);
  return Math.min(30, Math.max(6, longest + 2));
}

/** Chinese characters are as wide as two others. */
function lettersIn(text: string): number {
  return [...text].reduce((sum, it) => sum + (it > "\u2e7f" ? 2 : 1), 0);
}

/** Names that spreadsheets keep for themselves. */
const reserved = ["history", "历史记录"];

/** A name that a sheet may have and no other has yet: at most 31 letters, and no ' at its ends. */
function nameOf({ sheet }: Sheet, taken: Set<string>): string {
  const clean = (text: string) => text.replace(/^[\s']+|[\s']+$/g, "");
  const wanted = clean((sheet ?? "").replace(/[[\]:*?/\\\p{C}]/gu, " ")) || "登记表";
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : ` ${number}`;
    const name = clean(shortened(wanted, 31 - ending.length)) + ending;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** The beginning of a text, in UTF-16 units; no character is cut in two. */
function shortened(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
