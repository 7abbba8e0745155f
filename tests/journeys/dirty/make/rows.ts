import {
  answersOf,
  bad,
  boy,
  type Case,
  doubtful,
  girl,
  line,
  may,
  ok,
  read,
  type Roster,
  roster,
  usual,
  usualAnd,
} from "./case.ts";
import { bom, delimited, gb, utf8 } from "./bytes.ts";

/** Rows that are no children, and rows that lean on others. */

const csv = (name: string, note: string, of: Roster) =>
  read(name, note, "示例_一校.csv", utf8(bom + delimited(of.rows)), of);
const serial = ["序号", ...usualAnd("remark")];
const numbered = (n: number) => ({ 序号: String(n) });
const [a, b, c, d] = [girl(1), boy(2), girl(3), boy(4)];

const school = usualAnd("school_name");
const [first, second] = [{ school_name: "青禾镇中心小学" }, { school_name: "石门小学" }];
const sameSchool = roster(school, [
  ok(a, first, first),
  may(b, { school_name: "同上" }, first),
  ok(c, second, second),
  may(d, { school_name: "〃" }, second),
  may(girl(5), { school_name: "″" }, second),
  ok(boy(6), {}, { school_name: null }),
  may(girl(7), { school_name: "同上" }, { school_name: { oneOf: [null] } }),
]);
const sameAnswers = roster(usual, [
  ok(a, { guardian_type: "外祖父母", father_status: "在家" }, { guardian_type: "02", father_status: "1" }),
  may(b, { guardian_type: "同上", father_status: "同上" }, { guardian_type: "02", father_status: "1" }),
  may(c, { guardian_type: "〃", mother_status: "同上" }, { guardian_type: "02" }),
  may(d, { mother_status: "同左" }),
  bad(girl(5), "child_name", { child_name: "同上" }),
  bad(boy(6), "id_number", { id_number: "同上" }),
  may(girl(7), { mother_status: "同父亲" }),
  ok(boy(8)),
]);
const sameAsRefused = roster(usual, [
  bad(a, "guardian_type", { guardian_type: "同上" }),
  bad(b, "father_status", { father_status: "说不清楚的情况" }),
  bad(c, "father_status", { father_status: "同上" }),
  bad(d, "guardian_type", { guardian_type: "邻村的人" }),
  bad(girl(5), "guardian_type", { guardian_type: "同上" }),
  ok(boy(6)),
]);

