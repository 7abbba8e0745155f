import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { readLibrary } from "../plans/library.ts";
import { readTemplates } from "./templates.ts";

const templates = readTemplates(readFileSync("data/reference/templates.json", "utf8"));
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

test("those that are available have a definition under that address", () => {
  expect(templates.filter((it) => it.status === "available").map((it) => `${it.id} ${it.slug}`)).toEqual([
    `${childCensus.template} ${childCensus.id}`,
  ]);
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
