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
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
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
