import { columnsOf, type Form } from "../forms/form.ts";
import { writeRows } from "../forms/sheet.ts";
import { instructionFor } from "./instructions.ts";

/** The blank form as CSV: the heading to write rows below; of a form that stays on paper the list of its items. */
export function formCsv(form: Form): string {
  if (form.paperOnly !== true) return writeCsv(writeRows(form, []));
  const items = columnsOf(form).map(({ question }) => [question.label, instructionFor(question)]);
  return writeCsv([["栏目", "怎么填（打印后手写，不录入）"], ...items]);
}

/**
 * Rows as CSV for Excel and WPS: UTF-8 with BOM, CRLF. A cell that a spreadsheet would run as a formula gets a ' in front,
 * except plain numbers, which are harmless.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const inert = /^[=+@\t\r-]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
