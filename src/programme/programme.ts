import { type Programme } from "./definition.ts";
import { structureOf } from "./structure.ts";

export { type Programme };

/** Gives the programme back, checked; throws with the reason when it cannot be protected (structure.ts). */
function defineProgramme(it: Programme): Programme {
  structureOf(it);
  return it;
}

const template = "T54";
const census = { clauses: ["21#3.2"], measures: ["M02"], template };
const filing = { clauses: ["04#2.1", "18#1.1"], measures: ["M03"], template, questions: ["filed"] };
const pairs = { clauses: ["21#3.3.3", "18#1.4"], measures: ["M05"], template, questions: ["paired"] };
const pairTypes = { ...pairs, questions: ["paired", "pair_type"] };
const visits = { clauses: ["11#3.3", "18#2.3"], measures: ["M10"], template, questions: ["visited"] };
const planning = { clauses: ["04#3.3.1", "20#3.3.1"], measures: ["M17", "M15"], template, questions: ["plan_made"] };
const screening = { clauses: ["21#3.3.3"], measures: ["M27"], template, questions: ["psych_screened"] };
const contacts = { clauses: ["law:wbf#23", "03#3.4"], measures: ["M11"], template, questions: ["contact_freq"] };
const entrusting = { clauses: ["law:wbf#23"], measures: ["M08", "M36"], template, questions: ["entrust_signed"] };
const schooling = {
  clauses: ["18#1.2", "21#3.4", "law:ywjy#11"],
  measures: ["M30"],
  template,
  questions: ["birth_date", "edu_status"],
};
const hardships = { clauses: ["21#3.2"], measures: ["M02"], template, questions: ["poverty_cat"] };
const aids = {
  clauses: ["18#3.3", "21#3.3.1"],
  measures: ["M32"],
  template,
  questions: ["poverty_cat", "aid_received"],
};

const everyone = { label: "计入的留守儿童", of: {} };
const troubled = ["defacto", "poor", "other"];

/**
 * What we publish. The hub is township × age × stage × sex. By township, each with the township's total fixed: hukou, care
 * (reason × carer), entrustment, contact, work place, service (filed × paired × visited), plan, screening; and boarding with
 * the township's stages fixed. For the county only: schooling with age × stage fixed (compulsory age, dropout), kinds of carer
 * with the carers fixed (nobody, under-age siblings), how often in contact with the contact fixed, with whom a child is paired
 * with the paired fixed, health, guardianship, hardship × aid, each kind of aid with aid fixed, each need with answered fixed.
 */
