/**
 * The form language. A form is defined once (src/forms/definitions); screen, paper, spreadsheets, reader, schema and
 * statistics are derived from that definition.
 */

/** How a question is protected: direct identifier, quasi-identifier, sensitive attribute, safe to tabulate, process data. */
export type Privacy = "direct" | "quasi" | "sensitive" | "safe" | "process";

/**
 * One answer of a list. `synonyms` are what offices write instead; they are read, never written. `range` are the numbers, both
 * included, that it stands for when a number is written.
 */
export type Code = {
  readonly code: string;
  readonly label: string;
  readonly synonyms?: readonly string[];
  readonly range?: readonly [number, number];
};

/** Asked only when another answer is among these codes; without that answer the question stays open. */
export type Condition = { readonly question: string; readonly in: readonly string[] };

type Options = {
  readonly privacy: Privacy;
  /** A record without it is refused. */
  readonly required?: boolean;
  /** Law or clause that asks for it (`law:wbf#23`, `21#3.2`). */
  readonly why?: string;
  /** What to write, in a few words. */
  readonly hint?: string;
  /** Headings that offices use for this column (matched after normalising, see sheet.ts). */
  readonly synonyms?: readonly string[];
  readonly when?: Condition;
  /** Prefilled by the office or optional detail; folded on screen, still printed. */
  readonly detail?: boolean;
};
type Base<T extends string> = Options & { readonly type: T; readonly label: string };

export type Text = Base<"text"> & { readonly longest: number };
/** A whole number; `says` are the words that offices write for one (初一 → 7). */
export type Integer = Base<"number"> & {
  readonly least: number;
  readonly most: number;
  readonly says?: Readonly<Record<string, number>>;
};
export type Day = Base<"date">;
export type Month = Base<"month">;
export type IdNumber = Base<"id">;
export type Phone = Base<"phone">;
/** An area code of 6 (county), 9 (township) or 12 (village) digits; `digits` says which are accepted. */
export type Area = Base<"area"> & { readonly digits: readonly (6 | 9 | 12)[] };
export type Choice<C extends readonly Code[] = readonly Code[]> = Base<"choice"> & { readonly codes: C };
/** Any number of codes; `none` is the code that excludes the others. */
export type Multiple<C extends readonly Code[] = readonly Code[]> = Base<"multiple"> & {
  readonly codes: C;
  readonly none?: string;
};
export type Question = Text | Integer | Day | Month | IdNumber | Phone | Area | Choice | Multiple;

export const text = (label: string, options: Options & { longest?: number }): Text => ({
  longest: 40,
  ...options,
  type: "text",
  label,
});
export const number = (label: string, options: Options & Pick<Integer, "least" | "most" | "says">): Integer => ({
  ...options,
  type: "number",
  label,
});
export const date = (label: string, options: Options): Day => ({ ...options, type: "date", label });
export const month = (label: string, options: Options): Month => ({ ...options, type: "month", label });
export const idNumber = (label: string, options: Options): IdNumber => ({ ...options, type: "id", label });
export const phone = (label: string, options: Options): Phone => ({ ...options, type: "phone", label });
export const area = (label: string, options: Options & { digits: readonly (6 | 9 | 12)[] }): Area => ({
  ...options,
  type: "area",
  label,
});
export const choice = <const C extends readonly Code[]>(label: string, codes: C, options: Options): Choice<C> => ({
  ...options,
  type: "choice",
  label,
  codes,
});
export const multiple = <const C extends readonly Code[]>(
  label: string,
  codes: C,
  options: Options & { none?: C[number]["code"] },
): Multiple<C> => ({ ...options, type: "multiple", label, codes });

export type Section = { readonly title: string; readonly questions: Readonly<Record<string, Question>> };

type Merged<U> = (U extends unknown ? (it: U) => void : never) extends (it: infer I) => void ? I : never;
type QuestionsIn<S extends readonly Section[]> = Merged<S[number]["questions"]>;
type Answer<Q> = Q extends { type: "choice"; codes: readonly { code: infer C }[] }
  ? C
  : Q extends { type: "multiple"; codes: readonly { code: infer C }[] }
    ? readonly C[]
    : Q extends { type: "number" }
      ? number
      : string;
type AnswersIn<S extends readonly Section[]> = { readonly [K in keyof QuestionsIn<S>]?: Answer<QuestionsIn<S>[K]> };

/**
 * One respondent's answers by question id: strings, except numbers for `number` and arrays of codes for `multiple`. Dates
 * are `YYYY-MM-DD`, months `YYYY-MM`. A question that was not answered has no key; `99` is an answer (未采集) and never means no.
 */
export type Answers<F extends Form> = F extends Form<infer S> ? AnswersIn<S> : never;
/** Answers of a form that is only known at run time. */
export type AnyAnswers = Readonly<Record<string, string | number | readonly string[]>>;

/** What answers must fulfil together. `broken` sees answers that are each valid on their own. */
export type Rule = {
  readonly code: string;
  /** The question the message is shown at. */
  readonly at: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly broken: (answers: AnyAnswers, context: { readonly referenceDate: string }) => boolean;
};

