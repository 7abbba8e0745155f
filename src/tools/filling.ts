import {
  type Alarm,
  type AnyAnswers,
  type AnyRow,
  applies,
  codesIn,
  columnsOf,
  type Form,
  isRows,
  type Item,
  itemsOf,
  type Multiple,
  type Question,
  questionsOf,
  type Single,
  type Value,
} from "../forms/form.ts";
import { clean, readAnswer } from "../forms/answer.ts";
import { birthOf, isInvented, sexOf } from "../forms/identity.ts";
import { type Problem } from "../forms/problem.ts";
import { checkAnswers } from "../forms/sheet.ts";

/**
 * One sitting: what is being typed, and the records that are finished. `current` is as it was typed (numbers and dates as
 * text, answers that no longer apply still there), `records` have been checked. No answer with an alarm is ever in it.
 */
export type Filling = {
  readonly current: AnyAnswers;
  readonly records: readonly AnyAnswers[];
  /** The place in `records` that `current` goes back to; null when it is a new one. */
  readonly editing: number | null;
  /** Whether the notice about harm or self-harm has been shown in this sitting; all that is kept of such an answer. */
  readonly noticeShown: boolean;
  /** The notice that is open. */
  readonly alarms: readonly Alarm[];
  readonly problems: readonly Problem[];
  /** What has just been done, in words. */
  readonly said: string;
  /** What the record that was put away last says that lasts: a new one takes it over with its first answer. */
  readonly lasting: AnyAnswers;
  /** How it was before something was removed. */
  readonly before: Filling | null;
};

export const nothing: Filling = {
  current: {},
  records: [],
  editing: null,
  noticeShown: false,
  alarms: [],
  problems: [],
  said: "",
  lasting: {},
  before: null,
};

/** A field on screen: a question of the record, or a column of a table in one of its rows, from 0. */
export type Place = { readonly id: string; readonly table?: string | undefined; readonly row?: number | undefined };

export type Action =
  | { readonly do: "answer"; readonly at: Place; readonly value: Single | undefined }
  | { readonly do: "add rows"; readonly table: string; readonly rows: readonly AnyRow[] }
  | { readonly do: "remove row"; readonly table: string; readonly row: number }
  | { readonly do: "show"; readonly problems: readonly Problem[] }
  /** The record in hand is right and goes into the list; an empty one takes its place. */
  | { readonly do: "put away"; readonly answers: AnyAnswers }
  | { readonly do: "add"; readonly records: readonly AnyAnswers[] }
  | { readonly do: "edit" | "remove"; readonly at: number }
  | { readonly do: "fill"; readonly answers: AnyAnswers }
  /** `note`: the notice was shown in the sitting that a file comes from. */
  | { readonly do: "clear" | "undo" | "acknowledge" | "note" }
  | { readonly do: "warn"; readonly alarms: readonly Alarm[] }
  | { readonly do: "say"; readonly words: string }
  | { readonly do: "restore"; readonly filling: Filling };

export function reduce(form: Form, before: Filling, action: Action): Filling {
  // What was said and what may be undone is over with the next step.
  const filling: Filling = { ...before, said: "", before: null };
  const { current, records, editing } = filling;
  switch (action.do) {
    case "answer":
      return answered(form, begun(filling), action.at, action.value);
    case "add rows": {
      const started = begun(filling);
      const rows = [...rowsOf(started.current, action.table), ...action.rows];
      return { ...started, current: { ...started.current, [action.table]: rows } };
    }
    case "remove row": {
      const rows = rowsOf(current, action.table).filter((_, at) => at !== action.row);
      const columns = columnsOf(form).flatMap(({ id, table }) => (table === action.table ? [id] : []));
      return {
        ...filling,
        before,
        said: `已移除第 ${action.row + 1} 行。`,
        current: withValue(current, action.table, rows),
        problems: filling.problems.filter(({ field }) => !columns.includes(field ?? "")),
      };
    }
    case "show":
      return { ...filling, problems: action.problems };
    case "put away":
      return {
        ...filling,
        current: {},
        records:
          editing === null
            ? [...records, action.answers]
            : records.map((it, at) => (at === editing ? action.answers : it)),
        said:
          editing === null ? `已加入清单，共 ${records.length + 1} 份。` : `改好了，已放回清单第 ${editing + 1} 份。`,
        editing: null,
        lasting: editing === null ? lastingOf(form, action.answers) : filling.lasting,
        problems: [],
      };
    case "add":
      return {
        ...filling,
        records: [...records, ...action.records],
        said: `已放进清单 ${action.records.length} 份，共 ${records.length + action.records.length} 份。`,
      };
    case "edit":
      return { ...filling, current: records[action.at] ?? {}, editing: action.at, problems: [] };
    case "remove": {
      const gone = editing === action.at;
      return {
        ...filling,
        before,
        said: `已移除清单第 ${action.at + 1} 份。`,
        records: records.filter((_, at) => at !== action.at),
        editing: editing === null || gone ? null : editing - (action.at < editing ? 1 : 0),
        ...(gone ? { current: {}, problems: [] } : {}),
        noticeShown: filling.noticeShown && !(records.length === 1 && (gone || isBlank(current))),
      };
    }
    case "fill":
      return { ...filling, before, said: "已填入示例。", current: action.answers, problems: [] };
    case "clear":
      return {
        ...filling,
        before,
        said: editing === null ? "已清空这一份。" : "没有改，清单里还是原来的。",
        // Where nothing is left, nothing is left of the notice: the next child has nothing to do with it.
        noticeShown: filling.noticeShown && records.length > 0,
        lasting: {},
        current: {},
        editing: null,
        problems: [],
      };
    case "undo":
      return before.before === null ? filling : { ...before.before, said: "已恢复。", before: null };
    case "say":
      return { ...filling, said: action.words };
    case "warn":
      return action.alarms.length === 0 ? filling : { ...filling, alarms: action.alarms, noticeShown: true };
    case "acknowledge":
      return { ...filling, alarms: [] };
    case "note":
      return { ...filling, noticeShown: true };
    case "restore":
      return action.filling;
  }
}

