import { deflateRawSync } from "node:zlib";
import { gb18030 } from "../gb18030.ts";
import { type Random } from "./random.ts";
import { type Cell, type Table } from "./table.ts";
import { zipOf } from "./zip.ts";

/** How a table is kept: what is needed to write it, and to find out by other means what a damaged copy says. */
export type Container =
  | { readonly is: "csv"; readonly separator: string; readonly encoding: Encoding; readonly mark: boolean }
  | {
      readonly is: "json";
      readonly shape: "array" | "wrapper" | "lines";
      readonly encoding: Encoding;
      readonly mark: boolean;
    }
  | { readonly is: "html"; readonly encoding: Encoding; readonly mark: boolean }
  | { readonly is: "xlsx" };
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

export function containerFor(random: Random): Container {
  const is = random.weighted({ csv: 55, json: 18, xlsx: 15, html: 12 });
  if (is === "xlsx") return { is };
  if (is === "csv") {
    const separator = random.pick([",", ",", ",", "\t", ";", "，"]);
    const encoding = random.weighted<Encoding>({ "utf-8": 5, gb18030: 4, "utf-16le": 2, "utf-16be": 1 });
    return { is, separator, encoding, mark: encoding !== "gb18030" && random.chance(0.5) };
  }
  if (is === "html") return { is, encoding: random.pick(["utf-8", "gb18030"] as const), mark: false };
  const shape = random.pick(["array", "array", "wrapper", "lines"] as const);
  return { is, shape, encoding: random.chance(0.9) ? "utf-8" : "gb18030", mark: random.chance(0.2) };
}

