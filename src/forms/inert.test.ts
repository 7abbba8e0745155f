import { expect, test } from "vitest";
import { childCensus } from "./definitions/child-census.ts";
import { inert } from "./inert.ts";
import { readRows, writeRows } from "./sheet.ts";

const formulas = ["=1+1", '=HYPERLINK("http://x")', "+86", "+1+1", "-1+1", "-x", "--1", "@SUM(A1)", "\t=1", "\r=1"];

test.each(formulas)("%j gets a ' in front", (text) => {
  expect(inert(text)).toBe(`'${text}`);
});

test.each(["", "张小满", "-", "--", "-3", "-3.5", "12", "1=1", "a@b", "'=1", " x"])("%j is harmless", (text) => {
  expect(inert(text)).toBe(text);
});

test.each(formulas.slice(0, 8))("%j is read back as it was written", (remark) => {
  const [head = [], row = []] = writeRows(childCensus, [{ ...childCensus.example, remark }]);
  const sheet = { file: "a.csv", firstRow: 1, rows: [head, row.map(inert)] };
  const { records } = readRows(childCensus, sheet, { referenceDate: "2026-09-30", example: true });
  expect(records.map((it) => it.answers.remark)).toEqual([remark]);
});
