/**
 * The form language. A form is defined once (src/forms/definitions); screen, paper, spreadsheets, reader, schema, privacy
 * rules and statistics are derived from that definition.
 */

/** How a question is protected: direct identifier, quasi-identifier, sensitive attribute, safe to tabulate, process data. */
export type Privacy = "direct" | "quasi" | "sensitive" | "safe" | "process";

/**
 * An answer that calls for action before anything is written down: harm to a child is reported (110), thoughts of
 * self-harm are never left alone. It opens a notice on screen and is never kept: only that the notice was shown is.
 */
export type Alarm = "harm" | "self-harm";

/**
 * One answer of a list. `synonyms` are what offices write instead; they are read, never written. `range` are the numbers, both
 * included, that it stands for when a number is written.
 */
export type Code = {
  readonly code: string;
  readonly label: string;
  readonly synonyms?: readonly string[];
  readonly range?: readonly [number, number];
  readonly alarm?: Alarm;
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
  /** What makes a heading that is not understood look like this question, where to overlook it would do harm: the file is refused. */
  readonly alike?: RegExp;
  /** Headings that are read for it only where no other heading of it stands in the file, such as 乡镇 for the code of an area. */
  readonly fallback?: readonly string[];
  readonly when?: Condition;
  /** Prefilled by the office or optional detail; folded on screen, still printed. */
  readonly detail?: boolean;
  /** Mostly the same for all records of one sitting, such as the school: on screen the next one begins with it. */
  readonly lasting?: true;
};
type Base<T extends string> = Options & { readonly type: T; readonly label: string };

/** Free words, `lines` of them on paper; `holds` says what they are when it matters for masking or reading. */
export type Text = Base<"text"> & {
  readonly longest: number;
  /** A name that a record is known by: two letters or more, and nothing beside it. */
  readonly whole?: true;
  readonly lines: number;
  readonly holds?: "name" | "address" | "student_number";
};
/** A whole number; a `grade` is also read from what schools write: 六(2)班, 初二. */
export type Integer = Base<"number"> & { readonly least: number; readonly most: number; readonly grade?: true };
export type Day = Base<"date">;
export type Month = Base<"month">;
/** A citizen's number (GB 11643); `birth` and `sex` name the questions beside it that it must agree with and fills in. */
export type IdNumber = Base<"id"> & { readonly birth?: string; readonly sex?: string };
export type Phone = Base<"phone">;
/** An area code of 6 (county), 9 (township) or 12 (village) digits; `digits` says which are accepted. */
export type Area = Base<"area"> & { readonly digits: readonly (6 | 9 | 12)[] };
/** What offices write that may mean several codes, and what to `write` instead, in words that do not repeat it. */
export type Unclear = { readonly says: readonly string[]; readonly write: string };
/**
 * One code; `scale` when the codes are steps in order, shown side by side; `place` when they say how far from the office a
 * place lies (the codes of 务工地), so that its name is read too.
 */
export type Choice<C extends readonly Code[] = readonly Code[]> = Base<"choice"> & {
  readonly codes: C;
  readonly scale?: true;
  readonly place?: true;
  /** The code for working away, so that 广东打工 is read as it. */
  readonly away?: string;
  readonly unclear?: readonly Unclear[];
};
/** Any number of codes; `none` is the code that excludes the others. */
export type Multiple<C extends readonly Code[] = readonly Code[]> = Base<"multiple"> & {
  readonly codes: C;
  readonly none?: string;
  readonly unclear?: readonly Unclear[];
};
export type Question = Text | Integer | Day | Month | IdNumber | Phone | Area | Choice | Multiple;

/**
 * Rows inside a form: a roster, a log of events. `rows` are printed blank; `most` are read. Column ids and labels are
 * unique in the whole form, because each is a column of the spreadsheet.
 */
export type Table<C extends Readonly<Record<string, Question>> = Readonly<Record<string, Question>>> = {
  readonly type: "table";
  readonly label: string;
  readonly columns: C;
  readonly rows: number;
  readonly most: number;
  readonly hint?: string;
  readonly when?: Condition;
  readonly detail?: boolean;
};
export type Item = Question | Table;

