import { monthsSince } from "../calendar.ts";
import * as codes from "../codes.ts";
import {
  type Code,
  choice,
  date,
  defineForm,
  month,
  multiple,
  name,
  phone,
  table,
  text,
  isRows,
  codesIn,
} from "../form.ts";
import { paper } from "../papers.ts";
import { childName, childCode, sex, birthMonth, schoolName, guardianName } from "../questions.ts";
import { ownNumber, isFourteen, notInFuture, has, remoteSigning } from "../rules.ts";

const pairForms = [
  { code: "1", label: "一帮一", synonyms: ["一对一"] },
  { code: "2", label: "多帮一" },
] as const satisfies readonly Code[];

const pledges = [
  { code: "1", label: "已签" },
  { code: "0", label: "未签" },
] as const satisfies readonly Code[];

const distances = [
  { code: "1", label: "本村" },
  { code: "2", label: "本乡镇" },
  { code: "3", label: "本县" },
  { code: "4", label: "县外" },
] as const satisfies readonly Code[];

const helpKinds = [
  { code: "1", label: "谈心陪伴" },
  { code: "2", label: "学习" },
  { code: "3", label: "读书和活动" },
  { code: "4", label: "和父母联系" },
  { code: "5", label: "生活上的事" },
  { code: "6", label: "陪过节" },
] as const satisfies readonly Code[];

const pairRhythms = [
  { code: "1", label: "每周" },
  { code: "2", label: "每月" },
  { code: "3", label: "每学期" },
] as const satisfies readonly Code[];

const meetingPlaces = [
  { code: "1", label: "学校" },
  { code: "2", label: "村委会或儿童之家" },
  { code: "3", label: "孩子家里" },
] as const satisfies readonly Code[];

/** What a helper may be told, ask about and write down (T09, T10). What is not ticked is left to the teachers. */
const sharedItems = [
  { code: "1", label: "称呼" },
  { code: "2", label: "年级" },
  { code: "3", label: "爱好" },
  { code: "4", label: "要留意的事" },
  { code: "5", label: "学习情况" },
  { code: "6", label: "照护人电话" },
  { code: "7", label: "住在哪个村" },
  { code: "8", label: "生活情况" },
  { code: "9", label: "心情和愿望" },
  { code: "10", label: "身体状况" },
  { code: "11", label: "住处安全" },
] as const satisfies readonly Code[];

/** Printed on the sheet and on the card. */
const promises = [
  "帮扶人：",
  "1. 见面有老师、照护人或村干部在场，不单独和孩子相处，不单独带孩子外出、坐车、过夜。",
  "2. 不给现金，不私下送东西；要送的，交督导人转。",
  "3. 不拍孩子，不发朋友圈和群；不和孩子互加私人账号，通过学校或照护人联系。",
  "4. 孩子和家里的事不对别人说，结束后也一样；结束时交回材料，删掉通讯录。",
  "5. 发现孩子受伤害或有危险，马上打 110，再告诉督导人。",
  "6. 来不了先说一声；做不到的，不答应孩子。",
  "孩子和监护人：随时可以说“不”、换人或停止，不用讲理由，也不影响别的帮助。",
  "督导人：每学期问一次孩子和监护人；有人没守约定，当天停止见面。",
];

