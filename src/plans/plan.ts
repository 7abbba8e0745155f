import { z } from "zod";
import { readFrontMatter, type Stated, wrong } from "./front-matter.ts";
import { readChineseNumber } from "./numerals.ts";

/** One numbered unit of a plan with the text that belongs to it alone; its sub-items are clauses of their own. */
export type Clause = {
  /** `04#3.5`: the canonical plan, then the plan's own numbering (三、→ 3, （五） or 5、 below it → 3.5, （1） → 3.5.1). */
  readonly id: string;
  readonly plan: string;
  /** `3.5`; `0` is text before the first heading, `3.0` text under heading 3 before its first number. */
  readonly number: string;
  readonly level: 1 | 2 | 3;
  /** The headings above it as printed, outermost first: `三、主要措施`. */
  readonly trail: readonly string[];
  /** Its own heading line as printed; null for an item that runs into its text and for unnumbered text. */
  readonly heading: string | null;
  /** Its text; an item that runs in starts with its marker; empty for a heading that only has sub-items. */
  readonly paragraphs: readonly string[];
};

const number = z.string().regex(/^\d{2}$/, 'two digits in quotation marks, such as "04"');
const clauseNumber = z.string().regex(/^\d+(\.\d+)*$/, 'a clause of this plan, such as "3.5"');

const inEveryPlan = {
  plan: number,
  title: z.string(),
  /** Its heading in seeds/; a plan that was added later has none. */
  sourceHeading: z.string().optional(),
  /** When the text was last compared with its source. */
  checked: z.iso.date('a date such as "2026-11-25"'),
  /** When a reader would last have noticed a difference, and, where it helps, what it was. */
  changed: z.iso.date('a date such as "2026-11-25"'),
  change: z.string().optional(),
};

/** A record that a plan wants kept, with the words that ask for it. */
const record = z.strictObject({
  /** As the plan calls it. */
  name: z.string(),
  /** The sheets of data/reference/templates.json that serve for it. */
  templates: z.array(z.string().regex(/^T\d\d$/, "a template such as T09")).min(1),
  clause: clauseNumber,
  quote: z.string().min(4),
  /** `written`: the plan says that it is to be made out; `implied`: it asks for the deed and leaves the record unsaid. */
  asked: z.enum(["written", "implied"]),
});
export type RecordAsked = z.infer<typeof record>;

const ownFacts = z.strictObject({
  ...inEveryPlan,
  /** Who carries it out, in the words of the page. */
  lead: z.string(),
  kind: z.string(),
  region: z.string().optional(),
  period: z.string().optional(),
  /** Values of data/reference/facets.json by facet, by which readers narrow the list down. */
  facets: z.record(z.string(), z.array(z.string()).min(1)),
  records: z.array(record).default([]),
});
const copyFacts = z.strictObject({
  ...inEveryPlan,
  /** The plan this one repeats word for word; its facts are that plan's. */
  copyOf: number,
  /** Number of the one clause in which a copy differs; its own wording is then the body of the file. */
  differs: clauseNumber.optional(),
});
export type OwnFacts = z.infer<typeof ownFacts>;
type CopyFacts = z.infer<typeof copyFacts>;

/** What one file of data/plans says: the facts, and the clauses of its body (none for a plain copy). */
export type PlanFile = {
  readonly file: string;
  readonly own: OwnFacts | undefined;
  readonly copy: CopyFacts | undefined;
  readonly clauses: readonly Clause[];
  readonly lineOf: Stated<unknown>["lineOf"];
};

/**
 * Reads one file of data/plans: YAML front matter, `##` to `####` for headings that stand alone, plain paragraphs for
 * everything else. Throws `file:line: found …, expected …` where the numbering is not what it should be, or where a record
 * is not asked for in the words it quotes.
 */
export function readPlan(text: string, file: string): PlanFile {
  const isCopy = /^copyOf:/m.test(text.slice(0, text.indexOf("\n---\n")));
  const copy = isCopy ? readFrontMatter(text, file, copyFacts) : undefined;
  const own = isCopy ? undefined : readFrontMatter(text, file, ownFacts);
  const stated = copy ?? own;
  if (stated === undefined) throw new Error(`${file}: expected facts`);
  const named = /(\d\d)\.md$/.exec(file)?.[1];
  if (stated.facts.plan !== named) {
    throw wrong(
      file,
      stated.lineOf(["plan"]),
      `plan ${stated.facts.plan}`,
      `plan ${named ?? "of two digits"}, as the file is called`,
    );
  }
  const plan = copy?.facts.copyOf ?? stated.facts.plan;
  const clauses = readClauses(stated.body, plan, copy?.facts.differs, file, stated.bodyLine);
  for (const [at, { clause, quote }] of (own?.facts.records ?? []).entries()) {
    const asked = clauses.find((it) => it.number === clause);
    if (asked === undefined)
      throw wrong(file, stated.lineOf(["records", at, "clause"]), `clause ${clause}`, "a clause of this plan");
    if (!wordsOf(asked).some((it) => it.includes(quote))) {
      throw wrong(file, stated.lineOf(["records", at, "quote"]), quote, `words of clause ${clause}`);
    }
  }
  return { file, own: own?.facts, copy: copy?.facts, clauses, lineOf: stated.lineOf };
}

