import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { type AnyAnswers, type Question, questionsOf, type Value } from "../../src/forms/form.ts";
import { type Problem } from "../../src/forms/problem.ts";
import { type Checked } from "../../src/survey/check.ts";
import { type Seen } from "./seen.ts";
import { checkDigit, type Child } from "./table.ts";

/** Something the reader must not do; `what` is a stable word, `detail` for whoever mends it (all children are invented). */
export type Failure = { readonly what: string; readonly detail: string };

const questions = new Map(questionsOf(childCensus));

/** A file to which nothing was done is read whole, and as it was meant. */
export function judgeSound(children: readonly (readonly [row: number, Child])[], checked: Checked): Failure[] {
  const failures: Failure[] = [];
  const fail = (what: string, detail: string) => failures.push({ what, detail });
  const records = new Map(checked.records.map((it) => [it.row, it.answers as AnyAnswers]));
  const errors = checked.problems.filter((it) => it.severity === "error");
  for (const [row, { answers: meant }] of children) {
    const read = records.get(row);
    if (read === undefined) {
      const why = errors.find((it) => it.row === row) ?? errors[0];
      fail("sound_refused", `row ${String(row)}: ${why === undefined ? "no reason" : said(why)}`);
      continue;
    }
    for (const [id] of questions) {
      const expected = meant[id] ?? derived(id, meant);
      if (same(read[id], expected) || (expected === undefined && isUnknown(read[id]))) continue;
      fail("sound_misread", `row ${String(row)} ${id}: read ${written(read[id])}, meant ${written(expected)}`);
    }
  }
  for (const { row } of checked.records)
    if (!children.some(([it]) => it === row)) fail("sound_invented", `row ${String(row)} is no child`);
  return failures;
}

type Judged = { readonly failures: readonly Failure[]; readonly compared: number };

/**
 * Holds what was read against what the file says. An answer must stand in its row, in a column of its name, in words that mean
 * it and nothing else; or follow from the number beside it. What says something may only be missing where a problem says so.
 */
export function judge(seen: Seen, checked: Checked): Judged {
  const failures: Failure[] = [];
  let compared = 0;
  const [sheet] = checked.sheets;
  if (checked.records.length === 0 || sheet === undefined || sheet.heading.card === true) return { failures, compared };
  const headings = headingsIn(seen, sheet.heading.row);
  const problems = new Map<number, Problem[]>();
  for (const it of checked.problems) problems.set(it.row, [...(problems.get(it.row) ?? []), it]);
  const matched = new Set(sheet.heading.columns.map((it) => it.field));
  const partly = checked.problems.some((it) => it.code.startsWith("column_"));
  const read = new Set<number>();
  for (const { row, answers } of checked.records as readonly { row: number; answers: AnyAnswers }[]) {
    const cells = seen.rows.get(row);
    if (cells === undefined || read.has(row)) {
      const detail = `row ${String(row)} ${cells === undefined ? "is not in the file" : "was read twice"}`;
      failures.push({ what: "row_invented", detail });
      continue;
    }
    read.add(row);
    const told = new Set((problems.get(row) ?? []).map((it) => it.field));
    const silent = (id: string) => !told.has(id) && (matched.has(id) || !partly);
    // A heading that is printed once more, and damaged there, may be passed over for the one before.
    const tries = [...headings]
      .filter(([it]) => it < row)
      .reverse()
      .map(([, columns]) => judgeRecord(seen, row, answers, columns, (it) => headings.has(it), silent));
    const best = tries.reduce((a, b) => (b.failures.length < a.failures.length ? b : a), tries[0] ?? nothing);
    compared += best.compared;
    failures.push(...best.failures);
  }

  // Where a heading further down is refused, what stands below it is refused with it.
  const refused = checked.problems.filter((it) => it.severity === "error" && it.code.startsWith("column_"));
  for (const [row, cells] of seen.rows) {
    if (read.has(row) || problems.has(row) || headings.has(row) || cells.filter((it) => it !== "").length < 3) continue;
    if (seen.names === undefined && (isGroups(cells, headings.has(row + 1) || headings.has(row + 2)) || isTitle(cells)))
      continue;
    const above = Math.max(...[...headings.keys()].filter((it) => it < row));
    if (refused.some((it) => it.row === above)) continue;
    failures.push({ what: "row_lost", detail: `row ${String(row)} is neither read nor told` });
  }
  return { failures, compared };
}

