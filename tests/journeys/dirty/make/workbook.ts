import { type Member, utf8, zip } from "./bytes.ts";

/** XLSX written by hand, so that exactly the oddities are in it that programs put there. */

/** How a number is shown. */
const shown = {
  general: 0,
  date: 1,
  dotted: 2,
  chinese: 3,
  chineseMonth: 4,
  numerals: 5,
  text: 6,
  builtin31: 7,
  builtin57: 8,
  hour: 9,
  two: 10,
  whole: 11,
  month: 12,
} as const;
const formats = [
  0,
  14,
  { id: 164, code: "yyyy\\.m\\.d" },
  { id: 165, code: 'yyyy"年"m"月"d"日";@' },
  { id: 166, code: 'yyyy"年"m"月";@' },
  { id: 167, code: '[DBNum1][$-804]yyyy"年"m"月"d"日";@' },
  49,
  31,
  57,
  22,
  2,
  1,
  { id: 168, code: "yyyy\\-mm" },
] as const;

export type Cell =
  | string
  | null
  /** A number as it stands in the file, and how it is shown. */
  | { readonly n: number | string; readonly as?: keyof typeof shown }
  /** A formula and the value that it had when saved, if any. */
  | { readonly f: string; readonly v?: string | number; readonly as?: keyof typeof shown }
  | { readonly error: string }
  | { readonly truth: 0 | 1 }
  | { readonly inline: string }
  /** Runs of differently formatted text; `reading` is a phonetic hint above it. */
  | { readonly runs: readonly string[]; readonly reading?: string }
  | { readonly day: string }
  /** The element as it is, with REF for its address. */
  | { readonly xml: string };
export type Row = readonly Cell[] | { readonly at: number; readonly hidden?: true; readonly cells: readonly Cell[] };
export type Sheet = {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly state?: "hidden" | "veryHidden";
  readonly merges?: readonly string[];
  /** XML in place of all rows, or after them. */
  readonly data?: string;
  readonly after?: string;
  readonly columns?: string;
  /** A sheet that is a chart. */
  readonly chart?: true;
};
type Options = {
  readonly since1904?: true;
  readonly strict?: true;
  /** A prefix before all elements of a sheet. */
  readonly prefix?: string;
  /** Addresses of parts from the root, and files in another order than sheets. */
  readonly rooted?: true;
  /** No addresses on rows and cells. */
  readonly bare?: true;
  readonly macro?: true;
  readonly streamed?: true;
  /** Before the root element of the first sheet. */
  readonly prologue?: string;
  readonly claims?: bigint;
  readonly extra?: readonly Member[];
};

/** Days since 30 December 1899, as Excel counts. */
export const serial = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "&#10;");

