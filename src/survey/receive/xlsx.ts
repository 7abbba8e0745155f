import { type Sheet } from "../../forms/sheet.ts";
import { Grid } from "./grid.ts";
import { cellLimit, damaged, tooBig } from "./refusal.ts";
import { builtInFormat, type NumberFormat, readFormat, shownIso, shownNumber } from "./shown.ts";
import { attribute, type XmlListener, XmlReader } from "./xml.ts";
import { type Zip } from "./zip.ts";

/** The parts of a workbook that its sheets refer to. */
type Book = {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
  /** The program that wrote it left formulas to be computed when the file is opened, and may have put 0 where their values go. */
  readonly uncomputed: boolean;
};

/** The folder-less path of the workbook in an archive; null where it is none. */
export function workbookIn(zip: Zip): string | null {
  const root = "_rels/.rels";
  const named = zip.has(root)
    ? relationsIn(zip, root, "").find((it) => it.type.endsWith("/officeDocument"))?.target
    : undefined;
  const path = named ?? "xl/workbook.xml";
  return /\.xml$/i.test(path) && zip.has(path) && /(^|\/)workbook\d*\.xml$/i.test(path) ? path : null;
}

/**
 * The sheets of a workbook as the clerk sees them: text as it stands, days and numbers as `shownNumber` gives them, yes and no
 * as 是 and 否, formulas as what they last showed. Charts and empty sheets are left out. Only what holds text takes memory.
 * Throws a refusal where a part is missing or cannot be right.
 */
export function readXlsx(file: string, zip: Zip, path: string): Sheet[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const relations = relationsIn(zip, `${folder}_rels/${path.slice(folder.length)}.rels`, folder);
  const found: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  let uncomputed = false;
  read(zip, path, {
    open: (name, tag) => {
      if (name === "workbookPr") from1904 = isTrue(attribute(tag, "date1904"));
      if (name === "calcPr") uncomputed = isTrue(attribute(tag, "fullCalcOnLoad"));
      if (name === "sheet") {
        const state = attribute(tag, "state") ?? "visible";
        found.push({ name: attribute(tag, "name") ?? "", id: attribute(tag, "id") ?? "", hidden: state !== "visible" });
      }
    },
  });
  const one = (kind: string) => relations.find((it) => it.type.endsWith(`/${kind}`))?.target;
  const strings = one("sharedStrings");
  const styles = one("styles");
  const book = {
    strings: strings === undefined ? [] : readStrings(zip, strings),
    formats: styles === undefined ? [] : readStyles(zip, styles),
    from1904,
    uncomputed,
  };
  return found.flatMap(({ name, id, hidden }) => {
    const relation = relations.find((it) => it.id === id);
    if (relation === undefined) throw damaged();
    if (!relation.type.endsWith("/worksheet")) return [];
    const sheet = readSheet(zip, relation.target, book).sheet({ file, sheet: name, ...(hidden ? { hidden } : {}) });
    return sheet === null ? [] : [sheet];
  });
}

/** Reads one part as XML; the root must be closed, or the part is cut off. */
function read(zip: Zip, path: string, listener: Partial<XmlListener>): void {
  let depth = 0;
  let closed = false;
  const { open, close, text } = listener;
  const reader = new XmlReader({
    open: (name, tag) => {
      if (closed) throw damaged();
      depth++;
      open?.(name, tag);
    },
    close: (name) => {
      close?.(name);
      if (--depth === 0) closed = true;
    },
    text: text ?? (() => undefined),
  });
  let decoder: TextDecoder | undefined;
  const decode = (piece?: Uint8Array): string => {
    const [first, second] = piece ?? [];
    decoder ??= new TextDecoder(
      first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8",
      { fatal: true },
    );
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw damaged();
    }
  };
  zip.unpack(path, (piece) => reader.push(decode(piece)));
  reader.push(decode());
  reader.end();
  if (!closed) throw damaged();
}

type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** The parts that a part refers to, as paths in the archive. */
function relationsIn(zip: Zip, path: string, folder: string): Relation[] {
  const relations: Relation[] = [];
  read(zip, path, {
    open: (name, tag) => {
      if (name !== "Relationship" || attribute(tag, "TargetMode") === "External") return;
      const target = (attribute(tag, "Target") ?? "").replace(/\\/g, "/");
      const absolute = target.startsWith("/") || (!zip.has(folder + target) && zip.has(target));
      relations.push({
        id: attribute(tag, "Id") ?? "",
        type: attribute(tag, "Type") ?? "",
        target: withoutDots(absolute ? target : folder + target),
      });
    },
  });
  return relations;
}

function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}

/** The strings that cells share. Formatted pieces of one are joined; how it is pronounced is left out. */
function readStrings(zip: Zip, path: string): string[] {
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let phonetic = false;
  read(zip, path, {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "t") inText = !phonetic;
      else if (name === "rPh") phonetic = true;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        if (strings.length === cellLimit) throw tooBig();
        strings.push(unescaped(text));
      }
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
  return strings;
}

