import { daysBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { type AnyAnswers, type Code, choice, date, defineForm, multiple, name, text, codesIn } from "../form.ts";
import { childCaution, paper } from "../papers.ts";
import { childName, childCode, className, guardianName } from "../questions.ts";
import { nobodyNamed, notInFuture, ownNumber } from "../rules.ts";

const visitors = [
  { code: "1", label: "班主任" },
  { code: "2", label: "其他教师", synonyms: ["帮扶教师", "任课教师"] },
  { code: "3", label: "儿童主任", synonyms: ["村干部"] },
  { code: "4", label: "爱心妈妈" },
  { code: "5", label: "志愿者" },
  { code: "9", label: "其他", synonyms: ["社工", "儿童督导员", "民政"] },
] as const satisfies readonly Code[];

/** The first four are those of the census. */
const visitWays = [
  { code: "1", label: "入户" },
  { code: "2", label: "到校" },
  { code: "3", label: "电话" },
  { code: "4", label: "视频" },
  { code: "5", label: "屋外或村委会", synonyms: ["院坝", "村委会"] },
] as const satisfies readonly Code[];

const spokenWith = [
  { code: "1", label: "孩子" },
  { code: "2", label: "父亲" },
  { code: "3", label: "母亲" },
  { code: "4", label: "祖父母", synonyms: ["爷爷", "奶奶", "爷爷奶奶"] },
  { code: "5", label: "外祖父母", synonyms: ["外公", "外婆", "姥姥", "姥爷"] },
  { code: "9", label: "其他人", synonyms: ["其他", "其他亲属", "亲戚", "邻居"] },
  { code: "00", label: "没有见到人" },
] as const satisfies readonly Code[];

const livingLacks = [
  { code: "00", label: "都够用", synonyms: ["无"] },
  { code: "1", label: "吃的" },
  { code: "2", label: "穿的" },
  { code: "3", label: "用的" },
  { code: "4", label: "住的" },
] as const satisfies readonly Code[];

const careStrains = [
  { code: "00", label: "没有", synonyms: ["无"] },
  { code: "1", label: "年纪大" },
  { code: "2", label: "生病" },
  { code: "3", label: "要带几个孩子" },
  { code: "4", label: "农活忙" },
  { code: "5", label: "管教吃力" },
  { code: "6", label: "看不了作业" },
] as const satisfies readonly Code[];

const hazards = [
  { code: "00", label: "没有", synonyms: ["无", "没有发现"] },
  { code: "1", label: "用电" },
  { code: "2", label: "燃气" },
  { code: "3", label: "水域", synonyms: ["溺水"] },
  { code: "4", label: "火源" },
  { code: "5", label: "药物农药" },
  { code: "6", label: "门锁" },
  { code: "7", label: "独处" },
  { code: "8", label: "陌生人" },
] as const satisfies readonly Code[];

const watches = [
  { code: "1", label: "需要", synonyms: ["是"] },
  { code: "0", label: "不需要", synonyms: ["否"] },
] as const satisfies readonly Code[];

/** The carer signs for what was agreed, not for what was seen. */
const carerSigns = { who: "照护人核对约定的事", by: "签名或按手印" } as const;
const withinAgreement =
  "志愿者、爱心妈妈只在结对协议里监护人同意、勾选的范围内问和记，访班主任也一样；其他的由老师记。";
const leftAlone = "孩子独居、没人看护：当天报告学校负责人和儿童主任；长期没人照料，打 110，另填强制报告单。";

/**
 * One visit about one child, filled in afterwards by the two who went: first what the class teacher said (a class teacher who
 * visits writes it alone), on a page of its own that carers need not see, then what the carer said and the visitors saw. The
 * carer signs for what was agreed and for nothing else; nobody countersigns what carers find hard. Address, members of the
 * household, their health and income stand in the child's file (T01) and are not asked again; sources of income, photographs
 * and a judgement of the carer are not asked at all. What happened to a child that was harmed is reported, never written here;
 * a referral has its own sheet.
 */
export const homeVisitRecord = defineForm({
  id: "home-visit-record",
  template: "T10",
  title: "家访/走访（双访）记录",
  version: "2026.1",
  basis: ["07#3.2", "24#3.3", "04#3.4", "18#2.3", "11#3.3", "01#3.0"],
  filledBy: "班主任、帮扶教师、儿童主任或爱心妈妈、志愿者",
  per: "每名儿童每次一份",
  minutes: 15,
  processing: {
    purpose: "记下孩子学习、生活和住处安全的近况，以及说好要办的事，下次照着看",
    ground: "duty",
    keep: "两学年",
    seenBy: "走访人、班主任、学校或村里负责这项工作的人；查阅要登记",
  },
  sections: [
    {
      title: "一、走访",
      questions: {
        child_name: { ...childName, required: false, hint: "姓名和档案编号至少写一样" },
        child_code: childCode,
        class_name: className,
        guardian_name: guardianName,
        visit_date: date("走访日期", {
          privacy: "process",
          required: true,
          why: "11#3.3",
          synonyms: ["走访时间", "家访日期", "家访时间", "随访时间", "时间", "日期"],
        }),
        visit_way: choice("走访方式", visitWays, { privacy: "safe", required: true, synonyms: ["方式"] }),
        visitor_roles: multiple("走访人身份", visitors, { privacy: "process", required: true }),
        visitor_name: name("走访人一", {
          lasting: true,
          privacy: "process",
          required: true,
          synonyms: ["走访人", "家访教师"],
        }),
        visitor2_name: name("走访人二", {
          lasting: true,
          privacy: "process",
          hint: "入户要两人同行",
          synonyms: ["同行人"],
        }),
      },
      after: [withinAgreement],
    },
    {
      title: "二、访班主任",
      questions: {
        class_teacher: name("班主任", {
          privacy: "process",
          hint: "走访人就是班主任的，写本人",
          synonyms: ["班主任姓名"],
        }),
        teacher_date: date("访班主任日期", { privacy: "process", why: "07#3.2" }),
        study: text("学习情况", {
          privacy: "direct",
          longest: 200,
          lines: 5,
          why: "07#3.2",
          hint: "哪一科有进步，哪一科听不懂；不写名次",
          synonyms: ["学业状况"],
        }),
        conduct: text("校内外表现", {
          privacy: "direct",
          longest: 200,
          lines: 5,
          why: "01#3.0",
          hint: "写做了什么事，不下评语",
        }),
        school_feedback: text("反馈在校情况", {
          privacy: "direct",
          longest: 200,
          lines: 5,
          why: "04#3.4",
          hint: "要告诉家里的；先说一件孩子做得好的事",
          synonyms: ["在校表现反馈"],
        }),
      },
    },
    {
      title: "三、访照护人",
      before: [leftAlone],
      questions: {
        spoken_with: multiple("访谈对象", spokenWith, {
          privacy: "safe",
          required: true,
          none: "00",
          why: "04#3.4",
          hint: "与孩子的关系；见到孩子也勾",
        }),
        last_contact_date: date("父母最近联系", {
          privacy: "process",
          why: "law:wbf#23.1",
          hint: "孩子与父母最近一次通话、视频或见面",
          synonyms: ["最近联系日期", "最近一次与父母联系时间"],
        }),
        living_lacks: multiple("生活缺什么", livingLacks, { privacy: "sensitive", none: "00", why: "07#3.2" }),
        living: text("生活情况", {
          privacy: "direct",
          longest: 200,
          lines: 4,
          why: "07#3.2",
          hint: "和上次比有什么变化：作息、住处、同住的人、电话",
          synonyms: ["生活状况"],
        }),
        wellbeing: text("身心健康", {
          privacy: "sensitive",
          longest: 200,
          lines: 4,
          why: "24#3.3",
          hint: "看到的：睡得好不好、吃饭、生没生病、精神；不写诊断",
          synonyms: ["身心健康情况", "儿童精神状况"],
        }),
        care_strains: multiple("照护难处", careStrains, {
          privacy: "sensitive",
          none: "00",
          synonyms: ["照护情况", "监护状况"],
        }),
        hazards: multiple("安全隐患", hazards, {
          privacy: "sensitive",
          none: "00",
          hint: "看到的勾上，当场能改的当场改",
          synonyms: ["居住安全"],
        }),
      },
    },
    {
      title: "四、发现和约定",
      questions: {
        findings: multiple("发现的情况", codes.findings, {
          privacy: "sensitive",
          none: "00",
          hint: "家暴、侵害：先打 110，另填强制报告单。自伤念头：陪住不离开；有打算或已受伤打 110、120；24 小时内转心理教师或医院。经过都不写在这里",
        }),
        needs: multiple("主要需求", codes.needs, { privacy: "safe", synonyms: ["需求", "帮扶建议"] }),
        agreement: text("约定的事", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          hint: "谁、做什么、什么时候；办不到的不答应",
          synonyms: ["家校约定", "承诺事项"],
        }),
        watch: choice("列入重点关注", watches, {
          privacy: "sensitive",
          synonyms: ["重点关注", "是否加入重点关注"],
        }),
        next_visit_date: date("下次走访日期", { privacy: "process", detail: true }),
      },
    },
  ],
  papers: [
    paper({
      title: "家访/走访（双访）记录",
      pages: 2,
      header: ["编号：", "单位：", "填表日期："],
      row: 12,
      signatures: [{ who: "走访人一" }, { who: "走访人二" }, carerSigns],
    }),
    paper({
      id: "quick",
      title: "走访记录（简式）",
      up: 2,
      pages: 1,
      header: [],
      caution: `${childCaution}；爱心妈妈、志愿者只问结对协议里勾了的`,
      only: [
        ...["child_code", "visit_date", "visit_way", "visitor_roles", "visitor_name", "visitor2_name", "spoken_with"],
        ...["last_contact_date", "hazards", "findings", "agreement"],
      ],
      printed: [leftAlone],
      signatures: [carerSigns],
    }),
  ],
  needs: [
    ["child_name", "child_code"],
    ["visit_date"],
    ["visit_way"],
    ["visitor_roles"],
    ["visitor_name"],
    ["spoken_with"],
  ],
  rules: [
    nobodyNamed,
    ownNumber,
    {
      code: "volunteer_alone",
      at: "visitor2_name",
      severity: "error",
      message: "爱心妈妈、志愿者不单独入户：请补上同行人；没有同行人的，改在学校或村委会见面",
      broken: (a) => atHome(a) && a["visitor2_name"] === undefined && hasVolunteer(a),
    },
    {
      code: "visitor_alone",
      at: "visitor2_name",
      severity: "warning",
      message: "入户要两人同行：有同行人的请补上姓名；这次没有的，下次请约上一位",
      broken: (a) => atHome(a) && a["visitor2_name"] === undefined && !hasVolunteer(a),
    },
    {
      code: "visitor_twice",
      at: "visitor2_name",
      severity: "error",
      message: "两位走访人写成了同一个人，请核对",
      broken: (a) => a["visitor2_name"] !== undefined && a["visitor2_name"] === a["visitor_name"],
    },
    {
      code: "child_not_seen",
      at: "spoken_with",
      severity: "warning",
      message: "入户没有见到孩子：请在约定的事里写明什么时候再去看",
      broken: (a) => atHome(a) && !codesIn(a["spoken_with"]).includes("1"),
    },
    {
      code: "left_alone",
      at: "hazards",
      severity: "warning",
      message:
        "勾了独处：孩子单独生活，或不满八周岁没人看护的，当天报告学校负责人和儿童主任；长期没人照料的打 110，另填强制报告单",
      broken: (a) => codesIn(a["hazards"]).includes("7"),
    },
    {
      code: "hazard_without_agreement",
      at: "agreement",
      severity: "warning",
      message: "勾了安全隐患，请写明谁来处理、哪天前办好",
      broken: (a) => codesIn(a["hazards"]).some((it) => it !== "00") && a["agreement"] === undefined,
    },
    {
      code: "contact_over_a_week",
      at: "last_contact_date",
      severity: "warning",
      message: "父母上次联系孩子到走访已超过七天：法律要求至少每周一次，请提醒父母，写进约定的事",
      broken: (a) => daysBetween(a["last_contact_date"], a["visit_date"]) > 7,
    },
    {
      code: "contact_after_visit",
      at: "last_contact_date",
      severity: "error",
      message: "父母最近联系晚于走访日期，请核对",
      broken: (a) => daysBetween(a["last_contact_date"], a["visit_date"]) < 0,
    },
    {
      code: "next_before_visit",
      at: "next_visit_date",
      severity: "error",
      message: "下次走访不晚于这次走访，请核对",
      broken: (a) => daysBetween(a["visit_date"], a["next_visit_date"]) <= 0,
    },
    notInFuture("visit_date"),
    notInFuture("teacher_date"),
  ],
  cautions: [
    "两人同行，事先约好；爱心妈妈、志愿者不单独入户，也不单独带走孩子。",
    withinAgreement,
    "只看、只问表上的几样，不同意记的不记；不拍照，不送礼，不看存折，不当着邻居问。不识字的念给他听，再请他按手印。",
    "全式两页，双面打在一张纸上，第一页不给照护人看；在院子里谈的用简式，一张纸印两份，回来再录。",
  ],
  example: {
    child_name: "张小满",
    child_code: "QH-2026-017",
    class_name: "五（2）班",
    visit_date: "2026-09-20",
    visit_way: "1",
    visitor_roles: ["1", "3"],
    visitor_name: "周青禾",
    visitor2_name: "李春苗",
    class_teacher: "周青禾",
    teacher_date: "2026-09-18",
    study: "语文有进步，作文被读给全班听；数学分数应用题听不懂",
    conduct: "值日认真，愿意帮同桌；放学和邻居孩子一起走回家",
    guardian_name: "张大山",
    last_contact_date: "2026-09-18",
    spoken_with: ["1", "4"],
    living_lacks: ["00"],
    living: "每晚九点睡；爷爷做饭，周末自己洗校服；电话没有变",
    wellbeing: "吃饭、睡觉都好；想爸妈时不爱说话，画画后就好些",
    care_strains: ["1", "6"],
    hazards: ["3", "5"],
    school_feedback: "作文进步，画贴在教室后墙；下周有分数小测",
    findings: ["00"],
    needs: ["1", "2"],
    agreement: "爷爷当天把农药锁进柜子；李春苗 9 月底前请村里给水塘装围栏；周老师周三补分数",
    watch: "0",
    next_visit_date: "2026-12-20",
  },
});

function atHome(answers: AnyAnswers): boolean {
  return answers["visit_way"] === "1";
}

function hasVolunteer(answers: AnyAnswers): boolean {
  return codesIn(answers["visitor_roles"]).some((it) => it === "4" || it === "5");
}
