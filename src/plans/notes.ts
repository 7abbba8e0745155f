import { z } from "zod";
import { readFrontMatter } from "./front-matter.ts";
import { type Block, readProse } from "./prose.ts";
import { checkClause, checkLaw, checkProse, checkTemplate, type Shelf } from "./shelf.ts";

/** How heavy a note weighs, heaviest first, and what a page calls it. */
export const weights = { must: "照原文做就违法", should: "有条件才能做", care: "有风险，换个做法" } as const;
type Weight = keyof typeof weights;

const facts = z.strictObject({
  /** What to do or leave, in a few words. */
  title: z.string(),
  /** must: done as written it breaks the law; should: lawful under conditions only; care: a risk. */
  weight: z.enum(Object.keys(weights) as [Weight, ...Weight[]]),
  passages: z
    .array(
      z.strictObject({
        /** Id of the passage in the analysis of the plans, `L-CARD4`. */
        flag: z.string().regex(/^L-[A-Z]+\d+$/, "an id such as L-CARD4"),
        clause: z.string(),
        /** Left out where quoting would repeat what was redacted. */
        quote: z.string().min(4).optional(),
      }),
    )
    .min(1),
  law: z.array(z.strictObject({ cite: z.string(), quote: z.string().min(4) })),
  /** Rules named only: their text is not in data/reference/statutes and was not compared. */
  unverified: z.array(z.string()).default([]),
  instead: z.string(),
  forms: z.array(z.string()),
  checked: z.iso.date('a date such as "2026-11-25"'),
  /** From this day on the build warns that the law is to be looked at again. */
  again: z.iso.date('a date such as "2027-05-25"'),
});

/** An editor's note: a passage of a plan that conflicts with today's law or with a child's safety. */
export type Note = z.infer<typeof facts> & {
  /** Its address is /notes/<slug>/. */
  readonly slug: string;
  readonly why: readonly Block[];
};

/** Reads one file of data/notes and holds every quotation against its source. Throws `file:line: found …, expected …`. */
export function readNote(text: string, file: string, shelf: Shelf): Note {
  const { facts: stated, lineOf, body, bodyLine } = readFrontMatter(text, file, facts);
  const place = (...path: PropertyKey[]) => ({ file, line: lineOf(path) });
  const passages = stated.passages.map((it, at) => ({
    ...it,
    clause: checkClause(shelf, it.clause, it.quote, place("passages", at, "quote")),
  }));
  for (const [at, it] of stated.law.entries()) checkLaw(shelf, it.cite, it.quote, place("law", at, "quote"));
  for (const [at, it] of stated.forms.entries()) checkTemplate(shelf, it, place("forms", at));
  const why = readProse(body, file, bodyLine);
  checkProse(shelf, why, file);
  return { ...stated, passages, slug: /([^/]+)\.md$/.exec(file)?.[1] ?? "", why };
}
