import { type Cut } from "./rows.ts";
import { type Script } from "./script.ts";

/** A row with a line break in a quoted cell: its cells, and the cells that its lines would have as rows; `inner` those between the first and the last. */
type Broken = {
  readonly at: number;
  readonly cells: number;
  readonly inner: number;
  readonly least: number;
  readonly most: number;
};

/**
 * Finds rows that a quote that is alone has swallowed, by the rule of `readCsv` (receive/csv.ts). How wide rows usually are
 * is only known at the end, so what there is to know of each broken row is kept until then.
 */
export function openSwallowed(delimiter: number, decode: Script["decode"]) {
  const separator = String.fromCharCode(delimiter);
  /** Rows by how many cells they have, those that are broken or empty left out. */
  let widths = new Int32Array(64);
  let first = 0;
  const broken = new Map<string, Broken>();

  return {
    /** Takes the next row, counted from 0. */
    note(at: number, cut: Cut): void {
      const { count } = cut;
      if (at === 0) first = count;
      if (cut.broken) {
        const counts = decode(cut.bytes, cut.from, cut.to)
          .split(/\r\n|\n|\r/)
          .filter((it) => it.trim() !== "")
          .map((it) => it.split(separator).length);
        const highest = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), 0);
        const shape = {
          cells: count,
          inner: highest(counts.slice(1, -1)),
          least: counts.reduce((a, b) => Math.min(a, b), Infinity),
          most: highest(counts),
        };
        const key = Object.values(shape).join();
        if (!broken.has(key)) broken.set(key, { at, ...shape });
        return;
      }
      let filled = 0;
      while (filled < count && cut.starts[filled] === cut.ends[filled]) filled++;
      if (filled === count) return;
      if (count >= widths.length) {
        const more = new Int32Array(2 * count);
        more.set(widths);
        widths = more;
      }
      widths[count] = (widths[count] as number) + 1;
    },
    /** The first row that seems to hold others, -1 where there is none. */
    found(): number {
      let rows = 0;
      for (const it of widths) rows += it;
      let width = first;
      let usual = first;
      let before = 0;
      for (let cells = 0; cells < widths.length; cells++) {
        const same = widths[cells] as number;
        if (same === 0) continue;
        width = cells;
        if (before <= rows >> 1 && rows >> 1 < before + same) usual = cells;
        before += same;
      }
      const hides = [...broken.values()].filter(
        (it) =>
          it.cells > width ||
          it.inner >= Math.max(3, usual - 1) ||
          (it.least >= Math.max(2, usual - 1) && it.most >= usual),
      );
      return hides.length === 0 ? -1 : Math.min(...hides.map((it) => it.at));
    },
  };
}