/** The table as text; null for a workbook, which is none. */
export function textIn(random: Random, container: Container, table: Table): string | null {
  switch (container.is) {
    case "csv": {
      const all = random.chance(0.2);
      const quoted = (text: string) =>
        all || text.includes(container.separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      const end = random.pick(["\n", "\r\n"]);
      const lines = table.rows.map((row) => row.map((it) => quoted(it.text)).join(container.separator));
      return lines.join(end) + (random.chance(0.8) ? end : "");
    }
    case "json":
      return jsonOf(random, container.shape, table);
    case "html":
      return htmlOf(random, container.encoding, table);
    case "xlsx":
      return null;
  }
}

/** Text in an encoding; characters that it does not have become a question mark, as programs write them. */
export function encoded(text: string, encoding: Encoding, mark: boolean): Uint8Array {
  const marked = mark ? `\ufeff${text}` : text;
  if (encoding === "utf-8") return Buffer.from(marked);
  if (encoding === "utf-16le") return Buffer.from(marked, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(marked, "utf16le").swap16();
  return Buffer.concat(
    [...text].map((it) => {
      try {
        return gb18030(it);
      } catch {
        return Buffer.from("?");
      }
    }),
  );
}

/** Whether an encoding has every character of a text. */
export function holds(encoding: Encoding, text: string): boolean {
  if (encoding !== "gb18030") return true;
  try {
    return gb18030([...new Set(text)].join("")).length > 0;
  } catch {
    return false;
  }
}

function jsonOf(random: Random, shape: "array" | "wrapper" | "lines", { rows, heading }: Table): string {
  const [names = []] = rows.slice(heading.below - 1);
  const asNumber = ({ text, as }: Cell) => as === "number" && /^(0|[1-9]\d*)$/.test(text) && random.chance(0.5);
  const objects = rows.slice(heading.below).map((row) => {
    const pairs = row.flatMap((cell, at) => {
      const name = names[at]?.text ?? "";
      if (cell.text === "" && random.chance(0.3)) return [];
      const value = asNumber(cell)
        ? cell.text
        : cell.text === "" && random.chance(0.3)
          ? "null"
          : JSON.stringify(cell.text);
      return [`${JSON.stringify(name)}:${value}`];
    });
    return `{${pairs.join(",")}}`;
  });
  if (shape === "lines") return `${objects.join("\n")}\n`;
  const list = `[${objects.join(random.pick([",", ",\n"]))}]`;
  return shape === "array"
    ? list
    : random.pick([`{"data":${list}}`, `{"count":${String(objects.length)},"results":${list}}`]);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (it) => entities[it] ?? it);
}

function htmlOf(random: Random, encoding: Encoding, { rows, heading, groups }: Table): string {
  const tag = random.chance(0.3) ? "th" : "td";
  const merged = random.chance(0.7);
  const lines = rows.map((row, at) => {
    const name = at < heading.below && at >= heading.top ? tag : "td";
    // The name of a group stands once, as wide as its columns.
    if (merged && at === heading.top && groups.length > 0)
      return groups.map(
        (it) => `<${name} colspan="${String(it.width)}">${escaped(row[it.column]?.text ?? "")}</${name}>`,
      );
    return row.map((it) => `<${name}>${escaped(it.text)}</${name}>`);
  });
  const end = random.pick(["", "\n"]);
  const head = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${encoding === "utf-8" ? "utf-8" : "gb2312"}"></head>`;
  const body = lines.map((cells) => `<tr>${cells.join(end)}</tr>`).join(end);
  return `${head}<body><table border="1">${body}</table></body></html>`;
}

/** A workbook written by hand and not with the library that reads it. */
export function workbookOf(random: Random, table: Table, damaged = (xml: string) => xml): Uint8Array {
  const shared = random.chance(0.5);
  const strings: string[] = [];
  const cell = ({ text, as }: Cell, reference: string): string => {
    if (text === "") return random.chance(0.1) ? `<c r="${reference}" s="1"/>` : "";
    const number = as === "number" && /^-?\d+(\.\d+)?(E\+\d+)?$/.test(text);
    if (number) return `<c r="${reference}"><v>${text}</v></c>`;
    const serial = as === "day" ? Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569 : NaN;
    if (Number.isInteger(serial)) return `<c r="${reference}" s="1"><v>${String(serial)}</v></c>`;
    const written = `<t xml:space="preserve">${escaped(inXml(text))}</t>`;
    if (!shared) return `<c r="${reference}" t="inlineStr"><is>${written}</is></c>`;
    strings.push(`<si>${written}</si>`);
    return `<c r="${reference}" t="s"><v>${String(strings.length - 1)}</v></c>`;
  };
  const rows = table.rows.map((row, at) => {
    const cells = row.map((it, column) => cell(it, letters(column) + String(at + 1))).join("");
    return cells === "" ? "" : `<row r="${String(at + 1)}">${cells}</row>`;
  });
  const line = String(table.heading.top + 1);
  const merges = table.groups.flatMap(({ column, width }) =>
    width > 1 ? [`<mergeCell ref="${letters(column)}${line}:${letters(column + width - 1)}${line}"/>`] : [],
  );
  const sheet =
    `<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData>` +
    `${merges.length === 0 ? "" : `<mergeCells count="${String(merges.length)}">${merges.join("")}</mergeCells>`}</worksheet>`;
  const parts: Record<string, string> = {
    ...workbookParts(shared),
    "xl/worksheets/sheet1.xml": damaged(head + sheet),
    ...(shared ? { "xl/sharedStrings.xml": `${head}<sst xmlns="${main}">${strings.join("")}</sst>` } : {}),
  };
  const stored = random.chance(0.5);
  return zipOf(
    Object.entries(parts).map(([name, xml]) => {
      const bytes = Buffer.from(xml);
      return stored
        ? { name, bytes, method: 0, data: bytes }
        : { name, bytes, method: 8, data: deflateRawSync(bytes, { level: 1 }) };
    }),
  );
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

/** All parts of a workbook but its sheet and strings: one sheet, days in style 1. */
export function workbookParts(shared: boolean): Record<string, string> {
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const link = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${String(id)}" Type="${relations}/${type}" Target="${target}"/>`;
  return {
    "[Content_Types].xml":
      `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>` +
      `${shared ? `<Override PartName="/xl/sharedStrings.xml" ContentType="${kind}.sharedStrings+xml"/>` : ""}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships">${link(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      `${head}<Relationships xmlns="${packages}/relationships">${link(1, "worksheet", "worksheets/sheet1.xml")}` +
      `${link(2, "styles", "styles.xml")}${shared ? link(3, "sharedStrings", "sharedStrings.xml") : ""}</Relationships>`,
    "xl/styles.xml":
      `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>` +
      `<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
}

/** Characters that XML does not have are written the way workbooks write them (ECMA-376 22.9.2.19). */
function inXml(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)/g,
    (it) => `_x${it.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  );
}

function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}