export const rowCases: readonly Case[] = [
  csv(
    "subtotals-and-total",
    "小计 after each class, 合计 at the end, in the first, second and third column",
    roster(serial, [
      ok(a, numbered(1)),
      ok(b, numbered(2)),
      line("小计", "2人", "", "", "", "", "", "", ""),
      ok(c, numbered(3)),
      line("", "小计", "1人", "", "", "", "", "", ""),
      line("", "合计", "3", "", "", "", "", "", ""),
      line("总 计", "3", "男1女2", "", "", "", "", "", ""),
      line("共3人"),
    ]),
  ),
  csv(
    "total-with-a-count-by-sex",
    "合计 under the name, 男2女1 under sex, other counts under the rest",
    roster(usual, [ok(a), ok(b), ok(d), line("合计", "男2女1", "", "", "3", "3", "3")]),
  ),
  csv(
    "signatures-at-the-foot",
    "who filled it in, who checked it, when, seal",
    roster(usual, [
      ok(a),
      ok(b),
      line(""),
      line("填表人：周老师", "", "", "审核人：吴校长", "", "", "2026年9月20日"),
      line("单位负责人（签名）：", "", "", "（盖章）", "", "", ""),
      line("填报日期：2026年9月20日"),
      line("", "", "", "", "", "制表：周老师", ""),
    ]),
  ),
  csv(
    "notes-at-the-foot",
    "notes below the list",
    roster(usual, [
      ok(a),
      ok(b),
      line("注：1.留守儿童是指父母双方外出务工的未成年人。"),
      line("备注：身份证号必须写18位，姓名与户口簿一致。"),
      line("说明：父亲状态、母亲状态按选项填写。"),
      doubtful("2.外出以六个月为准。"),
      doubtful("联系电话：0999-1234567"),
    ]),
  ),
  csv(
    "names-that-look-like-totals",
    "children whose names begin with such words, and a remark that says 小计, are children",
    roster(usualAnd("remark"), [
      ok(a, { child_name: "计小禾" }, { child_name: "计小禾" }),
      ok(b, { child_name: "合欢" }, { child_name: "合欢" }),
      ok(c, { child_name: "总小雨" }, { child_name: "总小雨" }),
      ok(d, { child_name: "共青木" }, { child_name: "共青木" }),
      ok(girl(5), { child_name: "填小满" }, { child_name: "填小满" }),
      ok(boy(6), { remark: "小计" }, { remark: "小计" }),
      ok(girl(7), { remark: "合计2次家访" }, { remark: "合计2次家访" }),
      ok(boy(8), { child_name: "注小满" }, { child_name: "注小满" }),
    ]),
  ),
  csv(
    "class-names-between-the-rows",
    "a line with the class before its children",
    roster(usual, [doubtful("三年级（1）班"), ok(a), ok(b), doubtful("三年级（2）班", "", "", "", "", "", ""), ok(c)]),
  ),
  csv(
    "same-as-above-school",
    "同上 and its marks under school: filled in or told, never kept as a name of a school",
    sameSchool,
  ),
  csv("same-as-above-answers", "同上, 〃, 同左 under choices; never for a name or a number", sameAnswers),
  csv(
    "same-as-above-without-an-answer-above",
    "同上 in the first row, and below answers that are refused",
    sameAsRefused,
  ),
  csv(
    "same-as-above-after-a-subtotal",
    "above 同上 is a subtotal",
    roster(school, [
      ok(a, first, first),
      line("小计", "1人"),
      may(b, { school_name: "同上" }, first),
      ok(c, second, second),
    ]),
  ),
  csv(
    "same-child-twice",
    "both rows are read; what is counted is decided later",
    roster(usual, [ok(a), ok(b), ok(a), ok(a, { father_status: "在家" }, { father_status: "1" })]),
  ),
  csv(
    "rows-without-a-name-or-with-a-name-only",
    "an answer is missing that no record can do without",
    roster(usual, [
      ok(a),
      bad(b, "child_name", { child_name: "" }),
      bad(c, [], { sex: "", birth_date: "", id_number: "", father_status: "", mother_status: "", guardian_type: "" }),
      bad(d, ["birth_date", "id_number"], { birth_date: "", id_number: "" }),
      bad(girl(5), ["sex", "id_number"], { sex: "", id_number: "" }),
      ok(boy(6), { sex: "" }),
      ok(girl(7), { birth_date: "" }),
      ok(boy(8), { guardian_type: "" }, { guardian_type: null }),
    ]),
  ),
  csv(
    "parents-left-empty",
    "an empty status is never “at home”",
    roster(usual, [
      ok(a),
      may(b, { father_status: "" }, { father_status: null }),
      may(c, { mother_status: "" }, { mother_status: null }),
      may(d, { father_status: "/", mother_status: "—" }, { father_status: null, mother_status: null }),
    ]),
  ),
  csv(
    "serial-numbers-only",
    "numbers filled down further than the list",
    roster(serial, [
      ok(a, numbered(1)),
      ok(b, numbered(2)),
      line("3", "", "", "", "", "", "", "", ""),
      line("4"),
      line("5"),
    ]),
  ),
  csv(
    "many-good-rows-and-one-bad",
    "one wrong row costs nobody else",
    roster(usual, [
      ok(a),
      ok(b),
      ok(c),
      bad(d, "sex", { sex: "南" }),
      ok(girl(5)),
      ok(boy(6)),
      ok(girl(7)),
      ok(boy(8)),
    ]),
  ),
  csv(
    "several-mistakes-in-one-row",
    "told all at once",
    (() => {
      const of = roster(usual, [
        ok(a),
        bad(b, "sex", { sex: "南", father_status: "某地", guardian_type: "某人" }),
        ok(c),
      ]);
      return {
        ...of,
        problems: ["sex", "father_status", "guardian_type"].map((field) => ({
          row: 3,
          field,
          severity: "error" as const,
        })),
      };
    })(),
  ),
  read(
    "gb18030-with-everything-around",
    "title, unit, serial numbers, blank lines, total, signatures: as it arrives",
    "附件2：最终版3.csv",
    gb(
      delimited([
        ["附件2"],
        ["留守儿童排查登记表"],
        ["填报单位（盖章）：青禾镇中心小学", "", "", "", "", "2026年9月20日"],
        ["序号", "姓　名", "性别", "出生年月日", "身份证号码", "父亲状态", "母亲状态", "与儿童关系", "备注"],
        ...[a, b, c].map((it, at) => [
          String(at + 1),
          it.name,
          it.sex,
          it.birth.replaceAll("-", "."),
          it.id.toLowerCase(),
          "打工",
          "打工",
          "爷爷奶奶",
          "",
        ]),
        ["", "", "", "", "", "", "", "", ""],
        ["合计", "3人", "", "", "", "", "", "", ""],
        ["填表人：周老师", "", "", "审核人：吴校长"],
      ]),
    ),
    {
      records: [a, b, c].map((it, at) => ({ row: at + 5, answers: answersOf(it) })),
      refused: [],
      problems: [],
      tolerated: [],
      secrets: [a, b, c].flatMap((it) => [it.name, it.id]),
    },
  ),
];
