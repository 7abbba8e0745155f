import { type CellFault, type Merge, type Sheet } from "../../forms/sheet.ts";
import { cellLimit, columnLimit, damaged, rowLimit, tooBig } from "./refusal.ts";

/** All that may be said of a sheet besides its cells. */
type Says = Pick<Sheet, "file" | "sheet" | "hidden">;

const blank: readonly string[] = [];

/**
 * A sheet while it is read: cells come in any order, counted from 0. What holds no text costs nothing, however much of it is
 * styled; a table that grows beyond the limits is refused.
 */
export class Grid {
  #rows = new Map<number, string[]>();
  #faults = new Map<string, CellFault>();
  #merges: Merge[] = [];
  #hidden: number[] = [];
  #cells = 0;
  #bottom = -1;
  #right = -1;

  put(row: number, column: number, text: string, fault?: CellFault): void {
    if (row >= rowLimit || column >= columnLimit) throw damaged();
    if (fault === undefined && text.trim() === "") return;
    let cells = this.#rows.get(row);
    if (cells === undefined) this.#rows.set(row, (cells = []));
    this.#cells += Math.max(0, column + 1 - cells.length);
    if (this.#cells > cellLimit) throw tooBig();
    while (cells.length < column) cells.push("");
    // One place with two texts: which of them the clerk saw cannot be known.
    if ((cells[column] ?? "") !== "" && cells[column] !== text) throw damaged();
    cells[column] = text;
    if (fault !== undefined) this.#faults.set(`${row},${column}`, fault);
    this.#bottom = Math.max(this.#bottom, row);
    this.#right = Math.max(this.#right, column);
  }

  merge(merge: Merge): void {
    if (this.#merges.length === cellLimit / 10) throw tooBig();
    this.#merges.push(merge);
  }

  hide(row: number): void {
    this.#hidden.push(row);
  }

  /** The sheet, without blank rows and columns at its ends; null where nothing is written in it. */
  sheet(says: Says): Sheet | null {
    if (this.#bottom === -1) return null;
    const merges = this.#clipped();
    this.#uncover(merges);
    const hiddenRows = new Set(this.#hidden.filter((it) => it <= this.#bottom));
    return {
      ...says,
      firstRow: 1,
      rows: Array.from({ length: this.#bottom + 1 }, (_, row) => this.#rows.get(row) ?? blank),
      merges,
      ...(this.#faults.size === 0 ? {} : { faults: this.#faults }),
      ...(hiddenRows.size === 0 ? {} : { hiddenRows }),
    };
  }

  #clipped(): Merge[] {
    return this.#merges
      .map((it) => ({ ...it, bottom: Math.min(it.bottom, this.#bottom), right: Math.min(it.right, this.#right) }))
      .filter((it) => it.bottom >= it.top && it.right >= it.left && (it.bottom > it.top || it.right > it.left));
  }

  /** Programs leave text under merged cells that no clerk has ever seen. */
  #uncover(merges: readonly Merge[]): void {
    let steps = 0;
    for (const { top, left, bottom, right } of merges) {
      for (let row = top; row <= bottom; row++) {
        const cells = this.#rows.get(row) ?? [];
        const end = Math.min(right, cells.length - 1);
        // Merged cells do not overlap in a sound file, so that together they are no more than there are cells and rows.
        steps += 1 + Math.max(0, end - left);
        if (steps > cellLimit + rowLimit) throw damaged();
        for (let column = left; column <= end; column++) {
          if (row === top && column === left) continue;
          cells[column] = "";
          this.#faults.delete(`${row},${column}`);
        }
      }
    }
  }
}
