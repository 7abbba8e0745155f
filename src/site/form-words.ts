import { type Form, type Paper, type Privacy, type Processing } from "../forms/form.ts";

/** A4 竖版 1 页，一页印 2 份 */
export function paperInWords({ orientation, pages, up }: Paper): string {
  const cards = up === 1 ? "" : `，一页印 ${String(up)} 份`;
  return `A4 ${orientation === "portrait" ? "竖版" : "横版"} ${String(pages)} 页${cards}`;
}

/** The paper of a form in a few words, the first of several. */
export function papersInWords({ papers }: Form): string {
  const [first, ...others] = papers;
  if (first === undefined) return "";
  return `${paperInWords(first)}${others.length === 0 ? "" : `，另有 ${String(others.length)} 种样式`}`;
}

/** Words with one full stop at their end. */
export function sentence(words: string): string {
  return `${words.replace(/。$/, "")}。`;
}

/** Classes of what is written down, in the words of the rules; `counted` is what is done besides where records are added up into figures. */
export const privacyWords: Readonly<
  Record<Privacy, { readonly label: string; readonly says: string; readonly counted: string }>
> = {
  direct: {
    label: "能直接认出是谁的",
    says: "只在“谁能看到”写的人之间用；给别人看时遮住",
    counted: "统计里没有",
  },
  quasi: { label: "放在一起可能认出是谁的", says: "不对外说", counted: "统计时先并成大类" },
  sensitive: {
    label: "敏感的，说出去会伤人的",
    says: "只给办事必须知道的人看",
    counted: "统计只到县一级",
  },
  safe: { label: "单独看认不出是谁的", says: "用来安排帮助", counted: "只公布合计数" },
  process: { label: "办理过程", says: "谁、什么时候办的", counted: "不公布" },
};
export const privacyOrder = ["direct", "sensitive", "quasi", "safe", "process"] as const satisfies readonly Privacy[];

/** Why a form may be filled in at all, in plain words: a name, what it means, and what follows from refusing. */
export const groundWords: Readonly<
  Record<
    Processing["ground"],
    { readonly label: string; readonly says: string; readonly refusing: string; readonly law: readonly string[] }
  >
> = {
  duty: {
    label: "法律交给学校、村（居）委会和政府的工作",
    says: "填之前要告诉父母或其他监护人填什么、给谁看、留多久。这是法律规定要做的工作，一般只告知；填表的单位认为不满十四周岁的孩子还要监护人同意的，会在告知书上请您选“建档同意”一项。怀疑孩子受到侵害的，先报警，不先告知，也不需要谁同意。",
    refusing:
      "可以提出不同意，也可以只填必填的几栏；报告孩子受到侵害除外，那是必须做的。单位还要做法律规定的工作时，只留必不可少的几项，并说明是哪一条法律；排查登记表里您的孩子不计入统计。不影响孩子上学、领补助和得到帮助。",
    law: ["law:wbf#11", "law:wbf#28", "law:wbf#29", "law:wbf#43", "law:wbf#72", "law:pipl#13", "law:pipl#18"],
  },
  consent: {
    label: "父母或其他监护人同意",
    says: "监护人同意了才填。爷爷奶奶照看孩子，不等于是监护人：要父母点头，可以用微信语音、视频、短信或电话。孩子懂事的，也要问孩子愿不愿意。",
    refusing: "不同意就不填，已经填的收回销毁。不影响孩子上学、领补助和得到帮助。",
    law: ["law:pipl#31", "law:pipl#29", "law:wbf#72"],
  },
  agreement: {
    label: "填表的成年人自己同意",
    says: "写的是来帮忙的成年人自己的情况，本人同意了才填。",
    refusing: "不同意就不填。与孩子直接接触的工作要先核实身份，不填就不能参加。",
    law: ["law:pipl#13"],
  },
};

/** What follows from refusing this form. */
export function refusingOf({ processing }: Form): string {
  return processing.refusing ?? groundWords[processing.ground].refusing;
}
