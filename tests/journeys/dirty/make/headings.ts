import {
  answersOf,
  bad,
  boy,
  type Case,
  type Child,
  doubtful,
  type Expected,
  girl,
  line,
  may,
  ok,
  read,
  refusedFile,
  type Roster,
  roster,
  together,
  usual,
  usualAnd,
} from "./case.ts";
import { bom, delimited, gb, utf8 } from "./bytes.ts";
import { type Row, workbook } from "./workbook.ts";

/** Where the heading is and what it says. */

const three = [ok(girl(1)), ok(boy(2)), ok(girl(3))];
const plain = roster(usual, three);
const csv = (
  name: string,
  note: string,
  rows: Roster["rows"],
  of: Omit<Roster, "rows">,
  more: Partial<Expected> = {},
) => read(name, note, "示例_一校.csv", utf8(bom + delimited(rows)), of, more);
const [head = [], ...body] = plain.rows;
const from = (first: number) => roster(usual, three, { first });
/** The plain list under other headings. */
const under = (...other: string[]) => [other, ...body];
const secrets = plain.secrets;
const unusable = (name: string, note: string, rows: Roster["rows"]) =>
  csv(
    name,
    note,
    rows,
    {
      records: [],
      refused: [],
      problems: [],
      tolerated: [],
      secrets,
    },
    { file: "refused" },
  );

const without = (...ids: string[]) => usual.filter((it) => !ids.includes(it));
const noSex = roster(without("sex"), [ok(girl(1)), ok(boy(2)), bad(girl(3), ["id_number", "sex"], { id_number: "" })]);
const noBirth = roster(without("birth_date"), [
  ok(girl(1)),
  ok(boy(2)),
  bad(girl(3), ["id_number", "birth_date"], { id_number: "" }),
]);
const noId = roster(without("id_number"), three);

const kinds = roster(
  [...usual.slice(0, 4), "留守类型"],
  [
    ok(girl(1), { 留守类型: "双方外出" }, { father_status: "2", mother_status: "2" }),
    ok(boy(2), { 留守类型: "父亲外出" }, { father_status: "2", mother_status: "1" }),
    ok(girl(3), { 留守类型: "母亲外出" }, { father_status: "1", mother_status: "2" }),
    bad(boy(4), [], { 留守类型: "一方外出" }),
    bad(girl(5), [], { 留守类型: "单亲" }),
    ok(boy(6), { 留守类型: "非留守" }, { father_status: "1", mother_status: "1" }),
    bad(girl(7), [], { 留守类型: "是" }),
    may(boy(8), { 留守类型: "" }, { father_status: null, mother_status: null }),
  ],
);
const yesNo = roster(
  [...usual, "是否留守儿童"],
  [ok(girl(1), { 是否留守儿童: "是" }), ok(boy(2), { 是否留守儿童: "√" }), ok(girl(3), { 是否留守儿童: "" })],
);

const extra = roster(
  ["序号", ...usualAnd("民族", "政治面貌", "监护人QQ")],
  [
    ok(girl(1), { 序号: "1", 民族: "苗族", 政治面貌: "少先队员", 监护人QQ: "10001" }),
    ok(boy(2), { 序号: "2", 民族: "汉族" }),
    ok(girl(3), { 序号: "3" }),
  ],
);
const twice = (second: (name: string) => string) =>
  plain.rows.map((row, at) => [...row, at === 0 ? "姓名" : second(row[0] ?? "")]);
const phones = (first: string, second: string) => [
  [...head, first, second],
  ...body.map((row, at) => [...row, `1990000001${String(at)}`, `1990000002${String(at)}`]),
];
const withPhone: Roster = {
  ...plain,
  records: plain.records.map((it, at) => ({
    ...it,
    answers: { ...it.answers, guardian_phone: { oneOf: [`1990000002${String(at)}`, null] } },
  })),
  secrets: [...secrets, ...[0, 1, 2].flatMap((at) => [`1990000001${String(at)}`, `1990000002${String(at)}`])],
};

