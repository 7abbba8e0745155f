import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCharacter } from "../forms/identity.ts";
import { programme } from "../programme/programme.ts";
import { type File, tabulate } from "./tabulate.ts";
import { type Child } from "./populations.ts";

const round = { townships: ["990000101", "990000102"], referenceDate: "2026-09-30", example: true };
const unfiled: Child = {
  child_name: "仝鸰鹓",
  sex: "1",
  birth_date: "2015-03-12",
  area_code: "990000101201",
  edu_status: "03",
  father_status: "2",
  father_out_place: "5",
  father_out_since: "2024-02",
  mother_status: "2",
  mother_out_place: "4",
  mother_out_since: "2024-02",
};
const child: Child = { ...unfiled, filed: "1" };
const number = (order: string) => `99000020150312${order}${checkCharacter(`99000020150312${order}`)}`;
const fileOf = (...children: Child[]): File => ({
  file: "a.csv",
  records: children.map((answers, at) => ({ row: at + 2, answers })),
  rows: children.length,
});
const count = (...children: Child[]) => tabulate([fileOf(...children)], programme, round);
const total = (counts: ReadonlyMap<string, number> | undefined) =>
  [...(counts ?? [])].reduce((sum, [, n]) => sum + n, 0);

describe("a child is counted once a round", () => {
  test("by number, even when the name is written differently", () => {
    const { counts, duplicates, problems } = count(
      { ...child, id_number: number("001") },
      { ...child, id_number: number("001"), child_name: "仝鸰" },
    );
    expect(total(counts.hub)).toBe(1);
    expect(duplicates).toBe(1);
    expect(problems).toMatchObject([{ row: 3, code: "child_twice", severity: "warning" }]);
    expect(JSON.stringify(problems)).not.toMatch(/仝|9900002015/);
  });
  test("across files, the first one staying", () => {
    const { counts, problems } = tabulate(
      [fileOf(child), { ...fileOf({ ...child, filed: "0" }), file: "b.csv" }],
      programme,
      round,
    );
    expect([...(counts.spokes.get("service") ?? [])]).toEqual([["990000101|1.99.99", 1]]);
    expect(problems).toMatchObject([{ file: "b.csv", row: 2 }]);
  });
  test("and the message says where the first record stands", () => {
    const { problems } = tabulate([fileOf(child, child), { ...fileOf(child), file: "b.csv" }], programme, round);
    expect(problems.map(({ file, row, message }) => `${file} ${String(row)} ${message}`)).toEqual([
      "a.csv 3 同一名儿童在这份文件的第 2 行已有一份登记，只计第一份",
      "b.csv 2 同一名儿童在另一份文件里已有一份登记，只计第一份",
    ]);
  });
  test("also when it only turns out later, and a refusal then is one for all its records", () => {
    const [early, late] = [
      { ...child, child_name: "仝鹓" },
      { ...child, id_number: number("001") },
    ];
    const refused: Child = { ...early, consent_status: "5" };
    // Entered apart by name and by number, until a record has both.
    const { counts, duplicates, consentWithheld, problems } = count(late, refused, {
      ...early,
      id_number: number("001"),
    });
    expect([total(counts.hub), duplicates, consentWithheld]).toEqual([0, 2, 1]);
    expect(problems.map((it) => it.row).sort()).toEqual([3, 4]);
    expect(total(count(late, early, { ...early, id_number: number("001") }).counts.hub)).toBe(1);
  });
  test("without a number: by name, birthday and township, whichever record has the number", () => {
    const numbered = { ...child, id_number: number("001") };
    expect(count(child, child).duplicates).toBe(1);
    expect(count(child, numbered).duplicates).toBe(1);
    expect(count(numbered, child).duplicates).toBe(1);
    expect(count(child, { ...child, birth_date: "2015-03-13" }).duplicates).toBe(0);
    expect(count(child, { ...child, area_code: "990000102201" }).duplicates).toBe(0);
  });
  test("two numbers are two children, even of one name and birthday", () => {
    expect(count({ ...child, id_number: number("001") }, { ...child, id_number: number("003") }).duplicates).toBe(0);
  });
});

test("a record whose guardian refused or has not agreed is left out and its number given", () => {
  const { counts, consentWithheld } = count(
    ...(["1", "2", "3", "4", "5", "6"] as const).map((consent_status, at): Child => ({
      ...child,
      birth_date: `2015-03-1${String(at)}`,
      consent_status,
    })),
  );
  expect(total(counts.hub)).toBe(4);
  expect(consentWithheld).toBe(2);
});

test("a guardian who refused in one record weighs more than one who agreed in another", () => {
  for (const order of [
    ["1", "5"],
    ["5", "1"],
    ["4", "6"],
  ] as const) {
    const { counts, duplicates, consentWithheld } = count(
      ...order.map((consent_status): Child => ({ ...child, consent_status })),
    );
    expect([total(counts.hub), duplicates, consentWithheld]).toEqual([0, 1, 1]);
  }
});

test("a child whose facts do not suffice is not counted, and it is said how many there are", () => {
  const { counts, undecided } = count(
    { ...child, father_out_place: "9" },
    { ...child, birth_date: "2015-03-13", father_status: "1", stay_parent_capacity: "1" },
  );
  expect(counts.hub.size).toBe(0);
  expect(undecided).toBe(1);
});

describe("invented and real children are never counted together", () => {
  test.each([
    ["a real number among examples", true, { ...child, id_number: "11010519491231002X" }],
    ["a real place among examples", true, { ...child, area_code: "110101001201" }],
    ["an invented number among real ones", false, { ...child, area_code: "110101001201", id_number: number("001") }],
    ["an invented place among real ones", false, child],
  ])("%s", (_, example, answers) => {
    const townships = [...round.townships, "110101001"];
    const { counts, problems } = tabulate([fileOf(answers)], programme, { ...round, townships, example });
    expect(counts.hub.size).toBe(0);
    expect(problems).toMatchObject([{ row: 2, code: "origin_mixed", severity: "error" }]);
  });
});

test("an area that is not ours is an error at its row", () => {
  const nowhere: Child = { ...child, area_code: "990000999201" };
  const { area_code, ...without } = child;
  expect(area_code).toBeDefined();
  expect(count(nowhere, without).problems).toMatchObject([
    { row: 2, code: "area_unknown", severity: "error" },
    { row: 3, code: "area_unknown", severity: "error" },
  ]);
});

test("in every township each spoke has as many children as the hub", () => {
  const anyChild = fc.record({
    area_code: fc.constantFrom("990000101201", "990000102201"),
    sex: fc.constantFrom("1" as const, "2" as const),
    edu_status: fc.constantFrom("01", "03", "04", "09", "11", "99" as const),
    filed: fc.option(fc.constantFrom("0" as const, "1" as const, "99" as const), { nil: undefined }),
    father_out_place: fc.constantFrom("1", "3", "5", "9" as const),
  });
  fc.assert(
    fc.property(fc.array(anyChild, { maxLength: 60 }), (drawn) => {
      const { counts } = count(
        ...drawn.map(({ filed, ...it }, at): Child => {
          const answers = { ...unfiled, ...it, child_name: `孩${String(at)}` };
          return filed === undefined ? answers : { ...answers, filed };
        }),
      );
      for (const township of round.townships) {
        const here = (of: ReadonlyMap<string, number> | undefined) =>
          total(new Map([...(of ?? [])].filter(([key]) => key.startsWith(township))));
        for (const { variable } of programme.spokes) expect(here(counts.spokes.get(variable))).toBe(here(counts.hub));
      }
    }),
  );
});
