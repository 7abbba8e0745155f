import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { type AnyAnswers, applies, type Question, questionsOf, type Single } from "../../src/forms/form.ts";
import { type Random } from "./random.ts";

/** A cell as an office fills it; `as` says that a workbook keeps it as a number, or as the serial number of the day `text`. */
export type Cell = { readonly text: string; readonly as?: "number" | "day" };

/** A table as an office writes it, before anything happens to it. Rows are counted from 0 at the top of the file. */
export type Table = {
  readonly rows: readonly (readonly Cell[])[];
  /** Rows of the heading: one, or two with groups above. */
  readonly heading: { readonly top: number; readonly below: number };
  /** The first columns of groups in the upper level, with their widths: cells that a workbook merges. */
  readonly groups: readonly { readonly column: number; readonly width: number }[];
  /** Row → the child in it. */
  readonly children: ReadonlyMap<number, Child>;
};

/** What was answered about one child: only what was written into the table. */
export type Child = { readonly answers: AnyAnswers };

export const referenceDate = "2026-11-01";

const questions = questionsOf(childCensus);
const shorthand = childCensus.shorthands?.[0];

/** 1–6 children in a table with columns, headings and spellings as they occur, and unless it is plain with titles and feet. */
export function tableOf(random: Random, { plain, commas }: Manner): Table {
  const fields = fieldsOf(random);
  const short = shorthand !== undefined && random.chance(0.06);
  const count = random.between(1, 6);
  const children = Array.from({ length: count }, (_, at) => childOf(random, fields, short, at));
  const twoLevels = !plain && random.chance(0.2);
  const columns = columnsFor(random, fields, short, twoLevels);
  const heading = headingOf(random, columns, twoLevels);
  const rows: Cell[][] = [];
  const said = (text: string): Cell => ({ text });
  if (!plain && random.chance(0.35)) {
    rows.push([said(random.pick(["青禾镇留守儿童排查登记表", "2026年秋季留守儿童花名册", "附件2"]))]);
    if (random.chance(0.5)) rows.push([said("填报单位：青禾镇中心小学"), said(""), said(""), said("2026-11-01")]);
    if (random.chance(0.2)) rows.push([]);
  }
  const top = rows.length;
  rows.push(...heading.rows.map((row) => row.map(said)));
  const below = rows.length;
  const placed = new Map<number, Child>();
  for (const [at, child] of children.entries()) {
    if (!plain && at > 0 && random.chance(0.03)) rows.push([]);
    if (!plain && at > 0 && random.chance(0.03)) rows.push(...heading.rows.map((row) => row.map(said)));
    placed.set(rows.length, child);
    rows.push(columns.map((column) => cellOf(random, column, child, at, commas)));
  }
  if (!plain && random.chance(0.25)) {
    const wide = (row: Cell[]) =>
      random.chance(0.5) ? row : [...row, ...columns.slice(row.length).map(() => said(""))];
    rows.push(wide([said(random.pick(["合计", "小计", "总计"])), said(""), said(String(count))]));
    if (random.chance(0.5)) rows.push(wide([said("制表人：李四"), said(""), said("审核人：")]));
  }
  return { rows, heading: { top, below }, groups: heading.groups, children: placed };
}

/** `commas` says whether several answers in a cell may be divided by commas. */
type Manner = { readonly plain: boolean; readonly commas: boolean };

type Column =
  | { readonly is: "question"; readonly id: string; readonly question: Question }
  | { readonly is: "shorthand" }
  | { readonly is: "serial" }
  | { readonly is: "extra"; readonly heading: string };

/** The questions that a file asks: those it must have, and a share of the others. */
function fieldsOf(random: Random): ReadonlySet<string> {
  const share = random.pick([0.05, 0.2, 0.5, 0.9]);
  const identity = random.weighted({ both: 6, number: 1, spelled: 2 });
  const fields = new Set(["child_name", "father_status", "mother_status"]);
  if (identity !== "spelled") fields.add("id_number");
  if (identity !== "number") fields.add("sex").add("birth_date");
  for (const [id] of questions)
    if (!["sex", "birth_date", "id_number"].includes(id) && random.chance(share)) fields.add(id);
  return fields;
}

function columnsFor(random: Random, fields: ReadonlySet<string>, short: boolean, grouped: boolean): Column[] {
  const asked = questions
    .filter(([id]) => fields.has(id) && !(short && ["father_status", "mother_status"].includes(id)))
    .map(([id, question]): Column => ({ is: "question", id, question }));
  const extra = random.pick(["邮编", "网格员", "备用", "constructor", "__proto__", "toString", "=1+1"]);
  const all: Column[] = [
    ...asked,
    ...(short ? [{ is: "shorthand" } as const] : []),
    ...(random.chance(0.3) ? [{ is: "extra", heading: extra } as const] : []),
  ];
  const ordered = random.chance(0.5) ? random.shuffled(all) : all;
  if (random.chance(0.4)) ordered.unshift({ is: "serial" });
  // A group is one run of columns.
  return grouped ? groupNames.flatMap((name) => ordered.filter((it) => groupOf(it) === name)) : ordered;
}

