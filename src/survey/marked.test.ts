import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { checkCharacter } from "../forms/identity.ts";
import { readWorkbook } from "../../tests/read-workbook.ts";
import { type Sheet } from "../forms/sheet.ts";
import { type Checked, checkFile, checkReceived } from "./check.ts";
import { markedWorkbook, remarksHeading, unmarkable } from "./marked.ts";
import { groupInWords, groupProblems, rowsInWords } from "./problems.ts";

const options = { referenceDate: "2026-09-30", example: true };
const id = `99000020150312001${checkCharacter("99000020150312001")}`;
const heading = ["序号", "姓名", "性别", "出生日期", "身份证号", "父亲状态", "母亲状态", "班主任意见"];
const table = [
  ["青禾镇排查表"],
  heading,
  ["1", "张小满", "男", "2015-03-12", id, "外出务工", "在家", '=HYPERLINK("http://x")'],
  [],
  ["2", "李禾苗", "女", "2015年", id.slice(0, 17), "外出务工", "在家", "+86", "-", "-3"],
  ["3", "王谷雨", "", "2016-01-02", "", "外出务工", "在家", "@好"],
];
const checked = (rows: readonly (readonly string[])[], more: Partial<Sheet> = {}): Checked =>
  checkReceived(
    childCensus,
    {
      file: "a.xlsx",
      format: "xlsx",
      encoding: null,
      sheets: [{ file: "a.xlsx", sheet: "一年级", firstRow: 1, rows, merges: [], ...more }],
      problems: [],
    },
    options,
  );
const sheetIn = async (workbook: Uint8Array, at = 0) => {
  const { sheets } = await readXlsx(workbook, { readStyles: true });
  const sheet = sheets[at];
  if (sheet === undefined) throw new Error("no sheet");
  return sheet;
};

