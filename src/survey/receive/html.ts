import { type Sheet } from "../../forms/sheet.ts";
import { Grid } from "./grid.ts";
import { cellLimit, columnLimit, damaged, Refusal, rowLimit, tooBig } from "./refusal.ts";
import { tagEnd } from "./xml.ts";

/** A table while it is read. */
type Table = {
  readonly grid: Grid;
  row: number;
  /** Where the next cell goes, if nothing from above covers it. */
  column: number;
  /** The last row that a cell from above covers, column by column. */
  readonly covered: number[];
  /** Where the open cell stands; text outside of cells is no part of the table. */
  cell: { readonly row: number; readonly column: number } | null;
  text: string;
};

/**
 * The tables of a web page, as systems and Excel itself save them under the name of .xls: one sheet each, a table within a cell
 * of another too. Only the text counts; scripts and styles are dropped, joined cells become merges, <br> a line break.
 * A table of one row beside others is a title and left out. Throws a `Refusal` where the page has no table, or ends in one.
 */
export function readHtml(file: string, text: string): Sheet[] {
  const grids: Grid[] = [];
  const open: Table[] = [];
  let covering = 0;
  let ended = false;

  const openCell = (table: Table, tag: string) => {
    endCell(table);
    if (table.row === -1) table.row = 0;
    while ((table.covered[table.column] ?? -1) >= table.row) table.column++;
    const { row, column } = table;
    const across = spanIn(tag, "colspan", 1000);
    const down = spanIn(tag, "rowspan", 65_534);
    if (column + across > columnLimit) throw damaged();
    if (across > 1 || down > 1)
      table.grid.merge({ top: row, left: column, bottom: row + down - 1, right: column + across - 1 });
    if (down > 1) {
      covering += across;
      if (covering > cellLimit) throw tooBig();
      for (let at = column; at < column + across; at++) table.covered[at] = row + down - 1;
    }
    table.cell = { row, column };
    table.column += across;
  };

  scan(text, {
    open: (name, tag) => {
      const table = open[open.length - 1];
      if (name === "table") {
        if (grids.length === mostTables) throw tooBig();
        const grid = new Grid();
        grids.push(grid);
        open.push({ grid, row: -1, column: 0, covered: [], cell: null, text: "" });
      } else if (table === undefined) return;
      else if (name === "td" || name === "th") openCell(table, tag);
      else if (name === "tr") {
        endCell(table);
        table.row++;
        table.column = 0;
        if (table.row >= rowLimit) throw tooBig();
        if (/display\s{0,9}:\s{0,9}none|\shidden\b/i.test(tag)) table.grid.hide(table.row);
      } else if (name === "br") table.text += lineBreak;
    },
    close: (name) => {
      if (name === "html" || name === "body") ended = true;
      const table = open[open.length - 1];
      if (table === undefined) return;
      if (name === "table") {
        endCell(table);
        open.pop();
      } else if (name === "td" || name === "th" || name === "tr") endCell(table);
      else if (name === "p" || name === "div" || name === "li") table.text += lineBreak;
    },
    text: (piece) => {
      const table = open[open.length - 1];
      if (table !== undefined && table.cell !== null) table.text += piece;
    },
  });
  if (open.length > 0 && !ended)
    throw new Refusal("file_truncated", "网页里的表格没有写完，文件可能没有传完：请重新导出或下载，再提交");
  for (const table of open) endCell(table);

  const names = namesIn(text);
  const sheets = grids.flatMap((grid, at) => {
    const name = names.length === grids.length ? names[at] : grids.length > 1 ? `第 ${at + 1} 个表` : undefined;
    const sheet = grid.sheet({ file, ...(name === undefined ? {} : { sheet: name }) });
    return sheet === null ? [] : [sheet];
  });
  const tables = sheets.filter((it) => it.rows.filter((row) => row.length > 0).length > 1);
  if (sheets.length === 0)
    throw new Refusal("file_html", "这是网页，里面没有表格：请用 Excel 打开原表后“另存为”.xlsx，再提交");
  return tables.length > 0 ? tables : sheets;
}

