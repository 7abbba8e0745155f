import lunr from "lunr";
import { normalise, wordsOf } from "./words.ts";

export const kinds = ["plan", "measure", "form", "urgent", "definition", "statistic"] as const;
export type Kind = (typeof kinds)[number];

/** One thing that can be found. For a clause, `id` is its clause id. */
export type Document = {
  readonly id: string;
  readonly kind: Kind;
  /** Address within the site, without the base path: `/plans/04/#3.5`. */
  readonly url: `/${string}`;
  /** Title of the plan it is from. Helps the ranking; what matches nothing else is no hit. */
  readonly plan?: string;
  /** Its own heading; null for text that runs on. */
  readonly heading: string | null;
  /** The headings above it, outermost first. */
  readonly trail: readonly string[];
  readonly text: string;
};

export type Hit = {
  readonly rank: number;
  readonly score: number;
  /** Share of the query's words that it holds, above 0 and up to 1. */
  readonly covered: number;
  readonly document: Document;
  /** What to call it: its heading, else the nearest heading above it and the words it begins with. */
  readonly heading: string;
  /** The document's address, as it is there. */
  readonly url: `/${string}`;
  readonly excerpt: string;
  /** Stretches of the excerpt that match, as [start, end) in UTF-16 units. */
  readonly marks: readonly (readonly [number, number])[];
};

export type Search = (query: string, options?: { readonly kind?: Kind; readonly limit?: number }) => Hit[];

/**
 * Builds the index and gives the function that queries it: the same code at build, on the command line and in the browser,
 * so the ranking is the same everywhere. lunr scores (BM25 over character pairs, single characters with little weight); a
 * document that holds all of a query goes before one that repeats a part.
 */
export function openIndex(documents: readonly Document[]): Search {
  const builder = new lunr.Builder();
  builder.ref("at");
  // Clauses are short and alike in length: length says little about relevance here.
  builder.b(0.4);
  builder.k1(1.0);
  builder.field("heading", { boost: 3 });
  builder.field("trail", { boost: 0.8 });
  builder.field("text");
  builder.field("single", { boost: 0.05 });
  const held = documents.map((document) => {
    const heading = wordsOf(document.heading ?? "");
    const trail = wordsOf(document.trail.join("\n"));
    const text = wordsOf(document.text);
    const plan = wordsOf(document.plan ?? "");
    const own = new Set([...heading.pairs, ...trail.pairs, ...text.pairs, ...heading.singles, ...text.singles]);
    return { heading, trail: [...plan.pairs, ...trail.pairs], text, own, all: new Set([...own, ...plan.pairs]) };
  });
  for (const [at, { heading, trail, text }] of held.entries()) {
    const single = [...heading.singles, ...text.singles];
    builder.add({ at: String(at), heading: heading.pairs, trail, text: text.pairs, single });
  }
  const index = builder.build();

  return (query, { kind, limit = 10 } = {}) => {
    const { pairs, singles } = wordsOf(query);
    const terms = [...new Set(pairs)];
    const letters = [...new Set(singles)];
    if (terms.length + letters.length === 0) return [];
    const found = index.query((it) => {
      for (const term of terms) it.term(term, { fields: ["heading", "trail", "text"], usePipeline: false });
      for (const letter of letters) it.term(letter, { fields: ["single"], usePipeline: false });
    });
    const wanted = terms.length > 0 ? terms : letters;
    return found
      .flatMap(({ ref, score }) => {
        const at = Number(ref);
        const [document, words] = [documents[at], held[at]];
        if (document === undefined || words === undefined) return [];
        if (kind !== undefined && document.kind !== kind) return [];
        if (!wanted.some((term) => words.own.has(term))) return [];
        const covered = wanted.filter((term) => words.all.has(term)).length / wanted.length;
        return [{ at, document, covered, score: score * (0.1 + 0.9 * covered ** 2) }];
      })
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, limit)
      .map(({ document, covered, score }, at) => ({
        rank: at + 1,
        score: Number(score.toFixed(4)),
        covered,
        document,
        heading: document.heading ?? firstWords(document),
        url: document.url,
        ...excerptOf(document.text === "" ? (document.heading ?? "") : document.text, wanted),
      }));
  };
}

function firstWords({ trail, text }: Document): string {
  const [words = ""] = /^[^，。；：！？\n]{1,24}/u.exec(text) ?? [];
  const above = trail[trail.length - 1]?.replace(/[：。]$/u, "");
  return [above, words].filter((it) => it !== undefined && it !== "").join(" · ");
}

const longest = 72;
const lead = 24;

/** The stretch of `text` with the most different terms in it, from the last punctuation before them, and where they stand. */
function excerptOf(text: string, terms: readonly string[]): Pick<Hit, "excerpt" | "marks"> {
  const folded = normalise(text);
  const places = terms.flatMap((term) => {
    const found: { start: number; end: number; term: string }[] = [];
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1))
      found.push({ start: at, end: at + term.length, term });
    return found;
  });
  const room = longest - lead;
  const worth = (start: number) =>
    new Set(places.filter((it) => it.start >= start && it.end <= start + room).map((it) => it.term)).size;
  const best = places
    .map((it) => it.start)
    .sort((a, b) => a - b)
    .reduce((best, it) => (worth(it) > worth(best) ? it : best), places[0]?.start ?? 0);
  const opening = Math.max(...[..."。；，！？：\n"].map((it) => text.lastIndexOf(it, best - 1))) + 1;
  const from = best <= lead ? 0 : best - opening <= lead ? opening : best - lead / 2;
  const to = Math.min(text.length, from + longest);
  const before = from > 0 ? "…" : "";
  const excerpt = `${before}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  const marks: [number, number][] = [];
  for (const { start, end } of places
    .filter((it) => it.start >= from && it.end <= to)
    .sort((a, b) => a.start - b.start)) {
    const last = marks[marks.length - 1];
    const [s, e] = [start - from + before.length, end - from + before.length];
    if (last !== undefined && s <= last[1]) last[1] = Math.max(last[1], e);
    else marks.push([s, e]);
  }
  return { excerpt, marks };
}
