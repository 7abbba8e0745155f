import { alarmsInCell, clean, readAnswer, recoded, writeAnswer } from "./answer.ts";
import { type Card, cardOf } from "./card.ts";
import {
  type AnyAnswers,
  type AnyRow,
  type Answers,
  applies,
  codesIn,
  type Column,
  columnsOf,
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
  type Single,
  type Table,
  type Value,
} from "./form.ts";
import { beginsTable, type Columns, findHeading, type Found, holdsData, labelled } from "./heading.ts";
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
/** A formula that was never computed, one that ended in an error such as #REF!, or a cell merged over several columns. */
export type CellFault = "formula" | "formula_error" | "merged";

/** A county (6 digits) or one of its townships (9). */
export type Area = { readonly code: string; readonly label: string; readonly parent?: string | undefined };

export type ReadOptions = {
  /** Ages are computed and future dates refused at this day, `YYYY-MM-DD`. */
  readonly referenceDate: string;
  /** Whether numbers of the block that belongs to nobody are allowed. */
  readonly example: boolean;
  /** Whether the file is one that was begun here and may be unfinished: columns that it does not have are nothing to tell. */
  readonly unfinished?: boolean;
  /** The county and its townships, so that areas may be written by name. */
  readonly areas?: readonly Area[];
};

export type Reading<F extends Form> = {
  /** Records that are right, with the row the clerk sees. */
  readonly records: readonly { readonly row: number; readonly answers: Answers<F> }[];
  readonly problems: readonly Problem[];
  /** Records that are not blank, right or wrong. */
  readonly rows: number;
  /** Whether every table on it could be read. */
  readonly complete: boolean;
  /** Where the heading was found. */
  readonly heading: Matched;
};

/** What was made of the top of a sheet. */
export type Matched = {
  /** The row of the heading, its lowest level, as the clerk sees it; 0 where the names of objects are the heading. */
  readonly row: number;
  /** Whether the sheet was read as one filled-in form. */
  readonly card?: true;
  /** Columns from 0 and what they are; several may be one question. */
  readonly columns: readonly { readonly at: number; readonly field: string }[];
  /** Columns that were understood, even where the sheet cannot be read. */
  readonly known: number;
  /** Whether its columns suffice to read it. */
  readonly usable: boolean;
};

/**
 * Reads a filled-in sheet. A record is read whole or left out with every reason listed, so a clerk can mend the file in one
 * sitting. It is one row; where the form has tables inside, the rows below that fill nothing but columns of tables belong to
 * it; or the whole sheet is one form, labels and answers side by side. Messages never repeat what was typed: it may be a name.
 * A column that is absent becomes 99 where the list has it; an empty cell too. Answers that call for action at once are
 * dropped, with a warning that says what to do.
 */
export function readRows<F extends Form>(form: F, sheet: Sheet, options: ReadOptions): Reading<F> {
  const opened = openSheet(form, sheet, options);
  if (opened.card !== null) return readCard(form, sheet, opened.card, options);
  const first = readTable(form, sheet, opened);
  const { problems, records } = first;
  let { rows } = first;
  let complete = opened.usable;
  // Below it there may be another table, with a title and a heading of its own.
  for (let from = first.end; from < sheet.rows.length;) {
    const below = openSheet(form, sheet, options, from);
    complete &&= below.usable;
    const next = readTable(form, sheet, below);
    for (const it of next.problems) problems.push(it);
    for (const it of next.records) records.push(it);
    rows += next.rows;
    from = next.end;
  }
  return { records, problems, rows, complete, heading: opened.heading };
}

