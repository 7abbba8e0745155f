import { type Rule, date, defineForm, phone, text } from "../form.ts";
import { paper } from "../papers.ts";
import {
  childName,
  childCode,
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
  otherGuardianName,
  otherGuardianPhone,
} from "../questions.ts";
import { ownNumber, notInFuture, has } from "../rules.ts";

/**
 * Whom to call, on two papers: a card that the child carries and a sheet that the teacher keeps locked. Filled in by the class
 * teacher with the carer, and made anew when a number changes. The child's card has the office's number, telephones and public
 * numbers and nothing else: no name, school, class or address, no citizen's number, no word on the family or on bullying, so
 * that whoever finds or sees it learns nothing about the child; those to call stand there as the child calls them. What the
 * plans ask for besides, addresses and places of work among it, stands on the teacher's sheet alone. Left out of both: blood
 * group, which a hospital finds out itself, and everything that is already in the child's file (T01) and reaches nobody.
 */
export const contactCard = defineForm({
  id: "contact-card",
  template: "T02",
  title: "联系卡（随身和班级用）",
  version: "2026.1",
  basis: ["04#3.2", "18#2.2", "20#3.2", "law:pipl#6.2"],
  filledBy: "班主任，和照护人一起核对电话",
  per: "每名儿童一份，号码一变就换",
  minutes: 10,
  processing: {
    purpose: "有事时按顺序找得到人",
    ground: "duty",
    keep: "号码变动或离校即换，旧卡当天销毁",
    seenBy: "随身卡由孩子自己带；班级版只有班主任和值班教师能看",
  },
  sections: [
    {
      title: "一、先打给谁（印在随身卡上）",
      questions: {
        child_code: {
          ...childCode,
          label: "编号",
          required: true,
          synonyms: ["档案编号", "儿童编号", "学生编号", "学生代号"],
        },
        school_phone: phone("学校电话", {
          lasting: true,
          privacy: "quasi",
          required: true,
          hint: "值班电话，放学后和周末也有人接",
          synonyms: ["学校值班电话", "值班电话"],
        }),
        contact_1: text("第一联系人", {
          privacy: "process",
          required: true,
          longest: 10,
          hint: "写称呼，如奶奶、爸爸；不写姓名",
          synonyms: ["紧急联系人", "紧急联系人1", "联系人1"],
        }),
        contact_1_phone: phone("第一联系电话", {
          privacy: "direct",
          required: true,
          synonyms: ["紧急联系电话", "紧急联系人电话", "紧急联系人1电话", "联系人1电话", "第一联系人电话"],
        }),
        contact_2: text("第二联系人", {
          privacy: "process",
          longest: 10,
          hint: "第一个打不通时打给谁；写称呼，不写姓名",
          synonyms: ["紧急联系人2", "联系人2"],
        }),
        contact_2_phone: phone("第二联系电话", {
          privacy: "direct",
          synonyms: ["紧急联系人2电话", "联系人2电话", "第二联系人电话"],
        }),
        contact_3: text("第三联系人", {
          privacy: "process",
          longest: 10,
          hint: "写称呼，如班主任、村里的儿童主任",
          synonyms: ["紧急联系人3", "联系人3"],
        }),
        contact_3_phone: phone("第三联系电话", {
          privacy: "direct",
          synonyms: ["紧急联系人3电话", "联系人3电话", "第三联系人电话"],
        }),
      },
    },
    {
      title: "二、孩子",
      questions: {
        child_name: { ...childName, why: "04#3.2" },
        class_name: { ...className, why: "04#3.2" },
        address_detail: {
          ...addressDetail,
          label: "家庭地址",
          detail: true,
          why: "04#3.2",
          synonyms: ["详细地址", "家庭详细地址", "家庭住址", "现住址", "居住地址", "住址", "通信地址"],
        },
        health_note: healthNote,
      },
    },
    {
      title: "三、监护人（父母，或其他监护人）",
      questions: {
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
      },
    },
    {
      title: "四、照护人（现在照看孩子的人）",
      questions: {
        guardian_name: { ...guardianName, why: "04#3.2" },
        guardian_phone: { ...guardianPhone, why: "04#3.2" },
        guardian_type: guardianType,
        guardian_age_band: guardianAge,
        guardian_job: guardianJob,
        care_affected: guardianAffected,
        guardian_address: guardianAddress,
      },
    },
    {
      title: "五、核对",
      questions: {
        called_on: date("试拨日期", {
          privacy: "process",
          hint: "每学期初把卡上的电话打一遍",
          synonyms: ["核对日期"],
        }),
        updated_on: date("更新日期", { privacy: "process", why: "18#2.2", synonyms: ["最近更新日期", "变更日期"] }),
      },
    },
  ],
  papers: [
    paper({
      id: "child",
      title: "联系卡",
      orientation: "landscape",
      up: 4,
      pages: 1,
      row: 12,
      header: [],
      caution: "只写称呼和电话，不写姓名、学校、住址；不拍照发出去。捡到请打学校电话，谢谢。",
      only: [
        ...["child_code", "school_phone", "contact_1", "contact_1_phone", "contact_2", "contact_2_phone"],
        ...["contact_3", "contact_3_phone"],
      ],
      printed: [
        "有危险 110　受伤生病 120　着火 119",
        "想找人帮忙：12345（政务热线）　12355（青少年）",
        "心里难受：和信得过的大人说，也可以打 12356",
        "先打第一联系人。都打不通：走到人多的地方，找老师、警察帮忙",
      ],
    }),
    paper({
      id: "class",
      title: "联系卡（班级版）",
      pages: 1,
      header: ["学校：", "填表日期："],
      printed: ["只在找人时用，不外借、不转抄。电话打不通，当天问清楚，随身卡和本卡一起换。"],
      signatures: [{ who: "填表人" }, { who: "家人核对，不代表同意", by: "签名或按手印" }],
    }),
  ],
  rules: [
    ownNumber,
    ...(["2", "3"] as const).flatMap((at): Rule[] => [
      {
        code: "contact_without_phone",
        at: `contact_${at}_phone`,
        severity: "error",
        message: "写了联系人，没有写电话，请补上",
        broken: (a) => has(a, `contact_${at}`) && !has(a, `contact_${at}_phone`),
      },
      {
        code: "phone_without_contact",
        at: `contact_${at}`,
        severity: "error",
        message: "写了电话，没有写是谁，请写称呼，如奶奶",
        broken: (a) => !has(a, `contact_${at}`) && has(a, `contact_${at}_phone`),
      },
    ]),
    ...["1", "2", "3"].map((at): Rule => ({
      code: "contact_is_name",
      at: `contact_${at}`,
      severity: "warning",
      message: "随身卡上请写称呼，如奶奶、爸爸、班主任，不写姓名",
      broken: (a) =>
        ["guardian_name", "father_name", "mother_name", "other_guardian_name"].some(
          (id) => has(a, id) && a[id] === a[`contact_${at}`],
        ),
    })),
    {
      code: "phone_twice",
      at: "contact_2_phone",
      severity: "warning",
      message: "第二个电话和第一个一样：一个打不通时就没有别的可打，最好换一个",
      broken: (a) => has(a, "contact_2_phone") && a["contact_2_phone"] === a["contact_1_phone"],
    },
    ...["called_on", "updated_on"].map((at) => notInFuture(at)),
  ],
  cautions: [
    "随身卡一张纸四份，剪开用：书包里一张，家里贴一张，老师留一张。上面没有姓名、学校、住址。",
    "12345、12355、12356 各地接听时间不同，本站没有核实：发卡前先试拨，打不通的划去，再写上当地的号码。",
    "班级版有住址和务工地址，锁柜保存，不张贴；随身卡不按“是不是留守”来发，全班都发更好。",
    "号码一变，两张卡一起换，旧卡当天撕碎。",
  ],
  example: {
    child_code: "QH-2026-017",
    school_phone: "19900000010",
    contact_1: "爷爷",
    contact_1_phone: "19900000001",
    contact_2: "妈妈",
    contact_2_phone: "19900000003",
    contact_3: "班主任",
    contact_3_phone: "19900000004",
    child_name: "张小满",
    class_name: "五（2）班",
    address_detail: "青禾镇下河村三组 12 号",
    health_note: "对青霉素过敏",
    father_name: "张远行",
    father_phone: "19900000002",
    father_work: "外省远山市新苗服装厂，工业路 8 号",
    mother_name: "李秋云",
    mother_phone: "19900000003",
    mother_work: "外省远山市新苗服装厂，工业路 8 号",
    father_work_phone: "19900000005",
    guardian_name: "张大山",
    guardian_phone: "19900000001",
    guardian_type: "01",
    guardian_age_band: "3",
    guardian_job: "务农",
    care_affected: "0",
    guardian_address: "同上",
    called_on: "2026-09-10",
    updated_on: "2026-09-10",
  },
});
