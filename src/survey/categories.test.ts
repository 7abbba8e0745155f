import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import type * as variablesModule from "../programme/variables.ts";
import { type Variable, type VariableId, variables } from "../programme/variables.ts";
import { placing } from "./categories.ts";
import { type Child } from "./populations.ts";

const autumn = "2026-09-30";
const everyId = Object.keys(variables) as VariableId[];
const girl: Child = { sex: "2", birth_date: "2015-03-12" };

/** The code of the category that a child is placed in. */
function codeOf(id: VariableId, child: Child, referenceDate = autumn): string {
  const into = new Uint8Array([250, 250, 250]);
  placing([id], referenceDate)({ ...girl, ...child }, into, 1);
  expect([into[0], into[2]]).toEqual([250, 250]);
  return variables[id].categories[into[1] ?? 0]?.code ?? "";
}

describe("an answer", () => {
  test("goes to the category of its code, no answer and 99 to 未采集, never to no", () => {
    expect(codeOf("filed", { filed: "1" })).toBe("1");
    expect(codeOf("filed", { filed: "0" })).toBe("0");
    expect(codeOf("filed", { filed: "99" })).toBe("99");
    expect(codeOf("filed", {})).toBe("99");
    expect(codeOf("stage", { edu_status: "09" })).toBe("other");
    expect(codeOf("education", { edu_status: "09" })).toBe("dropout");
  });
  test.each<[Child["poverty_cat"], string]>([
    [["01", "11"], "defacto"],
    [["04", "12"], "poor"],
    [["12", "13"], "other"],
    [["00"], "none"],
    [["99"], "99"],
    [[], "99"],
    [undefined, "99"],
  ])("among several, %j, counts by the first category that has one", (poverty_cat, code) => {
    expect(codeOf("hardship", poverty_cat === undefined ? {} : { poverty_cat })).toBe(code);
  });
  test.each<[Child["aid_received"], string, string]>([
    [["08"], "1", "other"],
    [["08", "09"], "1", "1"],
    [["01"], "other", "other"],
    [["00"], "0", "0"],
    [["99"], "99", "99"],
    [undefined, "99", "99"],
  ])("%j has student aid: %s, meals: %s", (aid_received, student, meal) => {
    const child = aid_received === undefined ? {} : { aid_received };
    expect(codeOf("aid_student", child)).toBe(student);
    expect(codeOf("aid_meal", child)).toBe(meal);
  });
});

describe("age", () => {
  test("is taken at the reference date, on the birthday a year more", () => {
    expect(codeOf("age", { birth_date: "2012-09-30" })).toBe("14-15");
    expect(codeOf("age", { birth_date: "2012-10-01" })).toBe("6-13");
    expect(codeOf("age", { birth_date: "2010-09-30" })).toBe("99");
    expect(codeOf("age", { birth_date: "2026-09-30" })).toBe("0-5");
    const into = new Uint8Array(1);
    placing(["age"], autumn)({ sex: "2" }, into, 0);
    expect(variables.age.categories[into[0] ?? 0]?.code).toBe("99");
  });
  test("for school is that of the 1 September before", () => {
    expect(codeOf("school_age", { birth_date: "2020-09-01" })).toBe("within");
    expect(codeOf("school_age", { birth_date: "2020-09-02" })).toBe("before");
    expect(codeOf("school_age", { birth_date: "2020-03-01" }, "2026-03-31")).toBe("before");
    expect(codeOf("school_age", { birth_date: "2019-09-01" }, "2026-03-31")).toBe("within");
    expect(codeOf("school_age", { birth_date: "2011-09-01" })).toBe("after");
    expect(codeOf("school_age", { birth_date: "2011-09-02" })).toBe("within");
  });
});

test.each<[Child, string]>([
  [{ father_status: "2", father_out_place: "3", mother_status: "2", mother_out_place: "5" }, "beyond"],
  [{ father_status: "2", father_out_place: "6", mother_status: "2", mother_out_place: "9" }, "beyond"],
  [{ father_status: "2", father_out_place: "9", mother_status: "3", mother_out_place: "4" }, "province"],
  [{ father_status: "1", father_out_place: "5", mother_status: "2", mother_out_place: "3" }, "city"],
  [{ father_status: "2", mother_status: "2" }, "99"],
])("the work place is that of the parent who is farthest away: %j → %s", (child, code) => {
  expect(codeOf("out_place", child)).toBe(code);
});

