import { compact, numeral } from "./written.ts";

/**
 * Grades as schools write them. Grades count on through the stages: 小学 1–6, 初中 7–9, 高中 10–12. A written grade is read
 * only when nothing else can be meant: 601 班 or 初二班 may be a number of a class.
 */

const ones = "一二三四五六七八九";
const number = `(?:1[0-2]|[1-9]|十[一二]?|[${ones}])`;
/** The class behind a grade: (2)班, 2班, 二班, (2). */
const classBehind = String.raw`(?:\((?:\d{1,2}|[${ones}十]{1,3})\)班?|(?:\d{1,2}|[${ones}十]{1,3})班)`;
const term = String.raw`(?:\(?[上下](?:学?期|册)?\)?)?`;
const byYear = new RegExp(`^(小学|初中|高中|中学)?\\(?(${number})\\)?年级${term}${classBehind}?$`);
const byStage = new RegExp(
  `^(初|高)中?(?:([一二三])(?:年级)?${term}${classBehind}?|([1-3])(?:年级)?${term}(?:\\(.{1,3}\\)班?)?)$`,
);
/** 六(2)班, 六(2), 6(2)班, 六2班, 六二班: the bracket, or the mixture of numerals, shows where the grade ends. */
const byBracket = new RegExp(`^(${number})\\((?:\\d{1,2}|[${ones}十]{1,3})\\)班?$`);
const byMixture = new RegExp(`^([${ones}])(?:\\d{1,2}|[${ones}])班$`);

/** The grade in a cell, "preschool" for a class of a kindergarten, or null where it is not certain. */
export function readGrade(cell: string): number | "preschool" | null {
  if (/\d\s+\d/.test(cell)) return null;
  const said = compact(cell)
    .replace(/^'/, "")
    .replace(/[.。]$/, "");
  if (said.length > 20) return null;
  if (/^\d{1,2}(\.0+)?$/.test(said)) return inRange(Number(said));
  if (/^(?:幼儿园|学前班?|幼小|托班)|^(?:幼儿园)?[大中小]\(?[\d一二三四五六]*\)?班/.test(said)) return "preschool";
  const alone = numeral(said);
  if (alone !== null) return inRange(alone);
  // 初二班 and 初12班 are not matched: 初二, or 初中二班?
  const stage = byStage.exec(said);
  if (stage !== null) return startOf(stage[1] ?? "") + valueOf(stage[2] ?? stage[3] ?? "");
  const year = byYear.exec(said);
  if (year !== null) return ofStage(year[1], valueOf(year[2] ?? ""));
  const short = byBracket.exec(said) ?? byMixture.exec(said);
  return short === null ? null : inRange(valueOf(short[1] ?? ""));
}

/**
 * What a cell such as 六(2)班 says of grade and class, for a column that holds both. The class is kept as it was written; it is
 * absent where there is none (六年级), the grade where it is not certain (601 班, 2 班, a bare 3).
 */
export function splitGradeClass(cell: string): GradeClass {
  const known = splits.get(cell);
  if (known !== undefined) return known;
  const split = splitAnew(cell);
  // Classes have few names; a column with more is no column of classes.
  if (splits.size < 4096) splits.set(cell, split);
  return split;
}
type GradeClass = { readonly grade?: number; readonly class_name?: string };
const splits = new Map<string, GradeClass>();

function splitAnew(cell: string): GradeClass {
  const said = compact(cell);
  const grade = /^\d+(\.0+)?$/.test(said) || numeral(said) !== null ? null : readGrade(said);
  const only = typeof grade === "number" && !/班|\)$/.test(said);
  return { ...(typeof grade === "number" ? { grade } : {}), ...(only ? {} : { class_name: cell }) };
}

function valueOf(words: string): number {
  return /^\d/.test(words) ? Number(words) : (numeral(words) ?? 0);
}

function startOf(stage: string): number {
  return stage.startsWith("高") ? 9 : 6;
}

/** 初中二年级 and 初中八年级 are the same; 小学八年级 is nothing. */
function ofStage(stage: string | undefined, year: number): number | null {
  if (stage === undefined) return inRange(year);
  if (stage === "小学") return year <= 6 ? year : null;
  if (stage === "中学") return year >= 7 ? year : null;
  if (year <= 3) return startOf(stage) + year;
  return stage === "初中" ? (year >= 6 && year <= 9 ? year : null) : year >= 10 ? year : null;
}

function inRange(grade: number): number | null {
  return grade >= 1 && grade <= 12 ? grade : null;
}
