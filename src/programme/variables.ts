/**
 * What the published tables are crossed by. A variable says which facts of a record it groups, and how, before anything is
 * counted, and the finest area it may be shown for: the township for common attributes, the county for rare or sensitive
 * ones. No record is ever read here; src/survey/categories.ts places children.
 */
export type Variable = {
  readonly id: string;
  readonly label: string;
  readonly from: Source;
  readonly finestArea: "county" | "township";
  /** In the order they are shown; everything `from` can give is in exactly one, 未采集 in a category of its own unless its label says so. */
  readonly categories: readonly Category[];
};
export type Category = { readonly code: string; readonly label: string; readonly of: readonly string[] };

/**
 * - `question`: the answer to a question of the child census; `of` are its codes. Not answered is 99. Where `several` answers may
 *   be given, the first category (in their order) that has one of them counts; 99 never stands beside another answer.
 * - `derived`: what the record says only together with the reference date or by several answers; `of` are among `derivedCodes`.
 * - `joint`: several variables at once; `of` are combinations of their categories' codes joined by `.`, `*` for any. Attributes
 *   that depend on each other by what everyone knows (nobody visits before filing) stand in one joint variable, because rounded
 *   apart, their difference would say more than each of them.
 * - `any` `within`: the category of another variable that has these codes, split into children with any of them (`1`) and
 *   without (`other`); the other categories stay. An item of a question with several answers.
 */
export type Source =
  | { readonly question: string; readonly several?: true }
  | { readonly derived: Derivation }
  | { readonly joint: readonly VariableId[] }
  | { readonly any: readonly string[]; readonly within: VariableId };

/**
 * `age`: whole years at the reference date. `school_age`: whole years on the 1 September on or before the reference date, by
 * which children start school (law:ywjy#11). `out_place`: where the parent works who is farthest away, by the codes of the question.
 */
export type Derivation = "age" | "school_age" | "out_place";

const years = (least: number, most: number) => Array.from({ length: most - least + 1 }, (_, at) => String(least + at));

/** Everything that a derivation can give; 18 stands for all ages from 18 on, 99 for what is not known. */
export const derivedCodes: Readonly<Record<Derivation, readonly string[]>> = {
  age: [...years(0, 18), "99"],
  school_age: [...years(0, 18), "99"],
  out_place: ["1", "2", "3", "4", "5", "6", "99"],
};

const unknown: Category = { code: "99", label: "未采集", of: ["99"] };

function yesNo(id: string, label: string, question: string, yes: string, no: string): Variable {
  const categories = [{ code: "1", label: yes, of: ["1"] }, { code: "0", label: no, of: ["0"] }, unknown];
  return { id, label, from: { question }, finestArea: "township", categories };
}

/** Every combination of the categories of `parts` is a category; finest area is that of the part shown least finely. */
function joint(id: string, label: string, ...parts: readonly Variable[]): Variable {
  const categories = parts.reduce<readonly Category[]>(
    (begun, { categories: next }) =>
      begun.flatMap((a) =>
        next.map((b) => {
          const code = a.code === "" ? b.code : `${a.code}.${b.code}`;
          return { code, label: a.label === "" ? b.label : `${a.label}，${b.label}`, of: [code] };
        }),
      ),
    [{ code: "", label: "", of: [] }],
  );
  const finestArea = parts.every((it) => it.finestArea === "township") ? "township" : "county";
  return { id, label, from: { joint: parts.map((it) => it.id as VariableId) }, finestArea, categories };
}

/** One item of a question with several answers; shown for the county only, as answers of the kind are sensitive or rare. */
function item(id: string, label: string, within: Variable, ...any: readonly string[]): Variable {
  const categories = within.categories.flatMap(({ code, label: name, of }) =>
    any.every((it) => of.includes(it))
      ? [
          { code: "1", label: "有", of: ["1"] },
          { code: "other", label: "没有", of: ["other"] },
        ]
      : [{ code, label: name, of: [code] }],
  );
  return { id, label, from: { any, within: within.id as VariableId }, finestArea: "county", categories };
}

const sex: Variable = {
  id: "sex",
  label: "性别",
  from: { question: "sex" },
  finestArea: "township",
  categories: [
    { code: "1", label: "男", of: ["1"] },
    { code: "2", label: "女", of: ["2"] },
  ],
};

