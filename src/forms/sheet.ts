import { alarmsInCell, clean, readAnswer, recoded, writeAnswer } from "./answer.ts";
import {
  type AnyAnswers,
  type AnyRow,
  type Answers,
  applies,
  codesIn,
  type Column,
  columnsOf,
  type Earlier,
  type Form,
  isRows,
  itemsOf,
  needsOf,
  normaliseAnswer,
  normaliseHeading,
  type Question,
  questionsOf,
  refusePaperOnly,
  type Rule,
  type Shorthand,
  type Single,
  type Table,
  type Value,
} from "./form.ts";
import { birthOf, isInvented, sexOf } from "./identity.ts";
import { type Problem } from "./problem.ts";

/**
 * A table as it was read, titles above the heading included; `firstRow` is the row in which the clerk sees `rows[0]` (1 = top
 * of the file), `rowNumbers` says it row by row where they do not follow one another. `form` and `version` are what the file
 * says of itself. Places are counted from 0 in `rows`.
 */
export type Sheet = {
  readonly file: string;
  readonly sheet?: string;
  readonly rows: readonly (readonly string[])[];
  readonly firstRow: number;
  readonly rowNumbers?: readonly number[];
  readonly form?: string;
  readonly version?: string;
  /** Merged cells, corners included; only the top left one of each holds text. */
  readonly merges?: readonly Merge[];
  /** Cells whose text is not what the clerk entered, by `row,column`: nothing may be read from them. */
  readonly faults?: ReadonlyMap<string, CellFault>;
  /** Rows that a filter or the clerk has hidden. */
  readonly hiddenRows?: ReadonlySet<number>;
  /** The sheet itself is hidden. */
  readonly hidden?: true;
};
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
/** A formula that was never computed, or one that ended in an error such as #REF!. */
export type CellFault = "formula" | "formula_error";

export type ReadOptions = {
  /** Ages are computed and future dates refused at this day, `YYYY-MM-DD`. */
  readonly referenceDate: string;
  /** Whether numbers of the block that belongs to nobody are allowed. */
  readonly example: boolean;
  /** Whether the file is one that was begun here and may be unfinished: columns that it does not have are nothing to tell. */
  readonly unfinished?: boolean;
};

export type Reading<F extends Form> = {
  /** Records that are right, with the row the clerk sees. */
  readonly records: readonly { readonly row: number; readonly answers: Answers<F> }[];
  readonly problems: readonly Problem[];
  /** Records that are not blank, right or wrong. */
  readonly rows: number;
};

/** Columns that offices add and nobody needs to be warned about. */
const ignored = new Set(["序号", "编号", "排查批次", "排查时点", "填报单位", "填表日期", "年龄", "周岁"]);

/**
 * Reads a filled-in sheet. A record is read whole or left out with every reason listed, so a clerk can mend the file in one
 * sitting. It is one row; where the form has tables inside, the rows below that fill nothing but columns of tables belong to
 * it. Messages never repeat what was typed: it may be a name. A column that is absent becomes 99 where the list has it; an
 * empty cell too. Answers that call for action at once are dropped, with a warning that says what to do.
 */
