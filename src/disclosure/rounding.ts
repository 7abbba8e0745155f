import { draw, type RoundingKey } from "./key.ts";

/** Counts are rounded to multiples of this; a rounded count differs from the truth by less than it. */
export const base = 10;
/** The largest difference between a published count and the truth, inner counts and all totals alike. */
export const bound = base - 1;

/** A count to be rounded: its lasting name (area, variable, category; never the round) and the totals it is part of. */
export type Cell = { readonly name: string; readonly count: number; readonly totals: readonly string[] };

/**
 * Controlled rounding by a key. Every count goes to a neighbouring multiple of ten, up with a probability of its remainder
 * over ten; then counts are turned one after the other, in an order that the key decides, until every total is within
 * `bound` of the truth. The search stops as soon as the limits hold: going on to make the errors smaller would let a reader
 * who knows the method conclude more. `fixed` totals must be met exactly. `salt` names another set of draws by the same key.
 * Null when no rounding is found; nothing looser is ever given.
 *
 * After Cox (1987), “A constructive procedure for unbiased controlled rounding”, JASA 82, and Hundepool et al. (2012),
 * Statistical Disclosure Control, ch. 5; several dimensions at once have no constructive procedure, hence the search.
 */
export function roundWithinTotals(
  cells: readonly Cell[],
  key: RoundingKey,
  fixed: ReadonlyMap<string, number> = new Map(),
  salt = "",
): Map<string, number> | null {
  const problem = problemOf(cells, fixed);
  for (let attempt = 0; attempt < 20; attempt++) {
    const rounded = attemptRounding(problem, key, `${salt}${attempt === 0 ? "" : `#${String(attempt)}`}`);
    if (rounded !== null) return rounded;
  }
  return null;
}

/** Cells and totals by number. Totals of which no member can be turned and which hold as they are never matter to the search. */
type Problem = {
  readonly cells: readonly Cell[];
  /** By cell: its totals, empty where the count is a multiple already and cannot be turned. */
  readonly totals: readonly (readonly number[])[];
  /** By total: the cells that can be turned. */
  readonly members: readonly (readonly number[])[];
  /** By total: how far the lower multiples of all its cells are from the truth, or from the fixed value. */
  readonly start: readonly number[];
  /** By total: how far it may be off. */
  readonly limit: readonly number[];
};

function problemOf(cells: readonly Cell[], fixed: ReadonlyMap<string, number>): Problem {
  const numbers = new Map<string, number>();
  const members: number[][] = [];
  const exact: number[] = [];
  const start: number[] = [];
  const totals = cells.map(({ count, totals: names }, at) => {
    const turns = count % base !== 0;
    const of = names.map((name) => {
      const known = numbers.get(name) ?? numbers.size;
      if (known === numbers.size) {
        numbers.set(name, known);
        members.push([]);
        exact.push(0);
        start.push(0);
      }
      exact[known] = (exact[known] ?? 0) + count;
      start[known] = (start[known] ?? 0) + count - (count % base);
      if (turns) members[known]?.push(at);
      return known;
    });
    return turns ? of : [];
  });
  const limit: number[] = [];
  for (const [name, total] of numbers) {
    start[total] = (start[total] ?? 0) - (fixed.get(name) ?? exact[total] ?? 0);
    limit[total] = fixed.has(name) ? 0 : bound;
  }
  return { cells, totals, members, start, limit };
}

function attemptRounding(
  { cells, totals, members, start, limit }: Problem,
  key: RoundingKey,
  salt: string,
): Map<string, number> | null {
  const free = cells.flatMap((cell, at) => (cell.count % base === 0 ? [] : [at]));
  const up = new Uint8Array(cells.length);
  const order = new Float64Array(cells.length);
  const error = Int32Array.from(start);
  const turn = (at: number) => {
    const by = up[at] === 1 ? -base : base;
    up[at] = up[at] === 1 ? 0 : 1;
    for (const total of totals[at] ?? []) error[total] = (error[total] ?? 0) + by;
  };
  for (const at of free) {
    const { name, count } = cells[at] ?? { name: "", count: 0 };
    if (draw(key, `${name}${salt}`) < (count % base) / base) turn(at);
    order[at] = draw(key, `${name}/order${salt}`);
  }
  const excess = (total: number, by: number) => Math.max(0, Math.abs((error[total] ?? 0) + by) - (limit[total] ?? 0));
  const change = (at: number) => {
    const by = up[at] === 1 ? -base : base;
    let sum = 0;
    for (const total of totals[at] ?? []) sum += excess(total, by) - excess(total, 0);
    return sum;
  };

  // A turned count rests for a while, so that the search leaves dead ends (tabu search).
  const restsUntil = new Int32Array(cells.length);
  const seen = new Int32Array(cells.length).fill(-1);
  for (let step = 0; step < 10 * free.length + 200; step++) {
    let broken = false;
    let candidates = 0;
    let best = -1;
    let bestChange = Infinity;
    for (let total = 0; total < members.length; total++) {
      if (excess(total, 0) === 0) continue;
      broken = true;
      const upward = (error[total] ?? 0) < 0 ? 0 : 1;
      for (const at of members[total] ?? []) {
        if (up[at] !== upward || seen[at] === step) continue;
        candidates++;
        if ((restsUntil[at] ?? 0) > step) continue;
        seen[at] = step;
        const now = change(at);
        const earlier = best < 0 || (order[at] ?? 0) < (order[best] ?? 0);
        if (now < bestChange || (now === bestChange && earlier)) [best, bestChange] = [at, now];
      }
    }
    if (!broken) {
      const value = ({ count }: Cell, at: number) => count - (count % base) + (up[at] === 1 ? base : 0);
      return new Map(cells.map((cell, at) => [cell.name, value(cell, at)]));
    }
    if (best < 0) {
      if (candidates === 0) return null;
      restsUntil.fill(0);
      continue;
    }
    turn(best);
    restsUntil[best] = step + 3 + Math.floor(draw(key, `${String(step)}/rest${salt}`) * 6);
  }
  return null;
}

/** One count on its own, for figures that stand in no table: a neighbouring multiple of ten. */
export function roundAlone(count: number, key: RoundingKey, name: string): number {
  return count - (count % base) + (draw(key, name) < (count % base) / base ? base : 0);
}