const age: Variable = {
  id: "age",
  label: "年龄",
  from: { derived: "age" },
  finestArea: "township",
  categories: [
    { code: "0-5", label: "0至5岁", of: years(0, 5) },
    { code: "6-13", label: "6至13岁", of: years(6, 13) },
    { code: "14-15", label: "14至15岁", of: years(14, 15) },
    { code: "99", label: "其他或未采集", of: [...years(16, 18), "99"] },
  ],
};

const stage: Variable = {
  id: "stage",
  label: "就学阶段",
  from: { question: "edu_status" },
  finestArea: "township",
  // Dropout (09, 10) is sensitive and rare: for townships it stands with the others out of the three stages.
  categories: [
    { code: "preschool", label: "学前", of: ["01", "02"] },
    { code: "primary", label: "小学", of: ["03"] },
    { code: "junior", label: "初中", of: ["04"] },
    { code: "other", label: "其他或未采集", of: ["05", "06", "07", "08", "09", "10", "11", "99"] },
  ],
};

const education: Variable = {
  id: "education",
  label: "就学情况",
  from: { question: "edu_status" },
  finestArea: "county",
  categories: [
    { code: "home", label: "未入园", of: ["01"] },
    { code: "kindergarten", label: "幼儿园", of: ["02"] },
    { code: "primary", label: "小学", of: ["03"] },
    { code: "junior", label: "初中", of: ["04"] },
    { code: "senior", label: "高中", of: ["05"] },
    { code: "vocational", label: "中职", of: ["06"] },
    { code: "special", label: "特教或送教上门", of: ["07", "08"] },
    { code: "dropout", label: "辍学或失学", of: ["09", "10"] },
    { code: "left", label: "义务教育后不在学", of: ["11"] },
    unknown,
  ],
};

const schoolAge: Variable = {
  id: "school_age",
  label: "义务教育年龄",
  from: { derived: "school_age" },
  finestArea: "county",
  categories: [
    { code: "before", label: "未到", of: years(0, 5) },
    { code: "within", label: "适龄", of: years(6, 14) },
    { code: "after", label: "已过", of: years(15, 18) },
    unknown,
  ],
};

/** Age, compulsory age and schooling depend on each other; those out of school can be told from the rest only here. */
const enrolment = joint("enrolment", "年龄与就学", age, schoolAge, education);

const boarding: Variable = {
  id: "boarding",
  label: "寄宿",
  from: { question: "boarding" },
  finestArea: "township",
  categories: [
    { code: "1", label: "寄宿", of: ["1"] },
    { code: "2", label: "走读或校外托管", of: ["2", "3"] },
    unknown,
  ],
};

/** Only pupils board. */
const boardingByStage = joint("stage_boarding", "就学阶段与寄宿", stage, boarding);

const hukou: Variable = {
  id: "hukou",
  label: "户籍性质",
  from: { question: "hukou_type" },
  finestArea: "township",
  categories: [
    { code: "rural", label: "农村居民", of: ["1"] },
    { code: "urban", label: "城镇居民", of: ["2"] },
    { code: "other", label: "其他", of: ["3", "4"] },
    unknown,
  ],
};

const health: Variable = {
  id: "health",
  label: "健康状况",
  from: { question: "health" },
  finestArea: "county",
  categories: [
    { code: "1", label: "健康", of: ["1"] },
    { code: "2", label: "一般或较弱", of: ["2"] },
    { code: "3", label: "慢性病", of: ["3"] },
    { code: "4", label: "重病", of: ["4"] },
    { code: "5", label: "残疾", of: ["5"] },
    { code: "9", label: "其他", of: ["9"] },
    unknown,
  ],
};

const careReason: Variable = {
  id: "care_reason",
  label: "委托照料原因",
  from: { question: "care_reason" },
  finestArea: "township",
  categories: [
    { code: "1", label: "双方外出", of: ["1"] },
    { code: "2", label: "一方外出另一方无能力", of: ["2"] },
    { code: "3", label: "双方无能力", of: ["3"] },
    { code: "8", label: "不适用", of: ["8"] },
    unknown,
  ],
};

