import { type Group, type IndicatorDefinition, type Programme, type TableDefinition } from "../programme/definition.ts";
import { finestAreaOf, membersOf, type Place, placeFor, structureOf } from "../programme/structure.ts";
import { type VariableId, variables } from "../programme/variables.ts";
import { type Figure, type Indicator, type Release, type Table } from "../statistics/release.ts";
import { audit } from "./audit.ts";
import { type RoundingKey } from "./key.ts";
import { base, bound, type Cell, roundAlone, roundWithinTotals } from "./rounding.ts";
import { type Truth } from "./truth.ts";

declare const cleared: unique symbol;
/** A release that came out of `protect`, still without its version; `publish` takes nothing else. */
export type Cleared = Omit<Release, "id" | "supersedes"> & { readonly [cleared]: true };

/** What `protect` gave, this very object: the type alone would let an altered copy through. */
const given = new WeakSet<Cleared>();

/** The smallest published denominator for which a percentage is given; below it a band in words. */
const leastDenominator = 180;

/**
 * Rounds the whole release at once. The hub first (every combination of its variables by township), so that each of its counts,
 * subtotals and totals is within `bound` of the truth; then each spoke with the margin fixed that it shares with an earlier place
 * (structure.ts), by township or, where its finest area is the county, on the county's sums alone. Whatever a table or
 * indicator adds up from these is held within `bound` as well. Deterministic for the same truth and key. Throws when the
 * limits cannot be held.
 */
