import { type Container, encoded, type Encoding, holds } from "./container.ts";
import { type Random } from "./random.ts";
import { type Cell, fullWidth, type Table } from "./table.ts";

/** What a hand, a mail program or a bad stick does to a file. Each takes one blow of a kind; several make a run. */

/** A cell mistyped, moved or lost. The heading is hit now and then, the names of groups above it never: they span columns. */
export function inCells(random: Random, table: Table): Table {
  const rows = table.rows.map((row) => [...row]);
  const children = [...table.children.keys()];
  const at = random.chance(0.08) ? table.heading.below - 1 : random.pick(children);
  const row = rows[at] ?? [];
  // Numbers and dates are what a slip of the hand turns into another one.
  const long = row.flatMap((it, place) => (/\d{4}.*\d/.test(it.text.normalize("NFKC")) ? [place] : []));
  const anywhere = random.between(0, Math.max(0, row.length - 1));
  const column = long.length > 0 && random.chance(0.4) ? random.pick(long) : anywhere;
  const cell = row[column];
  if (cell === undefined) return table;
  const kind = random.weighted({ text: 10, swap: 3, shift: 2, foreign: 3, empty: 1, ditto: 1 });
  if (kind === "text") row[column] = mistyped(random, cell);
  else if (kind === "foreign") row[column] = { text: random.pick(foreign) };
  else if (kind === "empty") row[column] = { text: "" };
  else if (kind === "ditto") row[column] = { text: random.pick(["同上", "〃", "″"]) };
  else if (kind === "swap") {
    const other = rows[random.pick([at, random.pick(children)])] ?? [];
    const place = random.chance(0.5) ? column : random.between(0, Math.max(0, other.length - 1));
    [row[column], other[place]] = [other[place] ?? { text: "" }, cell];
  } else if (random.chance(0.5)) row.splice(column, 1);
  else row.splice(column, 0, { text: "" });
  return { ...table, rows };
}

/** A column moved, dropped, doubled or renamed. Below groups the columns stay, as nobody could say what moved. */
export function inColumns(random: Random, table: Table): Table {
  const at = table.heading.below - 1;
  if (table.groups.length > 0) return inCells(random, table);
  const width = table.rows[at]?.length ?? 0;
  const column = random.between(0, width - 1);
  const from = (row: readonly Cell[]) => (row.length === width ? row : [...row, ...empty(width - row.length)]);
  const mapped = (change: (row: readonly Cell[], place: number) => readonly Cell[]) => ({
    ...table,
    rows: table.rows.map((row, place) => (place < table.heading.top ? row : change(from(row), place))),
  });
  const kind = random.weighted({ shuffle: 3, drop: 2, double: 2, rename: 3 });
  if (kind === "shuffle") {
    const order = random.shuffled(Array.from({ length: width }, (_, it) => it));
    return mapped((row) => order.map((it) => row[it] ?? { text: "" }));
  }
  if (kind === "drop") return mapped((row) => row.filter((_, it) => it !== column));
  if (kind === "double") {
    const changed = random.chance(0.6) ? random.pick([...table.children.keys()]) : -1;
    return mapped((row, place) => {
      const cell = row[column] ?? { text: "" };
      return [...row, place === changed ? mistyped(random, cell) : cell];
    });
  }
  const heading = table.rows[at] ?? [];
  const name = heading[column] ?? { text: "" };
  const renamed = random.pick([mistyped(random, name), random.pick(heading), { text: random.pick(strangeNames) }]);
  return mapped((row, place) => (place === at ? row.map((it, place) => (place === column ? renamed : it)) : row));
}

function empty(count: number): Cell[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ text: "" }));
}

const strangeNames = [
  "",
  "父亲",
  "母亲",
  "时间",
  "日期",
  "状态",
  "其他",
  "constructor",
  "__proto__",
  "姓名/性别",
  "电话（父亲）",
];