const nothing: Judged = { failures: [], compared: 0 };

/** One record under one heading; `silent` says that nothing was told about an answer that is missing. */
function judgeRecord(
  seen: Seen,
  row: number,
  record: AnyAnswers,
  columns: readonly Of[],
  heading: (row: number) => boolean,
  silent: (id: string) => boolean,
): Judged {
  const failures: Failure[] = [];
  const fail = (what: string, detail: string) => failures.push({ what, detail: `row ${String(row)} ${detail}` });
  let compared = 0;
  for (const [id, question] of questions) {
    const of = columns.filter((it) => it.ids.has(id));
    const texts = of.map(({ at }) => ditto(seen, row, at, question, id, heading));
    const sayings = texts.map((it) => sayingsOf(question, it));
    if (sayings.includes("anything")) continue;
    compared++;
    const isFilled = (it: (typeof sayings)[number]): it is readonly string[] => typeof it === "object";
    const filled = sayings.filter(isFilled);
    const surely = sayings.filter((_, at) => of[at]?.sure === true).filter(isFilled);
    const value = record[id];
    const where = `${id}: read ${written(value)}, the file says ${JSON.stringify(texts)}`;
    if (value !== undefined && !isUnknown(value)) {
      const means = (it: readonly string[]) => it.includes(key(value));
      const follows = [derived(id, record), ...shorthandsFor(id, columns, seen.rows.get(row) ?? [])];
      const meant = filled.length === 0 ? follows.some((it) => same(it, value)) : filled.some(means);
      if (!meant || !surely.every(means)) fail("misread", where);
    } else {
      const says = surely.some((it) => !it.includes(key(value ?? "99")));
      if (says && !texts.some((it) => it !== null && saysNothing(it)) && silent(id)) fail("lost", where);
    }
  }
  const number = record["id_number"];
  if (typeof number === "string") {
    if (!isNumber(number)) fail("number_wrong", `id_number: ${number}`);
    for (const id of ["sex", "birth_date"])
      if (record[id] !== derived(id, record)) fail("number_disagrees", `${id}: ${written(record[id])} with ${number}`);
  }
  return { failures, compared };
}

/** A child whose name stands within the answer of another, swallowed by a lost line end or quote, is told about. */
export function judgeNames(names: readonly string[], seen: Seen, checked: Checked): Failure[] {
  const matched = new Set(checked.sheets[0]?.heading.columns.map((it) => it.at));
  const told = new Set(checked.problems.map((it) => it.row));
  const read = new Set(checked.records.map((it) => it.row));
  const swallows = (name: string) => (cell: string | null, at: number) =>
    cell?.includes(name) === true && bare(cell) !== name && (matched.has(at) || cell.includes("\n"));
  return names.flatMap((name) => {
    if (checked.records.some((it) => bare(String((it.answers as AnyAnswers)["child_name"])).includes(name))) return [];
    const rows = [...seen.rows].filter(([row, cells]) => read.has(row) && cells.some(swallows(name)));
    if (rows.length === 0 || rows.some(([row]) => told.has(row))) return [];
    return [{ what: "child_swallowed", detail: `${name} stands in row ${rows.map(([row]) => row).join()}` }];
  });
}

/** A column and the questions that it may be about; `sure` where no group above leaves that open. */
type Of = {
  readonly at: number;
  readonly ids: ReadonlySet<string>;
  readonly sure: boolean;
  readonly shorthand: boolean;
};

/** Rows that are a heading, once or once more, with what their columns are about. In JSON the names stand apart, at 0. */
function headingsIn(seen: Seen, headingRow: number): ReadonlyMap<number, Of[]> {
  if (seen.names !== undefined) return new Map([[0, columnsIn(seen.names, [])]]);
  const rows = [...seen.rows].filter(([row, cells]) => {
    const filled = cells.filter((it): it is string => it !== null && bare(it) !== "");
    return (
      row === headingRow || (filled.length > 2 && filled.filter((it) => isHeading(it)).length > filled.length * 0.7)
    );
  });
  const headings = new Map<number, Of[]>();
  for (const [row, cells] of rows) {
    const above = seen.rows.get(row - 1) ?? [];
    const again = headings.get(row - 1);
    headings.set(row, again !== undefined && above.join() === cells.join() ? again : columnsIn(cells, above));
  }
  return headings;
}

