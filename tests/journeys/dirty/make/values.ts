import {
  bad,
  boy,
  type Case,
  type Child,
  girl,
  may,
  mayWarn,
  ok,
  read,
  type Roster,
  roster,
  usualAnd,
  type Value,
  warn,
  usual,
} from "./case.ts";
import { bom, delimited, utf8 } from "./bytes.ts";

/** What stands in the cells. */

const csv = (name: string, note: string, of: Roster) =>
  read(name, note, "示例_一校.csv", utf8(bom + delimited(of.rows)), of);
type Fate = "ok" | "may" | "bad";
type Line = readonly [text: string, fate: Fate, answer?: Value];
/** A column with one text a row: accepted as `answer`, refused, or either; `besides` is said in the same rows. */
function column(
  field: string,
  lines: readonly Line[],
  besides: Readonly<Record<string, readonly [string, Value]>> = {},
  of = children,
): Roster {
  const columns = usual.includes(field) ? usualAnd(...Object.keys(besides)) : usualAnd(field, ...Object.keys(besides));
  const texts = Object.fromEntries(Object.entries(besides).map(([id, [text]]) => [id, text]));
  const answers = Object.fromEntries(Object.entries(besides).map(([id, [, answer]]) => [id, answer]));
  return roster(
    columns,
    lines.map(([text, fate, answer = null], at) => {
      const one = of(at + 1);
      const said = { ...texts, [field]: text };
      const meant = { ...answers, [field]: answer };
      return fate === "bad" ? bad(one, field, said) : fate === "may" ? may(one, said, meant) : ok(one, said, meant);
    }),
  );
}
const children = (n: number): Child => (n % 2 === 0 ? boy(n) : girl(n));
const choices = (
  name: string,
  note: string,
  field: string,
  lines: readonly Line[],
  besides?: Parameters<typeof column>[2],
) => csv(name, note, column(field, lines, besides));

/** Days of birth without a number beside them. */
const alone = (lines: readonly (readonly [string, Fate, string?])[]) =>
  roster(
    usual,
    lines.map(([text, fate, day = "2015-03-05"], at) => {
      const one = children(at + 1);
      const said = { birth_date: text, id_number: "" };
      const meant = { birth_date: day, id_number: null };
      return fate === "bad"
        ? bad(one, "birth_date", said)
        : fate === "may"
          ? may(one, said, meant)
          : ok(one, said, meant);
    }),
  );
/** Days of birth beside a number that says 5 March 2015. */
const beside = (lines: readonly (readonly [string, Fate])[]) =>
  roster(
    usual,
    lines.map(([text, fate], at) => {
      const one = (at % 2 === 0 ? girl : boy)(at + 1, "2015-03-05");
      const said = { birth_date: text };
      return fate === "bad"
        ? bad(one, ["birth_date", "id_number"], said)
        : fate === "may"
          ? may(one, said)
          : ok(one, said);
    }),
  );
/** Numbers made out of a child's true one. */
const ids = (lines: readonly (readonly [(id: string) => string, Fate])[]) =>
  roster(
    usual,
    lines.map(([change, fate], at) => {
      const one = children(at + 1);
      const said = { id_number: change(one.id) };
      return fate === "bad" ? bad(one, "id_number", said) : fate === "may" ? may(one, said) : ok(one, said);
    }),
  );