/** What stands in cells where something else should. */
const foreign = [
  ...["constructor", "__proto__", '=HYPERLINK("http://a.example","b")', "<script>alert(1)</script>", "+1", "@a"],
  ...[
    "#REF!",
    "#N/A",
    "########",
    "NULL",
    "nan",
    "undefined",
    "-",
    "/",
    "无",
    "是",
    "否",
    "√",
    "×",
    "不详",
    "？",
    "???",
  ],
  ...[
    "男/女",
    "男女",
    "☑男 □女",
    "0",
    "1",
    "2",
    "3",
    "9",
    "12",
    "99",
    "1.0",
    "１",
    "①",
    "1;2",
    "1 2",
    "1,2",
    "13",
    "14",
  ],
  ...[
    "二〇一五年三月五日",
    "15-3-5",
    "3/5/2015",
    "2015-13-01",
    "2015-02-29",
    "2015年3月",
    "42068",
    "201535",
    "2015.3.5.1",
  ],
  ...["990000201503120013", "99000020150312001", "990000150312001", "9.90000201503120E+17", "990000201503120000"],
  ...[
    "外出务工（已返乡）",
    "以前外出务工",
    "不在家",
    "非农业",
    "不住校",
    "没有低保",
    "父亲去世",
    "父母",
    "五",
    "六(2)班",
    "2015-03-05 08:00",
  ],
];

const invisible = ["\u200b", "\u200e", "\ufeff", "\u00ad", "\u2060", "\u00a0", "\u3000", "\u202d", "\u2028", "\u0001"];

function mistyped(random: Random, { text }: Cell): Cell {
  const at = random.between(0, Math.max(0, text.length - 1));
  const cut = (from: number, to: number, put = "") => ({ text: text.slice(0, from) + put + text.slice(to) });
  const digit = String(random.between(0, 9));
  switch (random.between(0, 12)) {
    case 0:
      return cut(at, at + 1, digit);
    case 1: {
      const other = random.chance(0.5) ? at + 1 : random.between(at, Math.max(at, text.length - 1));
      return {
        text:
          text.slice(0, at) +
          (text[other] ?? "") +
          text.slice(at + 1, other) +
          (text[at] ?? "") +
          text.slice(other + 1),
      };
    }
    case 2:
      return cut(at, at + 1);
    case 3:
      return cut(at, at, text[at]);
    case 4:
      // What Excel makes of a long number: fifteen digits and zeros, shown in powers of ten.
      if (!/^\d{12,}X?$/i.test(text)) return cut(at, at, digit);
      return random.chance(0.5)
        ? { text: Number.parseInt(text).toExponential(random.between(2, 14)).replace("e", "E") }
        : { text: text.slice(0, 15) + "0".repeat(Math.max(0, text.length - 15)), as: "number" };
    case 5:
      return {
        text:
          text +
          random.pick([" ", "?", "。", "×", "1", "0", "x", "岁", "等", "（补）", "'", "\n", "\t", ".0", "日", ","]),
      };
    case 6:
      return {
        text: random.pick(["'", "=", "-", "\t", " ", "1", "0", "非", "不", "没有", "原", "约", "1.", "（", "*"]) + text,
      };
    case 7:
      return { text: fullWidth(text) };
    case 8:
      return cut(at, at, random.pick(invisible));
    case 9:
      return cut(at, at + 1, random.pick(["\ufffd", "?", "？", "□"]));
    case 10:
      return cut(at, text.length);
    case 11:
      return cut(0, at);
    default:
      return cut(at, at + 1, random.pick([..."OoIlZ一二三〇零xX男女父母外无有"]));
  }
}