/** Heading and paragraphs of a clause: a quotation stands in one of them. */
export function wordsOf(clause: Clause): readonly string[] {
  return clause.heading === null ? clause.paragraphs : [clause.heading, ...clause.paragraphs];
}

const marker = /^(?:([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）|(\d+)[、.]|（(\d+)）、?)/;

/** The depth of a marker among its neighbours: 一、 always 1; （一） 2; 1、 one below （一） or 一、; （1） one below what stands above. */
export type Marker = {
  readonly printed: string;
  readonly value: number;
  readonly kind: "一、" | "（一）" | "1、" | "（1）";
};

/** The numbering a line of a plan starts with, or null. */
export function readMarker(line: string): Marker | null {
  const match = marker.exec(line);
  if (match === null) return null;
  const [printed, chapter, section, item, sub] = match;
  if (chapter !== undefined) return { printed, value: readChineseNumber(chapter), kind: "一、" };
  if (section !== undefined) return { printed, value: readChineseNumber(section), kind: "（一）" };
  if (item !== undefined) return { printed, value: Number(item), kind: "1、" };
  return { printed, value: Number(sub), kind: "（1）" };
}

type Open = { kind: Marker["kind"]; value: number; heading: string | null };

/** The depth at which a marker opens below the numbers that are open now. */
export function depthOf(kind: Marker["kind"], open: readonly { readonly kind: Marker["kind"] }[]): number {
  if (kind === "一、") return 0;
  const same = open.findIndex((it) => it.kind === kind);
  if (same !== -1) return same;
  if (kind === "（一）") return 1;
  const above = kind === "（1）" ? open : open.filter((it) => it.kind !== "（1）");
  return above.length;
}

function readClauses(
  body: string,
  plan: string,
  differs: string | undefined,
  file: string,
  firstLine: number,
): Clause[] {
  const clauses: (Omit<Clause, "paragraphs"> & { paragraphs: string[] })[] = [];
  // A copy that differs in one clause starts inside the numbering of the plan it copies.
  const open: Open[] = (differs?.split(".").slice(0, -1) ?? []).map((value, depth) => ({
    kind: depth === 0 ? "一、" : "（一）",
    value: Number(value),
    heading: null,
  }));
  const start = (number: string, heading: string | null) => {
    const level = Math.min(3, Math.max(1, number.split(".").length)) as 1 | 2 | 3;
    const trail = open.slice(0, number.endsWith(".0") ? open.length : -1).flatMap((it) => it.heading ?? []);
    clauses.push({
      id: `${plan}#${number}`,
      plan,
      number,
      level,
      trail: number === "0" ? [] : trail,
      heading,
      paragraphs: [],
    });
  };

  for (const [at, line] of body.split("\n").entries()) {
    if (line.trim() === "") continue;
    const fail = (found: string, expected: string): never => {
      throw wrong(file, firstLine + at, found, expected);
    };
    const [, hashes = "", words = ""] = /^(#{2,4} )?([\s\S]*)$/.exec(line) ?? [];
    const mark = readMarker(words);
    if (mark === null) {
      if (hashes !== "") fail(`a heading without a number`, "一、 （一） 1、 or （1） after the #");
      // Unnumbered text belongs to the number above it; straight under a chapter it is that chapter's .0.
      if (open.length === 0 && clauses.length === 0) start("0", null);
      else if (open.length === 1 && clauses[clauses.length - 1]?.number === String(open[0]?.value))
        start(`${open[0]?.value ?? ""}.0`, null);
      clauses[clauses.length - 1]?.paragraphs.push(words);
      continue;
    }
    const depth = depthOf(mark.kind, open);
    const previous = open[depth];
    const expected = previous?.kind === mark.kind ? previous.value + 1 : 1;
    const resumed = differs !== undefined && clauses.length === 0;
    if (mark.value !== expected && !resumed) fail(mark.printed, `number ${expected} at this level`);
    if (hashes !== "" && hashes.length - 2 !== depth + 1)
      fail(hashes.trim(), `${"#".repeat(depth + 2)} for ${mark.printed}`);
    open.splice(depth);
    open.push({ kind: mark.kind, value: mark.value, heading: hashes === "" ? null : words });
    start(open.map((it) => it.value).join("."), hashes === "" ? null : words);
    if (hashes === "") clauses[clauses.length - 1]?.paragraphs.push(words);
  }
  return clauses;
}
