import { clean, writeAnswer } from "./answer.ts";
import { type AnyAnswers, columnsOf, type Form, isRows, type Question, questionsOf, type Single } from "./form.ts";

/** 张小满 → 张*. One star whatever the length, which would say something too. Empty stays empty. */
export function maskName(name: string): string {
  const [first] = clean(name);
  return first === undefined ? "" : `${first}*`;
}

/** The last four characters of a citizen's number behind stars; nothing of one too short to hide the rest. */
export function maskId(id: string): string {
  return lastFour(id);
}

/** The last four digits of a telephone number behind stars. */
export function maskPhone(phone: string): string {
  return lastFour(phone);
}

function lastFour(number: string): string {
  const characters = clean(number).replace(/\s/g, "");
  return characters === "" ? "" : `****${characters.length < 8 ? "" : characters.slice(-4)}`;
}

/**
 * One record in a list on screen, such as `张* · 男 · 2015-03 · 五（2）班 · 2026-09-16`: masked name, sex and month of birth, which tell two 张* apart, the
 * office's own number, class, the end of an ID number where there is no class, the day it happened. Empty when it has none of these.
 */
export function summaryOf(form: Form, answers: AnyAnswers): string {
  const answered = questionsOf(form).flatMap(([id, question]) => {
    const answer = answers[id];
    return answer === undefined || isRows(answer)
      ? []
      : [{ id, question, words: writeAnswer(question, answer as Single) }];
  });
  const names = answered.filter(({ question }) => isName(question));
  const name = names.find(({ question }) => question.privacy === "direct") ?? names[0];
  const class_ = answered.find(({ id }) => id === "class_name");
  const number = answered.find(({ question }) => question.type === "id");
  return [
    name === undefined ? "" : maskName(name.words),
    answered.find(({ id }) => id === "sex")?.words ?? "",
    answered.find(({ id }) => id === "birth_date" || id === "birth_month")?.words.slice(0, 7) ?? "",
    answered.find(({ id, words }) => id === "child_code" && isOwnNumber(words))?.words ?? "",
    class_?.words ?? (number === undefined ? "" : maskId(number.words)),
    answered.find(({ question }) => question.type === "date" && question.privacy === "process")?.words ?? "",
  ]
    .filter((it) => it !== "")
    .join(" · ");
}

/**
 * What may be said about filled-in forms in a group chat: which form, how many, by class, and the office's own numbers. In a
 * class everyone knows who 张* is, so not even that stands there, nor any answer about a person. A class or number that does
 * not look like one is left out, and so is everything when a word of it is also an answer that identifies or is sensitive.
 */
export function chatText(form: Form, records: readonly AnyAnswers[]): string {
  const total = `${form.title}：已填 ${records.length} 份`;
  const classes = new Map<string, string[]>();
  for (const record of records) {
    const name = String(record["class_name"] ?? "").trim();
    const code = String(record["child_code"] ?? "").trim();
    const key = isClass(name) ? name : "";
    classes.set(key, [...(classes.get(key) ?? []), isOwnNumber(code) ? code : ""]);
  }
  const lines = [...classes].map(([name, codes]) => {
    const known = codes.filter((it) => it !== "");
    return `${name === "" ? "未写班级" : name} ${codes.length} 份${known.length === 0 ? "" : `，编号 ${known.join("、")}`}`;
  });
  const text = [total, ...lines].join("\n");
  const said = lines.join("\n");
  const secrets = new Set(records.flatMap((it) => secretsOf(form, it)));
  return [...secrets].some((it) => said.includes(it)) ? total : text;
}

/** Answers that identify someone or are sensitive, as they would stand in a text. */
function secretsOf(form: Form, record: AnyAnswers): string[] {
  return columnsOf(form)
    .filter(({ question }) => isName(question) || question.privacy === "direct" || question.privacy === "sensitive")
    .flatMap(({ id, question, table }) => {
      const rows = table === undefined ? undefined : record[table];
      const all: readonly AnyAnswers[] = table === undefined ? [record] : isRows(rows) ? rows : [];
      return all.map((row) => writeAnswer(question, row[id] as Single | undefined).trim());
    })
    .filter((it) => it.length > 1);
}

function isName(question: Question): boolean {
  return question.type === "text" && question.holds === "name";
}

/** 五（2）班, 初一3班: numerals and words for grades only. A class named after anything else may hide a name. */
function isClass(words: string): boolean {
  return /^[\d一二三四五六七八九十初高小学中大班年级()（）.、-]{1,12}班$/.test(words);
}

/** QH-2026-017: short, with no run of digits as long as a telephone or ID number, and no words. */
function isOwnNumber(words: string): boolean {
  return /^[A-Za-z]{0,4}(-?\d{1,6}){1,3}$/.test(words) && words.replace(/\D/g, "").length < 11;
}
