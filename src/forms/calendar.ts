import { half, numeral } from "./written.ts";

/** Dates as text, `YYYY-MM-DD`, without time zones: a birthday is the same day everywhere. */

/** Whether `text` is a day that exists. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return (
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))
  );
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whole years from a birthday to a day (周岁): a child born on 29 February turns a year older on 1 March of common years. */
export function yearsBetween(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Whole months from a month `YYYY-MM` to a day: since 2026-03 it is six months from 2026-09-01 on. */
export function monthsSince(month: string, day: string): number {
  return (
    (Number(day.slice(0, 4)) - Number(month.slice(0, 4))) * 12 + Number(day.slice(5, 7)) - Number(month.slice(5, 7))
  );
}

/** Whole days from one day to the other; not a number where one is missing, so that no comparison holds. */
export function daysBetween(from: unknown, to: unknown): number {
  return (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000;
}

/**
 * Why a date cannot be told from what was written: a spreadsheet's number; a year of two digits or at the end, whose order is
 * not known; no day, no month, no such day; a clock of another zone, by which it may be the day before; a month that may have
 * lost its 0; anything else.
 */
export type DateFault =
  "serial" | "order" | "no_day" | "no_month" | "no_such" | "clock" | "lunar" | "lost_zero" | "other";
export type Dated = { readonly date: string } | { readonly fault: DateFault };

/** A day as offices and programs write it, `YYYY-MM-DD`, or why it is none. */
export function readDay(written: string): Dated {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return existing(written, "no_such");
  if (written.length > 60) return { fault: "other" };
  const whole = half(written).replace(/^'/, "").trim().toLowerCase();
  const timed =
    /^(.{5,40}?)(?:[ t]+|(?<=\d日) *)(上午|下午|[ap]m)? *(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? *([ap]m)?(z| *(?:gmt|utc)?[+-]\d{2}:?\d{2}.*)?$/.exec(
      whole,
    );
  if (timed !== null) {
    const [, day = "", before = "", hour = "", minute = "", second = "0", after = "", zone = ""] = timed;
    if (!isClock(Number(hour), Number(minute), Number(second), before + after, zone.trim())) return { fault: "clock" };
    return dayAlone(day);
  }
  return dayAlone(whole);
}

/** A month as offices write it, `YYYY-MM`; a whole day says its month too. */
export function readMonth(written: string): Dated {
  if (/^\d{4}-\d{2}$/.test(written)) return monthOf(written.slice(0, 4), written.slice(5));
  const day = readDay(written);
  if ("date" in day) return { date: day.date.slice(0, 7) };
  if (day.fault === "serial" || day.fault === "order" || day.fault === "clock" || day.fault === "lunar") return day;
  const said = inDigits(half(written).replace(/^'/, "").replace(/\s/g, "").toLowerCase())
    .replace(/(?<=月)(份?)(起|开始|至今|以来|初|底|末|上旬|中旬|下旬)?$/, "")
    .replace(/(?<=\d)[.-]$/, "");
  const numbered = /^(\d{4})(\d{2})(?:\.0+)?$/.exec(said);
  if (numbered !== null) return monthOf(numbered[1] ?? "", numbered[2] ?? "");
  const parted = /^(\d{4})([-./_\\、,。年])(\d{1,2})(月?)$/.exec(said);
  if (parted === null)
    return /^\d{4}年?$/.test(said) ? { fault: "no_month" } : day.fault === "no_such" ? day : { fault: "other" };
  const [, year = "", mark = "", month = "", word = ""] = parted;
  // A spreadsheet keeps 2023.10 as the number 2023.1.
  if (mark === "." && month === "1" && word === "") return { fault: "lost_zero" };
  return monthOf(year, month);
}

function monthOf(year: string, month: string): Dated {
  const value = `${year}-${month.padStart(2, "0")}`;
  return isDay(`${value}-01`) ? { date: value } : { fault: "no_such" };
}

function existing(value: string, fault: DateFault): Dated {
  return isDay(value) ? { date: value } : { fault };
}

/**
 * Whether a time of day leaves no doubt which day it is. Midnight is what programs add to a day. Programs that lose the zone
 * make of it 16:00 of the day before, those that reckon with the local time of 1900 one of 23:59:17 or 15:59:17.
 */
function isClock(hour: number, minute: number, second: number, part: string, zone: string): boolean {
  const later = /下午|pm/.test(part);
  if (part !== "" && (hour < 1 || hour > 12)) return false;
  const at = part === "" ? hour : (hour % 12) + (later ? 12 : 0);
  if (at > 23 || minute > 59 || second > 59) return false;
  const chinese = /^(?:gmt|utc)?\+08:?00/.test(zone);
  if (at === 0 && minute === 0 && second === 0)
    return zone === "" || zone === "z" || chinese || /^\+00:?00$/.test(zone);
  if (zone !== "" && !chinese) return false;
  if (at === 23) return false;
  return chinese || !((at === 16 && minute === 0 && second === 0) || (at === 15 && minute === 59));
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const monthNames = "january february march april may june july august september october november december sept".split(
  " ",
);

function monthNamed(word: string): string | null {
  const at = months.indexOf(word.slice(0, 3));
  return at !== -1 && (months.includes(word) || monthNames.includes(word)) ? String(at + 1) : null;
}

/** A day without a time; half width and in small letters. */
function dayAlone(whole: string): Dated {
  const english =
    /^(?:[a-z]{3,9},? )?(?:(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4})|([a-z]{3,9})\.? (\d{1,2})(?:,| |, )(\d{4}))$/.exec(
      whole,
    );
  if (english !== null) {
    const month = monthNamed(english[2] ?? english[4] ?? "");
    return month === null
      ? { fault: "other" }
      : dated(english[3] ?? english[6] ?? "", month, english[1] ?? english[5] ?? "");
  }
  if (/农历|阴历|旧历|正月|腊月|冬月|初[一二三四五六七八九十]|廿/.test(whole)) return { fault: "lunar" };
  const spaced = /^(\d{4}) +(\d{1,2}) +(\d{1,2})$/.exec(whole);
  if (spaced !== null) return dated(spaced[1] ?? "", spaced[2] ?? "", spaced[3] ?? "");
  // Two numbers side by side are not one.
  if (/\d +\d/.test(whole)) return { fault: "other" };
  const text = inDigits(whole.replace(/\s/g, ""));
  const weekday = /[,(]?(?:星期|周)([一二三四五六日天])\)?$/.exec(text);
  const said = (weekday === null ? text : text.slice(0, weekday.index))
    .replace(/(?:出生|生)$/, "")
    .replace(/[.。,]$/, "");
  const alike = /^(\d{4})([-./_\\、,。])(\d{1,2})\2(\d{1,2})[日号]?$/.exec(said);
  if (alike !== null && weekday === null) return dated(alike[1] ?? "", alike[3] ?? "", alike[4] ?? "");
  const [, year = "", month = "", day = ""] =
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(said) ?? /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/.exec(said) ?? [];
  if (year !== "") {
    const found = dated(year, month, day);
    const agrees = weekday === null || !("date" in found) || weekdayOf(found.date) === weekday[1]?.replace("天", "日");
    return agrees ? found : { fault: "other" };
  }
  if (/^\d{5}(\.\d+)?$/.test(said)) return { fault: "serial" };
  if (/^\d{1,2}([-./年])\d{1,2}[-./月]\d{1,2}[日号]?$/.test(said) || /^\d{1,2}([-./])\d{1,2}\1\d{4}$/.test(said))
    return { fault: "order" };
  if (
    /^\d{1,2}[-./ ]?(?:[a-z]{3,9})[-./ ]?\d{2}$|^[a-z]{3,9}[-./ ]?\d{2}$|^\d{6}$|^\d{2}年\d{1,2}月$/.test(said) &&
    !/^(19|20)\d{4}$/.test(said)
  )
    return { fault: "order" };
  return /^\d{4}(?:[-./年]?\d{1,2}月?(?:份)?|年)?$/.test(said) ? { fault: "no_day" } : { fault: "other" };
}

function dated(year: string, month: string, day: string): Dated {
  return existing(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, "no_such");
}

function weekdayOf(day: string): string {
  return "日一二三四五六"[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";
}

/** 二〇一五年三月五日 → 2015年3月5日; what is not written in numerals stays. */
function inDigits(text: string): string {
  const number = (words: string) => {
    const value = numeral(words);
    return value === null || words.startsWith("一十") ? words : String(value);
  };
  return text
    .replace(/^([一二][〇○零0o一二三四五六七八九]{3})(?=年)/, (year) =>
      [...year].map((it) => (/[〇○零0o]/.test(it) ? "0" : String("零一二三四五六七八九".indexOf(it)))).join(""),
    )
    .replace(/(?<=年)[一二三四五六七八九十]{1,3}(?=月)/, number)
    .replace(/(?<=月)[一二三四五六七八九十]{1,3}(?=[日号]|$)/, number);
}
