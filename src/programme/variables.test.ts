import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import { citedText, readStatutes } from "../plans/law.ts";
import { readLibrary } from "../plans/library.ts";
import { programme } from "./programme.ts";
import { unanswered } from "./unanswered.ts";
import { variables } from "./variables.ts";

const textsIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]),
  );
const library = readLibrary(textsIn("data/plans"));
const statutes = readStatutes(textsIn("data/reference/statutes"));
const measures = textsIn("data/measures");
const indicators: { id: string; title: string }[] = JSON.parse(readFileSync("data/reference/indicators.json", "utf8"));
const templates: { id: string }[] = JSON.parse(readFileSync("data/reference/templates.json", "utf8"));
const published = [...programme.tables, ...programme.indicators];

test.each(Object.values(variables).filter(({ from }) => "question" in from))(
  "$label places every code of its question in exactly one category, and no answer",
  ({ from, categories }) => {
    const [, asked] = questionsOf(childCensus).find(([id]) => "question" in from && id === from.question) ?? [];
    const codes = asked !== undefined && "codes" in asked ? asked.codes.map((it) => it.code) : [];
    expect(codes.length).toBeGreaterThan(0);
    const due = new Set([...codes, ...(asked?.required === true ? [] : ["99"])]);
    expect(categories.flatMap((it) => [...it.of]).toSorted()).toEqual([...due].toSorted());
  },
);

test("未采集 is told from no everywhere: where it shares a category, that one's label says so", () => {
  for (const { id, categories, from } of Object.values(variables)) {
    if (!("question" in from || "derived" in from) || id === "sex") continue;
    const { of = [], label = "" } = categories.find((it) => it.of.includes("99")) ?? {};
    expect(of.length === 1 || label.includes("未采集"), id).toBe(true);
  }
});

test("tables and indicators name questions that the census asks, clauses, articles, measures and templates that exist", () => {
  const known = new Set(questionsOf(childCensus).map(([id]) => id));
  for (const { id, questions, clauses, measures: ids, template } of published) {
    expect(
      questions.filter((it) => !known.has(it)),
      id,
    ).toEqual([]);
    expect(
      clauses.filter((it) =>
        it.startsWith("law:") ? citedText(statutes, it) === undefined : library.clause(it)?.id !== it,
      ),
      id,
    ).toEqual([]);
    expect(
      ids.filter((it) => measures[`${it.toLowerCase()}.md`] === undefined),
      id,
    ).toEqual([]);
    expect(
      templates.map((it) => it.id),
      id,
    ).toContain(template);
    for (const list of [questions, clauses, ids]) expect(list.length, id).toBeGreaterThan(0);
  }
});

test("an indicator is one that its measures name", () => {
  const named = (id: string, measure: string) =>
    /^indicators: \[(.*)\]$/m
      .exec(measures[`${measure.toLowerCase()}.md`] ?? "")?.[1]
      ?.split(", ")
      .includes(id);
  for (const { id, measures: ids } of programme.indicators)
    for (const it of ids) expect(named(id, it), `${id} ${it}`).toBe(true);
});

test("each of the 74 indicators is answered here or it is said why the census does not answer it", () => {
  const answered = [
    ...programme.indicators.map((it) => it.id),
    ...programme.tables.flatMap((it) => it.distributionOf ?? []),
  ];
  expect([...answered, ...Object.keys(unanswered)].toSorted()).toEqual(indicators.map((it) => it.id).toSorted());
});

test("every table has an id and a title of its own, at least 25 of them", () => {
  for (const of of [programme.tables.map((it) => it.id), programme.tables.map((it) => it.title)])
    expect(new Set(of).size).toBe(programme.tables.length);
  expect(programme.tables.length).toBeGreaterThanOrEqual(25);
});
