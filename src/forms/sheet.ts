import { isDay } from "./calendar.ts";
import {
  type AnyAnswers,
  type Answers,
  applies,
  type Choice,
  type Form,
  type Integer,
  labelOf,
  type Multiple,
  normaliseAnswer,
  normaliseHeading,
  type Question,
  questionsOf,
  separators,
} from "./form.ts";
import { birthOf, faultOf, isInvented, sexOf } from "./identity.ts";
import { type Problem } from "./problem.ts";

/**
 * A table as it was read, titles above the heading included; `firstRow` is the row in which the clerk sees `rows[0]` (1 = top
 * of the file).
 */
export type Sheet = {
  readonly file: string;
  readonly sheet?: string;
  readonly rows: readonly (readonly string[])[];
  readonly firstRow: number;
};

export type ReadOptions = {
  /** Ages are computed and future dates refused at this day, `YYYY-MM-DD`. */
  readonly referenceDate: string;
  /** Whether numbers of the block that belongs to nobody are allowed. */
  readonly example: boolean;
};

export type Reading<F extends Form> = {
  /** Rows that are right, with the row the clerk sees. */
  readonly records: readonly { readonly row: number; readonly answers: Answers<F> }[];
  readonly problems: readonly Problem[];
  /** Rows that are not blank, right or wrong. */
  readonly rows: number;
};

/** Columns that offices add and nobody needs to be warned about. */
const ignored = new Set(["序号", "编号", "排查批次", "排查时点", "填报单位", "填表日期", "年龄", "周岁"]);

/**
 * Reads a filled-in sheet. A row is read whole or left out with every reason listed, so a clerk can mend the file in one
 * sitting. Messages never repeat what was typed: it may be a name. A column that is absent becomes 99 where the list has
 * it; an empty cell too. Answers that call for a report at once are dropped, with a warning that says what to do.
 */
export function readRows<F extends Form>(form: F, sheet: Sheet, options: ReadOptions): Reading<F> {
  const problems: Problem[] = [];
  const place = { file: sheet.file, ...(sheet.sheet === undefined ? {} : { sheet: sheet.sheet }) };
  const byHeading = headingsOf(form);
  const top = headingAt(sheet, byHeading);
  const columns = readHeading(form, sheet.rows[top] ?? [], byHeading, (problem) =>
    problems.push({ ...place, row: Math.max(1, sheet.firstRow + top), ...problem }),
  );
  const width = sheet.rows[top]?.length ?? 0;
  const records: { row: number; answers: Answers<F> }[] = [];
  let rows = 0;

  for (const [at, cells] of sheet.rows.slice(top + 1).entries()) {
    if (cells.every((cell) => clean(cell) === "")) continue;
    rows++;
    if (columns === null) continue;
    const row = sheet.firstRow + top + at + 1;
    const found: Problem[] = [];
    if (cells.slice(width).some((cell) => clean(cell) !== "")) {
      const message = "这一行比表头多出几格，后面的内容可能错位：请检查有没有多余的逗号或引号";
      found.push({ ...place, row, code: "row_wide", severity: "error", message });
    }
    const answers = readRow(form, columns, cells, options, (problem) => found.push({ ...place, row, ...problem }));
    problems.push(...found);
    if (!found.some((it) => it.severity === "error")) records.push({ row, answers: answers as Answers<F> });
  }
  return { records, problems, rows };
}

/** Checks one respondent's answers as if they had been read from a file; blank ones are told what is required. */
export function checkAnswers(
  form: Form,
  answers: AnyAnswers,
  options: ReadOptions,
): { readonly answers: AnyAnswers | null; readonly problems: readonly Problem[] } {
  const [, cells = []] = writeRows<Form>(form, [answers]);
  const questions = new Map(questionsOf(form).map(([id], at) => [id, at]));
  const problems: Problem[] = [];
  const read = readRow(form, { questions, shorthands: [] }, cells, options, (problem) =>
    problems.push({ file: form.title, row: 1, ...problem }),
  );
  return { answers: problems.some((it) => it.severity === "error") ? null : read, problems };
}

