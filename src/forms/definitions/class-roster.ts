import * as codes from "../codes.ts";
import { type AnyAnswers, choice, date, defineForm, name, number, table, text, isRows } from "../form.ts";
import { paper } from "../papers.ts";
import {
  childName,
  childCode,
  sex,
  birthMonth,
  schoolName,
  className,
  guardianType,
  remark,
  helperName,
} from "../questions.ts";
import { ownNumber, carerIsAway, nobodyCares, nobodyNamed, notInFuture } from "../rules.ts";

/**
 * The left-behind children of one class and term, one row a child, made by the class teacher at the start of term and handed
 * in sealed. It is also where a class teacher pastes the rows of an old spreadsheet, so its columns know many headings and
 * of the class only its name is required. It says who the children are, who cares for and who helps them, and what changed; what
 * reaches a family stands on the contact card (T02), what is told in confidence in the file (T01). Left out: the citizen's
 * number, not even its last four digits, because with month of birth and sex they give back most of the whole, while the
 * office's own number tells two children of one name apart; the day of birth, which is dropped from a date that is pasted;
 * addresses, telephones and the names of parents and carers; orphanhood, disability, poverty and grades of risk, which mark a
 * child on a list that many see; the grade, which the class says; whether there is a file, which its number says. Either name
 * or number will do, for a list without names; what goes up has no names, no month of birth, no helpers and no remarks.
 */
