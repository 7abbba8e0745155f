import {
  answersOf,
  bad,
  boy,
  type Case,
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
  usual,
  usualAnd,
} from "./case.ts";
import { bom, delimited, utf8 } from "./bytes.ts";
import { type Row, serial, workbook } from "./workbook.ts";

/** What looks like an answer of the child and is somebody else's, another year's, or no answer. */

const [a, b, c] = [girl(1), boy(2), girl(3)];
const plain = roster(usual, [ok(a), ok(b), ok(c)]);
const secrets = plain.secrets;
const csv = (
  name: string,
  note: string,
  rows: Roster["rows"],
  of: Omit<Roster, "rows">,
  more: Partial<Expected> = {},
) => read(name, note, "示例_一校.csv", utf8(bom + delimited(rows)), of, more);
const none = { records: [], refused: [], problems: [], tolerated: [], secrets };
/** The plain list with more columns at the end. */
const beside = (heads: readonly string[], ...cells: readonly (readonly string[])[]) =>
  plain.rows.map((row, at) => [...row, ...(at === 0 ? heads : (cells[at - 1] ?? cells.at(-1) ?? []))]);
const adult = girl(8, "1988-05-12");
const withAnswers = (answers: Roster["records"][number]["answers"]): Roster => ({
  ...plain,
  records: plain.records.map((it) => ({ ...it, answers: { ...it.answers, ...answers } })),
});
const withoutIds = roster(
  usual.filter((it) => it !== "id_number"),
  [ok(a), ok(b), ok(c)],
);

const pandas = roster(usualAnd("guardian_phone", "grade", "edu_status", "filed"), [
  ok(girl(1, "2015-03-11"), { grade: "5", edu_status: "小学" }, { grade: 5, edu_status: "03" }),
  may(
    boy(2, "2015-03-12"),
    {
      sex: "1.0",
      father_status: "2.0",
      guardian_phone: "19900000002.0",
      grade: "5.0",
      edu_status: "小学",
      filed: "1.0",
    },
    { guardian_phone: "19900000002", grade: 5, edu_status: "03", filed: "1" },
  ),
  may(
    girl(3, "2015-03-13"),
    { guardian_type: "nan", guardian_phone: "nan", grade: "nan", edu_status: "小学", filed: "nan" },
    { guardian_type: null, edu_status: "03" },
  ),
  bad(boy(4, "2015-03-14"), "id_number", { id_number: "9.900002015031401e+17" }),
  may(girl(5, "2015-03-15"), { father_status: "nan", edu_status: "" }, { father_status: null }),
  bad(boy(6, "2015-03-16"), "child_name", { child_name: "nan" }),
]);
const nulls = roster(usualAnd("school_name", "guardian_phone"), [
  ok(a, { school_name: "石门小学" }, { school_name: "石门小学" }),
  ...["NULL", "\\N", "N/A", "None", "(null)", "undefined"].map((it, at) =>
    may(girl(at + 2), { guardian_type: it, guardian_phone: it }, { guardian_type: null }),
  ),
  ok(b),
]);
const separators = roster(usualAnd("needs", "remark"), [
  ok(a, { needs: "亲情陪伴;学业辅导;心理支持;生活物资;安全监护" }, { needs: ["1", "2", "3", "4", "6"] }),
  ok(b, { needs: "1;2;3;4;5;6;7;8" }, { needs: ["1", "2", "3", "4", "5", "6", "7", "8"] }),
  ok(c, { remark: "路远;要接送;下雨不来;没有电话;;;;;;" }, { remark: { any: true } }),
]);
const turned = roster(usualAnd("grade", "talk_count"), [
  ok(girl(1, "2015-03-11"), { grade: "5", talk_count: "3" }, { grade: 5, talk_count: 3 }),
  bad(boy(2, "2015-03-12"), "grade", { grade: "5月2日" }),
  bad(girl(3, "2015-03-13"), "talk_count", { talk_count: "3月1日" }),
]);
const turnedRows = turned.rows.map((row, at): Row =>
  at === 2
    ? [...row.slice(0, 7), { n: serial("2026-05-02"), as: "chinese" }, null]
    : at === 3
      ? [...row.slice(0, 8), { n: serial("2026-03-01"), as: "date" }]
      : row,
);

