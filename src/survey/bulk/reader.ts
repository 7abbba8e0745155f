import {
  type AnyAnswers,
  type Form,
  type IdNumber,
  type Question,
  questionsOf,
  type Single,
} from "../../forms/form.ts";
import { labelled } from "../../forms/heading.ts";
import { type Line, type Opened, openSheet, type ReadOptions } from "../../forms/sheet.ts";
import { type Delimited, type Sink } from "./bulk.ts";
import { Lexicon } from "./lexicon.ts";
import { type Script } from "./script.ts";
import { clean } from "../../forms/written.ts";
import { refuseGarbled } from "../receive/garbled.ts";
import { cellsOf, type Cut, unquoted } from "./rows.ts";

/** Reads the rows below a heading, numbered from 0 at the top of the file. */
export type Reader = ReturnType<typeof openReader>;

/** A cell that `readRows` would have something to say of, or of which that is not certain. */
const uncertain = Symbol("uncertain");
/** A cell that is certain and stays in the bytes until somebody asks for its text. */
const inBytes = Symbol("in bytes");
type Value = Single | undefined | typeof inBytes;
/**
 * What a cell says alone; `given`: what it says of another question besides; `heading`: it stands in the heading of its column
 * too; `named`: it is the name of some column.
 */
type Said =
  | {
      readonly value: Single | undefined;
      readonly given: Single | undefined;
      readonly heading: boolean;
      readonly named: boolean;
    }
  | typeof uncertain;

/** How a cell is looked at: found again whole; or first by its characters, as text, number of a person, number of a telephone. */
const kinds = { unasked: 0, whole: 1, text: 2, id: 3, phone: 4 } as const;

/** A question as it is settled when all cells are read: what an empty one becomes, and whether it applies. */
type Step = {
  readonly at: number;
  readonly condition: number;
  readonly codes: readonly string[];
  readonly empty: Single | undefined;
  readonly required: boolean;
};

/** Different words that are remembered in a column; a column with more is looked up anew each time. */
const mostWords = 1 << 15;

/** What a cell says in which there is nothing but space. */
const blank: Said = { value: undefined, given: undefined, heading: true, named: false };

