import { type Code, choice, defineForm, multiple, name, text } from "../form.ts";
import { paper } from "../papers.ts";
import { childCode } from "../questions.ts";

/**
 * The nine situations in the words of the opinion on mandatory reporting of 7 May 2020, article 4, after a secondary copy: the
 * same words as data/urgent/40-nine-situations.md. Every one means 110, which stands on top of the sheet and not behind each.
 */
const situations = [
  { code: "1", label: "未成年人的生殖器官或隐私部位遭受或疑似遭受非正常损伤的" },
  { code: "2", label: "不满十四周岁的女性未成年人遭受或疑似遭受性侵害、怀孕、流产的" },
  { code: "3", label: "十四周岁以上女性未成年人遭受或疑似遭受性侵害所致怀孕、流产的" },
  {
    code: "4",
    label:
      "未成年人身体存在多处损伤、严重营养不良、意识不清，存在或疑似存在受到家庭暴力、欺凌、虐待、殴打或者被人麻醉等情形的",
  },
  { code: "5", label: "未成年人因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡情形的" },
  { code: "6", label: "未成年人被遗弃或长期处于无人照料状态的" },
  { code: "7", label: "发现未成年人来源不明、失踪或者被拐卖、收买的" },
  { code: "8", label: "发现未成年人被组织乞讨的" },
  { code: "9", label: "其他严重侵害未成年人身心健康的情形或未成年人正在面临不法侵害危险的" },
] as const satisfies readonly Code[];

const protections = [
  { code: "1", label: "一直有人陪着" },
  { code: "2", label: "带到安全的地方" },
  { code: "3", label: "与可能伤害他的人隔开" },
  { code: "4", label: "已送医" },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

const departments = [
  { code: "1", label: "教育" },
  { code: "2", label: "民政" },
  { code: "3", label: "卫生健康" },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

const guardianNotices = [
  { code: "1", label: "已告知" },
  { code: "2", label: "涉嫌侵害，不告知" },
  { code: "3", label: "警察要求不告知" },
  { code: "4", label: "没联系上" },
] as const satisfies readonly Code[];

const notApproval = "报警不用等负责人同意；负责人签名只表示知道了。";

/**
 * Written by hand by whoever found out, after the call to 110 and never instead of it. Blank paper only: it is neither filled in
 * on screen nor read, no figure knows of it, and so its example is empty. The child's name, address, sex and age, the suspect
 * and the family are not asked: they are told to the police by word of mouth, and the code leads to the file for who may open
 * it. Day and hour stand in one box. Nobody approves it: the head signs for knowing, whoever takes the original for having it;
 * who keeps what nobody took is written on its envelope and not asked.
 */
export const mandatoryReport = defineForm({
  id: "mandatory-report",
  template: "T26",
  title: "强制报告单",
  version: "2026.1",
  basis: ["law:wbf#11.2", "law:fjb#14"],
  filledBy: "发现情况的人",
  per: "每件事一份",
  minutes: 15,
  processing: {
    purpose: "打完 110 以后，把看到的、已经做的和向谁报告过记在纸上，交给警察和主管部门",
    ground: "duty",
    keep: "原件交警察或主管部门，由其签收；没有要的，封存",
    seenBy: "发现人、单位负责人、一名保管人、警察和主管部门",
  },
  paperOnly: true,
  sections: [
    {
      title: "一、报警（《未成年人保护法》第十一条第二款；时间写到几点几分）",
      before: [
        {
          quote:
            "国家机关、居民委员会、村民委员会、密切接触未成年人的单位及其工作人员，在工作中发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即向公安、民政、教育等有关部门报告。",
          from: "law:wbf#11.2",
        },
      ],
      questions: {
        police_time: text("报警时间", {
          privacy: "process",
          longest: 20,
          hint: "几月几日几点几分",
          why: "law:wbf#11.2",
        }),
        police_unit: text("接警单位", { privacy: "process", longest: 30 }),
        police_number: text("接警人或编号", {
          privacy: "process",
          longest: 30,
          hint: "接警人的姓名或警号，或者案件编号",
        }),
      },
    },
    {
      title: "二、发现（情形可以多勾；“疑似”就勾，不用先查清）",
      questions: {
        found_time: text("发现时间", { privacy: "sensitive", longest: 20, hint: "几月几日几点几分" }),
        found_place: text("发现地点", { privacy: "direct", longest: 40, holds: "address" }),
        finder_name: name("发现人和职务", { privacy: "direct" }),
        child_code: {
          ...childCode,
          label: "儿童代号",
          hint: "写档案编号，不写姓名；没有档案的写“无编号”，姓名当面告诉警察",
        },
        situations: multiple("情形", situations, { privacy: "sensitive" }),
      },
      after: ["以上出自《关于建立侵害未成年人案件强制报告制度的意见（试行）》第四条，未附原文，请核对。"],
    },
    {
      title: "三、看到的、听到的（只写事实和孩子的原话；不再问孩子，不写猜测）",
      questions: { facts: text("客观描述", { privacy: "sensitive", longest: 400, lines: 3 }) },
    },
    {
      title: "四、已经做的",
      questions: {
        protection: multiple("保护措施", protections, { privacy: "sensitive" }),
        department: multiple("报主管部门", departments, { privacy: "process", why: "law:wbf#11.2" }),
        department_time: text("报告时间", { privacy: "process", longest: 20, hint: "几月几日几点几分" }),
        department_receiver: name("接报人", { privacy: "process" }),
        guardian_notice: choice("告知监护人", guardianNotices, { privacy: "sensitive" }),
      },
      after: [notApproval, "原件交警察或主管部门，由其签收；没有要的，装信封封存，一人保管。不复印、不录入。"],
    },
  ],
  papers: [
    paper({
      title: "强制报告单（先打 110，再填这张纸）",
      pages: 1,
      caution: "孩子姓名不写，当面告诉警察；没有档案的，代号写“无编号”。不拍照、不发送",
      signatures: [
        { who: "发现人" },
        { who: "单位负责人", by: "知道了，签名" },
        { who: "接收原件的人", by: "签收，写明单位" },
      ],
    }),
  ],
  cautions: [
    `先打 110，再填这张纸；救急的时候，一张白纸也行。${notApproval}`,
    "只打印空表，用笔填。不在电脑、手机上填，不拍照，不发送。",
    "不再问孩子，不通知可能伤害他的人，是家人也不通知。",
    "原件交警察或主管部门，请对方签收；没有要的，装信封封存，一人保管，信封上写明是谁。",
  ],
  example: {},
});
