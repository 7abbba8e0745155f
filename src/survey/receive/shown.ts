/**
 * What a number looks like in its cell as far as it changes the meaning: which parts of a day are shown, in what order they
 * matter, and to how many digits a code is filled up with zeros.
 */
export type NumberFormat = {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
  /** Hours that go on beyond 24. */
  readonly elapsed: boolean;
  readonly digits: number;
};

const plain: NumberFormat = { year: false, month: false, day: false, time: false, elapsed: false, digits: 0 };

/** Formats without a code of their own in a workbook (ECMA-376 18.8.30), 27–36 and 50–58 as Chinese Excel and WPS show them. */
export function builtInFormat(id: number): NumberFormat {
  if ([14, 15, 30, 31].includes(id)) return { ...plain, year: true, month: true, day: true };
  if (id === 22) return { ...plain, year: true, month: true, day: true, time: true };
  if ([17, 27, 36, 50, 52, 57].includes(id)) return { ...plain, year: true, month: true };
  if ([16, 28, 29, 51, 53, 54, 58].includes(id)) return { ...plain, month: true, day: true };
  if ([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].includes(id)) return { ...plain, time: true };
  return id === 46 ? { ...plain, time: true, elapsed: true } : plain;
}

/** What a format code such as `yyyy"年"m"月";@` shows. Only its first section counts: the others are for negative numbers and text. */
export function readFormat(code: string): NumberFormat {
  const [first = ""] = code
    .slice(0, 128)
    .replace(/"[^"]*"|\\.|_.|\*./gu, " ")
    .split(";");
  const elapsed = /\[(h+|m+|s+)\]/i.test(first);
  const bare = first
    .replace(/\[(h+|m+|s+)\]/gi, "$1")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/general|E[+-]|am\/pm|a\/p/gi, "")
    .toLowerCase();
  if (/^ *0+ *$/.test(bare)) return { ...plain, digits: bare.trim().length };
  // m is a minute next to hours or seconds, a month elsewhere.
  const dated = bare.replace(/h[^a-z]*m+|m+[^a-z]*s/g, "h");
  const has = (pattern: RegExp) => pattern.test(dated);
  return {
    year: has(/[yeb]/),
    month: has(/m/),
    day: has(/(^|[^d])dd?($|[^d])/),
    time: has(/[hs]/),
    elapsed,
    digits: 0,
  };
}

/**
 * The text a clerk sees for the number `raw`: a day as `YYYY-MM-DD`, with a time where one is shown that is not midnight; a month as
 * `YYYY-MM`; `########` where there is no such day. Whole numbers up to 15 digits are exact; longer ones, which a
 * spreadsheet has cut off, come as 5.22101201503120E+17, so that nobody takes them for a number of 18 digits.
 */
export function shownNumber(raw: string, format: NumberFormat, from1904 = false): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  if (format.year || format.month || format.day || format.time) return shownDay(value, format, from1904);
  if (Math.abs(value) >= 1e15) return value.toExponential(14).toUpperCase();
  const text = String(Number(value.toPrecision(15))).toUpperCase();
  return /^\d+$/.test(text) ? text.padStart(Math.min(format.digits, 30), "0") : text;
}

/** Serial numbers of days (ECMA-376 18.17.4.1); in 1900 there is a 29 February that never was, as Lotus had it. */
function shownDay(value: number, format: NumberFormat, from1904: boolean): string {
  const dated = format.year || format.month || format.day;
  const seconds = Math.round(value * 86_400);
  if (!dated) {
    if (value < 0) return "########";
    const hours = Math.floor(seconds / 3600);
    return `${two(format.elapsed ? hours : hours % 24)}:${clock(seconds).slice(3)}`;
  }
  const serial = Math.floor(seconds / 86_400);
  const first = from1904 ? 0 : 1;
  if (serial < first || serial > (from1904 ? 2_957_003 : 2_958_465) || (!from1904 && serial === 60)) return "########";
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  return shownParts(
    new Date(epoch + serial * 86_400_000).toISOString().slice(0, 10),
    seconds - serial * 86_400,
    format,
  );
}

/** A day `YYYY-MM-DD` and seconds since midnight, cut down to what the format shows. */
function shownParts(day: string, seconds: number, format: NumberFormat): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const after = format.time && seconds !== 0 ? ` ${clock(seconds)}` : "";
  if (format.year && format.month) return (format.day ? day : `${year}-${month}`) + after;
  if (format.year) return year + after;
  return `${format.month ? `${Number(month)}月` : ""}${format.day ? `${Number(date)}日` : ""}${after}`;
}

/** A day or time in the notation of ISO 8601, as some programs store it, as `shownNumber` gives it; the text itself where it is none. */
export function shownIso(raw: string, format: NumberFormat): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z?)?$/.exec(raw.trim());
  if (match === null) return raw;
  const [, day = "", hours = "0", minutes = "0", seconds = "0"] = match;
  const at = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  // A time alone is kept as a time on the first day of the calendar.
  if (/^(1899-12-3[01]|1900-01-0[01]|1904-01-01)$/.test(day) && format.time && !format.year) return clock(at);
  const dated = format.year || format.month || format.day;
  return shownParts(day, at, dated ? format : { ...plain, year: true, month: true, day: true, time: true });
}

function clock(seconds: number): string {
  const rest = seconds % 60;
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? "" : `:${two(rest)}`}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
