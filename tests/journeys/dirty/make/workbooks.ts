import {
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
  together,
  usual,
  usualAnd,
} from "./case.ts";
import { type Cell, type Row, serial, type Sheet, workbook } from "./workbook.ts";

const three = [ok(girl(1)), ok(boy(2)), ok(girl(3))];
const plain = roster(usual, three);
const file = "示例_一校.xlsx";
type Options = Parameters<typeof workbook>[1];
/** One sheet from rows of cells, with what a list expects. */
const sheet = (
  name: string,
  note: string,
  of: Omit<Roster, "rows">,
  rows: readonly Row[],
  more: Omit<Sheet, "name" | "rows"> = {},
  options: Options = {},
  expected: Partial<Expected> = {},
) => read(name, note, file, workbook([{ name: "Sheet1", rows, ...more }], options), of, expected);
/** Cells of a list in which some are not plain text: by row (0 is the heading) and column. */
const replaced = (of: Roster, cells: Readonly<Record<string, Cell>>): Row[] =>
  of.rows.map((row, at) =>
    row.map((it, column) => cells[`${String(at)},${String(column)}`] ?? (it === "" ? null : it)),
  );
const title = "2026年秋季留守儿童排查登记表";

const parents = usual.flatMap((id) => (id.endsWith("_status") ? [id, id.replace("status", "out_place")] : [id]));
const place = { father_out_place: "省外", mother_out_place: "省内外市" };
const places = { father_out_place: "5", mother_out_place: "4" };
const home = { father_status: "在家", mother_out_place: "省外" };
const homes = { father_status: "1", mother_out_place: "5", father_out_place: null };
const twoLevel = (first: number) =>
  roster(parents, [ok(girl(1), place, places), ok(boy(2), home, homes), ok(girl(3), place, places)], { first });
const upper: Cell[] = ["姓名", "性别", "出生日期", "公民身份号码", "父亲", null, "母亲", null, "实际照护人"];
const lower: Cell[] = [null, null, null, null, "状态", "务工地", "状态", "务工地", null];
const down = (row: number, ...columns: string[]) => columns.map((it) => `${it}${String(row)}:${it}${String(row + 1)}`);

const family = [
  ...usual.slice(0, 4),
  "father_name",
  "father_phone",
  "father_status",
  "mother_name",
  "mother_phone",
  "mother_status",
  "guardian_name",
  "guardian_phone",
  "guardian_type",
];
const familyTexts = {
  father_name: "李大河",
  father_phone: "19900000011",
  mother_name: "王秀禾",
  mother_phone: "19900000012",
  guardian_name: "李老根",
  guardian_phone: "19900000013",
};
const families = roster(family, [ok(girl(1), familyTexts, familyTexts), ok(boy(2))], { first: 3 });

/** A list whose days of birth are cells of a workbook. */
const born = (days: readonly (readonly [Cell, "ok" | "may" | "bad", withId?: true])[]) => {
  const children = days.map(([, fate, withId], at) => {
    const of = girl(at + 1, "2015-03-05");
    const texts = { birth_date: "-", ...(withId ? {} : { id_number: "" }) };
    const answers = withId ? {} : { id_number: null };
    return fate === "bad"
      ? bad(of, "birth_date", texts)
      : fate === "may"
        ? may(of, texts, answers)
        : ok(of, texts, answers);
  });
  const of = roster(usual, [...children, ok(boy(20))]);
  const cells = Object.fromEntries(days.map(([cell], at) => [`${String(at + 1)},2`, cell]));
  return [of, replaced(of, cells)] as const;
};
const day = serial("2015-03-05");
const dates = (name: string, note: string, days: Parameters<typeof born>[0], options: Options = {}) => {
  const [of, rows] = born(days);
  return sheet(name, note, of, rows, {}, options);
};

