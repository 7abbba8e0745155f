import { expect, test } from "vitest";
import { readWorkbook } from "../../tests/read-workbook.ts";
import { childCensus } from "../forms/definitions/child-census.ts";
import { readRows } from "../forms/sheet.ts";
import { formXlsx } from "./xlsx.ts";

test("no answer is run as a formula once a sheet is saved as CSV, in the list or in print, and each is read back as it was", async () => {
  const record = { ...childCensus.example, school_name: "+1+1", remark: '=HYPERLINK("http://x")' };
  const sheets = await readWorkbook("a.xlsx", await formXlsx(childCensus, [record]));
  const starts = sheets.flatMap(({ rows }) => rows.flat().filter((it) => /^[=+@-]/.test(it)));
  expect(starts).toEqual([]);
  const [list] = sheets;
  if (list === undefined) throw new Error("no sheet");
  expect(list.rows[1]).toContain("'+1+1");
  const { records } = readRows(childCensus, list, { referenceDate: "2026-09-30", example: true });
  expect(records.map((it) => it.answers)).toEqual([record]);
});
