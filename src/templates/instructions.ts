import { type Alarm, type Choice, type Multiple, type Question } from "../forms/form.ts";

/** How to fill in a column, in one line. */
export function instructionFor(question: Question): string {
  const hint = question.hint === undefined ? "" : `（${question.hint}）`;
  switch (question.type) {
    case "choice":
      return `选一项：${writable(question).join("、")}${hint}`;
    case "multiple":
      return `可填几项，用“；”隔开：${writable(question).join("；")}${hint}`;
    case "date":
      return `写到日，如 2015-03-05${question.hint === undefined || question.hint.includes("如 ") ? "" : hint}`;
    case "month":
      return `写到月，如 2023-02${hint}`;
    case "number":
      return `整数，${String(question.least)} 到 ${String(question.most)}${hint}`;
    case "id":
      return `18 位，对照原件${hint}`;
    case "phone":
      return `11 位手机号，或带区号的座机${hint}`;
    case "area":
      return `${question.digits.join(" 或 ")} 位数字${hint}`;
    case "text":
      return `${String(question.longest)} 字以内${hint}`;
  }
}

/** The answers that may be written down: those that call for action at once are not. */
export function writable(question: Choice | Multiple): string[] {
  return question.codes.flatMap((it) => (it.alarm === undefined ? [it.label] : []));
}

/** What is done instead of writing down an answer that calls for action at once. */
export const alarmWords: Record<Alarm, string> = {
  harm: "家暴、疑似侵害：不写在这里，马上打 110，另填强制报告单。",
  "self-harm": "说不想活、自伤：不写在这里，陪住不离开；有打算或受伤打 110、120，24 小时内转心理教师或医院。",
};

/** The kinds of alarm among the answers to some questions, in a fixed order. */
export function alarmsIn(questions: readonly Question[]): Alarm[] {
  const raised = new Set(
    questions.flatMap((it) => ("codes" in it ? it.codes.flatMap((code) => code.alarm ?? []) : [])),
  );
  return (["harm", "self-harm"] as const).filter((it) => raised.has(it));
}

/** Whether a question may be left blank, in a few words. */
export function leaveBlank(question: Question): string {
  if (question.required === true) return "必填";
  const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
  return unknown && question.detail !== true ? "不清楚选未采集" : "可不填";
}