export function workbook(sheets: readonly Sheet[], options: Options = {}): Uint8Array {
  const strings: string[] = [];
  const share = (xml: string) => strings.push(xml) - 1;
  const shareText = (text: string) => share(`<t xml:space="preserve">${escaped(text)}</t>`);
  const main = options.strict
    ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
    : "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relationships = options.strict
    ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
    : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const cellXml = (cell: Cell, ref: string): string => {
    const r = options.bare ? "" : ` r="${ref}"`;
    if (cell === null) return options.bare ? "<c/>" : "";
    if (typeof cell === "string") return `<c${r} t="s"><v>${String(shareText(cell))}</v></c>`;
    if ("n" in cell) return `<c${r} s="${String(shown[cell.as ?? "general"])}"><v>${String(cell.n)}</v></c>`;
    if ("f" in cell) {
      const value = cell.v === undefined ? "" : `<v>${escaped(String(cell.v))}</v>`;
      const type = typeof cell.v === "string" ? ' t="str"' : "";
      return `<c${r} s="${String(shown[cell.as ?? "general"])}"${type}><f>${escaped(cell.f)}</f>${value}</c>`;
    }
    if ("error" in cell) return `<c${r} t="e"><v>${cell.error}</v></c>`;
    if ("truth" in cell) return `<c${r} t="b"><v>${String(cell.truth)}</v></c>`;
    if ("inline" in cell)
      return `<c${r} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.inline)}</t></is></c>`;
    if ("day" in cell) return `<c${r} s="1" t="d"><v>${cell.day}</v></c>`;
    if ("xml" in cell) return cell.xml.replaceAll("REF", ref);
    const runs = cell.runs.map((it) => `<r><rPr><b/></rPr><t xml:space="preserve">${escaped(it)}</t></r>`).join("");
    const hint =
      cell.reading === undefined
        ? ""
        : `<rPh sb="0" eb="1"><t>${escaped(cell.reading)}</t></rPh><phoneticPr fontId="1" type="noConversion"/>`;
    return `<c${r} t="s"><v>${String(share(runs + hint))}</v></c>`;
  };
  const sheetXml = (sheet: Sheet, first: boolean): string => {
    let at = 0;
    const rows = sheet.rows.map((row) => {
      const { cells, hidden, ...given } = "cells" in row ? row : { cells: row, hidden: undefined };
      at = "at" in given ? given.at : at + 1;
      const inside = cells.map((cell, column) => cellXml(cell, `${letters(column)}${String(at)}`)).join("");
      return `<row${options.bare ? "" : ` r="${String(at)}"`}${hidden ? ' hidden="1"' : ""}>${inside}</row>`;
    });
    const merges = sheet.merges ?? [];
    const xml = [
      `<worksheet xmlns="${main}" xmlns:r="${relationships}">`,
      '<dimension ref="A1"/>',
      sheet.columns ?? "",
      `<sheetData>${sheet.data ?? rows.join("")}</sheetData>`,
      merges.length === 0
        ? ""
        : `<mergeCells count="${String(merges.length)}">${merges.map((it) => `<mergeCell ref="${it}"/>`).join("")}</mergeCells>`,
      sheet.after ?? "",
      "</worksheet>",
    ].join("");
    return declared((first ? (options.prologue ?? "") : "") + prefixed(xml, options.prefix));
  };
  const order = sheets.map((_, at) => (options.rooted ? sheets.length - at : at + 1));
  const path = (at: number) => `xl/${sheets[at]?.chart ? "chartsheets" : "worksheets"}/sheet${String(order[at])}.xml`;
  const parts = sheets.map((sheet, at) =>
    sheet.chart
      ? declared(`<chartsheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>`)
      : sheetXml(sheet, at === 0),
  );
  const target = (name: string) => (options.rooted ? `/${name}` : name.replace("xl/", ""));
  const book = declared(
    `<workbook xmlns="${main}" xmlns:r="${relationships}"${options.strict ? ' conformance="strict"' : ""}>` +
      `<workbookPr${options.since1904 ? ' date1904="1"' : ""}/><sheets>` +
      sheets
        .map((it, at) => {
          const state = it.state === undefined ? "" : ` state="${it.state}"`;
          return `<sheet name="${escaped(it.name)}" sheetId="${String(at + 1)}"${state} r:id="rId${String(at + 1)}"/>`;
        })
        .join("") +
      "</sheets></workbook>",
  );
  const related = declared(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      sheets
        .map(
          (it, at) =>
            `<Relationship Id="rId${String(at + 1)}" Type="${relationships}/${it.chart ? "chartsheet" : "worksheet"}" Target="${target(path(at))}"/>`,
        )
        .join("") +
      `<Relationship Id="rId90" Type="${relationships}/styles" Target="${target("xl/styles.xml")}"/>` +
      `<Relationship Id="rId91" Type="${relationships}/sharedStrings" Target="${target("xl/sharedStrings.xml")}"/>` +
      "</Relationships>",
  );
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const types = declared(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${options.macro ? "application/vnd.ms-excel.sheet.macroEnabled.main+xml" : `${type}sheet.main+xml`}"/>` +
      sheets
        .map(
          (it, at) =>
            `<Override PartName="/${path(at)}" ContentType="${type}${it.chart ? "chartsheet" : "worksheet"}+xml"/>`,
        )
        .join("") +
      `<Override PartName="/xl/styles.xml" ContentType="${type}styles+xml"/>` +
      `<Override PartName="/xl/sharedStrings.xml" ContentType="${type}sharedStrings+xml"/></Types>`,
  );
  const root = declared(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      `<Relationship Id="rId1" Type="${relationships}/officeDocument" Target="${options.rooted ? "/" : ""}xl/workbook.xml"/></Relationships>`,
  );
  const list = declared(
    `<sst xmlns="${main}" count="${String(strings.length)}" uniqueCount="${String(strings.length)}">${strings.map((it) => `<si>${it}</si>`).join("")}</sst>`,
  );
  const part = (name: string, xml: string): Member => ({ name, data: utf8(xml) });
  return zip(
    [
      part("[Content_Types].xml", types),
      part("_rels/.rels", root),
      part("xl/workbook.xml", book),
      part("xl/_rels/workbook.xml.rels", related),
      ...parts.map((xml, at) => ({
        ...part(path(at), xml),
        ...(at === 0 && options.claims !== undefined ? { claims: options.claims } : {}),
      })),
      part("xl/styles.xml", styles(main)),
      part("xl/sharedStrings.xml", list),
      ...(options.extra ?? []),
    ],
    { streamed: options.streamed === true },
  );
}
const declared = (xml: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;
function prefixed(xml: string, prefix: string | undefined): string {
  if (prefix === undefined) return xml;
  return xml.replace(/<(\/?)([a-zA-Z])/g, `<$1${prefix}:$2`).replace(" xmlns=", ` xmlns:${prefix}=`);
}
function styles(main: string): string {
  const own = formats.filter((it) => typeof it === "object");
  const ids = formats.map((it) => (typeof it === "object" ? it.id : it));
  return declared(
    `<styleSheet xmlns="${main}"><numFmts count="${String(own.length)}">` +
      own
        .map((it) => `<numFmt numFmtId="${String(it.id)}" formatCode="${escaped(it.code).replaceAll('"', "&quot;")}"/>`)
        .join("") +
      "</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>" +
      ids.map((id) => `<xf numFmtId="${String(id)}" xfId="0" applyNumberFormat="1"/>`).join("") +
      "</cellXfs></styleSheet>",
  );
}
