import * as codes from "../codes.ts";
import {
  type AnyAnswers,
  type Code,
  choice,
  codesIn,
  date,
  defineForm,
  multiple,
  name,
  number,
  phone,
  table,
  text,
} from "../form.ts";
import { helperCaution, paper } from "../papers.ts";
import { notInFuture, has } from "../rules.ts";

const helperKinds = [
  { code: "1", label: "爱心妈妈", synonyms: ["爱心家长", "代理妈妈"] },
  { code: "2", label: "志愿者" },
  { code: "3", label: "社工" },
  { code: "4", label: "大学生" },
  { code: "5", label: "退休教师或干部", synonyms: ["五老"] },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

const schoolings = [
  { code: "1", label: "小学" },
  { code: "2", label: "初中" },
  { code: "3", label: "高中或中专", synonyms: ["高中", "中专", "职高"] },
  { code: "4", label: "大专" },
  { code: "5", label: "本科以上", synonyms: ["本科", "大学", "研究生"] },
] as const satisfies readonly Code[];

const serviceTimes = [
  { code: "1", label: "工作日白天" },
  { code: "2", label: "工作日晚上" },
  { code: "3", label: "周末" },
  { code: "4", label: "寒假" },
  { code: "5", label: "暑假" },
  { code: "6", label: "节日" },
] as const satisfies readonly Code[];

const parentingExperiences = [
  { code: "00", label: "没有", synonyms: ["无"] },
  { code: "1", label: "带过自己的孩子" },
  { code: "2", label: "带过亲友的孩子" },
  { code: "3", label: "做过教师或保育" },
  { code: "4", label: "学过家庭教育" },
] as const satisfies readonly Code[];

const identityChecks = [
  { code: "1", label: "看过证件原件" },
  { code: "2", label: "姓名照片与本人相符" },
  { code: "3", label: "已满 18 周岁" },
] as const satisfies readonly Code[];

const queryWays = [
  { code: "1", label: "单位去查" },
  { code: "2", label: "本人开证明", synonyms: ["无犯罪记录证明"] },
] as const satisfies readonly Code[];

/** Coded so that a bare number written by hand means what it says: 0 none, 1 some. */
const queryResults = [
  { code: "0", label: "没有查到", synonyms: ["无记录", "无"] },
  { code: "1", label: "查到性侵害/虐待/拐卖/暴力伤害记录", synonyms: ["查到记录", "有记录", "有"] },
  { code: "2", label: "等结果" },
] as const satisfies readonly Code[];

const insurances = [
  { code: "1", label: "已买" },
  { code: "2", label: "不需要" },
  { code: "0", label: "还没买" },
] as const satisfies readonly Code[];

const decisions = [
  { code: "1", label: "接收" },
  { code: "3", label: "接收，不接触孩子" },
  { code: "0", label: "不接收" },
  { code: "2", label: "等查询" },
] as const satisfies readonly Code[];

/**
 * Filled in by a grown-up who wants to help, then by the unit that takes them in. What the plans want of a helper's mind and
 * heart is asked as facts that someone can check, not as praise of oneself; a net name is not a name. Who does not want to be
 * queried may help where no children are. Of the identity paper only the last four digits are kept: the query needs the number
 * on the day it is made, not in a folder. Sex, day of birth, home address, health, party, photograph and a copy of any paper
 * are not asked; nor is a child the helper would like: pairing has its own sheet (T06).
 */
export const volunteerRegistration = defineForm({
  id: "volunteer-registration",
  template: "T30",
  title: "爱心妈妈/志愿者申请登记表",
  version: "2026.1",
  basis: ["07#3.1", "07#4.2", "24#3.1", "law:zyfw#7.2", "law:zyfw#19.1", "law:wbf#62"],
  filledBy: "申请人；核实部分由登记单位填写",
  per: "每位帮扶人一份",
  minutes: 20,
  processing: {
    purpose: "核实身份，查询违法犯罪记录，安排合适的服务和培训，出事时找得到家人；依法录入志愿服务信息系统",
    ground: "agreement",
    keep: "服务期间和结束后三年",
    seenBy: "登记单位经办人和负责人，民政部门指定的志愿服务信息系统；姓名未经本人同意不公布",
  },
  sections: [
    {
      title: "一、申请人（本人填写）",
      questions: {
        helper_name: name("姓名", {
          privacy: "direct",
          required: true,
          why: "law:zyfw#7.2",
          hint: "写证件上的姓名，不写网名",
          synonyms: ["真实姓名", "志愿者姓名", "申请人"],
        }),
        helper_phone: phone("本人电话", {
          privacy: "direct",
          required: true,
          why: "law:zyfw#7.1",
          synonyms: ["联系电话", "电话", "手机"],
        }),
        helper_kind: choice("帮扶人类别", helperKinds, { privacy: "safe", required: true }),
        organisation: text("所在组织", {
          privacy: "process",
          hint: "派出的单位、志愿队或妇联",
          synonyms: ["工作单位", "单位", "志愿服务组织"],
        }),
        occupation: text("职业", { privacy: "quasi", longest: 20, detail: true }),
        schooling: choice("文化程度", schoolings, { privacy: "safe", why: "07#3.1", synonyms: ["文化素质", "学历"] }),
        service_area: text("服务范围", {
          privacy: "quasi",
          why: "07#4.2",
          hint: "离家近、走得到的村和学校",
          synonyms: ["服务区域"],
        }),
        month_hours: number("每月服务小时", { privacy: "safe", least: 1, most: 200, hint: "量力而行，说到做到" }),
        service_times: multiple("可服务时间", serviceTimes, { privacy: "safe", synonyms: ["服务时间"] }),
        offers: multiple("能帮什么", codes.needs, { privacy: "safe", synonyms: ["专长", "服务技能"] }),
      },
    },
    {
      title: "二、经历（写做过的事，不写评语）",
      questions: {
        parenting: multiple("带孩子的经验", parentingExperiences, {
          privacy: "safe",
          none: "00",
          why: "07#3.1",
          synonyms: ["家庭教育经验"],
        }),
        service_history: text("做过的服务", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          why: "07#3.1",
          hint: "哪年、在哪里、做什么、找谁能问到；没有就写没有",
          synonyms: ["社会责任感"],
        }),
        motive: text("申请理由", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          why: "07#3.1",
          hint: "为什么来，想做什么，能坚持多久",
          synonyms: ["爱心", "为什么来"],
        }),
        referee_name: name("介绍人", {
          privacy: "direct",
          detail: true,
          why: "07#3.1",
          hint: "了解你为人的一位同事、村干部或老师，先问过他",
          synonyms: ["思想道德", "推荐人"],
        }),
        referee_phone: phone("介绍人电话", { privacy: "direct", detail: true }),
        emergency_name: name("紧急联系人", { privacy: "direct", hint: "家人或朋友，先告诉他" }),
        emergency_phone: phone("紧急联系电话", { privacy: "direct" }),
      },
    },
    {
      title: "三、同意查询违法犯罪记录（《未成年人保护法》第六十二条第一款）",
      before: [
        {
          quote:
            "密切接触未成年人的单位招聘工作人员时，应当向公安机关、人民检察院查询应聘者是否具有性侵害、虐待、拐卖、暴力伤害等违法犯罪记录；发现其具有前述行为记录的，不得录用。",
          from: "law:wbf#62.1",
        },
        "志愿者不是工作人员，条文没有写到；照同样的办法，登记时查，以后每年查。",
      ],
      questions: {
        query_consent: choice("同意查询", codes.consents, {
          privacy: "process",
          required: true,
          hint: "本人勾；不同意的可以参加不接触孩子的服务，登记结果写“接收，不接触孩子”",
          synonyms: ["查询授权"],
        }),
        publish_name: choice("同意公布姓名", codes.consents, {
          privacy: "process",
          why: "law:zyfw#20",
          hint: "表扬、公布名册时用不用姓名；不勾就不公布",
          synonyms: ["是否同意公布姓名"],
        }),
      },
      after: [
        "这张表用来核实身份、查询、安排服务和培训，出事时联系家人，并依法录入志愿服务信息系统；表扬、公布名册，只在本人同意时用姓名。没有接收的，一个月内销毁。随时可以要求看和更正；不再服务了，可以要求提前删除。",
        "以上由本人填写，都是真的；有变化及时告诉登记单位。",
      ],
      signatures: [{ who: "申请人" }],
    },
    {
      title: "四、核实、查询和培训（登记单位填写）",
      questions: {
        identity_checks: multiple("证件核对", identityChecks, { privacy: "process", hint: "只看原件，不留复印件" }),
        id_tail: text("证件号末四位", { privacy: "direct", longest: 4, detail: true, hint: "只为区分同名的人" }),
        query_way: choice("查询办法", queryWays, { privacy: "process", why: "law:wbf#98" }),
        query_date: date("查询日期", { privacy: "process", synonyms: ["无犯罪记录查询日期"] }),
        next_query_date: date("下次查询日期", { privacy: "process", why: "law:wbf#62.2", detail: true }),
        query_result: choice("查询结果", queryResults, { privacy: "sensitive" }),
        insurance: choice("意外险", insurances, { privacy: "process", why: "law:zyfw#17.2", synonyms: ["保险"] }),
        insurance_until: date("保险到期日", {
          privacy: "process",
          detail: true,
          when: { question: "insurance", in: ["1"] },
        }),
        decision: choice("登记结果", decisions, { privacy: "process" }),
        trainings: table(
          "培训记录",
          {
            training_date: date("培训日期", { privacy: "process", why: "law:zyfw#19.1" }),
            training_topic: text("培训内容", {
              privacy: "process",
              longest: 16,
              hint: "如儿童保护、保密、紧急情况怎么办",
            }),
            training_hours: number("培训学时", { privacy: "process", least: 1, most: 80 }),
            trainer: text("培训单位", { privacy: "process", longest: 12 }),
          },
          { rows: 8, most: 20, hint: "内容如儿童保护、保密、紧急情况怎么办；先培训，再见孩子，以后每年接着记。" },
        ),
      },
    },
  ],
  papers: [
    paper({
      title: "爱心妈妈/志愿者申请登记表",
      pages: 2,
      header: ["编号：", "登记单位：", "填表日期："],
      row: 12,
      caution: helperCaution,
      signatures: [{ who: "核实人" }, { who: "单位负责人" }],
      seal: true,
    }),
  ],
  rules: [
    {
      code: "taken_without_consent",
      at: "decision",
      severity: "error",
      message: "本人不同意查询的，登记结果请写“接收，不接触孩子”或“不接收”",
      broken: (a) => a["query_consent"] === "0" && (a["decision"] === "1" || a["decision"] === "2"),
    },
    {
      code: "taken_without_query",
      at: "decision",
      severity: "error",
      message: "还没有查询结果，登记结果请写“等查询”；查到没有记录再接收",
      broken: (a) =>
        a["decision"] === "1" && a["query_consent"] !== "0" && a["query_result"] !== "1" && a["query_result"] !== "0",
    },
    {
      code: "taken_with_record",
      at: "decision",
      severity: "error",
      message: "查询有记录的不接收，请核对登记结果和查询结果",
      broken: (a) => isTaken(a) && a["query_result"] === "1",
    },
    {
      code: "query_without_consent",
      at: "query_consent",
      severity: "error",
      message: "本人不同意查询，却填了查询日期或结果，请核对",
      broken: (a) => a["query_consent"] === "0" && (has(a, "query_date") || has(a, "query_result")),
    },
    {
      code: "result_without_date",
      at: "query_date",
      severity: "error",
      message: "填了查询结果，请补上查询日期",
      broken: (a) => (a["query_result"] === "0" || a["query_result"] === "1") && !has(a, "query_date"),
    },
    notInFuture("query_date"),
    {
      code: "query_a_year_old",
      at: "query_date",
      severity: "warning",
      message: "查询已过一年，请再查一次",
      broken: (a, { referenceDate }) => has(a, "query_date") && yearAfter(a["query_date"]) < referenceDate,
    },
    {
      code: "next_query_outside_year",
      at: "next_query_date",
      severity: "error",
      message: "下次查询要晚于这次查询，并在一年以内，请核对",
      broken: (a) =>
        has(a, "next_query_date") &&
        has(a, "query_date") &&
        (String(a["next_query_date"]) <= String(a["query_date"]) ||
          String(a["next_query_date"]) > yearAfter(a["query_date"])),
    },
    {
      code: "taken_unchecked",
      at: "identity_checks",
      severity: "error",
      message: "接收以前，证件核对三项都要做到并勾上",
      broken: (a) => isTaken(a) && codesIn(a["identity_checks"]).length < 3,
    },
    {
      code: "id_tail",
      at: "id_tail",
      severity: "warning",
      message: "请只写证件号最后四位，末位是 X 的写 X",
      broken: (a) => has(a, "id_tail") && !/^\d{3}[\dXx]$/.test(String(a["id_tail"])),
    },
    {
      code: "emergency_is_self",
      at: "emergency_phone",
      severity: "warning",
      message: "紧急联系电话与本人电话相同，请换一位家人或朋友",
      broken: (a) => has(a, "emergency_phone") && a["emergency_phone"] === a["helper_phone"],
    },
    notInFuture("training_date"),
  ],
  cautions: [
    "先登记、查询、培训、签承诺，再见孩子；见面有老师或照护人在场。",
    "证件只看原件，不复印、不拍照、不留全号；没有接收的一个月内销毁。",
    "查询办法听当地派出所的：有的由单位去查，有的由本人开证明。",
    "不到 18 岁的学生参加学校组织的集体活动，不填这张表，不与孩子结对。",
  ],
  example: {
    helper_name: "王秋实",
    helper_phone: "19900000021",
    helper_kind: "1",
    organisation: "青禾镇妇联",
    occupation: "护士",
    schooling: "3",
    service_area: "青禾镇下河村和镇中心小学",
    month_hours: 6,
    service_times: ["2", "3", "5"],
    offers: ["1", "2", "7"],
    parenting: ["1", "2"],
    service_history: "2024 年起在镇图书室值班，每月两个周六，可问图书室赵老师",
    motive: "自己的孩子上中学了，周末有空；先做一个学期，再看能不能长期做",
    referee_name: "赵文静",
    referee_phone: "19900000022",
    emergency_name: "刘建国",
    emergency_phone: "19900000023",
    publish_name: "0",
    query_consent: "1",
    query_way: "2",
    query_date: "2026-09-08",
    query_result: "0",
    next_query_date: "2027-09-08",
    identity_checks: ["1", "2", "3"],
    id_tail: "0021",
    insurance: "1",
    insurance_until: "2027-08-31",
    decision: "1",
    trainings: [
      { training_date: "2026-09-12", training_topic: "儿童保护和保密", training_hours: 3, trainer: "青禾镇妇联" },
      { training_date: "2026-09-12", training_topic: "紧急情况怎么办", training_hours: 2, trainer: "青禾镇派出所" },
    ],
  },
});

/** Taken in, whether or not to meet children. */
function isTaken(answers: AnyAnswers): boolean {
  return answers["decision"] === "1" || answers["decision"] === "3";
}

/** The same day of the next year, as days are compared. */
function yearAfter(day: unknown): string {
  const [year = "", rest = ""] = [String(day).slice(0, 4), String(day).slice(4)];
  return `${String(Number(year) + 1)}${rest}`;
}