/** A column that stands for several answers at once, such as 留守类型 for the status of both parents. */
export type Shorthand = {
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly values: readonly { readonly says: readonly string[]; readonly answers: Readonly<Record<string, string>> }[];
};

/** Answers that call for a report at once: shown with 110, never kept. */
export type Alarm = { readonly question: string; readonly codes: readonly string[] };

export type Form<S extends readonly Section[] = readonly Section[]> = {
  /** Kebab-case; also its address /forms/<id>/. */
  readonly id: string;
  /** The template it is, T01–T74. */
  readonly template: string;
  readonly title: string;
  /** Year and number; raised when a question, code or label changes. */
  readonly version: string;
  readonly basis: readonly string[];
  /** Who fills it in, and about whom. */
  readonly filledBy: string;
  readonly per: string;
  /** Minutes it takes. */
  readonly minutes: number;
  readonly sections: S;
  /** Columns a file must have: of each group at least one. */
  readonly needs: readonly (readonly string[])[];
  readonly shorthands: readonly Shorthand[];
  readonly rules: readonly Rule[];
  readonly alarms: readonly Alarm[];
  /** Who signs on paper, and whether there is room for a seal. */
  readonly signatures: readonly string[];
  readonly seal: boolean;
  /** One invented respondent. */
  readonly example: AnswersIn<S>;
};

/**
 * Checks a definition as far as types cannot and returns it. Throws on a question id, code or heading that stands twice,
 * a condition on a question that is not there, and a label that could not be read back.
 */
export function defineForm<const S extends readonly Section[]>(form: Form<S>): Form<S> {
  const fail = (found: string, expected: string): never => {
    throw new Error(`forms/definitions/${form.id}.ts: found ${found}, expected ${expected}`);
  };
  const questions = new Map<string, Question>();
  const headings = new Map<string, string>();
  for (const section of form.sections) {
    for (const [id, question] of Object.entries(section.questions)) {
      if (questions.has(id)) fail(`question ${id} twice`, "one");
      questions.set(id, question);
      for (const heading of new Set([id, question.label, ...(question.synonyms ?? [])].map(normaliseHeading))) {
        const other = headings.get(heading);
        if (other !== undefined) fail(`heading ${heading} at ${id} and at ${other}`, "it at one of them");
        headings.set(heading, id);
      }
      if ("codes" in question) {
        const codes = question.codes.map((it) => it.code);
        if (new Set(codes).size !== codes.length) fail(`a code twice in ${id}`, "each once");
        const words = question.codes.flatMap((it) => [
          ...new Set([it.label, ...(it.synonyms ?? [])].map(normaliseAnswer)),
        ]);
        const twice = words.find((word, at) => words.indexOf(word) !== at);
        if (twice !== undefined) fail(`“${twice}” for two codes of ${id}`, "it for one of them");
        const unreadable = question.type === "multiple" && question.codes.find((it) => separators.test(it.label));
        if (unreadable) fail(`“${unreadable.label}” in ${id}`, "a label without separators such as 、 or ；");
      }
    }
  }
  const known = (id: string, where: string) => {
    if (!questions.has(id)) fail(`${id} in ${where}`, "a question of this form");
  };
  for (const [id, { when }] of questions) if (when !== undefined) known(when.question, `the condition of ${id}`);
  for (const rule of form.rules) known(rule.at, `rule ${rule.code}`);
  for (const alarm of form.alarms) known(alarm.question, "alarms");
  for (const id of form.needs.flat()) known(id, "needs");
  for (const it of form.shorthands.flatMap((it) => it.values))
    for (const id of Object.keys(it.answers)) known(id, "shorthands");
  return form;
}

/** What separates the answers of a multiple choice in one cell. */
export const separators = /[；;、，,|/\n]/;

const inOrder = new WeakMap<Form, readonly (readonly [string, Question])[]>();

/** All questions of a form in order, with their ids. A definition never changes, so this is worked out once. */
export function questionsOf(form: Form): readonly (readonly [string, Question])[] {
  const known = inOrder.get(form);
  if (known !== undefined) return known;
  const questions = form.sections.flatMap((section) => Object.entries(section.questions));
  inOrder.set(form, questions);
  return questions;
}

/** The label of a code, or the code itself when the list does not have it. */
export function labelOf(question: Choice | Multiple, code: string): string {
  return question.codes.find((it) => it.code === code)?.label ?? code;
}

/** Whether a question applies under these answers. One whose condition is not answered yet does not. */
export function applies(question: Question, answers: AnyAnswers): boolean {
  if (question.when === undefined) return true;
  const answer = answers[question.when.question];
  const given = Array.isArray(answer) ? answer : [answer];
  return question.when.in.some((code) => given.includes(code));
}

/** A heading as it is compared: full width to half, no brackets and what they hold, no marks, no white space, lower case. */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize("NFKC")
    .replace(/\([^)]*\)|\[[^\]]*\]/g, "")
    .replace(/[\s*★☆:：\u200b-\u200f\ufeff]/g, "")
    .toLowerCase();
}

/** An answer as it is compared: full width to half, nothing that cannot be seen, lower case. */
export function normaliseAnswer(answer: string): string {
  return answer
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .toLowerCase();
}
