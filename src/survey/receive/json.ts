import { type Sheet } from "../../forms/sheet.ts";
import { cellLimit, Refusal, rowLimit, tooBig } from "./refusal.ts";

/** A JSON value as it was written: numbers as their digits, objects as maps, so that every key is just a name. */
type Json = string | boolean | null | Json[] | Group;
type Group = Map<string, Json>;

const deepest = 64;

/**
 * The records of a JSON file: an array of objects, an object that holds one beside what it says of itself, one object a line, a
 * single object, or an array of rows under a row of headings. Groups in a record are laid flat by the last part of their
 * name, by the whole path where two would be alike; an array of objects becomes a table, whose rows follow one another under
 * the number of their record. Throws a `Refusal`, with the line where the text is no JSON and the record where it is no record.
 */
export function readJson(file: string, text: string): Sheet {
  const values = new Parser(text).values();
  const [{ value, line }, ...more] = values as [Placed, ...Placed[]];
  if (more.length > 0) {
    const lines = values.map((it) => it.line);
    const sheet = listOf(
      file,
      values.map((it) => it.value),
      {},
    );
    const numbers = sheet.rowNumbers?.map((it) => (it === 0 ? 0 : (lines[it - 1] ?? it)));
    return numbers === undefined ? { ...sheet, firstRow: line } : { ...sheet, rowNumbers: numbers };
  }
  if (Array.isArray(value)) return listOf(file, value, {});
  if (!(value instanceof Map)) throw shape("文件里只有一个值，没有记录：应是一个数组，每名儿童一个对象");
  const lists = listsIn(value, 0);
  if (lists.length > 1) throw shape("文件里有好几个数组，不知道该读哪一个：请只留一个");
  const [list] = lists;
  if (list === undefined) return single(file, value);
  const inner = new Set(list.items.flatMap((it) => (it instanceof Map ? [...it.keys()] : [])));
  // A record with a table inside looks like a list with a title; taking one for the other would count the wrong people.
  if (!usual.test(list.key) && [...value.keys()].some((it) => inner.has(it)))
    throw shape("分不清这是一份记录还是一组记录：请把记录放进一个数组，每名儿童一个对象");
  return listOf(file, list.items, saysOf(value));
}

/** What lists of records are called. */
const usual =
  /^(records?|data|rows|list|items?|results?|values?|submissions?|children|students|记录|数据|名单|列表|明细|儿童|学生)$/i;

function shape(message: string, row = 1): Refusal {
  return new Refusal("json_shape", message, row);
}

/** Arrays of objects or of rows in an object and in the groups within it. */
function listsIn(group: Group, depth: number): { readonly key: string; readonly items: Json[] }[] {
  return [...group].flatMap(([key, value]) => {
    if (value instanceof Map) return depth < 3 ? listsIn(value, depth + 1) : [];
    const holds =
      Array.isArray(value) && value.length > 0 && value.every((it) => it instanceof Map || Array.isArray(it));
    if (holds) return [{ key, items: value }];
    // Nothing in a list of records is still a list of records.
    return Array.isArray(value) && value.length === 0 && usual.test(key) ? [{ key, items: value }] : [];
  });
}

function single(file: string, value: Group): Sheet {
  const groups = [...value.values()].filter((it) => it instanceof Map);
  if (value.size < 2 || (groups.length > 1 && groups.length === value.size))
    throw shape("没有找到记录：应是一个数组，每名儿童一个对象");
  return listOf(file, [value], {});
}

/** Others have a form and a version too; ours look like this. */
function saysOf(value: Group): Pick<Sheet, "form" | "version"> {
  const [form, version] = [value.get("form"), value.get("version")];
  if (typeof form !== "string" || typeof version !== "string") return {};
  return /^[a-z]+(-[a-z]+)*$/.test(form) && /^\d{4}\.\d+$/.test(version) ? { form, version } : {};
}

function listOf(file: string, items: readonly Json[], says: Pick<Sheet, "form" | "version">): Sheet {
  if (items.length === 0) throw new Refusal("file_header_only", "没有内容，一条记录也没有：请看看是不是交错了文件");
  const first = items[0];
  const wrong = items.findIndex((it) => (Array.isArray(first) ? !Array.isArray(it) : !(it instanceof Map)));
  if (wrong !== -1) throw shape("这里不是一条记录：应是一个数组，每名儿童一个对象", wrong + 1);
  if (Array.isArray(first)) {
    if (items.length < 2) throw new Refusal("file_header_only", "只有表头，没有内容：请看看是不是交错了文件");
    return { ...says, file, firstRow: 1, rows: (items as Json[][]).map((row) => row.map(textOf)) };
  }
  return sheetOfGroups(file, items as Group[], says);
}

type Leaf = { readonly path: string; readonly value: Json };

function sheetOfGroups(file: string, groups: readonly Group[], says: Pick<Sheet, "form" | "version">): Sheet {
  const records = groups.map(linesOf);
  const paths = new Set(records.flatMap((lines) => lines.flatMap((line) => line.map((it) => it.path))));
  const last = (path: string) => path.slice(path.lastIndexOf(split) + 1);
  const times = new Map<string, number>();
  for (const path of paths) times.set(last(path), (times.get(last(path)) ?? 0) + 1);
  const columns = new Map([...paths].map((path, at) => [path, at]));
  const headings = [...paths].map((it) => ((times.get(last(it)) ?? 0) > 1 ? it.split(split).join("/") : last(it)));

  const rows: string[][] = [headings];
  const rowNumbers = [0];
  records.forEach((lines, at) => {
    for (const line of lines) {
      if (rows.length * headings.length > cellLimit) throw tooBig();
      const row = headings.map(() => "");
      for (const { path, value } of line) row[columns.get(path) ?? 0] = textOf(value);
      rows.push(row);
      rowNumbers.push(at + 1);
    }
  });
  return { ...says, file, firstRow: 0, rows, rowNumbers };
}

