import {
  type Alarm,
  type AnyAnswers,
  applies,
  columnsOf,
  type Form,
  itemsOf,
  normaliseHeading,
  type Question,
  separators,
} from "../forms/form.ts";
import { alarmsInCell, clean } from "../forms/answer.ts";
import { type Problem } from "../forms/problem.ts";
import { readRows, type Sheet } from "../forms/sheet.ts";
import { onlyExampleNumbers, possibleAlarms } from "./filling.ts";

/** What was found in a block of rows: the right records, and the rows to mend as text for the box they came from. */
export type Found = {
  readonly records: readonly AnyAnswers[];
  /** Records that are not blank, right or wrong. */
  readonly rows: number;
  readonly problems: readonly Problem[];
  /** The heading and the rows that are not right; empty when there are none, or where a record takes several rows. */
  readonly left: string;
  /** What answers in it call for at once. They are in neither `records` nor `left`. */
  readonly alarms: readonly Alarm[];
};

/** Reads a block copied from a spreadsheet, or the sheet of a file, by the reader of files. */
export function readBlock(form: Form, sheet: Sheet, today: string): Found {
  const numbers = sheet.rows.flat().map((it) => clean(it));
  const example = onlyExampleNumbers(form, numbers);
  const { records, problems, rows } = readRows(form, sheet, { referenceDate: today, example });
  const right = new Set(records.map((it) => it.row));
  const urgent = problems.filter(({ code }) => code === "report_now");
  const severalRows = itemsOf(form).some(([, item]) => item.type === "table");
  const left =
    severalRows || right.size === rows
      ? []
      : sheet.rows.flatMap((cells, at) => {
          const row = sheet.rowNumbers?.[at] ?? sheet.firstRow + at;
          if (right.has(row) || cells.every((it) => clean(it) === "")) return [];
          const here = urgent.filter((it) => it.row === row).flatMap(({ field }) => field ?? []);
          return [here.reduce((all, field) => withoutAlarm(form, sheet, all, field), cells)];
        });
  return {
    records: records.map((it) => it.answers as AnyAnswers),
    rows,
    problems,
    left: writeCells(left),
    alarms: [...new Set(urgent.flatMap(({ field }) => possibleAlarms(questionOf(form, field))))],
  };
}

function questionOf(form: Form, field: string | undefined): Question {
  const { question } = columnsOf(form).find(({ id }) => id === field) ?? {};
  if (question === undefined) throw new Error(`tools/block: found no question ${String(field)} in ${form.id}`);
  return question;
}

/** The cells of a row with what calls for action taken out of one column. */
function withoutAlarm(form: Form, { rows }: Sheet, cells: readonly string[], field: string): readonly string[] {
  const question = questionOf(form, field);
  const headings = [field, question.label, ...(question.synonyms ?? [])].map(normaliseHeading);
  const top = rows.slice(0, 10).find((row) => row.some((it) => headings.includes(normaliseHeading(it)))) ?? [];
  const place = top.findIndex((it) => headings.includes(normaliseHeading(it)));
  return cells.map((cell, at) => {
    if (at !== place) return cell;
    const harmless = cell.split(separators).filter((it) => alarmsInCell(question, clean(it)).length === 0);
    return harmless.join("；");
  });
}

/**
 * The columns of a table as a form of their own, for a block of rows that is pasted into it. Rules and conditions still see
 * the `record` the table stands in.
 */
export function tableForm(form: Form, table: string, record: AnyAnswers): Form {
  const item = itemsOf(form).find(([id]) => id === table)?.[1];
  if (item?.type !== "table") throw new Error(`tools/block: found no table ${table} in ${form.id}`);
  const columns = Object.entries(item.columns).flatMap(([id, question]): [string, Question][] => {
    if (question.when === undefined || item.columns[question.when.question] !== undefined) return [[id, question]];
    const { when, ...always } = question;
    return applies({ ...always, when } as Question, record) ? [[id, always as Question]] : [];
  });
  const ids = columns.map(([id]) => id);
  const { needs, rules = [], earlier } = form;
  return {
    ...form,
    title: item.label,
    sections: [{ title: item.label, questions: Object.fromEntries(columns) }],
    ...(needs === undefined ? {} : { needs: needs.filter((group) => group.every((id) => ids.includes(id))) }),
    rules: rules.flatMap((rule) =>
      ids.includes(rule.at)
        ? [{ ...rule, broken: (row, context) => rule.broken({ ...record, ...row }, context) } satisfies typeof rule]
        : [],
    ),
    shorthands: [],
    splits: [],
    earlier: earlier ?? [],
    papers: [],
  };
}

/** A line about a problem for people: `第 3 行 姓名：必填，请补上`. */
export function problemInWords({ row, column, message }: Problem): string {
  return `第 ${row} 行${column === undefined ? "" : ` ${column}`}：${message}`;
}

/** Text copied from a spreadsheet as rows. A cell in quotes holds tabs, breaks and doubled quotes. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  const open = () => rows[rows.length - 1] ?? [];
  while (at < text.length) {
    const end = text[at] === '"' ? closesAt(text, at) : -1;
    if (end === -1) {
      const bare = /[^\t\r\n]*/y;
      bare.lastIndex = at;
      const [cell = ""] = bare.exec(text) ?? [];
      open().push(cell);
      at += cell.length;
    } else {
      open().push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    }
    const next = text[at];
    if (next === "\t") {
      at++;
      if (at === text.length) open().push("");
    } else if (next !== undefined) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      if (at < text.length) rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 0);
}

/** Where a cell in quotes ends; -1 when the quote only stands in it. */
function closesAt(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at++;
    else return ["\t", "\r", "\n", undefined].includes(text[at + 1]) ? at : -1;
  }
  return -1;
}

/** The inverse of `readCells`. */
export function writeCells(rows: readonly (readonly string[])[]): string {
  const cell = (it: string) => (/["\t\r\n]/.test(it) ? `"${it.replaceAll('"', '""')}"` : it);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}
