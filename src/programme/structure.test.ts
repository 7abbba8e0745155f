import { afterEach, describe, expect, test, vi } from "vitest";
import { type IndicatorDefinition, type Programme, type TableDefinition } from "./definition.ts";
import { programme } from "./programme.ts";
import { finestAreaOf, membersOf, placeFor, structureOf } from "./structure.ts";
import type * as variablesModule from "./variables.ts";
import { type Variable, type VariableId } from "./variables.ts";

const places = structureOf(programme);
const bare: Programme = { ...programme, spokes: [], tied: [], tables: [], indicators: [] };
const loop = { clauses: ["21#3.2"], measures: ["M02"], template: "T54", questions: ["sex"] };
const spokes = (...ids: string[]) => ids.map((variable) => ({ variable: variable as VariableId }));

describe("the programme", () => {
  test("can be protected: each place adds up to one before it", () => {
    expect(places.map((it) => `${it.id} ${it.beside?.id ?? ""}`).slice(0, 7)).toEqual([
      "hub ",
      "enrolment hub",
      "stage_boarding hub",
      "hukou hub",
      "care hub",
      "carer_kind care",
      "guardianship hub",
    ]);
    for (const place of places.slice(1)) {
      expect(place.shared).toHaveLength(place.cells.length);
      // What the place adds to the one beside it only splits: every part of its margin is one of theirs.
      expect(
        place.shared.some((it) => place.sharedBeside.includes(it)),
        place.id,
      ).toBe(true);
    }
  });

  test("tells from schooling the stage, the age and who is of school age", () => {
    const enrolment = places.find((it) => it.id === "enrolment");
    const cell = enrolment?.cells.indexOf("6-13.within.dropout") ?? -1;
    const is = (group: Parameters<typeof membersOf>[1]) => enrolment && membersOf(enrolment, group)[cell];
    expect(cell).toBeGreaterThan(0);
    expect(is({ stage: ["other"] })).toBe(true);
    expect(is({ stage: ["other"], age: ["0-5"] })).toBe(false);
    expect(is({ school_age: ["within"], education: ["dropout", "99"] })).toBe(true);
  });

  test("shows rare and sensitive attributes for the county only", () => {
    for (const id of ["education", "carer_kind", "health", "guardianship", "hardship", "aid", "pairing"] as const)
      expect(finestAreaOf(places, [id]), id).toBe("county");
    for (const id of ["stage", "age", "sex", "filed", "visited", "contact", "carer"] as const)
      expect(finestAreaOf(places, [id]), id).toBe("township");
    expect(placeFor(places, ["education"], "township")).toBeUndefined();
  });

  test("counts in every indicator's numerator and missing only children of its denominator", () => {
    for (const { id, numerator, denominator, missing } of programme.indicators) {
      const ids = [numerator.of, denominator.of, missing].flatMap((it) => Object.keys(it) as VariableId[]);
      const place = placeFor(places, ids, "county");
      if (place === undefined) throw new Error(id);
      const [part, whole, unknown] = [numerator.of, denominator.of, missing].map((it) => membersOf(place, it));
      expect(
        part?.some((it) => it),
        id,
      ).toBe(true);
      for (const at of place.cells.keys()) {
        if (part?.[at] === true || unknown?.[at] === true)
          expect(whole?.[at], `${id} ${place.cells[at] ?? ""}`).toBe(true);
        expect(part?.[at] === true && unknown?.[at] === true).toBe(false);
      }
    }
  });
});

describe("a programme is refused", () => {
  const table = (over: Partial<TableDefinition>): TableDefinition => ({
    id: "t",
    title: "t",
    rows: "sex",
    ...loop,
    ...over,
  });
  const indicator = (over: Partial<IndicatorDefinition>): IndicatorDefinition => ({
    id: "X1",
    title: "x",
    definition: "x",
    numerator: { label: "x", of: { filed: ["1"] } },
    denominator: { label: "x", of: {} },
    missing: { filed: ["99"] },
    unit: "%",
    ...loop,
    ...over,
  });
  const filed: Partial<Programme> = {
    spokes: spokes("filed"),
    tables: [table({ rows: "area", columns: "filed" })],
    indicators: [indicator({})],
  };

  test("not when nothing is wrong with it", () => {
    expect(() => structureOf({ ...bare, ...filed })).not.toThrow();
  });

  test.each<[string, Partial<Programme>, string]>([
    [
      "for an attribute twice",
      { spokes: spokes("carer", "carer") },
      "carer beside carer, which tells all of it already",
    ],
    [
      "for one whose coarser grouping comes later",
      { spokes: spokes("carer_kind", "carer") },
      "carer beside carer_kind",
    ],
    ["for a part that stands alone later", { spokes: spokes("service", "filed") }, "filed beside service"],
    [
      "for attributes that depend on each other in places of their own",
      { spokes: spokes("filed", "paired", "visited"), tied: programme.tied },
      "filed, paired, visited in places of their own",
    ],
    [
      "for a township's counts resting on those of the county only",
      { spokes: spokes("carer_kind", "care") },
      "care by township resting on carer_kind",
    ],
    [
      "for a table of variables that stand in no place together",
      { spokes: spokes("carer"), tables: [table({ rows: "carer", columns: "sex" })] },
      "carer by sex in table t",
    ],
    [
      "for a table of an attribute that is not counted",
      { tables: [table({ rows: "area", columns: "filed" })] },
      "filed in table t",
    ],
    [
      "for a rare attribute by township",
      { spokes: spokes("health"), tables: [table({ rows: "area", columns: "health" })] },
      "health by township in t, expected it at its finest area",
    ],
    ["for items that are not counted", { tables: [table({ rows: ["aid_meal"] })] }, "aid_meal in table t"],
    [
      "for a numerator outside the denominator",
      { ...filed, indicators: [indicator({ denominator: { label: "x", of: { filed: ["0", "99"] } } })] },
      "children of the numerator or missing in X1 that are not in its denominator",
    ],
    [
      "for children counted and missing at once",
      { ...filed, indicators: [indicator({ missing: { filed: ["1", "99"] } })] },
      "children both counted and missing in X1",
    ],
    ["for an indicator without a table", { ...filed, tables: [] }, "filed of X1 in no table"],
    [
      "for an indicator of what stands apart",
      { ...filed, spokes: spokes("filed", "plan"), indicators: [indicator({ missing: { plan: ["99"] } })] },
      "filed, plan in indicator X1",
    ],
    [
      "for a category that is none",
      { ...filed, indicators: [indicator({ numerator: { label: "x", of: { filed: ["2"] } } })] },
      "category 2 of filed",
    ],
  ])("%s", (_, over, reason) => {
    expect(() => structureOf({ ...bare, ...over })).toThrow(reason);
  });
});