const grade = (name: string, value: string, at: number, expected: number) =>
  ok(
    (at % 2 === 0 ? girl : boy)(at, `${String(2026 - 6 - expected)}-03-1${String(at)}`),
    { [name]: value, edu_status: expected > 6 ? "初中" : "小学" },
    { edu_status: expected > 6 ? "04" : "03", class_name: { any: true }, grade: { oneOf: [expected, null] } },
  );
const combined = roster(usualAnd("edu_status", "年级班级"), [
  grade("年级班级", "六(2)班", 1, 6),
  grade("年级班级", "三（1）班", 2, 3),
  grade("年级班级", "初二3班", 3, 8),
  grade("年级班级", "七年级（10）班", 4, 7),
  grade("年级班级", "", 5, 4),
]);

const parents = usual.flatMap((id) => (id.endsWith("_status") ? [id, id.replace("status", "out_place")] : [id]));
const place = { father_out_place: "省外", mother_out_place: "境外" };
const places = { father_out_place: "5", mother_out_place: "6" };
const flattened = roster(parents, [ok(girl(1), place, places), ok(boy(2), place, places)], { first: 3 });

const contactWords = roster(usualAnd("联系方式"), [
  may(girl(1), { 联系方式: "视频、语音" }, { contact_way: { oneOf: [["1", "2"], null] } }),
  may(boy(2), { 联系方式: "语音" }, { contact_way: { oneOf: [["2"], null] } }),
  ok(girl(3), { 联系方式: "" }),
]);
const contactNumbers = roster(usualAnd("联系方式"), [
  may(girl(1), { 联系方式: "19900000021" }, { guardian_phone: { oneOf: ["19900000021", null] } }),
  may(boy(2), { 联系方式: "19900000022" }, { guardian_phone: { oneOf: ["19900000022", null] } }),
  ok(girl(3), { 联系方式: "" }),
]);
const earlier = roster(usualAnd("联系方式", "版本2026.1"), [
  ok(girl(1), { 联系方式: "视频；语音" }, { contact_way: ["1", "2"] }),
  ok(boy(2), { 联系方式: "见面" }, { contact_way: ["4"] }),
  ok(girl(3), { 联系方式: "" }),
]);

/** A form for one child: label on the left, answer on its right. */
const form = (of: Child, at: number): Row[] => [
  ["留守儿童基本情况登记表"],
  ["填报单位：青禾镇中心小学", null, null, null, `编号：${String(at)}`],
  ["姓名", of.name, "性别", of.sex, "出生日期", of.birth],
  ["公民身份号码", of.id],
  ["父亲状态", "外出务工", "母亲状态", "外出务工", "实际照护人", "祖父母"],
  ["备注"],
  ["填表人（签名）", null, null, "审核人（签名）", null, "2026年9月20日"],
];
const merges = ["A1:F1", "B4:F4", "B6:F6"];
/** Neither sheet nor row: a sheet of a child may bear its name, so a reader may call it otherwise. */
const forms = (...children: Child[]) => ({
  records: children.map((child) => ({ answers: answersOf(child) })),
  refused: [],
  problems: [],
  tolerated: [],
  secrets: children.flatMap((child) => [child.name, child.id]),
});
const transposed = (of: Roster) => (of.rows[0] ?? []).map((_, column) => of.rows.map((row) => row[column] ?? ""));
const one = roster(usual, [ok(girl(1))], { numbered: false });
const manyAcross = roster(usual, three, { numbered: false });

