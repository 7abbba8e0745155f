import * as codes from "../codes.ts";
import { type AnyAnswers, type Code, choice, date, defineForm, name, phone, text } from "../form.ts";
import { paper } from "../papers.ts";
import { childName, childCode, birthMonth, schoolName, className, guardianName } from "../questions.ts";
import { ownNumber, isRemote, isFourteen, notInFuture, has, remoteSigning } from "../rules.ts";

const acknowledgements = [
  { code: "1", label: "已看懂" },
  { code: "2", label: "有疑问，请联系我" },
] as const satisfies readonly Code[];

const childSignatures = [
  { code: "1", label: "已签" },
  { code: "0", label: "未签" },
] as const satisfies readonly Code[];

/** What can be agreed to, each by itself. What is left blank is not agreed to. */
const purposes = ["consent_filing", "consent_pairing", "consent_statistics"] as const;

/**
 * The rules on a child's personal information told to its guardian, and the guardian's choice for each purpose by itself. The
 * school or village committee writes the first part and hands or reads it out; a father, mother or other guardian signs, from
 * afar if need be; the carer only takes note. The file itself is a duty of school and village, so it is told, not asked; for
 * units that hold that a child under fourteen needs consent all the same (law:pipl#31) there is a row to choose in. What is
 * told under 2, 4 and 5 is what the forms of a child ask, how long they are kept and who sees them: it changes with them. Left
 * out: the citizen's numbers of child and guardian, the address, and a copy of any identity paper, because a consent is bound
 * to a child by name, class and file number; kind of relation and health of the carer, because nothing here turns on them; what
 * is told about the child to which helper, because that is ticked item by item on the pairing agreement (T06); pictures,
 * because each occasion has its own consent (T66) and none can be given ahead.
 */