describe("the marked workbook", () => {
  test("is the sheet as it was, row for row, with what is wrong at the right", async () => {
    const { name, rows } = await sheetIn(await markedWorkbook(checked(table)));
    expect(name).toBe("一年级");
    expect(rows[0]?.[0]).toBe("青禾镇排查表");
    expect(rows[1]?.slice(0, 8)).toEqual(heading);
    expect(rows[1]?.[10]).toMatch(/^核对结果/);
    expect(rows[2]?.slice(0, 7)).toEqual(["1", "张小满", "男", "2015-03-12", id, "外出务工", "在家"]);
    expect(rows[2]?.[10] ?? null).toBeNull();
    expect((rows[3] ?? []).filter((it) => it !== null)).toEqual([]);
    expect(rows[4]?.[10]).toBe(
      "错误 出生日期：请写到日，如 2015-03-05\n错误 公民身份号码：应为 18 位，请对照原件；如显示不全，请把该列设为文本后重新录入",
    );
    expect(rows[5]?.[10]).toBe("错误 性别：必填，请补上");
  });

  test("holds nothing but text, and nothing that a spreadsheet runs", async () => {
    const workbook = await markedWorkbook(checked(table));
    const { rows } = await sheetIn(workbook);
    for (const cell of rows.flat()) expect(cell === null || typeof cell === "string").toBe(true);
    expect(rows[2]?.[7]).toBe('\'=HYPERLINK("http://x")');
    // A dash strikes a cell out, a number below zero is a number: both as they were.
    expect(rows[4]?.slice(7, 10)).toEqual(["'+86", "-", "-3"]);
    expect(rows[5]?.[7]).toBe("'@好");
    const entries = unzipSync(workbook);
    for (const [path, bytes] of Object.entries(entries))
      if (path.includes("worksheets/")) expect(strFromU8(bytes)).not.toMatch(/<f[ >]|t="n"/);
  });

  test("hatches and frames the wrong cells, empty ones too, and says there what is wrong", async () => {
    const { cells } = await sheetIn(await markedWorkbook(checked(table)));
    const marked = [...(cells ?? [])].filter(([, it]) => it.style?.fill?.type === "pattern").map(([at]) => at);
    expect(marked.sort()).toEqual(["4,3", "4,4", "5,2"]);
    const cell = cells?.get("5,2");
    expect(cell?.style?.fill).toMatchObject({ pattern: "lightUp" });
    expect(cell?.style?.border?.top?.style).toBe("medium");
    expect(cell?.comment?.text).toBe("必填，请补上");
    expect(cells?.get("2,4")?.style?.numFmt).toBe("@");
  });

  test("can be mended and handed in again as it is", async () => {
    const { rows } = await sheetIn(await markedWorkbook(checked(table)));
    const mended = rows.map((row) => row.map((it) => (it === null ? "" : String(it))));
    (mended[4] ?? []).splice(3, 2, "2015-12-01", "");
    (mended[5] ?? []).splice(2, 1, "女");
    const again = checked(mended);
    expect(again.problems.filter((it) => it.severity === "error")).toEqual([]);
    expect(again.records).toHaveLength(3);
    expect(again.records[0]?.answers.id_number).toBe(id);
  });

  test("says at the heading what is wrong with the heading", async () => {
    const { rows } = await sheetIn(await markedWorkbook(checked(table.map((row) => row.slice(0, 6)))));
    expect(rows[1]?.[6]).toMatch(/^核对结果（.*缺少“母亲状态”一列，请补上表头和内容.*）$/s);
  });

  test("keeps the places of rows that stand apart, merged cells, and sheets that were not read", async () => {
    const one = checked([["排查表"], ...table.slice(1)], {
      rowNumbers: [1, 2, 3, 6, 8, 9],
      merges: [{ top: 0, left: 0, bottom: 0, right: 7 }],
    });
    const { sheets } = one.received;
    const other: Sheet = { file: "a.xlsx", sheet: "说明", firstRow: 1, rows: [["怎么填"], ["照户口簿"]] };
    const workbook = await markedWorkbook({ ...one, received: { ...one.received, sheets: [...sheets, other] } });
    const first = await sheetIn(workbook);
    expect(first.rows.map((it) => it.findLastIndex((cell) => cell !== null && cell !== ""))).toEqual([
      0, 10, 7, -1, -1, -1, -1, 10, 10,
    ]);
    expect(first.merges).toEqual([{ startRow: 0, startCol: 0, endRow: 0, endCol: 7 }]);
    const second = await sheetIn(workbook, 1);
    expect(second.name).toBe("说明");
    expect(second.rows.map((it) => it[0])).toEqual(["怎么填", "照户口簿"]);
  });

  test("of a file without rows of its own, such as JSON, is a table", async () => {
    const child = { 姓名: "张小满", 性别: "男", 父亲状态: "外出务工", 母亲状态: "在家" };
    const json = new TextEncoder().encode(JSON.stringify([{ ...child, 出生日期: "2015-03-12" }, child]));
    const { rows } = await sheetIn(await markedWorkbook(checkFile(childCensus, "a.json", json, options)));
    expect(rows).toHaveLength(3);
    expect(rows[0]?.slice(0, 2)).toEqual(["姓名", "性别"]);
    expect(rows[2]?.at(-1)).toContain("出生日期");
  });

  test("opens with names of sheets that spreadsheets refuse or that stand twice", async () => {
    const wanted = [
      "一/二",
      "一:二",
      undefined,
      "",
      "'",
      "'x'",
      "x",
      "History",
      "history",
      "历史记录",
      "[]",
      "\u0001",
      "\ud840",
    ];
    const long = ["", "甲", "乙"].map((it) => "很".repeat(31) + it);
    // One half of a character that takes two is none.
    const cut = [`${"很".repeat(30)}\u{20000}`, `${"很".repeat(28)}\u{20000}\u{20000}`];
    const many = Array.from({ length: 120 }, () => "一年级");
    const sheets = [...wanted, ...long, ...cut, ...many].map((sheet): Sheet => ({
      file: "a",
      ...(sheet === undefined ? {} : { sheet }),
      firstRow: 1,
      rows: table,
    }));
    const received = { file: "a", format: "xlsx", encoding: null, sheets, problems: [] } as const;
    const { sheets: written } = await readXlsx(await markedWorkbook(checkReceived(childCensus, received, options)));
    const names = written.map((it) => it.name);
    expect(new Set(names.map((it) => it.toLowerCase())).size).toBe(sheets.length);
    for (const name of names) {
      expect(name).toMatch(/^(?!')[^[\]:*?/\\\p{C}\ufffd]+(?<!')$/u);
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/^(history|历史记录)$/i);
    }
  });

  test("is refused where nothing was read", async () => {
    const empty = checkFile(childCensus, "a.csv", new Uint8Array(), options);
    expect(unmarkable(empty)).toContain("没有读出内容");
    await expect(markedWorkbook(empty)).rejects.toThrow("没有读出内容");
  });

  test("is refused where a sheet has no column left, and takes the last one", async () => {
    const wide = (columns: number) => {
      const rows = table.slice(1).map((row) => [...row]);
      const [head = []] = rows;
      head[columns - 1] = "备注二";
      return checked(rows.map((row) => Array.from(row, (it: string | undefined) => it ?? "")));
    };
    expect(unmarkable(wide(16_384))).toContain("16384 列");
    await expect(markedWorkbook(wide(16_384))).rejects.toThrow("16384 列");
    const { rows } = await sheetIn(await markedWorkbook(wide(16_383)));
    expect(rows[0]?.[16_383]).toMatch(/^核对结果/);
  });

  test("is refused where a file has more rows than a sheet", () => {
    const one = checked(table);
    const [sheet] = one.received.sheets;
    if (sheet === undefined) throw new Error("no sheet");
    const at = (last: number) => {
      const sheets = [{ ...sheet, rowNumbers: [1, 2, 3, 4, 5, last] }];
      return unmarkable({ ...one, received: { ...one.received, sheets } });
    };
    expect(at(1_048_576)).toBeNull();
    expect(at(1_048_577)).toContain("1048576 行");
  });

  test("takes time with the sheets and with the problems, not with one times the other", async () => {
    const sheets = Array.from({ length: 400 }, (_, at): Sheet => ({
      file: "a.xlsx",
      sheet: `${at}`,
      firstRow: 1,
      rows: table.slice(1),
    }));
    const received = { file: "a.xlsx", format: "xlsx", encoding: null, sheets, problems: [] } as const;
    const one = checkReceived(childCensus, received, options);
    let looked = 0;
    const problems = one.problems.map((it) =>
      Object.defineProperty({ ...it }, "sheet", { get: () => (looked++, it.sheet), enumerable: true }),
    );
    const workbook = await markedWorkbook({ ...one, problems });
    expect(problems.length).toBeGreaterThan(1000);
    expect(looked).toBeLessThan(5 * problems.length);
    const last = await sheetIn(workbook, 399);
    expect(last.rows[4]?.[10]).toBe("错误 性别：必填，请补上");
  });

  test("has a column that no form asks for", () => {
    expect(
      checked([[...heading, remarksHeading], ...table.slice(2)]).problems.some((it) => it.code === "column_twice"),
    ).toBe(false);
  });
});