export function readRows<F extends Form>(form: F, sheet: Sheet, options: ReadOptions): Reading<F> {
  refusePaperOnly(form);
  const problems: Problem[] = [];
  const place = { file: sheet.file, ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }) };
  const rowOf = (at: number) => sheet.rowNumbers?.[at] ?? sheet.firstRow + at;
  const top = headingAt(form, sheet);
  const heading = sheet.rows[top] ?? [];
  const tellHeading = (problem: Found) => problems.push({ ...place, row: Math.max(1, rowOf(top)), ...problem });
  const version = versionOf(form, sheet, heading, tellHeading);
  const names = headingsOf(form, version ?? undefined);
  const known = version === null ? null : readHeading(form, heading, names, options.unfinished === true, tellHeading);
  const columns = known === null || version === null ? null : { ...known, earlier: version };
  const records: { row: number; answers: Answers<F> }[] = [];

  const isBlank = (cells: readonly string[] | undefined) => cells?.every((cell) => clean(cell) === "") ?? false;
  const lines = sheet.rows
    .map((cells, at) => ({
      row: rowOf(at),
      cells,
      apart: isBlank(sheet.rows[at - 1]) || sheet.rowNumbers !== undefined,
    }))
    .slice(top + 1)
    .filter(({ cells }) => !isBlank(cells))
    .filter(({ row, cells }) => {
      const first = cells.map(clean).find((it) => it !== "") ?? "";
      if (!foot.test(normaliseHeading(first))) return true;
      const message = "这一行像是合计或签名，没有当作一份来读；如果是一份，请把第一格改成它的内容";
      problems.push({ ...place, row, code: "row_foot", severity: "warning", message });
      return false;
    });
  const blocks = columns === null ? lines.map((it) => [it]) : blocksOf(form, columns, lines);
  if (columns !== null) {
    for (const block of blocks) {
      const found: Problem[] = [];
      for (const { row, cells } of block) {
        if (cells.slice(heading.length).every((cell) => clean(cell) === "")) continue;
        const message = "这一行比表头多出几格，后面的内容可能错位：请检查有没有多余的逗号或引号";
        found.push({ ...place, row, code: "row_wide", severity: "error", message });
      }
      const answers = readRecord(form, columns, block, options, (problem) => found.push({ ...place, ...problem }));
      problems.push(...found);
      if (!found.some((it) => it.severity === "error"))
        records.push({ row: block[0]?.row ?? 0, answers: answers as Answers<F> });
    }
  }
  return { records, problems, rows: blocks.length };
}

/**
 * Checks one respondent's answers as if they had been read from a file; blank ones are told what is required. The row of a
 * problem in a table is the row of that table, from 1.
 */
export function checkAnswers(
  form: Form,
  answers: AnyAnswers,
  options: ReadOptions,
): { readonly answers: AnyAnswers | null; readonly problems: readonly Problem[] } {
  refusePaperOnly(form);
  const [, ...cells] = writeRows<Form>(form, [answers]);
  const lines = cells.map((it, at) => ({ row: at + 1, cells: it, apart: false }));
  const columns = new Map(columnsOf(form).map(({ id }, at) => [id, at]));
  const problems: Problem[] = [];
  const read = readRecord(form, { columns, shorthands: [], earlier: undefined }, lines, options, (problem) =>
    problems.push({ file: form.title, ...problem }),
  );
  return { answers: problems.some((it) => it.severity === "error") ? null : read, problems };
}

/**
 * Rows of text that `readRows` reads back into the same answers: a heading of labels, then one row a record, more below it
 * where a table inside has several; an empty row between two records that would read as one. The last heading names the
 * version, so that a copy of last year's sheet is known as one.
 */
export function writeRows<F extends Form>(form: F, records: readonly Answers<F>[]): string[][] {
  const columns = columnsOf(form);
  const linesOf = (record: AnyAnswers) => {
    const rowsOf = (table: string) => {
      const rows = record[table];
      return isRows(rows) ? rows : [];
    };
    const longest = Math.max(1, ...itemsOf(form).map(([id]) => rowsOf(id).length));
    return Array.from({ length: longest }, (_, at) => [
      ...columns.map(({ id, question, table }) => {
        const answer = table === undefined ? (at === 0 ? record[id] : undefined) : rowsOf(table)[at]?.[id];
        return writeAnswer(question, answer as Single | undefined);
      }),
      "",
    ]);
  };
  const blocks = records.map((it) => linesOf(it as AnyAnswers));
  const around = (line: readonly string[] | undefined) => line?.filter((_, at) => columns[at]?.table === undefined);
  // A record that says less than the one above it, and nothing else, would be taken for its next line.
  const goesOn = (line: readonly string[] | undefined, above: readonly string[] | undefined) => {
    const before = around(above);
    return before !== undefined && (around(line) ?? []).every((it, at) => it === "" || it === before[at]);
  };
  const tables = columns.some((it) => it.table !== undefined);
  return [
    [...columns.map(({ question }) => question.label), `版本${form.version}`],
    ...blocks.flatMap((lines, at) =>
      tables && goesOn(lines[0], blocks[at - 1]?.[0]) ? [[...columns.map(() => ""), ""], ...lines] : lines,
    ),
  ];
}

