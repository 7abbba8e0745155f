import { type Group, type Programme, type TableDefinition } from "./definition.ts";
import { derivedCodes, type Variable, type VariableId, variables } from "./variables.ts";

/**
 * The hub or a spoke as the protection rounds it: one count for every area and cell, a cell being a combination of the
 * categories of its variables. It is rounded with the margin that it shares with one earlier place fixed.
 */
export type Place = {
  /** `hub`, or the variable of the spoke. */
  readonly id: string;
  readonly variables: readonly VariableId[];
  /** Rounded by township, or for the county only. */
  readonly finestArea: Variable["finestArea"];
  /** By cell: its categories' codes joined by `|`, which is how counts are keyed behind the area. */
  readonly cells: readonly string[];
  /** The earlier place that it shares a margin with; the hub has none. */
  readonly beside?: Place;
  /** By cell, the part of that margin it lies in; and by cell of the place beside it. The areas' totals are always part of it. */
  readonly shared: readonly number[];
  readonly sharedBeside: readonly number[];
};

/**
 * Checks that a programme can be protected and gives its places in the order they are rounded. Throws with the reason when
 * 1. a variable leaves out a fact or has it in two categories, or a joint variable is shown more finely than its parts,
 * 2. an attribute stands in two places and neither holds all that the other says about it: rounded apart, they would say more
 *    than either (they may stand side by side when the later one refines the earlier, whose counts it then adds up to),
 * 3. the places cannot be put in an order in which all that one shares with earlier ones lies inside one of them (a cycle: sex by
 *    carer beside stage by carer): margins could not all be equal and within their bounds,
 * 4. attributes that depend on each other by what everyone knows (`tied`) never stand together in one place,
 * 5. a place that is rounded by township rests on one that is rounded for the county only,
 * 6. a table crosses what stands in no place together, or shows an attribute for a finer area than it may,
 * 7. an indicator's numerator or missing answers are not part of its denominator, or no table shows the counts it is made of.
 */
export function structureOf(programme: Programme): readonly Place[] {
  const known = checked.get(programme);
  if (known !== undefined) return known;
  for (const id of Object.keys(variables) as VariableId[]) checkVariable(id);
  const places: Place[] = [];
  for (const ids of [programme.hub.variables, ...programme.spokes.map(({ variable }) => [variable])])
    places.push(placeOf(ids, places));
  checkTies(programme, places);
  for (const table of programme.tables) checkTable(table, places);
  checkIndicators(programme, places);
  checked.set(programme, places);
  return places;
}
const checked = new WeakMap<Programme, readonly Place[]>();

/** The first place whose cells tell the categories of all these variables, shown at least for `finest`. */
export function placeFor(
  places: readonly Place[],
  ids: readonly VariableId[],
  finest: Variable["finestArea"],
): Place | undefined {
  return places.find(
    (it) => (finest === "county" || it.finestArea === "township") && ids.every((id) => groups(it.variables, id)),
  );
}

/** By cell of a place: whether it belongs to the group. */
export function membersOf(place: Place, group: Group): readonly boolean[] {
  const parts = (Object.keys(group) as VariableId[]).map((id) => {
    const categories = variables[id].categories.map((it) => it.code);
    for (const code of group[id] ?? [])
      if (!categories.includes(code)) fail(`category ${code} of ${id}`, `one of ${categories.join(", ")}`);
    const of = groups(place.variables, id);
    return (cell: number) => group[id]?.includes(categories[of?.[cell] ?? -1] ?? "") === true;
  });
  return place.cells.map((_, cell) => parts.every((it) => it(cell)));
}

/** The finest area an indicator or table made of these variables may be shown for. */
export function finestAreaOf(places: readonly Place[], ids: readonly VariableId[]): Variable["finestArea"] {
  return ids.every((id) => variables[id].finestArea === "township") && placeFor(places, ids, "township") !== undefined
    ? "township"
    : "county";
}

