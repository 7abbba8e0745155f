import { isDay } from "./calendar.ts";
import {
  type Choice,
  type Integer,
  labelOf,
  type Multiple,
  normaliseAnswer,
  type Question,
  separators,
  type Single,
} from "./form.ts";
import { faultOf } from "./identity.ts";

export type Read = { readonly answer: Single } | { readonly fault: string; readonly code: string };

/** One cell as the answer to a question, or what to write instead; `cell` is clean and not empty. The inverse of `writeAnswer`. */
export function readAnswer(question: Question, cell: string): Read {
  switch (question.type) {
    case "text": {
      // The ' that keeps a spreadsheet from running a formula is not part of what was said (templates/csv.ts).
      const answer = cell.replace(/^'+(?=[=+@-])/, "");
      if (/^\d(\.\d+)?e\+\d+$/i.test(answer)) return { code: "scientific", fault: scientific };
      const fits = [...answer].length <= question.longest;
      return fits ? { answer } : { code: "too_long", fault: `请写在 ${question.longest} 字以内` };
    }
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
      // A day says its month too: offices keep whole dates in such a column.
      const said = readDay(cell)?.slice(0, 7) ?? compact(cell);
      const [, year = "", month = ""] =
        /^(\d{4})[-./年](\d{1,2})月?$/.exec(said) ?? /^(\d{4})(\d{2})$/.exec(said) ?? [];
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
      const codes = partsOf(question, cell).map((it) => readCode(question, it));
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

/** The answers in one cell of a multiple choice: the cell where it is one, else what stands between the marks, or between spaces where that is known. */
function partsOf(question: Multiple, cell: string): string[] {
  if (readCode(question, cell) !== null) return [cell];
  return cell
    .split(separators)
    .filter((it) => clean(it) !== "")
    .flatMap((it) => (readCode(question, it) === null ? it.trim().split(/\s+/) : [it]));
}

/** The codes among the answers in a cell that call for action at once, whatever else is wrong with the cell. */
export function alarmsInCell(question: Question, cell: string): string[] {
  if (!("codes" in question)) return [];
  const parts = [cell, ...cell.split(separators), ...cell.split(/\s+/)].map((it) => readCode(question, it));
  return question.codes.filter((it) => it.alarm !== undefined && parts.includes(it.code)).map((it) => it.code);
}

/** A cell with each of its answers written as it is written today. */
export function recoded(question: Question, cell: string, codes: Readonly<Record<string, string>>): string {
  const now = (part: string) => {
    const said = normaliseAnswer(part);
    return Object.entries(codes).find(([then]) => normaliseAnswer(then) === said)?.[1] ?? part;
  };
  return question.type === "multiple" ? cell.split(separators).map(now).join("；") : now(cell);
}

/** An answer in words: labels for codes, several joined by ；. Empty when there is none. */
export function writeAnswer(question: Question, answer: Single | undefined): string {
  if (answer === undefined) return "";
  if (typeof answer === "object") return answer.map((code) => labelOf(question as Multiple, code)).join("；");
  return question.type === "choice" ? labelOf(question, String(answer)) : String(answer);
}

const scientific = "号码变成了科学计数，后几位已丢失：请把该列设为文本，对照原件重新录入";

function readId(cell: string): Read {
  const id = compact(cell).replace(/^'/, "").toUpperCase();
  const faults = {
    scientific,
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
  // 1 2 are two codes, not twelve.
  if (/\d\s+\d/.test(cell.normalize("NFKC"))) return null;
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
  return question.codes.flatMap((it) => (it.alarm === undefined ? [it.label] : [])).join("、");
}

/** Without what cannot be seen and without space at the ends. */
export function clean(cell: string): string {
  return cell.replace(/[\u200b-\u200f\u2060\ufeff\u00ad\ufffe\uffff]/g, "").trim();
}

/** Half width and without any white space. */
function compact(cell: string): string {
  return cell.normalize("NFKC").replace(/\s/g, "");
}