const numericIds = roster(usual, [bad(girl(1), "id_number", {}), bad(boy(2), "id_number", {}), ok(girl(3))]);
const phones = roster(usualAnd("guardian_phone", "grade", "edu_status", "area_code"), [
  ok(
    girl(1, "2017-03-11"),
    { guardian_phone: "19900000001", grade: "4", edu_status: "小学", area_code: "990000101" },
    { guardian_phone: "19900000001", grade: 4, edu_status: "03", area_code: "990000101" },
  ),
  ok(
    boy(2, "2015-03-12"),
    { guardian_phone: "19900000002", grade: "6", edu_status: "小学", area_code: "990000101201" },
    { guardian_phone: "19900000002", grade: 6, edu_status: "03", area_code: "990000101201" },
  ),
  bad(girl(3, "2017-03-13"), "guardian_phone", {
    guardian_phone: "1990000000",
    grade: "4",
    edu_status: "小学",
    area_code: "990000101",
  }),
]);
const numbers = replaced(phones, {
  "1,7": { n: 19900000001 },
  "1,8": { n: "4" },
  "1,10": { n: 990000101 },
  "2,7": { n: "19900000002", as: "whole" },
  "2,8": { n: "6.0", as: "two" },
  "2,10": { n: "990000101201" },
  "3,7": { n: 1990000000 },
  "3,10": { n: "9.90000101E8" },
});
const codes = roster(usualAnd("filed", "poverty_cat"), [
  ok(girl(1), { filed: "是" }, { filed: "1" }),
  may(boy(2), { filed: "x", poverty_cat: "x" }, { filed: "0", poverty_cat: ["01"] }),
  ok(girl(3), { filed: "x" }, { filed: "1" }),
  ok(boy(4), { filed: "x" }, { filed: "0" }),
]);

const months = roster(usualAnd("father_out_since"), [
  ok(girl(1), { father_out_since: "-" }, { father_out_since: "2023-02" }),
  ok(boy(2), { father_out_since: "-" }, { father_out_since: "2023-10" }),
  may(girl(3), { father_out_since: "-" }, { father_out_since: "2023-10" }),
  bad(boy(4), "father_out_since", { father_out_since: "-" }),
  ok(girl(5), { father_out_since: "2023年10月" }, { father_out_since: "2023-10" }),
  bad(boy(6), "father_out_since", { father_out_since: "-" }),
]);

const formulas = roster(usual, [
  ok(girl(1)),
  ok(boy(2)),
  may(girl(3), { birth_date: "-" }),
  bad(boy(4), "father_status", { father_status: "-" }),
  bad(girl(5), "id_number", { id_number: "-" }),
  ok(boy(6)),
]);
const errors = roster(usual, [
  ok(girl(1)),
  bad(boy(2), "child_name", { child_name: "-" }),
  bad(girl(3), "father_status", { father_status: "-" }),
  bad(boy(4), "guardian_type", { guardian_type: "-" }),
  bad(girl(5), "birth_date", { birth_date: "-" }),
  bad(boy(6), "id_number", { id_number: "-" }),
  bad(girl(7), "mother_status", { mother_status: "-" }),
]);
const school = { school_name: "青禾镇中心小学" };
const merged = roster(usualAnd("school_name"), [
  ok(girl(1), school, school),
  ok(boy(2), {}, school),
  ok(girl(3), {}, school),
  ok(boy(4), { school_name: "石门小学" }, { school_name: "石门小学" }),
  ok(girl(5), {}, { school_name: null }),
]);
const siblings = roster(usual, [
  ok(girl(1)),
  may(girl(2), { father_status: "", mother_status: "", guardian_type: "" }),
  ok(girl(3)),
  may(boy(4), { mother_status: "" }, { mother_status: { oneOf: ["2", null] } }),
]);

const prefilled = roster(
  ["序号", ...usualAnd("school_name")],
  [
    ok(girl(1), { 序号: "1", ...school }, school),
    ok(boy(2), { 序号: "2", ...school }, school),
    line("3"),
    line("4"),
    doubtful("5", "", "", "", "", "", "", "", school.school_name),
  ],
);

/** The columns of our own list of options: each heading is a question, but none of the rows is a child. */
const options: Row[] = [
  ["性别", "户籍性质", "就学情况", "寄宿", "父亲状态", "母亲状态", "实际照护人"],
  ["男", "农村居民", "未入园", "寄宿", "在家", "在家", "祖父母"],
  ["女", "城镇居民", "幼儿园", "走读", "外出务工", "外出务工", "外祖父母"],
  [null, "无户口", "小学", "校外托管", "去世", "去世", "父亲"],
];
const blankForm: Row[] = [
  ["留守儿童排查登记表"],
  ["填报单位：　　　　排查批次：　　　　填表日期："],
  ["一、儿童"],
  ["姓名", null, null, null, "性别", null, "□男　□女"],
  ["出生日期", null, "　　　年　　月　　日", null, "公民身份号码"],
];
const instructions: Row[] = [
  ["填表说明"],
  ["一份一行。请不要改动表头。"],
  [],
  ["列", "怎么填", "要不要填"],
  ["姓名", "2 至 30 字", "必填"],
  ["性别", "男、女", "必填"],
  ["出生日期", "写到日，如 2015-03-05", "必填"],
];

