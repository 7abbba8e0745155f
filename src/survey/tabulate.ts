import { type Truth } from "../disclosure/truth.ts";
import { type childCensus } from "../forms/definitions/child-census.ts";
import { type Problem } from "../forms/problem.ts";
import { type Checked } from "./check.ts";
import { type Programme } from "../programme/programme.ts";
import { type VariableId, variables } from "../programme/variables.ts";
import { placing } from "./categories.ts";
import { type Child, membership } from "./populations.ts";
import { openRegister } from "./register.ts";

/** One file as it was read. */
export type File = Pick<Checked<typeof childCensus>, "rows" | "records"> & { readonly file: string };

export type Round = {
  readonly townships: readonly string[];
  readonly referenceDate: string;
  /** Whether all children of the round are invented. */
  readonly example: boolean;
};

export type Counts = {
  /** Exact: to be protected, never printed. */
  readonly counts: Pick<Truth, "hub" | "spokes">;
  readonly duplicates: number;
  readonly consentWithheld: number;
  /** Children whose facts do not suffice to say whether they belong to the population; they are not counted. */
  readonly undecided: number;
};
export type Tabulation = Counts & {
  /** Duplicates, unknown areas and records that do not belong to this kind of data, at their rows; they never say who. */
  readonly problems: readonly Problem[];
};

/** Problem codes that stop a round whatever share of rows may be refused: invented and real children are never counted together. */
export const mixed: ReadonlySet<string> = new Set(["origin_mixed", "id_invented"]);

/** Problem codes of records that are right in themselves, but not in this round. */
export const turnedDown: ReadonlySet<string> = new Set(["origin_mixed", "area_unknown"]);

/** Counts the children of a round whose records are at hand; the rules are those of `openTabulator`. */
export function tabulate(files: readonly File[], programme: Programme, round: Round): Tabulation {
  const problems: Problem[] = [];
  const tabulator = openTabulator(programme, round, (problem) => problems.push(problem));
  for (const { file, records } of files) for (const { row, answers } of records) tabulator.add(file, row, answers);
  return { ...tabulator.finish(), problems };
}

/**
 * Counts the children of a round record by record, in about a hundred bytes a child. A child is counted once, by the rule of
 * `openRegister`, as its first record says; every further record of it is told at its row. A child is left out, and their
 * number given, when any of its records that were read says that the guardian refused or has not agreed yet (consent_status 5, 6): a consent
 * that was withdrawn weighs more than one that was given.
 */
export function openTabulator(programme: Programme, round: Round, tell: (problem: Problem) => void) {
  const { townships, referenceDate, example } = round;
  const spokes = programme.spokes.map((it) => it.variable);
  const placed = [...programme.hub.variables, ...spokes];
  const place = placing(placed, referenceDate);
  const townshipOf = new Map(townships.map((code, at) => [code, at]));
  /** By area code as written, the place of its township; -1 where it is none of ours. */
  const areas = new Map<string, number>();
  const register = openRegister();
  const children = new Children(placed.length);
  const files: string[] = [];
  let duplicates = 0;

  const areaOf = (code: string): number => {
    const known = areas.get(code);
    if (known !== undefined) return known;
    const area = townshipOf.get(code.slice(0, 9)) ?? -1;
    areas.set(code, area);
    return area;
  };
  const twice = (place: Pick<Problem, "file" | "sheet" | "row">, earlier: number): void => {
    duplicates++;
    const same = files[children.fileOf(earlier)] === place.file;
    const message = same
      ? `同一名儿童在这份文件的第 ${String(children.rowOf(earlier))} 行已有一份登记，只计第一份`
      : "同一名儿童在另一份文件里已有一份登记，只计第一份";
    tell({ ...place, code: "child_twice", severity: "warning", message });
  };

  return {
    /** Takes the next record, of which it keeps nothing that says who. */
    add(file: string, row: number, child: Child, sheet?: string): void {
      const { area_code, id_number, consent_status } = child;
      if (
        (area_code !== undefined && area_code.startsWith("99") !== example) ||
        (id_number !== undefined && id_number.startsWith("99") !== example)
      ) {
        const message = example
          ? "这一行不是虚构的（区划或证件号不是 99 开头），不能当作示例数据统计：真实数据请另放一个文件夹"
          : "这一行是示例（区划或证件号是 99 开头），不能与真实数据一起统计：请删去";
        tell({ ...where(file, row, sheet), code: "origin_mixed", severity: "error", message });
        return;
      }
      const area = area_code === undefined ? -1 : areaOf(area_code);
      if (area < 0) {
        const message =
          area_code === undefined ? "缺少区划代码，无法归入乡镇，请补上" : "区划代码不在本站的乡镇名单里，请核对";
        const at = { ...where(file, row, sheet), column: "区划代码", field: "area_code" };
        tell({ ...at, code: "area_unknown", severity: "error", message });
        return;
      }
      const met = register.meet(child, townships[area] ?? "");
      if (!met.known) {
        if (files[files.length - 1] !== file) files.push(file);
        const bytes = children.enter(met.child, files.length - 1, row);
        children.set(met.child, area, membershipCodes[membership(programme.population, child, referenceDate)]);
        place(child, bytes, children.placeOf(met.child));
      } else {
        twice(where(file, row, sheet), met.child);
        if (met.absorbed >= 0) {
          twice({ file: files[children.fileOf(met.absorbed)] ?? "", row: children.rowOf(met.absorbed) }, met.child);
          if (children.absorb(met.absorbed)) children.withhold(met.child);
        }
      }
      if (consent_status === "5" || consent_status === "6") children.withhold(met.child);
    },
    /** The counts of all that was taken. */
    finish(): Counts {
      const sizes = programme.hub.variables.map((id) => variables[id].categories.length);
      const cells = sizes.reduce((product, it) => product * it, 1);
      const hub = new Int32Array(townships.length * cells);
      const bySpoke = spokes.map((id) => new Int32Array(townships.length * variables[id].categories.length));
      let consentWithheld = 0;
      let undecided = 0;
      children.each((bytes, at, area, member, withheld) => {
        if (withheld) {
          consentWithheld++;
          return;
        }
        if (member === membershipCodes.undecided) undecided++;
        if (member !== membershipCodes.in) return;
        let cell = area;
        for (let it = 0; it < sizes.length; it++) cell = cell * (sizes[it] as number) + (bytes[at + it] as number);
        hub[cell] = (hub[cell] as number) + 1;
        for (let it = 0; it < bySpoke.length; it++) {
          const counts = bySpoke[it] as Int32Array;
          const here = (area * counts.length) / townships.length + (bytes[at + sizes.length + it] as number);
          counts[here] = (counts[here] as number) + 1;
        }
      });
      return {
        counts: {
          hub: keyed(hub, townships, programme.hub.variables),
          spokes: new Map(spokes.map((id, it) => [id, keyed(bySpoke[it] as Int32Array, townships, [id])])),
        },
        duplicates,
        consentWithheld,
        undecided,
      };
    },
  };
}

