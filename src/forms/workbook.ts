import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";

/** The spreadsheet library behind what we write with it, so that another can take its place: nothing else in src imports it. Workbooks are read by survey/receive. */

/** A sheet to write. `columnStyles` hold for whole columns, however far down someone writes: the library styles only cells it writes. */
export type WorkbookSheet = WriteSheet & { readonly columnStyles?: readonly CellStyle[] };
export { type Cell, type CellStyle } from "hucre/xlsx";

/** The sheets as an .xlsx file. Its dates are those of the clock: `reproducible` (templates/archive.ts) takes them out. */
export async function writeWorkbook(title: string, sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ columnStyles = [], ...sheet }): WriteSheet => {
    const below = sheet.rows?.length ?? 0;
    const styled = columnStyles.map((style, at): [string, Partial<Cell>] => [`${below},${at}`, { value: null, style }]);
    return {
      ...sheet,
      rows: (sheet.rows ?? []).map((row) => row.map(literal)),
      cells: new Map(
        [...(sheet.cells ?? []), ...styled].map(([at, cell]) => [
          at,
          "value" in cell ? { ...cell, value: literal(cell.value ?? null) } : cell,
        ]),
      ),
    };
  });
  const bytes = await writeXlsx({ sheets: written, properties: { title, creator: "牵手" } });
  return sheets.reduce((all, sheet, at) => withColumnStyles(all, at + 1, sheet), bytes);
}

/** A spreadsheet reads _x000A_ as a line break (ECMA-376 22.4.2.4); who types that means the letters. */
function literal(value: CellValue): CellValue {
  return typeof value === "string" ? value.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_") : value;
}

/** Gives whole columns the style of the cell that was written below the last row for it. */
function withColumnStyles(
  workbook: Uint8Array,
  number: number,
  { rows = [], columnStyles = [] }: WorkbookSheet,
): Uint8Array {
  if (columnStyles.length === 0) return workbook;
  const entries = unzipSync(workbook);
  const path = `xl/worksheets/sheet${number}.xml`;
  const xml = strFromU8(entries[path] ?? new Uint8Array());
  const row = rows.length + 1;
  const styles = new Map(
    [...xml.matchAll(new RegExp(`<c r="([A-Z]+)${row}" s="(\\d+)"`, "g"))].map(([, letters, style]) => [
      letters,
      style,
    ]),
  );
  // The widths stand before the rows, which are long.
  const head = xml.slice(0, xml.indexOf("<sheetData"));
  const formatted = columnStyles.reduce((all, _, at) => {
    const style = styles.get(columnName(at));
    const column = `<col min="${at + 1}" max="${at + 1}" `;
    if (style === undefined || !all.includes(column))
      throw new Error(`forms/workbook: found no styled column ${columnName(at)} in ${path}, expected one`);
    return all.replace(column, `${column}style="${style}" `);
  }, head);
  return zipSync({ ...entries, [path]: strToU8(formatted + xml.slice(head.length)) });
}

/** 0 → A, 26 → AA. */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}
