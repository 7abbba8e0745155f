import * as codes from "./codes.ts";
import { choice, date, idNumber, month, name, phone, text } from "./form.ts";

/**
 * Questions that several forms ask, worded once. Under the same id they mean the same thing in every form, so that one form
 * can be prefilled from another: child_name, child_code, sex, birth_date, birth_month, id_number, school_name, class_name,
 * guardian_name, guardian_type, guardian_phone, father_name, father_phone, mother_name, mother_phone, address_detail, remark.
 */
export const childName = name("姓名", {
  privacy: "direct",
  required: true,
  synonyms: [
    ...["学生姓名", "儿童姓名", "幼儿姓名", "孩子姓名", "留守儿童姓名", "留守学生姓名", "被监护人姓名"],
    ...["被照护人姓名", "名字"],
  ],
});
export const childCode = text("档案编号", {
  privacy: "quasi",
  longest: 18,
  hint: "本单位自编，不用身份证号",
  synonyms: ["儿童编号", "学生编号", "学生代号"],
});
export const sex = choice("性别", codes.sexes, {
  privacy: "quasi",
  required: true,
  synonyms: ["儿童性别", "学生性别"],
});
export const birthDate = date("出生日期", {
  privacy: "quasi",
  required: true,
  synonyms: ["出生年月日", "生日", "出生年月", "出生时间", "儿童出生日期", "学生出生日期"],
  hint: "写到日，如 2015-03-05",
});
/** Where the day of birth is not needed. */
export const birthMonth = month("出生年月", {
  privacy: "quasi",
  hint: "写到月，不写日",
  synonyms: ["出生日期", "生日"],
});
export const citizenNumber = idNumber("公民身份号码", {
  privacy: "direct",
  birth: "birth_date",
  sex: "sex",
  hint: "18 位；复印、转发前整个涂掉",
  synonyms: [
    ...["身份证", "身份证号", "身份证号码", "公民身份证号码", "身份证件号", "身份证件号码"],
    ...["证件号码", "证件号", "儿童身份证号", "儿童身份证号码", "学生身份证号", "学生身份证号码", "学生身份证件号"],
    ...["公民身份证号", "居民身份证号", "居民身份证号码", "身份号码", "公民身份证件号码"],
  ],
});
export const schoolName = text("学校", {
  privacy: "quasi",
  lasting: true,
  synonyms: ["学校名称", "就读学校", "现就读学校", "所在学校", "就学学校", "在读学校", "学校全称", "就读学校名称"],
});
export const className = text("班级", {
  privacy: "quasi",
  lasting: true,
  longest: 20,
  synonyms: ["班号", "所在班级", "年级班级", "年级/班级", "年级、班级", "年级班", "就读班级", "班级名称"],
});
/** What stands below the name of a person in a heading of two rows. */
const phones = ["电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码"];

export const guardianName = name("照护人姓名", {
  privacy: "direct",
  synonyms: [
    ...["监护人", "监护人姓名", "委托监护人", "委托监护人姓名", "受委托监护人姓名", "受委托人姓名", "代管人"],
    ...["临时监护人", "临时监护人姓名", "代理监护人", "代理监护人姓名", "委托照料人", "委托照料人姓名", "照护人"],
    ...["委托照护人", "委托照护人姓名", "受委托监护人", "代管人姓名", "成员1姓名"],
  ],
});
/** Sensitive for two of its answers: a child that nobody, or another child, looks after. */
export const guardianType = choice("实际照护人", codes.carers, {
  privacy: "sensitive",
  unclear: codes.unclearCarer,
  synonyms: [
    ...["与儿童关系", "与学生关系", "与孩子关系", "与被监护人关系", "监护关系", "关系", "照护人类型"],
    ...["监护人", "委托监护人", "照护人", "受委托人", "临时监护人"].flatMap((who) =>
      ["关系", "与儿童关系", "与学生关系", "与孩子关系", "与被监护人关系"].map((it) => who + it),
    ),
    "成员1关系",
  ],
});
export const guardianPhone = phone("照护人电话", {
  privacy: "direct",
  synonyms: [
    ...["联系电话", "联系方式", "电话", "手机", "手机号", "手机号码", "电话号码"],
    ...["监护人", "委托监护人", "受委托监护人", "受委托人", "临时监护人", "委托照料人", "委托照护人"].flatMap((who) =>
      phones.map((it) => who + it),
    ),
    ...phones.filter((it) => it !== "电话").map((it) => `照护人${it}`),
  ],
});
const parentPhones = (formal: string, plain: string, short: string) =>
  [formal, plain, short].flatMap((who) => phones.map((it) => who + it)).filter((it) => it !== `${formal}电话`);