/** Objects as JSON files hold them, by question id or heading, as the sheet they would be; the first object is row 1. Values may be codes or labels, arrays of objects are tables; `says` is what the file says of itself. */
export function sheetOf(
  file: string,
  objects: readonly Readonly<Record<string, unknown>>[],
  says: Pick<Sheet, "form" | "version"> = {},
): Sheet {
  const cell = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.map(cell).join("；");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  const lines = objects.flatMap((object, at) => {
    const tables = Object.values(object).filter(isTable);
    // Nothing in a list is no answer, be it of codes or of rows.
    const said = (value: unknown) => !isTable(value) && !(Array.isArray(value) && value.length === 0);
    const flat = Object.fromEntries(Object.entries(object).filter(([, value]) => said(value)));
    const longest = Math.max(1, ...tables.map((it) => it.length));
    return Array.from({ length: longest }, (_, row) => ({
      row: at + 1,
      values: Object.assign({}, row === 0 ? flat : {}, ...tables.map((it) => it[row] ?? {})) as Record<string, unknown>,
    }));
  });
  const headings = [...new Set(lines.flatMap((it) => Object.keys(it.values)))];
  return {
    ...says,
    file,
    firstRow: 0,
    rows: [headings, ...lines.map(({ values }) => headings.map((heading) => cell(values[heading])))],
    rowNumbers: [0, ...lines.map((it) => it.row)],
  };
}

function isTable(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((it) => typeof it === "object" && it !== null && !Array.isArray(it))
  );
}

type Found = Pick<Problem, "code" | "severity" | "message"> & { readonly column?: string; readonly field?: string };
type Tell = (problem: Found) => void;
/** `apart`: there is an empty row above it, or its number says which record it belongs to. */
type Line = { readonly row: number; readonly cells: readonly string[]; readonly apart: boolean };
type Columns = {
  /** Question id → place in the row. */
  readonly columns: ReadonlyMap<string, number>;
  readonly shorthands: readonly { readonly at: number; readonly of: Shorthand }[];
  readonly earlier: Earlier | undefined;
};

/** Normalised headings and what they name: a question id, or a shorthand. */
type Headings = ReadonlyMap<string, string | Shorthand>;

function headingsOf(form: Form, earlier: Earlier | undefined): Headings {
  return new Map<string, string | Shorthand>([
    ...columnsOf(form).flatMap(({ id, question }) =>
      [id, question.label, ...(question.synonyms ?? [])].map((heading) => [normaliseHeading(heading), id] as const),
    ),
    ...(form.shorthands ?? []).flatMap((it) =>
      [it.label, ...it.synonyms].map((heading) => [normaliseHeading(heading), it] as const),
    ),
    ...Object.entries(earlier?.renamed ?? {}).map(([heading, id]) => [normaliseHeading(heading), id] as const),
  ]);
}

/**
 * Where the heading is: offices put a title and a line of notes above it. Of the top ten rows the one with the most known
 * headings, of whatever version, if there are two; else the first.
 */
function headingAt(form: Form, { rows }: Sheet): number {
  const names = [undefined, ...(form.earlier ?? [])].map((it) => headingsOf(form, it));
  const known = (cell: string) => {
    const heading = normaliseHeading(cell);
    return versionHeading.test(heading) || names.some((it) => it.has(heading));
  };
  const counts = rows.slice(0, 10).map((cells) => cells.filter(known).length);
  const most = Math.max(0, ...counts);
  return most < 2 ? 0 : counts.indexOf(most);
}

/** What a line at the foot of an office's table begins with. */
const foot = /^(合计|小计|总计|共计|制表人|填表人|审核人|复核人|单位负责人)/;

const versionHeading = /^版本(\d{4}\.\d+)$/;