const first = roster(usual, [ok(girl(1)), ok(boy(2))], { sheet: "三年级" });
const later = roster(usual, [ok(girl(3)), bad(boy(4), "sex", { sex: "不知道" }), ok(girl(5))], {
  sheet: "四年级",
  first: 3,
});
const classes = together(first, later);
const tab = (number: number) => ({ sheet: `第 ${String(number)} 张工作表` });
const tabs = [girl(1), boy(2), girl(3), boy(4)].map((it) => it.name);
const perChild = together(
  roster(usual, [ok(girl(1))], tab(1)),
  roster(usual, [bad(boy(2), "sex", { sex: "不知道" })], tab(2)),
  roster(usual, [ok(girl(3))], { ...tab(3), first: 3 }),
);
const onlyFirst = roster(usual, [ok(girl(1)), ok(boy(2))], { sheet: "登记表" });

const hiddenRow = roster(usual, [ok(girl(1)), may(boy(2), {}), ok(girl(3))]);
const faraway = roster(usual, three, { first: 9 });

const styledRows = Array.from(
  { length: 50_000 },
  (_, at) => `<row r="${String(at + 5)}" s="6" customFormat="1"/>`,
).join("");
const cellAt = (text: string, ref: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const inlineRows = (of: Roster) =>
  of.rows
    .map(
      (row, at) =>
        `<row r="${String(at + 1)}">${row.map((it, column) => cellAt(it, `${"ABCDEFG"[column] ?? ""}${String(at + 1)}`)).join("")}</row>`,
    )
    .join("");

const rightHalf = roster(usual, [ok(boy(4)), ok(girl(5)), ok(boy(6))]);
const bothHalves: Roster = {
  ...plain,
  records: plain.records.flatMap((it, at) => [it, ...rightHalf.records.slice(at, at + 1)]),
  secrets: [...plain.secrets, ...rightHalf.secrets],
};
const otherOrder = [...usual.slice(0, 4), "mother_status", "father_status", "guardian_type"];
const upperClass = roster(usual, [ok(girl(1)), ok(boy(2))], { first: 3 });
const lowerClass = roster(
  otherOrder,
  [
    may(girl(3), { father_status: "在家" }, { father_status: "1" }),
    may(boy(4), { mother_status: "在家" }, { mother_status: "1" }),
  ],
  { first: 9 },
);

export const workbooks: readonly Case[] = [
  sheet("workbook-plain", "one sheet, one heading", plain, plain.rows),
  sheet(
    "workbook-title-row-merged",
    "a title over the whole width",
    roster(usual, three, { first: 3 }),
    [[title], ...plain.rows],
    { merges: ["A1:G1"] },
  ),
  sheet(
    "workbook-title-unit-and-two-level-heading",
    "title, unit and date, then 父亲 over 状态 and 务工地",
    twoLevel(5),
    [
      [title],
      ["填报单位：青禾镇中心小学", null, null, null, "填表日期：2026年9月20日"],
      upper,
      lower,
      ...twoLevel(5).rows.slice(1),
    ],
    { merges: ["A1:I1", "A2:D2", "E2:I2", ...down(3, "A", "B", "C", "D", "I"), "E3:F3", "G3:H3"] },
  ),
  sheet(
    "workbook-two-level-heading-with-the-same-words-below",
    "姓名, 电话 and 状态 stand under 父亲, 母亲 and 照护人: the child's name must not be taken from there",
    families,
    [
      [
        "姓名",
        "性别",
        "出生日期",
        "公民身份号码",
        "父亲",
        null,
        null,
        "母亲",
        null,
        null,
        "照护人",
        null,
        "实际照护人",
      ],
      [null, null, null, null, "姓名", "电话", "状态", "姓名", "电话", "状态", "姓名", "电话", null],
      ...replaced(families, {}).slice(1),
    ],
    { merges: [...down(1, "A", "B", "C", "D", "M"), "E1:G1", "H1:J1", "K1:L1"] },
  ),
  sheet(
    "workbook-three-level-heading",
    "家庭情况 over 父亲 over 状态",
    twoLevel(4),
    [
      ["姓名", "性别", "出生日期", "公民身份号码", "家庭情况", null, null, null, "实际照护人"],
      [null, null, null, null, ...upper.slice(4, 8), null],
      [null, null, null, null, ...lower.slice(4, 8), null],
      ...twoLevel(4).rows.slice(1),
    ],
    { merges: ["A1:A3", "B1:B3", "C1:C3", "D1:D3", "I1:I3", "E1:H1", "E2:F2", "G2:H2"] },
    {},
    { file: "either" },
  ),
  sheet(
    "workbook-heading-in-row-8",
    "letterhead, blank rows and notes above; data begin in the second column",
    faraway,
    [
      [null, "示例县"],
      [null, title],
      [],
      [null, "一、统计对象：父母双方外出务工的儿童"],
      [null, "二、填表人要核对身份证"],
      [],
      [],
      ...plain.rows.map((row): Row => [null, ...row]),
    ],
    { merges: ["B1:H1", "B2:H2", "B4:H4"] },
  ),
  sheet(
    "workbook-with-a-hidden-row",
    "a filter left on: a child is never lost without a word",
    hiddenRow,
    plain.rows.map((cells, at): Row => (at === 2 ? { at: 3, hidden: true, cells } : { at: at + 1, cells })),
    { after: '<autoFilter ref="A1:G4"/>' },
  ),
  sheet("workbook-with-a-hidden-column", "numbers hidden for printing are still the child's", plain, plain.rows, {
    columns: '<cols><col min="4" max="4" width="0" hidden="1"/></cols>',
  }),
  read(
    "workbook-with-hidden-lists",
    "a hidden sheet that only holds the options of drop-down cells",
    file,
    workbook([
      { name: "登记表", rows: onlyFirst.rows },
      { name: "选项", rows: options, state: "hidden" },
      { name: "Sheet3", rows: [], state: "veryHidden" },
    ]),
    onlyFirst,
  ),
  read(
    "workbook-with-children-on-a-hidden-sheet",
    "last term's list, hidden: counted never, mentioned always",
    file,
    workbook([
      { name: "登记表", rows: onlyFirst.rows },
      { name: "上学期", rows: roster(usual, [ok(boy(8)), ok(girl(9))]).rows, state: "hidden" },
    ]),
    onlyFirst,
    { file: "either", problems: [{ sheet: "上学期" }], tolerated: [{ sheet: "上学期" }] },
  ),
  read(
    "workbook-with-a-table-per-child",
    "a heading and one row a sheet, the child's name on the tab: no problem may say the name of the tab",
    file,
    workbook(
      [
        perChild.rows.slice(0, 2),
        perChild.rows.slice(2, 4),
        [["三年级留守儿童"], ...perChild.rows.slice(4)],
        [["家访记录"], ["走访日期", "走访人", "谈话内容"], ["2026-09-10", "周老师", "都好"]],
      ].map((rows, at) => ({ name: at === 0 ? `1.${tabs[at] ?? ""}` : (tabs[at] ?? ""), rows })),
    ),
    perChild,
    { problems: [tab(4)], tolerated: [tab(4)], secrets: [...perChild.secrets, ...tabs] },
  ),
  read(
    "workbook-with-a-sheet-per-class",
    "two sheets with children; rows are counted in each",
    file,
    workbook([
      { name: "三年级", rows: first.rows },
      { name: "四年级", rows: [["四年级留守儿童"], ...later.rows] },
      { name: "Sheet3", rows: [] },
    ]),
    classes,
  ),
  read(
    "workbook-with-a-cover-first",
    "the first sheet says how to fill in the second",
    file,
    workbook([
      { name: "填表说明", rows: instructions },
      { name: "登记表", rows: onlyFirst.rows },
    ]),
    onlyFirst,
  ),
  read(
    "workbook-of-ours-filled-in",
    "our own list: the sheets for printing, options and notes are no children",
    file,
    workbook([
      { name: "登记表", rows: onlyFirst.rows.map((row, at): Row => (at === 0 ? [...row, "版本2026.2"] : row)) },
      {
        name: "打印用 留守儿童排查登记表",
        rows: blankForm,
        merges: ["A1:L1", "A2:L2", "A3:L3", "A4:B4", "C4:D4", "E4:F4"],
      },
      { name: "选项", rows: options },
      { name: "填表说明", rows: instructions },
    ]),
    onlyFirst,
  ),
  read(
    "workbook-with-a-summary-sheet",
    "numbers by class beside the list",
    file,
    workbook([
      { name: "登记表", rows: onlyFirst.rows },
      {
        name: "汇总",
        rows: [
          ["班级", "人数", "男", "女"],
          ["三年级", { n: 2 }, { n: 1 }, { n: 1 }],
          ["合计", { n: 2 }, { n: 1 }, { n: 1 }],
        ],
      },
    ]),
    onlyFirst,
    { tolerated: [{ sheet: "汇总" }] },
  ),
  read(
    "workbook-whose-first-sheet-is-a-chart",
    "a chart needs no rows",
    file,
    workbook([
      { name: "图表", rows: [], chart: true },
      { name: "登记表", rows: onlyFirst.rows },
    ]),
    onlyFirst,
  ),
  refusedFile(
    "workbook-without-a-row",
    "three empty sheets",
    file,
    workbook(["Sheet1", "Sheet2", "Sheet3"].map((name) => ({ name, rows: [] }))),
  ),
  refusedFile(
    "workbook-with-a-heading-only",
    "a template sent back",
    file,
    workbook([{ name: "Sheet1", rows: [[title], plain.rows[0] ?? []] }]),
  ),
  sheet(
    "workbook-with-numbers-for-ids",
    "18 digits as a number: the last three are gone",
    numericIds,
    replaced(numericIds, {
      "1,3": { n: `${girl(1).id.slice(0, 15)}000`, as: "whole" },
      "2,3": { n: `9.${boy(2).id.slice(1, 15)}E17` },
    }),
  ),
  sheet("workbook-with-numbers-for-telephones-and-areas", "11 and 12 digits survive as numbers", phones, numbers),
  sheet(
    "workbook-with-true-and-codes-as-numbers",
    "TRUE, 1 and 0 in a yes-or-no column; 1 for the code 01",
    codes,
    replaced(codes, { "2,6": { n: 1 }, "2,7": { n: 0 }, "2,8": { n: 1 }, "3,7": { truth: 1 }, "4,7": { truth: 0 } }),
  ),
  dates("workbook-dates-in-every-format", "the same day, shown in eight ways", [
    [{ n: day, as: "date" }, "ok"],
    [{ n: day, as: "dotted" }, "ok"],
    [{ n: day, as: "chinese" }, "ok"],
    [{ n: day, as: "numerals" }, "ok"],
    [{ n: day, as: "builtin31" }, "ok"],
    [{ n: day + 0.5, as: "hour" }, "ok"],
    [{ day: "2015-03-05" }, "ok"],
    [{ n: `${String(day)}.0`, as: "date" }, "ok"],
    ["2015年3月5日", "ok"],
    [{ inline: "2015/3/5" }, "ok"],
  ]),
  dates("workbook-dates-without-a-format", "a serial number, and eight digits as a number", [
    [{ n: day }, "may"],
    [{ n: day }, "may", true],
    [{ n: 20150305 }, "may"],
    [{ n: day, as: "text" }, "may"],
    [{ n: 42 }, "bad"],
    [{ n: 2015 }, "bad"],
    [{ n: 2015.3, as: "two" }, "bad"],
    [{ n: -5, as: "date" }, "bad"],
  ]),
  dates(
    "workbook-dates-since-1904",
    "made on a Mac: the same number is another day",
    [
      [{ n: day - 1462, as: "date" }, "ok"],
      [{ n: day - 1462, as: "chinese" }, "ok", true],
    ],
    { since1904: true },
  ),
  dates("workbook-dates-shown-as-months", "2015年3月 was typed; the first of the month is Excel's, not the child's", [
    [{ n: serial("2015-03-01"), as: "chineseMonth" }, "bad"],
    [{ n: serial("2015-03-01"), as: "builtin57" }, "bad"],
    [{ n: serial("2015-03-01"), as: "month" }, "bad"],
    [{ n: serial("2015-03-01"), as: "chineseMonth" }, "may", true],
    [{ n: serial("2015-04-01"), as: "chineseMonth" }, "bad", true],
  ]),
  sheet(
    "workbook-months-as-numbers",
    "2023.10 typed into a number cell is 2023.1 in the file",
    months,
    replaced(months, {
      "1,7": { n: serial("2023-02-01"), as: "chineseMonth" },
      "2,7": { n: serial("2023-10-15"), as: "date" },
      "3,7": { n: 2023.1, as: "two" },
      "4,7": { n: 2023.1 },
      "6,7": { n: 2023 },
    }),
  ),
  sheet(
    "workbook-formulas",
    "with the value they had; a formula without one has none",
    formulas,
    replaced(formulas, {
      "1,1": { f: 'IF(MOD(MID(D2,17,1),2),"男","女")', v: "女" },
      "1,2": { f: 'TEXT(MID(D2,7,8),"0000-00-00")', v: girl(1).birth },
      "2,0": { f: 'HYPERLINK("http://example.invalid/","x")', v: boy(2).name },
      "2,2": { f: "DATE(MID(D3,7,4),MID(D3,11,2),MID(D3,13,2))", v: serial(boy(2).birth), as: "date" },
      "3,2": { f: "DATE(MID(D4,7,4),MID(D4,11,2),MID(D4,13,2))", as: "date" },
      "4,4": { f: "VLOOKUP(A5,父母!A:C,2,0)" },
      "5,3": { f: "[1]学籍!D5" },
      "6,5": { f: "F7", v: "外出务工" },
    }),
  ),
  sheet(
    "workbook-error-cells",
    "#N/A and its kin are no answer",
    errors,
    replaced(errors, {
      "2,0": { error: "#N/A" },
      "3,4": { error: "#REF!" },
      "4,6": { error: "#N/A" },
      "5,2": { error: "#VALUE!" },
      "6,3": { error: "#NAME?" },
      "7,5": "#N/A",
    }),
  ),
  sheet("workbook-school-merged-down", "one cell for three children of one school", merged, replaced(merged, {}), {
    merges: ["H2:H4"],
  }),
  sheet(
    "workbook-brothers-and-sisters-merged",
    "the family merged over two children; 父 and 母 merged into one cell",
    siblings,
    replaced(siblings, {}),
    { merges: ["E2:E3", "F2:F3", "G2:G3", "E5:F5"] },
  ),
  sheet("workbook-50000-styled-empty-rows", "formatting dragged down to the end", plain, plain.rows, {
    data: inlineRows(plain) + styledRows,
  }),
  sheet("workbook-styled-to-the-last-row", "one formatted cell in row 1,048,576 and column XFD", plain, plain.rows, {
    data: `${inlineRows(plain)}<row r="1048576"><c r="A1048576" s="6"/><c r="XFD1048576" s="6"/></row>`,
  }),
  sheet(
    "workbook-rich-inline-and-phonetic-text",
    "runs are joined, inline text is read, a phonetic hint is not part of a name",
    plain,
    replaced(plain, {
      "1,0": { runs: [girl(1).name.slice(0, 1), girl(1).name.slice(1)] },
      "2,0": { runs: [boy(2).name], reading: "シュウ" },
      "2,3": { runs: [boy(2).id.slice(0, 6), boy(2).id.slice(6)] },
      "3,0": { inline: girl(3).name },
      "3,4": { inline: " 外出务工 " },
    }),
  ),
  sheet("workbook-escapes", "_x000D_ and line breaks that Excel writes in cells and headings", plain, [
    ["姓名", "性别", "出生\n日期", "公民身份号码_x000D_\n（18位）", "父亲\n状态", "母亲\n状态", "实际\n照护人"],
    [`${girl(1).name}_x000D_`, ...(plain.rows[1] ?? []).slice(1)],
    [{ inline: `${boy(2).name}\n` }, ...(plain.rows[2] ?? []).slice(1)],
    plain.rows[3] ?? [],
  ]),
  sheet("workbook-strict", "saved as Strict Open XML", plain, plain.rows, {}, { strict: true }),
  sheet(
    "workbook-with-prefixes",
    "elements named x:row, as some programs write",
    plain,
    plain.rows,
    {},
    { prefix: "x" },
  ),
  sheet("workbook-without-addresses", "cells and rows without r", plain, plain.rows, {}, { bare: true }),
  sheet("workbook-streamed", "sizes stand after the data", plain, plain.rows, {}, { streamed: true }),
  sheet(
    "workbook-with-macros",
    "an .xlsm: macros are not looked at",
    plain,
    plain.rows,
    {},
    { macro: true, extra: [{ name: "xl/vbaProject.bin", data: new Uint8Array([1, 2, 3]) }] },
  ),
  read(
    "workbook-with-parts-in-another-order",
    "addresses from the root; the file of the first sheet is the last",
    file,
    workbook(
      [
        { name: "三年级", rows: first.rows },
        { name: "四年级", rows: [["四年级留守儿童"], ...later.rows] },
      ],
      { rooted: true },
    ),
    classes,
  ),
  sheet(
    "workbook-with-entities",
    "an XML bomb before the sheet: refused, or read without it",
    plain,
    plain.rows,
    {},
    {
      prologue: `<!DOCTYPE x [<!ENTITY a "${"0".repeat(100)}">${"bcdefgh".replaceAll(/./g, (it) => `<!ENTITY ${it} "${`&${String.fromCharCode(it.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`,
    },
    { file: "either" },
  ),
  sheet(
    "workbook-two-lists-side-by-side",
    "a roster printed in two halves: both, or a problem; never one half in silence",
    bothHalves,
    [...plain.rows.map((row, at): Row => [...row, null, ...(rightHalf.rows[at] ?? [])])],
    {},
    {},
    { file: "either" },
  ),
  sheet(
    "workbook-two-lists-below-each-other",
    "the second class has its own title and its columns in another order",
    together(upperClass, lowerClass),
    [["三年级留守儿童"], ...upperClass.rows, [], [], ["四年级留守儿童"], ...lowerClass.rows],
    {},
    {},
    { file: "either", tolerated: [{ row: 7 }, { row: 8 }] },
  ),
  sheet(
    "workbook-notes-at-the-foot",
    "total, merged note and signatures below the list",
    roster(usual, [
      ...three,
      line("合计"),
      line("注：留守儿童指父母双方外出务工的未满十六周岁农村户籍未成年人。"),
      line("填表人："),
    ]),
    [
      ...plain.rows,
      ["合计", { f: "COUNTA(A2:A4)", v: 3 }],
      [
        "注：留守儿童指父母双方外出务工或一方外出务工另一方无监护能力的未满十六周岁农村户籍未成年人。\n2.出生日期写到日。",
      ],
      ["填表人：周老师", null, null, "审核人：吴校长", null, "2026年9月20日"],
    ],
    { merges: ["A6:G6"] },
  ),
  sheet(
    "workbook-of-another-form",
    "records of talks are no census",
    { ...roster([], []), secrets: [girl(1).name, "周老师"] },
    [
      ["姓名", "班级", "谈心日期", "谈心分钟数", "谈心人", "谈心方式", "谈心地点"],
      [girl(1).name, "三（1）班", "2026-09-10", { n: 20 }, "周老师", "面谈", "办公室"],
    ],
    {},
    {},
    { file: "refused" },
  ),
  sheet(
    "workbook-class-roster",
    "a class roster names children but not what their parents do",
    { ...roster([], []), secrets: [girl(1).name, boy(2).name] },
    [
      ["班级：三（1）班", null, "班主任：周老师"],
      ["序号", "姓名", "性别", "出生年月", "外出类型", "实际照护人", "寄宿"],
      [{ n: 1 }, girl(1).name, "女", "2015-03", "双方外出", "祖父母", "走读"],
      [{ n: 2 }, boy(2).name, "男", "2015-05", "一方外出", "祖父母", "走读"],
    ],
    {},
    {},
    { file: "refused" },
  ),
  sheet(
    "workbook-serials-without-children",
    "numbers and school filled down further than the list",
    prefilled,
    replaced(prefilled, { "3,0": { n: 3 }, "4,0": { n: 4 } }),
  ),
];