const carer: Variable = {
  id: "carer",
  label: "实际照护人",
  from: { question: "guardian_type" },
  finestArea: "township",
  // Nobody (09) and under-age siblings (10) are rare and sensitive: for townships they stand with institutions.
  categories: [
    { code: "grandparents", label: "祖辈", of: ["01", "02"] },
    { code: "parent", label: "父亲或母亲", of: ["03", "04"] },
    { code: "others", label: "其他亲友", of: ["05", "06"] },
    { code: "rest", label: "机构、未成年兄姐或无人", of: ["07", "08", "09", "10"] },
    unknown,
  ],
};

/** A parent who cares is a parent at home: carer and parents depend on each other. */
const care = joint("care", "照料原因与照护人", careReason, carer);

const carerKind: Variable = {
  id: "carer_kind",
  label: "实际照护人（细分）",
  from: { question: "guardian_type" },
  finestArea: "county",
  categories: [
    { code: "01", label: "祖父母", of: ["01"] },
    { code: "02", label: "外祖父母", of: ["02"] },
    { code: "03", label: "父亲或母亲", of: ["03", "04"] },
    { code: "05", label: "其他亲属", of: ["05"] },
    { code: "06", label: "朋友邻居", of: ["06"] },
    { code: "07", label: "寄宿学校或托管、救助机构", of: ["07", "08"] },
    { code: "10", label: "未成年兄姐", of: ["10"] },
    { code: "09", label: "无人照护", of: ["09"] },
    unknown,
  ],
};

const guardianship: Variable = {
  id: "guardianship",
  label: "监护情况",
  from: { question: "guardianship_quality" },
  finestArea: "county",
  categories: [
    { code: "1", label: "较好", of: ["1"] },
    { code: "2", label: "一般", of: ["2"] },
    { code: "3", label: "差", of: ["3"] },
    unknown,
  ],
};

const entrustment: Variable = {
  id: "entrustment",
  label: "委托照护书",
  from: { question: "entrust_signed" },
  finestArea: "township",
  categories: [
    { code: "1", label: "已签并告知", of: ["1"] },
    { code: "2", label: "已签未告知", of: ["2"] },
    { code: "3", label: "未签", of: ["3"] },
    { code: "8", label: "不适用", of: ["8"] },
    unknown,
  ],
};

const contact: Variable = {
  id: "contact",
  label: "与父母联系",
  from: { question: "contact_freq" },
  finestArea: "township",
  categories: [
    { code: "weekly", label: "每周至少一次", of: ["1", "2", "3"] },
    { code: "monthly", label: "每月至少一次", of: ["4", "5"] },
    { code: "less", label: "更少或没有", of: ["6", "7"] },
    unknown,
  ],
};

const contactFrequency: Variable = {
  id: "contact_freq",
  label: "与父母联系的频次",
  from: { question: "contact_freq" },
  finestArea: "county",
  categories: [
    { code: "1", label: "每天", of: ["1"] },
    { code: "2", label: "每周2至6次", of: ["2"] },
    { code: "3", label: "每周1次", of: ["3"] },
    { code: "4", label: "每月2至3次", of: ["4"] },
    { code: "5", label: "每月1次", of: ["5"] },
    { code: "6", label: "更少", of: ["6"] },
    { code: "7", label: "从不或失联", of: ["7"] },
    unknown,
  ],
};

const outPlace: Variable = {
  id: "out_place",
  label: "父母务工地",
  from: { derived: "out_place" },
  finestArea: "township",
  categories: [
    { code: "city", label: "市内外县", of: ["3"] },
    { code: "province", label: "省内外市", of: ["4"] },
    { code: "beyond", label: "省外或境外", of: ["5", "6"] },
    { code: "99", label: "县内或未采集", of: ["1", "2", "99"] },
  ],
};

const filed = yesNo("filed", "建档", "filed", "已建档", "未建档");
const paired = yesNo("paired", "结对", "paired", "已结对", "未结对");
const visited = yesNo("visited", "走访", "visited", "已走访", "未走访");
/** A child is filed before it is paired and paired before its helper visits. */
const service = joint("service", "建档、结对与走访", filed, paired, visited);

