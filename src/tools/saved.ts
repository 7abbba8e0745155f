import { type AnyAnswers, type Form } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { type Sheet, sheetOf } from "../forms/sheet.ts";
import { type Found, readBlock, readCells } from "./block.ts";

/** Records as the JSON file this page saves and opens again. */
export function writeSaved(form: Form, records: readonly AnyAnswers[], noticeShown: boolean): string {
  return `${JSON.stringify({ form: form.id, version: form.version, noticeShown, records }, null, 1)}\n`;
}

/** What a file that was opened holds, read like a file from elsewhere: form and version are checked, alarms taken out. */
export type Opened = Found & { readonly noticeShown: boolean };

/** Opens a file that was saved here: JSON, a workbook, or CSV (UTF-8 or GB 18030). */
export async function openSaved(form: Form, name: string, bytes: Uint8Array, today: string): Promise<Opened> {
  if (isZip(bytes)) {
    const { readWorkbook } = await import("../forms/workbook.ts");
    try {
      return { ...bestOf(form, await readWorkbook(name, bytes), today), noticeShown: false };
    } catch {
      return nothingIn(name, "打不开这个 Excel 文件：请在 Excel 或 WPS 里另存为 .xlsx 再打开");
    }
  }
  const text = textOf(bytes);
  if (!/^\s*[{[]/.test(text)) {
    return { ...readBlock(form, { file: name, rows: readCells(text, ","), firstRow: 1 }, today), noticeShown: false };
  }
  const saved = readJson(text);
  if (saved === null) return nothingIn(name, "这不是本页存的文件：请选“保存 JSON”或“Excel”存下的文件");
  const { records, noticeShown, ...made } = saved;
  return { ...readBlock(form, { ...sheetOf(name, records), ...made }, today), noticeShown };
}

/** Our own workbooks hold the list, then what is printed; one from elsewhere may begin with a cover. */
function bestOf(form: Form, sheets: readonly Sheet[], today: string): Found {
  const found = sheets.map((it) => readBlock(form, it, today));
  const best = found.find((it) => it.records.length > 0) ?? found[0];
  return best ?? { records: [], rows: 0, problems: [], left: "", alarms: [] };
}

function nothingIn(file: string, message: string): Opened {
  const problem: Problem = { file, row: 1, code: "file_unreadable", severity: "error", message };
  return { records: [], rows: 0, problems: [problem], left: "", alarms: [], noticeShown: false };
}

type Saved = {
  readonly form?: string;
  readonly version?: string;
  readonly noticeShown: boolean;
  readonly records: readonly Readonly<Record<string, unknown>>[];
};

function readJson(text: string): Saved | null {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Saved, unknown>> | null;
    const records: unknown = Array.isArray(value) ? value : value?.records;
    if (!Array.isArray(records) || !records.every((it) => typeof it === "object" && it !== null && !Array.isArray(it)))
      return null;
    return {
      ...(typeof value?.form === "string" ? { form: value.form } : {}),
      ...(typeof value?.version === "string" ? { version: value.version } : {}),
      noticeShown: value?.noticeShown === true,
      records: records as Saved["records"],
    };
  } catch {
    return null;
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Excel in China saves CSV as GB 18030. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