/** One table of a sheet, to its last row or to where another begins: `end`, from 0. */
function readTable<F extends Form>(form: F, sheet: Sheet, opened: Opened) {
  const problems = [...opened.problems];
  const lines: Line[] = [];
  let above: Line | undefined;
  let end = opened.first;
  for (; end < sheet.rows.length; end++) {
    const read = opened.line(end, sheet.rows[end] ?? [], above);
    if (read === "table") break;
    if (read === "blank") above = undefined;
    else if (read === "heading") continue;
    else if ("message" in read) problems.push(read);
    else {
      lines.push(read);
      above = read;
    }
  }
  // What stands alone above another heading is its title.
  while (end < sheet.rows.length && lines[lines.length - 1]?.cells.filter((it) => clean(it) !== "").length === 1)
    lines.pop();
  const blocks = opened.usable ? blocksOf(form, opened.columns, lines) : lines.map((it) => [it]);
  const records: { row: number; answers: Answers<F> }[] = [];
  if (opened.usable)
    for (const block of blocks) {
      const { answers, problems: found } = opened.read(block);
      problems.push(...found);
      if (answers !== null) records.push({ row: block[0]?.row ?? 0, answers: answers as Answers<F> });
    }
  return { problems, records, rows: blocks.length, end };
}

/** A sheet whose heading was read: its lines can be read one by one, in a stream as well. */
export type Opened = {
  readonly heading: Matched;
  /** Set where the sheet is one filled-in form, labels and answers side by side, and no table. */
  readonly card: Card | null;
  readonly problems: readonly Problem[];
  readonly columns: Columns;
  /** Whether the table can be read; `problems` says why not. */
  readonly usable: boolean;
  /** Whether each line can be read by itself, each column by one question: nothing stands for several, inside or beside another. */
  readonly plain: boolean;
  /** The first row below the heading and its notes, counted from 0. */
  readonly first: number;
  /** Columns of the heading; what stands beyond them is out of place. */
  readonly width: number;
  /** A row of the sheet (from 0) as a line to read, or what else it is: blank, the heading once more, that of another table, a problem to tell. */
  readonly line: (
    at: number,
    cells: readonly string[],
    above: Line | undefined,
  ) => Line | "blank" | "heading" | "table" | Problem;
  /** One record of one or more lines: its answers, or null where it has errors. */
  readonly read: (lines: readonly Line[]) => {
    readonly answers: AnyAnswers | null;
    readonly problems: readonly Problem[];
  };
};

/** A row with what belongs in it: `at` in the sheet from 0, `row` as the clerk sees it. */
export type Line = {
  readonly at: number;
  readonly row: number;
  readonly cells: readonly string[];
  /** There is an empty row above it, or its number says which record it belongs to. */
  readonly apart: boolean;
  /** Something in it was copied from the row above, because the clerk wrote 同上. */
  readonly copied: boolean;
};