/** Rows of text that `readRows` reads back into the same answers: a heading of labels, then one row a record. */
export function writeRows<F extends Form>(form: F, records: readonly Answers<F>[]): string[][] {
  const questions = questionsOf(form);
  return [
    questions.map(([, question]) => question.label),
    ...records.map((record) => questions.map(([id, question]) => writeAnswer(question, (record as AnyAnswers)[id]))),
  ];
}

/** An answer in words: labels for codes, several joined by ；. Empty when there is none. */
function writeAnswer(question: Question, answer: AnyAnswers[string] | undefined): string {
  if (answer === undefined) return "";
  if (typeof answer === "object") return answer.map((code) => labelOf(question as Multiple, code)).join("；");
  return question.type === "choice" ? labelOf(question, String(answer)) : String(answer);
}

/** Objects as JSON files hold them, by question id or heading, as the sheet they would be; the first object is row 1. Values may be codes or labels. */
export function sheetOf(file: string, objects: readonly Readonly<Record<string, unknown>>[]): Sheet {
  const headings = [...new Set(objects.flatMap((it) => Object.keys(it)))];
  const cell = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.map(cell).join("；");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return { file, firstRow: 0, rows: [headings, ...objects.map((it) => headings.map((heading) => cell(it[heading])))] };
}

type Found = Pick<Problem, "code" | "severity" | "message"> & { readonly column?: string; readonly field?: string };
type Columns = {
  readonly questions: ReadonlyMap<string, number>;
  readonly shorthands: readonly { readonly at: number; readonly of: Form["shorthands"][number] }[];
};

/** Normalised headings and what they name: a question id, or a shorthand. */
type Headings = ReadonlyMap<string, string | Form["shorthands"][number]>;

function headingsOf(form: Form): Headings {
  return new Map<string, string | Form["shorthands"][number]>([
    ...questionsOf(form).flatMap(([id, question]) =>
      [id, question.label, ...(question.synonyms ?? [])].map((heading) => [normaliseHeading(heading), id] as const),
    ),
    ...form.shorthands.flatMap((it) =>
      [it.label, ...it.synonyms].map((heading) => [normaliseHeading(heading), it] as const),
    ),
  ]);
}

/** Where the heading is: offices put a title and a line of notes above it. The first of the top ten rows with three known headings. */
function headingAt({ rows }: Sheet, headings: Headings): number {
  const at = rows
    .slice(0, 10)
    .findIndex((cells) => cells.filter((cell) => headings.has(normaliseHeading(cell))).length >= 3);
  return Math.max(0, at);
}

function readHeading(
  form: Form,
  cells: readonly string[],
  headings: Headings,
  tell: (problem: Found) => void,
): Columns | null {
  const questions = new Map<string, number>();
  const shorthands: { at: number; of: Form["shorthands"][number] }[] = [];
  let usable = true;
  const unknown: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const heading = normaliseHeading(cell);
    if (heading === "" || ignored.has(heading)) continue;
    const id = headings.get(heading);
    if (typeof id === "object") shorthands.push({ at, of: id });
    else if (id === undefined) unknown.push(String(at + 1));
    else if (questions.has(id)) {
      usable = false;
      tell({ ...columnOf(form, id), code: "column_twice", severity: "error", message: "这一列出现了两次，请只留一列" });
    } else questions.set(id, at);
  }
  if (unknown.length > 0) {
    // A heading we do not know may be a row of data: its place is named, not its words.
    const message = `第 ${unknown.join("、")} 列的表头不认识，没有读取；需要的话请改成本表的表头`;
    tell({ code: "column_unknown", severity: "warning", message });
  }
  const given = new Set([
    ...questions.keys(),
    ...shorthands.flatMap(({ of }) => of.values.flatMap((it) => Object.keys(it.answers))),
  ]);
  for (const group of form.needs) {
    if (group.some((id) => given.has(id))) continue;
    usable = false;
    const labels = group.map((id) => columnOf(form, id).column).join("或");
    tell({ code: "column_required", severity: "error", message: `缺少“${labels}”一列，请补上表头和内容` });
  }
  const absent = questionsOf(form).filter(
    ([id, question]) =>
      !given.has(id) && question.detail !== true && question.when === undefined && !isRequired(form, id),
  );
  if (usable && absent.length > 0) {
    const labels = absent.map(([, question]) => question.label).join("、");
    tell({ code: "column_missing", severity: "warning", message: `没有这些列：${labels}；按“未采集”处理` });
  }
  return usable ? { questions, shorthands } : null;
}

