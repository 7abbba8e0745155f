import { yearsBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { type AnyAnswers, type Code, choice, date, defineForm, multiple, name, text } from "../form.ts";
import { paper } from "../papers.ts";
import {
  childName,
  birthMonth,
  schoolName,
  className,
  guardianName,
  guardianPhone,
  fatherName,
  fatherPhone,
  motherName,
  motherPhone,
  addressDetail,
  remark,
} from "../questions.ts";
import { isRemote, notInFuture } from "../rules.ts";

/** Those of the carers whom parents can entrust: grown-ups, one by one, who are not parents themselves. */
const entrustedCarers = [codes.carers[0], codes.carers[1], codes.carers[4], codes.carers[5]] as const;

const entrustReasons = [
  codes.careReasons[0],
  codes.careReasons[1],
  codes.careReasons[2],
  { code: "9", label: "其他正当原因" },
] as const satisfies readonly Code[];

/** Instead of an illness: whether someone can do it. */
const careCapacities = [
  { code: "1", label: "能照护好" },
  { code: "2", label: "需要帮手" },
  { code: "3", label: "拿不准，请上门看看" },
] as const satisfies readonly Code[];

const careDuties = [
  { code: "1", label: "吃住起居" },
  { code: "2", label: "上学和作业" },
  { code: "3", label: "安全看护" },
  { code: "4", label: "看病就医" },
  { code: "5", label: "陪伴谈心" },
  { code: "6", label: "和学校联系" },
] as const satisfies readonly Code[];

/** One for each of the four bars of law:wbf#22. What holds is never written down, only what does not. */
const declarations = [
  { code: "1", label: "没有（一）项情形" },
  { code: "2", label: "没有（二）项情形" },
  { code: "3", label: "没有（三）项情形" },
  { code: "4", label: "没有（四）项情形" },
] as const satisfies readonly Code[];

const hearings = [
  { code: "1", label: "听了" },
  { code: "2", label: "孩子太小，还不会表达" },
] as const satisfies readonly Code[];

/** Once a week at least, as law:wbf#23 wants it. */
const weeklyContacts = [codes.contactFrequencies[0], codes.contactFrequencies[1], codes.contactFrequencies[2]] as const;

/**
 * Father and mother tell school and village committee in writing whom they have entrusted with the care of their child
 * (law:wbf#23); teacher or children's officer help to fill it in when the parents leave, on paper in front of the grandparents
 * as a rule. Left out: all citizen's numbers (law asks for notice of who cares and since when; school and village know these
 * people by name, relation and telephone, and the families' own letter of entrustment may have the numbers), the child's sex
 * and day of birth, the parents' employers, the carer's illnesses and address (the child's is theirs), and money between the
 * families, which is nobody else's business. Of the four bars only “none of them” can be said: whoever cannot say so is not
 * entrusted, and nothing about it is written here.
 */
export const entrustedCareNotice = defineForm({
  id: "entrusted-care-notice",
  template: "T05",
  title: "委托照护情况书面告知表",
  version: "2026.1",
  basis: ["law:wbf#22", "law:wbf#23", "law:wbf#43", "law:jtjy#21"],
  filledBy: "父母，班主任或儿童主任可以代写",
  per: "每名儿童每次委托一份",
  minutes: 15,
  processing: {
    purpose: "让学校和村（居）委会知道孩子由谁照护、出事找谁，并帮助、督促照护人",
    ground: "duty",
    keep: "委托期间，期满后三年",
    seenBy: "班主任、学校负责人、儿童主任、儿童督导员；查阅要经批准并登记",
  },
  sections: [
    {
      title: "一、孩子和父母",
      questions: {
        child_name: childName,
        birth_month: { ...birthMonth, required: true },
        school_name: { ...schoolName, why: "law:wbf#23" },
        class_name: className,
        address_detail: { ...addressDetail, hint: "孩子现在实际住的地方", why: "law:wbf#23" },
        father_name: fatherName,
        mother_name: motherName,
        father_phone: { ...fatherPhone, hint: "写打得通、加得上微信的" },
        mother_phone: { ...motherPhone, hint: "写打得通、加得上微信的" },
        father_place: text("父亲在哪里", {
          privacy: "quasi",
          longest: 20,
          hint: "写到市，如某省某市；在家的写“在家”",
          synonyms: ["父亲外出地点"],
        }),
        mother_place: text("母亲在哪里", {
          privacy: "quasi",
          longest: 20,
          hint: "写到市，如某省某市；在家的写“在家”",
          synonyms: ["母亲外出地点"],
        }),
      },
    },
    {
      title: "二、委托谁照护",
      before: [
        "选谁，先看人品、家里情况、身体、和孩子的感情。《未成年人保护法》第二十二条：",
        {
          quote:
            "未成年人的父母或者其他监护人因外出务工等原因在一定期限内不能完全履行监护职责的，应当委托具有照护能力的完全民事行为能力人代为照护；无正当理由的，不得委托他人代为照护。",
          from: "law:wbf#22.1",
        },
      ],
      questions: {
        guardian_name: { ...guardianName, required: true, why: "law:wbf#22" },
        guardian_phone: guardianPhone,
        guardian_type: choice("与孩子的关系", entrustedCarers, {
          privacy: "safe",
          required: true,
          why: "law:wbf#22",
          synonyms: ["实际照护人", "与儿童关系", "与被监护人关系"],
        }),
        care_capacity: choice("照护能力", careCapacities, {
          privacy: "sensitive",
          why: "law:wbf#22",
          hint: "只写能不能照护，不写病名",
        }),
        guardian_age_band: choice("照护人年龄", codes.carerAges, { privacy: "safe" }),
        care_reason: choice("委托原因", entrustReasons, {
          privacy: "safe",
          required: true,
          why: "law:wbf#22",
          synonyms: ["委托照料原因"],
        }),
        entrust_from: date("委托开始日期", { privacy: "process", required: true }),
        entrust_to: date("委托结束日期", { privacy: "process", hint: "说不准的，写预计回家的日子" }),
        care_duties: multiple("照护哪些事", careDuties, { privacy: "safe", required: true }),
      },
    },
    {
      title: "三、照护人声明",
      before: [
        "《未成年人保护法》第二十二条：",
        { quote: "具有下列情形之一的，不得作为被委托人：", from: "law:wbf#22.3" },
        { quote: "（一）曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为；", from: "law:wbf#22.4" },
        { quote: "（二）有吸毒、酗酒、赌博等恶习；", from: "law:wbf#22.5" },
        { quote: "（三）曾拒不履行或者长期怠于履行监护、照护职责；", from: "law:wbf#22.6" },
        { quote: "（四）其他不适宜担任被委托人的情形。", from: "law:wbf#22.7" },
        "照护人逐项打勾，父母一起确认。有一项勾不了的，请父母另外委托人，这张表不用了。",
      ],
      questions: {
        declarations: multiple("照护人确认", declarations, { privacy: "process", required: true, why: "law:wbf#22" }),
      },
    },
    {
      title: "四、孩子怎么说",
      questions: {
        child_heard: choice("听了孩子意见", hearings, { privacy: "process", required: true, why: "law:wbf#22" }),
        care_child_view: choice("孩子的意见", codes.childViews, {
          privacy: "process",
          why: "law:wbf#22",
          when: { question: "child_heard", in: ["1"] },
        }),
        care_child_words: text("孩子的话", {
          privacy: "direct",
          longest: 60,
          hint: "孩子想和谁住、担心什么，用原话；没有就不写",
          detail: true,
        }),
      },
    },
    {
      title: "五、父母答应的事",
      before: [
        "委托照护以后，监护人仍然是父母，父母的责任不减。《未成年人保护法》第二十三条要求父母：",
        {
          quote:
            "与未成年人、被委托人至少每周联系和交流一次，了解未成年人的生活、学习、心理等情况，并给予未成年人亲情关爱。",
          from: "law:wbf#23.1",
        },
        "换照护人、换电话、换地方，及时告诉学校和村（居）委会。",
        "急救授权：孩子突发疾病或受伤，一时联系不上父母的，由照护人或学校先送医救治，同时继续联系父母。",
      ],
      questions: {
        contact_promise: choice("约定联系", weeklyContacts, {
          privacy: "safe",
          required: true,
          why: "law:wbf#23",
        }),
        contact_promise_way: multiple("约定方式", codes.contactWays, { privacy: "safe" }),
        return_promise: choice("约定回家", codes.meetingFrequencies.slice(0, 4), { privacy: "safe" }),
        medical_consent: choice("急救授权", codes.consents, {
          privacy: "process",
          hint: "突发疾病或受伤、一时联系不上父母时，照护人和学校先送医救治，同时继续联系父母",
        }),
        remark: { ...remark, hint: "还想让学校和村里知道的，如过敏、常吃的药" },
      },
    },
    {
      title: "六、签字",
      before: [
        "父母在外地的，可以用微信视频、语音、短信、电话确认：记录人读给父母听，父母答应后当场写下，见证人在旁，回家后补签。一方去世、失联或没有监护能力的，另一方签。一式四份：父母、照护人、学校、村（居）委会。",
      ],
      questions: {
        father_sign_way: choice("父亲签署方式", codes.signWays, { privacy: "process" }),
        mother_sign_way: choice("母亲签署方式", codes.signWays, { privacy: "process" }),
        sign_date: date("签署日期", { privacy: "process", required: true }),
        sign_time: text("远程确认时间", { privacy: "process", longest: 10, hint: "几点几分，如 20:15", detail: true }),
        recorder_name: name("记录人", { privacy: "process", detail: true }),
        witness_name: name("见证人", { privacy: "process", detail: true, hint: "不是记录人，也不是照护人" }),
      },
    },
  ],
  papers: [
    paper({
      title: "委托照护情况书面告知表",
      pages: 3,
      row: 12,
      header: ["编号：", "填表人：", "填表日期："],
      signatures: [
        { who: "父亲" },
        { who: "母亲" },
        { who: "照护人", by: "签名或按手印" },
        { who: "孩子", by: "会写字的签名" },
      ],
      slips: [
        {
          title: "回执（学校、幼儿园 → 父母）",
          words: [
            "今收到 ____________ 的委托照护情况书面告知表。我们会按表上的电话联系照护人，发现孩子有异常及时告诉父母。",
            "联系人：____________　电话：____________________",
          ],
          signatures: [{ who: "收件人" }],
          seal: true,
        },
        {
          title: "回执（村（居）委会 → 父母）",
          words: [
            "今收到 ____________ 的委托照护情况书面告知表。我们会看望孩子和照护人，照护有困难时帮助，并告诉父母。",
            "联系人：____________　电话：____________________",
          ],
          signatures: [{ who: "收件人" }],
          seal: true,
        },
      ],
    }),
  ],
  rules: [
    {
      code: "parent_missing",
      at: "father_name",
      severity: "error",
      message: "父亲、母亲至少写一人的姓名和电话：委托人是父母，不是照护人",
      broken: (a) => !reachable(a, "father") && !reachable(a, "mother"),
    },
    ...(["father", "mother"] as const).map((parent) => ({
      code: `${parent}_unreachable`,
      at: `${parent}_phone`,
      severity: "warning" as const,
      message: "写了姓名没有电话：请补上，确实联系不上的不用写",
      broken: (a: AnyAnswers) => a[`${parent}_name`] !== undefined && a[`${parent}_phone`] === undefined,
    })),
    {
      code: "parent_not_signed",
      at: "father_sign_way",
      severity: "error",
      message: "父亲、母亲至少一人签字或远程确认，请选签署方式",
      broken: (a) => a["father_sign_way"] === undefined && a["mother_sign_way"] === undefined,
    },
    {
      code: "parent_entrusted",
      at: "guardian_name",
      severity: "error",
      message: "照护人就是父亲或母亲的，不是委托照护，不用填这张表",
      broken: (a) =>
        a["guardian_name"] !== undefined && [a["father_name"], a["mother_name"]].includes(a["guardian_name"]),
    },
    {
      code: "declarations_incomplete",
      at: "declarations",
      severity: "error",
      message: "四项要全部确认没有；有一项确认不了的，请父母另外委托人",
      broken: (a) => Array.isArray(a["declarations"]) && a["declarations"].length < declarations.length,
    },
    {
      code: "period_reversed",
      at: "entrust_to",
      severity: "error",
      message: "委托结束日期要晚于开始日期，请核对",
      broken: (a) => String(a["entrust_to"] ?? "9999") <= String(a["entrust_from"] ?? ""),
    },
    {
      code: "period_long",
      at: "entrust_to",
      severity: "warning",
      message: "委托超过两年：建议写到一学年，到期再填一张，情况有变才知道",
      broken: (a) =>
        a["entrust_from"] !== undefined &&
        a["entrust_to"] !== undefined &&
        yearsBetween(String(a["entrust_from"]), String(a["entrust_to"])) >= 2,
    },
    {
      code: "child_view_missing",
      at: "care_child_view",
      severity: "error",
      message: "听了孩子的意见，请选孩子愿意、不愿意还是说不好",
      broken: (a) => a["child_heard"] === "1" && a["care_child_view"] === undefined,
    },
    {
      code: "child_old_enough",
      at: "child_heard",
      severity: "warning",
      message: "孩子已满六周岁，一般说得出自己的想法，请再问一问孩子",
      broken: (a, { referenceDate }) =>
        a["child_heard"] === "2" &&
        a["birth_month"] !== undefined &&
        yearsBetween(`${String(a["birth_month"])}-01`, referenceDate) >= 6,
    },
    {
      code: "child_unwilling",
      at: "care_child_view",
      severity: "warning",
      message: "孩子不愿意：请父母和孩子再商量，请儿童主任上门看看",
      broken: (a) => a["care_child_view"] === "2",
    },
    {
      code: "care_needs_help",
      at: "care_capacity",
      severity: "warning",
      message: "照护有困难：请儿童主任上门看看，需要时请父母换人或共同照护",
      broken: (a) => a["care_capacity"] === "2" || a["care_capacity"] === "3",
    },
    {
      code: "remote_without_witness",
      at: "witness_name",
      severity: "error",
      message: "远程确认要写明见证人，请补上",
      broken: (a) => remote(a) && a["witness_name"] === undefined,
    },
    {
      code: "remote_without_recorder",
      at: "recorder_name",
      severity: "error",
      message: "远程确认要写明谁记录，请补上",
      broken: (a) => remote(a) && a["recorder_name"] === undefined,
    },
    {
      code: "witness_records",
      at: "witness_name",
      severity: "error",
      message: "见证人和记录人、照护人不能是同一个人，请另请一人见证",
      broken: (a) =>
        a["witness_name"] !== undefined && [a["recorder_name"], a["guardian_name"]].includes(a["witness_name"]),
    },
    notInFuture("sign_date"),
  ],
  cautions: [
    "委托人是父母，被委托的是一位有照护能力的成年人；未成年的哥哥姐姐、学校都不能当被委托人。",
    "四项声明勾不全的，不追问、不记录，请父母另外委托人；发现孩子正在受伤害，先打 110。",
    "不收身份证号和复印件：告知用不着。第 1、2 页一式四份；第 3 页回执印一份就够，盖章后交给父母。",
    "说出照护有困难不丢人：儿童主任上门看看，帮着想办法。",
  ],
  example: {
    child_name: "张小满",
    birth_month: "2015-03",
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    address_detail: "青禾镇下河村三组",
    father_name: "张远山",
    mother_name: "李春水",
    father_phone: "19900000002",
    mother_phone: "19900000003",
    father_place: "邻省临江市",
    mother_place: "邻省临江市",
    guardian_name: "张大山",
    guardian_phone: "19900000001",
    guardian_type: "01",
    guardian_age_band: "3",
    care_capacity: "1",
    care_reason: "1",
    entrust_from: "2026-09-01",
    entrust_to: "2027-08-31",
    care_duties: ["1", "2", "3", "4", "5", "6"],
    declarations: ["1", "2", "3", "4"],
    child_heard: "1",
    care_child_view: "1",
    care_child_words: "愿意跟爷爷住，想每个星期天和妈妈视频",
    contact_promise: "2",
    contact_promise_way: ["1", "2"],
    return_promise: "3",
    medical_consent: "1",
    father_sign_way: "2",
    mother_sign_way: "2",
    sign_date: "2026-09-06",
    sign_time: "20:30",
    recorder_name: "周青禾",
    witness_name: "林知秋",
  },
});

function reachable(answers: AnyAnswers, parent: "father" | "mother"): boolean {
  return answers[`${parent}_name`] !== undefined && answers[`${parent}_phone`] !== undefined;
}

function remote(answers: AnyAnswers): boolean {
  return isRemote(answers["father_sign_way"]) || isRemote(answers["mother_sign_way"]);
}