test("whom a child is paired with tells the unpaired and the unknown apart", () => {
  expect(codeOf("pairing", { paired: "1", pair_type: "3" })).toBe("3");
  expect(codeOf("pairing", { paired: "1" })).toBe("99");
  expect(codeOf("pairing", { paired: "0", pair_type: "3" })).toBe("none");
  expect(codeOf("pairing", {})).toBe("unknown");
});

const anyChild = fc.record(
  Object.fromEntries([
    ...questionsOf(childCensus).flatMap(([id, question]) => {
      if (!("codes" in question)) return [];
      const codes: fc.Arbitrary<unknown> = fc.constantFrom(...question.codes.map((it) => it.code));
      const answer: fc.Arbitrary<unknown> =
        question.type === "multiple" ? fc.uniqueArray(codes, { maxLength: 4 }) : codes;
      return [[id, question.required === true ? answer : fc.option(answer, { nil: undefined })]];
    }),
    [
      "birth_date",
      fc.option(
        fc
          .date({ min: new Date("2005-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
          .map((it) => it.toISOString().slice(0, 10)),
        { nil: undefined },
      ),
    ],
  ]),
) as fc.Arbitrary<Child>;

test("every child is in exactly one category of every variable, placed together as placed alone", () => {
  const together = placing(everyId, autumn);
  const alone = everyId.map((id) => placing([id], autumn));
  fc.assert(
    fc.property(anyChild, (child) => {
      const row = new Uint8Array(everyId.length).fill(255);
      together(child, row, 0);
      for (const [at, id] of everyId.entries()) {
        expect(row[at]).toBeLessThan(variables[id].categories.length);
        const single = new Uint8Array(1);
        alone[at]?.(child, single, 0);
        expect(single[0]).toBe(row[at]);
      }
      const code = (id: VariableId) => variables[id].categories[row[everyId.indexOf(id)] ?? 0]?.code;
      expect(code("service")).toBe(`${code("filed") ?? ""}.${code("paired") ?? ""}.${code("visited") ?? ""}`);
      expect(code("enrolment")).toBe(`${code("age") ?? ""}.${code("school_age") ?? ""}.${code("education") ?? ""}`);
    }),
    { numRuns: 500 },
  );
});

describe("compiling refuses", () => {
  afterEach(() => {
    vi.doUnmock("../programme/variables.ts");
    vi.resetModules();
  });
  const compiling = async (added: Variable) => {
    vi.resetModules();
    const real = await vi.importActual<typeof variablesModule>("../programme/variables.ts");
    vi.doMock("../programme/variables.ts", () => ({ ...real, variables: { ...real.variables, [added.id]: added } }));
    const fresh = await import("./categories.ts");
    return () => fresh.placing([added.id as VariableId], autumn);
  };
  const variable = (from: Variable["from"], ...ofs: string[][]): Variable => ({
    id: "new",
    label: "新",
    from,
    finestArea: "county",
    categories: ofs.map((of, at) => ({ code: String(at), label: String(at), of })),
  });
  test.each<[string, Variable, string]>([
    ["a code without a category", variable({ question: "filed" }, ["1"], ["99"]), "0 categories of new for code 0"],
    ["a code with two", variable({ question: "filed" }, ["1", "0"], ["0", "99"]), "2 categories of new for code 0"],
    ["no answer without a category", variable({ question: "risk_level" }, ["1", "2", "3", "4"]), "for code 99"],
    ["a question that the census does not ask", variable({ question: "ethnicity" }, ["1"]), "found ethnicity of new"],
    ["one with several answers taken for one", variable({ question: "needs" }, ["1"]), "found needs of new"],
    [
      "one with one answer taken for several",
      variable({ question: "filed", several: true }, ["1", "0", "99"]),
      "found filed of new",
    ],
  ])("%s", async (_, added, message) => {
    expect(await compiling(added)).toThrow(message);
  });
});
