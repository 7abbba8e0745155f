import { z } from "zod";
import { readTemplates, type Template } from "../programme/templates.ts";
import { type CalendarEntry, readCalendar } from "./calendar.ts";
import { type Facet, sortByFacets } from "./facets.ts";
import { wrong } from "./front-matter.ts";
import { readGlossary, type Term } from "./glossary.ts";
import { citationName, readCitation, readStatutes, type Statutes } from "./law.ts";
import { type Library, type Plan, readLibrary } from "./library.ts";
import { type Measure, readMeasure } from "./measures.ts";
import { type Note, readNote } from "./notes.ts";
import { type RecordAsked } from "./plan.ts";
import { type Block, referencesIn } from "./prose.ts";
import { checkLaw, checkReference, checkTemplate, type Indicator, type Shelf } from "./shelf.ts";
import { readUrgent, urgentAnchor, type UrgentSection } from "./urgent.ts";

/** The text of every file by path, as it lies in data/. */
export type Files = Readonly<Record<string, string>>;
export type GuidanceFiles = {
  readonly plans: Files;
  readonly measures: Files;
  readonly notes: Files;
  readonly urgent: Files;
  readonly statutes: Files;
  readonly calendar: string;
  readonly glossary: string;
  readonly templates: string;
  readonly indicators: string;
  readonly facets: string;
  /** Forms with the articles that they give as reasons. */
  readonly forms: readonly CitingForm[];
  /** Published tables and indicators with the clauses and articles that ask for them. */
  readonly figures: readonly CitingFigure[];
};
type CitingFigure = { readonly id: string; readonly title: string; readonly cites: readonly string[] };
type CitingForm = {
  readonly id: string;
  readonly title: string;
  readonly cites: readonly string[];
  /** Words of the law that are printed on it. */
  readonly quotations: readonly { readonly quote: string; readonly from: string }[];
};

/** A record that a plan asks for, by the clause that does. */
export type RecordOf = RecordAsked & { readonly plan: Plan };

/** An article that something here rests on, and what does. */
export type CitedArticle = {
  readonly law: string;
  readonly article: number;
  readonly measures: readonly Measure[];
  readonly notes: readonly Note[];
  readonly urgent: readonly UrgentSection[];
  readonly calendar: readonly CalendarEntry[];
  readonly terms: readonly Term[];
  readonly forms: readonly CitingForm[];
  readonly figures: readonly CitingFigure[];
};

export type Guidance = {
  readonly library: Library;
  readonly measures: readonly Measure[];
  readonly notes: readonly Note[];
  readonly urgent: readonly UrgentSection[];
  readonly calendar: readonly CalendarEntry[];
  readonly glossary: readonly Term[];
  readonly facets: readonly Facet[];
  readonly statutes: Statutes;
  readonly templates: readonly Template[];
  readonly indicators: readonly Indicator[];
  /** Articles that are cited, law by law in the order of the folder, by number. */
  readonly articles: readonly CitedArticle[];
  /** Measures whose evidence or target stands in the clause, in order of their ids. */
  readonly measuresAt: (clause: string) => readonly Measure[];
  readonly notesAt: (clause: string) => readonly Note[];
  /** Every record of the canonical plans for which a template serves. */
  readonly recordsFor: (template: string) => readonly RecordOf[];
};

/**
 * Reads all guidance and holds every quotation against the clause or article it names, every reference against what is
 * there. Throws `file:line: found …, expected …` for the first that does not hold: then there is no site.
 */
export function readGuidance(files: GuidanceFiles): Guidance {
  const library = readLibrary(files.plans);
  const templates = readTemplates(files.templates);
  const indicators: Indicator[] = z
    .array(z.strictObject({ id: z.string(), title: z.string(), templates: z.array(z.string()) }))
    .parse(JSON.parse(files.indicators));
  const shelf: Shelf = {
    library,
    statutes: readStatutes(files.statutes),
    templates: new Map(templates.map((it) => [it.id, it])),
    indicators: new Map(indicators.map((it) => [it.id, it])),
    measures: new Set(Object.keys(files.measures).map((file) => (/([^/]+)\.md$/.exec(file)?.[1] ?? "").toUpperCase())),
    anchors: new Set(Object.entries(files.urgent).map(([file, text]) => urgentAnchor(text, file))),
  };
  for (const { records, source } of library.canonical) {
    for (const [at, record] of records.entries()) {
      for (const [number, id] of record.templates.entries()) {
        checkTemplate(shelf, id, { file: source.file, line: source.lineOf(["records", at, "templates", number]) });
      }
    }
  }
  const facets = sortByFacets(library, files.facets);
  const measures = inOrder(files.measures, (text, file) => readMeasure(text, file, shelf));
  const notes = inOrder(files.notes, (text, file) => readNote(text, file, shelf));
  const urgent = inOrder(files.urgent, (text, file) => readUrgent(text, file, shelf));
  refuseTwice(
    urgent.map((it) => ({ id: it.anchor, words: `anchor: ${it.anchor}` })),
    files.urgent,
  );
  refuseTwice(
    notes.flatMap((it) => it.passages.map(({ flag }) => ({ id: flag, words: `flag: ${flag}` }))),
    files.notes,
  );
  const calendar = readCalendar(files.calendar, "data/calendar.yaml", shelf);
  const glossary = readGlossary(files.glossary, "data/glossary.yaml", shelf);

  for (const form of files.forms) {
    const place = { file: `src/forms/definitions/${form.id}.ts`, line: 1 };
    for (const to of form.cites) checkReference(shelf, to, place);
    for (const { quote, from } of form.quotations) checkLaw(shelf, from, quote, place);
  }
  for (const { cites } of files.figures)
    for (const to of cites) checkReference(shelf, to, { file: "src/programme/programme.ts", line: 1 });

  const records = library.canonical.flatMap((plan) => plan.records.map((it): RecordOf => ({ ...it, plan })));
  return {
    library,
    measures,
    notes,
    urgent,
    calendar,
    glossary,
    facets,
    statutes: shelf.statutes,
    templates,
    indicators,
    articles: citedArticles(shelf.statutes, {
      measures,
      notes,
      urgent,
      calendar,
      terms: glossary,
      forms: files.forms,
      figures: files.figures,
    }),
    measuresAt: (clause) =>
      measures.filter((it) => [...it.evidence, ...it.targets].some((passage) => passage.clause === clause)),
    notesAt: (clause) => notes.filter((it) => it.passages.some((passage) => passage.clause === clause)),
    recordsFor: (template) => records.filter((it) => it.templates.includes(template)),
  };
}