test("what was a list of objects comes back with its heading above the first record", async () => {
  const bytes = new TextEncoder().encode(
    '[{"姓名":"张小满","性别":"两个","出生日期":"2015-03-12","父亲状态":"2","母亲状态":"1"}]',
  );
  const [sheet] = await readWorkbook("a.xlsx", await markedWorkbook(checkFile(childCensus, "a.json", bytes, options)));
  expect(sheet?.rows[0]?.slice(-1)).toEqual([expect.stringContaining(remarksHeading)]);
  expect(sheet?.rows[1]?.slice(-1)).toEqual([expect.stringContaining("不认识这个写法")]);
});

describe("problems in words", () => {
  test.each([
    [[3], "第 3 行"],
    [[3, 4], "第 3、4 行"],
    [[3, 4, 5, 6, 7, 12], "第 3–7、12 行"],
    [Array.from({ length: 20 }, (_, n) => n * 2 + 1), "第 1、3、5、7、9、11、13、15、17、19、21、23……行，共 20 行"],
  ])("rows %s", (rows, words) => {
    expect(rowsInWords(rows)).toBe(words);
  });

  test("are one where they say the same, errors first, and name no row where the whole file is meant", () => {
    const groups = groupProblems(checked([...table, ...table.slice(4)]).problems, true);
    const severities = groups.map((it) => it.severity);
    expect(severities).toEqual([...severities].sort());
    expect(groups.map(groupInWords)).toContain("〔一年级〕性别：必填，请补上（第 6、8 行）");
    const empty = checkFile(childCensus, "a.csv", new Uint8Array(), options);
    expect(groupProblems(empty.problems, false).map(groupInWords)).toEqual([empty.problems[0]?.message]);
  });
});
