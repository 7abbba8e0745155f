import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { checkFile } from "../src/survey/check.ts";
import { type Expected, type ExpectedRecord, type Place, type Value } from "./journeys/dirty/make/case.ts";
import { cases, expectedText } from "./journeys/dirty/make.ts";

const root = "tests/journeys/dirty";
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "make")
  .map((entry) => entry.name);

type Read = {
  readonly sheet?: string | undefined;
  readonly row: number;
  readonly answers: Readonly<Record<string, unknown>>;
};
type Told = {
  readonly sheet?: string | undefined;
  readonly row: number;
  readonly field?: string | undefined;
  readonly severity: string;
};

/** Nothing was collected. */
const nothing = (it: unknown): boolean =>
  it === undefined ||
  it === null ||
  it === "" ||
  it === "99" ||
  (Array.isArray(it) && (it.length === 0 || String(it) === "99"));
const agrees = (answer: unknown, value: Value): boolean => {
  if (value === null) return nothing(answer);
  if (typeof value !== "object") return answer === value;
  if ("any" in value) return true;
  if ("oneOf" in value) return value.oneOf.some((it) => agrees(answer, it));
  return Array.isArray(answer) && [...answer].sort().join() === [...value].sort().join();
};
/** The answers that are not as expected, in words; a question that is not named must have none. */
const differences = (read: Read, expected: ExpectedRecord): string[] =>
  [...new Set([...Object.keys(expected.answers), ...Object.keys(read.answers)])]
    .filter((id) => !agrees(read.answers[id], expected.answers[id] ?? null))
    .map(
      (id) => `${id}: ${JSON.stringify(read.answers[id])}, expected ${JSON.stringify(expected.answers[id] ?? null)}`,
    );

const within = (problem: Told, place: Place): boolean =>
  (place.sheet === undefined || problem.sheet === place.sheet) &&
  (place.row === undefined || problem.row === place.row) &&
  (place.severity === undefined || problem.severity === place.severity) &&
  (place.field === undefined || place.field.length === 0 || [place.field].flat().includes(problem.field ?? ""));
/** The row alone: a refused row may have errors in other columns as well. */
const rowOf = ({ sheet, row }: Place): Place => ({
  ...(sheet === undefined ? {} : { sheet }),
  ...(row === undefined ? {} : { row }),
});
const at = (place: { readonly sheet?: string | undefined; readonly row?: number | undefined }) =>
  `${place.sheet ?? ""} row ${String(place.row ?? "?")}`.trim();

/** What is wrong with what the reader said, all at once; nothing when it is right. */
function complaints(records: readonly Read[], problems: readonly Told[], expected: Expected): string[] {
  const errors = problems.filter((it) => it.severity === "error");
  const wholly = records.length === 0 && errors.length > 0;
  if (expected.file === "refused") {
    const said = wholly
      ? []
      : [`${String(records.length)} records, ${String(errors.length)} errors, expected a refused file`];
    if (wholly && expected.oneProblem && problems.length !== 1)
      said.push(`${String(problems.length)} problems, expected one`);
    for (const place of expected.problems)
      if (!problems.some((it) => within(it, place))) said.push(`no problem at ${JSON.stringify(place)}`);
    return said;
  }
  if (expected.file === "either" && wholly) return [];
  const said: string[] = [];
  let next = 0;
  const mayBeRefused: Place[] = [];
  for (const it of expected.records) {
    const read = records[next];
    const here =
      read !== undefined &&
      (it.row === undefined || it.row === read.row) &&
      (it.sheet === undefined || it.sheet === read.sheet) &&
      (it.row !== undefined || it.allow === undefined || differences(read, it).length === 0);
    if (here) {
      next++;
      said.push(...differences(read, it).map((difference) => `${at(it)}: ${difference}`));
    } else if (it.allow === "refuse" && errors.some((problem) => within(problem, rowOf(it))))
      mayBeRefused.push(rowOf(it));
    else said.push(`${at(it)}: not read (next is ${read === undefined ? "nothing" : at(read)})`);
  }
  said.push(...records.slice(next).map((it) => `${at(it)}: read, not expected`));
  for (const place of expected.refused)
    if (!errors.some((it) => within(it, place)))
      said.push(`${at(place)}: no error at ${String(place.field ?? "the row")}`);
  for (const place of expected.problems)
    if (!problems.some((it) => within(it, place)))
      said.push(`${at(place)}: nothing said about ${String(place.field ?? "it")}`);
  const known = [...expected.refused.map(rowOf), ...mayBeRefused, ...expected.problems, ...expected.tolerated];
  for (const it of errors)
    if (!known.some((place) => within(it, place))) said.push(`${at(it)}: false alarm at ${it.field ?? "the row"}`);
  return said;
}

describe("a dirty file", () => {
  test.each(names)("%s", async (name) => {
    const expected = JSON.parse(readFileSync(join(root, name, "expected.json"), "utf8")) as Expected;
    const [file = ""] = readdirSync(join(root, name, "in"));
    const bytes = new Uint8Array(readFileSync(join(root, name, "in", file)));
    const { records, problems } = await checkFile(childCensus, file, bytes, {
      referenceDate: "2026-09-30",
      example: true,
    });
    const said = complaints(records, problems, expected);
    expect(said.length, [expected.note, ...said].join("\n")).toBe(0);
    // Tabs and headings are what somebody typed as well; the file's own name is how the clerk knows it.
    for (const problem of problems)
      for (const secret of expected.secrets)
        expect(
          JSON.stringify({ ...problem, file: "" }).includes(secret),
          `a problem repeats what was typed: ${problem.code}`,
        ).toBe(false);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the corpus", () => {
  test("has at least sixty situations, each named once", () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names).toEqual([...new Set(cases.map((it) => it.name))].sort());
    expect(cases.length).toBe(names.length);
  });

  test("is what its script writes", async () => {
    for (const it of cases) {
      expect(readdirSync(join(root, it.name, "in")), it.name).toEqual([it.file]);
      expect(Buffer.compare(readFileSync(join(root, it.name, "in", it.file)), it.bytes), it.name).toBe(0);
      expect(readFileSync(join(root, it.name, "expected.json"), "utf8")).toBe(await expectedText(it));
    }
  });
});