/** Finds the heading of a sheet from row `from` on, of which the first rows suffice, and gives what reads its lines. Throws for a form that stays on paper. */
export function openSheet(form: Form, sheet: Sheet, options: ReadOptions, from = 0): Opened {
  refusePaperOnly(form);
  const place = { file: sheet.file, ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }) };
  const rowOf = (at: number) => sheet.rowNumbers?.[at] ?? sheet.firstRow + at;
  const heading = findHeading(form, sheet, options.unfinished === true, from);
  const { top, below, columns, usable, known, passed, problems: found } = heading;
  const headingRow = Math.max(1, rowOf(below - 1));
  const problems: Problem[] = found.map((it) => ({ ...place, row: headingRow, ...it }));
  const levels = sheet.rows.slice(top, below);
  const mergesOf = mergesByRow(sheet.merges ?? []);
  const width = levels.reduce(
    (most, { length }, at) =>
      (mergesOf.get(top + at) ?? []).reduce((all, it) => Math.max(all, it.right + 1), Math.max(most, length)),
    0,
  );
  for (let at = from; at < top; at++) {
    const said = new Set(sheet.rows[at]?.map((it) => clean(it)).filter((it) => it !== ""));
    if (said.size < 4 || (said.size < known * 0.7 && !holdsData([...said]))) continue;
    const message = "表头上面的这一行像是一份登记，没有读：请把表头移到最上面，或核对表头的写法";
    problems.push({ ...place, row: rowOf(at), code: "row_above", severity: "warning", message });
  }
  let first = below;
  while (
    isExample(sheet.rows[first]) ||
    (isNote(sheet.rows[first]) && !isRecord(form, columns, sheet.rows[first] ?? [], options))
  ) {
    const message = "表头下面的这一行像是说明或示例，没有当作一份来读；如果是一份，请把第一格改成它的内容";
    problems.push({ ...place, row: rowOf(first), code: "row_note", severity: "warning", message });
    first++;
  }
  const hidden = [...(sheet.hiddenRows ?? [])].filter((at) => at >= first && !isBlank(sheet.rows[at])).length;
  if (hidden > 0) {
    const message = `有 ${String(hidden)} 行是隐藏的，也读了：请取消筛选或隐藏，看过再交`;
    problems.push({ ...place, row: headingRow, code: "rows_hidden", severity: "warning", message });
  }
  const questions = new Map(columnsOf(form).map((it) => [it.id, it.question]));
  const copied = new Map(
    [...columns.columns].flatMap(([id, at]) => {
      const question = questions.get(id);
      return question !== undefined && mayBeCopied(question) ? [[at, id] as const] : [];
    }),
  );
  const merged = mergedDown(sheet, first, copied);
  const matched = new Set([
    ...columns.columns.values(),
    ...columns.shorthands.map(({ at }) => at),
    ...[...columns.ticked.values()].flatMap((of) => of.map(({ at }) => at)),
  ]);
  const { faults: faulty } = sheet;
  // One answer over the columns of two questions: for which of them it is meant nobody can tell.
  const over = (at: number, column: number) =>
    (mergesOf.get(at) ?? []).some(
      ({ left, right }) =>
        left <= column &&
        column <= right &&
        left !== right &&
        [...matched].filter((it) => left <= it && it <= right).length > 1,
    );
  const faultIn: FaultIn =
    faulty === undefined && mergesOf.size === 0
      ? noFault
      : (at, column) => faulty?.get(`${String(at)},${String(column)}`) ?? (over(at, column) ? "merged" : undefined);
  const card = known < leastTable ? cardOf(form, sheet) : null;
  const again = levels.map((cells) => cells.map((it) => normaliseHeading(it)));

  return {
    heading: {
      row: rowOf(below - 1),
      columns: [
        ...[...columns.columns].map(([field, at]) => ({ at, field })),
        ...[...columns.ticked].flatMap(([field, of]) => of.map(({ at }) => ({ at, field }))),
      ].sort((a, b) => a.at - b.at),
      known,
      usable,
    },
    card: card !== null && card.answers.size > known ? card : null,
    problems,
    columns,
    usable,
    plain:
      columns.ticked.size === 0 &&
      columns.shorthands.length === 0 &&
      columns.earlier === undefined &&
      columnsOf(form).every((it) => it.table === undefined) &&
      (form.splits ?? []).every(({ of, into }) => !columns.columns.has(of) || columns.columns.has(into)) &&
      [merged, faulty ?? new Map()].every((it) => it.size === 0),
    first,
    width,
    line(at, cells, above) {
      if (isBlank(cells)) return "blank";
      const here = { ...place, row: rowOf(at), severity: "warning" as const };
      if (isRepeated(cells, again)) return "heading";
      if (beginsTable(form, cells)) return "table";
      if (isFoot(cells, mergesOf.get(at) ?? [], width) && !isRecord(form, columns, cells, options)) {
        const message = "这一行像是合计或签名，没有当作一份来读；如果是一份，请把第一格改成它的内容";
        return { ...here, code: "row_foot", message };
      }
      const kind = (it: string, column: number) =>
        clean(it) === "" ? "blank" : passed.has(column) ? "passed" : matched.has(column) ? "ours" : "other";
      const kinds = new Set(cells.map(kind));
      if (usable && !kinds.has("ours")) {
        // Serial numbers are often filled down further than the list.
        if (!kinds.has("other")) return "blank";
        if (sheet.merges !== undefined || cells.length <= width)
          return { ...here, code: "row_other", message: "这一行没有本表的内容，没有读取" };
      }
      const filled = [...cells];
      for (const { column, text } of merged.get(at) ?? []) filled[column] = text;
      let copies = false;
      for (const [column] of copied) {
        const from = above?.cells[column] ?? "";
        if (!ditto.test(clean(filled[column] ?? "")) || clean(from) === "" || ditto.test(clean(from))) continue;
        filled[column] = from;
        copies = true;
      }
      const apart = isBlank(sheet.rows[at - 1]) || sheet.rowNumbers !== undefined;
      return { at, row: rowOf(at), cells: filled, apart, copied: copies };
    },
    read(lines) {
      const found: Problem[] = [];
      for (const { row, cells, copied: copies } of lines) {
        if (copies) {
          const message = "“同上”照上一行读了，请看过";
          found.push({ ...place, row, code: "ditto_copied", severity: "warning", message });
        }
        // In a workbook every cell is where it stands; in text one separator too many moves all that follow.
        if (sheet.merges !== undefined || cells.slice(width).every((cell) => clean(cell) === "")) continue;
        const message = "这一行比表头多出几格，后面的内容可能错位：请检查有没有多余的逗号或引号";
        found.push({ ...place, row, code: "row_wide", severity: "error", message });
      }

      const answers = readRecord(form, columns, lines, options, faultIn, (it) => found.push({ ...place, ...it }));
      return { answers: found.some((it) => it.severity === "error") ? null : answers, problems: found };
    },
  };
}