export const classRoster = defineForm({
  id: "class-roster",
  template: "T35",
  title: "留守儿童花名册",
  version: "2026.1",
  basis: ["06#5.1", "03#3.1", "02#3.1", "law:wbf#29.2"],
  filledBy: "班主任",
  per: "每班每学期一份",
  minutes: 20,
  processing: {
    purpose: "弄清班里有哪些孩子的父母外出、由谁照护、谁在帮扶，据此建档和安排帮扶",
    ground: "duty",
    keep: "下学期名册核对后一学年",
    seenBy: "班主任、学校负责人；上级主管部门（只报编号，不报姓名）",
  },
  sections: [
    {
      title: "花名册",
      questions: {
        school_name: schoolName,
        class_name: { ...className, required: true, why: "03#3.1" },
        teacher_name: name("班主任", { privacy: "process", synonyms: ["班主任姓名"] }),
        list_date: date("核对日期", {
          privacy: "process",
          hint: "每学期初核对一次",
          why: "03#3.1",
          synonyms: ["登记日期", "统计日期", "截止日期"],
        }),
        term: text("学期", { privacy: "process", longest: 8, hint: "如 2026年秋季" }),
        total: number("在册人数", {
          privacy: "safe",
          least: 0,
          most: 60,
          hint: "不含本学期退出的",
          synonyms: ["合计", "合计人数", "留守儿童人数"],
        }),
        added: number("新增人数", { privacy: "safe", least: 0, most: 60, synonyms: ["其中新增"] }),
        children: table(
          "名册",
          {
            // So long that the heading 性别 still has room beside it on paper.
            child_code: { ...childCode, longest: 18 },
            child_name: {
              ...childName,
              required: false,
              why: "06#5.1",
              synonyms:
                "学生姓名 儿童姓名 幼儿姓名 孩子姓名 留守儿童姓名 留守学生姓名 被监护人姓名 学生 儿童 名字".split(" "),
            },
            sex: { ...sex, required: false },
            birth_month: {
              ...birthMonth,
              detail: true,
              hint: "写到月；粘贴整日期也只留到月",
              synonyms: ["出生日期", "出生年月日", "出生时间", "出生", "生日"],
            },
            out_type: choice("外出类型", codes.outTypes, {
              privacy: "sensitive",
              hint: "一方去世或失联、另一方外出的选“其他”",
              synonyms: ["外出情况", "留守类型", "留守情况", "父母外出情况", "父母务工情况", "父母打工情况"],
            }),
            guardian_type: {
              ...guardianType,
              synonyms:
                "监护人 照护人 临时监护人 委托监护人 照护人类型 监护类型 监护人类型 由谁照护 由谁照看 跟谁生活 关系 与儿童关系 与学生关系 与孩子关系 与监护人关系 监护人关系 监护关系 照护人关系 与被监护人关系 与本人关系 成员1关系".split(
                  " ",
                ),
            },
            boarding: choice("寄宿", codes.boardings, {
              privacy: "safe",
              synonyms:
                "是否寄宿 是否住校 住校情况 寄宿情况 就读方式 是否寄宿生 住宿情况 住宿 住校 寄宿/走读 寄宿走读 走读/寄宿 寄宿或走读".split(
                  " ",
                ),
            }),
            helper_name: helperName,
            change_type: choice("本期变动", codes.changeTypes, {
              privacy: "safe",
              detail: true,
              synonyms: ["变动", "变动情况", "变化", "新增/退出", "增减"],
            }),
            remark: { ...remark, longest: 60, lines: 1, hint: "退出的写明原因；病情和家事不写在这里" },
          },
          { rows: 20, most: 60, hint: "一名儿童一行，本学期退出的也留一行。不写身份证号、电话和住址。" },
        ),
      },
    },
  ],
  papers: [
    paper({
      title: "留守儿童花名册",
      orientation: "landscape",
      pages: 2,
      header: [],
      printed: ["退出的孩子在备注写明原因，如父母返乡、随父母迁出、满十六周岁。病情和家事不写。"],
      signatures: [{ who: "制表人" }, { who: "审核人" }],
      seal: true,
    }),
    paper({
      id: "upward",
      title: "留守儿童花名册（上报版，不写姓名）",
      orientation: "landscape",
      pages: 2,
      header: [],
      only: [
        ...["school_name", "class_name", "list_date", "term", "total", "added"],
        ...["child_code", "sex", "out_type", "guardian_type", "boarding", "change_type"],
      ],
      signatures: [{ who: "制表人" }, { who: "审核人" }],
      seal: true,
    }),
  ],
  needs: [["class_name"], ["child_name", "child_code"]],
  rules: [
    {
      code: "child_twice",
      at: "class_name",
      severity: "error",
      message: "名册里有两行编号相同：同一个孩子请只留一行，不同的孩子请改编号",
      broken: (a) => {
        const known = rowsIn(a).flatMap((it) => it["child_code"] ?? []);
        return new Set(known).size < known.length;
      },
    },
    {
      code: "name_twice",
      at: "class_name",
      severity: "warning",
      message: "名册里有两行同名：是同一个孩子请只留一行，不是的请用编号分开",
      broken: (a) => {
        const names = rowsIn(a).flatMap((it) => it["child_name"] ?? []);
        return new Set(names).size < names.length;
      },
    },
    {
      code: "total_differs",
      at: "total",
      severity: "warning",
      message: "在册人数和名册行数对不上（退出的不算），请核对",
      broken: (a) =>
        a["total"] !== undefined && a["total"] !== rowsIn(a).filter((it) => it["change_type"] !== "3").length,
    },
    {
      code: "added_differs",
      at: "added",
      severity: "warning",
      message: "新增人数和名册里“本期变动”写新增的行数对不上，请核对",
      broken: (a) =>
        a["added"] !== undefined && a["added"] !== rowsIn(a).filter((it) => it["change_type"] === "1").length,
    },
    nobodyNamed,
    {
      code: "exit_without_reason",
      at: "change_type",
      severity: "warning",
      message: "写了退出，请在备注里写明原因，如父母返乡、随父母迁出、满十六周岁",
      broken: (a) => a["change_type"] === "3" && a["remark"] === undefined,
    },
    ownNumber,
    carerIsAway,
    nobodyCares,
    ...["list_date", "birth_month"].map((at) => notInFuture(at)),
  ],
  cautions: [
    "私下向家长了解，不在课堂上点名、举手。",
    "可以把原来的 Excel 整片粘贴进来：身份证号、电话、住址、家长姓名几列不会读取，出生日期只留到月。",
    "往上报用“上报版”：只有编号，没有姓名、出生年月和备注；编号和姓名的对照留在学校。",
    "纸质密封送，电子版加密单独发，不进群、不上墙。",
  ],
  example: {
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    teacher_name: "周青禾",
    list_date: "2026-09-11",
    term: "2026年秋季",
    total: 5,
    added: 2,
    children: [
      {
        child_code: "QH-2026-017",
        child_name: "张小满",
        sex: "1",
        birth_month: "2015-03",
        out_type: "1",
        guardian_type: "01",
        boarding: "2",
        helper_name: "周青禾",
        change_type: "1",
      },
      {
        child_code: "QH-2024-006",
        child_name: "李谷雨",
        sex: "2",
        birth_month: "2015-04",
        out_type: "1",
        guardian_type: "02",
        boarding: "2",
        helper_name: "陈望田",
        change_type: "2",
      },
      {
        child_code: "QH-2024-011",
        child_name: "王小暑",
        sex: "1",
        birth_month: "2014-12",
        out_type: "2",
        guardian_type: "04",
        boarding: "2",
        helper_name: "周青禾",
        change_type: "2",
      },
      {
        child_code: "QH-2025-004",
        child_name: "赵立秋",
        sex: "2",
        birth_month: "2015-08",
        out_type: "3",
        guardian_type: "01",
        boarding: "1",
        helper_name: "陈望田",
        change_type: "2",
      },
      {
        child_code: "QH-2026-018",
        child_name: "孙白露",
        sex: "2",
        birth_month: "2015-09",
        out_type: "1",
        guardian_type: "05",
        boarding: "1",
        helper_name: "林小河",
        change_type: "1",
        remark: "本学期转入",
      },
      {
        child_code: "QH-2025-009",
        child_name: "周立夏",
        sex: "1",
        birth_month: "2015-05",
        out_type: "99",
        guardian_type: "03",
        boarding: "2",
        helper_name: "林小河",
        change_type: "3",
        remark: "父母返乡",
      },
    ],
  },
});

function rowsIn(answers: AnyAnswers) {
  const rows = answers["children"];
  return isRows(rows) ? rows : [];
}