const pairType: Variable = {
  id: "pair_type",
  label: "结对类型",
  from: { question: "pair_type" },
  finestArea: "county",
  categories: [
    { code: "1", label: "教师", of: ["1"] },
    { code: "2", label: "干部", of: ["2"] },
    { code: "3", label: "爱心妈妈", of: ["3"] },
    { code: "4", label: "志愿者", of: ["4"] },
    { code: "5", label: "企业", of: ["5"] },
    { code: "9", label: "其他", of: ["9"] },
    unknown,
  ],
};

/** Who a child is paired with, the unpaired and unknown beside them. */
const pairing: Variable = {
  id: "pairing",
  label: "和谁结对",
  from: { joint: ["paired", "pair_type"] },
  finestArea: "county",
  categories: [
    ...pairType.categories.map(({ code, label }) => ({
      code,
      label: code === "99" ? "已结对，类型未采集" : label,
      of: [`1.${code}`],
    })),
    { code: "none", label: "未结对", of: ["0.*"] },
    { code: "unknown", label: "未采集", of: ["99.*"] },
  ],
};

const plan = yesNo("plan", "帮扶计划", "plan_made", "已定计划", "未定计划");
const screened = yesNo("screened", "心理筛查", "psych_screened", "已筛查", "未筛查");

const hardship: Variable = {
  id: "hardship",
  label: "家庭困难",
  from: { question: "poverty_cat", several: true },
  finestArea: "county",
  categories: [
    { code: "defacto", label: "事实无人抚养", of: ["11"] },
    { code: "poor", label: "生活困难", of: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"] },
    { code: "other", label: "仅残疾、烈士子女等", of: ["12", "13", "14"] },
    { code: "none", label: "无", of: ["00"] },
    unknown,
  ],
};

const aid: Variable = {
  id: "aid",
  label: "已获救助",
  from: { question: "aid_received", several: true },
  finestArea: "county",
  categories: [
    { code: "1", label: "有救助", of: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"] },
    { code: "0", label: "无救助", of: ["00"] },
    unknown,
  ],
};

/** Aid is given for hardship. */
const relief = joint("relief", "困难与救助", hardship, aid);

const needs: Variable = {
  id: "needs",
  label: "主要需求",
  from: { question: "needs", several: true },
  finestArea: "county",
  categories: [{ code: "1", label: "有需求", of: ["1", "2", "3", "4", "5", "6", "7", "8", "9"] }, unknown],
};

export const variables = {
  sex,
  age,
  stage,
  education,
  school_age: schoolAge,
  enrolment,
  boarding,
  stage_boarding: boardingByStage,
  hukou,
  health,
  care_reason: careReason,
  carer,
  care,
  carer_kind: carerKind,
  guardianship,
  entrustment,
  contact,
  contact_freq: contactFrequency,
  out_place: outPlace,
  filed,
  paired,
  visited,
  service,
  pair_type: pairType,
  pairing,
  plan,
  screened,
  hardship,
  aid,
  relief,
  aid_minimum: item("aid_minimum", "低保金", aid, "01"),
  aid_destitute: item("aid_destitute", "特困供养", aid, "02"),
  aid_temporary: item("aid_temporary", "临时救助", aid, "03"),
  aid_medical: item("aid_medical", "医疗救助", aid, "04"),
  aid_housing: item("aid_housing", "住房救助", aid, "05"),
  aid_disability: item("aid_disability", "残疾两项补贴", aid, "06"),
  aid_orphan: item("aid_orphan", "孤儿或事实无人抚养津贴", aid, "07"),
  aid_student: item("aid_student", "学生资助", aid, "08"),
  aid_meal: item("aid_meal", "营养餐", aid, "09"),
  aid_donation: item("aid_donation", "社会捐助", aid, "10"),
  needs,
  need_company: item("need_company", "亲情陪伴", needs, "1"),
  need_study: item("need_study", "学业辅导", needs, "2"),
  need_mind: item("need_mind", "心理支持", needs, "3"),
  need_goods: item("need_goods", "生活物资", needs, "4"),
  need_health: item("need_health", "医疗康复", needs, "5"),
  need_safety: item("need_safety", "安全监护", needs, "6"),
  need_interest: item("need_interest", "兴趣活动", needs, "7"),
  need_policy: item("need_policy", "政策申请", needs, "8"),
  need_other: item("need_other", "其他", needs, "9"),
} as const;
export type VariableId = keyof typeof variables;
