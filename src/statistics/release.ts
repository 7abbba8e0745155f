import { z } from "zod";
import { populations, type PopulationId } from "../programme/populations.ts";

/**
 * A number as readers see it. Counts are multiples of ten and 0–9 is `{ below: 10 }`; a rate may be any
 * value or, on a small denominator, a band in words. `c` withheld (never by which rule: the rule is a
 * clue), `x` not available, `z` not applicable.
 */
const figure = z.union([
  z.strictObject({ value: z.number().nonnegative() }),
  z.strictObject({ below: z.literal(10) }),
  z.strictObject({ band: z.string().min(1) }),
  z.strictObject({ symbol: z.enum(["c", "x", "z"]) }),
]);
export type Figure = z.infer<typeof figure>;

/** A figure that counts children. */
const count = figure.refine(
  (it) => !("value" in it) || (it.value >= 10 && it.value % 10 === 0),
  "a published count is a multiple of ten, and 0–9 is { below: 10 }",
);

const population = z.enum(Object.keys(populations) as [PopulationId, ...PopulationId[]]);
const areaCode = z.string().regex(/^\d{6}(\d{3})?$/, "a county has 6 digits, a township 9");
const category = z.strictObject({ code: z.string().min(1), label: z.string().min(1) });
/**
 * The categories of one side of a table in the order they are shown; the code `total` is the sum of the others, or the only column
 * where children are just counted (`count`). Rows that are `items` of a question with several answers have no total.
 */
const dimension = z.strictObject({ variable: z.string(), label: z.string(), categories: z.array(category).min(1) });

/** Where a figure comes from and leads to. Clause ids (`04#2.1`), measure ids (`M03`), template id (`T54`), question ids. */
const loop = {
  clauses: z.array(z.string()),
  measures: z.array(z.string()),
  template: z.string(),
  questions: z.array(z.string()),
};

const table = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  population,
  unit: z.literal("人"),
  /** The area all figures are about; with `rows.variable` = "area" the rows are its parts. */
  area: areaCode,
  rows: dimension,
  columns: dimension,
  /** cells[row][column], same order as the categories. */
  cells: z.array(z.array(count)),
  /** Indicators that are a distribution and no rate; this table is it. */
  distributionOf: z.array(z.string()).optional(),
  ...loop,
});
export type Table = z.infer<typeof table>;

/** Whom a figure counts: by variable the codes of its categories, as they stand in the tables; empty for all children. */
const group = z.record(z.string(), z.array(z.string()));

const indicator = z.strictObject({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  population,
  area: areaCode,
  /** The finest area that its variables may be shown for. */
  finestArea: z.enum(["county", "township"]),
  numerator: z.strictObject({ label: z.string(), of: group, figure: count }),
  denominator: z.strictObject({ label: z.string(), of: group, figure: count }),
  /** Children of the denominator for whom it is 未采集, and their share in percent. */
  missing: z.strictObject({ of: group, figure: count, share: figure }),
  /** A share of published counts, in percent with no decimals; in words where the denominator is below 180 or it is none or nearly all. */
  rate: figure,
  unit: z.literal("%"),
  target: z.strictObject({ value: z.number(), label: z.string() }).optional(),
  ...loop,
});
export type Indicator = z.infer<typeof indicator>;

export const release = z.strictObject({
  schema: z.literal(2),
  /** `2026-autumn.v1`, or `example-2026-autumn.v1` when made from example data. */
  id: z.string().regex(/^(example-)?\d{4}-(spring|autumn)\.v[1-9]\d*$/),
  round: z.string().regex(/^\d{4}-(spring|autumn)$/),
  /** Ages and times away are computed at this date. */
  referenceDate: z.iso.date(),
  example: z.boolean(),
  population,
  /** Version of src/programme that this release follows. */
  programme: z.string(),
  areas: z.array(z.strictObject({ code: areaCode, label: z.string(), parent: areaCode.optional() })).min(1),
  tables: z.array(table),
  indicators: z.array(indicator),
  quality: z.strictObject({
    filesExpected: z.int().nonnegative().optional(),
    filesReceived: z.int().nonnegative(),
    /** By township, in the order of `areas`: files that held records of it, and the share of answers that are 未采集 in its published tables. */
    units: z.array(z.strictObject({ area: areaCode, filesReceived: z.int().nonnegative(), missing: figure })),
    rowsRead: count,
    rowsRefused: count,
    /** The share of rows that the office allows to be refused (site.json); 0 where none may be. */
    refusedShareAllowed: z.number().min(0).max(1),
    /** Classes of refusal, never rows. */
    refusedBecause: z.array(z.strictObject({ code: z.string(), label: z.string(), figure: count })),
    duplicates: count,
    /** Consent refused or pending (consent_status 5, 6): not tabulated. */
    consentWithheld: count,
    /** Children whose facts do not suffice to say whether they belong to the population: not tabulated. */
    undecided: count,
  }),
  method: z.strictObject({
    protection: z.literal("neighbour-rounding"),
    base: z.literal(10),
    /** No published count is further than this from the truth. */
    bound: z.literal(9),
    key: z.enum(["example", "local"]),
  }),
  audit: z.strictObject({ figures: z.int().nonnegative(), relations: z.int().nonnegative(), broken: z.literal(0) }),
  supersedes: z.string().optional(),
});
export type Release = z.infer<typeof release>;

/** Reads release.json; throws with the path of the first thing that is not as the schema says. */
export function readRelease(json: string, file: string): Release {
  const parsed = release.safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