function isHeading(text: string): boolean {
  return namesFor(text).length > 0 || /^(序号|状态|务工地|外出起始|电话|年龄|健康)$/.test(bare(text));
}

/** What each column is about by the words above it: its own, with the group above, or the group's where it has none. */
function columnsIn(own: readonly (string | null)[], upper: readonly (string | null)[]): Of[] {
  const sound = isGroups(upper, true);
  // A row of a few cells above a heading, no title, may be a part of it that was torn off.
  const groups = sound || isStray(upper, own.length) ? upper : [];
  let group = "";
  return Array.from({ length: Math.max(own.length, groups.length) }, (_, at) => {
    group = bare(groups[at] ?? "") === "" ? group : (groups[at] ?? "");
    const name = own[at] ?? "";
    const about = group.replace(/情况|信息|资料|基本/g, "");
    const joined = namesFor(about + name);
    const named = bare(name) === "" ? namesFor(group) : joined.length > 0 ? joined : namesFor(name);
    const sure =
      (sound || groups.length === 0) && bare(name) !== "" && (joined.length > 0 || ["", "登记内容"].includes(about));
    return { at, ids: new Set(named), sure, shorthand: shorthandHeadings.has(headingKey(name)) };
  });
}

/** Whether cells are the names of groups above a heading: few, and one of them at least as it was written. */
function isGroups(cells: readonly (string | null)[], above: boolean): boolean {
  const filled = cells.filter((it) => it !== "");
  const named = filled.filter(
    (it) => it !== null && /^(基本情况|登记内容|(父亲|母亲|照护人)(情况|信息)?)$/.test(bare(it)),
  );
  return above && named.length > 0 && (named.length * 2 >= filled.length || filled.length <= 4);
}

function isStray(cells: readonly (string | null)[], width: number): boolean {
  const filled = cells.filter((it) => it !== "");
  return filled.length > 0 && filled.length * 2 < width && !isTitle(cells);
}

function isTitle(cells: readonly (string | null)[]): boolean {
  return cells.some((it) => it !== null && /^(填报单位|附件2|青禾镇留守|2026年秋季)/.test(it));
}

const shorthands = childCensus.shorthands ?? [];
const shorthandHeadings = new Set(shorthands.flatMap((it) => [it.label, ...it.synonyms]).map(headingKey));
const fieldsByName = new Map<string, string[]>();
for (const [id, { label, synonyms = [] }] of questions)
  for (const name of [id, label, ...synonyms].map(headingKey))
    fieldsByName.set(name, [...(fieldsByName.get(name) ?? []), id]);

const namesBefore = new Map<string, readonly string[]>();

/** Question ids that a heading can mean, decorations and a number before it aside. */
function namesFor(heading: string): readonly string[] {
  const before = namesBefore.get(heading);
  if (before !== undefined) return before;
  if (namesBefore.size > 20_000) namesBefore.clear();
  const names = namedBy(heading);
  namesBefore.set(heading, names);
  return names;
}

function namedBy(heading: string): string[] {
  const whole = heading.normalize("NFKC");
  const unnumbered = whole.replace(/^\s*(q?\d{1,3}\s*[、.:)]|\(\d+\))\s*/i, "");
  const forms = [whole, unnumbered].flatMap((it) => {
    const [, outside = "", inside = ""] = /^([^([]*)[([]([^)\]]*)[)\]]/.exec(it) ?? [];
    return [it, it.replace(/\([^)]*\)|\[[^\]]*\]/g, ""), inside + outside, outside + inside];
  });
  return [...new Set(forms.map(headingKey))].flatMap((it) => fieldsByName.get(it) ?? []);
}

function headingKey(heading: string): string {
  return heading
    .normalize("NFKC")
    .replace(/[\s\p{C}*★☆:()[\]]/gu, "")
    .toLowerCase();
}

/** The text of a cell; where it says “as above”, that of the nearest row above that says something else. */
function ditto(
  seen: Seen,
  row: number,
  at: number,
  question: Question,
  id: string,
  heading: (row: number) => boolean,
): string | null {
  const cell = seen.rows.get(row)?.[at] ?? (seen.rows.get(row)?.[at] === null ? null : "");
  if (cell === null || question.type === "id" || id === "child_name" || !isDitto(cell)) return cell;
  const above = [...seen.rows].filter(([it]) => it < row && !heading(it)).reverse();
  for (const [, cells] of above) {
    const text = cells[at] ?? "";
    if (bare(text) !== "" && !isDitto(text)) return text;
  }
  return cell;
}

