import { columnsOf, type Form } from "../forms/form.ts";
import { inert } from "../forms/inert.ts";
import { writeRows } from "../forms/sheet.ts";
import { instructionFor } from "./instructions.ts";

/** The blank form as CSV: the heading to write rows below; of a form that stays on paper the list of its items. */
export function formCsv(form: Form): string {
  if (form.paperOnly !== true) return writeCsv(writeRows(form, []));
  const items = columnsOf(form).map(({ question }) => [question.label, instructionFor(question)]);
  return writeCsv([["栏目", "怎么填（打印后手写，不录入）"], ...items]);
}

/**
 * Rows as CSV for Excel and WPS: UTF-8 with BOM, CRLF, no cell that a spreadsheet would run (forms/inert.ts).
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const shown = inert(text);
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
