import { type Template } from "../programme/templates.ts";
import { wrong } from "./front-matter.ts";
import { citedText, readCitation, type Statutes } from "./law.ts";
import { type Library } from "./library.ts";
import { wordsOf } from "./plan.ts";
import { type Block, referencesIn } from "./prose.ts";

/** One of the 74 indicators that the plans ask for or the law needs (data/reference/indicators.json). */
export type Indicator = { readonly id: string; readonly title: string; readonly templates: readonly string[] };

/** What guidance can point to. Everything that it claims is held against this when the site is built. */
export type Shelf = {
  readonly library: Library;
  readonly statutes: Statutes;
  readonly templates: ReadonlyMap<string, Template>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** `M01` … `M42`. */
  readonly measures: ReadonlySet<string>;
  /** Anchors of /urgent/. */
  readonly anchors: ReadonlySet<string>;
};

/** Where a claim stands: `file:line` of the message when it does not hold. */
export type Place = { readonly file: string; readonly line: number };

/** Holds a quotation against its clause, character by character; throws `file:line: found …, expected …`. Gives the canonical id. */
export function checkClause(shelf: Shelf, id: string, quote: string | undefined, { file, line }: Place): string {
  const clause = shelf.library.clause(id);
  if (clause === undefined) throw wrong(file, line, `clause ${id}`, "a clause of a plan, such as 04#3.5");
  if (quote !== undefined && !wordsOf(clause).some((it) => it.includes(quote))) {
    throw wrong(file, line, quote, `words of ${clause.id}`);
  }
  return clause.id;
}

/** Holds a quotation against one paragraph of its article; throws like `checkClause`. */
export function checkLaw(shelf: Shelf, cite: string, quote: string | undefined, { file, line }: Place): void {
  const text = citedText(shelf.statutes, cite);
  if (text === undefined) throw wrong(file, line, cite, "an article in data/reference/statutes, such as law:wbf#23");
  if (quote !== undefined && !text.split("\n").some((it) => it.includes(quote)))
    throw wrong(file, line, quote, `words of ${cite}`);
}

export function checkTemplate(shelf: Shelf, id: string, { file, line }: Place): void {
  if (!shelf.templates.has(id)) throw wrong(file, line, `template ${id}`, "one of data/reference/templates.json");
}

export function checkMeasure(shelf: Shelf, id: string, { file, line }: Place): void {
  if (!shelf.measures.has(id)) throw wrong(file, line, `measure ${id}`, "one of data/measures");
}

export function checkIndicator(shelf: Shelf, id: string, { file, line }: Place): void {
  if (!shelf.indicators.has(id)) throw wrong(file, line, `indicator ${id}`, "one of data/reference/indicators.json");
}

/** Holds one reference (`M09`, `T09`, `04#3.5`, `law:wbf#23`, `/urgent/#missing`, `tel:110`) against what is there. */
export function checkReference(shelf: Shelf, to: string, place: Place): void {
  if (/^M\d\d$/.test(to)) checkMeasure(shelf, to, place);
  else if (/^T\d\d$/.test(to)) checkTemplate(shelf, to, place);
  else if (/^\d\d#/.test(to)) checkClause(shelf, to, undefined, place);
  else if (readCitation(to) !== undefined) checkLaw(shelf, to, undefined, place);
  else if (to.startsWith("/urgent/#")) {
    if (!shelf.anchors.has(to.slice("/urgent/#".length)))
      throw wrong(place.file, place.line, to, "an anchor of data/urgent");
  } else if (!/^(\/([a-z0-9-]+\/)*(#[a-z0-9.-]+)?|tel:\d{3,12})$/.test(to)) {
    throw wrong(place.file, place.line, `[[${to}]]`, "a measure, template, clause, article, page or telephone number");
  }
}

/** Holds every reference and every quotation of law in `blocks` against what is there. */
export function checkProse(shelf: Shelf, blocks: readonly Block[], file: string): void {
  for (const { to, line } of referencesIn(blocks)) checkReference(shelf, to, { file, line });
  for (const block of blocks) {
    if (block.kind === "law") checkLaw(shelf, block.cite, block.quote, { file, line: block.line });
  }
}