export const programme: Programme = defineProgramme({
  version: "2026.2",
  population: "lbc_civil",
  hub: { variables: ["age", "stage", "sex"] },
  spokes: [
    { variable: "enrolment" },
    { variable: "stage_boarding" },
    { variable: "hukou" },
    { variable: "care" },
    { variable: "carer_kind" },
    { variable: "guardianship" },
    { variable: "entrustment" },
    { variable: "contact" },
    { variable: "contact_freq" },
    { variable: "out_place" },
    { variable: "health" },
    { variable: "service" },
    { variable: "pairing" },
    { variable: "plan" },
    { variable: "screened" },
    { variable: "relief" },
    { variable: "aid_minimum" },
    { variable: "aid_destitute" },
    { variable: "aid_temporary" },
    { variable: "aid_medical" },
    { variable: "aid_housing" },
    { variable: "aid_disability" },
    { variable: "aid_orphan" },
    { variable: "aid_student" },
    { variable: "aid_meal" },
    { variable: "aid_donation" },
    { variable: "needs" },
    { variable: "need_company" },
    { variable: "need_study" },
    { variable: "need_mind" },
    { variable: "need_goods" },
    { variable: "need_health" },
    { variable: "need_safety" },
    { variable: "need_interest" },
    { variable: "need_policy" },
    { variable: "need_other" },
  ],
  tied: [
    ["age", "school_age", "edu_status"],
    ["edu_status", "boarding"],
    ["care_reason", "guardian_type"],
    ["filed", "paired", "visited"],
    ["paired", "pair_type"],
    ["poverty_cat", "aid_received"],
  ],
  tables: [
    {
      id: "stage-by-sex",
      title: "就学阶段与性别",
      rows: "stage",
      columns: "sex",
      ...census,
      questions: ["edu_status", "sex"],
    },
    {
      id: "stage-by-area",
      title: "各乡镇就学阶段",
      rows: "area",
      columns: "stage",
      ...census,
      questions: ["edu_status"],
    },
    { id: "age-by-sex", title: "年龄与性别", rows: "age", columns: "sex", ...census, questions: ["birth_date", "sex"] },
    { id: "age-by-area", title: "各乡镇年龄", rows: "area", columns: "age", ...census, questions: ["birth_date"] },
    {
      id: "age-by-stage",
      title: "年龄与就学阶段",
      rows: "age",
      columns: "stage",
      ...census,
      questions: ["birth_date", "edu_status"],
    },
    { id: "sex-by-area", title: "各乡镇性别", rows: "area", columns: "sex", ...census, questions: ["sex"] },
    {
      id: "hukou-by-area",
      title: "各乡镇户籍性质",
      rows: "area",
      columns: "hukou",
      ...census,
      questions: ["hukou_type"],
    },
    { id: "education", title: "就学情况与义务教育年龄", rows: "education", columns: "school_age", ...schooling },
    {
      id: "boarding-by-stage",
      title: "寄宿与就学阶段",
      rows: "stage",
      columns: "boarding",
      clauses: ["04#3.4", "10#1.1"],
      measures: ["M18"],
      template,
      questions: ["edu_status", "boarding"],
    },
    {
      id: "boarding-by-area",
      title: "各乡镇寄宿情况",
      rows: "area",
      columns: "boarding",
      clauses: ["04#3.4", "10#1.1"],
      measures: ["M18"],
      template,
      questions: ["boarding"],
    },
    { id: "health", title: "健康状况", rows: "health", ...census, questions: ["health"] },
    {
      id: "care-reason-by-area",
      title: "各乡镇委托照料原因",
      rows: "area",
      columns: "care_reason",
      ...census,
      questions: ["care_reason"],
    },
    {
      id: "carer-by-area",
      title: "各乡镇实际照护人",
      rows: "area",
      columns: "carer",
      ...census,
      questions: ["guardian_type"],
    },
    {
      id: "carer-by-care-reason",
      title: "实际照护人与委托照料原因",
      rows: "carer",
      columns: "care_reason",
      ...census,
      questions: ["guardian_type", "care_reason"],
    },
    { id: "carer", title: "实际照护人（细分）", rows: "carer_kind", ...census, questions: ["guardian_type"] },
    { id: "guardianship", title: "监护情况", rows: "guardianship", ...census, questions: ["guardianship_quality"] },
    { id: "entrustment-by-area", title: "各乡镇委托照护书", rows: "area", columns: "entrustment", ...entrusting },
    {
      id: "out-place-by-area",
      title: "各乡镇父母务工地",
      rows: "area",
      columns: "out_place",
      ...census,
      questions: ["father_out_place", "mother_out_place"],
    },
    { id: "contact-by-area", title: "各乡镇与父母联系", rows: "area", columns: "contact", ...contacts },
    { id: "contact", title: "与父母联系的频次", rows: "contact_freq", distributionOf: ["D12"], ...contacts },
    { id: "filed-by-area", title: "各乡镇建档情况", rows: "area", columns: "filed", ...filing },
    { id: "paired-by-area", title: "各乡镇结对情况", rows: "area", columns: "paired", ...pairs },
    { id: "pairing", title: "和谁结对", rows: "pairing", ...pairTypes, measures: ["M05", "M07"] },
    { id: "visited-by-area", title: "各乡镇走访情况", rows: "area", columns: "visited", ...visits },
    { id: "plan-by-area", title: "各乡镇帮扶计划", rows: "area", columns: "plan", ...planning },
    { id: "screened-by-area", title: "各乡镇心理筛查", rows: "area", columns: "screened", ...screening },
    { id: "hardship-by-aid", title: "家庭困难与救助", rows: "hardship", columns: "aid", ...aids },
    {
      id: "aid",
      title: "得到哪些救助（可多项）",
      rows: [
        "aid_minimum",
        "aid_destitute",
        "aid_temporary",
        "aid_medical",
        "aid_housing",
        "aid_disability",
        "aid_orphan",
        "aid_student",
        "aid_meal",
        "aid_donation",
      ],
      clauses: ["21#3.5", "21#3.3.1"],
      measures: ["M31"],
      template,
      questions: ["aid_received"],
    },
    {
      id: "needs",
      title: "主要需求（可多项）",
      rows: [
        "need_company",
        "need_study",
        "need_mind",
        "need_goods",
        "need_health",
        "need_safety",
        "need_interest",
        "need_policy",
        "need_other",
      ],
      ...census,
      questions: ["needs"],
    },
  ],
  indicators: [
    {
      id: "A1",
      title: "建档率",
      definition: "有有效档案的儿童占计入统计的全部留守儿童的比例。方案没有写分母。",
      numerator: { label: "已建档的儿童", of: { filed: ["1"] } },
      denominator: everyone,
      missing: { filed: ["99"] },
      unit: "%",
      target: { value: 100, label: "建档率达 100%" },
      ...filing,
    },
    {
      id: "B2",
      title: "重点类别占比：义务教育阶段辍学",
      definition:
        "排查时辍学或从未入学的儿童占全部计入儿童的比例，不论哪一年离校；不是一学期里新辍学的人数（那要看劝返记录）。方案没有写分母。",
      numerator: { label: "辍学或失学的儿童", of: { education: ["dropout"] } },
      denominator: everyone,
      missing: { education: ["99"] },
      unit: "%",
      clauses: ["21#3.2", "21#3.4"],
      measures: ["M02"],
      template,
      questions: ["edu_status"],
    },
    {
      id: "B3",
      title: "重点类别占比：家庭生活困难",
      definition:
        "有低保、特困、脱贫户、监测户、突发困难等任一类别，或为孤儿、事实无人抚养的儿童占全部计入儿童的比例。只因残疾、残疾人子女、烈士子女列入资助名单的不算。",
      numerator: { label: "家庭生活困难的儿童", of: { hardship: ["defacto", "poor"] } },
      denominator: everyone,
      missing: { hardship: ["99"] },
      unit: "%",
      ...hardships,
    },
    {
      id: "B4",
      title: "重点类别占比：监护人缺失",
      definition:
        "实际无人照护（独居）或只由未成年兄姐照护的儿童占全部计入儿童的比例。父母去世、失联的儿童不属于本统计对象，不在其中。",
      numerator: { label: "无人照护或只由未成年兄姐照护的儿童", of: { carer_kind: ["09", "10"] } },
      denominator: everyone,
      missing: { carer_kind: ["99"] },
      unit: "%",
      ...census,
      questions: ["guardian_type"],
    },
    {
      id: "B5",
      title: "重点类别占比：事实上无人抚养",
      definition: "困难类别登记为事实无人抚养的儿童占全部计入儿童的比例。以民政认定为准，没有认定的不算。",
      numerator: { label: "认定为事实无人抚养的儿童", of: { hardship: ["defacto"] } },
      denominator: everyone,
      missing: { hardship: ["99"] },
      unit: "%",
      ...hardships,
    },
    {
      id: "B6",
      title: "重点类别占比：残障",
      definition: "健康状况登记为残疾的儿童占全部计入儿童的比例。登记数一般低于实际。",
      numerator: { label: "残疾儿童", of: { health: ["5"] } },
      denominator: everyone,
      missing: { health: ["99"] },
      unit: "%",
      ...census,
      questions: ["health"],
    },
    {
      id: "C1",
      title: "教师结对覆盖率",
      definition:
        "由教师结对的儿童占全部计入儿童的比例。排查表一名儿童只登记一种结对，另有教师的会漏计；方案所说的同伴结对不在其中。",
      numerator: { label: "由教师结对的儿童", of: { pairing: ["1"] } },
      denominator: everyone,
      missing: { pairing: ["99", "unknown"] },
      unit: "%",
      target: { value: 100, label: "每一位留守儿童都有一位老师（篇21）" },
      ...pairTypes,
    },
    {
      id: "C4",
      title: "社会结对覆盖率（爱心妈妈/家长/志愿者）",
      definition:
        "由爱心妈妈、志愿者（含代理家长、五老、社工）或企业结对的儿童占全部计入儿童的比例。一名儿童只登记一种结对，故为下限。",
      numerator: { label: "由社会力量结对的儿童", of: { pairing: ["3", "4", "5"] } },
      denominator: everyone,
      missing: { pairing: ["99", "unknown"] },
      unit: "%",
      clauses: ["07#4.2", "21#3.3.2", "24#3.2"],
      measures: ["M07"],
      template,
      questions: ["paired", "pair_type"],
    },
    {
      id: "C7",
      title: "学习帮扶计划制定率",
      definition: "已定帮扶计划的儿童占全部计入儿童的比例。排查表只问有没有计划，不查时间、内容、阶段效果是否写全。",
      numerator: { label: "已定帮扶计划的儿童", of: { plan: ["1"] } },
      denominator: everyone,
      missing: { plan: ["99"] },
      unit: "%",
      ...planning,
    },
    {
      id: "D4",
      title: "家访（走访）覆盖率",
      definition: "本轮被走访过至少一次的儿童占全部计入儿童的比例。篇4只要求走访非寄宿的儿童，这里不分。",
      numerator: { label: "本轮已走访的儿童", of: { visited: ["1"] } },
      denominator: everyone,
      missing: { visited: ["99"] },
      unit: "%",
      target: { value: 100, label: "每期都走访一次（篇11）" },
      ...visits,
    },
    {
      id: "D11",
      title: "亲子通话周达标率（法定底线）",
      definition:
        "与父母每周至少联系一次的儿童占全部计入儿童的比例，由填报人登记，不是孩子自己填的问卷。从不联系或失联的也在分母里。",
      numerator: { label: "每周至少联系一次的儿童", of: { contact: ["weekly"] } },
      denominator: everyone,
      missing: { contact: ["99"] },
      unit: "%",
      target: { value: 100, label: "法律底线：至少每周联系一次" },
      ...contacts,
    },
    {
      id: "E9",
      title: "心理筛查覆盖率",
      definition:
        "做过心理筛查的儿童占全部计入儿童的比例。筛查不等于辅导，也不等于诊断；辅导和转介要看心理辅导记录，这里不报。",
      numerator: { label: "已做心理筛查的儿童", of: { screened: ["1"] } },
      denominator: everyone,
      missing: { screened: ["99"] },
      unit: "%",
      ...screening,
    },
    {
      id: "F1",
      title: "入学率",
      definition:
        "义务教育适龄儿童中在小学、初中、特教学校（含送教上门）或高中阶段就读的比例。适龄指最近的 9 月 1 日已满 6 周岁、未满 15 周岁；经批准缓学的无法区分，算未入学。",
      numerator: {
        label: "在校就读的适龄儿童",
        of: { school_age: ["within"], education: ["primary", "junior", "senior", "vocational", "special"] },
      },
      denominator: { label: "义务教育适龄的留守儿童", of: { school_age: ["within"] } },
      missing: { school_age: ["within"], education: ["99"] },
      unit: "%",
      target: { value: 100, label: "入学率达 100%" },
      ...schooling,
    },
    {
      id: "G3",
      title: "贫困留守儿童资助率",
      definition: "有任一困难类别的儿童中，得到任一救助或资助的比例。营养餐、社会捐助也算，比只看学生资助宽。",
      numerator: { label: "得到救助或资助的", of: { hardship: troubled, aid: ["1"] } },
      denominator: { label: "有困难类别的留守儿童", of: { hardship: troubled } },
      missing: { hardship: troubled, aid: ["99"] },
      unit: "%",
      ...aids,
    },
    {
      id: "G5",
      title: "生活困难比例",
      definition:
        "有任一困难认定类别（含残疾学生、残疾人子女、烈士子女）的儿童占全部计入儿童的比例，比 B3 宽。篇24 的“约有6%”没有出处，不作对照。",
      numerator: { label: "有困难类别的儿童", of: { hardship: troubled } },
      denominator: everyone,
      missing: { hardship: ["99"] },
      unit: "%",
      clauses: ["24#2.2", "05#5.2"],
      measures: ["M18"],
      template,
      questions: ["poverty_cat"],
    },
    {
      id: "L1",
      title: "委托照护书面告知率",
      definition:
        "已签委托照护书并书面告知学校、村（居）的儿童占适用儿童的比例；登记为不适用的不在分母里。方案没有这一项，法律有。",
      numerator: { label: "已签并告知的儿童", of: { entrustment: ["1"] } },
      denominator: { label: "应委托照护的留守儿童", of: { entrustment: ["1", "2", "3", "99"] } },
      missing: { entrustment: ["99"] },
      unit: "%",
      target: { value: 100, label: "法律：及时书面告知学校和村（居）" },
      ...entrusting,
    },
  ],
});

/** What each table and indicator gives as its reasons, held against plans and statutes like the reasons of a form. */
export const citationsOfFigures = [...programme.tables, ...programme.indicators].map(({ id, title, clauses }) => ({
  id,
  title,
  cites: clauses,
}));
