import { yearsBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { choice, date, defineForm, month, multiple, number, text, area, codesIn } from "../form.ts";
import { childCaution, paper } from "../papers.ts";
import {
  childName,
  sex,
  birthDate,
  citizenNumber,
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
  remark,
} from "../questions.ts";
import { nobodyCares, notInFuture, has } from "../rules.ts";

const inSchool = ["02", "03", "04", "05", "06", "07"];
const away = ["2", "3"];
/** Away, dead, lost, in prison or in compulsory treatment: who cares for the child is somebody else. */
const absent = [...away, "4", "5", "6", "7"];

/**
 * Filled in once per child and round by the class teacher or the village children's officer; everything else about this
 * form is derived from here. Keys and codes are those of the census instrument. Improper care (abuse, neglect) is not asked:
 * an answer to it calls for a report on paper (T26), not for a row in a table, and no figure may ever show it. Ethnicity, the
 * child's own telephone, the kind of identity paper, the way to school, insurance, the carer's schooling and sources of
 * income are not asked: nothing here needs them. That guardians are missing (监护人缺失, 21#3.2) follows from who cares, the
 * status of the parents and the capacity of the one at home.
 */
export const childCensus = defineForm({
  id: "child-census",
  template: "T54",
  title: "留守儿童排查登记表",
  version: "2026.2",
  earlier: [{ version: "2026.1", renamed: { 联系方式: "contact_way" } }],
  basis: ["21#3.2", "law:wbf#29", "law:wbf#43"],
  filledBy: "班主任或儿童主任",
  per: "每名儿童每批次一份",
  minutes: 15,
  processing: {
    purpose: "摸清谁在照护孩子、缺什么，据此建档、走访、申请政策；合计后公布凑成十的人数",
    ground: "duty",
    keep: "满十六周岁或退出后一学年，再去标识",
    seenBy: "班主任、学校负责人、儿童主任、儿童督导员；查阅要经批准并登记",
    counted: true,
  },
  sections: [
    {
      title: "一、儿童",
      questions: {
        child_name: childName,
        sex,
        birth_date: birthDate,
        id_number: citizenNumber,
        student_no: text("学籍号", {
          privacy: "direct",
          longest: 19,
          detail: true,
          synonyms: ["全国学籍号", "学籍号码"],
        }),
        hukou_type: choice("户籍性质", codes.hukouTypes, { privacy: "quasi", synonyms: ["户口性质", "户籍状况"] }),
        hukou_area: area("户籍地代码", { privacy: "quasi", digits: [6, 9, 12], detail: true, hint: "县级 6 位" }),
        live_area: area("现居住地代码", {
          privacy: "quasi",
          digits: [6, 9, 12],
          detail: true,
          hint: "乡镇 9 位或村 12 位",
        }),
        area_code: area("区划代码", {
          lasting: true,
          privacy: "quasi",
          digits: [9, 12],
          hint: "填报单位所在乡镇 9 位或村 12 位",
          synonyms: ["乡镇代码", "村代码"],
        }),
        address_detail: { ...addressDetail, detail: true },
      },
    },
    {
      title: "二、就学与健康",
      questions: {
        edu_status: choice("就学情况", codes.educationStatuses, { privacy: "sensitive", why: "21#3.2" }),
        grade: number("年级", {
          privacy: "quasi",
          least: 1,
          most: 12,
          hint: "小学 1–6，初中 7–9，高中 10–12",
          synonyms: ["就读年级"],
          says: { 初一: 7, 初二: 8, 初三: 9, 高一: 10, 高二: 11, 高三: 12 },
          when: { question: "edu_status", in: ["03", "04", "05", "06", "07", "99"] },
        }),
        school_name: schoolName,
        class_name: { ...className, detail: true },
        boarding: choice("寄宿", codes.boardings, {
          privacy: "safe",
          synonyms: ["是否寄宿", "是否住校", "寄宿情况", "就读方式", "是否寄宿生"],
        }),
        health: choice("健康状况", codes.healths, {
          privacy: "sensitive",
          why: "21#3.2",
          synonyms: ["身体情况", "身体状况", "健康"],
        }),
        disability_type: multiple("残疾类别", codes.disabilities, {
          privacy: "sensitive",
          synonyms: ["残疾类型"],
          when: { question: "health", in: ["5"] },
        }),
        disability_level: choice("残疾等级", codes.disabilityLevels, {
          privacy: "sensitive",
          when: { question: "health", in: ["5"] },
        }),
      },
    },
    {
      title: "三、父母与照护",
      questions: {
        father_status: choice("父亲状态", codes.parentStatuses, {
          privacy: "sensitive",
          hint: "外出以连续六个月以上为准",
        }),
        father_out_place: choice("父亲务工地", codes.outPlaces, {
          privacy: "safe",
          synonyms: ["父亲务工地点"],
          when: { question: "father_status", in: away },
        }),
        mother_status: choice("母亲状态", codes.parentStatuses, { privacy: "sensitive" }),
        mother_out_place: choice("母亲务工地", codes.outPlaces, {
          privacy: "safe",
          synonyms: ["母亲务工地点"],
          when: { question: "mother_status", in: away },
        }),
        father_out_since: month("父亲外出起始", {
          synonyms: ["父亲外出起始年月", "父亲外出时间"],
          privacy: "safe",
          when: { question: "father_status", in: away },
        }),
        mother_out_since: month("母亲外出起始", {
          synonyms: ["母亲外出起始年月", "母亲外出时间"],
          privacy: "safe",
          when: { question: "mother_status", in: away },
        }),
        stay_parent_capacity: choice("在家方监护能力", codes.stayCapacities, {
          privacy: "sensitive",
          synonyms: ["在家一方监护能力"],
        }),
        care_reason: choice("委托照料原因", codes.careReasons, { privacy: "safe", detail: true }),
        guardian_type: { ...guardianType, why: "21#3.2" },
        guardian_age_band: choice("照护人年龄", codes.carerAges, { privacy: "safe", synonyms: ["监护人年龄"] }),
        guardian_health: choice("照护人健康", codes.carerHealths, { privacy: "sensitive", detail: true }),
        kids_in_care: number("照护儿童数", { privacy: "safe", least: 1, most: 10, detail: true }),
        entrust_signed: choice("委托照护书", codes.entrustments, { privacy: "safe", why: "law:wbf#23" }),
        guardianship_quality: choice("监护情况", codes.guardianships, {
          privacy: "sensitive",
          hint: "按县里发的标准；没有标准的选未采集",
        }),
        contact_freq: choice("与父母联系", codes.contactFrequencies, {
          privacy: "safe",
          why: "law:wbf#23",
          hint: "法律要求至少每周一次",
        }),
        contact_way: multiple("怎么和父母联系", codes.contactWays, { privacy: "safe", detail: true }),
        last_contact_date: date("最近联系日期", { privacy: "process", detail: true }),
        meet_freq: choice("与父母见面", codes.meetingFrequencies, { privacy: "safe", detail: true }),
        guardian_name: { ...guardianName, detail: true },
        guardian_phone: {
          ...guardianPhone,
          detail: true,
          // It was the heading of another question here until 2026.1: what a file without a version means by it is not known.
          synonyms: (guardianPhone.synonyms ?? []).filter((it) => it !== "联系方式"),
        },
        father_name: { ...fatherName, detail: true },
        father_phone: { ...fatherPhone, detail: true },
        mother_name: { ...motherName, detail: true },
        mother_phone: { ...motherPhone, detail: true },
      },
    },
    {
      title: "四、困难、风险与需求",
      questions: {
        poverty_cat: multiple("困难类别", codes.hardships, {
          privacy: "sensitive",
          why: "21#3.2",
          none: "00",
          synonyms: ["困难类型", "特殊困难类型", "家庭困难类型", "贫困类别"],
        }),
        aid_received: multiple("已获救助", codes.aids, { privacy: "safe", none: "00", detail: true }),
        risk_flags: multiple("风险情形", codes.risks, {
          privacy: "sensitive",
          none: "00",
          hint: "疑似侵害：先打 110。自伤念头：陪住，转心理教师或医院。都不写在表里",
        }),
        risk_level: choice("风险等级", codes.riskLevels, { privacy: "sensitive", detail: true }),
        psych_concern: choice("心理关注", codes.psychConcerns, { privacy: "sensitive" }),
        psych_signs: multiple("心理表现", codes.psychSigns, {
          privacy: "sensitive",
          detail: true,
          when: { question: "psych_concern", in: ["1", "2", "3", "4"] },
        }),
        needs: multiple("主要需求", codes.needs, { privacy: "safe", synonyms: ["需求"] }),
      },
    },
    {
      title: "五、服务",
      questions: {
        filed: choice("已建档", codes.yesNo, { privacy: "safe", why: "04#2.1", synonyms: ["建档", "是否建档"] }),
        filed_date: date("建档日期", { privacy: "process", detail: true, when: { question: "filed", in: ["1"] } }),
        paired: choice("已结对", codes.yesNo, { privacy: "safe", why: "21#3.3.3", synonyms: ["结对", "是否结对"] }),
        pair_type: choice("结对类型", codes.pairTypes, { privacy: "safe", when: { question: "paired", in: ["1"] } }),
        pair_date: date("结对日期", { privacy: "process", detail: true, when: { question: "paired", in: ["1"] } }),
        visited: choice("本轮已走访", codes.yesNo, { privacy: "safe", why: "11#3.3", synonyms: ["走访", "是否走访"] }),
        last_visit_date: date("最近走访日期", {
          privacy: "process",
          detail: true,
          synonyms: ["走访时间", "最近走访", "随访时间"],
          when: { question: "visited", in: ["1"] },
        }),
        talk_count: number("谈心次数", { privacy: "safe", least: 0, most: 200, why: "04#3.5", detail: true }),
        link_count: number("亲情连线次数", { privacy: "safe", least: 0, most: 200, detail: true }),
        plan_made: choice("已定帮扶计划", codes.yesNo, { privacy: "safe", detail: true }),
        psych_screened: choice("已做心理筛查", codes.yesNo, { privacy: "safe", detail: true }),
        change_type: choice("本期变动", codes.changeTypes, { privacy: "safe", detail: true }),
        exit_reason: choice("退出原因", codes.exitReasons, {
          privacy: "sensitive",
          detail: true,
          when: { question: "change_type", in: ["3"] },
        }),
        exit_date: date("退出日期", { privacy: "process", detail: true, when: { question: "change_type", in: ["3"] } }),
        remark: remark,
      },
    },
    {
      title: "六、填报",
      questions: {
        reporter_role: choice("填报人身份", codes.reporterRoles, { lasting: true, privacy: "process" }),
        collect_mode: choice("采集方式", codes.collectModes, { lasting: true, privacy: "safe", detail: true }),
        legal_basis: choice("处理依据", codes.legalBases, { lasting: true, privacy: "process", why: "law:pipl#13" }),
        consent_status: choice("监护人同意", codes.consentStatuses, {
          privacy: "process",
          why: "law:wbf#72",
          hint: "告知书“统计同意”一项选了不同意的写“不同意”，没有选的写“待取得”：这两种不计入统计；照护人签字不算",
        }),
        consent_date: date("同意日期", {
          privacy: "process",
          detail: true,
          when: { question: "consent_status", in: ["1", "2", "3"] },
        }),
      },
    },
  ],
  papers: [
    paper({
      title: "留守儿童排查登记表",
      pages: 3,
      header: ["填报单位：", "排查批次：", "填表日期："],
      caution: `${childCaution}；不清楚的选“未采集”，不要猜`,
      signatures: [
        { who: "排查人一" },
        { who: "排查人二" },
        { who: "审核人" },
        // Someone at home says that the facts are right; that is no guardian's consent.
        { who: "家人核对，不代表同意", by: "签名或按手印" },
      ],
      seal: true,
    }),
  ],
  needs: [["child_name"], ["sex", "id_number"], ["birth_date", "id_number"], ["father_status"], ["mother_status"]],
  shorthands: [
    {
      label: "留守类型",
      synonyms: ["留守情况"],
      values: [
        { says: ["双方外出", "父母双方外出", "双亲外出"], answers: { father_status: "2", mother_status: "2" } },
        { says: ["父亲外出", "单方外出(父)"], answers: { father_status: "2", mother_status: "1" } },
        { says: ["母亲外出", "单方外出(母)"], answers: { father_status: "1", mother_status: "2" } },
        { says: ["非留守", "否", "父母在家"], answers: { father_status: "1", mother_status: "1" } },
      ],
    },
  ],
  rules: [
    nobodyCares,
    {
      code: "left_alone",
      at: "risk_flags",
      severity: "warning",
      message: "填了独居或无人看护：请当天报告学校负责人和儿童主任；长期没人照料的打 110，另填强制报告单",
      broken: (a) => codesIn(a["risk_flags"]).some((it) => it === "01" || it === "02"),
    },
    {
      code: "boarding_without_school",
      at: "boarding",
      severity: "error",
      message: "填了寄宿，但就学情况不是在校，请核对其中一项",
      broken: (a) =>
        a["boarding"] === "1" &&
        a["edu_status"] !== "99" &&
        has(a, "edu_status") &&
        !inSchool.includes(String(a["edu_status"])),
    },
    {
      code: "carer_away",
      at: "guardian_type",
      severity: "error",
      message: "实际照护人是父亲或母亲，但该人填了不在家，请核对",
      broken: (a) =>
        (a["guardian_type"] === "03" && absent.includes(String(a["father_status"]))) ||
        (a["guardian_type"] === "04" && absent.includes(String(a["mother_status"]))),
    },
    {
      code: "grade_outside_stage",
      at: "grade",
      severity: "warning",
      message: "年级与就学情况不相符，请核对（小学 1–6，初中 7–9，高中 10–12）",
      broken: (a) => {
        const grade = Number(a["grade"]);
        const range = { "03": [1, 6], "04": [6, 9], "05": [10, 12] }[String(a["edu_status"])];
        return has(a, "grade") && range !== undefined && (grade < (range[0] ?? 0) || grade > (range[1] ?? 0));
      },
    },
    {
      code: "age_outside_stage",
      at: "edu_status",
      severity: "warning",
      message: "年龄与就学情况不常见（小学 5–15 岁，初中 10–17 岁），请核对",
      broken: (a, { referenceDate }) => {
        const age = yearsBetween(String(a["birth_date"] ?? referenceDate), referenceDate);
        const range = { "03": [5, 15], "04": [10, 17] }[String(a["edu_status"])];
        return has(a, "birth_date") && range !== undefined && (age < (range[0] ?? 0) || age > (range[1] ?? 0));
      },
    },
    ...["birth_date", "last_contact_date", "father_out_since", "mother_out_since"].map((at) =>
      notInFuture(at, "排查时点"),
    ),
  ],
  example: {
    child_name: "张小满",
    sex: "1",
    birth_date: "2015-03-12",
    id_number: "990000201503120013",
    hukou_type: "1",
    area_code: "990000101201",
    edu_status: "03",
    grade: 5,
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    boarding: "2",
    health: "1",
    father_status: "2",
    father_out_place: "5",
    father_out_since: "2023-02",
    mother_status: "2",
    mother_out_place: "5",
    mother_out_since: "2023-02",
    stay_parent_capacity: "8",
    care_reason: "1",
    guardian_type: "01",
    guardian_age_band: "3",
    guardian_health: "1",
    entrust_signed: "1",
    guardianship_quality: "1",
    contact_freq: "2",
    contact_way: ["1", "2"],
    meet_freq: "4",
    guardian_name: "张大山",
    guardian_phone: "19900000001",
    poverty_cat: ["00"],
    aid_received: ["08", "09"],
    risk_flags: ["00"],
    psych_concern: "0",
    needs: ["1", "2"],
    filed: "1",
    filed_date: "2026-09-10",
    paired: "1",
    pair_type: "1",
    visited: "1",
    last_visit_date: "2026-09-20",
    talk_count: 3,
    plan_made: "1",
    psych_screened: "0",
    change_type: "2",
    reporter_role: "1",
    legal_basis: "1",
    consent_status: "4",
  },
});