/** A new record takes over what lasts as soon as something is written in it; until then it is blank. */
function begun(filling: Filling): Filling {
  const { current, editing, lasting } = filling;
  if (editing !== null || !isBlank(current) || isBlank(lasting)) return filling;
  return { ...filling, current: { ...lasting, ...current }, said: "学校、班级这些照上一份填好了，可以改。" };
}

function lastingOf(form: Form, answers: AnyAnswers): AnyAnswers {
  return Object.fromEntries(
    questionsOf(form).flatMap(([id, { lasting }]): [string, Value][] => {
      const answer = answers[id];
      return lasting === true && answer !== undefined ? [[id, answer]] : [];
    }),
  );
}

function answered(form: Form, filling: Filling, at: Place, value: Single | undefined): Filling {
  const { question } = columnsOf(form).find(({ id, table }) => id === at.id && table === at.table) ?? {};
  if (question === undefined) return filling;
  const alarms = alarmsOf(question, value);
  if (alarms.length > 0) return reduce(form, filling, { do: "warn", alarms });
  const problems = filling.problems.filter(
    ({ field, row }) => field !== at.id || (at.row !== undefined && row !== at.row + 1),
  );
  const into = (answers: AnyRow): AnyRow => {
    const now = withValue(answers, at.id, value) as AnyRow;
    return question.type === "id" && typeof value === "string" ? withWhatItSays(now, question, value) : now;
  };
  const current =
    at.table === undefined
      ? into(filling.current as AnyRow)
      : {
          ...filling.current,
          [at.table]: rowsOf(filling.current, at.table).map((row, place) => (place === at.row ? into(row) : row)),
        };
  return { ...filling, current, problems };
}

/** A citizen's number says birthday and sex; they are filled in where nothing stands yet. */
function withWhatItSays(answers: AnyRow, question: Question & { type: "id" }, typed: string): AnyRow {
  const read = readAnswer(question, clean(typed));
  if (!("answer" in read) || typeof read.answer !== "string") return answers;
  const says = { ...answers };
  if (question.birth !== undefined) says[question.birth] ??= birthOf(read.answer);
  if (question.sex !== undefined) says[question.sex] ??= sexOf(read.answer);
  return says;
}

function withValue(answers: AnyAnswers, id: string, value: Value | undefined): AnyAnswers {
  const rest = Object.fromEntries(Object.entries(answers).filter(([key]) => key !== id));
  return value === undefined || isEmpty(value) ? rest : { ...rest, [id]: value };
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === "" || (typeof value === "object" && value.length === 0);
}

/** What answers to a question call for at once: nothing, mostly. */
export function alarmsOf(question: Question, value: Single | undefined): readonly Alarm[] {
  if (!("codes" in question)) return [];
  const given = codesIn(value);
  return [...new Set(question.codes.flatMap(({ code, alarm }) => (alarm && given.includes(code) ? [alarm] : [])))];
}

/** What any answer to a question may call for. */
export function possibleAlarms(question: Question): readonly Alarm[] {
  return alarmsOf(question, "codes" in question ? question.codes.map((it) => it.code) : undefined);
}

/** The codes chosen after one is switched on or off: “none” and 未采集 stand alone. */
export function choose(question: Multiple, given: readonly string[], code: string, on: boolean): readonly string[] {
  if (!on) return given.filter((it) => it !== code);
  const alone = [question.none, "99"];
  const chosen = alone.includes(code) ? [code] : [...given.filter((it) => !alone.includes(it)), code];
  return question.codes.map((it) => it.code).filter((it) => chosen.includes(it));
}

export function rowsOf(answers: AnyAnswers, table: string): readonly AnyRow[] {
  const rows = answers[table];
  return isRows(rows) ? rows : [];
}

/** Whether nothing was typed; rows without an answer are nothing. */
export function isBlank(answers: AnyAnswers): boolean {
  return Object.values(answers).every((it) =>
    isRows(it) ? it.every((row) => Object.values(row).every(isEmpty)) : isEmpty(it),
  );
}

