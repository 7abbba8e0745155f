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
 * who knows the method conclude more. `fixed` totals must be met exactly. Throws when no rounding is found; nothing looser is ever given.
 *
 * After Cox (1987), “A constructive procedure for unbiased controlled rounding”, JASA 82, and Hundepool et al. (2012),
 * Statistical Disclosure Control, ch. 5; several dimensions at once have no constructive procedure, hence the search.
 */
export function roundWithinTotals(
  cells: readonly Cell[],
  key: RoundingKey,
  fixed: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const rounded = attemptRounding(cells, key, fixed, attempt);
    if (rounded !== null) return rounded;
  }
  throw new Error(
    "disclosure: found no rounding of these counts within the limits, expected one in 200 attempts; merge areas or categories",
  );
}

function attemptRounding(
  cells: readonly Cell[],
  key: RoundingKey,
  fixed: ReadonlyMap<string, number>,
  attempt: number,
): Map<string, number> | null {
  const salt = attempt === 0 ? "" : `#${String(attempt)}`;
  const up = cells.map((cell) => draw(key, `${cell.name}${salt}`) < (cell.count % base) / base);
  const free = cells.flatMap((cell, at) => (cell.count % base === 0 ? [] : [at]));
  const value = (at: number) => {
    const count = cells[at]?.count ?? 0;
    return count - (count % base) + (up[at] === true ? base : 0);
  };

  // By total: what the rounded counts in it must still move, from the truth or from the fixed value.
  const members = new Map<string, number[]>();
  for (const [at, cell] of cells.entries())
    for (const total of cell.totals) members.set(total, [...(members.get(total) ?? []), at]);
  const error = new Map<string, number>();
  for (const [total, parts] of members) {
    const target = fixed.get(total) ?? parts.reduce((sum, at) => sum + (cells[at]?.count ?? 0), 0);
    error.set(total, parts.reduce((sum, at) => sum + value(at), 0) - target);
  }
  const excess = (total: string, by: number) =>
    Math.max(0, Math.abs((error.get(total) ?? 0) + by) - (fixed.has(total) ? 0 : bound));
  const change = (at: number) => {
    const by = up[at] === true ? -base : base;
    return (cells[at]?.totals ?? []).reduce((sum, total) => sum + excess(total, by) - excess(total, 0), 0);
  };
  const turn = (at: number) => {
    const by = up[at] === true ? -base : base;
    up[at] = !(up[at] ?? false);
    for (const total of cells[at]?.totals ?? []) error.set(total, (error.get(total) ?? 0) + by);
  };

  // A turned count rests for a while, so that the search leaves dead ends (tabu search).
  const restsUntil = new Map<number, number>();
  const order = new Map(free.map((at) => [at, draw(key, `${cells[at]?.name ?? ""}/order${salt}`)]));
  for (let step = 0; step < 40 * free.length + 200; step++) {
    const broken = [...members.keys()].filter((total) => excess(total, 0) > 0);
    if (broken.length === 0) return new Map(cells.map((cell, at) => [cell.name, value(at)]));
    const candidates = new Set(
      broken.flatMap((total) => {
        const upward = (error.get(total) ?? 0) < 0;
        return (members.get(total) ?? []).filter(
          (at) => order.has(at) && up[at] !== upward && (restsUntil.get(at) ?? 0) <= step,
        );
      }),
    );
    let best: number | undefined;
    let bestChange = Infinity;
    for (const at of candidates) {
      const now = change(at);
      const earlier = best === undefined || (order.get(at) ?? 0) < (order.get(best) ?? 0);
      if (now < bestChange || (now === bestChange && earlier)) [best, bestChange] = [at, now];
    }
    if (best === undefined) {
      restsUntil.clear();
      if (candidates.size === 0 && broken.every((total) => (members.get(total) ?? []).every((at) => !order.has(at))))
        return null;
      continue;
    }
    turn(best);
    restsUntil.set(best, step + 3 + Math.floor(draw(key, `${String(step)}/rest${salt}`) * 6));
  }
  return null;
}

/** One count on its own, for figures that stand in no table: a neighbouring multiple of ten. */
export function roundAlone(count: number, key: RoundingKey, name: string): number {
  return count - (count % base) + (draw(key, name) < (count % base) / base ? base : 0);
}