export const fatherName = name("父亲姓名", {
  privacy: "direct",
  synonyms: ["父亲", "爸爸", "父姓名", "爸爸姓名", "父亲名字"],
});
export const fatherPhone = phone("父亲电话", { privacy: "direct", synonyms: parentPhones("父亲", "爸爸", "父") });
export const motherName = name("母亲姓名", {
  privacy: "direct",
  synonyms: ["母亲", "妈妈", "母姓名", "妈妈姓名", "母亲名字"],
});
export const motherPhone = phone("母亲电话", { privacy: "direct", synonyms: parentPhones("母亲", "妈妈", "母") });
export const addressDetail = text("详细地址", {
  privacy: "direct",
  longest: 60,
  holds: "address",
  synonyms: [
    ...["家庭住址", "家庭地址", "现住址", "现居住地", "现居住地址", "居住地址", "住址", "通信地址", "家庭详细地址"],
    ...["详细住址", "现住地址", "居住地"],
  ],
});
export const remark = text("备注", {
  privacy: "direct",
  longest: 200,
  lines: 2,
  detail: true,
  synonyms: ["说明", "备注说明"],
});

const work = (who: "父亲" | "母亲") =>
  text(`${who}务工地址`, {
    privacy: "direct",
    longest: 60,
    holds: "address",
    detail: true,
    hint: "单位名称和地址，写到找得到人为止",
    why: "04#3.2",
    synonyms: ["单位", "单位地址", "单位详细地址"].map((it) => `${who}务工${it}`).concat(`${who}工作单位`),
  });
const workPhone = (who: "父亲" | "母亲") =>
  phone(`${who}单位电话`, {
    privacy: "direct",
    detail: true,
    hint: `打不通${who}手机时才用`,
    why: "04#3.2",
    synonyms: [`${who}务工单位电话`, `${who}务工单位联系电话`],
  });
export const fatherWork = work("父亲");
export const fatherWorkPhone = workPhone("父亲");
export const motherWork = work("母亲");
export const motherWorkPhone = workPhone("母亲");
export const guardianJob = text("照护人职业", {
  privacy: "quasi",
  longest: 20,
  detail: true,
  hint: "如务农、开小店、已退休",
  why: "04#3.2",
  synonyms: ["监护人职业", "委托监护人职业"],
});

export const guardianAddress = text("照护人地址", {
  privacy: "direct",
  longest: 60,
  holds: "address",
  detail: true,
  hint: "与孩子同住的写“同上”",
  why: "04#3.2",
  synonyms: ["监护人详细地址", "监护人地址", "照护人住址", "监护人住址", "委托监护人详细地址"],
});

export const guardianAge = choice("照护人年龄", codes.carerAges, {
  privacy: "safe",
  why: "04#3.2",
  synonyms: ["监护人年龄", "委托监护人年龄"],
});

export const guardianAffected = choice("身体是否影响照护", codes.careAffected, {
  privacy: "sensitive",
  hint: "照护人的身体是否影响照护孩子；只选一项，不写病名",
  why: "04#3.2",
  synonyms: ["监护人身体状况", "照护人身体状况", "委托监护人身体状况", "是否影响照护能力", "影响照护能力"],
});

export const healthNote = text("健康用药提示", {
  privacy: "direct",
  longest: 60,
  detail: true,
  hint: "老师必须知道的才写，如过敏、随身备的药",
  synonyms: ["健康与用药提示", "用药提示", "健康提示"],
});

export const helperName = name("帮扶教师", {
  privacy: "process",
  why: "04#3.4",
  synonyms: [
    ...["帮扶人", "帮扶老师", "帮扶责任人", "帮扶教师姓名", "结对人", "结对教师", "结对帮扶教师", "包保教师"],
    ...["代理家长", "爱心妈妈"],
  ],
});
/** Whom the law makes guardian where father and mother cannot be. */
export const otherGuardianName = name("其他监护人姓名", {
  privacy: "direct",
  detail: true,
  hint: "父母去世或没有监护能力，依法担任监护的人；没有就不填",
  why: "04#3.2",
  synonyms: ["其他监护人"],
});
export const otherGuardianPhone = phone("其他监护人电话", { privacy: "direct", detail: true, why: "04#3.2" });