/** A sheet in which fewer columns of one row are understood may be a filled-in form and no table. */
const leastTable = 12;

/** A form whose labels and answers stand side by side, read as a table of one row; problems are told where the answers stand. */
function readCard<F extends Form>(form: F, sheet: Sheet, card: Card, options: ReadOptions): Reading<F> {
  const { file, form: says, version } = sheet;
  const ids = [...card.answers.keys()];
  const table: Sheet = {
    file,
    ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }),
    ...(says === undefined ? {} : { form: says }),
    ...(version === undefined ? {} : { version }),
    firstRow: 0,
    rows: [ids, ids.map((id) => card.answers.get(id)?.text ?? "")],
    faults: new Map(
      ids.flatMap((id, column) => {
        const { at = -1, column: from = -1 } = card.answers.get(id) ?? {};
        const fault = sheet.faults?.get(`${String(at)},${String(from)}`);
        return fault === undefined ? [] : [[`1,${String(column)}`, fault] as const];
      }),
    ),
  };
  const rowOf = (at: number) => sheet.rowNumbers?.[at] ?? sheet.firstRow + at;
  const first = rowOf(card.top);
  const read = readRows(form, table, options);
  const placed = (it: Problem): Problem => {
    const at = it.field === undefined ? undefined : card.answers.get(it.field)?.at;
    return { ...it, row: at === undefined ? first : rowOf(at) };
  };
  const blank = [...card.answers.values()].every((it) => it.text === "");
  const many: Problem[] = card.twice
    ? [
        {
          file,
          ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }),
          row: first,
          code: "card_twice",
          severity: "error",
          message: "这张表里同一栏出现了两次，内容不同，可能有两个孩子：请一人一张表",
        },
      ]
    : [];
  return {
    records: many.length > 0 ? [] : read.records.map(({ answers }) => ({ row: first, answers })),
    problems: blank ? [] : [...many, ...read.problems.filter((it) => it.code !== "column_missing").map(placed)],
    // The printed page of a workbook is a form that nobody has filled in.
    rows: blank ? 0 : 1,
    complete: read.complete,
    heading: { row: first, card: true, columns: [], known: ids.length, usable: read.heading.usable },
  };
}

function isBlank(cells: readonly string[] | undefined): boolean {
  return cells?.every((cell) => clean(cell) === "") ?? false;
}

/** Whether the cells are a level of the heading once more, as printed at the top of every page. */
function isRepeated(cells: readonly string[], levels: readonly (readonly string[])[]): boolean {
  return levels.some((level) => cells.every((it, at) => it === "" || normaliseHeading(it) === level[at]));
}