const pairEndings = [
  { code: "1", label: "期满" },
  { code: "2", label: "孩子或家里提出" },
  { code: "3", label: "帮扶人提出" },
  { code: "4", label: "父母回来了" },
  { code: "5", label: "转学迁走" },
  { code: "6", label: "没守约定" },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

const returnedMaterials = [
  { code: "1", label: "纸面已收回" },
  { code: "2", label: "电子已删除" },
  { code: "3", label: "通讯录已删" },
  { code: "4", label: "已和孩子道别" },
] as const satisfies readonly Code[];

/**
 * One child and the one or two grown-ups who help it: registered, agreed and, at the end, closed on the same sheet, by the
 * school, women's federation or volunteers' organisation that brings them together. Nothing here is a duty: the guardian is
 * told who keeps what and how long, and agrees or not; what the helper may know is ticked item by item (law:pipl#23), and no
 * more is asked or written down by helpers later. It stays with that unit: plan 24 wants the same fields on a website, which is
 * refused (data/notes/publish.md). Helper and guardian keep the short card, on which there is neither school nor village nor
 * telephone of the child. Age is the month of birth; of the address only the village, because being near is all it is for;
 * helpers go by their real names, not the plan's screen names. School, class teacher, carer and number of the file may stay
 * blank: a unit that is no school needs none of them to bring two people together. Left out: citizen's numbers and home
 * addresses, family background and conduct of the child (07#3.2), the child's own telephone, and the text of the helper's
 * pledge, vetting and training (T30, T31), of which the days are noted. Pupils who learn together have their own list (T40).
 * Both sides being willing is the guardian's consent, the child's word and the helper's signature. More than two helpers have
 * no room to sign: they have a sheet of their own.
 */
export const pairingAgreement = defineForm({
  id: "pairing-agreement",
  template: "T06",
  title: "结对帮扶登记表（协议）",
  version: "2026.1",
  basis: ["24#3.2", "07#3.1", "07#4.2", "law:pipl#17", "law:pipl#23", "law:pipl#30", "law:pipl#31", "law:zyfw#21"],
  filledBy: "组织结对的学校、妇联或志愿组织",
  per: "每对一份",
  minutes: 15,
  processing: {
    purpose: "登记谁和谁结对，写明双方答应的事、能告诉帮扶人什么，结束时收回材料",
    ground: "consent",
    keep: "结对期间，结束后三年",
    seenBy: "组织结对的单位里的督导人和负责人；不公布，帮扶人只拿约定卡",
  },
  sections: [
    {
      title: "一、结对",
      questions: {
        organiser_name: text("组织单位", {
          lasting: true,
          privacy: "process",
          required: true,
          why: "law:pipl#17",
          hint: "学校、妇联或志愿组织的全称",
        }),
        pair_code: text("对子编号", { privacy: "process", longest: 20, required: true, hint: "本单位自编" }),
        pair_type: choice("结对类型", codes.pairTypes, { privacy: "safe", required: true }),
        pair_form: choice("结对形式", pairForms, { privacy: "safe", required: true, why: "07#4.2" }),
        pair_date: date("结对日期", { privacy: "process", required: true, why: "07#4.2" }),
        pair_until: date("结对到期日期", { privacy: "process", hint: "一般到学年末，愿意再续" }),
        pair_distance: choice("帮扶人离孩子多远", distances, {
          privacy: "safe",
          why: "07#4.2",
          synonyms: ["就近情况"],
        }),
      },
    },
    {
      title: "二、孩子",
      questions: {
        child_name: { ...childName, why: "24#3.2" },
        sex: { ...sex, why: "24#3.2" },
        birth_month: { ...birthMonth, required: true, why: "24#3.2" },
        child_code: { ...childCode, detail: true },
        school_name: { ...schoolName, detail: true, why: "24#3.2", hint: "组织单位不是学校的，可不填" },
        class_teacher: name("班主任", { privacy: "process", detail: true, why: "24#3.2", synonyms: ["班主任姓名"] }),
        live_village: text("住在哪个村", {
          privacy: "quasi",
          longest: 20,
          why: "24#3.2",
          hint: "只写村或社区，不写门牌",
          synonyms: ["家庭住址", "住址"],
        }),
        guardian_name: { ...guardianName, detail: true },
      },
    },
    {
      title: "三、谁来帮，帮什么",
      questions: {
        helpers: table(
          "帮扶人（写真实姓名）",
          {
            helper_name: text("帮扶人姓名", {
              privacy: "direct",
              longest: 15,
              holds: "name",
              required: true,
              why: "24#3.2",
              synonyms: ["帮扶人", "志愿者姓名", "爱心妈妈"],
            }),
            helper_unit: text("帮扶人单位", { privacy: "quasi", longest: 10 }),
            helper_phone: phone("帮扶人电话", { privacy: "direct" }),
            vetted_month: month("违法记录查询年月", {
              privacy: "process",
              hint: "违法犯罪记录查询，每年一次：学校教职工依法查，志愿者照此办；只记年月，不留复印件",
              synonyms: ["记录查询年月", "无犯罪记录查询日期", "记录查询日期"],
            }),
            pledged: choice("守则承诺", pledges, { privacy: "process", hint: "保密与行为守则承诺" }),
          },
          {
            rows: 2,
            most: 2,
            hint: "违法犯罪记录每年查一次，签保密与行为守则承诺，两样办好再见孩子。再有帮扶人，另填一张。",
          },
        ),
        help_kinds: multiple("帮扶内容", helpKinds, { privacy: "safe", required: true, why: "07#3.2" }),
        pair_rhythm: choice("多久联系一次", pairRhythms, { privacy: "safe", why: "07#3.2" }),
        meeting_places: multiple("见面地点", meetingPlaces, { privacy: "process" }),
        supervisor_name: name("督导人", {
          privacy: "process",
          required: true,
          hint: "单位里管这一对的人；孩子、监护人、帮扶人有事都找他",
        }),
        supervisor_phone: phone("督导人电话", { privacy: "process", required: true, why: "law:pipl#17" }),
      },
    },
    {
      title: "四、约定",
      before: [
        "结对出于自愿。帮扶人不是监护人，监护人还是父母。",
        ...promises,
        "《志愿服务条例》第二十一条：",
        {
          quote:
            "志愿服务组织、志愿者应当尊重志愿服务对象人格尊严，不得侵害志愿服务对象个人隐私，不得向志愿服务对象收取或者变相收取报酬。",
          from: "law:zyfw#21",
        },
      ],
      questions: {},
    },
    {
      title: "五、告知，监护人和孩子的意见",
      before: [
        "1. 谁来管、做什么用：上面的组织单位，只用来安排和督导这一对。有事找督导人，电话在上面。",
        "2. 收哪些：这张表上的各项。见面以后，帮扶人只问、只记下面勾了的，交给督导人；其他的由老师记。孩子的信息泄露了，可能被议论、骚扰、诈骗，所以只收用得上的。",
        "3. 谁能看、存多久：督导人和单位负责人能看，纸表锁存，电子表加密。上面写的帮扶人只知道下面勾了的，只拿约定卡。这张表存到结束后三年，谈心、走访记录存两学年，到期销毁。不公布，不给别人。",
        "4. 您和孩子可以：随时查阅、复制、更正、要求删除、撤回同意，打电话给督导人就行；办不了的书面说明理由。不满意的，找县级教育、民政、网信部门或 12345。",
        "5. 同意、不同意都可以。不同意、撤回，只是不结对，不影响孩子上学、资助和别的帮助。",
        "父母在外地的可以远程确认。先核对是本人：视频见面，或请学校拨登记的电话，回问一件只有家里知道的事。记录人读给监护人听，当场写下答复，见证人在旁。原消息留在单位手机里，到补签后删除。年满十四周岁的，孩子也要签名。",
      ],
      questions: {
        pair_consent: choice("监护人意见", codes.consents, { privacy: "process", required: true, why: "07#3.1" }),
        pair_child_view: choice("孩子的意见", codes.childViews, {
          privacy: "sensitive",
          required: true,
          why: "07#3.1",
        }),
        shared_items: multiple("帮扶人可知道", sharedItems, {
          privacy: "process",
          hint: "没勾的不说、不问、不记",
          why: "law:pipl#23",
          when: { question: "pair_consent", in: ["1"] },
        }),
        signer_name: name("签字监护人", { privacy: "direct", required: true, why: "law:pipl#31" }),
        signer_relation: choice("签字人身份", codes.guardianRoles, { privacy: "process", required: true }),
        sign_way: choice("签署方式", codes.signWays, { privacy: "process", required: true }),
        sign_date: date("签署日期", { privacy: "process", required: true }),
        sign_time: text("远程确认时间", { privacy: "process", longest: 10, hint: "几点几分，如 20:15", detail: true }),
        recorder_name: name("记录人", { privacy: "process", detail: true }),
        witness_name: name("见证人", { privacy: "process", detail: true, hint: "不是记录人，也不是帮扶人" }),
        child_signed: choice("孩子已签名", pledges, {
          privacy: "process",
          detail: true,
          hint: "年满十四周岁的才填",
        }),
      },
    },
    {
      title: "六、结束（终止时再填）",
      questions: {
        end_date: date("结对终止日期", { privacy: "process", detail: true }),
        returned: multiple("结对资料收回", returnedMaterials, { privacy: "process", detail: true }),
        end_reason: choice("结对终止原因", pairEndings, { privacy: "process", detail: true }),
      },
    },
  ],
  papers: [
    paper({
      title: "结对帮扶登记表（协议）",
      pages: 2,
      header: [],
      signatures: [{ who: "监护人" }, { who: "孩子" }, { who: "帮扶人" }, { who: "帮扶人" }, { who: "督导人" }],
      seal: true,
    }),
    paper({
      id: "card",
      title: "结对约定卡（帮扶人、监护人各一张）",
      up: 2,
      pages: 1,
      header: [],
      caution: "请收好，不拍照、不外传；结束时帮扶人的一张交回",
      only: [
        ...["pair_code", "pair_until", "help_kinds", "pair_rhythm", "supervisor_name", "supervisor_phone"],
        "shared_items",
      ],
      printed: ["结对出于自愿。卡上不写孩子的姓名、学校和住址。", ...promises],
    }),
  ],
  rules: [
    ownNumber,
    {
      code: "helper_missing",
      at: "pair_form",
      severity: "error",
      message: "请至少写一位帮扶人，用真实姓名",
      broken: (a) => !isRows(a["helpers"]),
    },
    {
      code: "one_to_one_many",
      at: "pair_form",
      severity: "error",
      message: "结对形式是一帮一，却写了几位帮扶人，请核对",
      broken: (a) => a["pair_form"] === "1" && isRows(a["helpers"]) && a["helpers"].length > 1,
    },
    {
      code: "many_to_one_single",
      at: "pair_form",
      severity: "warning",
      message: "结对形式是多帮一，只写了一位帮扶人，请核对",
      broken: (a) => a["pair_form"] === "2" && isRows(a["helpers"]) && a["helpers"].length === 1,
    },
    {
      code: "not_vetted",
      at: "vetted_month",
      severity: "warning",
      message: "还没有查询违法犯罪记录：查好再安排见面",
      broken: (a) => a["vetted_month"] === undefined,
    },
    {
      code: "vetted_after",
      at: "vetted_month",
      severity: "error",
      message: "记录查询晚于结对：先查询再结对，请核对",
      broken: (a) => String(a["vetted_month"] ?? "") > String(a["pair_date"] ?? "9999"),
    },
    {
      code: "vetted_long_ago",
      at: "vetted_month",
      severity: "warning",
      message: "记录查询超过一年：请再查一次，再安排见面",
      broken: (a, { referenceDate }) =>
        a["end_date"] === undefined &&
        a["vetted_month"] !== undefined &&
        monthsSince(String(a["vetted_month"]), referenceDate) > 12,
    },
    {
      code: "not_pledged",
      at: "pledged",
      severity: "warning",
      message: "还没有签保密与行为守则：签好再安排见面",
      broken: (a) => a["pledged"] !== "1",
    },
    {
      code: "guardian_refuses",
      at: "pair_consent",
      severity: "error",
      message: "监护人不同意，不结对：这张表不保存，请销毁",
      broken: (a) => a["pair_consent"] === "0",
    },
    {
      code: "child_unwilling",
      at: "pair_child_view",
      severity: "error",
      message: "孩子不愿意，先不结对：不劝，以后愿意了再登记",
      broken: (a) => a["pair_child_view"] === "2",
    },
    {
      code: "nothing_shared",
      at: "shared_items",
      severity: "warning",
      message: "没有勾可以让帮扶人知道的：除见面外什么都不能说、不能问，请再问监护人",
      broken: (a) => a["pair_consent"] === "1" && !has(a, "shared_items"),
    },
    {
      code: "home_without_village",
      at: "meeting_places",
      severity: "warning",
      message: "要去孩子家里见面，需监护人勾“住在哪个村”，见面时照护人在场",
      broken: (a) => codesIn(a["meeting_places"]).includes("3") && !codesIn(a["shared_items"]).includes("7"),
    },
    {
      code: "carer_signs",
      at: "signer_name",
      severity: "error",
      message: "签字监护人和照护人是同一个人：请父亲或母亲签；确是法定监护人的，照护人一栏留空",
      broken: (a) => a["signer_name"] !== undefined && a["signer_name"] === a["guardian_name"],
    },
    {
      code: "fourteen_not_signed",
      at: "child_signed",
      severity: "error",
      message: "孩子已满十四周岁，结对要孩子本人也签名：请孩子在纸上签好，再勾“已签”",
      broken: (a, { referenceDate }) =>
        isFourteen(a, String(a["sign_date"] ?? referenceDate)) &&
        a["pair_child_view"] !== "2" &&
        a["child_signed"] !== "1",
    },
    ...remoteSigning(["sign_way"], ["signer_name", "guardian_name", "helper_name"], "签字的监护人、照护人或帮扶人"),
    notInFuture("sign_date"),
    {
      code: "signed_late",
      at: "sign_date",
      severity: "error",
      message: "签署日期晚于结对日期：先同意再结对，请核对",
      broken: (a) => String(a["sign_date"] ?? "") > String(a["pair_date"] ?? "9999"),
    },
    {
      code: "period_reversed",
      at: "pair_until",
      severity: "error",
      message: "结对到期日期要晚于结对日期，请核对",
      broken: (a) => String(a["pair_until"] ?? "9999") <= String(a["pair_date"] ?? ""),
    },
    {
      code: "end_before_pairing",
      at: "end_date",
      severity: "error",
      message: "结对终止日期早于结对日期，请核对",
      broken: (a) => String(a["end_date"] ?? "9999") < String(a["pair_date"] ?? ""),
    },
    {
      code: "end_without_reason",
      at: "end_reason",
      severity: "error",
      message: "写了结对终止日期，请选终止原因",
      broken: (a) => a["end_date"] !== undefined && a["end_reason"] === undefined,
    },
    {
      code: "materials_out",
      at: "returned",
      severity: "warning",
      message: "结对已终止，纸面材料和电子材料还没有都收回，请办好再勾",
      broken: (a) =>
        a["end_date"] !== undefined && !["1", "2", "3"].every((code) => codesIn(a["returned"]).includes(code)),
    },
  ],
  cautions: [
    "这张表只在组织单位里存，不上网、不张贴；对外只写结了多少对、见了多少次面。",
    "先办登记表、查询记录、签守则，再结对；帮扶人用真实姓名，不用网名。",
    "帮扶人不拿这张表，只拿约定卡；监护人没勾的，不说、不问、不记，由老师来记。",
    "先念告知，再问同不同意；孩子或监护人不同意，就不登记，也不问为什么。",
  ],
  example: {
    organiser_name: "青禾镇妇联",
    pair_code: "JD-2026-008",
    pair_type: "3",
    pair_form: "1",
    pair_distance: "2",
    pair_date: "2026-09-14",
    pair_until: "2027-07-10",
    child_name: "张小满",
    sex: "1",
    birth_month: "2015-03",
    child_code: "QH-2026-017",
    school_name: "青禾镇中心小学",
    class_teacher: "周青禾",
    live_village: "青禾镇下河村",
    helpers: [
      {
        helper_name: "王秋实",
        helper_unit: "青禾镇卫生院",
        helper_phone: "19900000021",
        vetted_month: "2026-09",
        pledged: "1",
      },
    ],
    help_kinds: ["1", "3", "6"],
    pair_rhythm: "2",
    meeting_places: ["1", "2"],
    supervisor_name: "陈晓禾",
    supervisor_phone: "19900000031",
    pair_consent: "1",
    pair_child_view: "1",
    shared_items: ["1", "2", "3", "4", "5", "9"],
    signer_name: "张远行",
    signer_relation: "1",
    sign_way: "2",
    sign_date: "2026-09-14",
    sign_time: "20:30",
    recorder_name: "周青禾",
    witness_name: "林知秋",
    guardian_name: "张大山",
  },
});
