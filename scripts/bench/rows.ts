import { closeSync, openSync, writeSync } from "node:fs";
import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { labelOf, type Question, questionsOf } from "../../src/forms/form.ts";
import { checkCharacter } from "../../src/forms/identity.ts";

/** The day the ages are computed at. */
export const referenceDate = "2026-09-30";

export const townships = Array.from({ length: 16 }, (_, at) => `990000${String(101 + at)}`);

/** The columns of the file, in order. */
export const columns = [
  ...["child_name", "sex", "birth_date", "id_number", "hukou_type", "area_code", "edu_status", "grade"],
  ...["school_name", "class_name", "boarding", "health", "father_status", "father_out_place", "father_out_since"],
  ...["mother_status", "mother_out_place", "mother_out_since", "stay_parent_capacity", "care_reason"],
  ...["guardian_type", "entrust_signed", "guardian_name", "guardian_phone", "contact_freq", "poverty_cat"],
  ...["aid_received", "needs", "filed", "paired", "consent_status"],
] as const;
export type ColumnId = (typeof columns)[number];

const questions = new Map<string, Question>(questionsOf(childCensus));
export function questionOf(id: string): Question {
  const question = questions.get(id);
  if (question === undefined) throw new Error(`bench: found no question ${id}, expected one of child-census`);
  return question;
}

/**
 * Writes a CSV of invented children (UTF-8 with a mark, CRLF, headings of the form), the same bytes for the same seed. Most
 * rows are clean and written in labels; some say codes or synonyms, full-width digits or dates with dots; some are quoted;
 * a few in a hundred are wrong, twice there, without a number, without an answer or without consent.
 */
