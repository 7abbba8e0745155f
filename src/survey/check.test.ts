import { describe, expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { writeWorkbook } from "../forms/workbook.ts";
import { checkFile } from "./check.ts";

const options = { referenceDate: "2026-09-30", example: true };
const heading = ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"];
const child = (name: string) => [name, "男", "2015-03-12", "外出务工", "在家"];
const check = async (sheets: Record<string, string[][]>) =>
  checkFile(
    childCensus,
    "a.xlsx",
    await writeWorkbook(
      "t",
      Object.entries(sheets).map(([name, rows]) => ({ name, rows })),
    ),
    options,
  );

describe("a workbook of several sheets", () => {
  test("gives the records of all, each with its sheet", async () => {
    const checked = await check({ 一班: [heading, child("张小满")], 二班: [heading, child("李青禾")] });
    expect(checked.records.map(({ sheet, row }) => [sheet, row])).toEqual([
      ["一班", 2],
      ["二班", 2],
    ]);
    expect([checked.rows, checked.complete]).toEqual([2, true]);
  });

  test("does not stand for the file where one of them cannot be read", async () => {
    const lacking = heading.slice(0, 3);
    const checked = await check({ 一班: [heading, child("张小满")], 二班: [lacking, child("李青禾").slice(0, 3)] });
    expect(checked.problems.filter((it) => it.severity === "error").map((it) => it.code)).toEqual(["column_required"]);
    expect([checked.rows, checked.records.length, checked.complete]).toEqual([2, 1, false]);
  });

  test("numbers its sheets where one is called like a child", async () => {
    const checked = await check({ 张小满: [heading, child("张小满")], 李青禾: [heading, ["李青禾", "", "", "", ""]] });
    expect(JSON.stringify([checked.problems, checked.sheets.map((it) => it.sheet)])).not.toMatch(/张小满|李青禾/);
    expect(checked.sheets.map((it) => it.sheet)).toEqual(["第 1 张工作表", "第 2 张工作表"]);
  });

  test("with a heading and nothing else is told to be empty, once", async () => {
    const checked = await check({ 一班: [["登记表"], heading] });
    expect(checked.problems.map((it) => it.code)).toEqual(["file_header_only"]);
    expect(checked.complete).toBe(false);
  });
});
