import { yearsBetween } from "../calendar.ts";
import * as codes from "../codes.ts";
import { choice, date, defineForm, month, multiple, number, text, area, codesIn, type Rule } from "../form.ts";
import { splitGradeClass } from "../grade.ts";
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
const parents = [
  ["father", "父亲", "父", "爸爸"],
  ["mother", "母亲", "母", "妈妈"],
] as const;

/** What offices write above the columns about one parent; below the parent in a heading of two rows they are the same. */
const headings = (who: (typeof parents)[number], words: string) =>
  who.slice(1).flatMap((parent) => words.split(" ").map((it) => parent + it));
const statusWords = "状况 情况 现状 目前状况 外出情况 务工情况 外出务工情况 去向";
const placeWords =
  "务工地点 务工地址 当前务工地点 目前务工地点 打工地点 打工地 务工地区 务工所在地 就业地点 外出地点 外出地 外出务工地点 外出务工地 工作地点";
const sinceWords =
  "外出起始年月 外出时间 外出年月 外出起始时间 外出开始时间 开始外出时间 外出务工时间 外出务工起始时间 外出日期 务工时间 务工起始时间";
/** Days that describe what was so at the reference date. */
const days = ["last_contact_date", "filed_date", "pair_date", "last_visit_date", "exit_date"] as const;

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
        child_name: { ...childName, whole: true },
        sex,
        birth_date: birthDate,
        id_number: citizenNumber,
        student_no: text("学籍号", {
          privacy: "direct",
          longest: 19,
          holds: "student_number",
          detail: true,
          synonyms: ["全国学籍号", "学籍号码", "国家学籍号", "学生学籍号"],
        }),
        hukou_type: choice("户籍性质", codes.hukouTypes, {
          privacy: "quasi",
          synonyms: ["户口性质", "户籍状况", "户口类型", "户籍类型", "户籍类别", "户口类别"],
        }),
        hukou_area: area("户籍地代码", {
          privacy: "quasi",
          digits: [6, 9, 12],
          detail: true,
          hint: "县级 6 位",
          // 户籍地址 and 户籍所在地 are written out in words, which say no code for another county.
          synonyms: ["户籍地区划代码", "户籍所在地代码", "户口所在地代码", "户口所在地行政区划", "户籍区划代码"],
        }),
        live_area: area("现居住地代码", {
          privacy: "quasi",
          digits: [6, 9, 12],
          detail: true,
          hint: "乡镇 9 位或村 12 位",
          synonyms: ["现居住地区划代码", "居住地代码", "居住地区划代码"],
        }),
        area_code: area("区划代码", {
          lasting: true,
          privacy: "quasi",
          digits: [9, 12],
          hint: "填报单位所在乡镇 9 位或村 12 位",
          synonyms: [
            ...["乡镇代码", "村代码", "行政区划代码", "乡镇区划代码", "村区划代码", "所在地区划代码"],
            ...["所在地行政区划代码", "所在乡镇代码"],
          ],
          fallback: ["乡镇", "乡镇名称", "所在乡镇", "乡镇街道", "乡镇/街道", "乡(镇)", "镇", "街道"],
        }),
        address_detail: { ...addressDetail, detail: true },
      },
    },
    {
      title: "二、就学与健康",
      questions: {
        edu_status: choice("就学情况", codes.educationStatuses, {
          privacy: "sensitive",
          why: "21#3.2",
          unclear: codes.unclearEducation,
          synonyms: [
            "就学状况",
            "就学状态",
            "就读情况",
            "就读状态",
            "就读状况",
            "学段",
            "就读学段",
            "教育阶段",
            "受教育情况",
          ],
        }),
        grade: number("年级", {
          privacy: "quasi",
          least: 1,
          most: 12,
          hint: "小学 1–6，初中 7–9，高中 10–12",
          grade: true,
          synonyms: ["就读年级", "所在年级", "现读年级", "在读年级", "现就读年级"],
          when: { question: "edu_status", in: ["03", "04", "05", "06", "07", "99"] },
        }),
        school_name: schoolName,
        class_name: { ...className, detail: true },
        boarding: choice("寄宿", codes.boardings, {
          privacy: "safe",
          unclear: codes.unclearBoarding,
          synonyms: [
            ...["是否寄宿", "是否住校", "寄宿情况", "就读方式", "是否寄宿生", "是否住宿", "是否住校生", "住宿情况"],
            ...["住校情况", "是否学校寄宿", "是否在校寄宿", "是否在校住宿", "寄宿/走读", "走读/寄宿", "走读/住校"],
            ...["住校/走读", "住宿方式"],
          ],
        }),
        health: choice("健康状况", codes.healths, {
          privacy: "sensitive",
          why: "21#3.2",
          synonyms: ["身体情况", "身体状况", "健康", "健康情况", "身体健康状况", "儿童健康状况"],
        }),
        disability_type: multiple("残疾类别", codes.disabilities, {
          privacy: "sensitive",
          synonyms: ["残疾类型", "残疾种类"],
          when: { question: "health", in: ["5"] },
        }),
        disability_level: choice("残疾等级", codes.disabilityLevels, {
          privacy: "sensitive",
          synonyms: ["残疾级别", "残疾程度"],
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
          away: "2",
          unclear: codes.unclearParent,
          synonyms: headings(parents[0], statusWords).concat("父状态", "爸爸状态"),
        }),
        father_out_place: choice("父亲务工地", codes.outPlaces, {
          privacy: "safe",
          place: true,
          unclear: codes.unclearPlace,
          synonyms: headings(parents[0], placeWords).concat("父务工地", "爸爸务工地"),
          when: { question: "father_status", in: away },
        }),
        mother_status: choice("母亲状态", codes.parentStatuses, {
          privacy: "sensitive",
          away: "2",
          unclear: codes.unclearParent,
          synonyms: headings(parents[1], statusWords).concat("母状态", "妈妈状态"),
        }),
        mother_out_place: choice("母亲务工地", codes.outPlaces, {
          privacy: "safe",
          place: true,
          unclear: codes.unclearPlace,
          synonyms: headings(parents[1], placeWords).concat("母务工地", "妈妈务工地"),
          when: { question: "mother_status", in: away },
        }),
        father_out_since: month("父亲外出起始", {
          synonyms: headings(parents[0], sinceWords).concat("父外出起始", "爸爸外出起始"),
          privacy: "safe",
          when: { question: "father_status", in: away },
        }),
        mother_out_since: month("母亲外出起始", {
          synonyms: headings(parents[1], sinceWords).concat("母外出起始", "妈妈外出起始"),
          privacy: "safe",
          when: { question: "mother_status", in: away },
        }),
        stay_parent_capacity: choice("在家方监护能力", codes.stayCapacities, {
          privacy: "sensitive",
          unclear: codes.unclearCapacity,
          synonyms: [
            ...[
              "在家一方监护能力",
              "在家一方有无监护能力",
              "在家方有无监护能力",
              "另一方监护能力",
              "另一方有无监护能力",
            ],
            "留守一方监护能力",
          ],
        }),
        care_reason: choice("委托照料原因", codes.careReasons, {
          privacy: "safe",
          detail: true,
          synonyms: ["委托照护原因", "委托监护原因", "委托原因"],
        }),
        guardian_type: { ...guardianType, why: "21#3.2" },
        guardian_age_band: choice("照护人年龄", codes.carerAges, {
          privacy: "safe",
          synonyms: ["监护人年龄", "照护人年龄段", "监护人年龄段", "委托监护人年龄", "委托照护人年龄", "照护人周岁"],
        }),
        guardian_health: choice("照护人健康", codes.carerHealths, {
          privacy: "sensitive",
          detail: true,
          synonyms: ["监护人", "照护人", "委托监护人"]
            .flatMap((who) => ["健康", "健康状况", "身体状况", "身体情况"].map((it) => who + it))
            .filter((it) => it !== "照护人健康"),
        }),
        kids_in_care: number("照护儿童数", {
          privacy: "safe",
          least: 1,
          most: 10,
          detail: true,
          synonyms: ["照护儿童人数", "照护孩子数", "照护孩子人数", "照料儿童数", "监护儿童数"],
        }),
        entrust_signed: choice("委托照护书", codes.entrustments, {
          privacy: "safe",
          why: "law:wbf#23",
          unclear: codes.unclearEntrustment,
          synonyms: [
            ...["是否签订委托照护书", "委托照护书签订情况", "委托照护协议", "是否签订委托照护协议", "委托监护协议"],
            ...["是否签订委托监护协议", "委托监护责任书", "委托监护责任确认书", "是否签订委托监护责任确认书"],
          ],
        }),
        guardianship_quality: choice("监护情况", codes.guardianships, {
          privacy: "sensitive",
          hint: "按县里发的标准；没有标准的选未采集",
          synonyms: ["监护状况", "照护情况", "监护质量", "监护评估"],
        }),
        contact_freq: choice("与父母联系", codes.contactFrequencies, {
          privacy: "safe",
          why: "law:wbf#23",
          hint: "法律要求至少每周一次",
          unclear: codes.unclearFrequency,
          synonyms: [
            ...["联系频率", "联系频次", "与父母联系频率", "与父母联系频次", "与父母联系情况", "与父母联系次数"],
            ...["亲子联系频率", "父母联系频率", "与家长联系频率"],
          ],
        }),
        contact_way: multiple("怎么和父母联系", codes.contactWays, {
          privacy: "safe",
          detail: true,
          unclear: codes.unclearWay,
          synonyms: ["与父母联系方式", "亲子联系方式", "与父母沟通方式"],
        }),
        last_contact_date: date("最近联系日期", {
          privacy: "process",
          detail: true,
          synonyms: [
            "最近联系时间",
            "最近一次联系时间",
            "最近一次与父母联系时间",
            "最近与父母联系时间",
            "最近一次联系日期",
          ],
        }),
        meet_freq: choice("与父母见面", codes.meetingFrequencies, {
          privacy: "safe",
          detail: true,
          synonyms: ["见面频率", "见面频次", "与父母见面频率", "与父母见面频次", "见面情况"],
        }),
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
          unclear: codes.unclearHardship,
          // 是否低保, 是否孤儿 and 是否建档立卡 are other questions: their 否 says nothing of the rest of the list.
          synonyms: [
            ...["困难类型", "特殊困难类型", "家庭困难类型", "家庭困难类别", "贫困类别", "困难情况", "家庭困难情况"],
            ...["困境类型", "困境类别"],
          ],
        }),
        aid_received: multiple("已获救助", codes.aids, {
          privacy: "safe",
          none: "00",
          detail: true,
          synonyms: ["救助情况", "享受救助", "已享受救助", "救助类型", "救助帮扶", "救助帮扶情况", "享受政策"],
        }),
        risk_flags: multiple("风险情形", codes.risks, {
          privacy: "sensitive",
          none: "00",
          unclear: codes.unclearRisk,
          synonyms: ["风险", "风险类型", "风险隐患", "存在风险", "风险情况"],
          hint: "疑似侵害：先打 110。自伤念头：陪住，转心理教师或医院。都不写在表里",
        }),
        risk_level: choice("风险等级", codes.riskLevels, {
          privacy: "sensitive",
          detail: true,
          synonyms: ["风险级别", "预警等级"],
        }),
        psych_concern: choice("心理关注", codes.psychConcerns, {
          privacy: "sensitive",
          synonyms: ["心理状况", "心理情况", "心理健康状况", "心理关注情况", "心理关注等级"],
        }),
        psych_signs: multiple("心理表现", codes.psychSigns, {
          privacy: "sensitive",
          detail: true,
          when: { question: "psych_concern", in: ["1", "2", "3", "4"] },
        }),
        needs: multiple("主要需求", codes.needs, {
          privacy: "safe",
          synonyms: ["需求", "帮扶需求", "需求类型", "儿童需求", "主要需要"],
        }),
      },
    },
    {
      title: "五、服务",
      questions: {
        filed: choice("已建档", codes.filings, {
          privacy: "safe",
          why: "04#2.1",
          synonyms: ["建档", "是否建档", "建档情况", "是否已建档", "是否建立档案"],
        }),
        filed_date: date("建档日期", {
          privacy: "process",
          detail: true,
          synonyms: ["建档时间"],
          when: { question: "filed", in: ["1"] },
        }),
        paired: choice("已结对", codes.pairings, {
          privacy: "safe",
          why: "21#3.3.3",
          synonyms: ["结对", "是否结对", "结对情况", "是否已结对", "是否结对帮扶", "结对帮扶"],
        }),
        pair_type: choice("结对类型", codes.pairTypes, {
          privacy: "safe",
          synonyms: ["结对人类型", "结对人身份", "帮扶人类型", "帮扶人身份"],
          when: { question: "paired", in: ["1"] },
        }),
        pair_date: date("结对日期", {
          privacy: "process",
          detail: true,
          synonyms: ["结对时间", "结对帮扶时间"],
          when: { question: "paired", in: ["1"] },
        }),
        visited: choice("本轮已走访", codes.visitings, {
          privacy: "safe",
          why: "11#3.3",
          synonyms: ["走访", "是否走访", "走访情况", "是否已走访", "本轮是否走访", "已走访", "是否家访"],
        }),
        last_visit_date: date("最近走访日期", {
          privacy: "process",
          detail: true,
          synonyms: [
            ...["走访时间", "走访日期", "最近走访", "最近走访时间", "最近一次走访时间", "最近一次走访日期", "随访时间"],
            ...["家访时间", "家访日期"],
          ],
          when: { question: "visited", in: ["1"] },
        }),
        talk_count: number("谈心次数", {
          privacy: "safe",
          least: 0,
          most: 200,
          why: "04#3.5",
          detail: true,
          synonyms: ["谈话次数", "谈心谈话次数"],
        }),
        link_count: number("亲情连线次数", {
          privacy: "safe",
          least: 0,
          most: 200,
          detail: true,
          synonyms: ["连线次数", "亲情通话次数"],
        }),
        plan_made: choice("已定帮扶计划", codes.plannings, {
          privacy: "safe",
          detail: true,
          synonyms: ["帮扶计划", "是否制定帮扶计划", "是否有帮扶计划", "是否定帮扶计划"],
        }),
        psych_screened: choice("已做心理筛查", codes.screenings, {
          privacy: "safe",
          detail: true,
          synonyms: ["心理筛查", "是否心理筛查", "是否做心理筛查", "是否开展心理筛查", "是否已做心理筛查"],
        }),
        change_type: choice("本期变动", codes.changeTypes, {
          privacy: "safe",
          detail: true,
          synonyms: ["变动情况", "变动类型", "变化情况", "本期变化"],
        }),
        exit_reason: choice("退出原因", codes.exitReasons, {
          privacy: "sensitive",
          detail: true,
          when: { question: "change_type", in: ["3"] },
        }),
        exit_date: date("退出日期", {
          privacy: "process",
          detail: true,
          synonyms: ["退出时间"],
          when: { question: "change_type", in: ["3"] },
        }),
        remark: remark,
      },
    },
    {
      title: "六、填报",
      questions: {
        reporter_role: choice("填报人身份", codes.reporterRoles, {
          lasting: true,
          privacy: "process",
          synonyms: ["填报人类型", "填表人身份", "填报人角色"],
        }),
        collect_mode: choice("采集方式", codes.collectModes, { lasting: true, privacy: "safe", detail: true }),
        legal_basis: choice("处理依据", codes.legalBases, { lasting: true, privacy: "process", why: "law:pipl#13" }),
        consent_status: choice("监护人同意", codes.consentStatuses, {
          alike: /同意|知情|授权/,
          privacy: "process",
          why: "law:wbf#72",
          synonyms: ["监护人是否同意", "监护人知情同意", "知情同意", "监护人同意情况"],
          hint: "告知书“统计同意”一项选了不同意的写“不同意”，没有选的写“待取得”：这两种不计入统计；照护人签字不算",
        }),
        consent_date: date("同意日期", {
          privacy: "process",
          detail: true,
          synonyms: ["同意时间"],
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
  splits: [{ of: "class_name", into: "grade", read: (cell) => splitGradeClass(cell).grade }],
  shorthands: [
    {
      label: "留守类型",
      synonyms: ["留守情况"],
      values: [
        {
          says: [
            ...[
              "双方外出",
              "父母双方外出",
              "双亲外出",
              "父母双方外出务工",
              "父母外出",
              "父母都外出",
              "父母均外出",
              "双方外出务工",
            ],
            ...["父母双方务工", "父母外出务工", "父母双方在外务工", "双方务工", "双留守"],
          ],
          answers: { father_status: "2", mother_status: "2" },
        },
        {
          says: [
            "父亲外出",
            "单方外出(父)",
            "父外出",
            "爸爸外出",
            "父亲外出务工",
            "父亲务工",
            "父亲打工",
            "一方外出(父)",
          ],
          answers: { father_status: "2", mother_status: "1" },
        },
        {
          says: [
            "母亲外出",
            "单方外出(母)",
            "母外出",
            "妈妈外出",
            "母亲外出务工",
            "母亲务工",
            "母亲打工",
            "一方外出(母)",
          ],
          answers: { father_status: "1", mother_status: "2" },
        },
        {
          says: ["非留守", "否", "父母在家", "不是", "非留守儿童", "父母都在家", "父母均在家"],
          answers: { father_status: "1", mother_status: "1" },
        },
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
    {
      code: "grade_outside_class",
      at: "grade",
      severity: "warning",
      message: "年级与班级一栏写的年级不一样，请核对",
      broken: (a) => {
        const { grade } = splitGradeClass(String(a["class_name"] ?? ""));
        return has(a, "grade") && grade !== undefined && grade !== a["grade"];
      },
    },
    {
      code: "too_old",
      at: "birth_date",
      severity: "warning",
      message: "排查时点已满 18 周岁，不再计入统计；出生日期如果写错了请改正",
      broken: (a, { referenceDate }) =>
        has(a, "birth_date") && yearsBetween(String(a["birth_date"]), referenceDate) >= 18,
    },
    {
      code: "not_left_behind",
      at: "father_status",
      severity: "warning",
      message: "父母都在家，不算留守儿童：是流动儿童或困境儿童的照样登记，不是的请核对父母状态",
      broken: (a) => a["father_status"] === "1" && a["mother_status"] === "1",
    },
    {
      code: "nobody_at_home",
      at: "stay_parent_capacity",
      severity: "warning",
      message: "父母都不在家，没有“在家方”，应写“不适用”，请核对",
      broken: (a) =>
        ["1", "2", "3", "4", "5"].includes(String(a["stay_parent_capacity"])) &&
        absent.includes(String(a["father_status"])) &&
        absent.includes(String(a["mother_status"])),
    },
    {
      code: "student_number_disagrees",
      at: "student_no",
      severity: "error",
      message: "G 开头的学籍号后 18 位就是身份证号，与公民身份号码不一致，请对照原件核对",
      broken: (a) => {
        const number = String(a["student_no"] ?? "");
        return number.startsWith("G") && has(a, "id_number") && number.slice(1) !== a["id_number"];
      },
    },
    ...["father_out_since", "mother_out_since"].flatMap((at): Rule[] => [
      notInFuture(at, "排查时点"),
      {
        code: "away_too_long",
        at,
        severity: "error",
        message: "外出起始比孩子出生还早 30 年以上，请核对年份",
        broken: (a) =>
          has(a, at) &&
          has(a, "birth_date") &&
          Number(String(a[at]).slice(0, 4)) < Number(String(a["birth_date"]).slice(0, 4)) - 30,
      },
    ]),
    ...["birth_date", ...days].map((at) => notInFuture(at, "排查时点")),
    // A guardian may well agree while the forms are being collected, after the day they describe.
    { ...notInFuture("consent_date", "排查时点"), severity: "warning" as const },
    ...[...days, "consent_date"].map((at): Rule => ({
      code: "before_birth",
      at,
      severity: "warning",
      message: "日期早于孩子出生日期，请核对",
      broken: (a) => has(a, at) && has(a, "birth_date") && String(a[at]) < String(a["birth_date"]),
    })),
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