/** Characters that XML cannot hold are written _x000D_ (ECMA-376 22.4.2.4). */
function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The number format of every style a cell may have. */
function readStyles(zip: Zip, path: string): NumberFormat[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  read(zip, path, {
    open: (name, tag) => {
      if (name === "numFmt") codes.set(Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode") ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) ids.push(Number(attribute(tag, "numFmtId") ?? 0));
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  const known = new Map<number, NumberFormat>();
  return ids.map((id) => {
    const code = codes.get(id);
    const format = known.get(id) ?? (code === undefined ? builtInFormat(id) : readFormat(code));
    known.set(id, format);
    return format;
  });
}

function readSheet(zip: Zip, path: string, book: Book): Grid {
  const grid = new Grid();
  let row = -1;
  let column = -1;
  let inRow = false;
  let type = "n";
  let style = 0;
  let formula = false;
  let hasValue = false;
  let value = "";
  /** Whether text belongs to the value of the cell. */
  let taken = false;
  let inCell = false;
  let phonetic = false;

  const openCell = (tag: string) => {
    const place = attribute(tag, "r");
    if (place === undefined) column++;
    else {
      const at = placeOf(place);
      if (at.row !== row) throw damaged();
      column = at.column;
    }
    type = attribute(tag, "t") ?? "n";
    style = Number(attribute(tag, "s") ?? 0);
    value = "";
    formula = hasValue = taken = phonetic = false;
    inCell = true;
  };
  const closeCell = () => {
    inCell = false;
    if (!hasValue) {
      if (formula && type !== "str") grid.put(row, column, "", "formula");
      return;
    }
    if (type === "e") return grid.put(row, column, value.trim(), "formula_error");
    // A formula whose result is a number has one; one of text may well be empty.
    if (value === "" || (formula && book.uncomputed && type === "n" && Number(value) === 0)) {
      if (formula && type !== "str") grid.put(row, column, "", "formula");
      return;
    }
    grid.put(row, column, textOf(type, value, style, book));
  };

  read(zip, path, {
    open: (name, tag) => {
      if (inCell) {
        if (name === "v" || name === "is") hasValue = true;
        if (name === "v" || name === "t") taken = !phonetic;
        else if (name === "f") formula = true;
        else if (name === "rPh") phonetic = true;
      } else if (inRow) {
        if (name === "c") openCell(tag);
      } else if (name === "row") {
        const place = attribute(tag, "r");
        row = place === undefined ? row + 1 : wholeOf(place) - 1;
        if (row < 0) throw damaged();
        column = -1;
        inRow = true;
        const height = attribute(tag, "ht");
        if (isTrue(attribute(tag, "hidden")) || (height !== undefined && Number(height) === 0)) grid.hide(row);
      } else if (name === "mergeCell") {
        const [first = "", last = first] = (attribute(tag, "ref") ?? "").split(":");
        const [a, b] = [placeOf(first), placeOf(last)];
        grid.merge({ top: a.row, left: a.column, bottom: b.row, right: b.column });
      }
    },
    close: (name) => {
      if (name === "c" && inCell) closeCell();
      else if (name === "row") inRow = false;
      else if (inCell) {
        if (name === "v" || name === "t") taken = false;
        else if (name === "rPh") phonetic = false;
      }
    },
    text: (piece) => {
      if (taken) value += piece;
    },
  });
  return grid;
}

function textOf(type: string, value: string, style: number, book: Book): string {
  if (type === "inlineStr" || type === "str") return unescaped(value);
  const raw = value.trim();
  if (type === "s") {
    const text = book.strings[wholeOf(raw)];
    if (text === undefined) throw damaged();
    return text;
  }
  if (type === "b") return isTrue(raw) ? "是" : "否";
  const format = book.formats[style] ?? (style === 0 ? builtInFormat(0) : undefined);
  // Without its format a day cannot be told from a number.
  if (format === undefined) throw damaged();
  return type === "d" ? shownIso(raw, format) : shownNumber(raw, format, book.from1904);
}

/** `B7` → row 6, column 1, both from 0. */
function placeOf(reference: string): { readonly row: number; readonly column: number } {
  let column = 0;
  let at = 0;
  for (; at < 4; at++) {
    // Without the bit that makes a letter small.
    const letter = (reference.charCodeAt(at) & ~32) - 64;
    if (!(letter >= 1 && letter <= 26)) break;
    column = column * 26 + letter;
  }
  const row = wholeOf(reference.slice(at));
  if (column === 0 || row === 0) throw damaged();
  return { row: row - 1, column: column - 1 };
}

function wholeOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw damaged();
  return Number(text);
}