export function writeFile(path: string, rows: number, seed: number): void {
  const file = openSync(path, "w");
  const random = mulberry32(seed);
  const some = <const T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const chance = (share: number) => random() < share;
  const earlier: Record<ColumnId, string>[] = [];
  let text = `\ufeff${columns.map((id) => questionOf(id).label).join(",")}\r\n`;
  for (let at = 0; at < rows; at++) {
    const twice = earlier.length > 0 && chance(0.012) ? some(earlier) : undefined;
    const record = twice === undefined ? invent(at, random, some, chance) : { ...twice };
    if (twice !== undefined) {
      // What stands in a second file: the same child, another answer, sometimes without the number.
      if (chance(0.2)) record.id_number = "";
      record.filed = some(["1", "0"]);
      if (chance(0.1)) record.consent_status = "5";
    } else if (chance(0.02)) {
      if (earlier.length < 5000) earlier.push(record);
      else earlier[Math.floor(random() * earlier.length)] = record;
    }
    const cells = columns.map((id) => spelled(questionOf(id), record[id], some, chance));
    if (chance(0.03)) spoil(cells, record, some);
    text += `${cells.map((it) => (/[",\r\n]/.test(it) ? `"${it.replaceAll('"', '""')}"` : it)).join(",")}\r\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
}

const surnames = [..."张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢"];
const given = [..."小满春禾青木晓雨晨阳思远家和安宁乐天星辰子墨若溪文博书航语桐"];
const schools = "中心小学 东山小学 河西小学 石门小学 初级中学 向阳小学".split(" ");
const first = Date.UTC(2009, 9, 1);

type Some = <const T>(of: readonly T[]) => T;

function invent(
  order: number,
  random: () => number,
  some: Some,
  chance: (share: number) => boolean,
): Record<ColumnId, string> {
  // 5,113 birthdays and then the next three digits: no two numbers are alike.
  const birth = new Date(first + ((order * 2741) % 5113) * 86_400_000).toISOString().slice(0, 10);
  const digits = `990000${birth.replaceAll("-", "")}${String(100 + Math.floor(order / 5113)).padStart(3, "0")}`;
  const age = 2026 - Number(birth.slice(0, 4)) - (birth.slice(5) > "08-31" ? 1 : 0);
  const edu = age < 3 ? "01" : age < 6 ? "02" : age < 12 ? "03" : age < 15 ? "04" : some(["05", "06", "11"]);
  const inSchool = edu !== "01" && edu !== "11";
  const township = some(townships);
  const name = () => some(surnames) + some(given) + (chance(0.8) ? some(given) : "");
  const both = chance(0.8);
  const fatherAway = both || chance(0.8);
  const motherAway = both || !fatherAway;
  const father = fatherAway ? "2" : some(["1", "1", "1", "4", "9"]);
  const mother = motherAway ? "2" : some(["1", "1", "1", "3", "5"]);
  const since = () =>
    `${String(chance(0.05) ? 2026 : 2016 + Math.floor(random() * 10))}-${String(1 + Math.floor(random() * 9)).padStart(2, "0")}`;
  const place = some(["2", "3", "4", "4", "5", "5", "5", "5", "5", "9"]);
  return {
    child_name: name(),
    sex: Number(digits[16]) % 2 === 1 ? "1" : "2",
    birth_date: birth,
    id_number: chance(0.03) ? "" : digits + checkCharacter(digits),
    hukou_type: some(["1", "1", "1", "1", "1", "2"]),
    area_code: `${township}${String(201 + Math.floor(random() * 9))}`,
    edu_status: edu,
    grade: age >= 6 && age < 15 ? String(age - 5) : "",
    school_name: `${some(surnames)}家坝${some(schools)}`,
    class_name: edu === "03" ? `${"一二三四五六"[age - 6] ?? ""}（${some(["1", "2", "3"])}）班` : "",
    boarding: inSchool && chance(0.3) ? "1" : "2",
    health: some(["1", "1", "1", "1", "1", "1", "1", "2", "3", "4"]),
    father_status: father,
    father_out_place: fatherAway ? place : "",
    father_out_since: fatherAway ? since() : "",
    mother_status: mother,
    mother_out_place: motherAway ? place : "",
    mother_out_since: motherAway ? since() : "",
    stay_parent_capacity: father === "1" || mother === "1" ? some(["1", "2", "3", "4"]) : "8",
    care_reason: both ? "1" : father === "1" || mother === "1" ? "2" : "99",
    guardian_type: chance(0.006) ? some(["09", "10"]) : some(["01", "01", "01", "02", "02", "05", "07", "99"]),
    entrust_signed: some(["1", "1", "2", "3", "8"]),
    guardian_name: name(),
    guardian_phone: `199${String(Math.floor(random() * 1e8)).padStart(8, "0")}`,
    contact_freq: some(["1", "2", "3", "4", "5", "6", "7", "99"]),
    poverty_cat: some(["00", "00", "00", "01", "04", "01;13", "10"]),
    aid_received: some(["00", "00", "00", "00", "01", "08;09", "09"]),
    needs: some(["1", "1;2", "2;7", "1;3;5", "4"]),
    filed: some(["1", "1", "1", "1", "0", "99"]),
    paired: some(["1", "1", "0", "99"]),
    consent_status: chance(0.02) ? some(["5", "6"]) : some(["1", "1", "2", "3", "4"]),
  };
}

/** A code as offices write it: mostly its label. */
function spelled(question: Question, value: string, some: Some, chance: (share: number) => boolean): string {
  if (value === "") return "";
  if (question.type === "multiple")
    return value
      .split(";")
      .map((it) => labelOf(question, it))
      .join("；");
  if (question.type === "choice") {
    if (chance(0.92)) return labelOf(question, value);
    const synonyms = question.codes.find((it) => it.code === value)?.synonyms ?? [];
    return chance(0.5) || synonyms.length === 0 ? value : some(synonyms);
  }
  if (question.type === "date" && chance(0.01)) return value.replaceAll("-", ".");
  if ((question.type === "date" || question.type === "id") && chance(0.005)) return fullWidth(value);
  if (question.label === "学校" && chance(0.02)) return `${value}（"老校",东区）`;
  return value;
}

function fullWidth(text: string): string {
  return text.replace(/[0-9X]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));
}

/** Spoils one cell of a row as the slips in real files do; not all of them make it wrong. */
function spoil(cells: string[], record: Record<ColumnId, string>, some: Some): void {
  const put = (id: ColumnId, cell: string) => {
    cells[columns.indexOf(id)] = cell;
  };
  const id = record.id_number;
  switch (
    some(["check", "sex", "choice", "multiple", "missing", "missing", "missing", "date", "phone", "area", "rule"])
  ) {
    case "check":
      if (id !== "") put("id_number", id.slice(0, 17) + (id.endsWith("1") ? "2" : "1"));
      return;
    case "sex":
      put("sex", record.sex === "1" ? "女" : "男");
      return;
    case "choice":
      put(some(["boarding", "filed", "father_status", "health", "contact_freq"]), some(["两个", "其它情况", "是的吧"]));
      return;
    case "multiple":
      put("needs", "亲情陪伴；不认识的");
      return;
    case "missing":
      put(some(["sex", "birth_date", "edu_status", "grade", "filed", "stay_parent_capacity", "child_name"]), "");
      return;
    case "date":
      put("birth_date", some(["2015-02-30", "2015年3月", "2027-01-01"]));
      return;
    case "phone":
      put("guardian_phone", "1990000123");
      return;
    case "area":
      put("area_code", some(["9900001", "990000999201", ""]));
      return;
    case "rule":
      if (some([true, false])) put("guardian_type", some(["父亲", "母亲"]));
      else put("boarding", "寄宿");
  }
}

/** mulberry32: a small generator whose numbers are the same everywhere. Gives numbers in [0, 1). */
function mulberry32(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
