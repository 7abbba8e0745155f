import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { receive } from "../receive.ts";
import { detectText } from "./csv.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => {
  const { sheets, problems } = receive("a.csv", utf8(text));
  return sheets[0]?.rows ?? problems.map((it) => `${it.code} ${it.row}`).join();
};

describe("the separator is the one of the heading", () => {
  test.each([
    ["a title row in front", "2026年秋季，登记表\n姓名,性别,生日\n甲乙,男,2015\n", ","],
    ["a padded title row", "登记表,,\n姓名,性别,生日\n甲乙,男,2015\n", ","],
    ["lists of codes with semicolons", "姓名,困难\n甲乙,01;02;03\n丙丁,01;02\n", ","],
    ["one semicolon in every row but the heading", "姓名,困难\n甲乙,01;02\n丙丁,03;02\n", ","],
    ["addresses with commas in a tab file", "姓名\t住址\n甲乙\t贵州,贵阳,花溪\n丙丁\t贵州,遵义,汇川\n", "\t"],
    ["a quoted heading with commas in a semicolon file", '"姓名,昵称,小名";性别\n甲;男\n乙;女\n', ";"],
    ["Chinese commas everywhere", "姓名，性别\n甲乙，男\n丙丁，女\n", "，"],
    ["Chinese semicolons everywhere", "姓名；性别；备注\n甲乙；男；无\n丙丁；女；无\n", "；"],
    ["Chinese commas only in some rows", "说明\n甲乙，男\n丙丁\n戊，己，庚\n", ","],
    ["what Excel is told", "sep=;\r\n姓名;性别\r\n甲乙;男\r\n", ";"],
    ["a tab that Excel is told", '"sep=\t"\n姓名\t性别\n甲乙\t男\n', "\t"],
  ])("%s", (_, text, delimiter) => {
    expect(detectText(utf8(text), true)).toMatchObject({ shape: "csv", delimiter });
  });

  test("a line sep= is counted but is no row", () => {
    expect(receive("a", utf8("sep=;\r\n姓名;性别\r\n甲乙;男\r\n")).sheets).toEqual([
      {
        file: "a",
        firstRow: 2,
        rows: [
          ["姓名", "性别"],
          ["甲乙", "男"],
        ],
      },
    ]);
  });

  test("the beginning of a long file is enough, even if it ends within a character or a cell", () => {
    const bytes = utf8(`\ufeff姓名\t备注\n${'甲乙\t"一\n二"\n'.repeat(9000)}`);
    for (const length of [65_536, 65_537, 65_538])
      expect(detectText(bytes.subarray(0, length))).toEqual({
        encoding: "utf-8",
        bomLength: 3,
        shape: "csv",
        delimiter: "\t",
        firstRow: 1,
      });
  });

  test.each([
    ['{"a":1}', "json"],
    ['[\n {"a":1}]', "json"],
    ["{姓名:1}", "json"],
    ["[序号],姓名", "csv"],
    ["<table>", "markup"],
    ["<!doctype html>", "markup"],
    ["<姓名>,性别", "csv"],
    ["null", "json"],
  ])("%s is %s", (text, shape) => {
    expect(detectText(utf8(text), true).shape).toBe(shape);
  });
});