const groupNames = ["", "父亲", "母亲", "照护人"] as const;

function groupOf(column: Column): (typeof groupNames)[number] {
  const { label } = column.is === "question" ? column.question : { label: "" };
  return groupNames.find((it) => it !== "" && label.startsWith(it)) ?? "";
}

function headingOf(random: Random, columns: readonly Column[], twoLevels: boolean) {
  const names = columns.map((column) => {
    if (column.is === "serial") return "序号";
    if (column.is === "extra") return column.heading;
    if (column.is === "shorthand") return shorthand?.label ?? "";
    const { id, question } = column;
    if (twoLevels && groupOf(column) !== "") return question.label.slice(groupOf(column).length);
    // 联系方式 and 父亲 mean something else in other columns, or below a group.
    const usable = twoLevels ? [] : (question.synonyms ?? []);
    const name = random.chance(0.6) ? question.label : random.pick([id, question.label, ...usable]);
    return random.chance(0.1) ? decorated(random, name) : name;
  });
  if (!twoLevels) return { rows: [names], groups: [] };
  const upper = columns.map((column, at) => {
    const group = groupOf(column);
    const first = at === 0 || groupOf(columns[at - 1] as Column) !== group;
    if (!first) return "";
    return group === "" ? random.pick(["基本情况", "登记内容"]) : random.pick([group, `${group}情况`, `${group}信息`]);
  });
  const groups = upper.flatMap((text, column) => {
    if (text === "") return [];
    const next = upper.findIndex((it, at) => at > column && it !== "");
    return [{ column, width: (next === -1 ? upper.length : next) - column }];
  });
  return { rows: [upper, names], groups };
}

function decorated(random: Random, name: string): string {
  const way = random.between(0, 4);
  if (way === 0) return `*${name}`;
  if (way === 1) return `${name}（必填）`;
  if (way === 2) return [...name].join(" ");
  return way === 3 ? `${name}：` : `${String(random.between(1, 30))}、${name}`;
}

const han = [..."张王李赵小满春生青禾文静雨桐山水木石明亮子涵"];

/** The last character of a name, which stands in nothing else that is written. */
const ordinals = [..."甲乙丙丁戊己"];

/** Answers that go together: what does not apply is not answered, no rule is broken, nothing calls for action at once. */
function childOf(random: Random, fields: ReadonlySet<string>, short: boolean, at: number): Child {
  for (;;) {
    const parents: Readonly<Record<string, string>> = short ? random.pick(shorthand?.values ?? []).answers : {};
    const answers: Record<string, Single> = {};
    const birth = dayBetween(random, "2011-01-01", "2021-12-31");
    const first = `990000${birth.replaceAll("-", "")}${String(random.between(100, 999))}`;
    // A number that ends in 000 may have been cut by a spreadsheet, and is read with care.
    if (first.endsWith("00")) continue;
    const sex = Number(first[16]) % 2 === 1 ? "1" : "2";
    for (const [id, question] of questions) {
      if (!fields.has(id) || !applies(question, answers)) continue;
      const always = ["child_name", "sex", "birth_date", "father_status", "mother_status"].includes(id);
      if (!always && random.chance(0.12)) continue;
      if (id === "child_name") answers[id] = `${random.pick(han)}${random.pick(han)}${ordinals[at] ?? ""}`;
      else if (id === "birth_date") answers[id] = birth;
      else if (id === "sex") answers[id] = sex;
      else if (question.type === "id") answers[id] = first + checkDigit(first);
      else answers[id] = parents[id] ?? answerTo(random, id, question);
    }
    if (!fields.has("sex") || !fields.has("birth_date")) answers["id_number"] ??= first + checkDigit(first);
    // What depends on an answer that the file does not hold is not asked.
    for (const [id, question] of questions) if (!applies(question, answers)) Reflect.deleteProperty(answers, id);
    const whole = { birth_date: birth, sex, ...answers };
    const broken = (childCensus.rules ?? []).some(
      (rule) => rule.severity === "error" && rule.broken(whole, { referenceDate }),
    );
    if (!broken) return { answers };
  }
}

