import lunr from "lunr";
import { normalise, wordsOf } from "./words.ts";

export const kinds = ["plan", "measure", "form", "urgent", "definition", "statistic"] as const;
export type Kind = (typeof kinds)[number];

/** One thing that can be found. For a clause, `id` is its clause id and `plan` the title of its plan. */
export type Document = {
  readonly id: string;
  readonly kind: Kind;
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
  readonly document: Document;
  /** What to call it: its heading, else the nearest heading above it and the words it begins with. */
  readonly heading: string;
  /** Address within the site, without the base path: `/plans/04/#3.5`. */
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
    const trail = wordsOf([document.plan ?? "", ...document.trail].join("\n"));
    const text = wordsOf(document.text);
    return {
      heading,
      trail,
      text,
      all: new Set([...heading.pairs, ...trail.pairs, ...text.pairs, ...heading.singles, ...text.singles]),
    };
  });
  for (const [at, { heading, trail, text }] of held.entries()) {
    const single = [...heading.singles, ...text.singles];
    builder.add({ at: String(at), heading: heading.pairs, trail: trail.pairs, text: text.pairs, single });
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
        const document = documents[Number(ref)];
        const covered = wanted.filter((term) => held[Number(ref)]?.all.has(term) === true).length / wanted.length;
        if (document === undefined || (kind !== undefined && document.kind !== kind) || covered === 0) return [];
        return [{ at: Number(ref), document, score: score * (0.1 + 0.9 * covered ** 2) }];
      })
      .sort((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, limit)
      .map(({ document, score }, at) => ({
        rank: at + 1,
        score: Number(score.toFixed(4)),
        document,
        heading: document.heading ?? firstWords(document),
        url: addressOf(document),
        ...excerptOf(document.text === "" ? (document.heading ?? "") : document.text, wanted),
      }));
  };
}

function firstWords({ trail, text }: Document): string {
  const [words = ""] = /^[^，。；：！？\n]{1,24}/u.exec(text) ?? [];
  return [trail.at(-1), words].filter((it) => it !== undefined && it !== "").join(" · ");
}

function addressOf({ id }: Document): `/${string}` {
  const [plan = "", number = ""] = id.split("#");
  return `/plans/${plan}/#${number}`;
}

const longest = 72;

/** The stretch of `text` with the most different terms in it, and where they stand. */
function excerptOf(text: string, terms: readonly string[]): Pick<Hit, "excerpt" | "marks"> {
  const folded = normalise(text);
  const places = terms.flatMap((term) => {
    const found: { start: number; end: number; term: string }[] = [];
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1))
      found.push({ start: at, end: at + term.length, term });
    return found;
  });
  const room = longest - 12;
  const worth = (start: number) =>
    new Set(places.filter((it) => it.start >= start && it.end <= start + room).map((it) => it.term)).size;
  const best = places
    .map((it) => it.start)
    .sort((a, b) => a - b)
    .reduce((best, it) => (worth(it) > worth(best) ? it : best), places[0]?.start ?? 0);
  const from = best <= 12 ? 0 : best - 12;
  const to = Math.min(text.length, from + longest);
  const before = from > 0 ? "…" : "";
  const excerpt = `${before}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  const marks: [number, number][] = [];
  for (const { start, end } of places
    .filter((it) => it.start >= from && it.end <= to)
    .sort((a, b) => a.start - b.start)) {
    const last = marks.at(-1);
    const [s, e] = [start - from + before.length, end - from + before.length];
    if (last !== undefined && s <= last[1]) last[1] = Math.max(last[1], e);
    else marks.push([s, e]);
  }
  return { excerpt, marks };
}
