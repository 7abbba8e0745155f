import fc from "fast-check";
import { type AnyAnswers, type Answers, applies, type Form, type Question, questionsOf } from "../src/forms/form.ts";
import { checkCharacter } from "../src/forms/identity.ts";

const han = fc.constantFrom(..."张王李赵小满春生青禾文静雨桐山水木石明亮子涵");
const words = (longest: number) =>
  fc.array(han, { minLength: 2, maxLength: Math.min(longest, 8) }).map((it) => it.join(""));
const day = fc
  .date({ min: new Date("2012-01-01"), max: new Date("2021-12-31"), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10));

function answerTo(question: Question): fc.Arbitrary<AnyAnswers[string]> {
  switch (question.type) {
    case "text":
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

/** Records that the reader accepts: every question answered or not, conditions kept, no rule broken, no alarm raised. */
export function recordOf<F extends Form>(form: F, referenceDate: string): fc.Arbitrary<Answers<F>> {
  const questions = questionsOf(form);
  return fc
    .tuple(
      ...questions.map(([, question]) =>
        fc.option(answerTo(question), { nil: undefined, freq: question.required === true ? 1_000_000 : 4 }),
      ),
    )
    .map((answers) => {
      const record: Record<string, AnyAnswers[string]> = {};
      for (const [at, [id, question]] of questions.entries()) {
        const answer = answers[at];
        const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
        const value = answer ?? (unknown ? (question.type === "multiple" ? ["99"] : "99") : undefined);
        const alarm = form.alarms.find((it) => it.question === id);
        const kept =
          typeof value === "object" && alarm !== undefined ? value.filter((it) => !alarm.codes.includes(it)) : value;
        if (kept !== undefined && !(typeof kept === "object" && kept.length === 0)) record[id] = kept;
      }
      const id = record["id_number"];
      if (typeof id === "string") {
        record["birth_date"] = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
        record["sex"] = Number(id[16]) % 2 === 1 ? "1" : "2";
      }
      // Answers to questions that do not apply go, until nothing changes: conditions may stand on one another.
      for (let changed = true; changed;) {
        changed = false;
        for (const [key, question] of questions) {
          if (record[key] !== undefined && !applies(question, record)) {
            Reflect.deleteProperty(record, key);
            changed = true;
          }
        }
      }
      return record;
    })
    .filter((record) => questions.every(([id, question]) => question.required !== true || record[id] !== undefined))
    .filter((record) =>
      form.rules.every((rule) => rule.severity === "warning" || !rule.broken(record, { referenceDate })),
    )
    .map((record) => record as Answers<F>);
}
