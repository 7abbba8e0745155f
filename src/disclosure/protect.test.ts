import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Group } from "../programme/definition.ts";
import { programme } from "../programme/programme.ts";
import { structureOf } from "../programme/structure.ts";
import { type VariableId, variables } from "../programme/variables.ts";
import { readRelease, type Release, release, type Table } from "../statistics/release.ts";
import { placing } from "../survey/categories.ts";
import { type Child } from "../survey/populations.ts";
import { audit } from "./audit.ts";
import { draw, readKey, type RoundingKey } from "./key.ts";
import { protect, publish, rateOf } from "./protect.ts";
import { roundWithinTotals } from "./rounding.ts";
import { type Truth } from "./truth.ts";

const keyOf = (text: string): RoundingKey => {
  const key = readKey(text);
  if (key === null) throw new Error("no key");
  return key;
};
const exampleKey = keyOf(readFileSync("data/example/rounding-key.txt", "utf8"));
const localKey = keyOf("ab".repeat(32));
const everyId = Object.keys(variables) as VariableId[];
const place = placing(everyId, "2026-09-30");

/** By variable the code of the category that a child is in. */
type Placed = Readonly<Record<string, string>>;
function placed(child: Child): Placed {
  const row = new Uint8Array(everyId.length);
  place(child, row, 0);
  return Object.fromEntries(everyId.map((id, at) => [id, variables[id].categories[row[at] ?? 0]?.code ?? ""]));
}

/** The children of each township, in exact counts as `protect` takes them. */
function truthOf(townships: readonly (readonly Placed[])[]): Truth {
  const areas = townships.map((_, at) => ({
    code: String(990000101 + at),
    label: `镇${String(at)}`,
    parent: "990000",
  }));
  const hub = new Map<string, number>();
  const spokes = new Map(programme.spokes.map(({ variable }) => [variable, new Map<string, number>()]));
  const add = (to: Map<string, number> | undefined, key: string) => to?.set(key, (to.get(key) ?? 0) + 1);
  for (const [at, children] of townships.entries()) {
    for (const child of children) {
      const area = areas[at]?.code ?? "";
      add(hub, [area, ...programme.hub.variables.map((id) => child[id] ?? "")].join("|"));
      for (const { variable } of programme.spokes) add(spokes.get(variable), `${area}|${child[variable] ?? ""}`);
    }
  }
  return {
    round: "2026-autumn",
    referenceDate: "2026-09-30",
    example: true,
    population: "lbc_civil",
    areas: [{ code: "990000", label: "示例县" }, ...areas],
    hub,
    spokes,
    quality: {
      filesReceived: 1,
      filesByTownship: new Map([["990000101", 1]]),
      rowsRead: 17,
      rowsRefused: 3,
      refusedShareAllowed: 0,
      refusedBecause: [],
      duplicates: 0,
      consentWithheld: 12,
      undecided: 4,
    },
  };
}

const pupil: Child = {
  sex: "1",
  birth_date: "2015-03-12",
  edu_status: "03",
  boarding: "2",
  hukou_type: "1",
  health: "1",
  father_status: "2",
  father_out_place: "5",
  mother_status: "2",
  mother_out_place: "5",
  care_reason: "1",
  guardian_type: "01",
  entrust_signed: "1",
  guardianship_quality: "1",
  contact_freq: "2",
  filed: "1",
  paired: "1",
  pair_type: "1",
  visited: "1",
  plan_made: "1",
  psych_screened: "0",
  poverty_cat: ["00"],
  aid_received: ["00"],
  needs: ["1"],
};
const pick = <T>(of: readonly [T, ...T[]], draw: number): T => of[Math.floor(draw * of.length)] ?? of[0];
/** What a child may have instead of what most have. */
const unusual = {
  sex: ["2"],
  birth_date: ["2022-05-01", "2020-08-31", "2020-09-15", "2011-10-20", "2018-02-02"],
  edu_status: ["01", "02", "04", "05", "07", "09", "11", "99"],
  boarding: ["1", "3", "99"],
  hukou_type: ["2", "4", "99"],
  health: ["2", "3", "4", "5", "99"],
  father_out_place: ["3", "4", "6"],
  care_reason: ["2", "3", "8", "99"],
  guardian_type: ["02", "04", "05", "07", "09", "10", "99"],
  entrust_signed: ["2", "3", "8", "99"],
  guardianship_quality: ["2", "3", "99"],
  contact_freq: ["1", "3", "4", "5", "6", "7", "99"],
  filed: ["0", "99"],
  paired: ["0", "99"],
  pair_type: ["2", "3", "4", "5", "9"],
  visited: ["0", "99"],
  plan_made: ["0", "99"],
  psych_screened: ["1", "99"],
  poverty_cat: [["01"], ["04", "12"], ["11"], ["13"], ["99"]],
  aid_received: [["01", "08"], ["08", "09"], ["06"], ["99"]],
  needs: [["1", "2"], ["2", "7"], ["9"], ["99"]],
} as const;

