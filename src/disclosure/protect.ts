import { type IndicatorDefinition, type Programme, type TableDefinition } from "../programme/programme.ts";
import { type VariableId, variables } from "../programme/variables.ts";
import { type Figure, type Indicator, type Release, type Table } from "../statistics/release.ts";
import { audit } from "./audit.ts";
import { type RoundingKey } from "./key.ts";
import { base, bound, roundAlone, roundWithinTotals } from "./rounding.ts";
import { type Truth } from "./truth.ts";

declare const cleared: unique symbol;
/** A release that came out of `protect`, still without its version; `publish` takes nothing else. */
export type Cleared = Omit<Release, "id" | "supersedes"> & { readonly [cleared]: true };

/** What `protect` gave, this very object: the type alone would let an altered copy through. */
const given = new WeakSet<Cleared>();

/** The smallest published denominator for which a percentage is given; below it a band in words. */
const leastDenominator = 180;

/** One rounded set of counts, from which every table is added up. `total` stands for all categories of a variable. */
type Rounded = { readonly of: (area: string, categories: Readonly<Partial<Record<VariableId, string>>>) => number };

/**
 * Rounds the whole release at once. The hub (townships crossed with the hub's variables) first, so that each of its counts,
 * subtotals and totals is within `bound` of the truth; then each spoke with the hub's township totals fixed. Every table
 * adds up from this one set. Deterministic for the same truth and key. Throws when the limits cannot be held.
 */
export function protect(truth: Truth, programme: Programme, key: RoundingKey): Cleared {
  if (key.kind === "example" && !truth.example)
    throw new Error("disclosure: found the example key, expected a key of the office's own for its data");
  const rounded = roundAll(truth, programme, key);
  const county = truth.areas.find((it) => it.parent === undefined);
  if (county === undefined)
    throw new Error("disclosure: found no county among the areas, expected one area without a parent");

  const release = {
    schema: 1 as const,
    round: truth.round,
    referenceDate: truth.referenceDate,
    example: truth.example,
    population: truth.population,
    programme: programme.version,
    areas: [...truth.areas],
    tables: programme.tables.map((it) => tableOf(it, truth, rounded, county.code)),
    indicators: programme.indicators.map((it) => indicatorOf(it, truth, rounded, county.code)),
    quality: qualityOf(truth, key),
    method: { protection: "neighbour-rounding" as const, base, bound, key: key.kind } as Release["method"],
  };
  const clearedRelease = { ...release, audit: audit(release) } as Cleared;
  given.add(clearedRelease);
  return clearedRelease;
}

/** The release as it is written to data/published. Taking only what `protect` gave is the first lock of the boundary. */
export function publish(it: Cleared, id: string, supersedes?: string): Release {
  if (!given.has(it))
    throw new Error("disclosure: found a release that protect did not give, expected one that it did");
  const { schema, ...rest } = it;
  return { schema, id, ...rest, ...(supersedes === undefined ? {} : { supersedes }) };
}

function roundAll(truth: Truth, programme: Programme, key: RoundingKey): Rounded {
  const townships = truth.areas.filter((it) => it.parent !== undefined).map((it) => it.code);
  const hubVariables = programme.hub.variables;
  const hubCells = townships.flatMap((area) =>
    product(hubVariables.map((id) => variables[id].categories.map((it) => it.code))).map((codes) => ({ area, codes })),
  );
  const hub = roundWithinTotals(
    hubCells.map(({ area, codes }) => ({
      name: `hub|${area}|${codes.join("|")}`,
      count: truth.hub.get([area, ...codes].join("|")) ?? 0,
      // Every way of leaving out the area or some of the variables is a total; leaving out nothing is the count itself.
      totals: product([[area, "*"], ...codes.map((code) => [code, "*"])])
        .map((parts) => parts.join("|"))
        .slice(1),
    })),
    key,
  );
  const hubSum = (area: string, codes: readonly (string | undefined)[]) =>
    hubCells
      .filter(
        (it) =>
          (area === "*" || it.area === area) &&
          it.codes.every((code, at) => codes[at] === undefined || codes[at] === code),
      )
      .reduce((sum, it) => sum + (hub.get(`hub|${it.area}|${it.codes.join("|")}`) ?? 0), 0);

  const spokes = new Map(
    programme.spokes.map(({ variable }) => {
      const exact = truth.spokes.get(variable) ?? new Map<string, number>();
      const cells = townships.flatMap((area) =>
        variables[variable].categories.map(({ code }) => ({
          name: `${variable}|${area}|${code}`,
          count: exact.get(`${area}|${code}`) ?? 0,
          totals: [area, `*|${code}`],
        })),
      );
      return [variable, roundWithinTotals(cells, key, new Map(townships.map((area) => [area, hubSum(area, [])])))];
    }),
  );

  return {
    of(area, categories) {
      const asked = Object.keys(categories) as VariableId[];
      const spoke = programme.spokes.find((it) => asked.includes(it.variable));
      const areas = truth.areas.some((it) => it.code === area && it.parent === undefined) ? townships : [area];
      if (spoke === undefined) {
        return areas.reduce(
          (sum, it) =>
            sum +
            hubSum(
              it,
              hubVariables.map((id) => categories[id]),
            ),
          0,
        );
      }
      const counts = spokes.get(spoke.variable);
      return areas.reduce(
        (sum, it) => sum + (counts?.get(`${spoke.variable}|${it}|${categories[spoke.variable] ?? ""}`) ?? 0),
        0,
      );
    },
  };
}

