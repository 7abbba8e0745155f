import ICAL from "ical.js";
import { z } from "zod";
import { readYaml, wrong } from "./front-matter.ts";
import { checkMeasure, checkReference, checkTemplate, type Shelf } from "./shelf.ts";

// The library counts a folded line without the space it begins with; the standard allows 75 bytes with it.
ICAL.foldLength = 74;

const day = z
  .string()
  .regex(
    /^(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])$|^(0[469]|11)-(0[1-9]|[12]\d|30)$|^02-(0[1-9]|1\d|2[0-8])$/,
    'a month and day such as "09-01"',
  );

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, "an id such as roster-autumn"),
  title: z.string(),
  /** First and last day of it, every year. */
  from: day.optional(),
  to: day.optional(),
  /** Instead of from and to: the last working day of each month, or of `months`. */
  monthly: z.literal("last").optional(),
  months: z.array(z.int().min(1).max(12)).optional(),
  who: z.array(z.string()).min(1),
  what: z.string(),
  /** Clauses and articles that ask for it. */
  why: z.array(z.string()).default([]),
  /** Ours alone: nobody asks for it. */
  advice: z.boolean().default(false),
  forms: z.array(z.string()),
  measures: z.array(z.string()),
});
/** Something to do at its time of the year. */
export type CalendarEntry = z.infer<typeof entry>;

/** Reads data/calendar.yaml. Throws `file:line: found …, expected …`. */
export function readCalendar(text: string, file: string, shelf: Shelf): CalendarEntry[] {
  const { facts, lineOf } = readYaml(text, file, z.array(entry));
  for (const [at, it] of facts.entries()) {
    const place = (...path: PropertyKey[]) => ({ file, line: lineOf([at, ...path]) });
    const fail = (found: string, expected: string) => wrong(file, lineOf([at]), found, expected);
    if (facts.findIndex((other) => other.id === it.id) !== at) throw fail(`id ${it.id} twice`, "an id of its own");
    const span = it.from !== undefined && it.to !== undefined;
    const none = it.from === undefined && it.to === undefined;
    if (it.monthly === undefined ? !span || it.months !== undefined : !none)
      throw fail(it.id, "either from and to, or monthly");
    if ((it.why.length === 0) !== it.advice) throw fail(it.id, "why, or advice: true where nobody asks for it");
    for (const [number, to] of it.why.entries()) checkReference(shelf, to, place("why", number));
    for (const [number, id] of it.forms.entries()) checkTemplate(shelf, id, place("forms", number));
    for (const [number, id] of it.measures.entries()) checkMeasure(shelf, id, place("measures", number));
  }
  return facts;
}

/** The months in which something is to be done, 1 to 12, from its first; a span may run over New Year. */
export function monthsOf(it: CalendarEntry): number[] {
  if (it.from === undefined || it.to === undefined) return it.months ?? Array.from({ length: 12 }, (_, at) => at + 1);
  const [first, last] = [Number(it.from.slice(0, 2)), Number(it.to.slice(0, 2))];
  return Array.from({ length: ((last - first + 12) % 12) + 1 }, (_, at) => ((first - 1 + at) % 12) + 1);
}

/** How a page says when: 9月1日—30日, 1月15日—2月28日, 每月最后一个工作日. */
export function whenInWords({ from, to, months }: CalendarEntry): string {
  if (from === undefined || to === undefined) {
    return months === undefined ? "每月最后一个工作日" : `${months.join("、")}月的最后一个工作日`;
  }
  const [month, date] = from.split("-").map(Number);
  const [lastMonth, lastDate] = to.split("-").map(Number);
  return `${String(month)}月${String(date)}日—${lastMonth === month ? "" : `${String(lastMonth)}月`}${String(lastDate)}日`;
}

/**
 * The calendar as iCalendar (RFC 5545): all-day events that repeat every year, or on the last working day of the month.
 * `year` is that of the first event, `stamp` the date of the data (ISO); the same data give the same bytes.
 */
export function writeCalendar(
  entries: readonly CalendarEntry[],
  { name, year, stamp, link }: { name: string; year: number; stamp: string; link: string },
): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", "-//qianshou//calendar//ZH");
  calendar.updatePropertyWithValue("x-wr-calname", name);
  for (const it of entries) {
    const event = new ICAL.Component("vevent");
    event.updatePropertyWithValue("uid", `${it.id}@qianshou`);
    event.updatePropertyWithValue("dtstamp", ICAL.Time.fromDateTimeString(`${stamp}T00:00:00Z`));
    event.updatePropertyWithValue("summary", it.title);
    event.updatePropertyWithValue("description", `${it.what}\n${it.who.join("、")}\n${link}`);
    event.updatePropertyWithValue("transp", "TRANSPARENT");
    if (it.from === undefined || it.to === undefined) {
      const [first = 1] = monthsOf(it);
      event.updatePropertyWithValue("dtstart", lastWorkingDay(year, first));
      const months = it.months === undefined ? "" : `;BYMONTH=${it.months.join(",")}`;
      const rule = ICAL.Recur.fromString(`FREQ=MONTHLY${months};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1`);
      event.updatePropertyWithValue("rrule", rule);
    } else {
      const end = ICAL.Time.fromDateString(`${String(year + (it.to < it.from ? 1 : 0))}-${it.to}`);
      end.adjust(1, 0, 0, 0);
      event.updatePropertyWithValue("dtstart", ICAL.Time.fromDateString(`${String(year)}-${it.from}`));
      event.updatePropertyWithValue("dtend", end);
      event.updatePropertyWithValue("rrule", ICAL.Recur.fromString("FREQ=YEARLY"));
    }
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}

function lastWorkingDay(year: number, month: number): ICAL.Time {
  const date = new Date(Date.UTC(year, month, 0));
  const weekday = date.getUTCDay();
  date.setUTCDate(date.getUTCDate() - (weekday === 0 ? 2 : weekday === 6 ? 1 : 0));
  return ICAL.Time.fromDateString(date.toISOString().slice(0, 10));
}
