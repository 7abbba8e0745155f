import * as codes from "../codes.ts";
import { choice, date, defineForm, multiple, name, number, text, rating } from "../form.ts";
import { paper } from "../papers.ts";
import { childName, childCode, className } from "../questions.ts";
import { nobodyNamed, notInFuture, ownNumber } from "../rules.ts";

const withinAgreement = "志愿者、爱心妈妈只在结对协议里监护人同意、勾选的范围内问和记；其他的由老师记。";
const stopWriting = "孩子说到挨打、被碰、害怕某人：停笔，先打 110，不写在这里。";

/**
 * One talk with one child, written by the teacher afterwards, under its name or its number. Necessary facts only, no
 * diagnosis; suspected harm and thoughts of self-harm are acted on and never written here. Nobody countersigns it: what a
 * child told one person is not passed round.
 */
export const talkRecord = defineForm({
  id: "talk-record",
  template: "T09",
  title: "谈心记录卡",
  version: "2026.1",
  basis: ["04#3.5", "03#3.9", "20#3.4"],
  filledBy: "班主任、任课教师或帮扶人",
  per: "每名儿童每次一份",
  minutes: 8,
  processing: {
    purpose: "记下孩子近况、愿望和约定，下次接着谈；只记必要事实，不写诊断",
    ground: "duty",
    keep: "两学年",
    seenBy: "谈心人、班主任、德育主任；不交叉传阅",
  },
  sections: [
    {
      title: "一、谁和谁谈",
      questions: {
        child_name: { ...childName, required: false, hint: "姓名和档案编号至少写一样" },
        child_code: childCode,
        class_name: className,
        talk_date: date("谈心日期", { privacy: "process", required: true, why: "04#3.5", synonyms: ["时间", "日期"] }),
        talk_minutes: number("谈心分钟数", { privacy: "process", least: 1, most: 180, detail: true }),
        talker_name: name("谈心人", {
          lasting: true,
          privacy: "process",
          required: true,
          synonyms: ["教师", "帮扶教师", "帮扶人"],
        }),
        talk_way: choice("谈心方式", codes.talkWays, { privacy: "safe" }),
        talk_place: text("谈心地点", {
          privacy: "process",
          longest: 20,
          hint: "别人看得见、听不清的地方",
          synonyms: ["地点"],
        }),
      },
    },
    {
      title: "二、谈了什么",
      before: [withinAgreement, stopWriting],
      questions: {
        talk_kinds: multiple("谈心话题", codes.talkKinds, { privacy: "safe", required: true, synonyms: ["话题"] }),
        mood: rating("孩子自评心情", codes.moods, { privacy: "sensitive", hint: "由孩子自己选，不替他选" }),
        difficulties: text("困难和思想压力", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          hint: "生活上、学习上的困难，思想上的压力",
          why: "06#4.5",
          synonyms: ["生活和学习上的困难"],
        }),
        wish: text("孩子的愿望或求助", {
          privacy: "direct",
          longest: 200,
          lines: 2,
          hint: "尽量用孩子的原话；说到挨打、被碰、害怕某人：停笔，先打 110，不写在这里",
          why: "10#3.1",
        }),
        findings: multiple("发现的情况", codes.findings, {
          privacy: "sensitive",
          none: "00",
          hint: "家暴、侵害：先打 110，另填强制报告单。自伤念头：陪住不离开；有打算或已受伤打 110、120；24 小时内转心理教师或医院。经过都不写在这里",
        }),
      },
    },
    {
      title: "三、接下来",
      questions: {
        agreement: text("约定的事", { privacy: "direct", longest: 200, lines: 2, hint: "谁、做什么、什么时候" }),
        referral: multiple("转介给谁", codes.referrals, { privacy: "process", none: "00" }),
        next_talk_date: date("下次谈心日期", { privacy: "process", detail: true }),
      },
    },
  ],
  papers: [
    paper({
      title: "谈心记录卡",
      pages: 1,
      header: ["编号：", "学校：", "填表日期："],
      signatures: [{ who: "谈心人" }],
    }),
    paper({
      id: "quick",
      title: "谈心记录卡（简式）",
      up: 2,
      pages: 1,
      header: [],
      only: ["child_code", "class_name", "talk_date", "talker_name", "talk_kinds", "mood", "findings", "agreement"],
      printed: [withinAgreement],
    }),
  ],
  needs: [["child_name", "child_code"], ["talk_date"], ["talker_name"], ["talk_kinds"]],
  rules: [
    nobodyNamed,
    ownNumber,
    {
      code: "next_before_talk",
      at: "next_talk_date",
      severity: "error",
      message: "下次谈心早于这次谈心，请核对",
      broken: (a) => String(a["next_talk_date"] ?? "9999") <= String(a["talk_date"] ?? ""),
    },
    notInFuture("talk_date"),
  ],
  cautions: [
    "简式一张纸印两份：打几处勾，写一件约定的事，谈完当场就能填好。",
    withinAgreement,
    "只写必要的事实，不写诊断，不写猜测；不交叉传阅，不用别人审核签名，不作评比。",
    "孩子不愿说的不追问。谈心在看得见的地方进行，不关门、不录音。",
  ],
  example: {
    child_name: "张小满",
    child_code: "QH-2026-017",
    class_name: "五（2）班",
    talk_date: "2026-09-16",
    talk_minutes: 15,
    talker_name: "周青禾",
    talk_way: "1",
    talk_place: "操场边长椅",
    talk_kinds: ["1", "5"],
    mood: "3",
    difficulties: "数学分数应用题听不懂，回家没有人可以问",
    wish: "想让爸爸妈妈国庆回来看他的画",
    findings: ["00"],
    agreement: "周三放学后老师补一节分数；周末和妈妈视频时说画展的事",
    referral: ["00"],
    next_talk_date: "2026-09-30",
  },
});
