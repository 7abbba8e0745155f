import { z } from "zod";
import { readFrontMatter } from "./front-matter.ts";
import { type Block, readProse } from "./prose.ts";
import { checkProse, type Shelf } from "./shelf.ts";

const facts = z.strictObject({
  title: z.string(),
  anchor: z.string().regex(/^[a-z-]+$/, "an anchor such as self-harm"),
  /** law: the words of the law and little else; transcribed: of a rule that is not in data/reference/statutes; advice: ours. */
  basis: z.enum(["law", "transcribed", "advice"]),
  /** Sources that were not compared word by word. */
  unverified: z.array(z.string()).default([]),
  checked: z.iso.date('a date such as "2026-11-25"'),
  again: z.iso.date('a date such as "2027-05-25"'),
});

/** A section of /urgent/; they stand in the order of their file names. */
export type UrgentSection = z.infer<typeof facts> & { readonly blocks: readonly Block[] };

/** The anchor of a section, read before the rest: other guidance refers to it. */
export function urgentAnchor(text: string, file: string): string {
  return readFrontMatter(text, file, facts).facts.anchor;
}

/** Reads one file of data/urgent. Throws `file:line: found …, expected …`. */
export function readUrgent(text: string, file: string, shelf: Shelf): UrgentSection {
  const { facts: stated, body, bodyLine } = readFrontMatter(text, file, facts);
  const blocks = readProse(body, file, bodyLine);
  checkProse(shelf, blocks, file);
  return { ...stated, blocks };
}
