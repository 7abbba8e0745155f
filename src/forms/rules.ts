import { yearsBetween } from "./calendar.ts";
import { type AnyAnswers, isRows, type Rule } from "./form.ts";

/** What several forms check, worded once. */

/** Whether a question was answered. */
export function has(answers: AnyAnswers, id: string): boolean {
  return answers[id] !== undefined;
}

/** A sheet that names the child neither by name nor by number leads nowhere. */
export const nobodyNamed: Rule = {
  code: "nobody_named",
  at: "child_name",
  severity: "error",
  message: "没有姓名也没有编号，请补一项",
  broken: (a) => !has(a, "child_name") && !has(a, "child_code"),
};

/**
 * What signing from afar needs once a question of `ways` says so: the hour, who wrote it down and who bore witness; these two
 * are not one, and none of the `parties` (questions or columns of tables with names), who are called `who`.
 */
export function remoteSigning(ways: readonly string[], parties: readonly string[], who: string): readonly Rule[] {
  const without = (at: string, code: string, what: string): Rule => ({
    code: `remote_without_${code}`,
    at,
    severity: "error",
    message: `远程确认要写明${what}，请补上`,
    broken: (a) => ways.some((way) => isRemote(a[way])) && !has(a, at),
  });
  const disinterested = (at: string): Rule => ({
    code: "not_disinterested",
    at,
    severity: "error",
    message: `记录人、见证人不能是${who}，请另请一人`,
    broken: (a) => {
      const rows = Object.values(a).flatMap((it) => (isRows(it) ? it : []));
      const names = parties.flatMap((id) => [a[id], ...rows.map((row) => row[id])]);
      return has(a, at) && names.includes(a[at]);
    },
  });
  return [
    without("sign_time", "time", "几点几分"),
    without("recorder_name", "recorder", "谁记录"),
    without("witness_name", "witness", "见证人"),
    {
      code: "witness_records",
      at: "witness_name",
      severity: "error",
      message: "见证人和记录人不能是同一个人，请另请一人见证",
      broken: (a) => has(a, "witness_name") && a["witness_name"] === a["recorder_name"],
    },
    disinterested("recorder_name"),
    disinterested("witness_name"),
  ];
}

/** A day or month that cannot lie after the day of the record; `what` says which day that is. */
export const notInFuture = (at: string, what = "今天"): Rule => ({
  code: "date_in_future",
  at,
  severity: "error",
  message: `日期晚于${what}，请核对`,
  // A month sorts before its days.
  broken: (a, { referenceDate }) => a[at] !== undefined && String(a[at]) > referenceDate,
});

/** An office's own number must not give away who the child is. */
export const ownNumber: Rule = {
  code: "code_is_id",
  at: "child_code",
  severity: "error",
  message: "编号里有身份证号：请改用本单位自编的编号",
  broken: (a) => /\d{17}[\dXx]/.test(String(a["child_code"] ?? "")),
};

/** The carer cannot be a parent who is away with the other. */
export const carerIsAway: Rule = {
  code: "carer_away",
  at: "guardian_type",
  severity: "error",
  message: "填了父母双方外出，照护人又是父亲或母亲，请核对其中一项",
  broken: (a) => a["out_type"] === "1" && ["03", "04"].includes(String(a["guardian_type"])),
};

/** A child below sixteen must not live without care (law:wbf#21.2). */
export const nobodyCares: Rule = {
  code: "nobody_cares",
  at: "guardian_type",
  severity: "warning",
  message: "不满十六周岁的孩子不能脱离监护单独生活：请当天联系父母，并报告学校负责人和儿童主任",
  broken: (a, { referenceDate }) => {
    const born = a["birth_date"] ?? (has(a, "birth_month") ? `${String(a["birth_month"])}-01` : undefined);
    const young = typeof born !== "string" || yearsBetween(born, referenceDate) < 16;
    return young && ["09", "10"].includes(String(a["guardian_type"]));
  },
};

/** Whether a sign way is one from afar, which needs a day, a witness and someone who writes it down. */
export function isRemote(answer: unknown): boolean {
  return typeof answer === "string" && answer !== "1";
}

/** Whether the child is fourteen at a day, the day of signing and not that of reading, counted from the first of its month of birth. */
export function isFourteen(answers: AnyAnswers, day: string): boolean {
  const month = answers["birth_month"];
  return typeof month === "string" && yearsBetween(`${month}-01`, day) >= 14;
}
