import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forms } from "../src/forms/definitions/index.ts";

const documented = [...readFileSync("docs/problems.md", "utf8").matchAll(/^\| `([a-z_]+)`\s*\| (.*?) *\|$/gm)].map(
  ([, code = "", rest = ""]) => ({ code, cells: rest.split(/ *\| */) }),
);
const sources = ["src/survey", "src/forms", "src/tools", "scripts"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((it) => /\.tsx?$/.test(it) && !/\.test\.tsx?$/.test(it) && !it.endsWith("trial-form.ts"))
      .map((it) => join(folder, it)),
  )
  .map((path) => readFileSync(path, "utf8"));

/** Codes as they stand in the source, and beginnings of those that are put together. */
function written(): { whole: Set<string>; begun: Set<string> } {
  const found = (pattern: RegExp) =>
    new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, code = ""]) => code)));
  return {
    whole: new Set([
      ...found(/\bcode: (?:\w+ === \w+ \? )?"([a-z][a-z_]+)"/g),
      ...found(/\b(?:refuse|Refusal)\(\s*"([a-z_]+)"/g),
      ...forms.flatMap((form) => (form.rules ?? []).map((it) => it.code)),
    ]),
    begun: found(/\bcode: `([a-z_]+)\$\{/g),
  };
}

/** How bad each code is, where the source says it beside the code: a rule, a literal with its severity, a fault of a cell or file, which is an error. */
function severities(): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>();
  const add = (code: string | undefined, severity: string) => {
    if (code !== undefined) said.set(code, (said.get(code) ?? new Set()).add(severity));
  };
  for (const rule of forms.flatMap((form) => form.rules ?? [])) add(rule.code, words[rule.severity]);
  const one = String.raw`\bcode: (?:\w+ === \w+ \? )?"([a-z_]+)"(?: : "([a-z_]+)")?,[^{}]*?`;
  for (const text of sources) {
    for (const [, code, other, severity] of text.matchAll(new RegExp(`${one}\\bseverity: "(error|warning)"`, "g")))
      for (const it of [code, other]) add(it, words[severity as keyof typeof words]);
    for (const [, code, other] of text.matchAll(new RegExp(`${one}\\bfault\\b`, "g")))
      for (const it of [code, other]) add(it, words.error);
    for (const [, code] of text.matchAll(/\b(?:refuse|Refusal)\(\s*"([a-z_]+)"/g)) add(code, words.error);
  }
  return said;
}
const words = { error: "错误", warning: "提醒" } as const;

test("every code of a problem stands in the table", () => {
  const { whole, begun } = written();
  expect(whole.size).toBeGreaterThan(80);
  const codes = documented.map((it) => it.code);
  expect([...whole].filter((it) => !codes.includes(it))).toEqual([]);
  expect([...begun].filter((it) => !codes.some((code) => code.startsWith(it)))).toEqual([]);
});

test("the table has no code that is no longer used, each once, in order, with what it means and what to do", () => {
  const { whole, begun } = written();
  const used = (code: string) =>
    whole.has(code) ||
    [...begun].some((it) => code.startsWith(it)) ||
    sources.some((text) => text.includes(`"${code}"`) || text.includes(`\`${code}\``));
  const codes = documented.map((it) => it.code);
  expect(codes.filter((it) => !used(it))).toEqual([]);
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const { code, cells } of documented) {
    expect(cells, code).toHaveLength(4);
    expect(cells[0], code).toMatch(/^(错误|提醒|错误或提醒)$/);
    for (const cell of cells) expect(cell, code).not.toBe("");
  }
});

test("the table says how bad each is, as the source does", () => {
  const said = severities();
  const documentedOnes = documented.filter(({ code }) => said.has(code));
  expect(documentedOnes.length).toBeGreaterThan(140);
  for (const { code, cells } of documentedOnes)
    expect(cells[0], code).toBe([...(said.get(code) ?? [])].sort().reverse().join("或"));
});