export const consentNotice = defineForm({
  id: "consent-notice",
  template: "T04",
  title: "监护人告知与同意书",
  version: "2026.1",
  basis: ["law:pipl#17", "law:pipl#29", "law:pipl#30", "law:pipl#31", "law:wbf#72", "law:wbf#29", "law:wbf#43"],
  filledBy: "监护人（父亲、母亲或其他监护人），学校或村（居）委会先填第一部分",
  per: "每名儿童一份",
  minutes: 15,
  processing: {
    purpose: "证明已经告知，记下监护人对每个用途的选择",
    ground: "duty",
    keep: "同意有效期间，失效后三年",
    seenBy: "班主任或儿童主任、单位负责人；查阅要经批准并登记",
  },
  sections: [
    {
      title: "一、孩子和处理信息的单位（由学校或村（居）委会先填）",
      questions: {
        child_name: childName,
        birth_month: { ...birthMonth, required: true, why: "law:pipl#31" },
        school_name: schoolName,
        class_name: className,
        child_code: { ...childCode, detail: true },
        handler_name: text("处理单位", {
          lasting: true,
          privacy: "process",
          required: true,
          why: "law:pipl#17",
          hint: "学校、幼儿园或村（居）委会的全称",
        }),
        handler_contact: name("专门负责人", { lasting: true, privacy: "process", why: "law:pipl#17" }),
        handler_phone: phone("负责人电话", { lasting: true, privacy: "process", required: true, why: "law:pipl#17" }),
        storage_place: text("资料存放地点", {
          lasting: true,
          privacy: "process",
          longest: 30,
          hint: "如德育处铁皮柜；电子表存在哪台电脑",
        }),
        complaint_phone: phone("投诉电话", {
          lasting: true,
          privacy: "process",
          why: "law:pipl#65",
          hint: "上级部门的，不写负责人自己的",
        }),
      },
    },
    {
      title: "二、告知",
      before: [
        "以下规则按《个人信息保护法》和《儿童个人信息网络保护规定》第十条写明。",
        "1. 做什么用：建关爱档案，谈心、走访，联系父母和照护人，申请资助，遇到危险及时求助、报告；不作评比和宣传。老师、儿童主任当面、打电话或上门询问，再写下看到的。",
        "2. 收哪些：",
        "孩子：姓名、性别、出生日期、身份号码、学籍号、户籍、住址、学校班级、寄宿、健康残疾和用药；学习、思想、心理、品德表现，谈心和走访中说的、看到的；风险情形（如独居、辍学、欺凌、沉迷网络）；需要和得到的帮助。",
        "父母：姓名、电话、务工地址、单位电话、外出时间、和孩子的联系；去世、失联、服刑、戒毒、重病、离异等状态，监护能力。",
        "照护人：姓名、电话、住址、与孩子的关系、年龄、职业，身体是否影响照护，照护情况和难处。",
        "家庭：困难类别、已得救助、住处安全。不收指纹和人脸。",
        "3. 为什么要收：不满十四周岁孩子的信息，健康、心理和家庭情况，都是敏感信息。不知道谁在照护、出事找谁，就帮不到孩子；泄露了，孩子可能被区别看待、骚扰、诈骗，所以只收用得上的。",
        "4. 存在哪里、多久：纸表锁在上面写的地方，电子表加密，不发群。档案、排查表存到孩子满十六周岁或退出后一学年；谈心、走访记录两学年；班级名册到下学期核对后一学年；联系卡有变动就换；本告知书、委托照护表、结对协议到失效后三年。到期销毁，或去掉身份只留数字。",
        "5. 谁能看、给谁：班主任、帮扶教师、谈心人、走访人、值班教师（只看联系卡）、德育主任、学校负责人、儿童主任、儿童督导员，只看要用的，查阅要经批准并登记。依法报民政、教育等部门；需要时转介心理教师、医院；怀疑孩子受侵害的立即报警，不先告知。给其他人，要您在下面同意。不公布；不拍照，要拍的每次另签授权书。",
        "6. 您和孩子可以做什么：随时查阅、复制、更正、补充、要求删除，撤回同意。找负责人，打电话也行；办不了的，书面说明理由。",
        "7. 不同意会怎样：要同意才做的事就不做；法律规定要做的，只留必不可少的几项，并说明是哪一条法律。不影响孩子上学、资助和其他服务。",
        "8. 不满意找谁：负责人，上面的投诉电话，县级教育、民政、网信部门，或 12345。",
        "建档由学校、村（居）委会依法去做，一般只告知。《未成年人保护法》第二十九条：",
        {
          quote: "学校应当配合政府有关部门建立留守未成年学生、困境未成年学生的信息档案，开展关爱帮扶工作。",
          from: "law:wbf#29.2",
        },
        "第四十三条，居民委员会、村民委员会应当：",
        {
          quote: "建立留守未成年人、困境未成年人的信息档案并给予关爱帮扶。",
          from: "law:wbf#43.1",
        },
        "单位认为不满十四周岁的孩子建档还要监护人同意的，请在“建档同意”里选；没有要求的空着。",
      ],
      questions: {
        filing_noticed: choice("建档告知", acknowledgements, {
          privacy: "process",
          required: true,
          why: "law:pipl#17",
        }),
        consent_filing: choice("建档同意", codes.consents, {
          privacy: "process",
          detail: true,
          why: "law:pipl#31",
          hint: "单位认为不满十四周岁要监护人同意的才选；没有要求的空着",
        }),
      },
    },
    {
      title: "三、请选择",
      before: [
        "一件一件选。同意、不同意都可以，以后能改；没有选的，按不同意办。",
        "结对：把孩子的称呼、年级、爱好和要留意的事告诉下面这一方，请它安排帮扶人。定下帮扶人时，再请您在结对协议上逐项勾选。",
        "统计：把孩子算进人数里公布，如“全县三到六年级有多少孩子结了对”。人数凑成 10 的倍数。",
      ],
      questions: {
        pairing_receiver: text("结对提供给谁", {
          privacy: "process",
          longest: 30,
          why: "law:pipl#23",
          hint: "单位先填：组织的全称，如某县妇联；没有结对就不填",
        }),
        receiver_phone: phone("接收方电话", { privacy: "process", why: "law:pipl#23" }),
        consent_pairing: choice("结对同意", codes.consents, {
          privacy: "process",
          why: "law:pipl#29",
          hint: "没有选的，按不同意办",
        }),
        consent_statistics: choice("统计同意", codes.consents, {
          privacy: "process",
          why: "law:pipl#29",
          hint: "没有选的，按不同意办",
        }),
      },
    },
    {
      title: "四、签字",
      before: [
        "由父亲或母亲签；父母去世或没有监护能力的，由其他监护人签。《个人信息保护法》第三十一条：",
        {
          quote: "个人信息处理者处理不满十四周岁未成年人个人信息的，应当取得未成年人的父母或者其他监护人的同意。",
          from: "law:pipl#31.1",
        },
        "在外地的可以远程确认。先核对是本人：视频见面，或拨登记的电话，回问一件只有家里知道的事。记录人把全文发给或读给监护人，逐项听到明确回答，当场写下，见证人在旁。原消息留在单位手机里，到补签后删除。",
        "祖父母等照护人只签“知悉”，不代替父母选择。孩子先听一遍，说说愿不愿意；年满十四周岁的，孩子也愿意、也签名，才算同意。一式两份，单位、监护人各留一份。",
      ],
      questions: {
        signer_name: name("签字监护人", { privacy: "direct", required: true, why: "law:pipl#31" }),
        signer_relation: choice("签字人身份", codes.guardianRoles, {
          privacy: "process",
          required: true,
          why: "law:pipl#31",
          hint: "其他监护人：父母去世或没有监护能力时依法担任监护的人",
        }),
        signer_phone: phone("签字人电话", { privacy: "direct" }),
        consent_date: date("同意日期", { privacy: "process", required: true }),
        sign_way: choice("签署方式", codes.signWays, { privacy: "process", required: true }),
        sign_time: text("远程确认时间", {
          privacy: "process",
          longest: 10,
          hint: "几点几分，如 20:15",
          detail: true,
        }),
        recorder_name: name("记录人", { privacy: "process", detail: true }),
        witness_name: name("见证人", { privacy: "process", detail: true, hint: "不是记录人，也不是照护人" }),
        consent_child_view: choice("孩子的意见", codes.childViews, { privacy: "sensitive", why: "law:wbf#4" }),
        child_signed: choice("孩子已签名", childSignatures, {
          privacy: "process",
          detail: true,
          hint: "年满十四周岁的才填",
        }),
        guardian_name: { ...guardianName, detail: true, hint: "受委托照护孩子的人，只表示知悉" },
      },
    },
  ],
  papers: [
    paper({
      title: "监护人告知与同意书（个人信息处理规则）",
      pages: 2,
      header: ["编号：", "填表日期："],
      signatures: [{ who: "监护人" }, { who: "孩子" }, { who: "照护人知悉", by: "签名或按手印" }, { who: "经办人" }],
      slips: [
        {
          title: "撤回同意单（监护人留存。要撤回时交给负责人，打电话、发消息告诉负责人也可以）",
          words: [
            "孩子姓名：____________　班级：____________",
            "我撤回：□结对　□统计　□建档　□其他：____________　从 ____年____月____日起停止。",
            "已给出去的请收回或删除。不用写理由，撤回不影响孩子。",
          ],
          signatures: [{ who: "监护人" }, { who: "收单人" }],
          seal: false,
        },
      ],
    }),
  ],
  rules: [
    ownNumber,
    {
      code: "notice_unclear",
      at: "filing_noticed",
      severity: "warning",
      message: "监护人还有疑问：请负责人当天打电话说明，说清楚了再请监护人签字",
      broken: (a) => a["filing_noticed"] === "2",
    },
    {
      code: "filing_refused",
      at: "consent_filing",
      severity: "warning",
      message: "监护人不同意建档：只留法律规定必不可少的几项，书面说明是哪一条法律，统计里不算",
      broken: (a) => a["consent_filing"] === "0",
    },
    {
      code: "receiver_missing",
      at: "pairing_receiver",
      severity: "error",
      message: "同意了结对，请写明提供给谁；没有写明的不能算同意",
      broken: (a) => a["consent_pairing"] === "1" && !has(a, "pairing_receiver"),
    },
    {
      code: "receiver_phone_missing",
      at: "receiver_phone",
      severity: "warning",
      message: "请补上接收方的电话，监护人要能找到它",
      broken: (a) => has(a, "pairing_receiver") && !has(a, "receiver_phone"),
    },
    {
      code: "remote_without_phone",
      at: "signer_phone",
      severity: "error",
      message: "远程确认要写签字人的电话，好核对是本人，请补上",
      broken: (a) => isRemote(a["sign_way"]) && !has(a, "signer_phone"),
    },
    ...remoteSigning(["sign_way"], ["signer_name", "guardian_name"], "签字的监护人或照护人"),
    {
      code: "carer_signs",
      at: "signer_name",
      severity: "error",
      message: "签字监护人和照护人是同一个人：受委托照护不等于监护，请父亲或母亲签；确是法定监护人的，照护人一栏留空",
      broken: (a) => has(a, "signer_name") && a["signer_name"] === a["guardian_name"],
    },
    {
      code: "other_guardian",
      at: "signer_relation",
      severity: "warning",
      message: "请核对：父母在世且有监护能力的，应由父亲或母亲签，祖父母只签知悉",
      broken: (a) => a["signer_relation"] === "3",
    },
    {
      code: "fourteen_not_asked",
      at: "consent_child_view",
      severity: "error",
      message: "签的时候孩子已满十四周岁，请听取孩子本人的意见",
      broken: (a, { referenceDate }) => atFourteen(a, referenceDate) && !has(a, "consent_child_view"),
    },
    {
      code: "fourteen_unwilling",
      at: "consent_child_view",
      severity: "error",
      message: "孩子已满十四周岁，本人不愿意的不能算同意：请把选了同意的改成不同意，和孩子、监护人再谈",
      broken: (a, { referenceDate }) =>
        atFourteen(a, referenceDate) && a["consent_child_view"] === "2" && agreesToAny(a),
    },
    {
      code: "fourteen_not_signed",
      at: "child_signed",
      severity: "error",
      message: "孩子已满十四周岁，选了同意的要孩子本人也签名：请孩子在纸上签好，再勾“已签”",
      broken: (a, { referenceDate }) =>
        atFourteen(a, referenceDate) && a["consent_child_view"] !== "2" && a["child_signed"] !== "1" && agreesToAny(a),
    },
    {
      code: "child_unwilling",
      at: "consent_child_view",
      severity: "warning",
      message: "孩子不愿意：同意的几件事先不做，和孩子、监护人再谈一次",
      broken: (a, { referenceDate }) =>
        !atFourteen(a, referenceDate) && a["consent_child_view"] === "2" && agreesToAny(a),
    },
    notInFuture("consent_date"),
  ],
  cautions: [
    "签字的是监护人，一般是在外的父母。祖父母、外祖父母受委托照护，只签“知悉”，不能代替父母同意。",
    "同意和不同意一样大、一样近，不劝、不催；没有选的按不同意办，不影响孩子得到的任何服务。",
    "建档是学校和村（居）委会的法定工作，一般只告知；单位认为还要同意的，请监护人选“建档同意”。志愿组织、企业不能用这张表自己建档。",
    "远程确认先核对是本人。发给父母时整份发，不截图；原消息留在单位手机里，补签后删除，不转发。",
  ],
  example: {
    child_name: "张小满",
    birth_month: "2015-03",
    school_name: "青禾镇中心小学",
    class_name: "五（2）班",
    child_code: "QH-2026-017",
    handler_name: "青禾镇中心小学",
    handler_contact: "陈立夏",
    handler_phone: "19900000011",
    storage_place: "德育处二号铁皮柜",
    complaint_phone: "19900000012",
    filing_noticed: "1",
    pairing_receiver: "青禾镇妇联",
    receiver_phone: "19900000031",
    consent_pairing: "1",
    consent_statistics: "1",
    signer_name: "张远行",
    signer_relation: "1",
    signer_phone: "19900000002",
    consent_date: "2026-09-05",
    sign_way: "2",
    sign_time: "20:15",
    recorder_name: "周青禾",
    witness_name: "林知秋",
    consent_child_view: "1",
    guardian_name: "张大山",
  },
});

/** Whether the child was fourteen when the guardian signed. */
function atFourteen(answers: AnyAnswers, today: string): boolean {
  return isFourteen(answers, String(answers["consent_date"] ?? today));
}

function agreesToAny(answers: AnyAnswers): boolean {
  return purposes.some((it) => answers[it] === "1");
}
