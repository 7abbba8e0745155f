import { describe, expect, test } from "vitest";
import { childCensus } from "./definitions/child-census.ts";
import { readRows, type Sheet } from "./sheet.ts";

const read = (rows: readonly (readonly string[])[], over: Partial<Sheet> = {}) =>
  readRows(childCensus, { file: "a", rows, firstRow: 1, ...over }, { referenceDate: "2026-09-30", example: true });
/** Problems without the one that lists absent columns. */
const codesOf = ({ problems }: ReturnType<typeof read>) =>
  problems.filter((it) => it.code !== "column_missing").map((it) => `${String(it.row)} ${it.code}`);
const fieldsOf = (it: ReturnType<typeof read>) => it.heading.columns.map(({ at, field }) => `${String(at)} ${field}`);

const needed = ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"];
const child = ["张小满", "男", "2015-03-12", "外出务工", "在家"];
/** A table with one more column, or several. */
const beside = (headings: readonly string[], cells: readonly string[]) =>
  read([
    [...needed, ...headings],
    [...child, ...cells],
  ]);
const answersOf = (it: ReturnType<typeof read>) => it.records[0]?.answers;

describe("a heading of one level", () => {
  test.each([
    ["* 姓 名：", "child_name"],
    ["姓名（必填）", "child_name"],
    ["姓名(请填写全名)", "child_name"],
    ["1、姓名", "child_name"],
    ["Q1.姓名", "child_name"],
    ["（1）姓名", "child_name"],
    ["ＮＡＭＥ", undefined],
    ["child/child_name", "child_name"],
    ["child-child_name", "child_name"],
    ["child_name", "child_name"],
    ["姓名/性别", undefined],
    ["名字或小名", undefined],
  ])("%s", (heading, field) => {
    const it = read([
      [heading, ...needed.slice(1)],
      [child[0] ?? "", ...child.slice(1)],
    ]);
    expect(fieldsOf(it).find((at) => at.startsWith("0 "))).toBe(field === undefined ? undefined : `0 ${field}`);
    expect(it.records.length).toBe(field === undefined ? 0 : 1);
  });

  test.each([
    ["联系电话（父亲）", "father_phone"],
    ["电话（监护人）", "guardian_phone"],
    ["母亲（姓名）", "mother_name"],
    ["公民身份号码（监护人）", undefined],
    ["出生日期（监护人）", undefined],
    ["性别(父亲)", undefined],
    ["寄宿（上学期）", undefined],
    ["健康状况（照护人）", "guardian_health"],
  ])("a bracket that names somebody else or another time is not passed over: %s", (heading, field) => {
    const it = read([
      [...needed, heading],
      [...child, ""],
    ]);
    expect(fieldsOf(it)[5]).toBe(field === undefined ? undefined : `5 ${field}`);
  });

  test("stands below titles, units and dates, as far down as row 15", () => {
    const above = Array.from({ length: 14 }, (_, at) => [`第${String(at + 1)}条说明，请各校认真填写`]);
    const it = read([...above, needed, child]);
    expect(it.records.map(({ row }) => row)).toEqual([16]);
    expect(it.heading.row).toBe(15);
  });

  test("a column that looks like the consent but is not understood stops the file", () => {
    const it = beside(["家长意见（是否知情）"], ["不同意"]);
    expect(codesOf(it)).toEqual(["1 column_unknown", "1 column_alike"]);
    expect(it.records).toEqual([]);
    expect(beside(["监护人同意"], ["不同意"]).records.length).toBe(1);
  });

  test("a column for both parents and their own columns must agree", () => {
    expect(codesOf(beside(["留守类型"], ["双方外出"]))).toEqual(["2 shorthand_disagrees"]);
    expect(codesOf(beside(["留守类型"], ["父亲外出"]))).toEqual([]);
  });

  test("the sex is not taken from a number that may have been cut to fifteen digits", () => {
    const it = read([
      ["姓名", "身份证号", "父亲状态", "母亲状态"],
      ["张小满", "990000201001181000", "外出务工", "在家"],
    ]);
    expect(codesOf(it)).toEqual(["2 id_rounded", "2 required"]);
  });

  test("a column twice is read when both say the same, else the file is refused", () => {
    expect(codesOf(beside(["姓名"], ["张小满"]))).toEqual(["1 column_repeated"]);
    const different = beside(["学生姓名"], ["李小满"]);
    expect(codesOf(different)).toEqual(["1 column_twice"]);
    expect(different.records).toEqual([]);
  });

  test("of two headings that are nearly alike the first counts, and no row between them is lost", () => {
    const it = read([
      [...needed, "备x"],
      [...child, ""],
      [...needed, "备注"],
      ["李青禾", ...child.slice(1), "无"],
    ]);
    expect(it.records.map(({ row }) => row)).toEqual([2, 4]);
  });

  test("a row above it that looks like a record is told", () => {
    expect(codesOf(read([["李青禾", ...child.slice(1)], needed, child]))).toEqual(["1 row_above"]);
    expect(codesOf(read([["青禾小学", "", "班主任：王老师"], needed, child]))).toEqual([]);
  });

  test("brackets that never close, a very long cell and a very wide row take no time to speak of", () => {
    const began = performance.now();
    read([needed, ["(".repeat(200_000), ...child.slice(1)], Array.from({ length: 16_000 }, () => "（[")]);
    // Quadratic would be minutes.
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("a column without a heading is told when there is something in it", () => {
    expect(codesOf(beside(["", "备注"], ["多余", ""]))).toEqual(["1 column_unknown"]);
    expect(codesOf(beside(["", "备注"], ["", ""]))).toEqual([]);
  });

  test("columns that survey tools add are passed over", () => {
    const tools = ["提交答卷时间", "来自IP", "_uuid", "meta-instanceID", "KEY", "__version__"];
    expect(
      codesOf(
        beside(
          tools,
          tools.map(() => "x"),
        ),
      ),
    ).toEqual([]);
  });
});

describe("a heading of several levels", () => {
  const levels = [
    ["青禾镇中心小学留守儿童情况登记表", "", "", "", "", "", "", "", ""],
    ["序号", "姓名", "性别", "出生日期", "父亲", "", "母亲", "", "监护人"],
    ["", "", "", "", "姓名", "状态", "姓名", "状态", "电话"],
    ["1", "张小满", "男", "2015-03-12", "张大山", "外出务工", "李四", "在家", "19900000001"],
  ];
  const fields = [
    ..."1 child_name,2 sex,3 birth_date,4 father_name,5 father_status,6 mother_name,7 mother_status".split(","),
    "8 guardian_phone",
  ];

  test("as CSV keeps it: the name of a group above its first column", () => {
    const it = read(levels);
    expect(fieldsOf(it)).toEqual(fields);
    expect(it.records.map(({ row }) => row)).toEqual([4]);
    expect(it.heading.row).toBe(3);
  });

  test("as a workbook keeps it: merged cells", () => {
    const merges = [
      { top: 0, left: 0, bottom: 0, right: 8 },
      ...[0, 1, 2, 3].map((left) => ({ top: 1, left, bottom: 2, right: left })),
      { top: 1, left: 4, bottom: 1, right: 5 },
      { top: 1, left: 6, bottom: 1, right: 7 },
    ];
    expect(fieldsOf(read(levels, { merges }))).toEqual(fields);
  });

  test("three levels", () => {
    const it = read([
      ["姓名", "性别", "出生日期", "家庭情况", "", "", ""],
      ["", "", "", "父亲", "", "母亲", ""],
      ["", "", "", "状态", "电话", "状态", "电话"],
      ["张小满", "男", "2015-03-12", "外出务工", "19900000001", "在家", "19900000002"],
    ]);
    expect(fieldsOf(it).slice(3)).toEqual(["3 father_status", "4 father_phone", "5 mother_status", "6 mother_phone"]);
    expect(it.records.length).toBe(1);
  });

  test("what stands below somebody else is never the child's", () => {
    const it = read([
      ["姓名", "性别", "出生日期", "父亲状态", "母亲状态", "监护人", ""],
      ["", "", "", "", "", "出生日期", "性别"],
      ["张小满", "男", "2015-03-12", "外出务工", "在家", "1950-01-01", "女"],
    ]);
    expect(fieldsOf(it).map((field) => field.slice(2))).toEqual([
      "child_name",
      "sex",
      "birth_date",
      "father_status",
      "mother_status",
    ]);
    expect(answersOf(it)).toMatchObject({ sex: "1", birth_date: "2015-03-12" });
  });

  test("a group above the last level counts even where each name below it is known by itself", () => {
    const it = read([
      ["基本情况", "", "", "", "", "照护人"],
      [...needed, "健康状况"],
      [...child, "慢病"],
    ]);
    expect(fieldsOf(it)).toContain("5 guardian_health");
    expect(answersOf(it)).toMatchObject({ health: "99", guardian_health: "2" });
  });

  test("one column for each answer: ticked ones are read, an unknown mark is not", () => {
    const table = (...ticks: string[]) =>
      read([
        [...needed, "困难类别", "", "", ""],
        ["", "", "", "", "", "低保", "特困供养", "孤儿", "无"],
        [...child, ...ticks],
      ]);
    expect(answersOf(table("√", "", "1", ""))).toMatchObject({ poverty_cat: ["01", "10"] });
    expect(answersOf(table("", "", "", "是"))).toMatchObject({ poverty_cat: ["00"] });
    expect(answersOf(table("", "", "", ""))).toMatchObject({ poverty_cat: ["99"] });
    expect(answersOf(table("否", "0", "×", ""))).toMatchObject({ poverty_cat: ["99"] });
    expect(codesOf(table("2", "", "", ""))).toEqual(["3 value_unknown"]);
    expect(codesOf(table("√", "", "", "√"))).toEqual(["3 none_and_some"]);
  });

  test("one column for each answer, as 问卷星 and KoboToolbox name them", () => {
    expect(
      answersOf(beside(["6、主要需求(亲情陪伴)", "6、主要需求(学业辅导)", "主要需求/心理支持"], ["1", "0", "1"])),
    ).toMatchObject({ needs: ["1", "3"] });
    // The whole answer beside them is the one that counts.
    expect(answersOf(beside(["needs", "needs/1", "needs/2"], ["2", "0", "1"]))).toMatchObject({ needs: ["2"] });
  });

  test("what calls for action is not kept where it is only a tick either", () => {
    const it = read([
      [...needed, "风险情形", ""],
      ["", "", "", "", "", "疑似侵害", "沉迷网络"],
      [...child, "√", "√"],
    ]);
    expect(codesOf(it)).toContain("3 report_now");
    expect(answersOf(it)).toMatchObject({ risk_flags: ["05"] });
  });
});

describe("rows that are no records", () => {
  test("a record whose first words look like a note or a sum is a record", () => {
    const table = (first: string) =>
      read([
        ["备注", ...needed],
        ["", ...child],
        [first, "李青禾", ...child.slice(1)],
      ]);
    for (const first of ["说明：随外公生活", "注：转入", "合计班"]) {
      expect(table(first).records.length, first).toBe(2);
      expect(codesOf(table(first)), first).toEqual([]);
    }
    expect(
      read([
        ["备注", ...needed],
        ["说明：随外公生活", ...child],
      ]).records.length,
    ).toBe(1);
  });

  test("no row of answers is a level of the heading", () => {
    const it = read([
      [
        "姓名",
        "性别",
        "出生日期",
        "父亲状态",
        "母亲状态",
        "儿童姓名",
        "儿童性别",
        "儿童出生日期",
        "父亲情况",
        "母亲情况",
      ],
      [...child, "", "", "", "", ""],
    ]);
    expect([it.rows, it.records.length]).toEqual([1, 0]);
    expect(codesOf(it)).toContain("1 column_twice");
  });
  test("serial numbers filled down further than the list", () => {
    const it = read([["序号", ...needed], ["1", ...child], ["2"], ["3", "", ""]]);
    expect([it.rows, codesOf(it)]).toEqual([1, []]);
  });

  test("another table below, with columns in another order, is read by its own heading", () => {
    const second = ["姓名", "性别", "出生日期", "母亲状态", "父亲状态"];
    const it = read([
      needed,
      child,
      [""],
      ["四年级留守儿童"],
      second,
      ["李青禾", "女", "2014-03-12", "外出务工", "在家"],
    ]);
    expect(it.records.map(({ row, answers }) => [row, answers.father_status, answers.mother_status])).toEqual([
      [2, "2", "1"],
      [6, "1", "2"],
    ]);
    expect([it.rows, codesOf(it)]).toEqual([2, []]);
  });

  test("a heading printed again on every page", () => {
    const it = read([needed, child, needed, ["李青禾", ...child.slice(1)]]);
    expect([it.records.length, it.rows]).toEqual([2, 2]);
  });

  test("hints and an example below the heading", () => {
    const it = read([needed, ["必填", "男/女", "如2015-03-05", "", ""], ["示例", ...child.slice(1)], child]);
    expect(codesOf(it)).toEqual(["2 row_note", "3 row_note"]);
    expect(it.records.map(({ row }) => row)).toEqual([4]);
  });

  test.each([
    [["合计", "", "", "1"]],
    [["", "小计", "2"]],
    [["2", "合计", "2"]],
    [["制表人：李某某", "", "审核人："]],
    [["注：父亲状态按表后说明填"]],
    [["负责人签字："]],
    [["第1页 共3页"]],
  ])("%j", (foot) => {
    const it = read([needed, child, foot]);
    expect(codesOf(it)).toEqual(["3 row_foot"]);
    expect([it.records.length, it.rows]).toEqual([1, 1]);
  });

  test("a note over the whole width", () => {
    const merges = [{ top: 2, left: 0, bottom: 2, right: 4 }];
    expect(codesOf(read([needed, child, ["本表一式两份，村和学校各存一份"]], { merges }))).toEqual(["3 row_foot"]);
  });
});

describe("the same as in the row above", () => {
  const school = (...rows: string[][]) => read([[...needed, "学校", "身份证号"], ...rows]);
  const first = [...child, "青禾小学", "990000201503120013"];

  test("同上 is read where it may be, and said", () => {
    const it = school(first, ["李青禾", "女", "2015-03-12", "同上", "〃", "同上", ""]);
    expect(it.records[1]?.answers).toMatchObject({ father_status: "2", mother_status: "1", school_name: "青禾小学" });
    expect(codesOf(it)).toEqual(["3 ditto_copied"]);
  });

  test.each([
    ["the name of a child", ["同上", ...first.slice(1, 6), ""]],
    ["its number", ["李青禾", "女", ...first.slice(2, 6), "同上"]],
  ])("%s is never the one above", (_, row) => {
    const it = school(first, row);
    expect(codesOf(it)).toEqual(["3 ditto"]);
    expect(it.records.length).toBe(1);
  });

  test("nothing is copied over an empty row, or where there is nothing above", () => {
    expect(codesOf(school(["张小满", "男", "2015-03-12", "同上", "在家", "", ""]))).toEqual(["2 ditto"]);
    expect(codesOf(school(first, ["", ""], ["李青禾", "女", "2015-03-12", "同上", "在家", "", ""]))).toEqual([
      "4 ditto",
    ]);
  });

  test("cells merged downwards stand for all their rows, a name for one", () => {
    const rows = [
      [...needed, "学校"],
      [...child, "青禾小学"],
      ["李青禾", "女", ...child.slice(2)],
      ["", ...child.slice(1)],
    ];
    const it = read(rows, {
      merges: [
        { top: 1, left: 5, bottom: 3, right: 5 },
        { top: 2, left: 0, bottom: 3, right: 0 },
      ],
    });
    expect(it.records.map(({ answers }) => answers.school_name)).toEqual(["青禾小学", "青禾小学"]);
    expect(codesOf(it)).toEqual(["4 required"]);
  });
});

describe("what a workbook says of its cells", () => {
  test("nothing is read from a formula without a result", () => {
    const faults = new Map([
      ["1,2", "formula" as const],
      ["2,3", "formula_error" as const],
    ]);
    const it = read([needed, child, child], { faults, merges: [] });
    expect(codesOf(it)).toEqual(["2 formula", "3 formula_error"]);
    expect(it.records).toEqual([]);
  });

  test("nor from a tick or a shorthand that is one", () => {
    const faults = new Map([["2,5", "formula" as const]]);
    const it = read(
      [
        [...needed, "困难类别", ""],
        ["", "", "", "", "", "低保", "孤儿"],
        [...child, "", "1"],
      ],
      { faults, merges: [] },
    );
    expect(codesOf(it)).toEqual(["3 formula"]);
    const shorthand = read(
      [
        ["姓名", "性别", "出生日期", "留守类型"],
        ["张小满", "男", "2015-03-12", ""],
      ],
      { faults: new Map([["1,3", "formula" as const]]), merges: [] },
    );
    expect(codesOf(shorthand)).toContain("2 formula");
  });

  test("one cell merged over the columns of two questions answers neither", () => {
    const it = read([needed, [...child.slice(0, 3), "外出务工", ""]], {
      merges: [{ top: 1, left: 3, bottom: 1, right: 4 }],
    });
    expect(codesOf(it)).toEqual(["2 merged", "2 merged"]);
  });

  test("thousands of merged cells take no time to speak of", () => {
    const merges = Array.from({ length: 100_000 }, () => ({ top: 1, left: 1, bottom: 2, right: 1 }));
    const began = performance.now();
    expect(read([needed, child, child], { merges }).rows).toBe(2);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("hidden rows are read, and said once", () => {
    const it = read([needed, child, child, ["", ""]], { hiddenRows: new Set([2, 3]), merges: [] });
    expect(codesOf(it)).toEqual(["1 rows_hidden"]);
    expect(it.records.length).toBe(2);
  });

  test("what is scribbled beside the table moves nothing in a workbook, in text it may have", () => {
    expect(codesOf(read([needed, [...child, "待核"]], { merges: [] }))).toEqual([]);
    expect(codesOf(read([needed, [...child, "待核"]]))).toEqual(["2 row_wide"]);
  });
});

describe("one filled-in form on a sheet", () => {
  const card = [
    ["留守儿童基本情况"],
    ["姓名", "张小满", "性别", "男", "出生日期", "2015-03-12"],
    ["身份证号", "990000201503120013", "健康状况", "健康"],
    ["父亲", "姓名", "张大山", "状态", "外出务工"],
    ["母亲", "姓名", "李四", "状态", "外出务工"],
    ["实际照护人", "祖父母", "家庭住址：青禾镇"],
    ["主要需求", "☑亲情陪伴 □学业辅导", "寄宿", "□寄宿 □走读"],
  ];

  test("labels and answers side by side are a record", () => {
    const it = read(card);
    expect(codesOf(it)).toEqual([]);
    expect(it.records.map(({ row }) => row)).toEqual([2]);
    expect(answersOf(it)).toMatchObject({
      child_name: "张小满",
      father_name: "张大山",
      father_status: "2",
      mother_status: "2",
      guardian_type: "01",
      health: "1",
      address_detail: "青禾镇",
      needs: ["1"],
      boarding: "99",
    });
  });

  test("an answer that is wrong is told where it stands", () => {
    const wrong = card.map((row) => row.map((it) => (it === "祖父母" ? "某人" : it)));
    expect(codesOf(read(wrong))).toEqual(["6 value_unknown"]);
  });

  test("an answer that is a label elsewhere is an answer", () => {
    const carer = card.map((row) => row.map((it) => (it === "祖父母" ? "母亲" : it)));
    expect(codesOf(read(carer))).toEqual(["6 carer_away"]);
  });

  test("two forms on one sheet are refused", () => {
    const second = card.map((row) => row.map((it) => (it === "张小满" ? "李青禾" : it)));
    const it = read([...card, [""], ...second]);
    expect(codesOf(it)).toContain("2 card_twice");
    expect(it.records).toEqual([]);
  });

  test("labels down the side with two children beside them are refused", () => {
    const it = read([...needed, "身份证号"].map((label, at) => [label, child[at] ?? "", child[at] ?? ""]));
    expect(codesOf(it)).toContain("1 card_twice");
    expect(it.records).toEqual([]);
  });

  test("one that nobody has filled in is none", () => {
    const labels = card.map((row) =>
      row.map((it) =>
        /^(姓名|性别|出生日期|身份证号|健康状况|父亲|母亲|状态|实际照护人|主要需求|寄宿)$/.test(it) ? it : "",
      ),
    );
    const it = read(labels);
    expect([it.rows, codesOf(it)]).toEqual([0, []]);
  });
});