/** A child whose number ends in X. */
const withX = (() => {
  for (let n = 1; n < 30; n++)
    for (let day = 10; day < 29; day++)
      if (girl(n, `2014-05-${String(day)}`).id.endsWith("X")) return girl(n, `2014-05-${String(day)}`);
  throw new Error("no number ends in X");
})();
/** Children whose number ends in three zeros and is right all the same. */
const zeros = (() => {
  for (let year = 2010; year < 2020; year++)
    for (let month = 1; month < 13; month++)
      for (let day = 1; day < 29; day++) {
        const birth = `${String(year)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        // The sequence of n = 45 is 100; with a check digit of 0 the number ends in three zeros.
        const of = girl(45, birth);
        if (of.id.endsWith("000")) return of;
      }
  throw new Error("no number ends in zeros");
})();
const wide = (text: string) => text.replace(/[!-~]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));
const wrongCheck = (id: string) => id.slice(0, 17) + (id.endsWith("1") ? "2" : "1");

const phone = "19900000031";
const inSchool = { edu_status: ["小学", "03"] } as const;
const names = roster(
  usual,
  (
    [
      ["张 禾苗", "ok", "张禾苗"],
      ["张　禾", "ok", "张禾"],
      [" 张禾苗 ", "ok", "张禾苗"],
      ["张\u200b禾\u200d苗\ufeff", "ok", "张禾苗"],
      ["张\u00a0禾苗", "ok", "张禾苗"],
      ["阿依古丽·买买提", "ok", "阿依古丽·买买提"],
      ["阿依古丽•买买提", "ok", "阿依古丽·买买提"],
      ["阿依古丽．买买提", "ok", "阿依古丽·买买提"],
      ["阿依古丽・买买提", "ok", "阿依古丽·买买提"],
      ["扎西 卓玛", "ok", "扎西卓玛"],
      ["阿依古丽.买买提", "may", "阿依古丽·买买提"],
      ["张禾苗（小名豆豆）", "may", { oneOf: ["张禾苗（小名豆豆）", "张禾苗(小名豆豆)", "张禾苗"] }],
      ["1.张禾苗", "may", { oneOf: ["张禾苗"] }],
      ["张禾苗1", "may", { oneOf: ["张禾苗1"] }],
      ["Zhang Hemiao", "may", { oneOf: ["Zhang Hemiao", "ZhangHemiao"] }],
      ["张禾苗、张禾秀", "bad", null],
      ["😀😀", "bad", null],
      ["12345", "bad", null],
      ["########", "bad", null],
      [`张${"禾".repeat(400)}`, "bad", null],
    ] as const
  ).map(([text, fate, name], at) => {
    const said = { child_name: text };
    const one = children(at + 1);
    return fate === "bad"
      ? bad(one, "child_name", said)
      : fate === "may"
        ? may(one, said, { child_name: name })
        : ok(one, said, { child_name: name });
  }),
);

const injection = usualAnd("remark");
const literal = (of: Child, text: string) => may(of, { remark: text }, { remark: text });
const stages = (lines: readonly Line[], status: readonly [string, string], year: number) =>
  column("grade", lines, { edu_status: status }, (n) =>
    (n % 2 === 0 ? boy : girl)(n, `${String(year)}-03-1${String(n % 10)}`),
  );
const away: Line[] = [
  ["2023-02", "ok", "2023-02"],
  ["2023年2月", "ok", "2023-02"],
  ["2023.02", "ok", "2023-02"],
  ["2023/2", "ok", "2023-02"],
  ["202302", "ok", "2023-02"],
  ["二〇二三年二月", "ok", "2023-02"],
  ["2023-02-15", "ok", "2023-02"],
  ["２０２３－０２", "ok", "2023-02"],
  ["2023.1", "may", "2023-01"],
  ["2023.10", "ok", "2023-10"],
  ["23.2", "may", "2023-02"],
  ["2023年2月至今", "may", "2023-02"],
  ["Feb-23", "may", "2023-02"],
  ["2023", "bad"],
  ["2023-13", "bad"],
  ["2027-01", "bad"],
  ["2023年春节后", "bad"],
  ["三年前", "bad"],
  ["长期", "bad"],
  ["2月", "bad"],
  ["2023.2-2024.6", "bad"],
  ["", "ok", null],
];

export const values: readonly Case[] = [
  csv(
    "dates-in-every-shape",
    "each is the fifth of March 2015, without a number that says so",
    alone([
      ["2015-3-5", "ok"],
      ["2015/3/5", "ok"],
      ["2015.3.5", "ok"],
      ["2015．3．5", "ok"],
      ["2015。3。5", "may"],
      ["2015年3月5日", "ok"],
      ["2015 年 3 月 5 日", "ok"],
      ["２０１５－０３－０５", "ok"],
      ["二〇一五年三月五日", "ok"],
      ["二○一五年三月五日", "ok"],
      ["二零一五年三月五日", "ok"],
      ["20150305", "ok"],
      ["2015-03-05 00:00:00", "ok"],
      ["2015/3/5 0:00", "ok"],
      ["2015年03月05日", "ok"],
      ["2015-03-05T00:00:00", "ok"],
      ["2015年3月5号", "may"],
      ["2015年3月5日生", "may"],
      ["2015-3.5", "may"],
      ["2015、3、5", "may"],
      ["2015 3 5", "may"],
      ["42068", "may"],
      ["'2015-03-05", "may"],
    ]),
  ),
  csv(
    "dates-with-an-order-to-guess",
    "two-digit years, the month or the day first, a day in another time zone",
    alone([
      ["15.3.5", "may"],
      ["15-03-05", "may"],
      ["3/5/2015", "bad"],
      ["05/03/2015", "bad"],
      ["3/15/2015", "may", "2015-03-15"],
      ["15/3/2015", "may", "2015-03-15"],
      ["5-Mar-2015", "may"],
      ["5-Mar-15", "may"],
      ["Mar-15", "bad"],
      ["2015-03-04T16:00:00.000Z", "may"],
      ["2015-03-05T00:00:00+08:00", "may"],
      ["150305", "may"],
      ["2015-03-05", "ok"],
    ]),
  ),
  csv(
    "dates-that-are-none",
    "no such day, no day at all, a day to come, another calendar",
    alone([
      ["2015-02-30", "bad"],
      ["2014-02-29", "bad"],
      ["2016-02-29", "ok", "2016-02-29"],
      ["2015-13-05", "bad"],
      ["2015-00-10", "bad"],
      ["2015年3月", "bad"],
      ["2015.3", "bad"],
      ["201503", "bad"],
      ["2015", "bad"],
      ["2015年", "bad"],
      ["########", "bad"],
      ["2026-10-01", "bad"],
      ["2062-03-05", "bad"],
      ["农历二〇一五年三月五日", "bad"],
      ["2015年3月5日（农历）", "bad"],
      ["2015年三月初五", "bad"],
      ["民国104年3月5日", "bad"],
      ["属羊", "bad"],
      ["11岁", "bad"],
      ["2015-3-5/2015-3-6", "bad"],
      ["2015-03-055", "bad"],
      ["不详", "bad"],
    ]),
  ),
  csv(
    "dates-beside-a-number",
    "the number says which day it was; what contradicts it is refused",
    beside([
      ["2015-03-05", "ok"],
      ["2015年3月", "may"],
      ["2015.3", "may"],
      ["15.3.5", "may"],
      ["3/5/2015", "may"],
      ["########", "may"],
      ["", "ok"],
      ["2015年4月", "bad"],
      ["2015-03-06", "bad"],
      ["2014-03-05", "bad"],
      ["2015-05-03", "bad"],
      ["5/3/2015", "may"],
      ["2014", "bad"],
    ]),
  ),
  csv(
    "children-too-old-or-just-born",
    "a year that is hardly a child's is worth a word; the reference day itself is no future",
    roster(usual, [
      mayWarn(girl(1, "1985-03-05"), "birth_date", {}, {}),
      mayWarn(boy(2, "1905-03-05"), "birth_date", {}, {}),
      ok(girl(3, "2026-09-30")),
      bad(boy(4, "2026-10-01"), ["birth_date", "id_number"], {}),
      ok(girl(5)),
    ]),
  ),
  csv(
    "numbers-written-otherwise",
    "full width, spaces, hidden characters, a small x: the same number",
    ids([
      [(id) => id, "ok"],
      [wide, "ok"],
      [(id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`, "ok"],
      [(id) => `\u00a0${id}\u00a0`, "ok"],
      [(id) => `\u200b${id.slice(0, 9)}\u200b${id.slice(9)}\u202c`, "ok"],
      [(id) => `'${id}`, "ok"],
      [(id) => `${id}\t`, "ok"],
      [(id) => `${id.slice(0, 6)}-${id.slice(6)}`, "may"],
      [(id) => id.replace("0", "O"), "may"],
      [(id) => `身份证号：${id}`, "may"],
    ]),
  ),
  csv(
    "numbers-ending-in-x",
    "small, full width and Cyrillic x",
    roster(usual, [
      ok(withX),
      ok(withX, { id_number: withX.id.toLowerCase() }),
      ok(withX, { id_number: wide(withX.id) }),
      ok(withX, { id_number: `${withX.id.slice(0, 17)}ｘ` }),
      may(withX, { id_number: `${withX.id.slice(0, 17)}Х` }),
      may(withX, { id_number: `${withX.id.slice(0, 17)}×` }),
      bad(withX, "id_number", { id_number: `${withX.id.slice(0, 17)}*` }),
    ]),
  ),
  csv(
    "numbers-that-are-none",
    "digits lost, added, masked, wrong",
    ids([
      [(id) => id, "ok"],
      [(id) => id.slice(0, 6) + id.slice(8, 17), "bad"],
      [(id) => id.slice(0, 17), "bad"],
      [(id) => `${id}0`, "bad"],
      [(id) => `${id.slice(0, 6)}********${id.slice(14)}`, "bad"],
      [() => "9.90000E+17", "bad"],
      [() => "9.90000201503E+17", "bad"],
      [() => "9.9E17", "bad"],
      [wrongCheck, "bad"],
      [(id) => `${id.slice(0, 15)}${wrongCheck(`${id.slice(0, 15)}00${id.slice(17)}`).slice(15, 17)}${"0"}`, "bad"],
      [(id) => `${id.slice(0, 6)}20150230${id.slice(14)}`, "bad"],
      [(id) => `0${id.slice(1)}`, "bad"],
      [(id) => `${id.slice(0, 8)}?${id.slice(9)}`, "bad"],
      [(id) => id.split("").reverse().join(""), "bad"],
      [(id) => `${id}/${id}`, "bad"],
      [() => "待补", "bad"],
      [() => "########", "bad"],
      [(id) => id.slice(-4), "bad"],
    ]),
  ),
  csv(
    "numbers-all-ending-in-three-zeros",
    "a workbook cut them to 15 digits before this CSV was made; one is right by chance: at least a word about it",
    roster(usual, [
      ok(girl(1)),
      ...[boy(2), girl(3), boy(4)].map((it) => bad(it, "id_number", { id_number: `${it.id.slice(0, 15)}000` })),
      mayWarn(zeros, "id_number", {}, {}),
    ]),
  ),
  csv(
    "numbers-against-sex-and-birth",
    "the number contradicts the columns beside it",
    roster(usual, [
      ok(girl(1)),
      bad(boy(2), ["sex", "id_number"], { sex: "女" }),
      bad(girl(3), ["birth_date", "id_number"], { birth_date: "2015-12-31" }),
      bad(boy(4), ["birth_date", "sex", "id_number"], { id_number: girl(5).id }),
      ok(girl(5)),
    ]),
  ),
  csv(
    "children-without-a-number",
    "无, 未上户口, a stroke: no number, but a child all the same",
    roster(usual, [
      ok(girl(1), { id_number: "" }, { id_number: null }),
      ...["无", "未上户口", "/", "—", "暂无"].map((text, at) =>
        may(children(at + 2), { id_number: text }, { id_number: null }),
      ),
      ok(boy(8)),
    ]),
  ),
  choices("sexes", "as offices write them; what is not one of two is refused", "sex", [
    ["女", "ok", "2"],
    ["男性", "ok", "1"],
    ["女 ", "ok", "2"],
    ["M", "ok", "1"],
    ["f", "ok", "2"],
    ["1", "ok", "1"],
    ["２", "ok", "2"],
    ["1.男", "may", "1"],
    ["女孩", "ok", "2"],
    ["2-女", "bad"],
    ["女", "ok", "2"],
    ["男/女", "bad"],
    ["0", "bad"],
    ["未知", "may", "1"],
    ["女男", "bad"],
    ["男女", "bad"],
    ["nan", "may", "2"],
    ["", "ok", "1"],
  ]),
  csv(
    "sex-with-boxes-and-codes",
    "ticked boxes and codes before words",
    roster(usual, [
      ok(girl(1), { sex: "２" }),
      may(girl(3), { sex: "□男 ☑女" }),
      may(girl(5), { sex: "2-女" }),
      may(girl(7), { sex: "女（2）" }),
      may(boy(8), { sex: "男√ 女" }),
      bad(boy(10), "sex", { sex: "☑男 ☑女" }),
      bad(boy(12), "sex", { sex: "□男 □女" }),
      ok(boy(14)),
    ]),
  ),
  choices("yes-and-no", "√ × 是 否; what is neither is never taken for no", "filed", [
    ["√", "ok", "1"],
    ["×", "ok", "0"],
    ["是", "ok", "1"],
    ["否", "ok", "0"],
    ["有", "ok", "1"],
    ["无", "ok", "0"],
    ["✓", "ok", "1"],
    ["1", "ok", "1"],
    ["0", "ok", "0"],
    ["Y", "ok", "1"],
    ["TRUE", "ok", "1"],
    ["", "ok", null],
    ["未采集", "ok", "99"],
    ["不清楚", "ok", "99"],
    ["99", "ok", "99"],
    ["/", "may", null],
    ["—", "may", null],
    ["○", "bad"],
    ["?", "bad"],
    ["待定", "bad"],
    ["V", "may", "1"],
    ["☑", "may", "1"],
    ["□", "may", null],
    ["□是 ☑否", "may", "0"],
    ["是/否", "bad"],
    ["是否", "bad"],
    ["不是", "may", "0"],
    ["2", "bad"],
  ]),
  choices(
    "boarding",
    "住校, 走读, √, 无; 借宿 and 半寄宿 are neither",
    "boarding",
    [
      ["住校", "ok", "1"],
      ["走读", "ok", "2"],
      ["√", "ok", "1"],
      ["×", "ok", "2"],
      ["无", "ok", "2"],
      ["是", "ok", "1"],
      ["否", "ok", "2"],
      ["寄宿生", "ok", "1"],
      ["", "ok", null],
      ["校外托管", "ok", "3"],
      ["借宿", "bad"],
      ["半寄宿", "bad"],
      ["不寄宿", "may", "2"],
      ["不住校", "ok", "2"],
      ["不走读", "bad"],
      ["未采集", "ok", "99"],
      ["寄宿/走读", "bad"],
      ["0", "bad"],
    ],
    inSchool,
  ),
  choices("carers", "relatives by their names; a word inside another is not an answer", "guardian_type", [
    ["爷爷奶奶", "ok", "01"],
    ["爷爷、奶奶", "may", "01"],
    ["祖父", "ok", "01"],
    ["外婆", "ok", "02"],
    ["外公外婆", "ok", "02"],
    ["姥姥", "ok", "02"],
    ["姑姑", "ok", "05"],
    ["01", "ok", "01"],
    ["1", "may", "01"],
    ["01.祖父母", "may", "01"],
    ["1祖父母", "may", "01"],
    ["祖父母（身体不好）", "may", "01"],
    ["", "ok", null],
    ["不详", "ok", "99"],
    ["奶奶/外婆", "bad"],
    ["父亲的朋友", "bad"],
    ["舅爷爷", "may", "05"],
    ["姨奶奶", "may", "05"],
    ["奶奶的妹妹", "may", "05"],
    ["父母", "bad"],
    ["无", "bad"],
    ["无爷爷奶奶", "bad"],
    ["不是祖父母", "bad"],
    ["祖父母（已去世）", "bad"],
    ["好心人", "bad"],
    ["12", "bad"],
  ]),
  choices("fathers", "what offices write under the father's status", "father_status", [
    ["外出务工", "ok", "2"],
    ["打工", "ok", "2"],
    ["在家", "ok", "1"],
    ["在家务农", "ok", "1"],
    ["死亡", "ok", "4"],
    ["失联", "ok", "5"],
    ["2", "ok", "2"],
    ["2.外出务工", "may", "2"],
    ["10", "ok", "10"],
    ["不详", "ok", "10"],
    ["外出", "ok", "2"],
    ["广东打工", "may", "2"],
    ["外出务工（广东）", "may", "2"],
    ["常年在外打工", "may", "2"],
    ["服刑", "may", "6"],
    ["病故", "may", "4"],
    ["务农", "may", "1"],
    ["未外出", "may", "1"],
    ["离异", "bad"],
    ["离婚，外出务工", "bad"],
    ["不在家", "bad"],
    ["外出务工（已返乡）", "bad"],
    ["在家/外出务工", "bad"],
    ["无", "bad"],
    ["是", "bad"],
    ["12", "bad"],
    ["未采集", "may", { oneOf: [null, "10"] }],
  ]),
  choices("health", "健康 and its neighbours; an illness by its name is not coded here", "health", [
    ["健康", "ok", "1"],
    ["良好", "ok", "1"],
    ["一般", "ok", "2"],
    ["慢性病", "ok", "3"],
    ["", "ok", null],
    ["健康或良好", "ok", "1"],
    ["不健康", "bad"],
    ["亚健康", "bad"],
    ["无", "bad"],
    ["哮喘", "bad"],
    ["健康（近视）", "may", "1"],
    ["健康、残疾", "bad"],
    ["正常", "may", "1"],
    ["6", "bad"],
  ]),
  choices("needs-several", "every separator that occurs, codes and words, 12 that may be 1 and 2", "needs", [
    ["亲情陪伴、学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴，学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴,学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴；学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴;学业辅导;", "ok", ["1", "2"]],
    ["亲情陪伴 学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴/学业辅导", "may", ["1", "2"]],
    ["亲情陪伴\n学业辅导", "may", ["1", "2"]],
    ["亲情陪伴┋学业辅导", "ok", ["1", "2"]],
    ["亲情陪伴|学业辅导", "may", ["1", "2"]],
    ["亲情陪伴+学业辅导", "may", ["1", "2"]],
    ["亲情陪伴和学业辅导", "may", ["1", "2"]],
    ["1、2", "ok", ["1", "2"]],
    ["1 2", "ok", ["1", "2"]],
    ["1.亲情陪伴、2.学业辅导", "may", ["1", "2"]],
    ["亲情陪伴、亲情陪伴", "may", ["1"]],
    ["12", "bad"],
    ["1.2", "may", ["1", "2"]],
    ["10", "bad"],
    ["亲情陪伴、买书", "bad"],
    ["其他：书包", "may", ["9"]],
    ["", "ok", null],
    ["无", "bad"],
    ["99", "ok", ["99"]],
    ["亲情陪伴、未采集", "bad"],
    ["亲情陪伴学业辅导", "bad"],
    ["√", "bad"],
  ]),
  choices(
    "hardships-several",
    "13 is one code, 无 excludes the others, 边缘 and 非 change the meaning",
    "poverty_cat",
    [
      ["低保", "ok", ["01"]],
      ["低保边缘", "ok", ["02"]],
      ["低保户、残疾学生", "ok", ["01", "12"]],
      ["建档立卡户", "ok", ["04"]],
      ["五保", "ok", ["03"]],
      ["无", "ok", ["00"]],
      ["否", "ok", ["00"]],
      ["13", "ok", ["13"]],
      ["01 12", "ok", ["01", "12"]],
      ["01,13", "ok", ["01", "13"]],
      ["1", "may", ["01"]],
      ["1、3", "may", ["01", "03"]],
      ["0112", "bad"],
      ["15", "bad"],
      ["99", "ok", ["99"]],
      ["未采集", "ok", ["99"]],
      ["", "ok", null],
      ["无、低保", "bad"],
      ["非低保户", "may", ["00"]],
      ["低保（已取消）", "bad"],
      ["低保(2019年取消)", "bad"],
      ["原低保户", "bad"],
      ["拟低保", "bad"],
      ["是", "bad"],
      ["贫困", "bad"],
      ["低保边缘、13", "may", ["02", "13"]],
    ],
  ),
  choices(
    "contact-with-parents",
    "how often, in the words of offices; a range or a feeling is not guessed",
    "contact_freq",
    [
      ["每天", "ok", "1"],
      ["每周1次", "ok", "3"],
      ["每周一次", "ok", "3"],
      ["每周2-6次", "ok", "2"],
      ["每周２至６次", "ok", "2"],
      ["从不", "ok", "7"],
      ["每月1次", "ok", "5"],
      ["", "ok", null],
      ["每周2-3次", "may", "2"],
      ["一周两次", "may", "2"],
      ["1次/周", "may", "3"],
      ["每月2次", "may", "4"],
      ["半月一次", "may", "4"],
      ["经常", "bad"],
      ["偶尔", "bad"],
      ["每周1-2次", "bad"],
      ["每两周一次", "may", "4"],
      ["每年1次", "may", "6"],
      ["无", "bad"],
      ["8", "bad"],
    ],
  ),
  choices("age-of-the-carer", "an age in years falls into its band, at the edges too", "guardian_age_band", [
    ["62", "ok", "3"],
    ["62岁", "ok", "3"],
    ["50", "ok", "2"],
    ["59", "ok", "2"],
    ["60", "ok", "3"],
    ["49", "ok", "1"],
    ["80", "ok", "5"],
    ["79岁", "ok", "4"],
    ["60-69岁", "ok", "3"],
    ["60至69岁", "ok", "3"],
    ["3", "ok", "3"],
    ["", "ok", null],
    ["62周岁", "may", "3"],
    ["62、60", "may", "3"],
    ["58、60", "bad"],
    ["六十二", "may", "3"],
    ["1964", "bad"],
    ["1964年生", "bad"],
    ["620", "bad"],
    ["9", "bad"],
    ["-62", "bad"],
    ["60多岁", "may", "3"],
    ["老年", "bad"],
    ["62.5", "may", "3"],
  ]),
  csv(
    "grades-at-primary-school",
    "六(2)班, 小学三年级, 601班; a year of entry is no grade",
    stages(
      [
        ["4", "ok", 4],
        ["四年级", "ok", 4],
        ["4年级", "ok", 4],
        ["四", "ok", 4],
        ["四(2)班", "ok", 4],
        ["四（2）班", "ok", 4],
        ["小学四年级", "ok", 4],
        ["四年级2班", "ok", 4],
        ["四年2班", "may", 4],
        ["４", "ok", 4],
        ["401班", "may", 4],
        ["401", "may", 4],
        ["四.2", "may", 4],
        ["2022级", "bad"],
        ["13", "bad"],
        ["0", "bad"],
        ["四、五年级", "bad"],
        ["3-4", "bad"],
        ["", "ok", null],
        ["不详", "may", null],
      ],
      ["小学", "03"],
      2016,
    ),
  ),
  csv(
    "grades-at-middle-school",
    "初二 is 8, 八年级 is 8; a bare 2 is worth a word",
    (() => {
      const of = stages(
        [
          ["初二", "ok", 8],
          ["八年级", "ok", 8],
          ["8", "ok", 8],
          ["初二(1)班", "ok", 8],
          ["八（3）班", "ok", 8],
          ["初中二年级", "may", 8],
          ["初二年级", "ok", 8],
          ["初2", "may", 8],
          ["2", "may", { oneOf: [2, 8] }],
          ["二年级", "may", { oneOf: [2, 8] }],
        ],
        ["初中", "04"],
        2012,
      );
      return { ...of, problems: [10, 11].map((row) => ({ row, field: ["grade", "edu_status"] })) };
    })(),
  ),
  csv(
    "grades-at-kindergarten-and-high-school",
    "大班 is no grade; 高一 is 10",
    roster(usualAnd("edu_status", "grade"), [
      ok(girl(1, "2021-03-05"), { edu_status: "幼儿园" }, { edu_status: "02", grade: null }),
      may(boy(2, "2021-03-05"), { edu_status: "幼儿园", grade: "大班" }, { edu_status: "02", grade: null }),
      ok(girl(3, "2010-11-05"), { edu_status: "高中", grade: "高一" }, { edu_status: "05", grade: 10 }),
      ok(boy(4, "2010-11-05"), { edu_status: "高中", grade: "高一（3）班" }, { edu_status: "05", grade: 10 }),
      may(girl(5, "2021-03-05"), { edu_status: "幼儿园", grade: "3" }, { edu_status: "02", grade: null }),
    ]),
  ),
  choices("telephones", "spaces, hyphens, +86, two in one cell, digits lost", "guardian_phone", [
    [phone, "ok", phone],
    ["199 0000 0031", "ok", phone],
    ["199-0000-0031", "ok", phone],
    ["+86 19900000031", "ok", phone],
    ["+86-19900000031", "ok", phone],
    ["8619900000031", "may", phone],
    [wide(phone), "ok", phone],
    [`'${phone}`, "ok", phone],
    [`${phone}.0`, "may", phone],
    ["", "ok", null],
    ["0999-1234567", "ok", { oneOf: ["0999-1234567", "09991234567"] }],
    ["无", "may", null],
    ["19900000031/19900000032", "may", { oneOf: [phone, "19900000032"] }],
    ["19900000031、19900000032", "may", { oneOf: [phone, "19900000032"] }],
    ["19900000031（奶奶）", "may", phone],
    ["1990000003", "bad"],
    ["199000000311", "bad"],
    ["1.99E+10", "bad"],
    ["12900000031", "bad"],
    ["199****0031", "bad"],
    ["########", "bad"],
    ["微信同号", "bad"],
  ]),
  choices("months-away", "since when; 2023.1 may have been 2023.10", "father_out_since", away),
  choices("counts", "0 is an answer, an empty cell is none", "talk_count", [
    ["3", "ok", 3],
    ["0", "ok", 0],
    ["３", "ok", 3],
    ["3次", "may", 3],
    ["三次", "may", 3],
    ["", "ok", null],
    ["3.0", "may", 3],
    ["3.5", "bad"],
    ["-1", "bad"],
    ["约5次", "bad"],
    ["3-5", "bad"],
    ["1,000", "bad"],
    ["1e2", "bad"],
    ["0x10", "bad"],
    ["201", "bad"],
    ["多次", "bad"],
    ["无", "may", { oneOf: [0, null] }],
    ["3+2", "bad"],
  ]),
  choices("areas", "by code or name; digits lost are an error", "area_code", [
    ["990000101", "ok", "990000101"],
    ["990000101201", "ok", "990000101201"],
    ["９９００００１０１", "ok", "990000101"],
    ["990000101 ", "ok", "990000101"],
    ["青禾镇", "may", "990000101"],
    ["示例县青禾镇", "may", "990000101"],
    ["990000101.0", "may", "990000101"],
    ["990000", "bad"],
    ["99000010120", "bad"],
    ["9.9E+11", "bad"],
    ["990000101201000", "bad"],
    ["不知名镇", "bad"],
    ["", "ok", null],
  ]),
  csv(
    "answers-that-contradict-each-other",
    "boarding without a school, a carer who is away",
    roster(usualAnd("edu_status", "boarding"), [
      ok(girl(1, "2015-03-05"), { edu_status: "小学", boarding: "住校" }, { edu_status: "03", boarding: "1" }),
      bad(boy(2, "2022-03-05"), ["boarding", "edu_status"], { edu_status: "未入园", boarding: "住校" }),
      bad(girl(3, "2015-03-05"), ["guardian_type", "mother_status"], {
        guardian_type: "母亲",
        edu_status: "小学",
        boarding: "走读",
      }),
      bad(boy(4, "2015-03-05"), ["guardian_type", "father_status"], {
        guardian_type: "爸爸",
        father_status: "去世",
        edu_status: "小学",
      }),
      ok(
        girl(5, "2015-03-05"),
        { guardian_type: "妈妈", mother_status: "在家", edu_status: "小学" },
        { guardian_type: "04", mother_status: "1", edu_status: "03" },
      ),
      bad(boy(6, "2014-03-05"), ["boarding", "edu_status"], { edu_status: "辍学", boarding: "√" }),
    ]),
  ),
  csv(
    "answers-that-call-for-help",
    "suspected harm and thoughts of self-harm are acted on: a warning, the child is kept, the answer is not, and it does not become 无",
    roster(usualAnd("risk_flags", "psych_concern", "psych_signs"), [
      ok(girl(1), { risk_flags: "无", psych_concern: "无" }, { risk_flags: ["00"], psych_concern: "0" }),
      warn(boy(2), "risk_flags", { risk_flags: "疑似侵害" }, { risk_flags: null }),
      warn(girl(3), "risk_flags", { risk_flags: "自伤念头" }, { risk_flags: null }),
      warn(boy(4), "risk_flags", { risk_flags: "溺水高风险、疑似侵害" }, { risk_flags: { oneOf: [["08"], null] } }),
      warn(girl(5), "risk_flags", { risk_flags: "13" }, { risk_flags: null }),
      warn(boy(6), "risk_flags", { risk_flags: "08 14" }, { risk_flags: { oneOf: [["08"], null] } }),
      warn(
        girl(7),
        "psych_signs",
        { psych_concern: "重点关注", psych_signs: "自伤、厌学" },
        { psych_concern: "2", psych_signs: { oneOf: [["5"], null] } },
      ),
      bad(boy(8), "risk_flags", { risk_flags: "有自伤倾向" }),
      ok(girl(9), { risk_flags: "沉迷网络" }, { risk_flags: ["05"] }),
    ]),
  ),
  csv(
    "warnings-that-keep-the-child",
    "alone at home: told, and kept",
    roster(usualAnd("risk_flags"), [
      warn(girl(1), "guardian_type", { guardian_type: "独居" }, { guardian_type: "09" }),
      warn(boy(2), "risk_flags", { risk_flags: "脱离监护独居" }, { risk_flags: ["01"] }),
      ok(girl(3)),
    ]),
  ),
  csv(
    "names",
    "spaces and hidden characters go, the dot of minority names is one dot, what is no name is refused",
    names,
  ),
  csv(
    "formulas-in-text",
    "text that a spreadsheet would run is kept as text, or refused",
    roster(injection, [
      ok(girl(1)),
      literal(boy(2), '=HYPERLINK("http://example.invalid/","点我")'),
      literal(girl(3), "+cmd|' /C calc'!A0"),
      literal(boy(4), "@SUM(A1:A9)"),
      literal(girl(5), "-2+3"),
      bad(boy(6), "child_name", { child_name: "=1+1" }),
      bad(girl(7), "guardian_type", { guardian_type: '=IF(1,"祖父母","")' }),
      ok(boy(8)),
    ]),
  ),
  csv(
    "markup-in-text",
    "HTML in a name or a remark is text",
    roster(injection, [
      ok(girl(1)),
      may(boy(2), { child_name: "<b>张禾苗</b>" }, { child_name: "<b>张禾苗</b>" }),
      may(girl(3), { child_name: "<img src=x onerror=alert(1)>" }, { child_name: "<img src=x onerror=alert(1)>" }),
      literal(boy(4), "</td></tr></table><script>alert(1)</script>"),
      literal(girl(5), "__proto__"),
      ok(boy(6)),
    ]),
  ),
  csv(
    "very-long-cells",
    "what is longer than the question allows is not cut in silence",
    roster(usualAnd("school_name", "remark"), [
      ok(girl(1), { remark: "路远".repeat(20) }, { remark: "路远".repeat(20) }),
      bad(boy(2), "remark", { remark: "很长".repeat(20_000) }),
      bad(girl(3), "school_name", { school_name: "校".repeat(300) }),
      ok(boy(4)),
    ]),
  ),
  csv(
    "emoji-and-control-characters-in-text",
    "kept or dropped, never in the way",
    roster(injection, [
      ok(girl(1)),
      may(boy(2), { remark: "好😀好" }, { remark: { oneOf: ["好😀好", "好好"] } }),
      may(girl(3), { remark: "路\u0007远" }, { remark: { oneOf: ["路\u0007远", "路远"] } }),
      may(boy(4), { remark: "\u202e远路\u202c" }, { remark: { oneOf: ["\u202e远路\u202c", "远路"] } }),
      ok(girl(5), { father_status: "外出\u200b务工", guardian_type: "\u2060祖父母" }),
    ]),
  ),
  csv(
    "choices-with-hidden-characters",
    "full width, hard spaces and zero-width characters around answers",
    roster(
      usualAnd("edu_status", "boarding"),
      [
        ok(
          girl(1, "2015-03-05"),
          { edu_status: "小 学", boarding: "\u00a0住校\u00a0" },
          { edu_status: "03", boarding: "1" },
        ),
        ok(boy(2, "2015-03-05"), { edu_status: "０３", boarding: "２" }, { edu_status: "03", boarding: "2" }),
        ok(
          girl(3, "2015-03-05"),
          { edu_status: "小学。", boarding: "住校；" },
          { edu_status: { oneOf: ["03"] }, boarding: { oneOf: ["1"] } },
        ),
        ok(
          boy(4, "2015-03-05"),
          { edu_status: "\ufeff小学", boarding: "走读\u200b" },
          { edu_status: "03", boarding: "2" },
        ),
      ].map((it, at) => (at === 2 ? { ...it, fate: "either" as const } : it)),
    ),
  ),
];