/** By combination of the parts of a joint variable, in the order of their categories (the last part counts fastest): its category. */
export function categoryByCombination(id: VariableId): readonly number[] {
  const known = combined.get(id);
  if (known !== undefined) return known;
  const { from, categories } = variables[id];
  const patterns = categories.map(({ of }) => of.map((it) => it.split(".")));
  const found = combinations("joint" in from ? from.joint : []).map((codes) => {
    const fits = (pattern: readonly string[]) =>
      pattern.length === codes.length && pattern.every((it, part) => it === "*" || it === codes[part]);
    const fitting = patterns.flatMap((of, at) => (of.some(fits) ? [at] : []));
    const [category] = fitting;
    if (category === undefined || fitting.length > 1)
      throw wrong(`${codes.join(".")} in ${String(fitting.length)} categories of ${id}`, "it in exactly one");
    return category;
  });
  combined.set(id, found);
  return found;
}
const combined = new Map<VariableId, readonly number[]>();

function placeOf(ids: readonly VariableId[], earlier: readonly Place[]): Place {
  const id = earlier.length === 0 ? "hub" : ids.join("|");
  const finestArea = ids.every((it) => variables[it].finestArea === "township") ? "township" : "county";
  const cells = combinations(ids).map((codes) => codes.join("|"));
  if (earlier.length === 0) return { id, variables: ids, finestArea, cells, shared: [], sharedBeside: [] };

  const told = attributesOf(ids);
  const shared = new Set<VariableId>();
  for (const place of earlier) {
    const both = told.filter((it) => groups(place.variables, it));
    for (const it of both) shared.add(it);
    if (both.length === told.length) fail(`${id} beside ${place.id}, which tells all of it already`, "it once");
    for (const mine of leavesOf(ids)) {
      for (const other of leavesOf(place.variables)) {
        if (sourceOf(mine) !== sourceOf(other) || both.includes(mine) || both.includes(other)) continue;
        if (!areOtherItems(mine, other) || !both.includes(baseOf(mine)))
          fail(
            `${sourceOf(mine)} in ${place.id} and in ${id}`,
            "it in one place, or in one that holds all that the other says about it",
          );
      }
    }
  }
  const beside = earlier.find((place) => [...shared].every((it) => groups(place.variables, it)));
  if (beside === undefined) {
    const where = [...shared].map(
      (it) => `${it} with ${earlier.find((place) => groups(place.variables, it))?.id ?? ""}`,
    );
    throw wrong(
      `a cycle: ${id} shares ${where.join(" and ")}`,
      "that what it shares lies inside one earlier place, so that the margins can be equal",
    );
  }
  if (finestArea === "township" && beside.finestArea === "county")
    fail(`${id} by township resting on ${beside.id}, which is for the county only`, "it for the county only");

  const margin = new Map<string, number>();
  const marginOf = (of: readonly VariableId[]) => {
    const maps = [...shared].map((it) => groups(of, it) ?? []);
    return combinations(of).map((_, cell) => {
      const key = maps.map((it) => it[cell]).join("|");
      margin.set(key, margin.get(key) ?? margin.size);
      return margin.get(key) ?? 0;
    });
  };
  return {
    id,
    variables: ids,
    finestArea,
    cells,
    beside,
    shared: marginOf(ids),
    sharedBeside: marginOf(beside.variables),
  };
}

function checkVariable(id: VariableId): void {
  const { from, categories, finestArea } = variables[id];
  const placed = categories.flatMap((it) => [...it.of]);
  const twice = placed.find((it, at) => placed.indexOf(it) !== at);
  if (twice !== undefined) fail(`${twice} in two categories of ${id}`, "it in one");
  if (variables[id].id !== id) fail(`variable ${variables[id].id} called ${id}`, "one name");
  if ("derived" in from) {
    const missing = derivedCodes[from.derived].find((it) => !placed.includes(it));
    if (missing !== undefined) fail(`no category of ${id} for ${missing}`, "everything that can be derived in one");
  }
  if ("joint" in from) {
    categoryByCombination(id);
    if (finestArea === "township" && from.joint.some((it) => variables[it].finestArea === "county"))
      fail(`${id} by township, of which a part is for the county only`, "it for the county only");
  }
  if ("within" in from && !variables[from.within].categories.some(({ of }) => from.any.every((it) => of.includes(it))))
    fail(`${id} of codes that ${from.within} puts apart`, "codes of one category of it");
}