export const text = (
  label: string,
  options: Options & { longest?: number; lines?: number; holds?: NonNullable<Text["holds"]> },
): Text => ({ longest: 40, lines: 1, ...options, type: "text", label });
/** A person's name: masked as 张* wherever it is shown beyond the form itself. */
export const name = (label: string, options: Options): Text => text(label, { longest: 30, ...options, holds: "name" });
export const number = (label: string, options: Options & Pick<Integer, "least" | "most" | "grade">): Integer => ({
  ...options,
  type: "number",
  label,
});
export const date = (label: string, options: Options): Day => ({ ...options, type: "date", label });
export const month = (label: string, options: Options): Month => ({ ...options, type: "month", label });
export const idNumber = (label: string, options: Options & Pick<IdNumber, "birth" | "sex">): IdNumber => ({
  ...options,
  type: "id",
  label,
});
export const phone = (label: string, options: Options): Phone => ({ ...options, type: "phone", label });
export const area = (label: string, options: Options & { digits: readonly (6 | 9 | 12)[] }): Area => ({
  ...options,
  type: "area",
  label,
});
export const choice = <const C extends readonly Code[]>(
  label: string,
  codes: C,
  options: Options & Pick<Choice, "place" | "away" | "unclear">,
): Choice<C> => ({
  ...options,
  type: "choice",
  label,
  codes,
});
/** Steps from 1 up, in words, from the least to the most. */
export const rating = (label: string, steps: readonly string[], options: Options): Choice => ({
  ...options,
  type: "choice",
  label,
  codes: steps.map((step, at) => ({ code: String(at + 1), label: step })),
  scale: true,
});
export const multiple = <const C extends readonly Code[]>(
  label: string,
  codes: C,
  options: Options & Pick<Multiple, "unclear"> & { none?: C[number]["code"] },
): Multiple<C> => ({ ...options, type: "multiple", label, codes });
export const table = <const C extends Readonly<Record<string, Question>>>(
  label: string,
  columns: C,
  options: Pick<Table, "rows" | "most" | "hint" | "when" | "detail">,
): Table<C> => ({ ...options, type: "table", label, columns });

/** Fixed words on a form: our own, or words of the law, which are held against its text like every quotation. */
export type Passage = string | { readonly quote: string; readonly from: string };

export type Section = {
  readonly title: string;
  /** Printed and shown before and after the questions. */
  readonly before?: readonly Passage[];
  readonly questions: Readonly<Record<string, Item>>;
  readonly after?: readonly Passage[];
  /** Who signs below this section on paper, where that is not at the end of the sheet. */
  readonly signatures?: readonly Signature[];
};

type Merged<U> = (U extends unknown ? (it: U) => void : never) extends (it: infer I) => void ? I : never;
type QuestionsIn<S extends readonly Section[]> = Merged<S[number]["questions"]>;
type Answer<Q> = Q extends { type: "table"; columns: infer C }
  ? readonly { readonly [K in keyof C]?: Answer<C[K]> }[]
  : Q extends { type: "choice"; codes: readonly { code: infer C }[] }
    ? C
    : Q extends { type: "multiple"; codes: readonly { code: infer C }[] }
      ? readonly C[]
      : Q extends { type: "number" }
        ? number
        : string;
type AnswersIn<S extends readonly Section[]> = { readonly [K in keyof QuestionsIn<S>]?: Answer<QuestionsIn<S>[K]> };

/**
 * One respondent's answers by question id: strings, except numbers for `number`, arrays of codes for `multiple` and arrays of
 * such records for `table`. Dates are `YYYY-MM-DD`, months `YYYY-MM`. A question that was not answered has no key; `99` is
 * an answer (未采集) and never means no.
 */
export type Answers<F extends Form> = F extends Form<infer S> ? AnswersIn<S> : never;
/** Answers of a form that is only known at run time. */
export type AnyAnswers = Readonly<Record<string, Value>>;
export type Value = Single | readonly AnyRow[];
export type Single = string | number | readonly string[];
export type AnyRow = Readonly<Record<string, Single>>;