export function protect(truth: Truth, programme: Programme, key: RoundingKey): Cleared {
  if (key.kind === "example" && !truth.example)
    throw new Error("disclosure: found the example key, expected a key of the office's own for its data");
  const county = truth.areas.find((it) => it.parent === undefined);
  if (county === undefined)
    throw new Error("disclosure: found no county among the areas, expected one area without a parent");
  const places = structureOf(programme);
  const areas = { county: county.code, townships: truth.areas.filter((it) => it.parent !== undefined) };
  const rounded = roundAll(truth, programme, key, areas);

  const tables = programme.tables.map((it) => tableOf(it, truth, rounded, areas));

  const release = {
    schema: 2 as const,
    round: truth.round,
    referenceDate: truth.referenceDate,
    example: truth.example,
    population: truth.population,
    programme: programme.version,
    areas: [...truth.areas],
    tables,
    indicators: programme.indicators.map((it) => indicatorOf(it, truth, rounded, places, areas)),
    quality: qualityOf(truth, tables, areas, key),
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

type Areas = {
  readonly county: string;
  readonly townships: readonly { readonly code: string; readonly label: string }[];
};
/** One rounded set of counts, from which every figure is added up: the children of an area who belong to a group. */
type Rounded = (area: string, group: Group) => number;
/** The rounded counts of a place: `[area][cell]`, its areas the townships or the county alone. */
type Counts = readonly (readonly number[])[];

/** Draws again, hub and all, when a spoke cannot be rounded beside a hub that was; gives up rather than loosen anything. */
function roundAll(truth: Truth, programme: Programme, key: RoundingKey, areas: Areas): Rounded {
  const places = structureOf(programme);
  const exact = places.map((place) => exactCounts(place, truth, areas));
  const sums = places.map((place) => publishedSums(place, programme, places));
  for (let attempt = 0; attempt < 20; attempt++) {
    const salt = attempt === 0 ? "" : `*${String(attempt)}`;
    const rounded = new Map<Place, Counts>();
    const holds = places.every((place, at) => {
      const counts = roundPlace(place, exact[at] ?? [], sums[at] ?? [], rounded, areas, key, salt);
      if (counts !== null) rounded.set(place, counts);
      return counts !== null;
    });
    if (holds) return sumsOf(places, rounded, areas);
  }
  throw new Error(
    "disclosure: found no rounding of these counts within the limits, expected one in 20 draws; merge areas or categories",
  );
}

function exactCounts(place: Place, truth: Truth, { townships }: Areas): Counts {
  const [variable] = place.variables;
  const source = place.beside === undefined || variable === undefined ? truth.hub : truth.spokes.get(variable);
  const byTownship = townships.map(({ code }) => place.cells.map((cell) => source?.get(`${code}|${cell}`) ?? 0));
  if (place.finestArea === "township") return byTownship;
  return [place.cells.map((_, cell) => byTownship.reduce((sum, it) => sum + (it[cell] ?? 0), 0))];
}

/** Sums of cells that are published: `by` gives the sum that a cell is part of, none where it is in none. */
type Sums = {
  readonly name: string;
  readonly finest: "county" | "township";
  readonly by: readonly (string | undefined)[];
};

function publishedSums(place: Place, programme: Programme, places: readonly Place[]): Sums[] {
  const sums = new Map<string, Sums>();
  const crossed = (ids: readonly VariableId[], finest: Sums["finest"]) => {
    const maps = ids.map((id) => categoriesOf(place, id));
    const by = place.cells.map((_, cell) => maps.map((it) => it[cell]).join("|"));
    const name = ids.join("*");
    if (sums.get(name)?.finest !== "township") sums.set(name, { name, finest, by });
  };
  if (place.beside === undefined) {
    for (const ids of subsets(place.variables)) crossed(ids, place.finestArea);
    return [...sums.values()];
  }
  for (const { rows, columns } of programme.tables) {
    const byArea = rows === "area";
    const ids =
      typeof rows === "object" ? [] : [...(byArea ? [] : [rows]), ...(columns === undefined ? [] : [columns])];
    if (ids.length > 0 && placeFor(places, ids, byArea ? "township" : "county") === place)
      for (const it of subsets(ids)) crossed(it, byArea ? "township" : "county");
    // All without the item, whatever else they have.
    for (const id of typeof rows === "object" ? rows : [])
      if (placeFor(places, [id], "county") === place) alone(sums, place, `${id}/without`, itemGroups(id).without);
  }
  for (const it of programme.indicators) {
    if (indicatorPlace(it, places) !== place) continue;
    for (const [part, group] of [it.numerator.of, it.denominator.of, it.missing].entries())
      alone(sums, place, `${it.id}/${String(part)}`, group);
  }
  return [...sums.values()];
}

function alone(sums: Map<string, Sums>, place: Place, name: string, group: Group): void {
  sums.set(name, { name, finest: "county", by: membersOf(place, group).map((it) => (it ? "" : undefined)) });
}

function roundPlace(
  place: Place,
  exact: Counts,
  sums: readonly Sums[],
  rounded: ReadonlyMap<Place, Counts>,
  { county, townships }: Areas,
  key: RoundingKey,
  salt: string,
): Counts | null {
  const byTownship = place.finestArea === "township";
  const codes = byTownship ? townships.map((it) => it.code) : [county];
  const cells = codes.flatMap((area, at) =>
    place.cells.map((cell, number): Cell => {
      const totals = sums.flatMap(({ name, finest, by }) => {
        const sum = by[number];
        if (sum === undefined) return [];
        const all = `*|${name}|${sum}`;
        return byTownship && finest === "township" ? [all, `${area}|${name}|${sum}`] : [all];
      });
      if (place.beside !== undefined) totals.push(`${area}#${String(place.shared[number])}`);
      return { name: `${place.id}|${area}|${cell}`, count: exact[at]?.[number] ?? 0, totals };
    }),
  );
  const found = roundWithinTotals(cells, key, fixedMargins(place, rounded, codes), salt);
  if (found === null) return null;
  return codes.map((area) => place.cells.map((cell) => found.get(`${place.id}|${area}|${cell}`) ?? 0));
}

/** What the place beside it has for each part of the margin that they share. */
function fixedMargins(
  place: Place,
  rounded: ReadonlyMap<Place, Counts>,
  codes: readonly string[],
): Map<string, number> {
  const fixed = new Map<string, number>();
  if (place.beside === undefined) return fixed;
  const together = place.finestArea === "county";
  for (const area of codes) for (const part of place.shared) fixed.set(`${area}#${String(part)}`, 0);
  for (const [at, counts] of (rounded.get(place.beside) ?? []).entries()) {
    for (const [cell, part] of place.sharedBeside.entries()) {
      const name = `${(together ? codes[0] : codes[at]) ?? ""}#${String(part)}`;
      fixed.set(name, (fixed.get(name) ?? 0) + (counts[cell] ?? 0));
    }
  }
  return fixed;
}

function sumsOf(places: readonly Place[], rounded: ReadonlyMap<Place, Counts>, { county, townships }: Areas): Rounded {
  return (area, group) => {
    const place = placeFor(places, Object.keys(group) as VariableId[], area === county ? "county" : "township");
    if (place === undefined)
      throw new Error(
        `disclosure: found ${Object.keys(group).join(" by ")} for ${area}, expected what stands in one place`,
      );
    const members = membersOf(place, group);
    const at = townships.findIndex((it) => it.code === area);
    const counts = rounded.get(place) ?? [];
    return (area === county ? counts : [counts[at] ?? []]).reduce(
      (sum, it) => sum + it.reduce((part, count, cell) => part + (members[cell] === true ? count : 0), 0),
      0,
    );
  };
}

/** Who has an item, who has not (whatever else they have), and who is not known to. */
function itemGroups(id: VariableId): { readonly with: Group; readonly without: Group; readonly missing: Group } {
  const codes = variables[id].categories.map((it) => it.code);
  return {
    with: { [id]: ["1"] },
    without: { [id]: codes.filter((it) => it !== "1" && it !== "99") },
    missing: { [id]: ["99"] },
  };
}

const total = { code: "total", label: "合计" };

function tableOf(table: TableDefinition, truth: Truth, rounded: Rounded, { county, townships }: Areas): Table {
  const { id, title, rows, columns, distributionOf, clauses, measures, template, questions } = table;
  const side = (it: VariableId) => {
    const { label, categories } = variables[it];
    return { variable: it, label, categories: [...categories.map(({ code, label }) => ({ code, label })), total] };
  };
  const group = (it: VariableId, code: string): Group => (code === "total" ? {} : { [it]: [code] });
  const count = { variable: "count", label: "人数", categories: [{ ...total, label: "人数" }] };
  const across = columns === undefined ? count : side(columns);
  const ofColumn = (code: string) => (columns === undefined ? {} : group(columns, code));
  const drawn =
    typeof rows === "object"
      ? {
          rows: {
            variable: "items",
            label: "项目",
            categories: rows.map((it) => ({ code: it, label: variables[it].label })),
          },
          columns: {
            variable: "has",
            label: "有没有",
            categories: [
              { code: "1", label: "有" },
              { code: "0", label: "没有" },
              { code: "99", label: "未采集" },
              total,
            ],
          },
          cells: rows.map((it) => {
            const { with: has, without, missing } = itemGroups(it);
            return [has, without, missing, {}].map((of) => shown(rounded(county, of)));
          }),
        }
      : rows === "area"
        ? {
            rows: {
              variable: "area",
              label: "乡镇",
              categories: [...townships.map(({ code, label }) => ({ code, label })), total],
            },
            columns: across,
            cells: [...townships.map((it) => it.code), county].map((area) =>
              across.categories.map(({ code }) => shown(rounded(area, ofColumn(code)))),
            ),
          }
        : {
            rows: side(rows),
            columns: across,
            cells: side(rows).categories.map((row) =>
              across.categories.map(({ code }) =>
                shown(rounded(county, { ...group(rows, row.code), ...ofColumn(code) })),
              ),
            ),
          };
  return {
    id,
    title,
    population: truth.population,
    unit: "人",
    area: county,
    ...drawn,
    ...(distributionOf === undefined ? {} : { distributionOf: [...distributionOf] }),
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

function indicatorPlace({ numerator, denominator, missing }: IndicatorDefinition, places: readonly Place[]) {
  return placeFor(places, idsIn(numerator.of, denominator.of, missing), "county");
}

function idsIn(...groups: readonly Group[]): VariableId[] {
  return [...new Set(groups.flatMap((it) => Object.keys(it) as VariableId[]))];
}

function indicatorOf(
  indicator: IndicatorDefinition,
  truth: Truth,
  rounded: Rounded,
  places: readonly Place[],
  { county }: Areas,
): Indicator {
  const { id, title, definition, numerator, denominator, missing, unit, target } = indicator;
  const { clauses, measures, template, questions } = indicator;
  const [part, whole, unknown] = [numerator.of, denominator.of, missing].map((it) => rounded(county, it));
  return {
    id,
    title,
    definition,
    population: truth.population,
    area: county,
    finestArea: finestAreaOf(places, idsIn(numerator.of, denominator.of, missing)),
    numerator: { label: numerator.label, of: copy(numerator.of), figure: shown(part ?? 0) },
    denominator: { label: denominator.label, of: copy(denominator.of), figure: shown(whole ?? 0) },
    missing: { of: copy(missing), figure: shown(unknown ?? 0), share: rateOf(unknown ?? 0, whole ?? 0) },
    rate:
      (unknown ?? 0) >= (whole ?? 0) * mostMissing && (unknown ?? 0) > 0
        ? { symbol: "x" }
        : rateOf(part ?? 0, whole ?? 0),
    unit,
    ...(target === undefined ? {} : { target }),
    clauses: [...clauses],
    measures: [...measures],
    template,
    questions: [...questions],
  };
}

/** Where no more than this share was not asked there is a rate; few that were asked and said yes are not few who are so. */
const mostMissing = 0.9;

function copy(group: Group): Record<string, string[]> {
  return Object.fromEntries(Object.entries(group).map(([id, codes]) => [id, [...codes]]));
}

/**
 * A percentage of published counts only, without decimals; a band in words where the denominator is small, and where a whole
 * number would say none or all although a few may or may not be.
 */
export function rateOf(part: number, whole: number): Figure {
  if (whole < base) return { symbol: "c" };
  const rate = (100 * part) / whole;
  if (whole < leastDenominator) return { band: bandOf(rate) };
  // 少于10 stands for up to nine, of a denominator that may be nine smaller than published.
  if (part < base) return { band: `不到${String(Math.ceil((100 * bound) / (whole - bound)))}%` };
  if (rate < 1) return { band: "不到1%" };
  if (rate > 99 && part < whole) return { band: "99%以上" };
  return { value: Math.round(rate) };
}
function bandOf(rate: number): string {
  return bands.find(([least]) => rate >= least)?.[1] ?? "不到一成";
}
const bands = [
  [90, "九成以上"],
  [70, "七成至九成"],
  [50, "五成至七成"],
  [10, "一成至五成"],
] as const;

function qualityOf(truth: Truth, tables: readonly Table[], { townships }: Areas, key: RoundingKey): Release["quality"] {
  const { filesExpected, filesReceived, filesByTownship, refusedBecause, refusedShareAllowed, ...counts } =
    truth.quality;
  const { rowsRead, rowsRefused, duplicates, consentWithheld, undecided } = counts;
  const alone = (name: string, count: number) => shown(roundAlone(count, key, `quality|${name}`));
  return {
    ...(filesExpected === undefined ? {} : { filesExpected }),
    filesReceived,
    units: townships.map(({ code }) => ({
      area: code,
      filesReceived: filesByTownship.get(code) ?? 0,
      missing: missingIn(tables, code),
    })),
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

/** The share of 未采集 among all answers of a township that are published, in words; from published figures alone. */
function missingIn(tables: readonly Table[], township: string): Figure {
  const known = (it: Figure | undefined) => (it !== undefined && "value" in it ? it.value : 0);
  let [part, whole] = [0, 0];
  for (const { rows, columns, cells } of tables) {
    const missing = columns.categories.findIndex((it) => it.code === "99");
    if (rows.variable !== "area" || missing === -1) continue;
    const row = cells[rows.categories.findIndex((it) => it.code === township)] ?? [];
    part += known(row[missing]);
    whole += known(row[columns.categories.findIndex((it) => it.code === total.code)]);
  }
  return whole === 0 ? { symbol: "c" } : { band: bandOf((100 * part) / whole) };
}

/** By cell of a place: the number of the category of a variable that its cells tell. */
function categoriesOf(place: Place, id: VariableId): readonly number[] {
  const by = place.cells.map(() => -1);
  for (const [at, { code }] of variables[id].categories.entries())
    for (const [cell, member] of membersOf(place, { [id]: [code] }).entries()) if (member) by[cell] = at;
  return by;
}

function subsets(ids: readonly VariableId[]): VariableId[][] {
  return ids.reduce<VariableId[][]>((all, id) => [...all, ...all.map((it) => [...it, id])], [[]]);
}
