import { type Container } from "./container.ts";
import { type Table } from "./table.ts";

/**
 * What a file says, found out by other means than the reader's. Rows by the number the clerk sees; a cell that can be
 * relied on for nothing is null. `names` are headings where they stand apart from the rows, as in JSON.
 */
export type Seen = {
  readonly rows: ReadonlyMap<number, readonly (string | null)[]>;
  readonly names?: readonly string[];
  /** Rows that were cut in a way that leaves open what belongs where. */
  readonly torn: ReadonlySet<number>;
};

/** What a damaged text says that was `sound` once; null where that cannot be known without a reader as good as the one under test. */
export function seenInText(container: Container, text: string, sound: string): Seen | null {
  if (container.is === "xlsx") return null;
  if (container.is === "json") return seenJson(text);
  return container.is === "html" ? seenHtml(text, sound) : seenCsv(text, container.separator);
}

/** The cells of a workbook: its parts carry checksums, so what was written is what it says, or it says nothing. */
export function seenInWorkbook(table: Table): Seen {
  // A number of more than 15 digits is not what was typed; one with an exponent is cut off.
  const cell = ({ text, as }: Table["rows"][number][number]) =>
    as === "number" && (/\d{16}/.test(text) || /^\d.*E\+/.test(text)) ? null : text;
  return {
    rows: new Map(table.rows.map((row, at) => [at + 1, row.map(cell)])),
    torn: new Set(),
  };
}

/** Text by RFC 4180, taken at its word: after a quote that closes there is a separator or the line ends. */
function seenCsv(text: string, separator: string): Seen {
  const rows = new Map<number, string[]>();
  const torn = new Set<number>();
  let row: string[] = [];
  let at = 0;
  let number = 1;
  const end = () => {
    rows.set(number++, row);
    row = [];
  };
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      const from = number;
      at++;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close === -1) {
          cell += text.slice(at);
          at = text.length;
          torn.add(from);
          break;
        }
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
      if (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") torn.add(from);
      // Lines in a cell may have been rows.
      if (/[\r\n]/.test(cell)) torn.add(from);
    }
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") cell += text[at++];
    row.push(cell);
    if (at >= text.length) break;
    if (text[at] === separator) {
      at++;
      if (at === text.length) row.push("");
      continue;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at++;
    at++;
    end();
  }
  if (row.length > 0) end();
  return { rows, torn };
}

/** Cells of a page whose tags are those of the sound one; text between tags, entities resolved. */
function seenHtml(text: string, sound: string): Seen | null {
  const tags = (html: string) => (html.match(/<[^>]*>/g) ?? []).join("");
  if (tags(text) !== tags(sound)) return null;
  const named: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
  const rows = new Map<number, (string | null)[]>();
  for (const [, inner = ""] of text.matchAll(/<tr>(.*?)<\/tr>/gs)) {
    const cells: (string | null)[] = [];
    for (const [, colspan = "1", raw = ""] of inner.matchAll(/<t[dh](?: colspan="(\d+)")?>(.*?)<\/t[dh]>/gs)) {
      const bare = raw.replace(/&(amp|lt|gt|quot);/g, " ");
      const cell = /&|[<>]/.test(bare) ? null : raw.replace(/&(amp|lt|gt|quot);/g, (it) => named[it] ?? it);
      cells.push(cell, ...Array.from({ length: Number(colspan) - 1 }, () => ""));
    }
    rows.set(rows.size + 1, cells);
  }
  return { rows, torn: new Set() };
}

/** Objects with all their keys, even one that stands twice; numbers as their digits. Null where it is no list of flat objects. */
function seenJson(text: string): Seen | null {
  let at = 0;
  const skip = () => {
    while (at < text.length && " \t\r\n".includes(text[at] ?? "")) at++;
  };
  const pairs: [string, string | null][][] = [];
  const lineOf: number[] = [];
  // eslint-disable-next-line no-control-regex
  const token = /"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
  const scalar = (): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const object = (): boolean => {
    lineOf.push(text.slice(0, at).split("\n").length);
    const own: [string, string | null][] = [];
    pairs.push(own);
    at++;
    skip();
    while (text[at] !== "}") {
      const key = scalar();
      skip();
      if (key?.startsWith('"') !== true || text[at++] !== ":") return false;
      skip();
      const value = scalar();
      if (value === undefined) return false;
      own.push([
        JSON.parse(key) as string,
        value === "null" ? "" : value.startsWith('"') ? (JSON.parse(value) as string) : value,
      ]);
      skip();
      if (text[at] === ",") at++;
      else if (text[at] !== "}") return false;
      skip();
    }
    at++;
    return true;
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const lines = parsed === undefined;
  try {
    if (lines) text.split("\n").forEach((line) => line.trim() === "" || JSON.parse(line));
    else if (!Array.isArray(parsed)) at = Math.max(0, text.indexOf("["));
    skip();
    if (!lines && text[at++] !== "[") return null;
    for (skip(); at < text.length && text[at] !== "]"; skip()) {
      if (text[at] === ",") at++;
      else if (text[at] !== "{" || !object()) return null;
    }
  } catch {
    return null;
  }
  // A key that stands twice in one object is a column of its own.
  const names: string[] = [];
  const rows = new Map<number, (string | null)[]>();
  for (const [number, own] of pairs.entries()) {
    const taken = new Set<number>();
    const cells: (string | null)[] = [];
    for (const [key, value] of own) {
      let column = names.findIndex((it, place) => it === key && !taken.has(place));
      if (column === -1) column = names.push(key) - 1;
      taken.add(column);
      cells[column] = value;
    }
    rows.set(
      lines ? (lineOf[number] ?? 0) : number + 1,
      Array.from(cells, (it) => it ?? ""),
    );
  }
  return { rows, names, torn: new Set() };
}
