import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../tests/arbitrary.ts";
import { childCensus } from "./definitions/child-census.ts";
import { forms } from "./definitions/index.ts";
import * as codes from "./codes.ts";
import {
  choice,
  date,
  defineForm,
  type Form,
  idNumber,
  type Item,
  multiple,
  questionsOf,
  type Section,
  table,
  text,
} from "./form.ts";
import { checkAnswers, readRows, sheetOf, writeRows } from "./sheet.ts";

const options = { referenceDate: "2026-09-30", example: true };
const read = (rows: readonly (readonly string[])[], over = {}) =>
  readRows(childCensus, { file: "a.csv", rows, firstRow: 1 }, { ...options, ...over });
/** The heading and one row with what the test is about; the rest of the record is right. */
const reading = (cells: Record<string, string>, over = {}) => {
  const base = {
    姓名: "张小满",
    性别: "男",
    出生日期: "2015-03-12",
    父亲状态: "外出务工",
    母亲状态: "外出务工",
    ...cells,
  };
  return read([Object.keys(base), Object.values(base)], over);
};
/** A file of objects has the columns that its objects have, so the needed ones must be answered. */
const withParents = recordOf(childCensus, options.referenceDate).filter(
  (it) => it.father_status !== undefined && it.mother_status !== undefined,
);
const codesOf = (it: ReturnType<typeof reading>) =>
  it.problems.filter(({ code }) => code !== "column_missing").map(({ code }) => code);

describe("出生年月 beside a citizen's number", () => {
  const born = (month: string, id: string) =>
    read([
      ["姓名", "性别", "出生年月", "身份证号", "父亲状态", "母亲状态"],
      ["张小满", "男", month, id, "外出务工", "在家"],
    ]);
  test.each(["2015.3", "2015年3月", "201503", "2015-03"])("%s: the day is the number's", (month) => {
    const { records, problems } = born(month, "990000201503120013");
    expect(records[0]?.answers.birth_date).toBe("2015-03-12");
    expect(problems.filter((it) => it.code !== "column_missing")).toEqual([]);
  });
  test.each([
    ["of another month", "2015.4", "990000201503120013"],
    ["that is not there", "2015.3", ""],
    ["that is wrong", "2015.3", "990000201503120012"],
  ])("beside a number %s it is asked for", (_, month, id) => {
    expect(born(month, id).records).toEqual([]);
    expect(born(month, id).problems.map((it) => it.code)).toContain("date");
  });
});