/** Throws where the second of two entries with one id stands; `words` is how a file writes it. */
function refuseTwice(entries: readonly { readonly id: string; readonly words: string }[], files: Files): void {
  const twice = entries.find(({ id }, at) => entries.findIndex((it) => it.id === id) !== at);
  if (twice === undefined) return;
  const places = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, text]) =>
      text.split("\n").flatMap((line, at) => (line.endsWith(twice.words) ? [{ file, line: at + 1 }] : [])),
    );
  const { file = "data", line = 1 } = places[1] ?? {};
  throw wrong(file, line, `${twice.id} a second time`, "one of its own");
}

function inOrder<T>(files: Files, read: (text: string, file: string) => T): T[] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => read(text, file));
}

type Citing = Omit<CitedArticle, "law" | "article">;

function citedArticles(statutes: Statutes, all: Citing): CitedArticle[] {
  const inProse = (blocks: readonly Block[]) => referencesIn(blocks).map((it) => it.to);
  const ofMeasure = (it: Measure) => [
    ...[...it.floor, ...it.recordsByLaw].map((law) => law.cite),
    ...inProse([it.summary, ...it.advice]),
  ];
  const ofNote = (it: Note) => [...it.law.map((law) => law.cite), ...inProse(it.why)];
  const articleOf = (citation: string) => {
    const cited = readCitation(citation);
    return cited === undefined ? [] : [`${cited.law}#${String(cited.article)}`];
  };
  const citations = [
    ...all.measures.flatMap(ofMeasure),
    ...all.notes.flatMap(ofNote),
    ...all.urgent.flatMap((it) => inProse(it.blocks)),
    ...all.calendar.flatMap((it) => it.why),
    ...all.terms.flatMap((it) => it.see),
    ...[...all.forms, ...all.figures].flatMap((it) => it.cites),
  ];
  const cited = new Set(citations.flatMap(articleOf));
  return Object.entries(statutes).flatMap(([law, { articles }]) =>
    [...articles.keys()].flatMap((article) => {
      const id = `${law}#${String(article)}`;
      if (!cited.has(id)) return [];
      const citing =
        <T>(of: (it: T) => readonly string[]) =>
        (it: T) =>
          of(it).flatMap(articleOf).includes(id);
      return {
        law,
        article,
        measures: all.measures.filter(citing(ofMeasure)),
        notes: all.notes.filter(citing(ofNote)),
        urgent: all.urgent.filter(citing((it) => inProse(it.blocks))),
        calendar: all.calendar.filter(citing((it) => it.why)),
        terms: all.terms.filter(citing((it) => it.see)),
        forms: all.forms.filter(citing((it) => it.cites)),
        figures: all.figures.filter(citing((it) => it.cites)),
      };
    }),
  );
}

/** The passages of one plan that ask for a measure. */
export function passagesOf(measure: Measure, plan: Plan): Measure["evidence"] {
  return measure.evidence.filter((it) => it.clause.startsWith(`${plan.id}#`));
}

/** What a page calls a reference, and where it leads; `planned`: a template that is not there yet. */
export type Named = {
  readonly name: string;
  readonly path: `/${string}` | `tel:${string}`;
  readonly planned?: boolean;
};

/** The name and address of a reference that was checked when it was read. */
export function nameOf(guidance: Guidance, to: string): Named {
  const measure = guidance.measures.find((it) => it.measure === to);
  if (measure !== undefined) return { name: measure.title, path: `/measures/${measure.slug}/` };
  const template = guidance.templates.find((it) => it.id === to);
  if (template !== undefined) return nameOfTemplate(template);
  const cited = readCitation(to);
  if (cited !== undefined) {
    return { name: citationName(guidance.statutes, to), path: `/law/${cited.law}/${String(cited.article)}/` };
  }
  const clause = guidance.library.clause(to);
  if (clause !== undefined) return { name: clauseName(clause.id), path: `/plans/${clause.plan}/#${clause.number}` };
  if (to.startsWith("tel:")) return { name: to.slice(4), path: to as `tel:${string}` };
  const section = guidance.urgent.find((it) => `/urgent/#${it.anchor}` === to);
  return { name: section?.title ?? (to === "/urgent/" ? "出事了" : to), path: to as `/${string}` };
}

/** A template that is not there yet leads to its line in the list of forms. */
function nameOfTemplate({ id, slug, title, status }: Template): Named {
  return status === "available"
    ? { name: title, path: `/forms/${slug}/` }
    : { name: title, path: `/forms/#${id}`, planned: true };
}

/** 篇4第3.5条 */
export function clauseName(id: string): string {
  const [plan = "", number = ""] = id.split("#");
  return `${planName(plan)}第${number}条`;
}

/** 篇4 */
export function planName(id: string): string {
  return `篇${String(Number(id))}`;
}
