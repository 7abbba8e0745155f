import { type Figure, type Release } from "../statistics/release.ts";

/**
 * Checks what a reader could check: every count a multiple of ten (0–9 as 少于10), every row and column adding up to its
 * total, sums that stand in several tables the same in all, and every indicator made of counts that stand in a table, its
 * numerator and what is missing no more than its denominator. Throws on the first that does not hold; gives the numbers for the method page.
 */
export function audit(release: Pick<Release, "tables" | "indicators">): Release["audit"] {
  let figures = 0;
  let relations = 0;
  /** By the name of a group of children its count; the same group has the same name wherever it stands. */
  const counted = new Map<string, { readonly count: number; readonly table: string }>();
  const hold = (holds: boolean, what: string) => {
    relations++;
    if (!holds) throw new Error(`disclosure: found ${what}, expected figures that add up`);
  };
  for (const { id, area, rows, columns, cells } of release.tables) {
    const counts = cells.map((row) => row.map((figure) => countOf(figure, id)));
    figures += counts.length * (counts[0]?.length ?? 0);
    const totalRow = rows.categories.findIndex((it) => it.code === "total");
    const totalColumn = columns.categories.findIndex((it) => it.code === "total");
    for (const [at, row] of counts.entries()) {
      if (row.length === 1) continue;
      const sum = row.reduce((all, it, column) => (column === totalColumn ? all : all + it), 0);
      hold(sum === row[totalColumn], `row ${rows.categories[at]?.code ?? ""} of ${id} that does not add up`);
    }
    for (const [at, { code }] of columns.categories.entries()) {
      if (totalRow < 0) continue;
      const sum = counts.reduce((all, row, index) => (index === totalRow ? all : all + (row[at] ?? 0)), 0);
      hold(sum === counts[totalRow]?.[at], `column ${code} of ${id} that does not add up`);
    }
    for (const [r, row] of rows.categories.entries()) {
      for (const [c, column] of columns.categories.entries()) {
        const of = rows.variable === "area" && row.code !== "total" ? row.code : area;
        const name = nameOf(of, [
          ...(rows.variable === "area" || row.code === "total" ? [] : [sideOf(rows.variable, row.code, column.code)]),
          ...(column.code === "total" || rows.variable === "items" ? [] : [`${columns.variable}=${column.code}`]),
        ]);
        const count = counts[r]?.[c] ?? 0;
        const before = counted.get(name);
        if (before !== undefined) hold(before.count === count, `${name} differing between ${before.table} and ${id}`);
        counted.set(name, { count, table: id });
      }
    }
  }
  for (const { id, area, numerator, denominator, missing } of release.indicators) {
    figures += 3;
    const [part = 0, whole = 0, unknown = 0] = [numerator, denominator, missing].map(({ of, figure }) => {
      const parts = Object.entries(of).reduce<string[][]>(
        (all, [variable, codes]) => all.flatMap((it) => codes.map((code) => [...it, `${variable}=${code}`])),
        [[]],
      );
      const sum = parts.reduce((all, it) => all + (counted.get(nameOf(area, it))?.count ?? NaN), 0);
      hold(sum === countOf(figure, id), `a figure of ${id} other than the sum of what stands in a table`);
      return sum;
    });
    hold(part + unknown <= whole, `more children in the numerator of ${id} and missing than in its denominator`);
  }
  return { figures, relations, broken: 0 };
}

function nameOf(area: string, of: readonly string[]): string {
  return `${area}|${of
    .filter((it) => it !== "")
    .sort()
    .join("|")}`;
}

/** An item stands with what is said of it; in the total of its row it is one of all children. */
function sideOf(variable: string, code: string, column: string): string {
  return variable !== "items" ? `${variable}=${code}` : column === "total" ? "" : `${code}/${column}`;
}

function countOf(figure: Figure, where: string): number {
  if ("below" in figure) return 0;
  if ("value" in figure && figure.value >= 10 && figure.value % 10 === 0) return figure.value;
  throw new Error(`disclosure: found a count in ${where} that is no multiple of ten, expected one`);
}