function checkTies(programme: Programme, places: readonly Place[]): void {
  const sources = places.map((it) => new Set(leavesOf(it.variables).map(sourceOf)));
  for (const tie of programme.tied) {
    const present = tie.filter((it) => sources.some((of) => of.has(it)));
    if (!sources.some((of) => present.every((it) => of.has(it))))
      fail(
        `${present.join(", ")} in places of their own`,
        "one place that has them together: they depend on each other",
      );
  }
}

function checkTable({ id, rows, columns }: TableDefinition, places: readonly Place[]): void {
  if (typeof rows === "object") {
    for (const it of rows)
      if (placeFor(places, [it], "county") === undefined) fail(`${it} in table ${id}`, "a variable of a place");
    return;
  }
  const crossed = [...(rows === "area" ? [] : [rows]), ...(columns === undefined ? [] : [columns])];
  const finest = rows === "area" ? "township" : "county";
  if (placeFor(places, crossed, "county") === undefined)
    fail(`${crossed.join(" by ")} in table ${id}`, "variables that stand in one place");
  if (finest === "township" && finestAreaOf(places, crossed) === "county")
    fail(`${crossed.join(" by ")} by township in ${id}`, "it at its finest area, county");
}

function checkIndicators({ indicators, tables }: Programme, places: readonly Place[]): void {
  for (const { id, numerator, denominator, missing } of indicators) {
    const all = [numerator.of, denominator.of, missing];
    const ids = [...new Set(all.flatMap((it) => Object.keys(it) as VariableId[]))];
    const place = placeFor(places, ids, "county");
    if (place === undefined) throw wrong(`${ids.join(", ")} in indicator ${id}`, "variables that stand in one place");
    const [part = [], whole = [], unknown = []] = all.map((it) => membersOf(place, it));
    if (place.cells.some((_, cell) => (part[cell] === true || unknown[cell] === true) && whole[cell] !== true))
      fail(`children of the numerator or missing in ${id} that are not in its denominator`, "part of it");
    if (place.cells.some((_, cell) => part[cell] === true && unknown[cell] === true))
      fail(`children both counted and missing in ${id}`, "either");
    for (const group of all) {
      const needed = Object.keys(group);
      const shown = tables.some(({ rows, columns }) => needed.every((it) => it === rows || it === columns));
      if (!shown) fail(`${needed.join(" and ")} of ${id} in no table`, "a table that shows the counts it is made of");
    }
  }
}

/** All variables that the categories of these tell. */
function attributesOf(ids: readonly VariableId[]): VariableId[] {
  return (Object.keys(variables) as VariableId[]).filter((it) => groups(ids, it));
}

/** The variables at the bottom of these: those that are no combination of others. */
function leavesOf(ids: readonly VariableId[]): VariableId[] {
  return ids.flatMap((id) => {
    const { from } = variables[id];
    return "joint" in from ? leavesOf(from.joint) : [id];
  });
}

/** The question or derivation that a variable at the bottom groups. */
function sourceOf(id: VariableId): string {
  const { from } = variables[id];
  if ("question" in from) return from.question;
  return "derived" in from ? from.derived : sourceOf(baseOf(id));
}

function baseOf(id: VariableId): VariableId {
  const { from } = variables[id];
  return "within" in from ? from.within : id;
}

/** Items of one question without a code in common. */
function areOtherItems(a: VariableId, b: VariableId): boolean {
  const [first, second] = [variables[a].from, variables[b].from];
  return (
    "any" in first &&
    "any" in second &&
    first.within === second.within &&
    !first.any.some((it) => second.any.includes(it))
  );
}

/** Every combination of the categories of these, as their codes. */
function combinations(ids: readonly VariableId[]): string[][] {
  return ids.reduce<string[][]>(
    (begun, id) => begun.flatMap((codes) => variables[id].categories.map(({ code }) => [...codes, code])),
    [[]],
  );
}