function isDitto(cell: string): boolean {
  return /^(同上|同上行|上同|〃|″|〞|"|''|’’|々)$/.test(bare(cell));
}

/**
 * All that a cell can mean as an answer, written as `key` writes it: nothing where it is blank, no meaning where it cannot be
 * read. “anything” is not judged.
 */
function sayingsOf(question: Question, cell: string | null): readonly string[] | "blank" | "anything" {
  if (cell === null) return [];
  const meanings = meaningsOf(question, cell);
  return meanings.length === 0 && saysNothing(cell) ? "blank" : meanings;
}

function meaningsOf(question: Question, cell: string): readonly string[] | "blank" | "anything" {
  const text = bare(cell).replace(/^['"]+|["']+$/g, "");
  if (text === "" || (question.type !== "text" && /^[-—–－―/／]+$/.test(text))) return "blank";
  switch (question.type) {
    case "id": {
      const number = text
        .normalize("NFKC")
        .replace(/['"\-_,.;、。]/g, "")
        .toUpperCase();
      return isNumber(number) ? [number] : [];
    }
    case "date":
      return dayIn(cell);
    case "month":
      return [...dayIn(cell).map((it) => it.slice(0, 7)), ...monthIn(text.normalize("NFKC"))];
    case "number":
      return /^\d{1,4}$/.test(text.normalize("NFKC")) ? [String(Number(text.normalize("NFKC")))] : "anything";
    case "choice": {
      const whole = codesFor(question.codes, cell);
      const parts = partsOf(cell).map((it) => codesFor(question.codes, it));
      const alike = parts.length > 0 && parts.every((it) => it.length === 1 && it[0] === parts[0]?.[0]);
      return whole.length > 0 ? whole : alike ? (parts[0] ?? []) : [];
    }
    case "multiple": {
      const whole = codesFor(question.codes, cell);
      const parts = whole.length > 0 ? [cell] : partsOf(cell);
      const words = parts.flatMap((it) => (codesFor(question.codes, it).length > 0 ? [it] : it.trim().split(/\s+/)));
      const codes = words.map((it) => codesFor(question.codes, it));
      if (codes.some((it) => it.length !== 1)) return [];
      const kept = question.codes.filter(
        ({ code, alarm }) => alarm === undefined && codes.some((it) => it[0] === code),
      );
      return [kept.map((it) => it.code).join()];
    }
    case "text":
      return "holds" in question && question.holds === "name" && question.required === true
        ? [text.normalize("NFKC")]
        : "anything";
    case "phone":
    case "area":
      return "anything";
  }
}

/** Words for not knowing, or for a question that does not apply. */
function saysNothing(cell: string): boolean {
  return /^(不详|未知|不清楚|不明|不知道?|[未没]采集|未(填写?|登记|统计|调查|核实|提供)|待(核实?|查)|null|nan|undefined|none|不适用|无|没有?|暂无)$/i.test(
    bare(cell),
  );
}

function partsOf(cell: string): string[] {
  return cell.split(/[；;、，,|/\n]/).filter((it) => bare(it) !== "");
}

type Codes = readonly {
  code: string;
  label: string;
  synonyms?: readonly string[];
  range?: readonly [number, number];
}[];

/** The codes that a word can stand for in a list: by code, label, both together, synonym or number in a range. */
function codesFor(codes: Codes, cell: string): readonly string[] {
  if (/\d\s+\d/.test(cell.normalize("NFKC"))) return [];
  // A full stop, an apostrophe or .0 at the end, or a stray byte in a word, leave it what it is.
  const text = cell.replace(/^[\s'"“”+]+|['"“”。.\s]+$|(?<=^\s*\d+)\.0\s*$/g, "");
  const said = wordKey(/\d/.test(text) ? text : text.replace(/\p{Cc}/gu, ""));
  const exact = wordsOf(codes).get(said);
  if (exact !== undefined) return exact.includes(said) ? [said] : exact;
  const number = Number(/^(\d{1,3})岁?$/.exec(said)?.[1] ?? NaN);
  const within = codes.filter(({ range }) => range !== undefined && number >= range[0] && number <= range[1]);
  return within.map((it) => it.code);
}

const lists = new WeakMap<Codes, Map<string, string[]>>();

function wordsOf(codes: Codes): ReadonlyMap<string, readonly string[]> {
  const before = lists.get(codes);
  if (before !== undefined) return before;
  const words = new Map<string, string[]>();
  for (const { code, label, synonyms = [] } of codes) {
    const numbers = [code, code.replace(/^0(?=\d$)/, ""), code.padStart(2, "0")];
    const named = [label, ...synonyms].flatMap((it) => [
      it,
      it + code,
      ...["", ".", "、"].flatMap((mark) => [code, code.replace(/^0(?=\d$)/, "")].map((number) => number + mark + it)),
    ]);
    for (const word of new Set([...numbers, ...named].map(wordKey)))
      words.set(word, [...(words.get(word) ?? []), code]);
  }
  lists.set(codes, words);
  return words;
}

function wordKey(word: string): string {
  return bare(word).normalize("NFKC").toLowerCase();
}

function dayIn(cell: string): string[] {
  const visible = cell.normalize("NFKC").replace(/\p{Cf}/gu, "");
  const text = bare(visible.replace(/^\s*'+|[。.,，]$|[\sT]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*$/g, ""));
  const found =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(chineseDay(text));
  const [, year = "", month = "", day = ""] = found ?? [];
  const value = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? [value] : [];
}

/** 二〇一五年三月五日 in digits. */
function chineseDay(text: string): string {
  const digits = "〇一二三四五六七八九";
  const [, year = "", month = "", day = ""] =
    /^([〇零○Oo0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?$/.exec(
      text,
    ) ?? [];
  const number = (it: string) => {
    const [, tens = "", ten = "", ones = ""] = /^([二三])?(十)?([一二三四五六七八九])?$/.exec(it) ?? [];
    if (tens === "" && ten === "") return digits.indexOf(ones);
    if (ten === "") return ones === "" ? digits.indexOf(tens) : NaN;
    return (tens === "" ? 1 : digits.indexOf(tens)) * 10 + (ones === "" ? 0 : digits.indexOf(ones));
  };
  if (year === "") return text;
  const years = [...year].map((it) => ("零○Oo0".includes(it) ? 0 : digits.indexOf(it))).join("");
  return `${years}${String(number(month)).padStart(2, "0")}${String(number(day)).padStart(2, "0")}`;
}

function monthIn(text: string): string[] {
  const found = /^(\d{4})[-./年](\d{1,2})月?$/.exec(text) ?? /^(\d{4})(\d\d)$/.exec(text);
  const [, year = "", month = ""] = found ?? [];
  return Number(month) >= 1 && Number(month) <= 12 ? [`${year}-${month.padStart(2, "0")}`] : [];
}

function isNumber(text: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(text) && dayIn(text.slice(6, 14)).length === 1 && checkDigit(text) === text[17];
}

/** What a number says of sex and birth. */
function derived(id: string, answers: AnyAnswers): string | undefined {
  const number = answers["id_number"];
  if (typeof number !== "string" || number.length !== 18) return undefined;
  if (id === "sex") return Number(number[16]) % 2 === 1 ? "1" : "2";
  return id === "birth_date" ? `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` : undefined;
}

function shorthandsFor(id: string, columns: readonly Of[], cells: readonly (string | null)[]): (string | undefined)[] {
  return columns
    .filter((it) => it.shorthand)
    .flatMap(({ at }) => {
      const said = bare(cells[at] ?? "").normalize("NFKC");
      const values = shorthands.flatMap((it) => it.values);
      return values.filter((it) => it.says.some((word) => word.normalize("NFKC") === said)).map((it) => it.answers[id]);
    });
}

/** Without what cannot be seen and without white space. */
function bare(text: string): string {
  return text.replace(/[\s\p{Cf}\ufffe\uffff]/gu, "");
}

function key(value: Value): string {
  return Array.isArray(value) ? value.join() : bare(String(value)).normalize("NFKC");
}

function isUnknown(value: Value | undefined): boolean {
  return value === undefined || key(value) === "99";
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function written(value: Value | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function said({ code, field, row, message }: Problem): string {
  return `${code}${field === undefined ? "" : ` ${field}`} (row ${String(row)}: ${message})`;
}