function readRow(
  form: Form,
  columns: Columns,
  cells: readonly string[],
  options: ReadOptions,
  tell: (problem: Found) => void,
): AnyAnswers {
  const answers: Record<string, string | number | readonly string[]> = {};
  const faulty = new Set<string>();
  for (const { at, of } of columns.shorthands) {
    const said = normaliseAnswer(cells[at] ?? "");
    if (said === "") continue;
    const value = of.values.find((it) => it.says.map(normaliseAnswer).includes(said));
    if (value === undefined) {
      const known = of.values.map((it) => it.says[0]).join("、");
      tell({ column: of.label, code: "value_unknown", severity: "error", message: `不认识这个写法，请写：${known}` });
    } else Object.assign(answers, value.answers);
  }
  for (const [id, question] of questionsOf(form)) {
    const at = columns.questions.get(id);
    const cell = at === undefined ? "" : clean(cells[at] ?? "");
    if (cell === "") {
      if ("codes" in question && answers[id] === undefined && question.codes.some((it) => it.code === "99")) {
        answers[id] = question.type === "multiple" ? ["99"] : "99";
      }
      continue;
    }
    const read = readAnswer(question, cell);
    if ("fault" in read) {
      faulty.add(id);
      tell({ ...columnOf(form, id), code: read.code, severity: "error", message: read.fault });
    } else answers[id] = read.answer;
  }

  const id = answers["id_number"];
  if (typeof id === "string") {
    if (isInvented(id) && !options.example) {
      tell({
        ...columnOf(form, "id_number"),
        code: "id_invented",
        severity: "error",
        message: "990000 开头的号码只用于示例，请填真实证件号或留空",
      });
    }
    const derived: Record<string, string> = { birth_date: birthOf(id), sex: sexOf(id) };
    for (const [key, value] of Object.entries(derived)) {
      if (answers[key] === undefined) answers[key] = value;
      else if (answers[key] !== value) {
        tell({
          ...columnOf(form, key),
          code: "id_disagrees",
          severity: "error",
          message: "与公民身份号码不一致，请对照原件核对",
        });
      }
    }
  }
  for (const alarm of form.alarms) {
    const given = answers[alarm.question];
    if (typeof given !== "object" || !given.some((code) => alarm.codes.includes(code))) continue;
    const rest = given.filter((code) => !alarm.codes.includes(code));
    if (rest.length > 0) answers[alarm.question] = rest;
    else Reflect.deleteProperty(answers, alarm.question);
    tell({
      ...columnOf(form, alarm.question),
      code: "report_now",
      severity: "warning",
      message: "填了需要立即处理的情形：请先打 110 或转介，照“出事了”页办理；本表不保存这一项",
    });
  }
  for (const [key, question] of questionsOf(form)) {
    if (question.required === true && answers[key] === undefined && !faulty.has(key)) {
      tell({ ...columnOf(form, key), code: "required", severity: "error", message: "必填，请补上" });
    }
    if (answers[key] !== undefined && !applies(question, answers)) {
      Reflect.deleteProperty(answers, key);
      const [, asked] = questionsOf(form).find(([it]) => it === question.when?.question) ?? [];
      const message = `按“${asked?.label ?? ""}”的填写，这一栏不用填，没有保存；如果要保存，请核对“${asked?.label ?? ""}”`;
      tell({ ...columnOf(form, key), code: "not_applicable", severity: "warning", message });
    }
  }
  for (const rule of form.rules) {
    if (rule.broken(answers, options))
      tell({ ...columnOf(form, rule.at), code: rule.code, severity: rule.severity, message: rule.message });
  }
  return answers;
}