export const traps: readonly Case[] = [
  csv(
    "numbers-of-parents-and-carers",
    "监护人身份证号 and 父亲身份证号 beside the child's own",
    beside(
      ["监护人身份证号", "父亲身份证号", "监护人性别", "监护人出生日期", "班主任姓名"],
      [adult.id, adult.id, "女", "1960-01-02", "周老师"],
    ),
    { ...plain, secrets: [...secrets, adult.id] },
  ),
  csv(
    "number-of-the-carer-only",
    "the only number in the file is the carer's: it is not the child's",
    withoutIds.rows.map((row, at) => [...row, at === 0 ? "监护人身份证号" : adult.id]),
    { ...withoutIds, secrets: [...withoutIds.secrets, adult.id] },
  ),
  csv(
    "number-of-the-father-in-place-of-birth-and-sex",
    "no column says when the child was born; a father's number does not either",
    plain.rows.map((row, at) => [row[0] ?? "", at === 0 ? "父亲身份证号" : adult.id, ...row.slice(4)]),
    { ...none, secrets: [...secrets, adult.id] },
    { file: "refused" },
  ),
  csv(
    "name-in-brackets-is-the-fathers",
    "姓名（父亲） is not a second name of the child",
    beside(["姓名（父亲）", "电话（母亲）"], ["王大山", "19900000041"]),
    {
      ...withAnswers({ father_name: { oneOf: ["王大山", null] }, mother_phone: { oneOf: ["19900000041", null] } }),
      secrets: [...secrets, "王大山", "19900000041"],
    },
    { file: "either" },
  ),
  csv(
    "birth-by-the-lunar-calendar",
    "出生日期（农历）: what stands there is another day",
    withoutIds.rows.map((row, at) => (at === 0 ? row.map((it) => (it === "出生日期" ? "出生日期（农历）" : it)) : row)),
    { ...none, secrets: withoutIds.secrets },
    { file: "refused" },
  ),
  csv(
    "boarding-last-term",
    "寄宿（上学期） is not this term's answer",
    beside(["寄宿（上学期）"], ["住校"], ["走读"], ["住校"]),
    plain,
    { file: "either" },
  ),
  csv(
    "status-twice-without-saying-whose",
    "父亲姓名, 状态, 母亲姓名, 状态: refused, or each by its place",
    [
      ["姓名", "性别", "出生日期", "公民身份号码", "父亲姓名", "状态", "母亲姓名", "状态", "实际照护人"],
      ...[a, b, c].map((it, at) => [
        it.name,
        it.sex,
        it.birth,
        it.id,
        "王大山",
        at === 1 ? "在家" : "外出务工",
        "吴小河",
        "外出务工",
        "祖父母",
      ]),
    ],
    {
      ...plain,
      records: [a, b, c].map((it, at) => ({
        row: at + 2,
        answers: {
          ...answersOf(it),
          father_status: at === 1 ? "1" : "2",
          father_name: "王大山",
          mother_name: "吴小河",
        },
      })),
      secrets: [...secrets, "王大山", "吴小河"],
    },
    { file: "either" },
  ),
  csv(
    "father-and-mother-as-headings-of-their-status",
    "父亲 and 母亲 above 外出务工: the words are no names; read as status, or refused",
    plain.rows.map((row, at) =>
      at === 0 ? row.map((it) => it.replace("父亲状态", "父亲").replace("母亲状态", "母亲")) : row,
    ),
    plain,
    { file: "either" },
  ),
  csv(
    "hardship-as-yes-or-no-columns",
    "是否低保, 是否孤儿, 是否建档立卡: understood or passed over, never mixed up",
    beside(["是否低保", "是否孤儿", "是否建档立卡"], ["是", "否", "否"], ["否", "否", "是"], ["否", "否", "否"]),
    {
      ...plain,
      records: plain.records.map((it, at) => ({
        ...it,
        answers: { ...it.answers, poverty_cat: { oneOf: [[["01"], ["04"], ["00"]][at] ?? null, null] } },
      })),
    },
  ),
  csv(
    "second-copy-of-a-column-empty",
    "母亲状态 twice, the second empty: the first, or a problem; never the empty one",
    beside(["母亲状态"], [""]),
    plain,
    { file: "either" },
  ),
  csv(
    "second-copy-of-a-column-partly-filled",
    "母亲状态 twice, and for one child they differ",
    beside(["母亲状态"], [""], ["在家"], [""]),
    { ...plain, records: plain.records.filter((_, at) => at !== 1), refused: [{ row: 3 }] },
    { file: "either" },
  ),
  csv("written-by-pandas", "1.0 for 1, nan for nothing, exponents", pandas.rows, pandas),
  csv(
    "nulls-of-databases",
    "NULL, \\N, None and their kin are nothing, and never a word that is kept",
    nulls.rows,
    nulls,
  ),
  csv(
    "more-semicolons-than-commas",
    "a comma file in which several answers are separated by semicolons",
    separators.rows,
    separators,
  ),
  csv(
    "rows-of-invisible-characters",
    "lines of hard spaces and full-width spaces only",
    roster(usual, [ok(a), line("\u00a0", "　", "", "\u200b"), ok(b), line("　　"), ok(c)]).rows,
    roster(usual, [ok(a), line("\u00a0", "　", "", "\u200b"), ok(b), line("　　"), ok(c)]),
  ),
  refusedFile(
    "one-column-of-names",
    "a list of names only",
    "示例_名单.csv",
    utf8(`${bom}姓名\r\n${[a, b, c].map((it) => it.name).join("\r\n")}\r\n`),
    {
      flood: true,
      secrets: [a, b, c].map((it) => it.name),
    },
  ),
  csv(
    "private-use-character-in-a-name",
    "a character of an old font: kept as it is, or told",
    roster(usual, [ok(a), may(b, { child_name: "许\ue863" }, { child_name: "许\ue863" }), ok(c)]).rows,
    roster(usual, [ok(a), may(b, { child_name: "许\ue863" }, { child_name: "许\ue863" }), ok(c)]),
  ),
  read(
    "workbook-class-and-count-turned-into-dates",
    "5-2 and 3-1 were typed and Excel made days of them",
    "示例_一校.xlsx",
    workbook([{ name: "Sheet1", rows: turnedRows }]),
    turned,
  ),
  read(
    "workbook-with-a-sheet-of-teachers",
    "a second sheet has names, sex, birth and numbers, but of teachers",
    "示例_一校.xlsx",
    workbook([
      { name: "学生", rows: plain.rows },
      {
        name: "教师",
        rows: [
          ["姓名", "性别", "出生日期", "公民身份号码", "职务"],
          [adult.name, "女", adult.birth, adult.id, "班主任"],
        ],
      },
    ]),
    { ...roster(usual, [ok(a), ok(b), ok(c)], { sheet: "学生" }), secrets: [...secrets, adult.name, adult.id] },
    { tolerated: [{ sheet: "教师" }] },
  ),
  read(
    "workbook-same-list-on-two-sheets",
    "Sheet1 (2) is a copy: both are read, what is counted is decided later",
    "示例_一校.xlsx",
    workbook([
      { name: "Sheet1", rows: plain.rows },
      { name: "Sheet1 (2)", rows: plain.rows },
    ]),
    {
      ...plain,
      records: ["Sheet1", "Sheet1 (2)"].flatMap((sheet) => plain.records.map((it) => ({ ...it, sheet }))),
    },
    { file: "either" },
  ),
  csv(
    "headings-in-the-last-row",
    "sorted by a column, the heading went to the bottom: which column is which is not guessed from below",
    [...plain.rows.slice(1), ...plain.rows.slice(0, 1)],
    none,
    { file: "refused" },
  ),
  csv(
    "names-of-the-teacher-below-the-list",
    "a second list of other people after a blank line",
    [...plain.rows, [""], ["任课教师"], ["姓名", "电话"], ["周明远", "19900000051"], ["吴雨晴", "19900000052"]],
    {
      ...roster(usual, [ok(a), ok(b), ok(c), line(), doubtful(), doubtful(), doubtful(), doubtful()]),
      secrets: [...secrets, "周明远", "吴雨晴", "19900000051"],
    },
  ),
];