/** Between the names of a path; a key that holds it is refused. */
const split = "\0";

/** A record as lines: what it says once in the first, the rows of its tables below one another beginning there. */
function linesOf(group: Group): Leaf[][] {
  const lines: Leaf[][] = [[]];
  const walk = (inside: Group, path: string, line: number, depth: number) => {
    for (const [key, value] of inside) {
      const here = path === "" ? key : path + split + key;
      if (value instanceof Map) walk(value, here, line, depth);
      else if (depth === 0 && isTable(value)) {
        value.forEach((row, at) => {
          lines[at] ??= [];
          walk(row, here, at, 1);
        });
        // Nothing in a list is no answer, be it of codes or of rows.
      } else if (!Array.isArray(value) || value.length > 0) lines[line]?.push({ path: here, value });
    }
  };
  walk(group, "", 0, 0);
  return lines;
}

function isTable(value: Json): value is Group[] {
  return Array.isArray(value) && value.length > 0 && value.every((it) => it instanceof Map);
}

function textOf(value: Json): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (value instanceof Map) return [...value.values()].map(textOf).join("；");
  return Array.isArray(value) ? value.map(textOf).join("；") : value;
}

type Placed = { readonly value: Json; readonly line: number };

/** JSON by RFC 8259, strictly, but numbers stay as they are written: an ID has 18 digits, a number in a program 15. */
class Parser {
  #text: string;
  #at = 0;
  #counted = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** All values of the text: one, or one a line. */
  values(): Placed[] {
    const values: Placed[] = [];
    this.#skip();
    while (this.#at < this.#text.length) {
      const line = this.#lineHere();
      const value = this.#value(0);
      if (values.length > 0 && !(values[0]?.value instanceof Map && value instanceof Map)) throw this.#fault();
      if (values.length === rowLimit) throw tooBig();
      values.push({ value, line });
      const ended = this.#lineHere();
      this.#skip();
      if (this.#at < this.#text.length && this.#lineHere() === ended) throw this.#fault();
    }
    return values;
  }

  /** The line that has been reached, from 1; lines before it are counted once. */
  #lineHere(): number {
    for (; this.#counted < this.#at; this.#counted++) {
      const code = this.#text.charCodeAt(this.#counted);
      if (code === 10 || (code === 13 && this.#text.charCodeAt(this.#counted + 1) !== 10)) this.#line++;
    }
    return this.#line;
  }

  #fault(): Refusal {
    if (this.#at >= this.#text.length) {
      const message = "JSON 没有写完，文件可能没有传完：请重新导出或下载，再提交";
      return new Refusal("json_syntax", message, this.#lineHere());
    }
    const message = "这一行不合 JSON 的写法（多了逗号、少了引号、有注释或 NaN 等）：请用原来的系统重新导出";
    return new Refusal("json_syntax", message, this.#lineHere());
  }

  #skip(): void {
    for (; ; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 0xfeff) return;
    }
  }

  #value(depth: number): Json {
    if (depth > deepest) throw shape("JSON 嵌套太深，读不了：应是一个数组，每名儿童一个对象");
    const next = this.#text[this.#at];
    if (next === "{") return this.#group(depth);
    if (next === "[") return this.#list(depth);
    if (next === '"') return this.#string();
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    number.lastIndex = this.#at;
    const digits = number.exec(this.#text)?.[0];
    if (digits === undefined) throw this.#fault();
    this.#at += digits.length;
    // 1.0 is 1; what a program could have rounded stays as it is, so that it is seen.
    const short = digits.replace(/\D/g, "").length <= 15 && Math.abs(Number(digits)) < 1e15;
    return short ? String(Number(digits)) : digits;
  }

  #group(depth: number): Group {
    const group: Group = new Map();
    this.#members("}", () => {
      if (this.#text[this.#at] !== '"') throw this.#fault();
      const key = this.#string();
      if (key.includes(split)) throw this.#fault();
      this.#skip();
      if (this.#text[this.#at] !== ":") throw this.#fault();
      this.#at++;
      this.#skip();
      const value = this.#value(depth + 1);
      if (group.has(key) && !same(group.get(key), value)) {
        const message = "同一条记录里有两个同名的项，内容不同，不知道该用哪一个：请只留一个";
        throw new Refusal("json_duplicate", message, this.#lineHere());
      }
      group.set(key, value);
    });
    return group;
  }

  #list(depth: number): Json[] {
    const list: Json[] = [];
    this.#members("]", () => list.push(this.#value(depth + 1)));
    return list;
  }

  #members(end: string, read: () => void): void {
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return;
    }
    for (;;) {
      read();
      this.#skip();
      const next = this.#text[this.#at];
      if (next !== "," && next !== end) throw this.#fault();
      this.#at++;
      if (next === end) return;
      this.#skip();
    }
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        if (!escaped) return this.#text.slice(start + 1, at);
        try {
          return JSON.parse(this.#text.slice(start, at + 1)) as string;
        } catch {
          throw this.#fault();
        }
      }
      if (code === 92) {
        escaped = true;
        at++;
      } else if (Number.isNaN(code) || code < 32) {
        this.#at = at;
        throw this.#fault();
      }
    }
  }
}

const words = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function same(a: Json | undefined, b: Json): boolean {
  const written = (value: Json | undefined) =>
    JSON.stringify(value, (_, it: unknown) => (it instanceof Map ? [...it] : it));
  return a === b || written(a) === written(b);
}