/** Questions and tables that are asked now, how many have an answer, and how many that are required have none. */
export function progressOf(form: Form, current: AnyAnswers): { filled: number; asked: number; missing: number } {
  const has = (id: string) => {
    const value = current[id];
    return value !== undefined && !isBlank({ [id]: value });
  };
  const asked = itemsOf(form).filter(([, item]) => applies(item, current));
  return {
    filled: asked.filter(([id]) => has(id)).length,
    asked: asked.length,
    missing: asked.filter(([id, item]) => isRequired(item) && !has(id)).length,
  };
}

function isRequired(item: Item): boolean {
  return item.type !== "table" && item.required === true;
}

/** Answers to questions that are not asked any more go, also those that hung on them; rows keep their places. */
export function withoutHidden(form: Form, answers: AnyAnswers): AnyAnswers {
  const shown: AnyAnswers = Object.fromEntries(
    itemsOf(form).flatMap(([id, item]): [string, Value][] => {
      const value = answers[id];
      if (value === undefined || !applies(item, answers)) return [];
      if (item.type !== "table") return [[id, value]];
      const columns = Object.entries(item.columns);
      const asked = (row: AnyRow): AnyRow =>
        Object.fromEntries(
          columns.flatMap(([column, question]): [string, Single][] => {
            const answer = row[column];
            return answer !== undefined && applies(question, { ...answers, ...row }) ? [[column, answer]] : [];
          }),
        );
      return isRows(value) ? [[id, value.map(asked)]] : [];
    }),
  );
  return countOf(shown) === countOf(answers) ? shown : withoutHidden(form, shown);
}

function countOf(answers: AnyAnswers): number {
  return Object.values(answers).reduce<number>(
    (sum, it) => sum + 1 + (isRows(it) ? it.reduce((all, row) => all + Object.keys(row).length, 0) : 0),
    0,
  );
}

/** Checks the record in hand; `answers` is null when something must be mended first. */
export function check(form: Form, current: AnyAnswers, today: string): ReturnType<typeof checkAnswers> {
  const asked = withoutHidden(form, current);
  return checkAnswers(form, asked, { referenceDate: today, example: onlyExampleNumbers(form, wordsIn(asked)) });
}

/**
 * All records of the sitting, checked, the one in hand among them. A blank one in hand is none, unless it is the only one:
 * then it is told what is required. When something must be mended, `records` is null and `wrong` says where: a place in the
 * list (which may hold records of an earlier version), or "current" with what to mend in it.
 */
export function gather(form: Form, { current, records, editing }: Filling, today: string): Gathered {
  const others = records.map((it, at) => (at === editing ? it : check(form, it, today).answers));
  const wrong = others.indexOf(null);
  const right = others.filter((it): it is AnyAnswers => it !== null);
  const inHand = !(isBlank(current) && editing === null && records.length > 0);
  const checked = inHand ? check(form, current, today) : null;
  const problems = checked?.problems ?? [];
  const now = checked?.answers;
  if (now === null) return { records: null, problems, wrong: "current" };
  if (wrong !== -1) return { records: null, problems, wrong };
  if (now === undefined) return { records: right, problems };
  return { records: editing === null ? [...right, now] : right.map((it, at) => (at === editing ? now : it)), problems };
}
export type Gathered =
  | { readonly records: readonly AnyAnswers[]; readonly problems: readonly Problem[] }
  | { readonly records: null; readonly problems: readonly Problem[]; readonly wrong: number | "current" };

/** Whether every number of the block that belongs to nobody is one of the invented respondent's: only there it is right. */
export function onlyExampleNumbers(form: Form, words: readonly string[]): boolean {
  const own = new Set(wordsIn(form.example as AnyAnswers));
  return words.every((it) => !/^\d{17}[\dX]$/i.test(it) || !isInvented(it) || own.has(it));
}

function wordsIn(answers: AnyAnswers): string[] {
  return Object.values(answers).flatMap((it) =>
    isRows(it) ? it.flatMap(wordsIn) : typeof it === "object" ? [] : [String(it).trim()],
  );
}

/** Answers without those that call for action at once, for what comes from outside this page. */
export function withoutAlarms(form: Form, answers: AnyAnswers): AnyAnswers {
  const harmless = (questions: readonly (readonly [string, Question])[], from: AnyAnswers): AnyAnswers =>
    Object.fromEntries(
      Object.entries(from).filter(([id, value]) => {
        const question = questions.find(([it]) => it === id)?.[1];
        return question === undefined || isRows(value) || alarmsOf(question, value as Single).length === 0;
      }),
    );
  const kept = harmless(questionsOf(form), answers);
  const rows = itemsOf(form).flatMap(([id, item]): [string, Value][] =>
    item.type === "table" && isRows(kept[id])
      ? [[id, rowsOf(kept, id).map((row) => harmless(Object.entries(item.columns), row) as AnyRow)]]
      : [],
  );
  return { ...kept, ...Object.fromEntries(rows) };
}

/** Today where the schools are. */
export function todayInChina(now: Date): string {
  return now.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}
