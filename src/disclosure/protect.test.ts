import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { programme } from "../programme/programme.ts";
import { variables } from "../programme/variables.ts";
import { readRelease, release, type Table } from "../statistics/release.ts";
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
const stages = variables.stage.categories.map((it) => it.code);
const sexes = variables.sex.categories.map((it) => it.code);
const filedCodes = variables.filed.categories.map((it) => it.code);

/** A truth from the number of filed, unfiled and unknown children of each township, stage and sex. */
function truthOf(counts: readonly (readonly (readonly (readonly number[])[])[])[]): Truth {
  const areas = counts.map((_, at) => ({ code: String(990000101 + at), label: `镇${String(at)}`, parent: "990000" }));
  const hub = new Map<string, number>();
  const filed = new Map<string, number>();
  for (const [at, { code }] of areas.entries()) {
    for (const [s, stage] of stages.entries()) {
      for (const [x, sex] of sexes.entries()) {
        const cell = counts[at]?.[s]?.[x] ?? [];
        hub.set(
          `${code}|${stage}|${sex}`,
          cell.reduce((sum, it) => sum + it, 0),
        );
        for (const [f, value] of filedCodes.entries())
          filed.set(`${code}|${value}`, (filed.get(`${code}|${value}`) ?? 0) + (cell[f] ?? 0));
      }
    }
  }
  return {
    round: "2026-autumn",
    referenceDate: "2026-09-30",
    example: true,
    population: "lbc_civil",
    areas: [{ code: "990000", label: "示例县" }, ...areas],
    hub,
    spokes: new Map([["filed", filed]]),
    quality: {
      filesReceived: 1,
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

/** One township: by stage and sex, the children filed, not filed and not known. */
const small = [
  [
    [13, 1, 0],
    [14, 0, 1],
  ],
  [
    [25, 2, 1],
    [33, 1, 0],
  ],
  [
    [8, 0, 0],
    [9, 1, 0],
  ],
  [
    [1, 0, 0],
    [0, 2, 0],
  ],
];

const some = fc.oneof({ weight: 3, arbitrary: fc.nat(14) }, fc.constant(0), fc.nat(60));
const truths = fc
  .array(
    fc.array(fc.array(fc.tuple(some, fc.nat(3), fc.nat(2)), { minLength: 2, maxLength: 2 }), {
      minLength: 4,
      maxLength: 4,
    }),
    {
      minLength: 1,
      maxLength: 18,
    },
  )
  .map(truthOf);

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, it) => all + it, 0);
const count = (table: Table, row: number, column: number) => {
  const figure = table.cells[row]?.[column];
  return figure !== undefined && "value" in figure ? figure.value : 0;
};

/** The exact count that a cell of a table stands for, computed here from the truth. */
function exact(truth: Truth, table: Table, row: string, column: string): number {
  const source = table.columns.variable === "filed" ? truth.spokes.get("filed") : truth.hub;
  const wanted = { area: row, stage: row, sex: column, filed: column };
  return sum(
    [...(source ?? [])].flatMap(([key, value]) => {
      const [area = "", a = "", b = ""] = key.split("|");
      const has: Record<string, string> =
        table.columns.variable === "filed" ? { area, filed: a } : { area, stage: a, sex: b };
      if (table.columns.variable === "stage") wanted.stage = column;
      const rowFits = row === "total" || has[table.rows.variable] === row;
      const columnFits = column === "total" || has[table.columns.variable] === column;
      return rowFits && columnFits ? [value] : [];
    }),
  );
}

describe("a protected release", () => {
  test("has every figure within 9 of the truth, none between 1 and 9, and adds up", () => {
    fc.assert(
      fc.property(truths, (truth) => {
        const { tables, indicators } = protect(truth, programme, exampleKey);
        for (const table of tables) {
          const rows = table.rows.categories;
          const columns = table.columns.categories;
          for (const [r, row] of rows.entries()) {
            for (const [c, column] of columns.entries()) {
              const figure = table.cells[r]?.[c];
              expect(
                figure !== undefined &&
                  ("below" in figure || ("value" in figure && figure.value >= 10 && figure.value % 10 === 0)),
              ).toBe(true);
              expect(Math.abs(count(table, r, c) - exact(truth, table, row.code, column.code))).toBeLessThanOrEqual(9);
            }
            expect(sum(columns.slice(0, -1).map((_, c) => count(table, r, c)))).toBe(
              count(table, r, columns.length - 1),
            );
          }
          for (const [c] of columns.entries()) {
            expect(sum(rows.slice(0, -1).map((_, r) => count(table, r, c)))).toBe(count(table, rows.length - 1, c));
          }
        }
        expect(() => audit({ tables, indicators })).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  test("is the same for the same truth and key, and another with another key", () => {
    const truth = truthOf([small]);
    const many = Array.from({ length: 12 }, (_, at) =>
      keyOf(draw(exampleKey, String(at)).toString(16).slice(2).padEnd(64, "a").slice(0, 64)),
    );
    expect(protect(truth, programme, exampleKey)).toEqual(protect(truth, programme, exampleKey));
    const releases = new Set(many.map((key) => JSON.stringify(protect(truth, programme, key).tables)));
    expect(releases.size).toBeGreaterThan(3);
  });

  test("leaves multiples of ten and empty groups as they are", () => {
    const cells = [20, 0, 70].map((it, at) => ({ name: String(at), count: it, totals: ["all"] }));
    expect([...roundWithinTotals(cells, exampleKey).values()]).toEqual([20, 0, 70]);
  });

  test("rounds by the key and not to the nearest: 4 goes up and 6 goes down for some", () => {
    const outcomes = Array.from({ length: 60 }, (_, at) =>
      roundWithinTotals([{ name: String(at), count: at % 2 === 0 ? 4 : 6, totals: [] }], exampleKey),
    );
    const ups = outcomes.map((it) => [...it.values()][0]);
    expect(ups.filter((it, at) => at % 2 === 0 && it === 10).length).toBeGreaterThan(3);
    expect(ups.filter((it, at) => at % 2 === 1 && it === 0).length).toBeGreaterThan(3);
  });

  test("is refused rather than loosened when no rounding holds", () => {
    // One count of 5 whose total is fixed at 20: no neighbouring multiple of ten gives it.
    expect(() => roundWithinTotals([{ name: "a", count: 5, totals: ["t"] }], exampleKey, new Map([["t", 20]]))).toThrow(
      "no rounding",
    );
  });

  test("needs a key of the office's own for real data", () => {
    const truth = {
      ...truthOf([
        [
          [
            [5, 0, 0],
            [5, 0, 0],
          ],
          [
            [5, 0, 0],
            [5, 0, 0],
          ],
          [
            [5, 0, 0],
            [5, 0, 0],
          ],
          [
            [5, 0, 0],
            [5, 0, 0],
          ],
        ],
      ]),
      example: false,
    };
    expect(() => protect(truth, programme, exampleKey)).toThrow("example key");
    expect(protect(truth, programme, localKey).method.key).toBe("local");
  });

  test("is as the schema of release.json says, once it has a version", () => {
    const cleared = protect(
      truthOf([
        [
          [
            [30, 1, 0],
            [40, 0, 1],
          ],
          [
            [25, 2, 1],
            [33, 1, 0],
          ],
          [
            [80, 0, 0],
            [90, 1, 0],
          ],
          [
            [1, 0, 0],
            [0, 2, 0],
          ],
        ],
      ]),
      programme,
      exampleKey,
    );
    const published = publish(cleared, "example-2026-autumn.v2", "example-2026-autumn.v1");
    expect(readRelease(JSON.stringify(published), "release.json")).toEqual(published);
  });

  test("shows no variable for a finer area than its definition allows", () => {
    const coarse = { ...variables.filed, finestArea: "county" as const };
    const truth = truthOf([]);
    const before = variables.filed;
    Object.assign(variables, { filed: coarse });
    try {
      expect(() => protect(truth, programme, exampleKey)).toThrow("finest area");
    } finally {
      Object.assign(variables, { filed: before });
    }
  });

  test("cannot be published without having been protected", () => {
    const cleared = protect(truthOf([]), programme, exampleKey);
    const imitation = { ...publish(cleared, "example-2026-autumn.v1") };
    // @ts-expect-error a release that did not come out of protect is no Cleared: this line is the first lock
    expect(() => publish(imitation, "example-2026-autumn.v1")).toThrow("found a release that protect did not give");
    const altered = { ...cleared, tables: [] };
    expect(() => publish(altered, "example-2026-autumn.v1")).toThrow("found a release that protect did not give");
  });
});

describe("the audit", () => {
  const truth = truthOf([small]);
  test.each([
    [
      "a count that is no multiple of ten",
      (table: Table) => ({
        ...table,
        cells: table.cells.map((row, r) => (r === 0 ? row.map(() => ({ value: 13 })) : row)),
      }),
    ],
    [
      "a row that does not add up",
      (table: Table) => ({
        ...table,
        cells: table.cells.map((row, r) => (r === 1 ? row.map((it, c) => (c === 0 ? { value: 990 } : it)) : row)),
      }),
    ],
  ])("refuses %s", (_, spoil) => {
    const { tables, indicators } = protect(truth, programme, exampleKey);
    expect(() => audit({ tables: tables.map(spoil), indicators })).toThrow("disclosure: found");
  });

  test("refuses a total that differs between two tables", () => {
    const { tables, indicators } = protect(truth, programme, exampleKey);
    const other = protect(
      truthOf([
        [
          [
            [130, 1, 0],
            [14, 0, 1],
          ],
          [
            [25, 2, 1],
            [33, 1, 0],
          ],
          [
            [8, 0, 0],
            [9, 1, 0],
          ],
          [
            [1, 0, 0],
            [0, 2, 0],
          ],
        ],
      ]),
      programme,
      exampleKey,
    );
    expect(() => audit({ tables: [...tables.slice(0, 2), ...other.tables.slice(2)], indicators })).toThrow(
      "differing between",
    );
  });
});

describe("a rate", () => {
  test("is a whole percentage of published counts, a band on a small denominator, withheld on none", () => {
    expect(rateOf(970, 1000)).toEqual({ value: 97 });
    expect(rateOf(170, 170)).toEqual({ band: "九成以上" });
    expect(rateOf(0, 0)).toEqual({ symbol: "c" });
  });
});

test("the schema refuses a count of 1 to 9 and one that is no multiple of ten", () => {
  const cleared = protect(truthOf([]), programme, exampleKey);
  const good = publish(cleared, "example-2026-autumn.v1");
  expect(release.safeParse(good).success).toBe(true);
  for (const value of [7, 0, 15]) {
    expect(release.safeParse({ ...good, quality: { ...good.quality, rowsRead: { value } } }).success).toBe(false);
  }
});