/** What is different about the version a file says it is: nothing (undefined), a version still read, or null when it is refused. */
function versionOf(form: Form, sheet: Sheet, heading: readonly string[], tell: Tell): Earlier | undefined | null {
  if (sheet.form !== undefined && sheet.form !== form.id) {
    const message = `这不是“${form.title}”的文件，没有读取：请到它自己的表格页打开`;
    tell({ code: "form_other", severity: "error", message });
    return null;
  }
  const marked = heading.map((cell) => versionHeading.exec(normaliseHeading(cell))?.[1]).find((it) => it !== undefined);
  const version = sheet.version ?? marked;
  if (version === undefined || version === form.version) return undefined;
  const earlier = (form.earlier ?? []).find((it) => it.version === version);
  if (earlier !== undefined) return earlier;
  const ordinal = (it: string) => Number(it.slice(0, 4)) * 1000 + Number(it.slice(5));
  if (ordinal(version) > ordinal(form.version)) {
    const message = `这份文件用的是较新的版本，这里只认到 ${form.version} 版：请更新本程序或刷新网页后再试，原文件请保留`;
    tell({ code: "version_newer", severity: "error", message });
  } else {
    const message = `这份文件用的是旧版，这里只读 ${form.version} 版：请下载新表，把内容按栏目粘贴过去，原文件请保留`;
    tell({ code: "version_old", severity: "error", message });
  }
  return null;
}

function readHeading(
  form: Form,
  cells: readonly string[],
  headings: Headings,
  unfinished: boolean,
  tell: Tell,
): Omit<Columns, "earlier"> | null {
  const columns = new Map<string, number>();
  const shorthands: { at: number; of: Shorthand }[] = [];
  let usable = true;
  const unknown: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const heading = normaliseHeading(cell);
    if (heading === "" || versionHeading.test(heading)) continue;
    const id = headings.get(heading);
    if (typeof id === "object") shorthands.push({ at, of: id });
    else if (id === undefined) {
      if (!ignored.has(heading)) unknown.push(String(at + 1));
    } else if (columns.has(id)) {
      usable = false;
      tell({ ...columnOf(form, id), code: "column_twice", severity: "error", message: "这一列出现了两次，请只留一列" });
    } else columns.set(id, at);
  }
  if (unknown.length > 0) {
    // A heading we do not know may be a row of data: its place is named, not its words.
    const message = `第 ${unknown.join("、")} 列的表头不认识，没有读取；需要的话请改成本表的表头`;
    tell({ code: "column_unknown", severity: "warning", message });
  }
  const given = new Set([
    ...columns.keys(),
    ...shorthands.flatMap(({ of }) => of.values.flatMap((it) => Object.keys(it.answers))),
  ]);
  if (unfinished) return usable ? { columns, shorthands } : null;
  const needs = needsOf(form);
  for (const group of needs) {
    if (group.some((id) => given.has(id))) continue;
    usable = false;
    const labels = group.map((id) => columnOf(form, id).column).join("或");
    tell({ code: "column_required", severity: "error", message: `缺少“${labels}”一列，请补上表头和内容` });
  }
  const needed = new Set(needs.flat());
  const absent = columnsOf(form).filter(
    ({ id, question }) => !given.has(id) && question.detail !== true && question.when === undefined && !needed.has(id),
  );
  if (usable && absent.length > 0) {
    const labels = absent.map(({ question }) => question.label).join("、");
    tell({ code: "column_missing", severity: "warning", message: `没有这些列：${labels}；按“未采集”处理` });
  }
  return usable ? { columns, shorthands } : null;
}

/** What a cell says; nothing where an office has struck it out. */
function saidIn(question: Question, columns: Columns, id: string, { cells }: Pick<Line, "cells">): string {
  const at = columns.columns.get(id);
  const said = at === undefined ? "" : clean(cells[at] ?? "");
  return question.type !== "text" && /^[-—–－―/／]+$/.test(said) ? "" : said;
}

/**
 * The lines of each record. A line goes on with the record above it when it fills columns of tables and nothing else, or
 * says the rest again: offices fill 学校 and 班级 down all rows of a roster.
 */