type Read =
  { readonly answer: string | number | readonly string[] } | { readonly fault: string; readonly code: string };

/** One cell as the answer to a question, or what to write instead; `cell` is clean and not empty. */
function readAnswer(question: Question, cell: string): Read {
  switch (question.type) {
    case "text":
      if ([...cell].length > question.longest) return { code: "too_long", fault: `请写在 ${question.longest} 字以内` };
      // The ' that keeps a spreadsheet from running a formula is not part of what was said (templates/csv.ts).
      return { answer: cell.replace(/^'+(?=[=+@-])/, "") };
    case "number": {
      const value = readNumber(question, cell);
      const fits = value !== null && value >= question.least && value <= question.most;
      return fits ? { answer: value } : { code: "number", fault: `请写 ${question.least} 到 ${question.most} 的整数` };
    }
    case "date": {
      if (/^\d{5}$/.test(compact(cell))) {
        return { code: "date_serial", fault: "日期变成了数字：请把该列设为日期格式（年-月-日）后重新导出" };
      }
      const day = readDay(cell);
      return day === null ? { code: "date", fault: "请写到日，如 2015-03-05" } : { answer: day };
    }
    case "month": {
      const [, year = "", month = ""] = /^(\d{4})[-./年](\d{1,2})(?:月|[-./月]\d{1,2}日?)?$/.exec(compact(cell)) ?? [];
      const value = `${year}-${month.padStart(2, "0")}`;
      return isDay(`${value}-01`) ? { answer: value } : { code: "month", fault: "请写到月，如 2023-02" };
    }
    case "id":
      return readId(cell);
    case "phone": {
      const digits = compact(cell).replace(/[-()]/g, "");
      if (/e\+/i.test(digits)) return { code: "phone", fault: "号码变成了科学计数，请把该列设为文本后重新录入" };
      const fits = /^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits);
      return fits ? { answer: digits } : { code: "phone", fault: "请写 11 位手机号，或带区号的座机号" };
    }
    case "area": {
      const digits = compact(cell);
      const fits = /^[1-9]\d+$/.test(digits) && question.digits.some((it) => it === digits.length);
      return fits ? { answer: digits } : { code: "area", fault: `请写 ${question.digits.join(" 或 ")} 位区划代码` };
    }
    case "choice": {
      const parts = new Set(cell.split(separators).flatMap((it) => (clean(it) === "" ? [] : [readCode(question, it)])));
      // 爷爷、奶奶 are two words for one answer.
      const code = readCode(question, cell) ?? (parts.size === 1 ? [...parts][0] : null) ?? null;
      return code === null
        ? { code: "value_unknown", fault: `不认识这个写法，请写：${optionsOf(question)}` }
        : { answer: code };
    }
    case "multiple": {
      const whole = readCode(question, cell);
      const codes =
        whole !== null
          ? [whole]
          : cell
              .split(separators)
              .filter((it) => clean(it) !== "")
              .map((it) => readCode(question, it));
      if (codes.includes(null))
        return { code: "value_unknown", fault: `有不认识的写法，几项之间用“；”隔开，请写：${optionsOf(question)}` };
      const answer = question.codes.map((it) => it.code).filter((code) => codes.includes(code));
      if (answer.length > 1 && (answer.includes(question.none ?? "") || answer.includes("99"))) {
        return { code: "none_and_some", fault: "“无”或“未采集”不能与其他项同时填" };
      }
      return { answer };
    }
  }
}

function readId(cell: string): Read {
  const id = compact(cell).replace(/^'/, "").toUpperCase();
  const faults = {
    scientific: "号码变成了科学计数，后几位已丢失：请把该列设为文本，对照原件重新录入",
    fifteen: "是 15 位旧号，儿童没有这种号码，请核对",
    length: "应为 18 位，请对照原件；如显示不全，请把该列设为文本后重新录入",
    date: "第 7 至 14 位不是日期，请对照原件",
    check: "末位校验码不对，请对照原件",
  };
  const fault = faultOf(id);
  return fault === null ? { answer: id } : { code: `id_${fault}`, fault: faults[fault] };
}

const numerals = "零一二三四五六七八九";

/** A whole number in digits or Chinese numerals up to 99, with or without what is counted, or a word the question knows. */
function readNumber({ says }: Integer, cell: string): number | null {
  const said = normaliseAnswer(cell);
  const named = says?.[said];
  if (named !== undefined) return named;
  const count = said.replace(/(年级|[次人个名])$/, "").replace("两", "二");
  if (/^\d+$/.test(count)) return Number(count);
  const [, tens, ten, ones] = /^([一二三四五六七八九]?)(十?)([零一二三四五六七八九]?)$/.exec(count) ?? [];
  if (tens === undefined || ten === undefined || ones === undefined || count === "") return null;
  if (ten === "") return tens === "" || ones === "" ? numerals.indexOf(tens + ones) : null;
  return (tens === "" ? 1 : numerals.indexOf(tens)) * 10 + Math.max(0, numerals.indexOf(ones || "零"));
}

function readDay(cell: string): string | null {
  // Midnight is what Excel adds to a day.
  const day = compact(cell.normalize("NFKC").replace(/[\sT]+0?0:00(:00(\.0+)?)?$/, ""));
  const [, year = "", month = "", date = ""] =
    /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day) ?? [];
  const value = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(value) ? value : null;
}

/** The code a cell means: code (a leading zero may be lost), label, synonym, code and label together, or a number in its range. */
function readCode(question: Choice | Multiple, cell: string): string | null {
  return meaningsOf(question)(normaliseAnswer(cell));
}

const meanings = new WeakMap<Choice | Multiple, (said: string) => string | null>();

function meaningsOf(question: Choice | Multiple): (said: string) => string | null {
  const known = meanings.get(question);
  if (known !== undefined) return known;
  const words = new Map<string, string>();
  for (const { code, label, synonyms = [] } of question.codes)
    for (const word of [label, ...synonyms]) words.set(normaliseAnswer(word), code);
  // Codes last: a number that is a code means that code.
  for (const { code, label } of question.codes)
    for (const word of [code.replace(/^0(?=\d$)/, ""), code, code + label]) words.set(normaliseAnswer(word), code);
  const ranges = question.codes.flatMap(({ code, range }) => (range === undefined ? [] : [{ code, range }]));
  const meaning = (said: string) => {
    const number = /^\d+(?=岁?$)/.exec(said)?.[0];
    const inRange = ({ range: [least, most] }: (typeof ranges)[number]) =>
      number !== undefined && Number(number) >= least && Number(number) <= most;
    return words.get(said) ?? ranges.find(inRange)?.code ?? null;
  };
  meanings.set(question, meaning);
  return meaning;
}

function optionsOf(question: Choice | Multiple): string {
  return question.codes.map((it) => it.label).join("、");
}

function isRequired(form: Form, id: string): boolean {
  return form.needs.some((group) => group.includes(id));
}

function columnOf(form: Form, id: string): { column: string; field: string } {
  const [, question] = questionsOf(form).find(([it]) => it === id) ?? [];
  return { column: question?.label ?? id, field: id };
}

/** Without what cannot be seen and without space at the ends. */
function clean(cell: string): string {
  return cell.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").trim();
}

/** Half width and without any white space. */
function compact(cell: string): string {
  return cell.normalize("NFKC").replace(/\s/g, "");
}