const total = { code: "total", label: "合计" };

function tableOf(table: TableDefinition, truth: Truth, rounded: Rounded, county: string): Table {
  const { id, title, clauses, measures, template, questions } = table;
  const columns = variables[table.columns];
  const byArea = table.rows === "area";
  if (byArea && columns.finestArea !== "township") {
    throw new Error(
      `programme: found ${columns.id} by township in ${id}, expected it at its finest area, ${columns.finestArea}`,
    );
  }
  const rows = table.rows === "area" ? undefined : table.rows;
  const rowCategories =
    rows === undefined ? truth.areas.filter((it) => it.parent !== undefined) : variables[rows].categories;
  const cells = [...rowCategories.map((it) => it.code), "total"].map((row) =>
    [...columns.categories.map((it) => it.code), "total"].map((column) =>
      shown(
        rounded.of(byArea && row !== "total" ? row : county, {
          ...(rows === undefined || row === "total" ? {} : { [rows]: row }),
          ...(column === "total" ? {} : { [table.columns]: column }),
        }),
      ),
    ),
  );
  return {
    id,
    title,
    population: truth.population,
    unit: "人",
    area: county,
    rows: {
      variable: rows ?? "area",
      label: rows === undefined ? "乡镇" : variables[rows].label,
      categories: [...rowCategories.map(({ code, label }) => ({ code, label })), total],
    },
    columns: {
      variable: table.columns,
      label: columns.label,
      categories: [...columns.categories.map(({ code, label }) => ({ code, label })), total],
    },
    cells,
    clauses: [...clauses],
    measures: [...measures],
    template,
    questions: [...questions],
  };
}

/** A rounded count as readers see it: 0 stands for 0 to 9. */
function shown(rounded: number): Figure {
  return rounded < base ? { below: 10 } : { value: rounded };
}

function indicatorOf(indicator: IndicatorDefinition, truth: Truth, rounded: Rounded, county: string): Indicator {
  const { id, title, definition, unit, target, clauses, measures, template, questions } = indicator;
  const part = indicator.numerator.codes.reduce(
    (sum, code) => sum + rounded.of(county, { [indicator.numerator.variable]: code }),
    0,
  );
  const whole = rounded.of(county, {});
  return {
    id,
    title,
    definition,
    population: truth.population,
    area: county,
    numerator: { label: indicator.numerator.label, figure: shown(part) },
    denominator: { label: indicator.denominator.label, figure: shown(whole) },
    rate: rateOf(part, whole),
    unit,
    ...(target === undefined ? {} : { target }),
    clauses: [...clauses],
    measures: [...measures],
    template,
    questions: [...questions],
  };
}

/** A percentage of published counts only, without decimals; a band in words where the denominator is small. */
export function rateOf(part: number, whole: number): Figure {
  if (whole < base) return { symbol: "c" };
  const rate = (100 * part) / whole;
  if (whole >= leastDenominator) return { value: Math.round(rate) };
  return { band: rate >= 90 ? "九成以上" : rate >= 70 ? "七成至九成" : rate >= 50 ? "五成至七成" : "不到五成" };
}

function qualityOf(truth: Truth, key: RoundingKey): Release["quality"] {
  const { filesExpected, filesReceived, refusedBecause, refusedShareAllowed, ...counts } = truth.quality;
  const { rowsRead, rowsRefused, duplicates, consentWithheld, undecided } = counts;
  const alone = (name: string, count: number) => shown(roundAlone(count, key, `quality|${name}`));
  return {
    ...(filesExpected === undefined ? {} : { filesExpected }),
    filesReceived,
    rowsRead: alone("rowsRead", rowsRead),
    rowsRefused: alone("rowsRefused", rowsRefused),
    refusedShareAllowed,
    refusedBecause: refusedBecause.map(({ code, label, rows }) => ({
      code,
      label,
      figure: alone(`refused|${code}`, rows),
    })),
    duplicates: alone("duplicates", duplicates),
    consentWithheld: alone("consentWithheld", consentWithheld),
    undecided: alone("undecided", undecided),
  };
}

function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((all, list) => all.flatMap((begun) => list.map((it) => [...begun, it])), [[]]);
}
