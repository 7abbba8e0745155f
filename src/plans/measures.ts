import { z } from "zod";
import { frequencies, saysSo } from "./frequency.ts";
import { readFrontMatter, wrong } from "./front-matter.ts";
import { type Block, readProse } from "./prose.ts";
import { checkClause, checkIndicator, checkLaw, checkProse, checkTemplate, type Shelf } from "./shelf.ts";

export const measureGroups = [
  "发现与建档",
  "结对与责任人",
  "沟通与亲情",
  "学习与成长",
  "身心与安全",
  "权益与兜底",
  "组织与管理",
] as const;

const often = z.enum(frequencies, `one of ${frequencies.join("、")}`);
const quote = z.string().min(4, "words enough to be found by");
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}`), `an id that starts with ${prefix}`);

/** A passage of a plan that asks for the measure. Plans differ; they stand side by side and are never merged. */
const evidence = z.strictObject({
  clause: z.string(),
  quote,
  /** The point of it in a few words. */
  says: z.string(),
  who: z.string().optional(),
  often: often.optional(),
});

const target = z.strictObject({
  clause: z.string(),
  quote,
  says: z.string(),
  /** The indicator that measures it. */
  indicator: z.string().optional(),
});

/** What the law asks for whatever a plan says. */
const floor = z
  .strictObject({
    cite: id("law:"),
    quote,
    says: z.string(),
    /** Whom the law binds; said wherever it says how often, so that nobody takes another's duty for theirs. */
    who: z.string().optional(),
    often: often.optional(),
  })
  .refine((it) => it.often === undefined || it.who !== undefined, "who, beside often");

const facts = z.strictObject({
  measure: z.string().regex(/^M\d\d$/, "an id such as M09"),
  title: z.string(),
  group: z.enum(measureGroups, `one of ${measureGroups.join("、")}`),
  evidence: z.array(evidence).min(1, "at least one passage of a plan"),
  targets: z.array(target).default([]),
  floor: z.array(floor).default([]),
  /** Templates of the records it leaves; plans or templates.json say which clause asks for each. */
  records: z.array(id("T")),
  /** Records that no plan asks for and the law needs. */
  recordsByLaw: z.array(z.strictObject({ template: id("T"), cite: id("law:"), quote })).default([]),
  indicators: z.array(z.string()),
  /** When the law that it cites was last looked at, and from which day on the build warns that it is due again. */
  checked: z.iso.date('a date such as "2026-11-25"').optional(),
  again: z.iso.date('a date such as "2027-05-25"').optional(),
  changed: z.iso.date('a date such as "2026-11-25"'),
  change: z.string().optional(),
});

export type Measure = z.infer<typeof facts> & {
  /** `m09`: its address is /measures/m09/. */
  readonly slug: string;
  /** Two plain sentences on what it is. */
  readonly summary: Block;
  /** Our advice, below its heading. */
  readonly advice: readonly Block[];
};

/** Reads one file of data/measures and holds every claim against its source. Throws `file:line: found …, expected …`. */
export function readMeasure(text: string, file: string, shelf: Shelf): Measure {
  const { facts: stated, lineOf, body, bodyLine } = readFrontMatter(text, file, facts);
  const place = (...path: PropertyKey[]) => ({ file, line: lineOf(path) });
  const slug = /([^/]+)\.md$/.exec(file)?.[1] ?? "";
  if (stated.measure.toLowerCase() !== slug) {
    throw wrong(file, lineOf(["measure"]), stated.measure, `${slug.toUpperCase()}, as the file is called`);
  }
  const evidence = stated.evidence.map((it, at) => ({
    ...it,
    clause: checkClause(shelf, it.clause, it.quote, place("evidence", at, "quote")),
  }));
  const targets = stated.targets.map((it, at) => {
    if (it.indicator !== undefined) checkIndicator(shelf, it.indicator, place("targets", at, "indicator"));
    return { ...it, clause: checkClause(shelf, it.clause, it.quote, place("targets", at, "quote")) };
  });
  for (const [at, it] of stated.floor.entries()) checkLaw(shelf, it.cite, it.quote, place("floor", at, "quote"));
  if (
    stated.floor.length + stated.recordsByLaw.length > 0 &&
    (stated.checked === undefined || stated.again === undefined)
  ) {
    throw wrong(
      file,
      lineOf(["floor"]),
      "law without checked and again",
      "the days on which it was and is to be looked at",
    );
  }
  for (const part of ["evidence", "floor"] as const) {
    for (const [at, it] of stated[part].entries()) {
      if (it.often !== undefined && !saysSo(it.quote, it.often)) {
        throw wrong(
          file,
          lineOf([part, at, "often"]),
          `${it.often} beside “${it.quote}”`,
          "a quotation that says how often",
        );
      }
    }
  }
  for (const [at, it] of stated.records.entries()) {
    checkTemplate(shelf, it, place("records", at));
    const asked =
      (shelf.templates.get(it)?.evidence.length ?? 0) > 0 ||
      shelf.library.canonical.some((plan) => plan.records.some(({ templates }) => templates.includes(it)));
    if (!asked)
      throw wrong(file, lineOf(["records", at]), it, "a template that a plan asks for; others go to recordsByLaw");
  }
  for (const [at, it] of stated.recordsByLaw.entries()) {
    checkTemplate(shelf, it.template, place("recordsByLaw", at, "template"));
    checkLaw(shelf, it.cite, it.quote, place("recordsByLaw", at, "quote"));
  }
  for (const [at, it] of stated.indicators.entries()) checkIndicator(shelf, it, place("indicators", at));
  const [summary, ...advice] = readProse(body, file, bodyLine);
  if (summary?.kind !== "paragraph") throw wrong(file, bodyLine, "no text", "two sentences on what the measure is");
  checkProse(shelf, [summary, ...advice], file);
  return { ...stated, evidence, targets, slug, summary, advice };
}
