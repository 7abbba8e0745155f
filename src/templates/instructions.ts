import { type Question } from "../forms/form.ts";

/** How to fill in a column, in one line. */
export function instructionFor(question: Question): string {
  const hint = question.hint === undefined ? "" : `（${question.hint}）`;
  switch (question.type) {
    case "choice":
      return `选一项：${question.codes.map((it) => it.label).join("、")}${hint}`;
    case "multiple":
      return `可填几项，用“；”隔开：${question.codes.map((it) => it.label).join("；")}${hint}`;
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

/** Whether a question may be left blank, in a few words. */
export function leaveBlank(question: Question): string {
  if (question.required === true) return "必填";
  const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
  return unknown && question.detail !== true ? "不清楚选未采集" : "可不填";
}
