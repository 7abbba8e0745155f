import { yearsBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { type Code, type Rule, choice, date, defineForm, multiple, name, phone, text } from "../form.ts";
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
import { isRemote, notInFuture, has, remoteSigning } from "../rules.ts";

/** Those of the carers whom parents can entrust: grown-ups, one by one, who are not parents themselves. */
const entrustedCarers = [codes.carers[0], codes.carers[1], codes.carers[4], codes.carers[5]] as const;

/** Where neither parent can care for the child there is nobody who could entrust it: that is no reason here. */
const entrustReasons = [
  codes.careReasons[0],
  codes.careReasons[1],
  { code: "4", label: "独自抚养的一方外出", synonyms: ["单亲外出"] },
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
  { code: "2", label: "还不会表达（太小或因病残）" },
] as const satisfies readonly Code[];

/** Once a week at least, as law:wbf#23 wants it. */
const weeklyContacts = [codes.contactFrequencies[0], codes.contactFrequencies[1], codes.contactFrequencies[2]] as const;

const escorts = [
  { code: "1", label: "照护人" },
  { code: "2", label: "学校老师" },
  { code: "3", label: "儿童主任" },
  { code: "4", label: "其他亲属" },
] as const satisfies readonly Code[];

/** Those who entrust: whoever is named also signs. */
const guardians = ["father", "mother", "other_guardian"] as const;

/** What is done when someone cannot say “none of the four”: the child may live with them already (law:wbf#43.2). */
const barred =
  "勾不全的，请父母另外委托人，不记录是哪一项；孩子已经住在这个人家里的，当天报告学校负责人和儿童主任，由他们报乡镇民政；疑似正在受侵害，马上打 110，不惊动这个人。";

/**
 * Father, mother or another guardian tell school and village committee in writing whom they have entrusted with the care of
 * their child (law:wbf#23); teacher or children's officer help to fill it in when they leave, on paper in front of the
 * grandparents as a rule. Left out: all citizen's numbers (law asks for notice of who cares and since when; school and village
 * know these people by name, relation and telephone, and the families' own letter of entrustment may have the numbers), the
 * child's sex and day of birth, the parents' employers, the carer's age, illnesses and address (the child's is theirs), and
 * money between the families, which is nobody else's business. Of the four bars only “none of them” can be said: whoever
 * cannot say so is not entrusted, and which one it is, is not written down; that the child may live there already is reported.
 * Rescue is nothing to consent to: only who goes along is asked.
 */
export const entrustedCareNotice = defineForm({
  id: "entrusted-care-notice",
  template: "T05",
  title: "委托照护情况书面告知表",
  version: "2026.1",
  basis: ["law:wbf#22", "law:wbf#23", "law:wbf#43", "law:jtjy#21"],
  filledBy: "父母或其他监护人，班主任或儿童主任可以代写",
  per: "每名儿童每次委托一份",
  minutes: 20,
  processing: {
    purpose: "让学校和村（居）委会知道孩子由谁照护、出事找谁，并帮助、督促照护人",
    ground: "duty",
    keep: "委托期间，期满后三年",
    seenBy: "班主任、学校负责人、儿童主任、儿童督导员；查阅要经批准并登记",
  },
  sections: [
    {
      title: "一、孩子和委托的人（父母；父母去世或没有监护能力的，写其他监护人）",
      questions: {
        child_name: childName,
        birth_month: { ...birthMonth, required: true },
        school_name: { ...schoolName, why: "law:wbf#23" },
        class_name: className,
        address_detail: { ...addressDetail, hint: "孩子现在实际住的地方", why: "law:wbf#23" },
        father_name: { ...fatherName, hint: "签字的才写" },
        mother_name: { ...motherName, hint: "签字的才写" },
        father_phone: { ...fatherPhone, hint: "写打得通、加得上微信的" },
        mother_phone: { ...motherPhone, hint: "写打得通、加得上微信的" },
        father_place: text("父亲外出地点", {
          privacy: "quasi",
          longest: 20,
          hint: "写到市，如某省某市；在家的写“在家”",
          synonyms: ["父亲在哪里"],
        }),
        mother_place: text("母亲外出地点", {
          privacy: "quasi",
          longest: 20,
          hint: "写到市，如某省某市；在家的写“在家”",
          synonyms: ["母亲在哪里"],
        }),
        other_guardian_name: name("其他监护人姓名", {
          privacy: "direct",
          detail: true,
          why: "law:wbf#23",
          hint: "父母去世或没有监护能力时依法担任监护的人",
          synonyms: ["其他监护人"],
        }),
        other_guardian_phone: phone("其他监护人电话", { privacy: "direct", detail: true }),
      },
    },
    {
      title: "二、委托谁照护",
      before: [
        "选谁，先看人品、家庭状况、身心健康、和孩子的感情。《未成年人保护法》第二十二条：",
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
      title: "三、照护人声明（《未成年人保护法》第二十二条）",
      before: [
        { quote: "具有下列情形之一的，不得作为被委托人：", from: "law:wbf#22.3" },
        { quote: "（一）曾实施性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为；", from: "law:wbf#22.4" },
        { quote: "（二）有吸毒、酗酒、赌博等恶习；", from: "law:wbf#22.5" },
        { quote: "（三）曾拒不履行或者长期怠于履行监护、照护职责；", from: "law:wbf#22.6" },
        { quote: "（四）其他不适宜担任被委托人的情形。", from: "law:wbf#22.7" },
        `照护人逐项打勾，委托人一起确认。${barred}`,
      ],
      questions: {
        declarations: multiple("照护人声明", declarations, {
          privacy: "sensitive",
          required: true,
          why: "law:wbf#22",
          hint: "四项都勾才能委托；勾不全的不写是哪一项，按表上的话报告",
        }),
      },
    },
    {
      title: "四、孩子怎么说",
      before: [
        "单独问孩子，照护人不在旁边。孩子说到挨打、被碰、害怕某人：停笔，马上打 110，另填强制报告单，不写在这里。",
      ],
      questions: {
        child_heard: choice("听了孩子意见", hearings, { privacy: "process", required: true, why: "law:wbf#22" }),
        care_child_view: choice("孩子的意见", codes.childViews, {
          privacy: "sensitive",
          why: "law:wbf#22",
          when: { question: "child_heard", in: ["1"] },
        }),
        care_child_words: text("孩子原话", {
          privacy: "direct",
          longest: 60,
          hint: "孩子想和谁住、担心什么；没有就不写。说到挨打、被碰、害怕某人：停笔，先打 110，不写在这里",
          detail: true,
        }),
      },
    },
    {
      title: "五、委托人答应的事",
      before: [
        "委托照护以后，监护人不变，责任不减。《未成年人保护法》第二十三条要求监护人：",
        {
          quote:
            "与未成年人、被委托人至少每周联系和交流一次，了解未成年人的生活、学习、心理等情况，并给予未成年人亲情关爱。",
          from: "law:wbf#23.1",
        },
        "换照护人、换电话、换地方，及时告诉学校和村（居）委会。",
        "孩子突发疾病、受伤，先打 120 送医，不等同意；同时联系父母。父母只写由谁陪同、代办手续。",
      ],
      questions: {
        contact_promise: choice("约定多久联系", weeklyContacts, {
          privacy: "safe",
          required: true,
          why: "law:wbf#23",
        }),
        contact_promise_way: multiple("约定怎么联系", codes.contactWays.slice(0, 5), { privacy: "safe" }),
        return_promise: choice("约定多久回家", codes.meetingFrequencies.slice(0, 4), { privacy: "safe" }),
        medical_escort: multiple("送医由谁陪同", escorts, {
          privacy: "safe",
          hint: "陪同、代办手续的人；救治不等同意",
        }),
        remark: { ...remark, longest: 80, lines: 1, hint: "还想让学校和村里知道的，如过敏、常吃的药" },
      },
    },
    {
      title: "六、签字",
      before: [
        "在外地的可以远程确认。先核对是本人：视频见面，或拨登记的电话，回问一件只有家里知道的事。记录人读给他听，答应后当场写下，见证人在旁。原消息留在单位手机里，到补签后删除。",
        "一方去世、失联或没有监护能力的，另一方签；都没有的，其他监护人签。委托人、照护人、学校、村（居）委会各一份。",
      ],
      questions: {
        father_sign_way: choice("父亲签署方式", codes.signWays, { privacy: "process" }),
        mother_sign_way: choice("母亲签署方式", codes.signWays, { privacy: "process" }),
        other_guardian_sign_way: choice("其他监护人签署方式", codes.signWays, { privacy: "process", detail: true }),
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
        { who: "其他监护人" },
        { who: "照护人", by: "签名或按手印" },
        { who: "孩子", by: "会写字的签名" },
        { who: "见证人" },
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
      code: "guardian_missing",
      at: "father_name",
      severity: "error",
      message: "父亲、母亲、其他监护人至少写一人：委托人是监护人，不是照护人",
      broken: (a) => guardians.every((it) => !has(a, `${it}_name`)),
    },
    ...guardians.flatMap((it): Rule[] => [
      {
        code: "named_not_signed",
        at: `${it}_sign_way`,
        severity: "error",
        message: "写了姓名的都要签字或远程确认，请选签署方式；不签字的，姓名不写",
        broken: (a) => has(a, `${it}_name`) && !has(a, `${it}_sign_way`),
      },
      {
        code: "signed_not_named",
        at: `${it}_name`,
        severity: "error",
        message: "选了签署方式，没有写姓名，请补上",
        broken: (a) => !has(a, `${it}_name`) && has(a, `${it}_sign_way`),
      },
      {
        code: "remote_without_phone",
        at: `${it}_phone`,
        severity: "error",
        message: "远程确认要写电话，好核对是本人，请补上",
        broken: (a) => isRemote(a[`${it}_sign_way`]) && !has(a, `${it}_phone`),
      },
      {
        code: "phone_missing",
        at: `${it}_phone`,
        severity: "warning",
        message: "写了姓名没有电话：请补上，出门以后才找得到人",
        broken: (a) => has(a, `${it}_name`) && !isRemote(a[`${it}_sign_way`]) && !has(a, `${it}_phone`),
      },
    ]),
    {
      code: "guardian_entrusted",
      at: "guardian_name",
      severity: "error",
      message: "照护人就是委托人自己的，不是委托照护，不用填这张表",
      broken: (a) => has(a, "guardian_name") && guardians.some((it) => a[`${it}_name`] === a["guardian_name"]),
    },
    {
      code: "declarations_incomplete",
      at: "declarations",
      severity: "error",
      message: `四项都没有，才能委托。${barred}`,
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
      message: "孩子已满六周岁，一般说得出自己的想法：请再单独问一问；因病残说不出的，看点头、摇头、画画",
      broken: (a, { referenceDate }) =>
        a["child_heard"] === "2" &&
        a["birth_month"] !== undefined &&
        yearsBetween(`${String(a["birth_month"])}-01`, String(a["sign_date"] ?? referenceDate)) >= 6,
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
    ...remoteSigning(
      guardians.map((it) => `${it}_sign_way`),
      ["guardian_name", ...guardians.map((it) => `${it}_name`)],
      "委托人或照护人",
    ),
    notInFuture("sign_date"),
  ],
  cautions: [
    "委托人是父母或其他监护人，被委托的是一位有照护能力的成年人；未成年的哥哥姐姐、学校都不能当被委托人。",
    `四项声明${barred}`,
    "不收身份证号和复印件：告知用不着。第 1、2 页一式四份；第 3 页回执印一份就够，盖章后交给父母。",
    "说出照护有困难不丢人：儿童主任上门看看，帮着想办法。",
  ],
  example: {
    child_name: "张小满",
    birth_month: "2015-03",
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    address_detail: "青禾镇下河村三组 12 号",
    father_name: "张远行",
    mother_name: "李秋云",
    father_phone: "19900000002",
    mother_phone: "19900000003",
    father_place: "外省远山市",
    mother_place: "外省远山市",
    guardian_name: "张大山",
    guardian_phone: "19900000001",
    guardian_type: "01",
    care_capacity: "1",
    care_reason: "1",
    entrust_from: "2026-09-06",
    entrust_to: "2027-08-31",
    care_duties: ["1", "2", "3", "4", "5", "6"],
    declarations: ["1", "2", "3", "4"],
    child_heard: "1",
    care_child_view: "1",
    care_child_words: "愿意跟爷爷住，想每个星期天和妈妈视频",
    contact_promise: "2",
    contact_promise_way: ["1", "2"],
    return_promise: "3",
    medical_escort: ["1", "2"],
    father_sign_way: "2",
    mother_sign_way: "2",
    sign_date: "2026-09-06",
    sign_time: "20:30",
    recorder_name: "周青禾",
    witness_name: "林知秋",
  },
});
