import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { forms } from "../forms/definitions/index.ts";
import { readLibrary } from "../plans/library.ts";
import { occasionIds, readTemplates, roleIds } from "./templates.ts";

const json = readFileSync("data/reference/templates.json", "utf8");
const templates = readTemplates(json);
const names = readdirSync("data/plans").filter((name) => name.endsWith(".md"));
const library = readLibrary(
  Object.fromEntries(names.map((name) => [name, readFileSync(`data/plans/${name}`, "utf8")])),
);

test("there are 74 templates, each with an id and an address of its own", () => {
  expect(templates.map((it) => it.id)).toEqual(
    Array.from({ length: 74 }, (_, at) => `T${String(at + 1).padStart(2, "0")}`),
  );
  expect(new Set(templates.map((it) => it.slug)).size).toBe(74);
});

test("those that are available have a definition under that address, and no others", () => {
  expect(templates.filter((it) => it.status === "available").map((it) => `${it.id} ${it.slug}`)).toEqual(
    forms.map((it) => `${it.template} ${it.id}`).sort(),
  );
});

test("every sentence quoted stands in the plan that it is quoted from", () => {
  const missing = templates.flatMap(({ id, evidence }) =>
    evidence
      .filter(
        ({ plan, quote }) =>
          !library.plan(plan).clauses.some((it) => [it.heading ?? "", ...it.paragraphs].join("\n").includes(quote)),
      )
      .map(({ quote }) => `${id} ${quote}`),
  );
  expect(missing).toEqual([]);
  expect(templates.filter((it) => it.evidence.length > 0).length).toBeGreaterThan(60);
});

describe("by role and occasion", () => {
  test("every role has at least five forms, every occasion as many", () => {
    for (const role of roleIds)
      expect(templates.filter((it) => it.roles.includes(role)).length, role).toBeGreaterThanOrEqual(5);
    for (const occasion of occasionIds)
      expect(templates.filter((it) => it.occasion === occasion).length, occasion).toBeGreaterThanOrEqual(5);
  });

  test("the report of suspected harm is there for everyone, parents sign what needs their consent", () => {
    const rolesOf = (id: string) => templates.find((it) => it.id === id)?.roles ?? [];
    expect([...rolesOf("T26")].sort()).toEqual([...roleIds].sort());
    for (const id of ["T04", "T05", "T66"]) expect(rolesOf(id)).toContain("family");
  });

  test.each([
    ['"occasion": "filing"', '"occasion": "sometime"', 'found occasion "sometime", expected one of filing, planning,'],
    ['"roles": ["class-teacher", ', '"roles": ["teacher", ', 'found roles.0 "teacher", expected one of class-teacher,'],
    ['"roles": ["class-teacher", "school", "village"]', '"roles": []', "found roles [], expected "],
    ['"occasion": "filing"', '"when": "filing"', "found occasion undefined, expected one of filing,"],
    ['"status": ', '"colour": 1, "status": ', "expected no colour"],
  ])("a wrong entry stops the build with its line: %s → %s", (right, wrong, message) => {
    // The first template stands in the second line.
    const changed = json.replace(right, wrong);
    expect(changed).not.toBe(json);
    expect(() => readTemplates(changed)).toThrow("data/reference/templates.json:2: ");
    expect(() => readTemplates(changed)).toThrow(message);
  });

  test("a role that stands twice is refused", () => {
    const twice = json.replace('"roles": ["class-teacher", "school", "village"]', '"roles": ["school", "school"]');
    expect(() => readTemplates(twice)).toThrow("each role once");
  });
});