/** Whether the row below a heading shows how to fill it in. */
function isExample(cells: readonly string[] | undefined): boolean {
  const first = (cells ?? []).map((it) => clean(it)).find((it) => it !== "") ?? "";
  return /^[(（]?(填写|填表)?(示例|样例|范例|举例|例)[)）]?([:：\d]|$)/.test(first);
}

/** Whether a row that looks like a note or a sum reads as a record all the same: a remark may begin with 注：. */
function isRecord(form: Form, { columns }: Columns, cells: readonly string[], options: ReadOptions): boolean {
  const needed = new Set(needsOf(form).flat());
  const right = columnsOf(form).filter(({ id, question }) => {
    const cell = clean(cells[columns.get(id) ?? -1] ?? "");
    return needed.has(id) && question.type !== "text" && cell !== "" && "answer" in readAnswer(question, cell, options);
  });
  // A number in a column of codes may count something.
  return right.length >= 2 && right.some(({ question: { type } }) => type === "date" || type === "id");
}

/** Whether the row below a heading says how to fill it in. */
function isNote(cells: readonly string[] | undefined): boolean {
  const said = (cells ?? []).map((it) => clean(it)).filter((it) => it !== "");
  const [first = ""] = said;
  if (/^[(（]?(填写|填表)?(说明|要求|注)[)）]?([:：\d]|$)/.test(first)) return true;
  const hints = said.filter((it) => hint.test(it)).length;
  return hints >= 2 && hints * 2 >= said.length;
}