function endCell(table: Table): void {
  if (table.cell !== null) {
    const { row, column } = table.cell;
    const text = collapsed(resolve(table.text)).split(lineBreak);
    const lines = text.map((it) => it.replace(/^ | $/g, "")).join("\n");
    table.grid.put(row, column, lines.replace(/^\n+/, "").trimEnd());
  }
  table.cell = null;
  table.text = "";
}

/** Stands for <br> until the blanks of the source are gone. */
const lineBreak = "\v";

/** Blanks as a browser shows them: one for many, none where only the source goes on in a new line between Chinese characters. */
function collapsed(text: string): string {
  const wide = (character: string | undefined) => character !== undefined && /[\u2e80-\uffef]/.test(character);
  return text.replace(/[ \t\r\n\f]+/g, (run, at: number) =>
    /[\r\n]/.test(run) && wide(text[at - 1]) && wide(text[at + run.length]) ? "" : " ",
  );
}

function spanIn(tag: string, name: string, most: number): number {
  const span = Number(new RegExp(`(?:^|[\\s"'])${name}\\s{0,9}=\\s{0,9}["']?(\\d{1,6})`, "i").exec(tag)?.[1] ?? 1);
  return Math.min(most, Math.max(1, span));
}

/** The names of the sheets, which Excel writes into a note at the top. */
function namesIn(text: string): string[] {
  const head = text.slice(0, 100_000);
  return [...head.matchAll(/<x:ExcelWorksheet>\s{0,99}<x:Name>([^<]{1,100})<\/x:Name>/g)].map((it) =>
    resolve(it[1] ?? ""),
  );
}

const mostTables = 10_000;
const longestTag = 20_000;

/** Tells of the tags and texts of a page one by one; names are in small letters. What is no tag is text, as in a browser. */
function scan(
  text: string,
  tell: {
    readonly open: (name: string, tag: string) => void;
    readonly close: (name: string) => void;
    readonly text: (piece: string) => void;
  },
): void {
  const size = text.length;
  for (let at = 0; at < size;) {
    let next = text.indexOf("<", at);
    if (next === -1) next = size;
    if (next > at) tell.text(text.slice(at, next));
    at = next;
    if (at >= size) return;
    const after = text[at + 1] ?? "";
    if (after === "!" || after === "?") {
      const comment = text.startsWith("<!--", at);
      const end = text.indexOf(comment ? "-->" : ">", at);
      if (end === -1) return;
      at = end + (comment ? 3 : 1);
      continue;
    }
    const match = /^<(\/?)([a-z][a-z0-9:-]{0,30})/i.exec(text.slice(at, at + 40));
    if (match === null) {
      tell.text("<");
      at++;
      continue;
    }
    const tag = text.slice(at, at + longestTag);
    const end = tagEnd(tag, 1);
    const inside = end === -1 ? "" : tag.slice(match[0].length, end);
    // A quote that is not closed takes the next cells into the tag.
    if (end === -1 || /<t[dr]\b/i.test(inside)) throw damaged();
    const name = (match[2] ?? "").toLowerCase();
    at += end + 1;
    if (match[1] === "/") tell.close(name);
    else tell.open(name, inside);
    if (match[1] === "" && (name === "script" || name === "style" || name === "xml")) {
      const closing = new RegExp(`</${name}`, "gi");
      closing.lastIndex = at;
      at = closing.exec(text)?.index ?? size;
    }
  }
}

const named = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    ensp: "\u2002",
    emsp: "\u2003",
    middot: "·",
    times: "×",
    divide: "÷",
    radic: "√",
    ldquo: "“",
    rdquo: "”",
    lsquo: "‘",
    rsquo: "’",
    mdash: "—",
    ndash: "–",
    hellip: "…",
    zwnj: "\u200c",
  }),
);

function resolve(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return named.get((name as string).toLowerCase()) ?? all;
    const code = hex === undefined ? Number(decimal) : parseInt(hex as string, 16);
    return code === 0 || code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}