export function openReader(
  form: Form,
  { file }: Delimited,
  opened: Opened,
  options: ReadOptions,
  script: Script,
  head: readonly (readonly string[])[],
  previous: () => string[],
  another: () => void,
  sink: Sink<Form>,
) {
  const { width } = opened;
  const questions = questionsOf(form);
  const orderOf = new Map(questions.map(([id], at) => [id, at]));
  const { columns } = opened;
  // Answers that stand for several, or that an earlier version wrote in another column, are left to the reader of text.
  const plain = opened.usable && columns.shorthands.length === 0 && columns.ticked.size === 0;

  const questionAt = new Map([...columns.columns].map(([id, at]) => [at, id]));
  const asked = Array.from({ length: width }, (_, column) => {
    const id = questionAt.get(column);
    return id === undefined ? -1 : (orderOf.get(id) ?? -1);
  });
  /** Columns that say something of a question which has none of its own. */
  const splits = new Map(
    (form.splits ?? []).flatMap(({ of, into, read }) => {
      const column = columns.columns.get(of);
      return column === undefined || columns.columns.has(into)
        ? []
        : [[column, { into: orderOf.get(into) ?? -1, read }]];
    }),
  );
  const intoOf = Int32Array.from(asked, (_, column) => splits.get(column)?.into ?? -1);
  const kindOf = Int8Array.from(asked, (at, column) => {
    const type = questions[at]?.[1].type;
    if (type === undefined) return kinds.unasked;
    if (splits.has(column)) return kinds.whole;
    return type === "text" || type === "id" || type === "phone" ? kinds[type] : kinds.whole;
  });
  // A date, a month, a number or a code of digits is the name of no column.
  const mayBeName = asked.map((at) => ["choice", "multiple", "text", undefined].includes(questions[at]?.[1].type));
  const longest = asked.map((at) => {
    const question = questions[at]?.[1];
    return question?.type === "text" ? question.longest : 0;
  });
  const free = asked.map((at) => isFree(questions[at]?.[1]));
  const isName = asked.map((at) => {
    const question = questions[at]?.[1];
    return question?.type === "text" && question.holds === "name";
  });

  // --- what single cells say ---
  const lexicons = asked.map(() => new Lexicon(mostWords));
  const meanings: Said[][] = asked.map(() => []);
  /** The same for cells with quotes in them, by their text. */
  const inQuotes = asked.map(() => new Map<string, Said>());
  const idBlocks = asked.map(() => new Lexicon(mostWords));
  const idBirths: (string | null)[][] = asked.map(() => []);
  const alone = asked.map((at) => {
    const question = questions[at];
    return question === undefined ? null : askAlone(form, question, opened, options);
  });
  /** One string for all that are alike: they are compared faster. */
  const strings = new Map<string, string>();
  const only = <T extends Single | undefined>(value: T): T => {
    if (typeof value !== "string") return value;
    const known = strings.get(value);
    if (known !== undefined) return known as T & string;
    if (strings.size < mostWords) strings.set(value, value);
    return value;
  };

  const matched = opened.heading.columns.map(({ at }) => at);
  /** What a cell says: what it was asked alone, and whether the row may be more than a record because of it. */
  const said = (column: number, text: string): Said => {
    // It refuses the file, which the reader of text does.
    if (text.includes("锟斤拷")) return uncertain;
    if (clean(text) === "") return blank;
    const ask = alone[column];
    const kind = kindOf[column];
    if (ask !== null && ask !== undefined && (kind === kinds.id || kind === kinds.phone)) {
      const value = ask(text);
      // Digits are the name of nothing.
      return value === uncertain ? uncertain : { value, given: undefined, heading: false, named: false };
    }
    const row = Array.from({ length: width }, (_, at) => (at === column ? text : ""));
    const heading = opened.line(probe, row, undefined) === "heading";
    const named = mayBeName[column] === true && opened.line(probe, [text, text, text, text], undefined) === "table";
    if (ask === null || ask === undefined) {
      // Beside something to read, so that it is only asked whether it is the foot of a table.
      const beside = matched.find((at) => at > column) ?? matched[0] ?? column;
      return isLine(
        opened.line(
          probe,
          row.map((it, at) => (at === beside && at !== column ? "1" : it)),
          undefined,
        ),
      )
        ? { value: undefined, given: undefined, heading: true, named }
        : uncertain;
    }
    const value = ask(text);
    const given = only(splits.get(column)?.read(clean(text)));
    return value === uncertain ? uncertain : { value: only(value), given, heading, named };
  };
  const { decode } = script;
  const words = (cut: Cut, column: number, start: number, end: number): Said => {
    const lexicon = lexicons[column] as Lexicon;
    const known = meanings[column] as Said[];
    const entry = lexicon.find(cut.view, start, end);
    if (entry >= 0) return known[entry] as Said;
    const meaning = said(column, decode(cut.bytes, start, end));
    if (lexicon.add(cut.view, start, end)) known.push(meaning);
    return meaning;
  };

  const quoted = (column: number, text: string): Said => {
    const known = inQuotes[column] as Map<string, Said>;
    const meaning = known.get(text) ?? said(column, text);
    if (known.size < mostWords) known.set(text, meaning);
    return meaning;
  };

  // --- the record ---
  const values: Value[] = questions.map(() => undefined);
  const startOf = new Int32Array(questions.length);
  const endOf = new Int32Array(questions.length);
  let current: Uint8Array = new Uint8Array(0);
  const record: Record<string, Single | undefined> = {};
  const shown: Value[] = questions.map(() => undefined);
  for (const [at, [id, { type }]] of questions.entries()) {
    if (type === "text" || type === "id" || type === "phone")
      Object.defineProperty(record, id, {
        enumerable: true,
        get: () => {
          const value = values[at];
          return value === inBytes ? script.text(current, startOf[at] as number, endOf[at] as number) : value;
        },
      });
    else record[id] = undefined;
  }

  const present = new Set(asked);
  const steps: Step[] = [];
  for (const [at, [, question]] of questions.entries()) {
    const unknown = "codes" in question && question.codes.some((it) => it.code === "99");
    const empty = unknown ? (question.type === "multiple" ? ["99"] : "99") : undefined;
    const required = question.required === true;
    if (!present.has(at) && !intoOf.includes(at) && empty === undefined && !required) continue;
    const condition = question.when === undefined ? -1 : (orderOf.get(question.when.question) ?? -1);
    steps.push({ at, condition, codes: question.when?.in ?? [], empty, required });
  }
  const absent = steps.map((it) => it.at).filter((at) => !present.has(at));
  const rules = (form.rules ?? []).flatMap(({ at, code, severity, message, broken }) =>
    orderOf.has(at) ? [{ broken, problem: { ...labelled(form, at), code, severity, message } }] : [],
  );
  const ids = questions.flatMap(([, question], at) =>
    question.type === "id" && present.has(at)
      ? [{ at, birth: besides(orderOf, question.birth), sex: besides(orderOf, question.sex) }]
      : [],
  );
  /** What may change from row to row and is kept in the record. */
  const written = questions.flatMap(([, { type }], at) =>
    type !== "text" && type !== "id" && type !== "phone" && (present.has(at) || absent.includes(at)) ? [at] : [],
  );
  /** The birthday in a number that was certain by its bytes. */
  const births: (string | null)[] = questions.map(() => null);

  let rows = 0;
  let records = 0;
  let certain = 0;
  const late = new Set<number>();
  const isUnheaded = asked.map((at, column) => at < 0 && clean(head[opened.heading.row - 1]?.[column] ?? "") === "");
  /** The row above, for 同上: a line, or a certain row, of which only the bytes are there. */
  let above: Line | undefined;
  let certainAbove = -1;

  /** Whether the row is certain; then `values` holds its answers. */
  const isCertain = (cut: Cut): boolean => {
    if (!plain || cut.broken) return false;
    const { starts, ends, bytes, view } = cut;
    const count = Math.min(cut.count, width);
    for (const at of absent) values[at] = undefined;
    for (let column = width; column < cut.count; column++) if (starts[column] !== ends[column]) return false;
    let filled = 0;
    let named = 0;
    let different = false;
    for (let column = 0; column < count; column++) {
      const start = starts[column] as number;
      const end = ends[column] as number;
      const at = asked[column] as number;
      if (start === end) {
        if (at >= 0) values[at] = undefined;
        continue;
      }
      // A heading is missing, which the reader of text takes note of, once.
      if (isUnheaded[column] === true && !late.has(column)) return false;
      filled++;
      if (cut.escaped && holdsQuotes(bytes, start, end)) {
        const meaning = quoted(column, unquoted(decode(bytes, start, end)));
        if (meaning === uncertain) return false;
        if (meaning === blank) filled--;
        if (at >= 0) values[at] = meaning.value;
        if ((intoOf[column] as number) >= 0) values[intoOf[column] as number] = meaning.given;
        if (!meaning.heading) different = true;
        if (meaning.named) named++;
        continue;
      }
      switch (kindOf[column]) {
        case kinds.whole: {
          const meaning = words(cut, column, start, end);
          if (meaning === uncertain) return false;
          if (meaning === blank) filled--;
          values[at] = meaning.value;
          if ((intoOf[column] as number) >= 0) values[intoOf[column] as number] = meaning.given;
          if (!meaning.heading) different = true;
          if (meaning.named) named++;
          continue;
        }
        case kinds.text: {
          if (
            free[column] === true &&
            script.isPlain(bytes, start, end, longest[column] as number, isName[column] as boolean)
          ) {
            values[at] = inBytes;
            startOf[at] = start;
            endOf[at] = end;
            named++;
            continue;
          }
          break;
        }
        case kinds.id: {
          const birth = birthIn(column, view, bytes, start, end);
          if (birth !== null) {
            values[at] = inBytes;
            startOf[at] = start;
            endOf[at] = end;
            births[at] = birth;
            different = true;
            continue;
          }
          births[at] = null;
          break;
        }
        case kinds.phone: {
          if (isMobile(bytes, start, end)) {
            values[at] = inBytes;
            startOf[at] = start;
            endOf[at] = end;
            different = true;
            continue;
          }
          break;
        }
        default:
          if (script.isPlain(bytes, start, end, 1000, false)) {
            named++;
            continue;
          }
      }
      const meaning = words(cut, column, start, end);
      if (meaning === uncertain) return false;
      if (meaning === blank) filled--;
      if (at >= 0) values[at] = meaning.value;
      if (!meaning.heading) different = true;
      if (meaning.named) named++;
    }
    for (let column = count; column < width; column++) {
      const at = asked[column] as number;
      if (at >= 0) values[at] = undefined;
    }
    // A blank row, a foot or a note, the heading once more, or that of another table: the reader of text knows.
    if (filled < 2 || !different || (named >= 4 && named * 2 >= filled)) return false;
    current = bytes;
    return agrees(bytes) && settles();
  };

  /** The birthday in a number of 18 digits whose check digit is right, whose place and day were asked before and of which nothing else is to be told, else null. */
  const birthIn = (column: number, view: DataView, bytes: Uint8Array, start: number, end: number): string | null => {
    if (end - start !== 18) return null;
    let sum = 0;
    for (let at = 0; at < 17; at++) {
      const digit = (bytes[start + at] as number) - 0x30;
      if (digit < 0 || digit > 9) return null;
      sum += digit * (weights[at] as number);
    }
    if (bytes[start + 17] !== checkCharacters[sum % 11]) return null;
    // Perhaps a spreadsheet has rounded it.
    if (bytes[start + 17] === zero && bytes[start + 16] === zero && bytes[start + 15] === zero) return null;
    const lexicon = idBlocks[column] as Lexicon;
    const known = idBirths[column] as (string | null)[];
    const entry = lexicon.find(view, start, start + 14);
    if (entry >= 0) return known[entry] as string | null;
    // Whatever the reader of text has against a number lies in its place, its day or its check digit.
    const id = decode(bytes, start, end);
    const meaning = said(column, id);
    const birth =
      meaning !== uncertain && meaning.value === id
        ? only(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)
        : null;
    if (lexicon.add(view, start, start + 14)) known.push(birth);
    return birth;
  };

  /** Whether birthday and sex are those of the number; fills them in. */
  const agrees = (bytes: Uint8Array): boolean => {
    for (const { at, birth, sex } of ids) {
      const id = values[at];
      if (id === undefined) continue;
      const text = typeof id === "string" ? id : null;
      if (birth >= 0) {
        const value = text === null ? births[at] : `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
        if (values[birth] === undefined) values[birth] = value as string;
        else if (values[birth] !== value) return false;
      }
      if (sex >= 0) {
        const digit = text === null ? (bytes[(startOf[at] as number) + 16] as number) : text.charCodeAt(16);
        const value = digit % 2 === 1 ? "1" : "2";
        if (values[sex] === undefined) values[sex] = value;
        else if (values[sex] !== value) return false;
      }
    }
    return true;
  };

  /** Whether all questions that must be answered are, and none that does not apply; what is empty becomes 未采集. */
  const settles = (): boolean => {
    for (const { at, condition, codes, empty, required } of steps) {
      const applies = condition < 0 || meets(values[condition], codes);
      if (values[at] !== undefined) {
        if (!applies) return false;
      } else if (applies) {
        if (empty !== undefined) values[at] = empty;
        else if (required) return false;
      }
    }
    return true;
  };

  const show = (): void => {
    for (const at of written) {
      const value = values[at] as Single | undefined;
      if (value === shown[at]) continue;
      shown[at] = value;
      record[(questions[at] as readonly [string, Question])[0]] = value;
    }
  };

  /** Tells which rules a certain row breaks. Whether it is a record. */
  const keepsRules = (row: number): boolean => {
    let right = true;
    for (const { broken, problem } of rules) {
      if (!broken(record as AnyAnswers, options)) continue;
      sink.problem({ file, row, ...problem });
      if (problem.severity === "error") right = false;
    }
    return right;
  };

  /** Reads a row as text. Throws a `Refusal` where characters were lost before the file came here. */
  const read = (at: number, cells: readonly string[]): void => {
    if (cells.some((it) => it.includes("锟斤拷"))) refuseGarbled([{ file, rows: [cells], firstRow: at + 1 }]);
    for (const [column, cell] of cells.entries())
      if (isUnheaded[column] === true && clean(cell) !== "") late.add(column);
    if (certainAbove >= 0) {
      above = { at: certainAbove, row: certainAbove + 1, cells: previous(), apart: false, copied: false };
      certainAbove = -1;
    }
    const line = opened.line(at, cells, above);
    if (line === "table") another();
    else if (line === "blank") above = undefined;
    else if (line === "heading") return;
    else if ("message" in line) sink.problem(line);
    else {
      above = line;
      rows++;
      if (!opened.usable) return;
      const { answers, problems } = opened.read([line]);
      for (const problem of problems) sink.problem(problem);
      if (answers === null) return;
      records++;
      sink.record(line.row, answers as never);
    }
  };

  return {
    width,
    heading: opened.heading,
    /** Records so far: those that are not blank, those that were right, those that were certain by their bytes. */
    counts: () => ({ rows, records, certain }),
    /** Columns without a heading in which there is something. */
    late: late as ReadonlySet<number>,
    text: read,
    bytes(at: number, cut: Cut): void {
      if (!isCertain(cut)) {
        read(at, cellsOf(cut, decode));
        return;
      }
      rows++;
      certain++;
      certainAbove = at;
      show();
      if (!keepsRules(at + 1)) return;
      records++;
      sink.record(at + 1, record as never);
    },
  };
}

/** What a definition may say of a text without any bearing on how it is read. */
const harmless: ReadonlySet<string> = new Set(
  "type label privacy required why hint synonyms when detail lasting longest lines holds whole".split(" "),
);

/** Whether a question takes any text, or a name; a text of which the definition says more is asked in full. */
function isFree(question: Question | undefined): boolean {
  if (question?.type !== "text" || !["name", "address", undefined].includes(question.holds)) return false;
  return Object.keys(question).every((it) => harmless.has(it));
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const zero = 0x30;
const checkCharacters = [..."10X98765432"].map((it) => it.charCodeAt(0));

function besides(orderOf: ReadonlyMap<string, number>, id: string | undefined): number {
  return id === undefined ? -1 : (orderOf.get(id) ?? -1);
}

/** 11 digits that begin like a mobile telephone. */
function isMobile(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 11 || bytes[start] !== 0x31 || (bytes[start + 1] as number) < 0x33) return false;
  for (let at = start + 1; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}

/** Whether a cell was quoted and has quotes in it. */
function holdsQuotes(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === 0 || bytes[start - 1] !== 0x22) return false;
  for (let at = start; at < end; at++) if (bytes[at] === 0x22) return true;
  return false;
}

function meets(value: Value, codes: readonly string[]): boolean {
  if (typeof value === "string") return codes.includes(value);
  return typeof value === "object" && value.some((it) => codes.includes(it));
}

/** A row far below the heading. */
const probe = 1 << 30;

function isLine(line: ReturnType<Opened["line"]>): line is Line {
  return typeof line === "object" && !("message" in line);
}

/** What a cell says to a question, whatever stands beside it, as the reader of text has it; undefined for nothing. */
function askAlone(
  form: Form,
  [id, question]: readonly [string, Question],
  { columns }: Opened,
  options: ReadOptions,
): (text: string) => Single | undefined | typeof uncertain {
  // Whether it must be answered stays: 不详 is nothing only where a record may do without.
  const { when, ...free } = question;
  void when;
  const single = free.type === "id" ? withoutBeside(free) : free;
  const { rules, shorthands, ...rest } = form;
  void [rules, shorthands];
  const alone: Form = { ...rest, sections: [{ title: "", questions: { [id]: single as Question } }], needs: [] };
  const version = columns.earlier?.version;
  const sheet = { file: "", rows: [[id]], firstRow: 1, ...(version === undefined ? {} : { version }) };
  const opened = openSheet(alone, sheet, { ...options, unfinished: true });
  const copied: Line = { at: 0, row: 1, cells: ["1"], apart: false, copied: false };
  return (text) => {
    const line = opened.line(probe, [text], undefined);
    if (line === "blank") return undefined;
    if (!isLine(line)) return uncertain;
    // Only text can be an answer that means the one above.
    const below = question.type === "text" ? opened.line(probe, [text], copied) : line;
    if (!isLine(below) || below.copied) return uncertain;
    const { answers, problems } = opened.read([line]);
    return answers === null || problems.length > 0 ? uncertain : (answers[id] as Single | undefined);
  };
}

function withoutBeside({ birth, sex, ...rest }: Omit<IdNumber, "when">) {
  void [birth, sex];
  return rest;
}
