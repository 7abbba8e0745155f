import fc from "fast-check";
import {
  type AnyAnswers,
  type AnyRow,
  type Answers,
  applies,
  codesIn,
  type Form,
  itemsOf,
  type Question,
  questionsOf,
  type Single,
  type Table,
  type Value,
} from "../src/forms/form.ts";
import { checkCharacter } from "../src/forms/identity.ts";

const han = fc.constantFrom(..."张王李赵小满春生青禾文静雨桐山水木石明亮子涵");
const words = (longest: number) =>
  fc.array(han, { minLength: 2, maxLength: Math.min(longest, 8) }).map((it) => it.join(""));
const day = fc
  .date({ min: new Date("2012-01-01"), max: new Date("2021-12-31"), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10));

function answerTo(question: Question): fc.Arbitrary<Single> {
  switch (question.type) {
    case "text":
      if (question.holds === "student_number")
        return fc.integer({ min: 0, max: 1e9 }).map((it) => `L${String(it).padStart(18, "0")}`);
      return words(question.longest);
    case "number":
      return fc.integer({ min: question.least, max: question.most });
    case "date":
      return day;
    case "month":
      return day.map((it) => it.slice(0, 7));
    case "id":
      return fc.tuple(day, fc.integer({ min: 100, max: 999 })).map(([birth, order]) => {
        const first = `990000${birth.replaceAll("-", "")}${String(order)}`;
        return first + checkCharacter(first);
      });
    case "phone":
      return fc.integer({ min: 0, max: 99_999_999 }).map((it) => `199${String(it).padStart(8, "0")}`);
    case "area":
      return fc.constantFrom(...question.digits.map((it) => "990000101201".slice(0, it)));
    case "choice":
      return fc.constantFrom(...question.codes.map((it) => it.code));
    case "multiple": {
      const alone = ["99", question.none ?? "99"];
      const codes = question.codes.map((it) => it.code);
      return fc.oneof(
        fc.subarray(
          codes.filter((it) => !alone.includes(it)),
          { minLength: 1 },
        ),
        fc.constantFrom(...codes).map((it) => [it]),
      );
    }
  }
}

type Questions = readonly (readonly [string, Question])[];

/** Answers to questions side by side as the reader keeps them: 99 where nothing was answered, no alarm, sex and birth as the number says. */
function scopeOf(questions: Questions): fc.Arbitrary<AnyRow> {
  return fc
    .tuple(
      ...questions.map(([, question]) =>
        fc.option(answerTo(question), { nil: undefined, freq: question.required === true ? 1_000_000 : 4 }),
      ),
    )
    .map((answers) => {
      const record: Record<string, Single> = {};
      for (const [at, [id, question]] of questions.entries()) {
        const answer = answers[at];
        const alarms = "codes" in question ? question.codes.filter((it) => it.alarm).map((it) => it.code) : [];
        const harmless = codesIn(answer).filter((it) => !alarms.includes(it));
        const kept = typeof answer === "object" ? harmless : alarms.includes(String(answer)) ? undefined : answer;
        const said = typeof kept === "object" && kept.length === 0 ? undefined : kept;
        const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
        const value = said ?? (unknown ? (question.type === "multiple" ? ["99"] : "99") : undefined);
        if (value !== undefined) record[id] = value;
      }
      for (const [key, question] of questions) {
        const id = record[key];
        if (question.type !== "id" || typeof id !== "string") continue;
        if (question.birth !== undefined)
          record[question.birth] = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
        if (question.sex !== undefined) record[question.sex] = Number(id[16]) % 2 === 1 ? "1" : "2";
      }
      return record;
    });
}

/** Answers to questions that do not apply go, until nothing changes: conditions may stand on one another. */
function withoutIdle<T extends AnyAnswers>(questions: Questions, answers: T, around: AnyAnswers): T {
  const kept = Object.fromEntries(
    Object.entries(answers).filter(([id]) => {
      const [, question] = questions.find(([it]) => it === id) ?? [];
      return question === undefined || applies(question, { ...around, ...answers });
    }),
  ) as T;
  return Object.keys(kept).length === Object.keys(answers).length ? kept : withoutIdle(questions, kept, around);
}

const isWhole = (questions: Questions, answers: AnyAnswers, around: AnyAnswers) =>
  questions.every(
    ([id, question]) => question.required !== true || answers[id] !== undefined || !applies(question, around),
  );

/** Records that the reader accepts: every question answered or not, conditions kept, no rule broken, no alarm raised; tables with rows. */
export function recordOf<F extends Form>(form: F, referenceDate: string): fc.Arbitrary<Answers<F>> {
  const questions = questionsOf(form);
  const tables = itemsOf(form).flatMap(([id, item]) => (item.type === "table" ? [[id, item] as const] : []));
  const rowsOf = (table: Table) =>
    fc.array(scopeOf(Object.entries(table.columns)), { maxLength: Math.min(4, table.most) });
  const broken = (at: Questions, answers: AnyAnswers) =>
    (form.rules ?? []).some(
      (rule) =>
        at.some(([id]) => id === rule.at) && rule.severity === "error" && rule.broken(answers, { referenceDate }),
    );
  return fc
    .tuple(scopeOf(questions), ...tables.map(([, table]) => rowsOf(table)))
    .map(([flat, ...all]) => {
      const record: Record<string, Value> = withoutIdle(questions, flat, {});
      for (const [at, [id, table]] of tables.entries()) {
        const columns = Object.entries(table.columns);
        const said = (row: AnyRow) =>
          columns.some(([column, it]) => row[column] !== undefined && !isUnknown(it, row[column]));
        const rows = (all[at] ?? [])
          .map((row) => withoutIdle(columns, row, record))
          .filter(
            (row) =>
              said(row) && isWhole(columns, row, { ...record, ...row }) && !broken(columns, { ...record, ...row }),
          );
        if (rows.length > 0 && applies(table, record)) record[id] = rows;
      }
      return record as AnyAnswers;
    })
    .filter((record) => isWhole(questions, record, record) && !broken(questions, record))
    .map((record) => record as Answers<F>);
}

/** Whether an answer is 未采集, which is also what an empty cell becomes. */
function isUnknown(question: Question, answer: Single | undefined): boolean {
  return "codes" in question && codesIn(answer).join() === "99";
}
