import { expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import { programme } from "./programme.ts";
import { variables } from "./variables.ts";

test.each(Object.values(variables))(
  "$label places every code of its question in exactly one category",
  ({ question, categories }) => {
    const [, asked] = questionsOf(childCensus).find(([id]) => id === question) ?? [];
    const codes = asked !== undefined && "codes" in asked ? asked.codes.map((it) => it.code) : [];
    const placed = categories.flatMap((it) => [...it.of]);
    expect(codes.length).toBeGreaterThan(0);
    expect(placed.toSorted()).toEqual([...codes].toSorted());
  },
);

test("every table and indicator names questions that the census asks", () => {
  const known = new Set(questionsOf(childCensus).map(([id]) => id));
  const named = [...programme.tables, ...programme.indicators].flatMap((it) => it.questions);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});