describe("a sheet written from records", () => {
  test("reads back as the same records", () => {
    fc.assert(
      fc.property(fc.array(recordOf(childCensus, options.referenceDate), { minLength: 1, maxLength: 4 }), (records) => {
        const { records: back, problems } = read(writeRows(childCensus, records));
        expect(back.map((it) => it.answers)).toEqual(records);
        expect(problems.filter((it) => it.severity === "error")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("reads back from objects by question id or by heading, codes or labels", () => {
    fc.assert(
      fc.property(withParents, (record) => {
        const byId = readRows(childCensus, sheetOf("a.json", [record]), options);
        expect(byId.records.map((it) => it.answers)).toEqual([record]);
        const [headings = [], cells = []] = writeRows(childCensus, [record]);
        const byLabel = sheetOf("a.json", [Object.fromEntries(headings.map((heading, at) => [heading, cells[at]]))]);
        expect(readRows(childCensus, byLabel, options).records.map((it) => it.answers)).toEqual([record]);
      }),
      { numRuns: 50 },
    );
  });

  test("has the invented respondent of the definition in it, without a problem", () => {
    const { records, problems } = read(writeRows(childCensus, [childCensus.example]));
    expect(records[0]?.answers).toEqual(childCensus.example);
    expect(problems).toEqual([]);
  });
});

describe("headings", () => {
  test("are known in any order, decorated, in full width and by their synonyms", () => {
    const { records } = read([
      ["性 别（必填）", "母亲状态", "学生姓名*", "父亲状态：", "出生年月日"],
      ["女", "在家", "李青禾", "务工", "2016.5.6"],
    ]);
    expect(records[0]?.answers).toMatchObject({
      child_name: "李青禾",
      sex: "2",
      birth_date: "2016-05-06",
      father_status: "2",
      mother_status: "1",
    });
  });
  test("may stand below a title and a line of notes", () => {
    const { records, problems } = read([
      ["2026年秋季留守儿童排查登记表", "", "", "", ""],
      ["填报单位：", "", "填表日期：", "", ""],
      ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"],
      ["甲乙", "男", "2015-01-01", "2", "2"],
      ["丙丁", "？", "2015-01-01", "2", "2"],
    ]);
    expect(records.map((it) => it.row)).toEqual([4]);
    expect(problems.filter((it) => it.severity === "error").map((it) => it.row)).toEqual([5]);
  });
  test("that are missing but needed stop the file and are named", () => {
    const { problems, records } = read([["性别"], ["男"]]);
    expect(records).toEqual([]);
    expect(problems.filter((it) => it.code === "column_required").map((it) => it.message)).toEqual([
      "缺少“姓名”、“出生日期或公民身份号码”、“父亲状态”、“母亲状态”一列，请补上表头和内容",
    ]);
  });
  test("that stand twice stop the file", () => {
    expect(
      codesOf(
        read([
          ["姓名", "学生姓名", "性别", "出生日期", "父亲状态", "母亲状态"],
          ["甲", "乙", "男", "2015-01-01", "1", "1"],
        ]),
      ),
    ).toEqual(["column_twice"]);
  });
  test("nobody knows are named by their place, never by their words", () => {
    const { problems } = reading({ 王小明的奶奶: "是" });
    const unknown = problems.find((it) => it.code === "column_unknown");
    expect(unknown?.message).toContain("第 6 列");
    expect(JSON.stringify(problems)).not.toContain("王小明");
  });
  test("that are absent give 未采集, never 否, and one warning for the file", () => {
    const { records, problems } = reading({});
    expect(records[0]?.answers).toMatchObject({ filed: "99", boarding: "99" });
    expect(problems.filter((it) => it.code === "column_missing").length).toBe(1);
  });
  test("留守类型 stands for the status of both parents", () => {
    const { records } = read([
      ["姓名", "性别", "出生日期", "留守类型"],
      ["甲乙", "男", "2015-01-01", "双方外出"],
    ]);
    expect(records[0]?.answers).toMatchObject({ father_status: "2", mother_status: "2" });
  });
});

describe("cells", () => {
  test.each([
    ["2015-3-5", "2015-03-05"],
    ["2015.3.5", "2015-03-05"],
    ["2015/03/05", "2015-03-05"],
    ["2015年3月5日", "2015-03-05"],
    ["20150305", "2015-03-05"],
    ["２０１５．３．５", "2015-03-05"],
    ["2015/3/5 0:00:00", "2015-03-05"],
    ["2015-03-05T00:00:00", "2015-03-05"],
  ])("a date written %s is understood", (written, day) => {
    expect(reading({ 出生日期: written }).records[0]?.answers.birth_date).toBe(day);
  });
  test("a date that Excel turned into a number is asked for in a date column", () => {
    const { problems } = reading({ 出生日期: "42075" });
    expect(problems.find((it) => it.code === "date_serial")?.message).toContain("日期格式");
  });
  test.each(["2015年3月", "2015-02-30", "15.3.5", "不详", "2015-03-05 23:00"])(
    "a date written %s is asked for again",
    (written) => {
      expect(codesOf(reading({ 出生日期: written }))).toContain("date");
    },
  );
  test("an ID number in full width, with spaces, with a small x or after ' is read", () => {
    const id = "99000020150312003X";
    for (const written of [
      id,
      "’".slice(1) + ` ${id} `,
      `'${id}`,
      id.toLowerCase(),
      "９９００００２０１５０３１２００３Ｘ",
    ]) {
      const result = reading({ 身份证号: written });
      expect(result.records[0]?.answers.id_number, written).toBe(id);
    }
  });
  test.each([
    ["9.9E+17", "id_scientific"],
    ["990000150312001", "id_fifteen"],
    ["990000201503120012", "id_check"],
    ["99000020151332001X", "id_date"],
    ["99000020150312", "id_length"],
  ])("an ID number written %s is refused", (written, code) => {
    expect(codesOf(reading({ 身份证号: written }))).toEqual([code]);
  });
  test("an ID number that says another sex or birthday is refused at that column", () => {
    const { problems } = reading({ 身份证号: "990000201309050023" });
    expect(problems.filter((it) => it.code === "id_disagrees").map((it) => it.column)).toEqual(["出生日期", "性别"]);
  });
  test("an invented ID number is refused outside examples", () => {
    expect(codesOf(reading({ 身份证号: "990000201503120013" }, { example: false }))).toEqual(["id_invented"]);
  });
  test("an ID number alone gives sex and birthday", () => {
    const { records } = read([
      ["姓名", "身份证号", "父亲状态", "母亲状态"],
      ["甲乙", "990000201309050023", "2", "2"],
    ]);
    expect(records[0]?.answers).toMatchObject({ sex: "2", birth_date: "2013-09-05" });
  });
  test("爷爷奶奶, 1 and 01 all mean 祖父母; 住校 means 寄宿; √ means 是; an empty cell means 未采集", () => {
    expect(
      reading({ 实际照护人: "爷爷奶奶", 就学情况: "小学", 寄宿: "住校", 已建档: "√", 已结对: "" }).records[0]?.answers,
    ).toMatchObject({
      guardian_type: "01",
      boarding: "1",
      filed: "1",
      paired: "99",
    });
    expect(reading({ 实际照护人: "1" }).records[0]?.answers.guardian_type).toBe("01");
  });
  test.each([
    ["5", 5],
    ["五年级", 5],
    ["5年级", 5],
    ["初一", 7],
    ["十", 10],
    ["十二年级", 12],
  ])("a grade written %s is understood", (written, grade) => {
    expect(reading({ 就学情况: "99", 年级: written }).records[0]?.answers.grade).toBe(grade);
  });
  test.each(["601班", "年级", "个", "0x5", "1e1", "5.0.1", "二五", "13", "-3"])(
    "a grade written %s is asked for again",
    (written) => {
      expect(codesOf(reading({ 就学情况: "小学", 年级: written }))).toContain("number");
    },
  );
  test.each([
    ["67", "3"],
    ["67岁", "3"],
    ["80", "5"],
    ["60-69", "3"],
    ["3", "3"],
  ])("a carer's age written %s falls into its band", (written, band) => {
    expect(reading({ 照护人年龄: written }).records[0]?.answers.guardian_age_band).toBe(band);
  });
  test("two words for one answer are that answer; two answers where one is asked are refused", () => {
    expect(reading({ 实际照护人: "爷爷、奶奶" }).records[0]?.answers.guardian_type).toBe("01");
    expect(codesOf(reading({ 实际照护人: "爷爷、外婆" }))).toEqual(["value_unknown"]);
  });
  test("the ' that keeps Excel from running a formula is not part of the answer", () => {
    expect(reading({ 备注: "'=1+1" }).records[0]?.answers.remark).toBe("=1+1");
    expect(reading({ 备注: "'90年代" }).records[0]?.answers.remark).toBe("'90年代");
  });
  test("several answers may be separated in any usual way; 无 with others is refused", () => {
    expect(reading({ 主要需求: "亲情陪伴、学业辅导" }).records[0]?.answers.needs).toEqual(["1", "2"]);
    expect(codesOf(reading({ 困难类别: "无；低保" }))).toEqual(["none_and_some"]);
  });
  test("疑似侵害 and 自伤念头 are not kept and say at once what to do", () => {
    const { records, problems } = reading({ 风险情形: "疑似侵害；沉迷网络" });
    expect(records[0]?.answers.risk_flags).toEqual(["05"]);
    expect(problems.find((it) => it.code === "report_now")?.message).toContain("110");
  });
  test("what cannot be true together is refused", () => {
    expect(codesOf(reading({ 就学情况: "未入园", 寄宿: "寄宿" }))).toEqual(["boarding_without_school"]);
    expect(codesOf(reading({ 实际照护人: "爸爸" }))).toEqual(["carer_away"]);
    expect(codesOf(reading({ 出生日期: "2027-01-01" }))).toEqual(["date_in_future"]);
    expect(reading({ 最近联系日期: "2027-01-01" }).problems.at(-1)).toMatchObject({
      code: "date_in_future",
      column: "最近联系日期",
    });
    expect(codesOf(reading({ 父亲外出起始: "2026-09" }))).toEqual([]);
    expect(codesOf(reading({ 父亲外出起始: "2026-10" }))).toEqual(["date_in_future"]);
    expect(codesOf(reading({ 健康状况: "健康", 残疾等级: "一级" }))).toEqual(["not_applicable"]);
  });
});

describe("a row with more cells than the heading", () => {
  const heading = ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"];
  const row = ["甲乙", "男", "2015-03-12", "外出务工", "在家"];
  test("is refused: a comma too many may have moved its answers", () => {
    const wide = read([heading, row, [...row, "多"]]);
    expect(wide.records).toHaveLength(1);
    expect(wide.problems).toContainEqual(expect.objectContaining({ row: 3, code: "row_wide", severity: "error" }));
  });
  test("is read when they are blank", () => {
    expect(read([heading, [...row, "", " "]]).records).toHaveLength(1);
  });
});

describe("a file", () => {
  test("lists every reason of a row at once, by the row the clerk sees, and keeps the other rows", () => {
    const sheet = {
      file: "a.csv",
      firstRow: 3,
      rows: [
        ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"],
        ["甲乙", "男", "2015-01-01", "2", "2"],
        ["", "", "", "", ""],
        ["", "两", "?", "2", "2"],
      ],
    };
    const { records, problems, rows } = readRows(childCensus, sheet, options);
    expect(records.map((it) => it.row)).toEqual([4]);
    expect(rows).toBe(2);
    expect(
      problems.filter((it) => it.severity === "error").map((it) => `${String(it.row)} ${it.column ?? ""} ${it.code}`),
    ).toEqual(["6 性别 value_unknown", "6 出生日期 date", "6 姓名 required"]);
  });

  test("never has its values repeated in a message", () => {
    const odd = fc.string({ unit: "grapheme", minLength: 3, maxLength: 20 }).filter((it) => it.trim().length >= 3);
    fc.assert(
      fc.property(
        fc.constantFrom(...questionsOf(childCensus).map(([, question]) => question)),
        odd,
        (question, value) => {
          const marked = `鹓鸰${value}`;
          const { problems } = reading({ [question.label]: marked });
          expect(problems.every((it) => !it.message.includes("鹓鸰"))).toBe(true);
        },
      ),
    );
  });
});

test("a definition in which one word stands for two answers stops the build", () => {
  const twice = [
    { code: "1", label: "好" },
    { code: "2", label: "差", synonyms: ["好"] },
  ] as const;
  const sections = [{ title: "一", questions: { mood: choice("心情", twice, { privacy: "safe" }) } }];
  const empty = { needs: [], shorthands: [], splits: [], rules: [], alarms: [], example: {} };
  expect(() => defineForm<readonly Section[]>({ ...(childCensus as Form), ...empty, id: "twice", sections })).toThrow(
    /forms\/definitions\/twice.ts: found “好” for two codes of mood/,
  );
});

test("a question added to a definition is read and written with no other edit", () => {
  const census: Form = childCensus;
  const sections = [...census.sections, { title: "七", questions: { shoe_size: text("鞋码", { privacy: "safe" }) } }];
  const grown = defineForm<readonly Section[]>({ ...census, id: "grown", sections });
  const example = { ...childCensus.example, shoe_size: "36" };
  const sheet = { file: "a.csv", rows: writeRows<Form>(grown, [example]), firstRow: 1 };
  expect(readRows<Form>(grown, sheet, options).records[0]?.answers).toEqual(example);
});

describe("a form with a table inside", () => {
  const log = defineForm({
    ...childCensus,
    id: "log",
    version: "2026.2",
    earlier: [
      {
        version: "2026.1",
        renamed: { 哪天: "met_on" },
        recoded: { way: { 上门: "1", "9": "2" }, seen: { 心情不好: "01" } },
      },
    ],
    shorthands: [],
    splits: [],
    needs: [["child_name"]],
    papers: [],
    sections: [
      {
        title: "一",
        questions: {
          child_name: text("姓名", { privacy: "direct", required: true }),
          kept: choice(
            "有无联系",
            [
              { code: "1", label: "有" },
              { code: "0", label: "无" },
            ],
            { privacy: "safe" },
          ),
          contacts: table(
            "联系记录",
            {
              met_on: date("联系日期", { privacy: "process", required: true }),
              way: choice(
                "怎么联系",
                [
                  { code: "1", label: "见面" },
                  { code: "2", label: "电话" },
                ],
                { privacy: "safe" },
              ),
              seen: multiple("看到的情况", codes.findings, { privacy: "sensitive", none: "00" }),
            },
            { rows: 6, most: 3, when: { question: "kept", in: ["1"] } },
          ),
          remark: text("备注", { privacy: "direct" }),
        },
      },
    ],
    rules: [
      {
        code: "met_in_future",
        at: "met_on",
        severity: "error",
        message: "联系日期晚于今天，请核对",
        broken: (a, { referenceDate }) => String(a["met_on"] ?? "") > referenceDate,
      },
    ],
    example: { child_name: "甲" },
  });
  const readLog = (rows: readonly (readonly string[])[]) =>
    readRows(log, { file: "a.csv", rows, firstRow: 1 }, options);
  const heading = ["姓名", "有无联系", "联系日期", "怎么联系", "看到的情况", "备注"];

  test("takes rows that fill nothing but the table to the record above them", () => {
    const { records, problems, rows } = readLog([
      heading,
      ["甲", "有", "2026-09-01", "见面", "", "好"],
      ["", "", "2026.9.8", "电话", "情绪低落", ""],
      ["乙", "有", "", "", "", ""],
      ["丙", "", "", "", "", ""],
    ]);
    expect(problems).toEqual([]);
    expect(rows).toBe(3);
    expect(records).toEqual([
      {
        row: 2,
        answers: {
          child_name: "甲",
          kept: "1",
          remark: "好",
          contacts: [
            { met_on: "2026-09-01", way: "1" },
            { met_on: "2026-09-08", way: "2", seen: ["01"] },
          ],
        },
      },
      { row: 4, answers: { child_name: "乙", kept: "1" } },
      { row: 5, answers: { child_name: "丙" } },
    ]);
  });

  test("names the row of the table in which something is wrong, and leaves out the whole record", () => {
    const { records, problems } = readLog([
      heading,
      ["甲", "有", "2026-09-01", "见面", "", ""],
      ["", "", "", "电话", "", ""],
      ["", "", "2026-10-08", "飞鸽", "", ""],
      ["乙", "有", "2026-09-01", "见面", "", ""],
    ]);
    expect(problems.map(({ row, code, field }) => [row, code, field])).toEqual([
      [3, "required", "met_on"],
      [4, "value_unknown", "way"],
      [4, "met_in_future", "met_on"],
    ]);
    expect(records.map((it) => it.answers.child_name)).toEqual(["乙"]);
  });

  test("takes rows that say the rest again to the same record, as a roster filled down does", () => {
    const { records } = readLog([
      heading,
      ["甲", "有", "2026-09-01", "见面", "", ""],
      ["甲", "有", "2026-09-02", "电话", "", ""],
      ["乙", "有", "2026-09-02", "电话", "", ""],
      ["丙", "", "", "", "", ""],
      ["丙", "", "", "", "", ""],
    ]);
    expect(records.map(({ answers }) => [answers.child_name, answers.contacts?.length])).toEqual([
      ["甲", 2],
      ["乙", 1],
      ["丙", undefined],
      ["丙", undefined],
    ]);
  });

  test("refuses more rows than the table takes", () => {
    const more = Array.from({ length: 3 }, () => ["", "", "2026-09-02", "电话", "", ""]);
    const { problems } = readLog([heading, ["甲", "有", "2026-09-01", "见面", "", ""], ...more]);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([[5, "rows_many"]]);
  });

  test("does not keep rows that do not apply, nor an answer in them that calls for action at once", () => {
    const idle = readLog([heading, ["甲", "无", "2026-09-01", "见面", "", ""]]);
    expect(idle.problems.map((it) => it.code)).toEqual(["not_applicable"]);
    expect(idle.records[0]?.answers).toEqual({ child_name: "甲", kept: "0" });
    const alarm = readLog([heading, ["甲", "有", "2026-09-01", "见面", "家暴或疑似侵害；情绪低落", ""]]);
    expect(alarm.problems.map(({ code, severity }) => [code, severity])).toEqual([["report_now", "warning"]]);
    expect(alarm.records[0]?.answers.contacts).toEqual([{ met_on: "2026-09-01", way: "1", seen: ["01"] }]);
    expect(JSON.stringify(alarm)).not.toContain("家暴");
  });

  test("reads back from its own objects, tables and all", () => {
    const record = {
      child_name: "甲",
      kept: "1",
      contacts: [{ met_on: "2026-09-01" }, { met_on: "2026-09-02", way: "2" }],
    };
    const sheet = sheetOf("a.json", [record, { child_name: "乙" }], { form: "log", version: "2026.2" });
    const { records, problems } = readRows(log, sheet, { ...options, unfinished: true });
    expect(problems).toEqual([]);
    expect(records).toEqual([
      { row: 1, answers: record },
      { row: 2, answers: { child_name: "乙" } },
    ]);
  });

  test("keeps records apart that say the same, in its own files and in objects", () => {
    const record = { child_name: "甲", kept: "1" as const, contacts: [{ met_on: "2026-09-01" }] };
    const twice = [record, { child_name: "甲", contacts: [{ met_on: "2026-09-02" }] }, record];
    const applied = twice.map((it) => ("kept" in it ? it : { child_name: "甲" }));
    expect(readLog(writeRows<typeof log>(log, twice)).records.map((it) => it.answers)).toEqual(applied);
    const objects = readRows(log, sheetOf("a.json", [record, record]), options);
    expect(objects.records.map((it) => it.answers)).toEqual([record, record]);
  });

  test("says which row of a table in an object is wrong", () => {
    const contacts = [{ met_on: "2026-09-01" }, { met_on: "昨天" }];
    const sheet = sheetOf("a.json", [{ child_name: "甲", kept: "1", contacts, remark: [] }]);
    const { problems } = readRows(log, sheet, { ...options, unfinished: true });
    expect(problems.map(({ row, code, message }) => [row, code, message.slice(0, 9)])).toEqual([
      [1, "date", "联系记录第 2 行"],
    ]);
  });

  test("goes on where a cell was struck out", () => {
    const { records, problems } = readLog([
      heading,
      ["甲", "有", "2026-09-01", "—", "——", ""],
      ["", "—", "2026-09-02", "电话", "", ""],
    ]);
    expect(problems).toEqual([]);
    expect(records[0]?.answers.contacts).toEqual([{ met_on: "2026-09-01" }, { met_on: "2026-09-02", way: "2" }]);
  });

  test("of an earlier version is read by what it called things then", () => {
    const then = ["姓名", "有无联系", "哪天", "怎么联系", "看到的情况", "版本2026.1"];
    const { records, problems } = readLog([
      ["登记表", "", "", "", "", ""],
      then,
      ["甲", "有", "2026-09-01", "上门", "心情不好；沉迷网络", ""],
      ["", "", "2026-09-02", "9", "", ""],
    ]);
    expect(problems.filter((it) => it.severity === "error")).toEqual([]);
    expect(records[0]?.answers.contacts).toEqual([
      { met_on: "2026-09-01", way: "1", seen: ["01", "03"] },
      { met_on: "2026-09-02", way: "2" },
    ]);
  });

  test.each([
    ["2025.1", "version_old", "请下载新表"],
    ["2027.1", "version_newer", "更新本程序"],
  ])("of version %s is refused with what to do", (version, code, words) => {
    const { records, problems, rows } = readLog([
      ["姓名", "有无联系", "联系日期", `版本${version}`],
      ["甲", "有", "2026-09-01", ""],
    ]);
    expect(problems.map((it) => [it.code, it.severity])).toEqual([[code, "error"]]);
    expect(problems[0]?.message).toContain(words);
    expect(records).toEqual([]);
    expect(rows).toBe(1);
  });

  test("and a file of another form is refused", () => {
    const sheet = sheetOf("a.json", [{ child_name: "甲" }], { form: "talk-record", version: "2026.2" });
    expect(readRows(log, sheet, options).problems.map((it) => it.code)).toEqual(["form_other"]);
  });
});

describe("a cell of several answers", () => {
  test("may part them by spaces, and never makes one code of two", () => {
    expect(reading({ 困难类别: "1 2" }).records[0]?.answers.poverty_cat).toEqual(["01", "02"]);
    expect(reading({ 困难类别: "低保 孤儿" }).records[0]?.answers.poverty_cat).toEqual(["01", "10"]);
    expect(codesOf(reading({ 父亲状态: "1 0" }))).toEqual(["value_unknown"]);
  });

  test.each(["疑似侵害；打架", "无；疑似侵害", "疑似侵害 打架"])(
    "calls for help whatever else is wrong with it: %s",
    (cell) => {
      const { problems, records } = reading({ 风险情形: cell });
      expect(problems.map((it) => it.code)).toContain("report_now");
      expect(JSON.stringify(records)).not.toContain('"13"');
      for (const { message } of problems) expect(message).not.toContain("疑似侵害");
    },
  );
});

describe("a question that follows from another", () => {
  test("is not held against what was not understood there, nor filled with 未采集 where it is not asked", () => {
    expect(codesOf(reading({ 健康状况: "残疾人", 残疾等级: "一级" }))).toEqual(["value_unknown"]);
    const { records, problems } = reading({ 就学情况: "未入园" });
    expect(records[0]?.answers.grade).toBeUndefined();
    expect(problems.map((it) => it.code)).not.toContain("not_applicable");
  });
});

describe("a heading below a title", () => {
  test("is found by two known words", () => {
    const { problems } = read([
      ["某某学校名册", "", ""],
      ["姓名", "家长电话", "性别"],
      ["甲", "1", "男"],
    ]);
    expect(problems.find((it) => it.code === "column_required")?.row).toBe(2);
  });
});

test("联系方式 without a version is not guessed at; of version 2026.1 it is how the child and its parents talk", () => {
  expect(reading({ 联系方式: "视频" }).problems.map((it) => it.code)).toContain("column_unknown");
  const marked = reading({ 联系方式: "视频", "版本2026.1": "" });
  expect(marked.records[0]?.answers.contact_way).toEqual(["1"]);
});

test("a form that stays on paper is read from no file", () => {
  const form = forms.find((it) => it.paperOnly === true);
  if (form === undefined) throw new Error("no form of that kind");
  const sheet = { file: "a", rows: writeRows(form, []), firstRow: 1 };
  expect(() => readRows(form, sheet, options)).toThrow("stays on paper");
  expect(() => checkAnswers(form, {}, options)).toThrow("stays on paper");
});

describe("a definition", () => {
  const broken = (over: object) => () => defineForm({ ...childCensus, ...over } as Form);
  const asked = (questions: Record<string, Item>) => ({
    sections: [{ title: "一", questions }],
    needs: [],
    shorthands: [],
    splits: [],
    rules: [],
    papers: [],
    earlier: [],
    example: {},
  });
  const who = text("姓名", { privacy: "direct", required: true });
  const list = choice("选项", [{ code: "1", label: "甲" }], { privacy: "safe" });
  const rows = { rows: 1, most: 1 };
  test.each([
    [
      "a condition on a code that is not there",
      asked({ list, more: { ...who, when: { question: "list", in: ["2"] } } }),
      "code 2",
    ],
    ["a condition on words", asked({ who, more: { ...list, when: { question: "who", in: ["1"] } } }), "a choice"],
    [
      "a condition on a column of a table",
      asked({
        who,
        log: table("记录", { list }, rows),
        more: { ...who, label: "另", when: { question: "list", in: ["1"] } },
      }),
      "same table",
    ],
    [
      "a number that agrees with something elsewhere",
      asked({
        who,
        born: date("生日", { privacy: "quasi" }),
        log: table("记录", { id: idNumber("号码", { privacy: "direct", birth: "born" }) }, rows),
      }),
      "in the same row",
    ],
    ["a table where nothing shows the next record", asked({ log: table("记录", { list }, rows) }), "required question"],
    [
      "a rule at a table",
      {
        ...asked({ who, log: table("记录", { list }, rows) }),
        rules: [{ code: "x", at: "log", severity: "error", message: "", broken: () => true }],
      },
      "a question of this form",
    ],
    [
      "an earlier code that became nothing",
      { ...asked({ list }), earlier: [{ version: "2020.1", recoded: { list: { 乙: "9" } } }] },
      "a code of today",
    ],
  ])("is refused for %s", (_, over, message) => {
    expect(broken(over)).toThrow(message);
  });
});

test("lines of totals and signatures at the foot are no records, and are named", () => {
  const { records, problems, rows } = read([
    ["姓名", "性别", "出生日期", "父亲状态", "母亲状态"],
    ["甲乙", "男", "2015-01-01", "2", "/"],
    ["合计：1人", "", "", "", ""],
    ["", "制表人：某", "", "", ""],
  ]);
  expect(records.map((it) => it.row)).toEqual([2]);
  expect(rows).toBe(1);
  expect(problems.filter((it) => it.code === "row_foot").map((it) => it.row)).toEqual([3, 4]);
});

test("nothing more is said of an answer that was not understood", () => {
  expect(codesOf(reading({ 寄宿: "√", 就学情况: "未入园" }))).toEqual(["boarding_without_school"]);
  const { problems } = reading({ 出生日期: "明天", 实际照护人: "火星" });
  expect(problems.filter((it) => it.severity === "error").map((it) => it.code)).toEqual(["date", "value_unknown"]);
});