/** A separator, quote or line end lost or put in, in a table that is text. */
export function inText(random: Random, text: string, separator: string): string {
  const lines = text.split("\n");
  const line = random.between(0, lines.length - 1);
  const at = (mark: string) => {
    const places: number[] = [];
    for (let it = text.indexOf(mark); it !== -1; it = text.indexOf(mark, it + 1)) places.push(it);
    return places.length === 0 ? -1 : random.pick(places);
  };
  const put = (place: number, length: number, what: string) =>
    place === -1 ? text : text.slice(0, place) + what + text.slice(place + length);
  const anywhere = random.between(0, text.length);
  switch (random.between(0, 9)) {
    case 0:
    case 1:
      return put(at(separator), 1, "");
    case 2:
      return put(at(separator), 1, random.pick([separator + separator, ",", "，", " ", "\t"]));
    case 3:
      return put(at('"'), 1, "");
    case 4:
      return put(random.chance(0.5) ? at(separator) + 1 : anywhere, 0, random.pick(['"', '"', "“", '""', "'"]));
    case 5:
      return put(at("\n"), 1, random.pick(["", separator, " "]));
    case 6:
      return put(anywhere, 0, random.pick(["\n", "\r\n", "\r"]));
    case 7:
      return [...lines.slice(0, line), lines[line], ...lines.slice(line)].join("\n");
    case 8:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join("\n");
    default: {
      const [from, to] = [random.between(0, text.length), random.between(0, text.length)].sort((a, b) => a - b);
      return random.chance(0.5) ? text.slice(0, to) : text.slice(0, from) + text.slice(to);
    }
  }
}

/** Bytes flipped, cut off, put in, said twice or exchanged. */
export function inBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const length = bytes.length;
  const at = random.between(0, Math.max(0, length - 1));
  const until = Math.min(length, at + random.between(1, random.pick([1, 4, 40, length])));
  const joined = (...parts: Uint8Array[]) => Buffer.concat(parts);
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)];
  const noise = () => Uint8Array.from({ length: random.between(1, 12) }, () => random.between(0, 255));
  switch (random.between(0, 8)) {
    case 0:
    case 1: {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.between(0, 7));
      return flipped;
    }
    case 2:
      return joined(before, noise(), bytes.subarray(at));
    case 3:
      return joined(before, after);
    case 4:
      return random.chance(0.7) ? before : after;
    case 5:
      return joined(before, part, part, after);
    case 6: {
      const end = Math.min(length, until + part.length);
      return joined(before, bytes.subarray(until, end), part, bytes.subarray(end));
    }
    case 7: {
      const other = random.pick([0, 0x20, 0xff, 0x22, 0x2c, 0x0a, 0x30 + random.between(0, 9)]);
      const set = Uint8Array.from(bytes);
      set.fill(other, at, Math.min(until, at + 3));
      return set;
    }
    default: {
      const set = Uint8Array.from(bytes);
      set.set(noise().subarray(0, length - at), at);
      return set;
    }
  }
}

/** The text read in a wrong encoding and kept so, or kept in one that does not have its characters; `says` is what it is now. */
export function recoded(
  random: Random,
  text: string,
  container: Exclude<Container, { readonly is: "xlsx" }>,
): { readonly bytes: Uint8Array; readonly says: string } {
  const bytes = encoded(text, container.encoding, container.mark);
  const as = random.pick(["gb18030", "big5", "windows-1252", "utf-8", "utf-16le"]);
  const misread = new TextDecoder(as).decode(bytes);
  const kept = (says: string, encoding: Encoding) => ({ bytes: encoded(says, encoding, false), says });
  switch (random.between(0, 4)) {
    case 0:
      return kept(text.replace(/[^\0-\x7f]/g, "?"), "utf-8");
    case 1:
      return holds("gb18030", misread) ? kept(misread, "gb18030") : kept(misread, "utf-8");
    case 2: {
      // Two files of different programs, one put below the other.
      const half = text.indexOf("\n", random.between(0, text.length)) + 1;
      const other = container.encoding === "gb18030" ? "utf-8" : "gb18030";
      const upper = encoded(text.slice(0, half), container.encoding, container.mark);
      return { bytes: Buffer.concat([upper, encoded(text.slice(half), other, false)]), says: text };
    }
    case 3:
      // The Chinese comma would become another separator.
      return kept(text.normalize(container.is === "csv" && container.separator === "，" ? "NFD" : "NFKC"), "utf-8");
    default:
      return kept(misread, "utf-8");
  }
}
