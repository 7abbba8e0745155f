import { type CellValue, readXlsx } from "hucre/xlsx";
import { type Sheet } from "../src/forms/sheet.ts";

/** A second opinion on the workbooks that we write: the library that wrote them reads them back. Survey files are read by src/survey/receive. */

/**
 * The sheets of an .xlsx file as text, empty ones left out: days as `YYYY-MM-DD`, formulas as what they last showed. A number
 * of more digits than a spreadsheet keeps comes as `5.22e+17`, so that nothing is taken for what it is not. Throws where the
 * file is no workbook.
 */
export async function readWorkbook(file: string, bytes: Uint8Array): Promise<readonly Sheet[]> {
  const { sheets } = await readXlsx(bytes);
  return sheets.flatMap(({ name, rows }) =>
    rows.some((row) => row.some((it) => it !== null && it !== ""))
      ? [{ file, sheet: name, firstRow: 1, rows: rows.map((row) => row.map(textOf)) }]
      : [],
  );
}

function textOf(value: CellValue): string {
  if (value === null) return "";
  if (value instanceof Date) return dayOf(value);
  if (typeof value === "number" && Math.abs(value) >= 1e15) return value.toExponential();
  return typeof value === "boolean" ? (value ? "是" : "否") : String(value);
}

/** A day; a time of day where there is no day; what a spreadsheet shows where a number is no date at all. */
function dayOf(value: Date): string {
  if (Number.isNaN(value.getTime())) return "########";
  const [day = "", time = ""] = value.toISOString().split("T");
  return value.getUTCFullYear() < 1900 ? time.slice(0, 5) : day;
}