const hint =
  /^[(（]?(必填|选填|可选|可空|可不填|非必填|不填|例如|如[:：\s\d]|格式|请|按|\d+([至到~-]\d+)?[位字]|下拉|文本|字符|单选|多选|是[/、或]否|男[/、或]女)/;

/** Whether a row is the foot of an office's table or of one page of it: a sum, a signature, a note over the whole width. */
function isFoot(cells: readonly string[], merges: readonly Merge[], width: number): boolean {
  const said = cells.map((it) => normaliseHeading(it)).filter((it) => it !== "");
  const [first = ""] = said;
  if (foot.test(first) || said.slice(0, 3).some((it) => sum.test(it))) return true;
  const [, mark] =
    /^(注|备注|说明|填表说明|盖章|日期|单位|联系人|联系电话|打印日期)\s*[:：]/.exec(
      clean(cells.find((it) => clean(it) !== "") ?? ""),
    ) ?? [];
  if (mark !== undefined) return true;
  const wide = merges.some((it) => it.left <= 1 && it.right - it.left + 1 > width / 2 && it.right > it.left);
  return said.length === 1 && (wide || /^第\d+页|^共\d+[页人]/.test(first));
}

/** What a line at the foot of an office's table begins with. */
const foot =
  /^(合计|小计|总计|共计|本页|制表|填表|填报|审核|复核|单位负责|负责人|校长签|班主任签|签字|签名|盖章|以上|以下空白)/;
const sum = /^(合计|小计|总计|共计)$/;

/** What an office writes for “the same as in the row above”. */
const ditto = /^(同上|同上行|上同|〃|″|〞|"|''|’’|々)$/;

/** Whether 同上 may stand for the answer of the row above: not for what is each child's own. */
function mayBeCopied(question: Question): boolean {
  if (question.type === "id") return false;
  if (question.type === "text" && question.privacy === "direct")
    return question.holds === "name" && question.required !== true;
  return true;
}

/** 同上 in an address may mean the child's, in a remark anything: there it is what was said. */
function keepsDitto(question: Question): boolean {
  return (
    question.type === "text" &&
    question.privacy === "direct" &&
    question.holds !== "name" &&
    question.holds !== "student_number"
  );
}

function mergesByRow(merges: readonly Merge[]): ReadonlyMap<number, readonly Merge[]> {
  const byRow = new Map<number, Merge[]>();
  for (const merge of merges) {
    const here = byRow.get(merge.top);
    if (here === undefined) byRow.set(merge.top, [merge]);
    else here.push(merge);
  }
  return byRow;
}

/** By row: the text of cells that are merged with one above, in columns where it may stand for all of them. */
function mergedDown(
  { rows, merges = [] }: Sheet,
  first: number,
  columns: ReadonlyMap<number, string>,
): ReadonlyMap<number, readonly { readonly column: number; readonly text: string }[]> {
  const below = new Map<number, { column: number; text: string }[]>();
  for (const { top, left, bottom } of merges) {
    if (top < first || bottom === top || !columns.has(left)) continue;
    const text = rows[top]?.[left] ?? "";
    for (let at = top + 1; at <= Math.min(bottom, rows.length - 1); at++) {
      const here = below.get(at);
      if (here === undefined) below.set(at, [{ column: left, text }]);
      else here.push({ column: left, text });
    }
  }
  return below;
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
  const lines = cells.map((it, at) => ({ at, row: at + 1, cells: it, apart: false, copied: false }));
  const columns: Columns = {
    columns: new Map(columnsOf(form).map(({ id }, at) => [id, at])),
    ticked: new Map(),
    shorthands: [],
    earlier: undefined,
  };
  const problems: Problem[] = [];
  const read = readRecord(form, columns, lines, options, noFault, (problem) =>
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
      // Names from a file are names only: __proto__ too.
      values: Object.assign(Object.create(null), row === 0 ? flat : {}, ...tables.map((it) => it[row] ?? {})) as Record<
        string,
        unknown
      >,
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

type Tell = (problem: Found) => void;
type FaultIn = (at: number, column: number) => CellFault | undefined;
const noFault: FaultIn = () => undefined;

/** What is wrong with the cell, or one of the ticked cells, of a question. */
function faultOf({ columns, ticked }: Columns, id: string, at: number, faultIn: FaultIn): CellFault | undefined {
  const column = columns.get(id);
  if (column !== undefined) return faultIn(at, column);
  for (const it of ticked.get(id) ?? []) {
    const fault = faultIn(at, it.at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What a line says to a question; nothing where an office has struck it out. */
function saidIn(question: Question, columns: Columns, id: string, { cells }: Pick<Line, "cells">): string {
  const at = columns.columns.get(id);
  if (at === undefined) return tickedIn(columns, id, cells);
  const said = clean(cells[at] ?? "");
  if (absent.test(said) && (question.type !== "text" || question.holds === "name")) return "";
  return question.type !== "text" && /^[-—–－―/／]+$/.test(said) ? "" : said;
}

/** What programs write where there is nothing. */
const absent = /^(nan|nat|none|null|nil|n\/a|<na>|undefined|[(（]跳过[)）]|[(（]空[)）])$/i;

/** The codes that are ticked, one column each, as one cell; a mark that is neither a tick nor none makes it unreadable. */
function tickedIn({ ticked }: Columns, id: string, cells: readonly string[]): string {
  return (ticked.get(id) ?? [])
    .flatMap(({ at, label }) => {
      const mark = normaliseAnswer(cells[at] ?? "");
      if (/^(1|1\.0|√|✓|✔|☑|☒|■|●|v|y|yes|true|t|是|有|对)$/.test(mark) || mark === normaliseAnswer(label))
        return [label];
      return /^(|0|0\.0|×|✗|✘|x|n|no|false|f|否|无|没有|□|☐|[-—–/])$/.test(mark) ? [] : ["?"];
    })
    .join("；");
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
  faultIn: FaultIn,
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
  const given: Record<string, Single> = {};
  for (const { of, into, read } of form.splits ?? []) {
    if (columns.columns.has(into)) continue;
    const answer = read(clean(first.cells[columns.columns.get(of) ?? -1] ?? ""));
    if (answer !== undefined) given[into] = answer;
  }
  for (const { at, of } of columns.shorthands) {
    const fault = faultIn(first.at, at);
    if (fault !== undefined) {
      tellFirst({ column: of.label, code: fault, severity: "error", message: faults[fault] });
      continue;
    }
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
    ...readScope(form, questionsOf(form), {}, given, columns, first, options, faultIn, tellFirst),
  };
  for (const [id, item] of itemsOf(form)) {
    if (item.type !== "table") continue;
    const rows = readTableInside(form, item, record, columns, lines, options, faultIn, tell);
    if (rows.length === 0) continue;
    if (applies(item, record)) record[id] = rows;
    else tellFirst({ column: item.label, field: id, ...notApplicable(form, item.when?.question ?? "") });
  }
  for (const rule of rulesAt(form, questionsOf(form)).filter(({ at }) => !faulty.has(at)))
    if (rule.broken(record, options))
      tellFirst({ ...labelled(form, rule.at), code: rule.code, severity: rule.severity, message: rule.message });
  return record;
}

function readTableInside(
  form: Form,
  table: Table,
  record: AnyAnswers,
  columns: Columns,
  lines: readonly Line[],
  options: ReadOptions,
  faultIn: FaultIn,
  tell: (problem: Found & { row: number }) => void,
): AnyRow[] {
  const questions = questionsIn(table);
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
    const answers = readScope(form, questions, record, {}, columns, line, options, faultIn, tellRow);
    for (const rule of rulesAt(form, questions))
      if (rule.broken({ ...record, ...answers }, options))
        tellRow({ ...labelled(form, rule.at), code: rule.code, severity: rule.severity, message: rule.message });
    return answers;
  });
}

const columnsOfTables = new WeakMap<Table, readonly (readonly [string, Question])[]>();

/** The same list every time, so that what is worked out for it is found again. */
function questionsIn(table: Table): readonly (readonly [string, Question])[] {
  const known = columnsOfTables.get(table) ?? Object.entries(table.columns);
  columnsOfTables.set(table, known);
  return known;
}

const rulesOf = new WeakMap<Form, Map<readonly (readonly [string, Question])[], readonly Rule[]>>();

/** The rules whose message is shown at one of these questions; worked out once for each list of questions. */
function rulesAt(form: Form, questions: readonly (readonly [string, Question])[]): readonly Rule[] {
  const known = rulesOf.get(form) ?? new Map<typeof questions, readonly Rule[]>();
  rulesOf.set(form, known);
  const rules = known.get(questions) ?? (form.rules ?? []).filter((rule) => questions.some(([id]) => id === rule.at));
  known.set(questions, rules);
  return rules;
}

/**
 * The answers of one line to the questions that stand side by side: those of the record, or those of one row of a table.
 * `around` are answers that conditions may look at besides, `given` what a shorthand or a column of two things has said before.
 */
function readScope(
  form: Form,
  questions: readonly (readonly [string, Question])[],
  around: AnyAnswers,
  given: AnyRow,
  columns: Columns,
  line: Line,
  options: ReadOptions,
  faultIn: FaultIn,
  tell: Tell,
): AnyRow {
  const answers: Record<string, Single> = { ...given };
  /** Questions that something is wrong with, or whose answer was taken out: nothing follows from their being empty. */
  const unsettled = new Set<string>();
  /** Days of birth of which only the month is written, and what to say where no number knows the day. */
  const months = new Map<string, { readonly month: string; readonly fault: Found }>();
  const isBirth = (id: string) => questions.some(([, it]) => it.type === "id" && it.birth === id);
  for (const [id, question] of questions) {
    const fault = faultOf(columns, id, line.at, faultIn);
    if (fault !== undefined) {
      unsettled.add(id);
      tell({ ...labelled(form, id), code: fault, severity: "error", message: faults[fault] });
      continue;
    }
    const cell = saidIn(question, columns, id, line);
    if (cell === "") continue;
    if (ditto.test(cell) && !keepsDitto(question)) {
      unsettled.add(id);
      const message = "写了“同上”，但这一栏每人不同，或上一行没有可以照抄的内容：请写出来";
      tell({ ...labelled(form, id), code: "ditto", severity: "error", message });
      continue;
    }
    const codes = columns.earlier?.recoded?.[id];
    const said = codes === undefined ? cell : recoded(question, cell, codes);
    const read = readAnswer(question, said, options);
    if ("blank" in read) continue;
    if ("fault" in read) {
      unsettled.add(id);
      const fault: Found = { ...labelled(form, id), code: read.code, severity: "error", message: read.fault };
      const said = question.type === "date" ? readAnswer({ ...question, type: "month" }, cell, options) : read;
      // 出生年月 beside a citizen's number: the day is known from the number, if the month is that of it.
      if ("answer" in said && isBirth(id)) months.set(id, { month: String(said.answer), fault });
      else tell(fault);
    } else {
      if (given[id] !== undefined && given[id] !== read.answer) {
        unsettled.add(id);
        const message = "与另一列合在一起说的（如留守类型）不一致，请核对";
        tell({ ...labelled(form, id), code: "shorthand_disagrees", severity: "error", message });
      }
      answers[id] = read.answer;
    }
    const alarms = alarmsInCell(question, said);
    if (alarms.length === 0) continue;
    unsettled.add(id);
    const rest = codesIn(answers[id]).filter((code) => !alarms.includes(code));
    if (question.type === "multiple" && rest.length > 0) answers[id] = rest;
    else Reflect.deleteProperty(answers, id);
    const message = "填了需要立即处理的情形：请先打 110 或转介，照“出事了”页办理；本表不保存这一项";
    tell({ ...labelled(form, id), code: "report_now", severity: "warning", message });
  }

  for (const [key, question] of questions) {
    const id = answers[key];
    if (question.type !== "id" || typeof id !== "string") continue;
    const month = months.get(question.birth ?? "")?.month;
    if (question.birth !== undefined && month !== undefined && birthOf(id).startsWith(month)) {
      answers[question.birth] = birthOf(id);
      unsettled.delete(question.birth);
      months.delete(question.birth);
    }
    if (id.endsWith("000")) {
      const message = "末三位是 000，可能是表格只留了前 15 位：请对照原件";
      tell({ ...labelled(form, key), code: "id_rounded", severity: "warning", message });
    }
    if (isInvented(id) && !options.example) {
      const message = "990000 开头的号码只用于示例，请填真实证件号或留空";
      tell({ ...labelled(form, key), code: "id_invented", severity: "error", message });
    }
    for (const [beside, value] of [
      [question.birth, birthOf(id)],
      [question.sex, sexOf(id)],
    ] as const) {
      if (beside === undefined || unsettled.has(beside)) continue;
      // Of a number that may have been cut to 15 digits the 17th says nothing.
      if (beside === question.sex && id.endsWith("000") && answers[beside] === undefined) continue;
      if (answers[beside] === undefined) answers[beside] = value;
      else if (answers[beside] !== value) {
        const message = "与公民身份号码不一致，请对照原件核对";
        tell({ ...labelled(form, beside), code: "id_disagrees", severity: "error", message });
      }
    }
  }
  for (const { fault } of months.values()) tell(fault);
  for (const [key, question] of questions) {
    const asked = applies(question, answers[question.when?.question ?? ""] === undefined ? around : answers);
    if (answers[key] === undefined && asked && !unsettled.has(key)) {
      const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
      if (unknown) answers[key] = question.type === "multiple" ? ["99"] : "99";
      else if (question.required === true)
        tell({ ...labelled(form, key), code: "required", severity: "error", message: "必填，请补上" });
    }
    if (answers[key] !== undefined && !asked) {
      Reflect.deleteProperty(answers, key);
      const condition = question.when?.question ?? "";
      if (!unsettled.has(condition)) tell({ ...labelled(form, key), ...notApplicable(form, condition) });
    }
  }
  return answers;
}

const faults: Readonly<Record<CellFault, string>> = {
  formula: "是公式，还没有算出结果：请在 Excel 里打开、保存，或复制后“选择性粘贴”为数值",
  formula_error: "是出错的公式（如 #N/A、#REF!）：请改成要填的内容",
  merged: "和旁边的栏合并成了一格，不知道填的是哪一栏：请拆分单元格，分别填写",
};

function notApplicable(form: Form, asked: string): Found {
  const { column } = labelled(form, asked);
  const message = `按“${column}”的填写，这一栏不用填，没有保存；如果要保存，请核对“${column}”`;
  return { code: "not_applicable", severity: "warning", message };
}