const told = new Map<string, readonly number[] | null>();

/** By combination of the categories of `from`: the category of `to` that it lies in. Nothing when they do not tell it. */
function groups(from: readonly VariableId[], to: VariableId): readonly number[] | undefined {
  const name = `${from.join("|")}>${to}`;
  let known = told.get(name);
  if (known === undefined) {
    known = from.length === 1 && from[0] !== undefined ? groupsOfOne(from[0], to) : groupsOfSeveral(from, to);
    told.set(name, known);
  }
  return known ?? undefined;
}

function groupsOfSeveral(from: readonly VariableId[], to: VariableId): readonly number[] | null {
  const target = variables[to].from;
  const sizes = from.map((it) => variables[it].categories.length);
  const cells = combinations(from).map((_, cell) => digitsOf(cell, sizes));
  for (const [at, it] of from.entries()) {
    const map = groups([it], to);
    if (map !== undefined) return cells.map((digits) => map[digits[at] ?? 0] ?? 0);
  }
  return "joint" in target ? jointly(target.joint, to, (part) => groups(from, part), cells.length) : null;
}

function groupsOfOne(from: VariableId, to: VariableId): readonly number[] | null {
  const [source, target] = [variables[from].from, variables[to].from];
  const { categories } = variables[from];
  if (from === to) return categories.map((_, at) => at);
  if ("joint" in target) {
    const map = jointly(target.joint, to, (part) => groups([from], part), categories.length);
    if (map !== null) return map;
  }
  if ("joint" in source) {
    const sizes = source.joint.map((it) => variables[it].categories.length);
    const category = categoryByCombination(from);
    const digits = category.map((_, combination) => digitsOf(combination, sizes));
    for (const [part, id] of source.joint.entries()) {
      const map = groups([id], to);
      if (map === undefined) continue;
      const found = categories.map(() => -1);
      const holds = category.every((it, combination) => {
        const target = map[digits[combination]?.[part] ?? 0] ?? 0;
        const before = found[it] ?? -1;
        found[it] = target;
        return before < 0 || before === target;
      });
      if (holds) return found;
    }
    return null;
  }
  if ("within" in source) {
    const base = variables[source.within].categories;
    const map = groups([source.within], to);
    const split = base.findIndex(({ of }) => source.any.every((it) => of.includes(it)));
    // The category that is split gives two in its place.
    return map === undefined ? null : categories.map((_, at) => map[at > split ? at - 1 : at] ?? 0);
  }
  if ("within" in target || "joint" in target || sourceOf(from) !== sourceOf(to)) return null;
  const found = categories.map(({ of }) =>
    variables[to].categories.findIndex((it) => of.every((code) => it.of.includes(code))),
  );
  const several = "several" in source;
  const holds = found.every((it, at) => it >= 0 && (!several || at === 0 || it >= (found[at - 1] ?? 0)));
  return holds ? found : null;
}

function jointly(
  parts: readonly VariableId[],
  to: VariableId,
  mapOf: (part: VariableId) => readonly number[] | undefined,
  cells: number,
): readonly number[] | null {
  const maps = parts.map(mapOf);
  if (maps.some((it) => it === undefined)) return null;
  const category = categoryByCombination(to);
  return Array.from(
    { length: cells },
    (_, cell) =>
      category[
        maps.reduce((sum, map, at) => sum * variables[parts[at] ?? to].categories.length + (map?.[cell] ?? 0), 0)
      ] ?? 0,
  );
}

/** A combination's number as the numbers of its parts' categories; the last part counts fastest. */
function digitsOf(combination: number, sizes: readonly number[]): number[] {
  const digits: number[] = [];
  let left = combination;
  for (const size of [...sizes].reverse()) {
    digits.unshift(left % size);
    left = Math.floor(left / size);
  }
  return digits;
}

function wrong(found: string, expected: string): Error {
  return new Error(`programme: found ${found}, expected ${expected}`);
}

function fail(found: string, expected: string): void {
  throw wrong(found, expected);
}
