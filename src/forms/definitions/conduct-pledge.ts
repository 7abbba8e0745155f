import { date, defineForm, name, number, phone, text } from "../form.ts";
import { helperCaution, paper } from "../papers.ts";

/**
 * A letter that a helper reads aloud and signs before the first meeting with a child; the unit keeps one, the helper the other.
 * It is about conduct only: who the helper is stands on T30, which child on T06. No child is named in it, no number of an
 * identity paper asked; a pledge of being answerable for accidents is not asked, because it would not hold and frightens people
 * off.
 */
export const conductPledge = defineForm({
  id: "conduct-pledge",
  template: "T31",
  title: "志愿者保密与行为守则承诺",
  version: "2026.1",
  basis: ["law:zyfw#21", "law:wbf#4", "law:wbf#11.1", "law:wbf#11.2"],
  filledBy: "爱心妈妈、志愿者和其他帮扶人",
  per: "每位帮扶人每期一份",
  minutes: 10,
  processing: {
    purpose: "说好与孩子相处的规矩和保密的范围，出了问题知道找谁",
    ground: "agreement",
    keep: "承诺期内和期满后三年",
    seenBy: "本人、单位经办人和负责人",
  },
  sections: [
    {
      title: "一、承诺人",
      questions: {
        helper_name: name("姓名", {
          privacy: "direct",
          required: true,
          hint: "写证件上的姓名，不写网名",
          synonyms: ["真实姓名", "志愿者姓名", "承诺人"],
        }),
        organisation: text("所在组织", {
          privacy: "process",
          required: true,
          hint: "派出的单位、志愿队或妇联",
          synonyms: ["工作单位", "单位", "志愿服务组织"],
        }),
        pledge_from: date("承诺开始日", { privacy: "process", required: true }),
        pledge_until: date("承诺到期日", { privacy: "process", hint: "最长一年，到期重签" }),
      },
    },
    {
      title: "二、我会做到",
      before: [
        "1. 见孩子时有老师、照护人或另一位大人在场，在看得见的地方；不关门，不单独带走孩子。",
        "2. 时间、地点和要做的事先告诉单位，经监护人和孩子同意；孩子不愿意，就不做。",
        "3. 孩子说“不”，我就停；不打骂，不吓唬，不做让孩子不自在的身体接触。",
        "4. 说到做到；来不了，提前说。不再服务了，好好和孩子道别。",
        "5. 期满交回名单、表格和信件，删掉手机里孩子的信息；离开以后也保密。",
      ],
      questions: {},
    },
    {
      title: "三、我不做（参见《志愿服务条例》第二十一条）",
      before: [
        "1. 不说出去：不把孩子的姓名、照片、住处、学校和家里的事告诉别人，不发群，不上网。",
        "2. 不拍照、不录像、不录音；单位要拍的，先有监护人和孩子的书面同意。",
        "3. 不私下联系：不加孩子的微信、游戏等账号，不留私人电话，联系经老师或照护人。",
        "4. 不私自送钱送物，不收孩子家的钱物，不答应给钱、资助、收养；礼物由单位转交。",
        "5. 不拆、不看孩子的信和日记；不传教，不推销，不拿孩子的故事募捐。",
      ],
      questions: {
        gift_limit: number("礼物上限（元）", {
          privacy: "process",
          least: 0,
          most: 200,
          hint: "一件礼物不超过多少元，由单位定",
        }),
        gift_receiver: name("礼物转交人", { privacy: "process", detail: true, hint: "单位里接收和转交的人" }),
      },
    },
    {
      title: "四、发现孩子受伤害或有危险，“疑似”也算",
      before: [
        "先打 110，再告诉派我来的单位；单位还要报教育或民政部门，它不报，我自己报。",
        "不再问孩子，不答应替人保密，不私下调解，不通知可能的加害人。",
        "《未成年人保护法》第十一条第一款、第二款：",
        {
          quote:
            "任何组织或者个人发现不利于未成年人身心健康或者侵犯未成年人合法权益的情形，都有权劝阻、制止或者向公安、民政、教育等有关部门提出检举、控告。",
          from: "law:wbf#11.1",
        },
        {
          quote:
            "国家机关、居民委员会、村民委员会、密切接触未成年人的单位及其工作人员，在工作中发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即向公安、民政、教育等有关部门报告。",
          from: "law:wbf#11.2",
        },
      ],
      questions: {},
    },
    {
      title: "五、联系和投诉",
      before: ["孩子、家长或同伴对我有意见，可以打下面的电话；我不打听是谁说的。"],
      questions: {
        contact_name: name("单位联系人", { privacy: "process", hint: "报告和投诉都找他" }),
        contact_phone: phone("报告投诉电话", {
          privacy: "process",
          required: true,
          hint: "孩子、家长和志愿者都可以打",
          synonyms: ["投诉电话", "单位电话"],
        }),
      },
    },
  ],
  papers: [
    paper({
      title: "志愿者保密与行为守则承诺",
      pages: 1,
      header: ["编号：", "单位：", "签订日期："],
      caution: helperCaution,
      printed: ["以上我读过、听懂了，愿意照做；没有做到，单位可以让我停下来。", "一式两份，本人和单位各一份。"],
      signatures: [{ who: "承诺人" }, { who: "见证人" }],
      seal: true,
    }),
  ],
  rules: [
    {
      code: "until_before_from",
      at: "pledge_until",
      severity: "error",
      message: "承诺到期日不晚于承诺开始日，请核对",
      broken: (a) => String(a["pledge_until"] ?? "9999") <= String(a["pledge_from"] ?? ""),
    },
    {
      code: "over_a_year",
      at: "pledge_until",
      severity: "warning",
      message: "承诺期超过一年：最好每年重签一次，同时再查一次违法犯罪记录",
      broken: (a) => (Date.parse(String(a["pledge_until"])) - Date.parse(String(a["pledge_from"]))) / 86_400_000 > 366,
    },
  ],
  cautions: [
    "先登记（T30）、查询、培训，再一条一条念着签；签完才见孩子。",
    "联系人不写志愿者自己的熟人，写能管事的人；电话也告诉孩子和照护人。",
    "做不到其中一条的，先停下来，不是写检讨：孩子的安全在前。",
    "每年重签一次，同时再查一次违法犯罪记录。",
  ],
  example: {
    helper_name: "王秋实",
    organisation: "青禾镇妇联",
    pledge_from: "2026-09-12",
    pledge_until: "2027-07-10",
    gift_limit: 50,
    gift_receiver: "陈晓禾",
    contact_name: "陈晓禾",
    contact_phone: "19900000031",
  },
});
