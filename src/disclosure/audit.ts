import { type Figure, type Release } from "../statistics/release.ts";

/**
 * Checks what a reader could check: every count a multiple of ten (0–9 as 少于10), every row and column adding up to its
 * total, and totals that stand in several tables the same in all. Throws on the first that does not hold; gives the numbers for the method page.
 */
export function audit(release: Pick<Release, "tables" | "indicators">): Release["audit"] {
  let figures = 0;
  let relations = 0;
  const shared = new Map<string, { readonly count: number; readonly table: string }>();
  const hold = (holds: boolean, what: string) => {
    relations++;
    if (!holds) throw new Error(`disclosure: found ${what}, expected figures that add up`);
  };
  for (const table of release.tables) {
    const counts = table.cells.map((row) => row.map((figure) => countOf(figure, table.id)));
    figures += counts.length * (counts[0]?.length ?? 0);
    const rows = table.rows.categories.map((it) => it.code);
    const columns = table.columns.categories.map((it) => it.code);
    const totalRow = rows.indexOf("total");
    const totalColumn = columns.indexOf("total");
    for (const [at, row] of counts.entries()) {
      const sum = row.reduce((all, it, column) => (column === totalColumn ? all : all + it), 0);
      hold(sum === row[totalColumn], `row ${rows[at] ?? ""} of ${table.id} that does not add up`);
    }
    for (const [at, code] of columns.entries()) {
      const sum = counts.reduce((all, row, index) => (index === totalRow ? all : all + (row[at] ?? 0)), 0);
      hold(sum === counts[totalRow]?.[at], `column ${code} of ${table.id} that does not add up`);
    }
    const margins = [
      ...rows.map(
        (code, at) => [margin(table.rows.variable, code, table.area), counts[at]?.[totalColumn] ?? 0] as const,
      ),
      ...columns.map(
        (code, at) => [margin(table.columns.variable, code, table.area), counts[totalRow]?.[at] ?? 0] as const,
      ),
    ];
    for (const [name, count] of margins) {
      const before = shared.get(name);
      if (before !== undefined)
        hold(before.count === count, `${name} differing between ${before.table} and ${table.id}`);
      shared.set(name, { count, table: table.id });
    }
  }
  for (const { id, area, denominator } of release.indicators) {
    figures += 2;
    const all = shared.get(margin("", "total", area));
    if (all !== undefined)
      hold(all.count === countOf(denominator.figure, id), `a denominator of ${id} other than the total`);
  }
  return { figures, relations, broken: 0 };
}

/** The same group has the same name in every table: `area|variable|category`, and all children of an area `area||total`. */
function margin(variable: string, code: string, area: string): string {
  if (code === "total") return `${area}||total`;
  return variable === "area" ? `${code}||total` : `${area}|${variable}|${code}`;
}

function countOf(figure: Figure, where: string): number {
  if ("below" in figure) return 0;
  if ("value" in figure && figure.value >= 10 && figure.value % 10 === 0) return figure.value;
  throw new Error(`disclosure: found a count in ${where} that is no multiple of ten, expected one`);
}