describe("with other variables, a programme is refused", () => {
  afterEach(() => {
    vi.doUnmock("./variables.ts");
    vi.resetModules();
  });
  /** The check as it is with these variables beside ours. */
  async function checking(...added: Variable[]) {
    vi.resetModules();
    const real = await vi.importActual<typeof variablesModule>("./variables.ts");
    const more = Object.fromEntries(added.map((it) => [it.id, it]));
    vi.doMock("./variables.ts", () => ({ ...real, variables: { ...real.variables, ...more } }));
    const { structureOf: check } = await import("./structure.ts");
    return (...ids: string[]) =>
      () =>
        check({ ...bare, spokes: spokes(...ids) });
  }
  const crossed = (id: string, a: VariableId, b: VariableId): Variable => ({
    id,
    label: id,
    from: { joint: [a, b] },
    finestArea: "township",
    categories: [{ code: "all", label: "all", of: ["*.*"] }],
  });
  const full = async (id: string, a: VariableId, b: VariableId): Promise<Variable> => {
    const { variables } = await vi.importActual<typeof variablesModule>("./variables.ts");
    const codes = variables[a].categories.flatMap((x) => variables[b].categories.map((y) => `${x.code}.${y.code}`));
    return { ...crossed(id, a, b), categories: codes.map((code) => ({ code, label: code, of: [code] })) };
  };
  const contactSplit: Variable = {
    id: "contact_split",
    label: "x",
    from: { question: "contact_freq" },
    finestArea: "township",
    categories: [
      { code: "a", label: "a", of: ["1", "4", "7"] },
      { code: "b", label: "b", of: ["2", "3", "5", "6", "99"] },
    ],
  };

  test("for a cycle: sex by carer beside stage by carer", async () => {
    const check = await checking(await full("sex_carer", "sex", "carer"), await full("stage_carer", "stage", "carer"));
    expect(check("sex_carer")).not.toThrow();
    expect(check("sex_carer", "stage_carer")).toThrow(
      "a cycle: stage_carer shares stage with hub and carer with sex_carer",
    );
  });
  test("for two groupings of one question of which neither tells the other", async () => {
    const check = await checking(contactSplit);
    expect(check("contact", "contact_split")).toThrow("contact_freq in contact and in contact_split");
  });
  test("for a fact in no category or in two", async () => {
    const young: Variable = {
      ...contactSplit,
      id: "young",
      from: { derived: "out_place" },
      categories: [{ code: "a", label: "a", of: ["1", "2", "3", "4", "5", "99"] }],
    };
    expect((await checking(young))("contact")).toThrow("no category of young for 6");
    expect((await checking({ ...young, categories: [{ code: "a", label: "a", of: ["1", "1"] }] }))("contact")).toThrow(
      "1 in two categories of young",
    );
    const half = { ...crossed("half", "sex", "stage"), categories: [{ code: "a", label: "a", of: ["1.*"] }] };
    expect((await checking(half))("contact")).toThrow("2.preschool in 0 categories of half");
  });
  test("for a rare attribute made common by standing beside a common one", async () => {
    const check = await checking(await full("sex_health", "sex", "health"));
    expect(check("sex_health")).toThrow("sex_health by township, of which a part is for the county only");
  });
  test("for items with an answer in common", async () => {
    const two = (id: string): Variable => ({
      id,
      label: id,
      from: { any: ["01", "02"], within: "aid" },
      finestArea: "county",
      categories: [
        { code: "1", label: "有", of: ["1"] },
        { code: "other", label: "没有", of: ["other"] },
        { code: "0", label: "无", of: ["0"] },
        { code: "99", label: "未采集", of: ["99"] },
      ],
    });
    const check = await checking(two("two"));
    expect(check("relief", "aid_meal", "two")).not.toThrow();
    expect(check("relief", "aid_minimum", "two")).toThrow("aid_received in aid_minimum and in two");
  });
});