export const headingCases: readonly Case[] = [
  csv(
    "title-and-unit-and-notes-above",
    "three lines before the heading",
    [
      ["2026年秋季留守儿童排查登记表", ...Array<string>(6).fill("")],
      ["填报单位：青禾镇中心小学", "", "", "", "填表日期：2026年9月20日", "", ""],
      ["说明：姓名、性别、出生日期必填；身份证号写18位", "", "", "", "", "", ""],
      ...plain.rows,
    ],
    from(5),
  ),
  csv(
    "title-that-contains-a-heading",
    "the title is 留守儿童姓名, 性别及父母状态登记表",
    [["留守儿童姓名、性别及父母状态登记表"], ["姓名：", "", "性别："], ...plain.rows],
    from(4),
  ),
  csv(
    "notes-row-below-the-heading",
    "a row that says how to fill in each column is no child",
    [head, ["2至30字", "男/女", "如2015-03-05", "18位", "按选项填", "按选项填", "按选项填"], ...body],
    from(3),
  ),
  csv(
    "required-row-below-the-heading",
    "必填 and 选填 under the headings",
    [head, ["必填", "必填", "必填", "选填", "必填", "必填", "选填"], ...body],
    from(3),
  ),
  csv(
    "example-row-below-the-heading",
    "例： before the first child: never counted",
    [
      ["序号", ...head],
      ["例", "张某某", "男", "2015-01-01", "", "外出务工", "外出务工", "祖父母"],
      ...body.map((row, at) => [String(at + 1), ...row]),
    ],
    from(3),
    { tolerated: [{ row: 2 }] },
  ),
  csv(
    "example-child-left-in-the-list",
    "示例 before the name: never counted",
    [head, ["示例：张某某", "男", "2015-01-01", "", "外出务工", "外出务工", "祖父母"], ...body],
    from(3),
    { tolerated: [{ row: 2 }] },
  ),
  csv(
    "decorated-headings",
    "stars, colons, brackets, spaces, units, line breaks",
    under(
      "*姓 名：",
      "性别（必填）",
      "出生日期\n（年-月-日）",
      "公民身份号码（18位）*",
      "父亲状态:",
      " 母亲状态 ",
      "* 实际照护人",
    ),
    plain,
  ),
  csv(
    "ornamented-headings",
    "arrows, stars and heavy brackets: read, or told",
    under("姓名", "【性别】", "出生日期▼", "公民身份号码", "[父亲状态]", "母亲状态↓", "★实际照护人"),
    plain,
    { file: "either" },
  ),
  csv(
    "full-width-and-invisible-characters-in-headings",
    "spaces that cannot be seen",
    under(
      "姓　名",
      "性\u200b别",
      "\u00a0出生日期\u00a0",
      "\ufeff公民身份号码",
      "父 亲 状 态",
      "母亲状态\t",
      "实际照护人\u3000",
    ),
    plain,
  ),
  csv(
    "numbered-headings",
    "1. 2. (3) ④",
    under("1.姓名", "2、性别", "(3)出生日期", "④公民身份号码", "5 父亲状态", "六、母亲状态", "7）实际照护人"),
    plain,
    { file: "either" },
  ),
  csv(
    "synonyms",
    "other words for the same",
    under("留守儿童姓名", "性别", "出生年月日", "身份证件号码", "父亲状态", "母亲状态", "与儿童关系"),
    plain,
  ),
  csv(
    "synonym-of-the-month-with-full-days",
    "出生年月 above days of birth",
    under("学生姓名", "性别", "出生年月", "身份证号", "父亲状态", "母亲状态", "监护关系"),
    plain,
  ),
  csv(
    "shuffled-columns",
    "any order",
    plain.rows.map((row) => [row[6], row[3], row[5], row[0], row[4], row[2], row[1]].map((it) => it ?? "")),
    plain,
  ),
  csv("unknown-extra-columns", "columns that we do not ask for", extra.rows, extra),
  csv(
    "blank-column-between",
    "an empty column with an empty heading",
    plain.rows.map((row) => [...row.slice(0, 2), "", ...row.slice(2)]),
    plain,
  ),
  csv(
    "column-without-a-heading",
    "a column has answers but its heading was deleted: what it was is not guessed",
    plain.rows.map((row, at) => [...row.slice(0, 6), at === 0 ? "" : "住校", ...row.slice(6)]),
    plain,
    { file: "either" },
  ),
  unusable(
    "mother-missing",
    "the column of the mother is not there",
    plain.rows.map((row) => row.filter((_, at) => at !== 5)),
  ),
  unusable(
    "names-missing",
    "no column with names",
    plain.rows.map((row) => row.slice(1)),
  ),
  unusable(
    "sex-and-id-missing",
    "neither sex nor number",
    plain.rows.map((row) => row.filter((_, at) => at !== 1 && at !== 3)),
  ),
  unusable(
    "birth-and-id-missing",
    "neither day of birth nor number",
    plain.rows.map((row) => [...row.slice(0, 2), ...row.slice(4)]),
  ),
  unusable(
    "age-instead-of-birth",
    "an age is no day of birth",
    plain.rows.map((row, at) => [...row.slice(0, 2), at === 0 ? "年龄" : "11", ...row.slice(4)]),
  ),
  csv(
    "sex-from-the-number",
    "no column of sex: the number says it, and a child without number is refused",
    noSex.rows,
    noSex,
  ),
  csv("birth-from-the-number", "no column of birth", noBirth.rows, noBirth),
  csv("without-numbers", "no column of numbers", noId.rows, noId),
  csv(
    "same-column-twice",
    "姓名 twice with the same names: one of them, or a problem",
    twice((it) => it),
    plain,
    { file: "either" },
  ),
  csv(
    "two-columns-of-one-name-that-differ",
    "姓名 twice, with other people in the second",
    twice((it) => `${it.slice(0, 1)}老师`),
    { records: [], refused: [], problems: [], tolerated: [], secrets },
    { file: "refused" },
  ),
  csv(
    "two-synonyms-of-one-question",
    "身份证号 and 证件号码 with different numbers",
    plain.rows.map((row, at) => [
      ...row.slice(0, 3),
      at === 0 ? "身份证号" : (row[3] ?? ""),
      at === 0 ? "证件号码" : girl(20 + at).id,
      ...row.slice(4),
    ]),
    { records: [], refused: [], problems: [], tolerated: [], secrets },
    { file: "refused" },
  ),
  csv(
    "two-telephones",
    "联系电话 and 照护人电话: whose the first is, is not known",
    phones("联系电话", "照护人电话"),
    withPhone,
    { file: "either" },
  ),
  csv("kind-of-left-behind", "留守类型 in place of both parents; whom 一方 means is not guessed", kinds.rows, kinds),
  unusable(
    "left-behind-yes-or-no-only",
    "是否留守儿童 does not say who is away",
    plain.rows.map((row, at) => [...row.slice(0, 4), at === 0 ? "是否留守儿童" : "是"]),
  ),
  csv("left-behind-yes-or-no-besides", "是否留守儿童 beside the parents changes nothing", yesNo.rows, yesNo),
  csv("grade-and-class-in-one-column", "年级班级: 六(2)班", combined.rows, combined),
  csv(
    "two-level-heading-saved-as-csv",
    "the merge is lost: 父亲 stands over the first of its columns only",
    [
      ["姓名", "性别", "出生日期", "公民身份号码", "父亲", "", "母亲", "", "实际照护人"],
      ["", "", "", "", "状态", "务工地", "状态", "务工地", ""],
      ...flattened.rows.slice(1),
    ],
    flattened,
    { file: "either" },
  ),
  csv(
    "repeated-heading-at-a-page-break",
    "the heading stands again in the middle",
    [...plain.rows, head, ...roster(usual, [ok(boy(4)), ok(girl(5))]).rows.slice(1)],
    together(plain, roster(usual, [line(...head), ok(boy(4)), ok(girl(5))], { first: 5 })),
  ),
  csv(
    "repeated-title-and-heading",
    "every printed page has title, heading and foot",
    [
      ["留守儿童登记表"],
      ...plain.rows,
      ["第1页 共2页"],
      ["留守儿童登记表"],
      head,
      ...roster(usual, [ok(boy(4)), ok(girl(5))]).rows.slice(1),
      ["第2页 共2页"],
    ],
    together(from(3), roster(usual, [doubtful(), line(), ok(boy(4)), ok(girl(5)), doubtful()], { first: 7 })),
    { tolerated: [{ row: 6 }, { row: 7 }, { row: 8 }, { row: 11 }] },
  ),
  csv(
    "contact-column-with-words",
    "联系方式 without a version: what it meant then is not known",
    contactWords.rows,
    contactWords,
    { file: "either" },
  ),
  csv(
    "contact-column-with-telephones",
    "联系方式 without a version, with numbers",
    contactNumbers.rows,
    contactNumbers,
    { file: "either" },
  ),
  csv("form-of-version-2026-1", "the version says that 联系方式 was how they keep in touch", earlier.rows, earlier),
  csv(
    "form-of-a-later-version",
    "a version that is not known yet: refused, or read by its headings",
    plain.rows.map((row, at) => [...row, at === 0 ? "版本2031.1" : ""]),
    plain,
    { file: "either" },
  ),
  read(
    "filled-form-one-sheet",
    "the form for one child: answers stand beside their labels",
    "示例_登记表.xlsx",
    workbook([{ name: "登记表", rows: form(girl(1), 1), merges }]),
    forms(girl(1)),
  ),
  read(
    "filled-form-a-sheet-per-child",
    "three children, three sheets, and a blank one",
    "示例_登记表.xlsx",
    workbook([
      { name: "1号", rows: form(girl(1), 1), merges },
      { name: "2号", rows: form(boy(2), 2), merges },
      { name: "3号", rows: form(girl(3), 3), merges },
      {
        name: "空表",
        rows: form({ name: "", sex: "女", birth: "", id: "" }, 0).map((row, at) =>
          Array.isArray(row) && at > 1 ? (row as string[]).map((it, n) => (n % 2 === 1 ? null : it)) : row,
        ),
        merges,
      },
    ]),
    forms(girl(1), boy(2), girl(3)),
    { tolerated: [{ sheet: "空表" }] },
  ),
  read(
    "filled-form-with-ticked-boxes",
    "☑ before the answer that holds: read, or told",
    "示例_登记表.xlsx",
    workbook([
      {
        name: "登记表",
        rows: form(girl(1), 1).map((row, at): Row =>
          at === 2
            ? ["姓名", girl(1).name, "性别", "□男　☑女", "出生日期", girl(1).birth]
            : at === 4
              ? [
                  "父亲状态",
                  "□在家　☑外出务工　□去世",
                  "母亲状态",
                  "□在家　☑外出务工　□去世",
                  "实际照护人",
                  "☑祖父母　□外祖父母",
                ]
              : row,
        ),
        merges,
      },
    ]),
    forms(girl(1)),
    { file: "either" },
  ),
  read(
    "filled-forms-below-each-other",
    "two forms on one sheet: both, or a problem; never one in silence",
    "示例_登记表.xlsx",
    workbook([{ name: "登记表", rows: [...form(girl(1), 1), [], ...form(boy(2), 2)] }]),
    forms(girl(1), boy(2)),
    { file: "either" },
  ),
  csv("labels-down-one-child", "the list turned on its side, for one child: read, or told", transposed(one), one, {
    file: "either",
  }),
  csv(
    "labels-down-many-children",
    "turned on its side with three children: all of them, or a problem; never only the first",
    transposed(manyAcross),
    manyAcross,
    { file: "either" },
  ),
  read(
    "gb18030-with-title-and-tabs",
    "several habits at once",
    "示例_一校.xls",
    gb(delimited([["留守儿童登记表"], ...plain.rows], "\t")),
    from(3),
  ),
  refusedFile(
    "text-of-another-form",
    "a sheet of talks",
    "示例_谈心.csv",
    utf8(
      bom +
        delimited([
          ["姓名", "班级", "谈心日期", "谈心人", "谈心方式", "孩子自评心情"],
          [girl(1).name, "三（1）班", "2026-09-10", "周老师", "面谈", "平常"],
        ]),
    ),
    { flood: true, secrets: [girl(1).name, "周老师"] },
  ),
];