describe("cells", () => {
  test.each<[string, string, string[][]]>([
    ["doubled quotes", '姓名,备注\n甲乙,"说""好"""\n', [["姓名", "备注"], ["甲乙", '说"好"']]], // prettier-ignore
    ["a line break in a cell", '姓名,备注\r\n甲乙,"一\r\n二"\r\n', [["姓名", "备注"], ["甲乙", "一\r\n二"]]], // prettier-ignore
    ["line breaks in the heading", '姓名,"监护人\n电话","备\n注"\n甲乙,1,2\n', [["姓名", "监护人\n电话", "备\n注"], ["甲乙", "1", "2"]]], // prettier-ignore
    ["a line break in the first cell", '姓名,性别,备注\n"甲\n乙",男,\n丙,女,\n', [["姓名", "性别", "备注"], ["甲\n乙", "男", ""], ["丙", "女", ""]]], // prettier-ignore
    ["how Excel is made to keep a number", '证件号,备注\n="990000201503120013","=""0012"""\n', [["证件号", "备注"], ["990000201503120013", "0012"]]], // prettier-ignore
    ["formulas are text", '姓名,备注\n"=HYPERLINK(""http://x"",""y"")",=1+1\n="a"&"b",@x\n', [["姓名", "备注"], ['=HYPERLINK("http://x","y")', "=1+1"], ['="a"&"b"', "@x"]]], // prettier-ignore
    ["blanks around quotes", '姓名, "性别" ,备注\n甲, "男" ,无\n', [["姓名", "性别", "备注"], ["甲", "男", "无"]]], // prettier-ignore
    ["a quote within a cell", '姓名,备注\n甲乙,身高5"\n', [["姓名", "备注"], ["甲乙", '身高5"']]], // prettier-ignore
    ["byte order marks between files", '\ufeff姓名,性别\n甲,男\n\ufeff"姓名",性别\n乙,女\n', [["姓名", "性别"], ["甲", "男"], ["姓名", "性别"], ["乙", "女"]]], // prettier-ignore
    ["line ends of all kinds", "姓名,性别\r甲,男\n乙,女\r\n\r\n丙,男", [["姓名", "性别"], ["甲", "男"], ["乙", "女"], [""], ["丙", "男"]]], // prettier-ignore
    ["ragged rows", "姓名,性别,备注\n甲\n乙,女,a,b\n,,\n\n", [["姓名", "性别", "备注"], ["甲"], ["乙", "女", "a", "b"]]], // prettier-ignore
  ])("%s", (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test("a remark of two lines is no swallowed row", () => {
    const text = '姓名,性别,生日,备注\n甲,男,2015,"一,二\n三"\n乙,女,2014,"第一行\n第二行\n第三行"\n丙,男,2013,\n';
    expect(read(text)).toHaveLength(4);
  });
});

describe("what could lose or swallow a row is refused, with the row", () => {
  test.each([
    ["a quote that is never closed", '姓名,性别,备注\n"张小满,男,\n李青禾,女,\n', 2],
    ["one in the last cell", '姓名,性别,备注\n张小满,男,\n李青禾,女,"好\n', 3],
    [
      "two stray quotes that swallow the rows between them",
      '姓名,性别,备注\n张小满,男,"好\n李青禾,女,\n周春生,男,好"\n吴小雨,女,\n',
      2,
    ],
    [
      "a quote from the end of one row to the beginning of the next",
      '姓名,性别,备注\n张小满,男,"好\n李青禾",女,好\n吴小雨,女,\n',
      2,
    ],
    [
      "two neighbours made one, of the right width",
      '姓名,性别,备注\n吴小雨,女,\n张小满,"男,\n李青禾,女",\n周春生,男,\n',
      3,
    ],
    ["whole rows between two that are cut short", '姓名,性别,备注,电话\n张小满,男,"好\n李青禾,女,,1\n周春生,男"\n', 2],
    ["a row that became wider than the table", '姓名,性别,备注,电话\n张,"男\n李",女,好,1,2\n周,男,好,1\n', 2],
    ["two columns", '姓名,备注\n张小满,"好\n李青禾,好"\n', 2],
    ["line breaks of old Macintosh", '姓名,性别,备注\r张小满,男,"好\r李青禾,女,好\r周春生,男,好"\r', 2],
    ["words behind a quoted cell", '姓名,备注\n张小满,"好"学\n', 2],
    ["below a line sep=", 'sep=;\n姓名;备注\n张小满;"好"学\n', 3],
  ])("%s", (_, text, row) => {
    expect(read(text)).toBe(`csv_quote ${row}`);
  });
});

test("more columns or cells than a spreadsheet has are refused", () => {
  expect(read(`姓名,性别\n${",".repeat(16_384)}\n`)).toBe("file_too_big 1");
  expect(read(`姓名,性别\n${"\n".repeat(1_100_000)}x`)).toBe("file_too_big 1");
});

test("what is quoted as it should be comes back as it was", () => {
  const cell = fc.stringMatching(/^[甲乙a1 ,;"=，\n]{0,6}$/).filter((it) => !/[,\n]/.test(it) || !it.includes("\n"));
  const written = (it: string) => `"${it.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }), (cells) => {
      const all = [["姓名", "性别", "备注"], ...cells, ["甲", "乙", "丙"]];
      const unwrapped = all.map((row) => row.map((it) => /^="([^"]*)"$/.exec(it)?.[1] ?? it));
      expect(read(all.map((row) => row.map(written).join(",")).join("\r\n"))).toEqual(unwrapped);
    }),
  );
});