function answerTo(random: Random, id: string, question: Question): Single {
  switch (question.type) {
    case "text":
      if (id === "student_no") return `L${Array.from({ length: 18 }, () => String(random.between(0, 9))).join("")}`;
      return Array.from({ length: random.between(2, Math.min(8, question.longest)) }, () => random.pick(han)).join("");
    case "number":
      return random.between(question.least, Math.min(question.most, question.least + 20));
    case "date":
      return dayBetween(random, "2024-01-01", "2026-09-30");
    case "month":
      return dayBetween(random, "2022-01-01", "2026-04-30").slice(0, 7);
    case "phone":
      return `199${String(random.between(0, 99_999_999)).padStart(8, "0")}`;
    case "area":
      return "990000101201".slice(0, random.pick(question.digits));
    case "id":
      throw new Error("fuzz/table: found a second number, expected one per child");
    case "choice":
      return random.pick(question.codes.filter((it) => it.alarm === undefined)).code;
    case "multiple": {
      const alone = ["99", question.none ?? "99"];
      const codes = question.codes.filter((it) => it.alarm === undefined).map((it) => it.code);
      const some = codes.filter((it) => !alone.includes(it) && random.chance(0.3));
      return some.length > 0 ? some : [random.pick(codes)];
    }
  }
}

/** GB 11643 written out once more, so that a fault in the reader's own does not hide itself. */
export function checkDigit(first: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (2 ** (17 - at) % 11) * Number(first[at]);
  const rest = (12 - (sum % 11)) % 11;
  return rest === 10 ? "X" : String(rest);
}

function dayBetween(random: Random, first: string, last: string): string {
  const days = random.between(Date.parse(first) / 86_400_000, Date.parse(last) / 86_400_000);
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function cellOf(random: Random, column: Column, { answers }: Child, at: number, commas: boolean): Cell {
  if (column.is === "serial") return { text: String(at + 1), as: "number" };
  if (column.is === "extra") return { text: random.pick(["", "无", "constructor", "=1+1", "<b>", "100000"]) };
  if (column.is === "shorthand") {
    const pair = (it: AnyAnswers) => `${String(it["father_status"])} ${String(it["mother_status"])}`;
    const value = shorthand?.values.find((it) => pair(it.answers) === pair(answers));
    return { text: value === undefined ? "" : random.pick(value.says) };
  }
  const answer = answers[column.id];
  return answer === undefined ? { text: "" } : spelled(random, column.question, answer as Single, commas);
}

/** An answer in one of the spellings that must be understood. */
function spelled(random: Random, question: Question, answer: Single, commas: boolean): Cell {
  const text = String(answer);
  switch (question.type) {
    case "id": {
      const ways = [text, text, text, text.toLowerCase(), `'${text}`, fullWidth(text), ` ${text} `];
      return { text: random.pick([...ways, `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`]) };
    }
    case "date": {
      const [year = "", month = "", day = ""] = text.split("-");
      const [m, d] = [String(Number(month)), String(Number(day))];
      if (random.chance(0.3)) return { text, as: "day" };
      const ways = [text, text, `${year}/${m}/${d}`, `${year}.${m}.${d}`, `${year}年${m}月${d}日`, year + month + day];
      return { text: random.pick([...ways, `${year}-${m}-${d}`, `${year}/${month}/${day} 0:00:00`, fullWidth(text)]) };
    }
    case "month": {
      const [year = "", month = ""] = text.split("-");
      const m = String(Number(month));
      return { text: random.pick([text, text, `${year}.${month}`, `${year}年${m}月`, year + month, `${year}/${m}`]) };
    }
    case "choice":
      return word(random, question.codes, text);
    case "multiple": {
      if (typeof answer !== "object") return { text };
      const mark = random.pick(commas ? ["；", "；", "、", "，", ",", ";", "|"] : ["；", "、", "|"]);
      if (answer.length === 1) return { text: word(random, question.codes, answer[0] ?? "").text };
      // Codes and words in one cell look like a numbered list, and are refused.
      const numbers = random.chance(0.4);
      return { text: answer.map((it) => (numbers ? it : named(random, question.codes, it))).join(mark) };
    }
    case "number":
      return { text, as: "number" };
    case "phone":
    case "area":
      return random.chance(0.3) ? { text, as: "number" } : { text };
    case "text":
      return { text };
  }
}

function word(
  random: Random,
  codes: readonly { code: string; label: string; synonyms?: readonly string[] }[],
  is: string,
): Cell {
  const code = codes.find((it) => it.code === is);
  if (code === undefined) return { text: is };
  const way = random.between(0, 9);
  if (way < 5) return { text: code.label };
  if (way < 8) return { text: is };
  if (way === 8 && /^0?\d$/.test(is)) return { text: String(Number(is)), as: "number" };
  return { text: random.pick([code.label, ...(code.synonyms ?? [])]) };
}

/** A code in words that can stand beside others: none with a separator in it. */
function named(random: Random, codes: Parameters<typeof word>[1], is: string): string {
  const { label = is, synonyms = [] } = codes.find((it) => it.code === is) ?? {};
  return random.pick([label, label, ...synonyms.filter((it) => !/[；;、，,|/]/.test(it))]);
}

export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));
}
