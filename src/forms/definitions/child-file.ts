import { daysBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { type Code, choice, date, defineForm, month, multiple, name, table, text } from "../form.ts";
import { paper } from "../papers.ts";
import {
  childName,
  childCode,
  sex,
  birthMonth,
  schoolName,
  className,
  guardianName,
  guardianType,
  guardianPhone,
  fatherName,
  fatherPhone,
  motherName,
  motherPhone,
  addressDetail,
  fatherWork,
  fatherWorkPhone,
  motherWork,
  motherWorkPhone,
  guardianJob,
  guardianAddress,
  guardianAge,
  guardianAffected,
  healthNote,
  helperName,
  otherGuardianName,
  otherGuardianPhone,
} from "../questions.ts";
import { ownNumber, carerIsAway, nobodyCares, notInFuture, has } from "../rules.ts";

const noticeStates = [
  { code: "1", label: "父亲已签" },
  { code: "2", label: "母亲已签" },
  { code: "3", label: "其他监护人已签" },
  { code: "4", label: "远程确认" },
  { code: "0", label: "还没有签", synonyms: ["未签", "待签", "否", "无"] },
] as const satisfies readonly Code[];

const contacts = [
  { code: "1", label: "父亲", synonyms: ["爸爸"] },
  { code: "2", label: "母亲", synonyms: ["妈妈"] },
  {
    code: "3",
    label: "照护人",
    synonyms: ["爷爷", "奶奶", "外公", "外婆", "爷爷奶奶", "外公外婆", "祖父母", "外祖父母"],
  },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

const contactWays = [
  { code: "1", label: "电话" },
  { code: "2", label: "视频", synonyms: ["微信视频"] },
  { code: "3", label: "微信", synonyms: ["微信文字", "微信语音", "短信"] },
  { code: "4", label: "见面", synonyms: ["面谈", "家访", "到校", "走访"] },
  { code: "5", label: "书信" },
] as const satisfies readonly Code[];

/** What is acted on at once and never written into a file that others read. */
const urgent = [
  "家暴、疑似侵害、自伤念头都不写在这里。家暴、疑似侵害：马上打 110，另填强制报告单。",
  "自伤念头：陪住不离开；有打算或已受伤打 110、120；24 小时内转心理教师或医院。",
] as const;

/**
 * The file of one child, opened by the class teacher or the keeper of the school roll and kept up to date: facts on the first
 * page, the teacher's view and the log of contacts on the second. It asks all that the plans ask for, as little of each as
 * serves. Left out: the citizen's number, which is neither needed nor the number of the file; the day of birth; ethnicity,
 * photo and household register; grandparents who do not care for the child; the parents' own numbers, marriage and reasons;
 * kind and degree of a disability, kept apart with the certificate; the carer's illness, of which only counts whether it
 * affects the care; family income and marks. Suspected harm and thoughts of self-harm have no place here: they are acted on.
 */
export const childFile = defineForm({
  id: "child-file",
  template: "T01",
  title: "留守儿童档案卡",
  version: "2026.1",
  basis: ["04#3.2", "06#4.6", "11#3.1", "18#2.2", "20#3.2", "law:wbf#29.2"],
  filledBy: "班主任或学籍档案管理人员",
  per: "每名儿童一份，有变动就改",
  minutes: 15,
  processing: {
    purpose: "知道孩子由谁照护、有事找谁，记下联系和帮扶，前后接得上",
    ground: "duty",
    keep: "满十六周岁或退出后一学年，再去标识",
    seenBy: "班主任、帮扶教师、学校负责人、儿童主任；查阅要经批准并登记",
  },
  sections: [
    {
      title: "一、孩子",
      questions: {
        child_code: childCode,
        child_name: { ...childName, why: "04#3.2" },
        sex: { ...sex, why: "04#3.2" },
        birth_month: birthMonth,
        school_name: schoolName,
        class_name: className,
        child_category: multiple("建档类别", codes.childCategories, {
          privacy: "sensitive",
          hint: "残疾、孤儿等以证件为准；不设“单亲”",
          why: "11#3.1",
          synonyms: ["类别", "儿童类别", "儿童类型"],
        }),
        boarding: choice("寄宿", codes.boardings, {
          privacy: "safe",
          synonyms: ["是否寄宿", "是否住校", "寄宿情况", "就读方式", "是否寄宿生"],
        }),
        health_note: healthNote,
      },
    },
    {
      title: "二、监护人（父母，或其他监护人）",
      questions: {
        out_type: choice("外出情况", codes.outTypes, {
          privacy: "sensitive",
          hint: "一方去世或失联、另一方外出的选“其他”",
          synonyms: ["外出类型", "留守类型", "留守情况", "父母外出情况"],
        }),
        father_out_since: month("父亲外出起始", {
          privacy: "safe",
          synonyms: ["父亲外出起始年月", "父亲外出时间"],
          when: { question: "out_type", in: ["1", "2", "3", "9"] },
        }),
        mother_out_since: month("母亲外出起始", {
          privacy: "safe",
          synonyms: ["母亲外出起始年月", "母亲外出时间"],
          when: { question: "out_type", in: ["1", "2", "3", "9"] },
        }),
        father_name: { ...fatherName, why: "04#3.2", hint: "去世或失联的不填" },
        father_phone: { ...fatherPhone, why: "04#3.2" },
        father_work: fatherWork,
        mother_name: { ...motherName, why: "04#3.2", hint: "去世或失联的不填" },
        mother_phone: { ...motherPhone, why: "04#3.2" },
        mother_work: motherWork,
        father_work_phone: fatherWorkPhone,
        mother_work_phone: motherWorkPhone,
        other_guardian_name: otherGuardianName,
        other_guardian_phone: otherGuardianPhone,
        address_detail: {
          ...addressDetail,
          label: "家庭地址",
          why: "04#3.2",
          synonyms: ["详细地址", "家庭详细地址", "家庭住址", "现住址", "居住地址", "住址", "通信地址"],
        },
        last_contact_date: date("最近联系日期", {
          privacy: "process",
          hint: "父母最近一次和孩子联系；法律要求至少每周一次",
          why: "law:wbf#23",
        }),
      },
    },
    {
      title: "三、照护人（现在照看孩子的人）",
      questions: {
        guardian_name: { ...guardianName, why: "06#4.6" },
        guardian_phone: { ...guardianPhone, why: "04#3.2" },
        guardian_type: { ...guardianType, why: "06#4.6" },
        guardian_age_band: guardianAge,
        guardian_job: guardianJob,
        care_affected: guardianAffected,
        guardian_address: guardianAddress,
      },
    },
    {
      title: "四、建档",
      questions: {
        helper_name: helperName,
        filed_by: name("建档人", { privacy: "process", synonyms: ["填表人", "档案管理人"] }),
        filed_date: date("建档日期", { privacy: "process", required: true, why: "04#2.1" }),
        updated_on: date("更新日期", { privacy: "process", why: "18#2.2", synonyms: ["最近更新日期", "变更日期"] }),
        notice_signed: choice("告知书签收", noticeStates, {
          privacy: "process",
          hint: "监护人告知与同意书；照护人签收不算",
          why: "law:pipl#17",
          synonyms: ["监护人告知签收", "告知签收"],
        }),
      },
    },
    {
      title: "五、班主任反馈和联系",
      before: ["写看到的事和进步，不写评语、名次、诊断。", ...urgent],
      questions: {
        feedback_study: text("学习反馈", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          detail: true,
          why: "06#4.6",
          synonyms: ["学习情况"],
        }),
        feedback_thought: text("思想反馈", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          detail: true,
          hint: "如心里的想法、对集体的态度",
          why: "06#4.6",
          synonyms: ["思想情况", "思想状况"],
        }),
        feedback_mind: text("心理反馈", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          detail: true,
          hint: "只写看到的，如情绪、交往、睡眠",
          why: "06#4.6",
          synonyms: ["心理情况", "心理状况"],
        }),
        feedback_conduct: text("品德反馈", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          detail: true,
          why: "06#4.6",
          synonyms: ["品德情况", "品德表现"],
        }),
        contact_log: table(
          "联系记录",
          {
            log_date: date("联系日期", { privacy: "process", required: true, why: "06#4.6" }),
            log_with: choice("联系对象", contacts, { privacy: "process", required: true }),
            log_way: choice("怎么联系的", contactWays, { privacy: "safe" }),
            log_about: text("联系内容", { privacy: "direct", longest: 100 }),
            log_by: text("记录人", { privacy: "process", longest: 12, holds: "name" }),
          },
          { rows: 10, most: 200, detail: true },
        ),
      },
    },
  ],
  papers: [
    paper({
      title: "留守儿童档案卡",
      pages: 2,
      header: [],
      signatures: [{ who: "填表人" }, { who: "复核人" }, { who: "家人核对，不代表同意", by: "签名或按手印" }],
      seal: true,
    }),
    paper({
      id: "more",
      title: "留守儿童档案卡（续页）",
      pages: 1,
      header: ["档案编号：", "班级：", "学期："],
      only: ["feedback_study", "feedback_thought", "feedback_mind", "feedback_conduct", "contact_log"],
      printed: urgent,
      signatures: [{ who: "填表人" }, { who: "复核人" }],
    }),
  ],
  rules: [
    ownNumber,
    carerIsAway,
    nobodyCares,
    {
      code: "updated_before_filed",
      at: "updated_on",
      severity: "error",
      message: "更新日期早于建档日期，请核对",
      broken: (a) => has(a, "updated_on") && has(a, "filed_date") && String(a["updated_on"]) < String(a["filed_date"]),
    },
    {
      code: "contact_rare",
      at: "last_contact_date",
      severity: "warning",
      message: "到最近一次核对时，父母和孩子超过一周没有联系：请提醒父母，法律要求至少每周一次",
      broken: (a) => {
        const checked = String(a["updated_on"] ?? a["filed_date"] ?? "");
        return has(a, "last_contact_date") && daysBetween(a["last_contact_date"], checked) > 7;
      },
    },
    ...["filed_date", "updated_on", "last_contact_date", "father_out_since", "mother_out_since", "log_date"].map((at) =>
      notInFuture(at),
    ),
  ],
  cautions: [
    "建档前先把告知书（T04）交给监护人。外出的父母是监护人，照看孩子的老人是照护人。",
    "编号自编，不用身份证号、学籍号。不知道的空着，不要猜。",
    "锁柜保存，只给要用的人看，查阅要经批准并登记；电话、地址有变动，当天改档案和联系卡。",
    "班主任反馈每学期写一次；写满了用“续页”接在后面，续页只写编号，不写姓名。",
  ],
  example: {
    child_code: "QH-2026-017",
    child_name: "张小满",
    sex: "1",
    birth_month: "2015-03",
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    child_category: ["1"],
    boarding: "2",
    health_note: "对青霉素过敏",
    out_type: "1",
    father_out_since: "2023-02",
    mother_out_since: "2023-02",
    father_name: "张远行",
    father_phone: "19900000002",
    father_work: "外省远山市新苗服装厂，工业路 8 号",
    mother_name: "李秋云",
    mother_phone: "19900000003",
    mother_work: "外省远山市新苗服装厂，工业路 8 号",
    father_work_phone: "19900000005",
    address_detail: "青禾镇下河村三组 12 号",
    last_contact_date: "2026-09-20",
    guardian_name: "张大山",
    guardian_phone: "19900000001",
    guardian_type: "01",
    guardian_job: "务农",
    guardian_age_band: "3",
    guardian_address: "同上",
    care_affected: "0",
    helper_name: "周青禾",
    notice_signed: "4",
    filed_by: "周青禾",
    filed_date: "2026-09-10",
    updated_on: "2026-09-21",
    feedback_study: "语文稳定，数学分数应用题吃力，周三放学后补一节",
    feedback_thought: "愿意为班里做事，主动报名管图书角",
    feedback_mind: "周一话少，周末和妈妈视频后好一些；有两个常在一起的伙伴",
    feedback_conduct: "答应的事能做到，见到老师主动问好",
    contact_log: [
      {
        log_date: "2026-09-11",
        log_with: "2",
        log_way: "2",
        log_about: "说孩子开学情况，约定每周日视频",
        log_by: "周青禾",
      },
      {
        log_date: "2026-09-18",
        log_with: "1",
        log_way: "1",
        log_about: "告知数学补课，父亲国庆回家",
        log_by: "周青禾",
      },
      { log_date: "2026-09-20", log_with: "3", log_way: "4", log_about: "家访，核对电话和住址", log_by: "周青禾" },
    ],
  },
});
