import Papa from "papaparse";
import { type Sheet, sheetOf } from "../forms/sheet.ts";
import { type Problem } from "../forms/problem.ts";

export type Format = "csv" | "xlsx" | "html" | "json";
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** What a file turned out to be: its sheets, or one clear problem and none. Format and encoding are null where there is none or it cannot be told. */
export type Received = {
  readonly file: string;
  readonly format: Format | null;
  readonly encoding: Encoding | null;
  readonly sheets: readonly Sheet[];
  readonly problems: readonly Problem[];
};

/**
 * Reads a survey file by its content, not by its name: CSV in UTF-8 with or without BOM, UTF-16 with BOM or GB18030 as WPS
 * writes it, and JSON (an array of objects, or an object that holds one). Whatever could lose or swallow a row is refused with what to do instead.
 */
export function receive(file: string, bytes: Uint8Array): Received {
  const refuse = (code: string, message: string, row = 1): Received => ({
    file,
    format: null,
    encoding: null,
    sheets: [],
    problems: [{ file, row, code, severity: "error", message }],
  });
  if (bytes.length === 0) return refuse("file_empty", "文件是空的，请重新导出");
  const kind = binaryKind(bytes);
  if (kind === "zip") return refuse("file_xlsx", "这是 Excel 工作簿：请打开后“另存为”CSV UTF-8（逗号分隔）再提交");
  if (kind === "ole") return refuse("file_xls", "这是旧版 Excel（.xls）：请打开后“另存为”CSV UTF-8（逗号分隔）再提交");
  const text = decode(bytes);
  if (text === null) return refuse("file_encoding", "文字编码不认识：请在 Excel 中“另存为”CSV UTF-8（逗号分隔）");
  if (text.includes("\0")) return refuse("file_binary", "文件里有非文字内容，可能已损坏：请重新导出");
  if (text.trim() === "") return refuse("file_empty", "文件是空的，请重新导出");
  if (/^\s*</.test(text))
    return refuse("file_html", "这是网页格式的表：请用 Excel 打开后“另存为”CSV UTF-8（逗号分隔）");
  return /^\s*[[{]/.test(text) ? receiveJson(file, text, refuse) : receiveCsv(file, text, refuse);
}

type Refuse = (code: string, message: string, row?: number) => Received;

function binaryKind(bytes: Uint8Array): "zip" | "ole" | null {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return "zip";
  return starts(0xd0, 0xcf, 0x11, 0xe0) ? "ole" : null;
}

/** Text in the first encoding that fits without a fault; null when none does. */
function decode(bytes: Uint8Array): string | null {
  const marks: [string, number[]][] = [
    ["utf-16le", [0xff, 0xfe]],
    ["utf-16be", [0xfe, 0xff]],
  ];
  const marked = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  for (const encoding of marked === undefined ? ["utf-8", "gb18030"] : [marked[0]]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}

function receiveCsv(file: string, text: string, refuse: Refuse): Received {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const rows = data[data.length - 1]?.every((it) => it === "") === true ? data.slice(0, -1) : data;
  const fault = errors.find((it) => it.type === "Quotes");
  if (fault !== undefined) {
    return refuse(
      "csv_quote",
      "这一行有单独的引号，后面的内容会读错：请删去引号，或在 Excel 中重新另存",
      (fault.row ?? 0) + 1,
    );
  }
  // A quote that opens before a line break swallows the rows up to the next quote without an error: what was made into one
  // row has more cells than the heading, or a line in a cell that has about as many separators as a row.
  const broken = (row: readonly string[]) => row.some((cell) => /[\r\n]/.test(cell));
  const width = rows.reduce((most, row) => (broken(row) ? most : Math.max(most, row.length)), 0);
  const separators = (line: string) => line.split(/[,;\t]/).length;
  const hidesRow = (cell: string) =>
    cell
      .split(/\r\n|\n|\r/)
      .slice(1)
      .some((line) => separators(line) >= Math.max(3, width - 1));
  const swallowed = rows.findIndex((row) => broken(row) && (row.length > width || row.some(hidesRow)));
  if (swallowed !== -1) {
    return refuse(
      "csv_quote",
      "这一行的引号没有成对，把后面几行吞掉了：请删去引号，或在 Excel 中重新另存",
      swallowed + 1,
    );
  }
  if (rows.length < 2) return refuse("file_header_only", "只有表头，没有内容");
  return { file, format: "csv", encoding: null, sheets: [{ file, rows, firstRow: 1 }], problems: [] };
}

/** The separator that the top lines have most of: a title row has none, so papaparse's own guess is not enough. */
function delimiterOf(text: string): string {
  const top = text.split(/\r\n|\n|\r/, 10).join("\n");
  const counts = [",", "\t", ";"].map((it) => ({ it, count: top.split(it).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).it;
}

function receiveJson(file: string, text: string, refuse: Refuse): Received {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse("json_syntax", "JSON 格式不完整，请重新导出");
  }
  const lists = Array.isArray(parsed) ? [parsed] : Object.values(parsed as object).filter((it) => Array.isArray(it));
  if (lists.length > 1) return refuse("json_shape", "文件里有好几个数组，不知道该读哪一个：请只留一个");
  const [list] = lists;
  if (!Array.isArray(list) || !list.every((it) => typeof it === "object" && it !== null && !Array.isArray(it))) {
    return refuse("json_shape", "没有找到记录：应是一个数组，每名儿童一个对象");
  }
  if (list.length === 0) return refuse("file_header_only", "没有内容");
  // A number beyond 2^53 has already lost its last digits here.
  const inexact = list.findIndex((it) =>
    Object.values(it as object).some((value) => typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER),
  );
  if (inexact !== -1) return refuse("json_number", "长号码写成了数字，末位已丢失：请给证件号加上引号", inexact + 1);
  const { form, version } = parsed as { form?: unknown; version?: unknown };
  // Others have a form and a version too; ours look like this.
  const ours = [
    [form, /^[a-z]+(-[a-z]+)*$/],
    [version, /^\d{4}\.\d+$/],
  ].every(([it, pattern]) => typeof it === "string" && (pattern as RegExp).test(it));
  const says = ours ? { form: form as string, version: version as string } : {};
  return {
    file,
    format: "json",
    encoding: null,
    sheets: [sheetOf(file, list as Record<string, unknown>[], says)],
    problems: [],
  };
}