/** Townships of up to `most` children; `odd` is how often each answer is not the common one. */
function invented(seed: number, townships: number, most: number, odd: number): Placed[][] {
  const key = keyOf(seed.toString(16).padStart(64, "0"));
  return Array.from({ length: townships }, (_, at) =>
    Array.from({ length: Math.floor(draw(key, `size ${String(at)}`) * (most + 1)) }, (__, child) => {
      const luck = (name: string) => draw(key, `${String(at)}/${String(child)}/${name}`);
      const own = Object.entries(unusual).flatMap(([id, values]) =>
        luck(id) < odd ? [[id, pick(values as unknown as readonly [string, ...string[]], luck(`${id}?`))]] : [],
      );
      return placed({ ...pupil, ...(Object.fromEntries(own) as Child) });
    }),
  );
}
const someTownships = fc
  .record({
    seed: fc.nat(1_000_000),
    townships: fc.integer({ min: 1, max: 5 }),
    most: fc.constantFrom(3, 12, 40, 60),
    odd: fc.constantFrom(0.02, 0.15, 0.5, 0.95),
  })
  .map(({ seed, townships, most, odd }) => invented(seed, townships, most, odd));
const three = invented(3, 3, 40, 0.2);

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, it) => all + it, 0);
const numberOf = (figure: Table["cells"][number][number] | undefined) =>
  figure !== undefined && "value" in figure ? figure.value : 0;

/** The children that a cell of a table stands for, picked here one by one. */
function countedIn(townships: readonly (readonly Placed[])[], table: Table, row: string, column: string): number {
  const within = (child: Placed, variable: string, code: string) =>
    code === "total" || ["area", "count"].includes(variable) || child[variable] === code;
  const here =
    table.rows.variable === "area" && row !== "total" ? (townships[Number(row) - 990000101] ?? []) : townships.flat();
  if (table.rows.variable === "items") {
    const has = (child: Placed) => (child[row] === "1" ? "1" : child[row] === "99" ? "99" : "0");
    return here.filter((child) => column === "total" || has(child) === column).length;
  }
  return here.filter(
    (child) => within(child, table.rows.variable, row) && within(child, table.columns.variable, column),
  ).length;
}

function countedBy(townships: readonly (readonly Placed[])[], group: Group | Record<string, string[]>): number {
  const parts = Object.entries(group) as [string, readonly string[]][];
  return townships.flat().filter((child) => parts.every(([id, codes]) => codes.includes(child[id] ?? ""))).length;
}

