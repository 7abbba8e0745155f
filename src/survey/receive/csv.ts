import { decode, type Encoding } from "./encoding.ts";
import { cellLimit, columnLimit, Refusal, rowLimit, tooBig } from "./refusal.ts";

/** How a text is to be read: `shape` by what it begins with; `firstRow` is 2 where Excel's line `sep=;` stands above the table. */
export type TextKind = {
  readonly encoding: Encoding;
  readonly bomLength: number;
  readonly shape: "csv" | "json" | "markup";
  readonly delimiter: string;
  readonly firstRow: 1 | 2;
};

/**
 * What the beginning of a text file says of it; give 64 KB or more of a long one and set `whole` where it is all there is. An
 * encoding found in a part holds for that part: what comes after must be decoded with `fatal`. Throws a `Refusal` where
 * the encoding is not certain or nothing is written.
 */
export function detectText(head: Uint8Array, whole = false): TextKind {
  const { text, ...encoding } = decode(head, whole);
  if (text.trim() === "") throw new Refusal("file_empty", "文件是空的，请重新导出");
  const { delimiter, firstRow } = separation(text);
  return { ...encoding, shape: shapeOf(text), delimiter, firstRow };
}

export function shapeOf(text: string): TextKind["shape"] {
  const start = text.slice(0, 10_000).trimStart();
  if (/^<(\?xml|!|[a-z])/i.test(start)) return "markup";
  if (/^\{\s*["'}\w\u4e00-\u9fff]|^\[\s*([[{"'\]/\d-]|true\b|false\b|null\b)/.test(start)) return "json";
  return /^("[^"\n,;\t]{0,100}"|-?[\d.]+|true|false|null)\s*$/.test(text.slice(0, 200).trim()) && text.length < 200
    ? "json"
    : "csv";
}

/**
 * The rows of a table in text, cells as they stand in them: quotes resolved, `="5221…"` (how Excel is made to keep a long number)
 * unwrapped. Blank rows between are kept so that row numbers hold; those at the end are dropped. Throws a `Refusal` where
 * a quote could have swallowed or split a row.
 */
export function readCsv(text: string): { readonly rows: string[][]; readonly firstRow: 1 | 2 } {
  const { delimiter, firstRow, from } = separation(text);
  const { rows, broken, fault } = tokenise(text, delimiter, from);
  if (fault !== undefined)
    throw stray(fault === "open" ? "没有成对，后面的内容会读错" : "后面还有字，内容会读错", rows.length + firstRow - 1);
  const hides = swallowed(text, delimiter, rows, broken);
  if (hides !== -1) throw stray("没有成对，把后面几行吞掉了", hides + firstRow);
  while (rows[rows.length - 1]?.every((it) => it.trim() === "") === true) rows.pop();
  return { rows, firstRow };
}

function stray(what: string, row: number): Refusal {
  return new Refusal("csv_quote", `这一行的引号${what}：请删去多余的引号，或在 Excel 中重新“另存为”.xlsx 再提交`, row);
}

/** A row with a line break in a quoted cell: its place, and where its text begins and ends. */
type Broken = { readonly at: number; readonly from: number; readonly to: number };
type Tokens = { readonly rows: string[][]; readonly broken: Broken[]; readonly fault?: "open" | "trailing" };

const quote = 34;
const newline = 10;
const carriage = 13;

/** Cuts text into rows and cells; with a fault, the last of the rows is the one that it begins in. */
function tokenise(text: string, delimiter: string, from: number, most = Infinity): Tokens {
  const separator = delimiter.charCodeAt(0);
  const rows: string[][] = [];
  const broken: Broken[] = [];
  let cells = 0;
  let end = text.length;
  // The end mark of DOS.
  while (text.charCodeAt(end - 1) === 26) end--;
  let at = from;
  while (at < end && rows.length < most) {
    // Files put together carry their byte order marks along.
    while (text.charCodeAt(at) === 0xfeff) at++;
    const row: string[] = [];
    const start = at;
    let breaks = false;
    rows.push(row);
    for (;;) {
      let open = at;
      while (text.charCodeAt(open) === 32) open++;
      let cell: string | null = null;
      if (text.charCodeAt(open) === 61 && text.charCodeAt(open + 1) === quote) {
        const close = wrapped(text, open + 2, separator);
        if (close !== -1) {
          cell = text.slice(open + 2, close);
          at = close + 1;
        }
      } else if (text.charCodeAt(open) === quote) {
        let close = open;
        let doubled = false;
        for (;;) {
          close = text.indexOf('"', close + 1);
          if (close === -1 || close >= end) return { rows, broken, fault: "open" };
          if (text.charCodeAt(close + 1) !== quote) break;
          doubled = true;
          close++;
        }
        cell = text.slice(open + 1, close);
        if (/[\r\n]/.test(cell)) breaks = true;
        if (doubled) cell = cell.replace(/""/g, '"');
        if (cell.startsWith('="')) cell = /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
        at = close + 1;
        while (text.charCodeAt(at) === 32) at++;
        const next = text.charCodeAt(at);
        if (at < end && next !== separator && next !== newline && next !== carriage)
          return { rows, broken, fault: "trailing" };
      }
      if (cell === null) {
        const begin = at;
        for (; at < end; at++) {
          const code = text.charCodeAt(at);
          if (code === separator || code === newline || code === carriage) break;
        }
        cell = text.slice(begin, at);
      }
      row.push(cell);
      if (at >= end || text.charCodeAt(at) !== separator) break;
      at++;
      if (row.length === columnLimit) throw tooBig();
    }
    if (breaks) broken.push({ at: rows.length - 1, from: start, to: at });
    cells += row.length;
    if (cells > cellLimit || rows.length > rowLimit) throw tooBig();
    if (text.charCodeAt(at) === carriage) at++;
    if (text.charCodeAt(at) === newline) at++;
  }
  return { rows, broken };
}

/** The closing quote of `="…"` with nothing behind it; -1 where it is something else. */
function wrapped(text: string, from: number, separator: number): number {
  for (let at = from; at < text.length && at < from + 1000; at++) {
    const code = text.charCodeAt(at);
    if (code === newline || code === carriage) return -1;
    if (code !== quote) continue;
    const next = text.charCodeAt(at + 1);
    return Number.isNaN(next) || next === separator || next === newline || next === carriage ? at : -1;
  }
  return -1;
}

/**
 * The first row that seems to hold others. A quote that opens before a line break swallows the rows up to the next quote
 * without an error: what was made into one row then has more cells than the table, or a line within a cell that has about as
 * many separators as a row, or it consists of lines that would all be rows by themselves.
 */
function swallowed(text: string, delimiter: string, rows: readonly string[][], broken: readonly Broken[]): number {
  if (broken.length === 0) return -1;
  const places = new Set(broken.map((it) => it.at));
  const widths = rows.filter((row, at) => !places.has(at) && row.some((it) => it !== "")).map((it) => it.length);
  widths.sort((a, b) => a - b);
  const width = widths[widths.length - 1] ?? rows[0]?.length ?? 0;
  const usual = widths[widths.length >> 1] ?? width;
  const found = broken.find(({ at, from, to }) => {
    if ((rows[at]?.length ?? 0) > width) return true;
    const pieces = text
      .slice(from, to)
      .split(/\r\n|\n|\r/)
      .filter((it) => it.trim() !== "")
      .map((it) => it.split(delimiter).length);
    if (pieces.slice(1, -1).some((it) => it >= Math.max(3, usual - 1))) return true;
    return pieces.every((it) => it >= Math.max(2, usual - 1)) && pieces.some((it) => it >= usual);
  });
  return found?.at ?? -1;
}

/** Where the table begins and what separates its cells. */
function separation(text: string): { readonly delimiter: string; readonly firstRow: 1 | 2; readonly from: number } {
  const said = /^\s{0,9}"?sep=([^\w\s"]|\t)"?[ ,;\t]{0,99}(\r\n|\n|\r)/i.exec(text.slice(0, 200));
  if (said !== null) return { delimiter: said[1] ?? ",", firstRow: 2, from: said[0].length };
  return { delimiter: delimiterOf(text), firstRow: 1, from: 0 };
}

/**
 * The separator that cuts most of the top rows into cells, and the heading first of all: a title row has none, remarks and
 * lists of codes have others. A Chinese comma counts only where no other separator does and every row has as many.
 */
function delimiterOf(text: string): string {
  const head = text.slice(0, 65_536);
  const tries = [",", "\t", ";", "，", "；"].map((delimiter) => {
    const { rows, fault } = tokenise(head, delimiter, 0, 30);
    const cut = fault !== undefined || (head.length < text.length && rows.length < 30);
    const widths = (cut ? rows.slice(0, -1) : rows)
      .filter((row) => row.some((it) => it.trim() !== ""))
      .map((it) => it.length);
    const split = widths.filter((it) => it > 1);
    const counts = new Map<number, number>();
    for (const it of split) counts.set(it, (counts.get(it) ?? 0) + 1);
    const [usual = 1, rowsOfIt = 0] = [...counts].sort(([w1, n1], [w2, n2]) => n2 - n1 || w2 - w1)[0] ?? [];
    return {
      delimiter,
      start: widths.findIndex((it) => it > 1),
      cuts: split.length > 0 && split.length * 2 >= widths.length,
      even: rowsOfIt === split.length && split.length >= Math.max(2, widths.length - 2),
      cells: split.reduce((sum, it) => sum + Math.min(it, usual) - 1, 0),
    };
  });
  const plain = tries.slice(0, 3).filter((it) => it.cuts);
  plain.sort((a, b) => a.start - b.start || b.cells - a.cells);
  const [best] = plain.length > 0 ? plain : tries.slice(3).filter((it) => it.even);
  return best?.delimiter ?? ",";
}
