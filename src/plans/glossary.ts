import { z } from "zod";
import { readYaml, wrong } from "./front-matter.ts";
import { checkReference, type Shelf } from "./shelf.ts";

const term = z.strictObject({
  term: z.string(),
  /** By which the list is sorted. */
  pinyin: z.string(),
  says: z.string(),
  /** References as in prose, without brackets. */
  see: z.array(z.string()),
});
/** A word of the field in plain words. */
export type Term = z.infer<typeof term>;

/** Where a term stands on /glossary/. */
export function termAnchor(term: Term): string {
  return term.pinyin.replaceAll(/[^a-z0-9]+/g, "-");
}

/** Reads data/glossary.yaml. Throws `file:line: found …, expected …`. */
export function readGlossary(text: string, file: string, shelf: Shelf): Term[] {
  const { facts, lineOf } = readYaml(text, file, z.array(term));
  for (const [at, it] of facts.entries()) {
    const before = facts[at - 1];
    if (before !== undefined && before.pinyin >= it.pinyin) {
      throw wrong(file, lineOf([at]), `${it.pinyin} after ${before.pinyin}`, "terms in the order of their pinyin");
    }
    for (const [number, to] of it.see.entries()) checkReference(shelf, to, { file, line: lineOf([at, "see", number]) });
  }
  return facts;
}