describe("a protected release", () => {
  test("has every figure within 9 of the truth, none between 1 and 9, and adds up", () => {
    fc.assert(
      fc.property(someTownships, (townships) => {
        const { tables, indicators } = protect(truthOf(townships), programme, exampleKey);
        expect(tables).toHaveLength(programme.tables.length);
        const faults: string[] = [];
        for (const table of tables) {
          const [rows, columns] = [table.rows.categories, table.columns.categories];
          for (const [r, row] of rows.entries()) {
            for (const [c, column] of columns.entries()) {
              const figure = table.cells[r]?.[c];
              const shown =
                figure !== undefined &&
                ("below" in figure || ("value" in figure && figure.value >= 10 && figure.value % 10 === 0));
              const error = numberOf(figure) - countedIn(townships, table, row.code, column.code);
              if (!shown || Math.abs(error) > 9) faults.push(`${table.id} ${row.code} ${column.code}`);
            }
            const total = numberOf(table.cells[r]?.[columns.length - 1]);
            if (columns.length > 1 && sum(columns.slice(0, -1).map((_, c) => numberOf(table.cells[r]?.[c]))) !== total)
              faults.push(`${table.id} row ${row.code}`);
          }
          if (rows.at(-1)?.code !== "total") continue;
          for (const [c, column] of columns.entries())
            if (
              sum(rows.slice(0, -1).map((_, r) => numberOf(table.cells[r]?.[c]))) !==
              numberOf(table.cells[rows.length - 1]?.[c])
            )
              faults.push(`${table.id} column ${column.code}`);
        }
        expect(faults).toEqual([]);
        for (const { id, numerator, denominator, missing } of indicators) {
          for (const { of, figure } of [numerator, denominator, missing])
            expect(Math.abs(numberOf(figure) - countedBy(townships, of)), id).toBeLessThanOrEqual(9);
        }
        expect(() => audit({ tables, indicators })).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test("has one figure for a group wherever the group stands", () => {
    fc.assert(
      fc.property(someTownships, (townships) => {
        const { tables } = protect(truthOf(townships), programme, exampleKey);
        const margins = new Map<string, Set<number>>();
        const note = (name: string, figure: number) => margins.set(name, (margins.get(name) ?? new Set()).add(figure));
        for (const { rows, columns, cells } of tables) {
          for (const [r, row] of rows.categories.entries())
            if (rows.variable !== "items")
              note(`${rows.variable} ${row.code}`, numberOf(cells[r]?.[columns.categories.length - 1]));
          for (const [c, column] of columns.categories.entries())
            if (rows.categories.at(-1)?.code === "total" && column.code !== "total")
              note(`${columns.variable} ${column.code}`, numberOf(cells.at(-1)?.[c]));
          note("total", numberOf(cells.at(-1)?.at(-1)));
        }
        for (const [name, figures] of margins) expect(figures.size, name).toBe(1);
        expect(margins.size).toBeGreaterThan(100);
      }),
      { numRuns: 20 },
    );
  });

  test("rounds what is for the county only on the county's sums: ten townships with one disabled child each are ten", () => {
    const one = [placed({ ...pupil, health: "5" })];
    const { tables } = protect(truthOf(Array.from({ length: 10 }, () => one)), programme, exampleKey);
    const health = tables.find((it) => it.id === "health");
    expect(health?.rows.categories.map((it) => it.code)).toContain("5");
    expect(health?.cells.at(health.rows.categories.findIndex((it) => it.code === "5"))).toEqual([{ value: 10 }]);
    expect(health?.columns.categories).toEqual([{ code: "total", label: "人数" }]);
  });

  test("shows no attribute for a township that is for the county only", () => {
    const { tables } = protect(truthOf(three), programme, exampleKey);
    for (const { rows, columns } of tables)
      if (rows.variable === "area") expect(variables[columns.variable as VariableId].finestArea).toBe("township");
  });

  test("has no total of mentions where several answers may be given", () => {
    const { tables } = protect(truthOf(three), programme, exampleKey);
    for (const id of ["aid", "needs"]) {
      const table = tables.find((it) => it.id === id);
      expect(table?.rows.categories.some((it) => it.code === "total")).toBe(false);
      expect(new Set(table?.cells.map((row) => numberOf(row[2]))).size).toBe(1);
    }
  });

  test("counts who was not asked in the denominator and says their share", () => {
    const half = Array.from({ length: 400 }, (_, at) => placed({ ...pupil, filed: at < 200 ? "1" : "99" }));
    const { indicators } = protect(truthOf([half]), programme, exampleKey);
    const filing = indicators.find((it) => it.id === "A1");
    expect(filing).toMatchObject({
      numerator: { figure: { value: 200 }, of: { filed: ["1"] } },
      denominator: { figure: { value: 400 }, of: {} },
      missing: { figure: { value: 200 }, share: { value: 50 } },
      rate: { value: 50 },
      finestArea: "township",
    });
    const school = indicators.find((it) => it.id === "F1");
    expect(school).toMatchObject({
      denominator: { figure: { value: 400 } },
      rate: { value: 100 },
      finestArea: "county",
    });
  });

  test("is the same for the same truth and key, and another with another key", () => {
    const truth = truthOf(three);
    const many = Array.from({ length: 12 }, (_, at) =>
      keyOf(draw(exampleKey, String(at)).toString(16).slice(2).padEnd(64, "a").slice(0, 64)),
    );
    expect(protect(truth, programme, exampleKey)).toEqual(protect(truth, programme, exampleKey));
    const releases = new Set(many.map((key) => JSON.stringify(protect(truth, programme, key).tables)));
    expect(releases.size).toBeGreaterThan(3);
  });

  test("leaves multiples of ten and empty groups as they are", () => {
    const cells = [20, 0, 70].map((it, at) => ({ name: String(at), count: it, totals: ["all"] }));
    expect([...(roundWithinTotals(cells, exampleKey)?.values() ?? [])]).toEqual([20, 0, 70]);
  });

  test("rounds by the key and not to the nearest: 4 goes up and 6 goes down for some", () => {
    const outcomes = Array.from({ length: 60 }, (_, at) =>
      roundWithinTotals([{ name: String(at), count: at % 2 === 0 ? 4 : 6, totals: [] }], exampleKey),
    );
    const ups = outcomes.map((it) => [...(it?.values() ?? [])][0]);
    expect(ups.filter((it, at) => at % 2 === 0 && it === 10).length).toBeGreaterThan(3);
    expect(ups.filter((it, at) => at % 2 === 1 && it === 0).length).toBeGreaterThan(3);
  });

  test("is refused rather than loosened when no rounding holds", () => {
    // One count of 5 whose total is fixed at 20: no neighbouring multiple of ten gives it.
    const cells = [{ name: "a", count: 5, totals: ["t"] }];
    expect(roundWithinTotals(cells, exampleKey, new Map([["t", 20]]))).toBeNull();
    // Of two children in the hub a spoke says that they are twenty.
    const truth = truthOf([[placed(pupil), placed(pupil)]]);
    const hukou = new Map([["990000101|rural", 25]]);
    expect(() =>
      protect({ ...truth, spokes: new Map([...truth.spokes, ["hukou", hukou]]) }, programme, exampleKey),
    ).toThrow("no rounding of these counts");
  });

  test("needs a key of the office's own for real data", () => {
    const truth = { ...truthOf(three), example: false };
    expect(() => protect(truth, programme, exampleKey)).toThrow("example key");
    expect(protect(truth, programme, localKey).method.key).toBe("local");
  });

  test("is as the schema of release.json says, once it has a version", () => {
    const cleared = protect(truthOf(three), programme, exampleKey);
    const published = publish(cleared, "example-2026-autumn.v2", "example-2026-autumn.v1");
    expect(readRelease(JSON.stringify(published), "release.json")).toEqual(published);
  });

  test("is refused for a programme that cannot be protected", () => {
    const twice = { ...programme, spokes: [...programme.spokes, ...programme.spokes.slice(-1)] };
    expect(() => structureOf(twice)).toThrow("tells all of it already");
    expect(() => protect(truthOf(three), twice, exampleKey)).toThrow("tells all of it already");
  });

  test("cannot be published without having been protected", () => {
    const cleared = protect(truthOf([[]]), programme, exampleKey);
    const imitation = { ...publish(cleared, "example-2026-autumn.v1") };
    // @ts-expect-error a release that did not come out of protect is no Cleared: this line is the first lock
    expect(() => publish(imitation, "example-2026-autumn.v1")).toThrow("found a release that protect did not give");
    const altered = { ...cleared, tables: [] };
    expect(() => publish(altered, "example-2026-autumn.v1")).toThrow("found a release that protect did not give");
  });
});

describe("the audit", () => {
  const { tables, indicators } = protect(truthOf(three), programme, exampleKey);
  const changed = (id: string, row: number, column: number, value: number) =>
    tables.map((it): Table => {
      if (it.id !== id) return it;
      const cells = it.cells.map((all, r) => all.map((figure, c) => (r === row && c === column ? { value } : figure)));
      return { ...it, cells };
    });
  const refused = (over: Partial<Pick<Release, "tables" | "indicators">>) =>
    expect(() => audit({ tables, indicators, ...over }));

  test("passes what protect gives and counts what it looked at", () => {
    expect(audit({ tables, indicators })).toMatchObject({ broken: 0 });
    expect(audit({ tables, indicators }).relations).toBeGreaterThan(300);
  });
  test("refuses a count that is no multiple of ten", () => {
    refused({ tables: changed("stage-by-sex", 0, 0, 13) }).toThrow("no multiple of ten");
  });
  test("refuses a row and a column that do not add up", () => {
    refused({ tables: changed("stage-by-sex", 1, 0, 990) }).toThrow("row primary of stage-by-sex that does not add up");
    refused({ tables: changed("health", 0, 0, 990) }).toThrow("column total of health that does not add up");
    refused({ tables: changed("aid", 0, 0, 990) }).toThrow("row aid_minimum of aid that does not add up");
  });
  test("refuses a total that differs between two tables", () => {
    const others = protect(truthOf(invented(5, 3, 60, 0.2)), programme, exampleKey).tables;
    refused({ tables: [...tables.slice(0, 2), ...others.slice(2)] }).toThrow("differing between");
  });
  test("refuses an indicator made of other counts than those of the tables", () => {
    const [filing, ...rest] = indicators;
    if (filing === undefined) throw new Error("no indicator");
    const numerator = { ...filing.numerator, figure: { value: 990 } };
    refused({ indicators: [{ ...filing, numerator }, ...rest] }).toThrow("a figure of A1 other than the sum");
    const nowhere = { ...filing.numerator, of: { filed: ["maybe"] } };
    refused({ indicators: [{ ...filing, numerator: nowhere }, ...rest] }).toThrow("a figure of A1 other than the sum");
    const swapped = {
      ...filing,
      numerator: { ...filing.numerator, ...filing.denominator },
      missing: { ...filing.missing, ...filing.numerator },
    };
    refused({ indicators: [swapped, ...rest] }).toThrow("more children in the numerator of A1 and missing");
  });
});

describe("a rate", () => {
  test("is a whole percentage of published counts", () => {
    expect(rateOf(970, 1000)).toEqual({ value: 97 });
    expect(rateOf(1000, 1000)).toEqual({ value: 100 });
  });
  test("is a band on a small denominator, withheld on none", () => {
    expect(rateOf(170, 170)).toEqual({ band: "九成以上" });
    expect(rateOf(40, 170)).toEqual({ band: "一成至五成" });
    expect(rateOf(10, 170)).toEqual({ band: "不到一成" });
    expect(rateOf(0, 0)).toEqual({ symbol: "c" });
  });
  test("never says none or all where a few may or may not be", () => {
    expect(rateOf(0, 200)).toEqual({ band: "不到5%" });
    expect(rateOf(0, 2160)).toEqual({ band: "不到1%" });
    expect(rateOf(10, 2160)).toEqual({ band: "不到1%" });
    expect(rateOf(2150, 2160)).toEqual({ band: "99%以上" });
  });
});

test("the schema refuses a count of 1 to 9 and one that is no multiple of ten", () => {
  const cleared = protect(truthOf([[]]), programme, exampleKey);
  const good = publish(cleared, "example-2026-autumn.v1");
  expect(release.safeParse(good).success).toBe(true);
  for (const value of [7, 0, 15]) {
    expect(release.safeParse({ ...good, quality: { ...good.quality, rowsRead: { value } } }).success).toBe(false);
  }
});