/** What answers must fulfil together. `broken` sees answers that are each valid on their own; at a column of a table, those of one row. */
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

/** A column that holds the answer to another question as well, read from it where that question has no column: the grade in 六(2)班. */
export type Split = { readonly of: string; readonly into: string; readonly read: (cell: string) => Single | undefined };

/**
 * A version that is still read: what it called things (`renamed`: heading or id of then → id of now) and coded differently
 * (`recoded`: by id of now, code or label of then → code of now). A version that is not listed is refused with what to do.
 */
export type Earlier = {
  readonly version: string;
  readonly renamed?: Readonly<Record<string, string>>;
  readonly recoded?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** A place to sign; `by` says how when it is not by pen alone, such as 签名或按手印. */
export type Signature = { readonly who: string; readonly by?: string };

/** A part that is cut off and kept by someone else: a receipt, a stub, a slip to withdraw. ____ is room to write. */
export type Slip = {
  readonly title: string;
  readonly words: readonly string[];
  readonly signatures: readonly Signature[];
  readonly seal: boolean;
};

/** One kind of sheet that a form is printed on. */
export type Paper = {
  /** Kebab-case, unique in the form. */
  readonly id: string;
  readonly title: string;
  readonly orientation: "portrait" | "landscape";
  /** How many stand on one A4 page, to be cut apart. */
  readonly up: 1 | 2 | 4;
  /** A4 pages it takes when it is blank. */
  readonly pages: number;
  /** Millimetres of a row to write in by hand: 9, or 12 where elders write. */
  readonly row: 9 | 12;
  /** What is written once above the questions, such as 填报单位. */
  readonly header: readonly string[];
  /** The line against photographing and posting. */
  readonly caution: string;
  /** The questions, tables and columns of tables on it, all unless said. */
  readonly only?: readonly string[];
  /** Telephone numbers and the like that stand printed below the questions. */
  readonly printed?: readonly string[];
  readonly signatures: readonly Signature[];
  readonly seal: boolean;
  readonly slips: readonly Slip[];
};

/** What the rules on children's personal information say about a form (law:pipl#17, #30, #31); in Chinese, for guardians. */
export type Processing = {
  readonly purpose: string;
  /** Why it may be done: a duty of school or village, the guardian's consent, the agreement of the grown-up it is about. */
  readonly ground: "duty" | "consent" | "agreement";
  /** Until when it is kept. */
  readonly keep: string;
  readonly seenBy: string;
  /** What follows from refusing, where it is not what the ground says. */
  readonly refusing?: string;
  /** Its records are added up into published figures. */
  readonly counted?: true;
};

export type Form<S extends readonly Section[] = readonly Section[]> = {
  /** Kebab-case; also its address /forms/<id>/. */
  readonly id: string;
  /** The template it is, T01–T74. */
  readonly template: string;
  readonly title: string;
  /** Year and number; raised when a question, code or label changes. */
  readonly version: string;
  readonly earlier?: readonly Earlier[];
  readonly basis: readonly string[];
  /** Who fills it in, and about whom. */
  readonly filledBy: string;
  readonly per: string;
  /** Minutes it takes. */
  readonly minutes: number;
  readonly processing: Processing;
  /** Blank paper only: it is not filled in on screen, and no file of it is read. */
  readonly paperOnly?: true;
  readonly sections: S;
  readonly papers: readonly Paper[];
  /** Columns a file must have: of each group at least one. The required questions unless said. */
  readonly needs?: readonly (readonly string[])[];
  readonly shorthands?: readonly Shorthand[];
  readonly splits?: readonly Split[];
  readonly rules?: readonly Rule[];
  /** What to take care of when using it, for the page of the form. */
  readonly cautions?: readonly string[];
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
  const ids = new Set<string>();
  const headings = new Map<string, string>();
  const named = (id: string) => {
    if (ids.has(id)) fail(`question ${id} twice`, "one");
    ids.add(id);
  };
  const check = (id: string, question: Question) => {
    const { label, synonyms = [], fallback = [] } = question;
    for (const heading of new Set([id, label, ...synonyms, ...fallback].map(normaliseHeading))) {
      const other = headings.get(heading);
      if (other !== undefined) fail(`heading ${heading} at ${id} and at ${other}`, "it at one of them");
      headings.set(heading, id);
    }
    if (!("codes" in question)) return;
    const codes = question.codes.map((it) => it.code);
    if (new Set(codes).size !== codes.length) fail(`a code twice in ${id}`, "each once");
    const words = question.codes.flatMap((it) => [...new Set([it.label, ...(it.synonyms ?? [])].map(normaliseAnswer))]);
    const twice = words.find((word, at) => words.indexOf(word) !== at);
    if (twice !== undefined) fail(`“${twice}” for two codes of ${id}`, "it for one of them");
    const unclear = (question.unclear ?? []).flatMap((it) => it.says.map(normaliseAnswer));
    const clear = unclear.find((word) => words.includes(word));
    if (clear !== undefined) fail(`“${clear}” unclear in ${id}`, "it not to be a word for a code");
    // What is never read may be worded as its source words it.
    const read = question.type === "multiple" && form.paperOnly !== true;
    const unreadable = read && question.codes.find((it) => separators.test(it.label));
    if (unreadable) fail(`“${unreadable.label}” in ${id}`, "a label without separators such as 、 or ；");
  };
  for (const section of form.sections) {
    for (const [id, item] of Object.entries(section.questions)) {
      named(id);
      if (item.type !== "table") check(id, item);
      else
        for (const [column, question] of Object.entries(item.columns)) {
          named(column);
          check(column, question);
        }
    }
  }
  const tables = itemsOf(form).some(([, item]) => item.type === "table");
  if (tables && !questionsOf(form).some(([, it]) => it.required === true && it.when === undefined))
    fail("a table but no required question beside it", "one: it shows where the next record begins");
  const columns = new Map(columnsOf(form).map((it) => [it.id, it]));
  const asked = (id: string, where: string) => {
    if (!columns.has(id)) fail(`${id} in ${where}`, "a question of this form");
  };
  const condition = (id: string, when: Condition | undefined, table: string | undefined) => {
    if (when === undefined) return;
    const of = columns.get(when.question);
    if (of === undefined || !("codes" in of.question))
      return fail(`${when.question} as the condition of ${id}`, "a choice");
    if (of.table !== undefined && of.table !== table)
      fail(`${when.question} as the condition of ${id}`, "it in the same table");
    const codes = of.question.codes.map((it) => it.code);
    const unknown = when.in.find((it) => !codes.includes(it));
    if (unknown !== undefined) fail(`code ${unknown} in the condition of ${id}`, `a code of ${when.question}`);
  };
  for (const [id, item] of itemsOf(form)) condition(id, item.when, undefined);
  for (const { id, question, table } of columns.values()) {
    condition(id, question.when, table);
    if (question.type !== "id") continue;
    for (const [beside, type] of [
      [question.birth, "date"],
      [question.sex, "choice"],
    ] as const) {
      const of = columns.get(beside ?? "");
      if (beside !== undefined && (of?.table !== table || of?.question.type !== type))
        fail(`${beside} beside ${id}`, `a ${type} in the same row`);
    }
  }
  for (const rule of form.rules ?? []) asked(rule.at, `rule ${rule.code}`);
  for (const id of (form.needs ?? []).flat()) asked(id, "needs");
  for (const { of, into } of form.splits ?? []) for (const id of [of, into]) asked(id, "splits");
  for (const it of (form.shorthands ?? []).flatMap((it) => it.values))
    for (const id of Object.keys(it.answers)) asked(id, "shorthands");
  for (const { id, only = [] } of form.papers)
    for (const it of only) if (!ids.has(it)) fail(`${it} in paper ${id}`, "a question or table of this form");
  for (const { version, renamed = {}, recoded = {} } of form.earlier ?? []) {
    for (const id of [...Object.values(renamed), ...Object.keys(recoded)]) asked(id, `version ${version}`);
    for (const [id, codes] of Object.entries(recoded)) {
      const question = columns.get(id)?.question;
      const now = question !== undefined && "codes" in question ? question.codes.map((it) => it.code) : [];
      const unknown = Object.values(codes).find((it) => !now.includes(it));
      if (unknown !== undefined) fail(`code ${unknown} for ${id} in version ${version}`, "a code of today");
    }
  }
  return form;
}

/** What separates the answers of a multiple choice in one cell. */
export const separators = /[；;、，,|/\n]/;

/** All questions and tables of a form in order, with their ids. */
export function itemsOf(form: Form): readonly (readonly [string, Item])[] {
  return derived(form).items;
}

/** The questions that are answered once per record, in order, with their ids; columns of tables are not among them. */
export function questionsOf(form: Form): readonly (readonly [string, Question])[] {
  return derived(form).questions;
}

/** Every question of a form as a column of its spreadsheet, in order; `table` is the id of the table it is a column of. */
export function columnsOf(form: Form): readonly Column[] {
  return derived(form).columns;
}
export type Column = { readonly id: string; readonly question: Question; readonly table?: string };

type Derived = {
  readonly items: readonly (readonly [string, Item])[];
  readonly questions: readonly (readonly [string, Question])[];
  readonly columns: readonly Column[];
};
const known = new WeakMap<Form, Derived>();

/** A definition never changes, so this is worked out once. */
function derived(form: Form): Derived {
  const before = known.get(form);
  if (before !== undefined) return before;
  const items = form.sections.flatMap((section) => Object.entries(section.questions));
  const now = {
    items,
    questions: items.flatMap(([id, item]) => (item.type === "table" ? [] : [[id, item] as const])),
    columns: items.flatMap(([id, item]): Column[] =>
      item.type === "table"
        ? Object.entries(item.columns).map(([column, question]) => ({ id: column, question, table: id }))
        : [{ id, question: item }],
    ),
  };
  known.set(form, now);
  return now;
}

/** Stops a program that would fill in, keep or read a form that stays on paper. */
export function refusePaperOnly(form: Form): void {
  if (form.paperOnly === true) throw new Error(`${form.id}: found answers, expected none: this form stays on paper`);
}

/** Columns a file must have: of each group at least one. */
export function needsOf(form: Form): readonly (readonly string[])[] {
  return (
    form.needs ?? questionsOf(form).flatMap(([id, it]) => (it.required === true && it.when === undefined ? [[id]] : []))
  );
}

/** Whether any answer of the form calls for action at once. */
export function raisesAlarm(form: Form): boolean {
  return columnsOf(form).some(({ question }) => "codes" in question && question.codes.some((it) => it.alarm));
}

/** The label of a code, or the code itself when the list does not have it. */
export function labelOf(question: Choice | Multiple, code: string): string {
  return question.codes.find((it) => it.code === code)?.label ?? code;
}

/** The codes of an answer to a choice; none for anything else. */
export function codesIn(answer: Value | undefined): readonly string[] {
  if (typeof answer === "string") return [answer];
  return isRows(answer) || typeof answer !== "object" ? [] : answer;
}

/** Whether an answer is the rows of a table. An array without members is neither codes nor rows and never stored. */
export function isRows(answer: Value | undefined): answer is readonly AnyRow[] {
  return typeof answer === "object" && typeof answer[0] === "object";
}

/** Whether a question or table applies under these answers. One whose condition is not answered yet does not. */
export function applies(item: Item, answers: AnyAnswers): boolean {
  if (item.when === undefined) return true;
  const given = codesIn(answers[item.when.question]);
  return item.when.in.some((code) => given.includes(code));
}

/** A heading as it is compared: full width to half, no brackets and what they hold, no marks, no white space, lower case. */
export function normaliseHeading(heading: string): string {
  // What is longer is no heading, and brackets that never close would be looked for again and again.
  return heading
    .slice(0, 200)
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
