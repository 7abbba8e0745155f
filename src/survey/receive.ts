import { type Problem } from "../forms/problem.ts";
import { type Sheet } from "../forms/sheet.ts";
import { mainTable } from "./receive/archive.ts";
import { refuseBinary } from "./receive/binary.ts";
import { readCsv, shapeOf } from "./receive/csv.ts";
import { decode, type Encoding } from "./receive/encoding.ts";
import { refuseGarbled } from "./receive/garbled.ts";
import { readHtml } from "./receive/html.ts";
import { readJson } from "./receive/json.ts";
import { damaged, fileLimit, Refusal, tooBig } from "./receive/refusal.ts";
import { readSpreadsheetMl } from "./receive/spreadsheetml.ts";
import { readXlsx, workbookIn } from "./receive/xlsx.ts";
import { openZip } from "./receive/zip.ts";

/** `xml` is the “XML 电子表格 2003” of Excel and WPS. */
export type Format = "csv" | "xlsx" | "html" | "xml" | "json";
export { type Encoding } from "./receive/encoding.ts";

/** What a file turned out to be: its sheets, or one clear problem and none. Format and encoding are null where there is none or it cannot be told. */
export type Received = {
  readonly file: string;
  readonly format: Format | null;
  readonly encoding: Encoding | null;
  readonly sheets: readonly Sheet[];
  readonly problems: readonly Problem[];
};

type Read = Pick<Received, "format" | "encoding" | "sheets"> & { readonly warnings?: readonly Omit<Problem, "file">[] };

/**
 * Reads a survey file by its content, not by its name: text with separators, workbooks (.xlsx), web pages and XML named
 * .xls, JSON, and the archive that ODK Central exports; text in UTF-8, UTF-16 or GB18030. What is something else, damaged,
 * or could be read wrongly as a whole gives one problem that says what to do. Never throws.
 */
export function receive(file: string, bytes: Uint8Array): Received {
  try {
    if (bytes.length > fileLimit) throw tooBig();
    if (bytes.length === 0) throw empty();
    refuseBinary(bytes);
    const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b && [3, 5].includes(bytes[2] ?? 0);
    const { warnings = [], ...read } = zipped ? readArchive(file, bytes) : readText(file, bytes);
    refuseUnfilled(read.sheets);
    refuseGarbled(read.sheets);
    return { file, ...read, problems: warnings.map((it) => ({ file, ...it })) };
  } catch (error) {
    // Whatever a hostile file breaks, one file must not end the reading of forty.
    const { code, message, row } = error instanceof Refusal ? error : damaged();
    const problems: Problem[] = [{ file, row, code, severity: "error", message }];
    return { file, format: null, encoding: null, sheets: [], problems };
  }
}

function empty(): Refusal {
  return new Refusal("file_empty", "文件是空的，请重新导出");
}

function readArchive(file: string, bytes: Uint8Array): Read {
  const zip = openZip(bytes);
  const workbook = workbookIn(zip);
  if (workbook !== null) return { format: "xlsx", encoding: null, sheets: readXlsx(file, zip, workbook) };
  const { name, bytes: table, unread } = mainTable(zip);
  const { sheets, ...read } = readText(file, table);
  const message = `压缩包里另有 ${unread} 个表（重复填写的部分）没有读：需要时请解压后单独提交`;
  return {
    ...read,
    sheets: sheets.map((it) => ({ ...it, sheet: name.slice(name.lastIndexOf("/") + 1) })),
    warnings: unread === 0 ? [] : [{ row: 1, code: "file_part_unread", severity: "warning", message }],
  };
}

function readText(file: string, bytes: Uint8Array): Read {
  const { text, encoding } = decode(bytes);
  if (text.trim() === "") throw empty();
  const shape = shapeOf(text);
  if (shape === "json") return { format: "json", encoding, sheets: [readJson(file, text)] };
  if (shape === "markup") return { ...readMarkup(file, text), encoding };
  if (
    /^(mime-version:|from: <|content-type: multipart)/i.test(text.slice(0, 100).trimStart()) ||
    /\nContent-Type: multipart\/related/i.test(text.slice(0, 2000))
  )
    throw new Refusal("file_mhtml", "这是单个文件的网页（.mht）：请用 Excel 打开后“另存为”.xlsx，再提交");
  return { format: "csv", encoding, sheets: [{ file, ...readCsv(text) }] };
}

function readMarkup(file: string, text: string): Omit<Read, "encoding"> {
  const head = text.slice(0, 4000);
  if (head.includes("urn:schemas-microsoft-com:office:spreadsheet") && /<(\w{1,20}:)?Workbook\b/.test(head))
    return { format: "xml", sheets: readSpreadsheetMl(file, text) };
  if (/<office:document\b/.test(head))
    throw new Refusal("file_ods", "这是 ODS 表格：请用 Excel 或 WPS 打开后“另存为”.xlsx，再提交");
  if (/^\s*<\?xml/.test(head) && !/<(html|table)\b/i.test(head))
    throw new Refusal("file_other", "这是 XML 数据文件，不是表格：请从原来的系统导出 .xlsx 或 CSV，再提交");
  return { format: "html", sheets: readHtml(file, text) };
}

/** Refuses a file in which no sheet has more than a heading; sheets that are hidden do not count beside others. */
function refuseUnfilled(sheets: readonly Sheet[]): void {
  const shown = sheets.some((it) => it.hidden !== true) ? sheets.filter((it) => it.hidden !== true) : sheets;
  const filled = (sheet: Sheet) => {
    let count = sheet.faults === undefined ? 0 : 1;
    for (const row of sheet.rows) if (row.some((it) => it.trim() !== "") && ++count > 1) return true;
    return false;
  };
  if (shown.length === 0) throw empty();
  if (!shown.some(filled))
    throw new Refusal("file_header_only", "只有表头，没有内容：请看看是不是交错了文件，或内容还没有保存");
}