function blocksOf(form: Form, columns: Columns, lines: readonly Line[]): Line[][] {
  const flat = columnsOf(form).filter((it) => it.table === undefined);
  const inTables = columnsOf(form).filter((it) => it.table !== undefined);
  const saying = (line: Line, { id, question }: Column) => saidIn(question, columns, id, line);
  const fillsTable = (line: Line) => inTables.some((it) => saying(line, it) !== "");
  const shorthand = (line: Line) => columns.shorthands.map(({ at }) => clean(line.cells[at] ?? "")).join("\0");
  const goesOn = (line: Line, first: Line) => {
    if (!fillsTable(line)) return false;
    if (flat.every((it) => saying(line, it) === "") && shorthand(line).replaceAll("\0", "") === "") return true;
    const again = flat.every((it) => ["", saying(first, it)].includes(saying(line, it)));
    return again && shorthand(line) === shorthand(first) && fillsTable(first) && !line.apart;
  };
  const blocks: Line[][] = [];
  for (const line of lines) {
    const open = blocks[blocks.length - 1];
    const first = open?.[0];
    if (first !== undefined && goesOn(line, first)) open?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

function readRecord(
  form: Form,
  columns: Columns,
  lines: readonly Line[],
  options: ReadOptions,
  tell: (problem: Found & { row: number }) => void,
): AnyAnswers {
  const [first] = lines;
  if (first === undefined) return {};
  /** Questions whose answer was not understood: nothing more is said of them. */
  const faulty = new Set<string>();
  const tellFirst = (problem: Found) => {
    if (problem.severity === "error") faulty.add(problem.field ?? "");
    tell({ row: first.row, ...problem });
  };
  const given: Record<string, string> = {};
  for (const { at, of } of columns.shorthands) {
    const said = normaliseAnswer(first.cells[at] ?? "");
    if (said === "") continue;
    const value = of.values.find((it) => it.says.map(normaliseAnswer).includes(said));
    if (value === undefined) {
      const known = of.values.map((it) => it.says[0]).join("、");
      tellFirst({
        column: of.label,
        code: "value_unknown",
        severity: "error",
        message: `不认识这个写法，请写：${known}`,
      });
    } else Object.assign(given, value.answers);
  }
  const record: Record<string, Value> = {
    ...readScope(form, questionsOf(form), {}, given, columns, first, options, tellFirst),
  };
  for (const [id, item] of itemsOf(form)) {
    if (item.type !== "table") continue;
    const rows = readTable(form, item, record, columns, lines, options, tell);
    if (rows.length === 0) continue;
    if (applies(item, record)) record[id] = rows;
    else tellFirst({ column: item.label, field: id, ...notApplicable(form, item.when?.question ?? "") });
  }
  for (const rule of rulesAt(form, questionsOf(form)).filter(({ at }) => !faulty.has(at)))
    if (rule.broken(record, options))
      tellFirst({ ...columnOf(form, rule.at), code: rule.code, severity: rule.severity, message: rule.message });
  return record;
}

function readTable(
  form: Form,
  table: Table,
  record: AnyAnswers,
  columns: Columns,
  lines: readonly Line[],
  options: ReadOptions,
  tell: (problem: Found & { row: number }) => void,
): AnyRow[] {
  const questions = Object.entries(table.columns);
  const filled = lines.filter((line) => questions.some(([id, it]) => saidIn(it, columns, id, line) !== ""));
  // All rows of a table in JSON have the number of their object.
  const alike = filled.length > 1 && filled.every((it) => it.row === filled[0]?.row);
  const beyond = filled[table.most];
  if (beyond !== undefined) {
    const message = `“${table.label}”最多 ${table.most} 行：请分成几份`;
    tell({ row: beyond.row, column: table.label, code: "rows_many", severity: "error", message });
  }
  return filled.slice(0, table.most).map((line, at) => {
    const where = alike ? `${table.label}第 ${at + 1} 行：` : "";
    const tellRow = (problem: Found) => tell({ row: line.row, ...problem, message: where + problem.message });
    const answers = readScope(form, questions, record, {}, columns, line, options, tellRow);
    for (const rule of rulesAt(form, questions))
      if (rule.broken({ ...record, ...answers }, options))
        tellRow({ ...columnOf(form, rule.at), code: rule.code, severity: rule.severity, message: rule.message });
    return answers;
  });
}

function rulesAt(form: Form, questions: readonly (readonly [string, Question])[]): readonly Rule[] {
  return (form.rules ?? []).filter((rule) => questions.some(([id]) => id === rule.at));
}

/**
 * The answers of one line to the questions that stand side by side: those of the record, or those of one row of a table.
 * `around` are answers that conditions may look at besides, `given` what a shorthand has said before.
 */
function readScope(
  form: Form,
  questions: readonly (readonly [string, Question])[],
  around: AnyAnswers,
  given: Readonly<Record<string, string>>,
  columns: Columns,
  line: Line,
  options: ReadOptions,
  tell: Tell,
): AnyRow {
  const answers: Record<string, Single> = { ...given };
  /** Questions that something is wrong with, or whose answer was taken out: nothing follows from their being empty. */
  const unsettled = new Set<string>();
  for (const [id, question] of questions) {
    const cell = saidIn(question, columns, id, line);
    if (cell === "") continue;
    const codes = columns.earlier?.recoded?.[id];
    const said = codes === undefined ? cell : recoded(question, cell, codes);
    const read = readAnswer(question, said);
    if ("fault" in read) {
      unsettled.add(id);
      tell({ ...columnOf(form, id), code: read.code, severity: "error", message: read.fault });
    } else answers[id] = read.answer;
    const alarms = alarmsInCell(question, said);
    if (alarms.length === 0) continue;
    unsettled.add(id);
    const rest = codesIn(answers[id]).filter((code) => !alarms.includes(code));
    if (question.type === "multiple" && rest.length > 0) answers[id] = rest;
    else Reflect.deleteProperty(answers, id);
    const message = "填了需要立即处理的情形：请先打 110 或转介，照“出事了”页办理；本表不保存这一项";
    tell({ ...columnOf(form, id), code: "report_now", severity: "warning", message });
  }

  for (const [key, question] of questions) {
    const id = answers[key];
    if (question.type !== "id" || typeof id !== "string") continue;
    if (isInvented(id) && !options.example) {
      const message = "990000 开头的号码只用于示例，请填真实证件号或留空";
      tell({ ...columnOf(form, key), code: "id_invented", severity: "error", message });
    }
    for (const [beside, value] of [
      [question.birth, birthOf(id)],
      [question.sex, sexOf(id)],
    ] as const) {
      if (beside === undefined || unsettled.has(beside)) continue;
      if (answers[beside] === undefined) answers[beside] = value;
      else if (answers[beside] !== value) {
        const message = "与公民身份号码不一致，请对照原件核对";
        tell({ ...columnOf(form, beside), code: "id_disagrees", severity: "error", message });
      }
    }
  }
  for (const [key, question] of questions) {
    const asked = applies(question, { ...around, ...answers });
    if (answers[key] === undefined && asked && !unsettled.has(key)) {
      const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
      if (unknown) answers[key] = question.type === "multiple" ? ["99"] : "99";
      else if (question.required === true)
        tell({ ...columnOf(form, key), code: "required", severity: "error", message: "必填，请补上" });
    }
    if (answers[key] !== undefined && !asked) {
      Reflect.deleteProperty(answers, key);
      const condition = question.when?.question ?? "";
      if (!unsettled.has(condition)) tell({ ...columnOf(form, key), ...notApplicable(form, condition) });
    }
  }
  return answers;
}

function notApplicable(form: Form, asked: string): Found {
  const { column } = columnOf(form, asked);
  const message = `按“${column}”的填写，这一栏不用填，没有保存；如果要保存，请核对“${column}”`;
  return { code: "not_applicable", severity: "warning", message };
}

function columnOf(form: Form, id: string): { column: string; field: string } {
  return { column: columnsOf(form).find((it) => it.id === id)?.question.label ?? id, field: id };
}