function where(file: string, row: number, sheet: string | undefined): Pick<Problem, "file" | "sheet" | "row"> {
  return { file, ...(sheet === undefined ? {} : { sheet }), row };
}

const membershipCodes = { out: 0, in: 1, undecided: 2 } as const;

/** By `township|category|…`, what is not 0. The last variable counts fastest. */
function keyed(counts: Int32Array, townships: readonly string[], ids: readonly VariableId[]): Map<string, number> {
  const keys = ids.reduce<readonly string[]>(
    (begun, id) => begun.flatMap((key) => variables[id].categories.map(({ code }) => `${key}|${code}`)),
    townships,
  );
  return new Map([...counts].flatMap((count, at) => (count === 0 ? [] : [[keys[at] ?? "", count]])));
}

/** What is kept of each child, in pieces that never move: its categories, township, membership, and where its first record stands. */
class Children {
  private readonly width: number;
  private readonly categories: number;
  private readonly pieces: Uint8Array[] = [];
  private readonly places: Uint32Array[] = [];
  private count = 0;

  constructor(categories: number) {
    this.categories = categories;
    this.width = categories + 3;
  }

  /** Makes room for the next child. Gives the bytes of its categories; they begin at `placeOf`. */
  enter(child: number, file: number, row: number): Uint8Array {
    if (child >> pieceBits === this.pieces.length) {
      this.pieces.push(new Uint8Array(pieceSize * this.width));
      this.places.push(new Uint32Array(pieceSize * 2));
    }
    this.count = child + 1;
    const places = this.places[child >> pieceBits] as Uint32Array;
    places[2 * (child & (pieceSize - 1))] = file;
    places[2 * (child & (pieceSize - 1)) + 1] = row;
    return this.bytesOf(child);
  }

  placeOf(child: number): number {
    return (child & (pieceSize - 1)) * this.width;
  }

  set(child: number, area: number, member: number): void {
    const bytes = this.bytesOf(child);
    const at = this.placeOf(child) + this.categories;
    bytes[at] = area & 0xff;
    bytes[at + 1] = area >> 8;
    bytes[at + 2] = member;
  }

  withhold(child: number): void {
    this.mark(child, withheldBit);
  }

  /** The child is another one. Whether it was withheld. */
  absorb(child: number): boolean {
    return (this.mark(child, absorbedBit) & withheldBit) !== 0;
  }

  fileOf(child: number): number {
    return this.places[child >> pieceBits]?.[2 * (child & (pieceSize - 1))] ?? 0;
  }

  rowOf(child: number): number {
    return this.places[child >> pieceBits]?.[2 * (child & (pieceSize - 1)) + 1] ?? 0;
  }

  each(take: (bytes: Uint8Array, at: number, area: number, member: number, withheld: boolean) => void): void {
    for (let child = 0; child < this.count; child++) {
      const bytes = this.bytesOf(child);
      const at = this.placeOf(child);
      const state = bytes[at + this.categories + 2] as number;
      if ((state & absorbedBit) !== 0) continue;
      const area = (bytes[at + this.categories] as number) + ((bytes[at + this.categories + 1] as number) << 8);
      take(bytes, at, area, state & 3, (state & withheldBit) !== 0);
    }
  }

  private mark(child: number, bit: number): number {
    const bytes = this.bytesOf(child);
    const at = this.placeOf(child) + this.categories + 2;
    return (bytes[at] = (bytes[at] as number) | bit);
  }

  private bytesOf(child: number): Uint8Array {
    return this.pieces[child >> pieceBits] as Uint8Array;
  }
}

const pieceBits = 14;
const pieceSize = 1 << pieceBits;
const withheldBit = 4;
const absorbedBit = 8;
