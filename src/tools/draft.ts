import {
  type AnyAnswers,
  type AnyRow,
  codesIn,
  type Earlier,
  type Form,
  isRows,
  normaliseHeading,
  type Question,
  type Section,
  type Single,
  type Value,
} from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { readRows, sheetOf } from "../forms/sheet.ts";
import { type Filling, isBlank, nothing, onlyExampleNumbers, withoutAlarms } from "./filling.ts";

/** How long a draft is kept on the device after it was last written. */
export const keptDays = 30;

/** Where drafts lie: localStorage, or what a test puts in its place. The name of a key holds the id of the form, never a name. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** A sitting as it lies on the device. */
export type Draft = {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly saved: number;
  readonly noticeShown: boolean;
  readonly current: AnyAnswers;
  readonly records: readonly AnyAnswers[];
  readonly editing: number | null;
};

const prefix = "qianshou.draft.";

/** Writes the sitting down, or takes the draft away when there is nothing in it. False when the browser refuses. */
export function writeDraft(shelf: Shelf, form: Form, filling: Filling, now: number): boolean {
  try {
    const { current, records, editing, noticeShown } = filling;
    if (isBlank(current) && records.length === 0) shelf.removeItem(prefix + form.id);
    else {
      const draft: Draft = {
        version: form.version,
        saved: now,
        noticeShown,
        current: withoutAlarms(form, current),
        records: records.map((it) => withoutAlarms(form, it)),
        editing,
      };
      shelf.setItem(prefix + form.id, JSON.stringify(draft));
    }
    return true;
  } catch {
    return false;
  }
}

export function removeDraft(shelf: Shelf, formId: string): void {
  shelf.removeItem(prefix + formId);
}

/** The draft of a form, of whatever version; null when there is none. */
export function readDraft(shelf: Shelf, formId: string): Draft | null {
  return parse(shelf.getItem(prefix + formId));
}

/** Deletes every draft, of whatever form, that is older than it may be or that nobody could read any more. */
export function sweepDrafts(shelf: Shelf, now: number): void {
  const keys = Array.from({ length: shelf.length }, (_, at) => shelf.key(at)).filter((it) => it?.startsWith(prefix));
  for (const key of keys) {
    const draft = parse(shelf.getItem(key ?? ""));
    if (draft === null || now - draft.saved >= keptDays * 86_400_000) shelf.removeItem(key ?? "");
  }
}

/** How many records a draft holds, an unfinished one among them. */
export function countOf({ current, records, editing }: Pick<Draft, "current" | "records" | "editing">): number {
  return records.length + (editing === null && !isBlank(current) ? 1 : 0);
}

/**
 * The sitting a draft holds. One of another version goes through the reader of files: what it cannot read is named in
 * `problems` and left open, and a version that is not read any more is `refused`, with what to do, and stays where it is.
 */
export function restoreDraft(
  form: Form,
  draft: Draft,
  today: string,
): { readonly filling: Filling; readonly problems: readonly Problem[] } | { readonly refused: string } {
  const { version, current, records, editing, noticeShown } = draft;
  if (version === form.version) {
    const kept = records.map((it) => withoutAlarms(form, it));
    return {
      filling: { ...nothing, current: withoutAlarms(form, current), records: kept, editing, noticeShown },
      problems: [],
    };
  }
  const earlier = (form.earlier ?? []).find((it) => it.version === version);
  const all = [...records, current];
  const read = readLeniently(form, version, earlier, all, today);
  if (read === null) {
    const { problems } = readRows(
      form,
      { ...sheetOf("草稿", all), form: form.id, version },
      { referenceDate: today, example: true },
    );
    const [refusal] = problems.filter(({ code }) => code.startsWith("version_"));
    return { refused: refusal?.message ?? `这份草稿是 ${version} 版的，这里只读 ${form.version} 版` };
  }
  const now = read.answers.map((it) => withoutAlarms(form, it));
  return {
    // What was finished then may lack what is asked now: it is in hand again only when someone opens it.
    filling: {
      ...nothing,
      current: now[records.length] ?? {},
      records: now.slice(0, records.length),
      editing,
      noticeShown,
    },
    problems: read.problems,
  };
}

/**
 * Unfinished answers of an earlier version by the reader: nothing is required, no rule is asked, an answer that cannot be
 * read is left out and named, and what nobody answered stays open instead of becoming 未采集.
 */
function readLeniently(
  form: Form,
  version: string,
  earlier: Earlier | undefined,
  all: readonly AnyAnswers[],
  today: string,
): { readonly answers: readonly AnyAnswers[]; readonly problems: readonly Problem[] } | null {
  if (earlier === undefined) return null;
  const lenient: Form = { ...form, sections: form.sections.map(withoutRequired), rules: [], shorthands: [] };
  const idOf = (heading: string) => {
    const said = normaliseHeading(heading);
    return Object.entries(earlier.renamed ?? {}).find(([then]) => normaliseHeading(then) === said)?.[1] ?? heading;
  };
  const problems: Problem[] = [];
  const answers = all.map((given, at): AnyAnswers => {
    if (isBlank(given)) return {};
    const { rows, ...sheet } = sheetOf(`草稿第 ${at + 1} 份`, [given]);
    const options = { referenceDate: today, example: onlyExampleNumbers(form, rows.flat()), unfinished: true };
    const numbered = { ...sheet, form: form.id, version, rowNumbers: rows.map((_, row) => row) };
    const first = readRows(lenient, { ...numbered, rows }, options);
    problems.push(...first.problems);
    const faults = first.problems.filter(({ severity }) => severity === "error");
    const mended = rows.map((cells, row) =>
      cells.map((cell, column) =>
        faults.some((it) => it.row === row && it.field === idOf(rows[0]?.[column] ?? "")) ? "" : cell,
      ),
    );
    const [record] = readRows(lenient, { ...numbered, rows: mended }, options).records;
    const answered = new Set((rows[0] ?? []).map(idOf).filter((id) => !faults.some((it) => it.field === id)));
    return record === undefined ? {} : onlyAnswered(record.answers as AnyAnswers, answered);
  });
  return { answers, problems };
}

function withoutRequired(section: Section): Section {
  const open = (question: Question): Question => ({ ...question, required: false });
  return {
    ...section,
    questions: Object.fromEntries(
      Object.entries(section.questions).map(([id, item]) => [
        id,
        item.type === "table"
          ? { ...item, columns: Object.fromEntries(Object.entries(item.columns).map(([key, it]) => [key, open(it)])) }
          : open(item),
      ]),
    ),
  };
}

/** Without the 未采集 that the reader puts where nothing was said. */
function onlyAnswered(answers: AnyAnswers, answered: ReadonlySet<string>): AnyAnswers {
  const said = (row: AnyRow): AnyRow =>
    Object.fromEntries(Object.entries(row).filter(([id, value]) => answered.has(id) || codesIn(value).join() !== "99"));
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([id, value]) => isRows(value) || answered.has(id) || codesIn(value as Single).join() !== "99")
      .map(([id, value]): [string, Value] => [id, isRows(value) ? value.map(said) : value]),
  );
}

function parse(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Partial<Draft> | null;
    const isRecord = (it: unknown) => typeof it === "object" && it !== null && !Array.isArray(it);
    const { version, saved, current, records, editing = null, noticeShown = false } = draft ?? {};
    if (typeof version !== "string" || typeof saved !== "number" || !isRecord(current)) return null;
    if (!Array.isArray(records) || !records.every(isRecord)) return null;
    return { version, saved, current: current ?? {}, records: records as AnyAnswers[], editing, noticeShown };
  } catch {
    return null;
  }
}
