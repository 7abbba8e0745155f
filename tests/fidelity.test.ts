import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readLibrary } from "../src/plans/library.ts";

// From the bytes of the source to the 25 published texts, by a way of its own: spans are found by the headings of the
// collection, edits and redactions are applied here, and the published side has its full-width rule undone.
const root = process.cwd();
const bytes = readFileSync(join(root, "seeds/000_7e5ebcd5ba73c1d5.txt"));
const seed = [...bytes.toString("utf8")];
const json = (file: string): unknown => JSON.parse(readFileSync(join(root, "data/plans", file), "utf8"));
const change = z.object({ plan: z.string(), start: z.int(), end: z.int() });
const { edits, declined } = z
  .object({ edits: z.array(change.extend({ found: z.string(), fix: z.string() })), declined: z.array(change) })
  .parse(json("corrections.json"));
const cuts = z.array(change.extend({ sha256: z.string(), kind: z.string() })).parse(json("redactions.json"));
const shown: Record<string, string> = { person: "〔姓名〕", email: "〔邮箱〕", incident: "〔此处略去一起真实事件〕" };

const folder = join(root, "data/plans");
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`data/plans/${name}`, readFileSync(join(folder, name), "utf8")]),
);
const library = readLibrary(files);
const numbers = Array.from({ length: 25 }, (_, at) => String(at + 1).padStart(2, "0"));

/** Paragraphs of plan `number` as the source and the lists of changes say they must read, in half-width marks. */
function expected(number: string): string[] {
  const text = seed.join("");
  const from = new RegExp(`篇${String(Number(number))}\\n\\n`).exec(text);
  const start = (from?.index ?? Number.NaN) + (from?.[0].length ?? 0);
  const rest = text.slice(start);
  const end = start + rest.search(/\n\n留守儿童一对一帮扶方案 篇\d+\n\n|\n\n大家都在看$/);
  const pieces: string[] = [];
  let at = start;
  const changes = [
    ...edits.map((it) => ({ ...it, by: it.fix })),
    ...cuts.map((it) => ({ ...it, by: shown[it.kind] ?? "" })),
  ]
    .filter((it) => it.plan === number)
    .sort((a, b) => a.start - b.start);
  for (const it of changes) {
    expect(it.start).toBeGreaterThanOrEqual(at);
    expect(it.end).toBeLessThanOrEqual(end);
    pieces.push(text.slice(at, it.start), it.by);
    at = it.end;
  }
  return [...pieces, text.slice(at, end)].join("").split("\n\n");
}

const half: Record<string, string> = { "，": ",", "：": ":", "；": ";", "？": "?", "（": "(", "）": ")" };
/** Paragraphs as the pages show them, with the rule of full-width punctuation undone. */
function published(number: string, from = library): string[] {
  return from
    .plan(number)
    .clauses.flatMap((clause) => [...(clause.heading === null ? [] : [clause.heading]), ...clause.paragraphs])
    .map((words) => words.replace(/[，：；？（）]/g, (it) => half[it] ?? it));
}

describe("the source", () => {
  test("is the document that was given, byte for byte", () => {
    expect(bytes.length).toBe(97132);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(
      "163bf7be5b0a110b2cd04f74b5760c8dbc0f8e100c35217da4ed8288f63c443d",
    );
  });
  test("has none of the full-width marks, so that undoing the rule is exact", () => {
    expect(/[，：；？（）]/.test(seed.join(""))).toBe(false);
  });
  test("holds at each place what the list of corrections says it found", () => {
    for (const it of edits) expect(seed.slice(it.start, it.end).join(""), String(it.start)).toBe(it.found);
    expect(edits.length).toBe(198);
    expect(declined.length).toBe(14);
  });
  test("holds at each redaction what its SHA-256 stands for", () => {
    for (const it of cuts) {
      const there = seed.slice(it.start, it.end).join("");
      expect(createHash("sha256").update(there).digest("hex")).toBe(it.sha256);
    }
    expect(cuts.length).toBe(33);
  });
});

describe("the published texts", () => {
  test.each(numbers)(
    "plan %s is the source's text plus the listed corrections and redactions, nothing else",
    (number) => {
      expect(published(number)).toEqual(expected(number));
    },
  );

  test.each(numbers)("plan %s fails when one of its characters changes", (number) => {
    const carrier = library.plan(number).copyOf ?? number;
    const path = `data/plans/${carrier}.md`;
    // Without the records that quote it, or reading would stop at the quotation before the texts are compared.
    const text = (files[path] ?? "").replace(/^records:\n(?: .*\n)+/m, "");
    const at = text.lastIndexOf("的");
    const changed = readLibrary({ ...files, [path]: `${text.slice(0, at)}地${text.slice(at + 1)}` });
    expect(published(number, changed)).not.toEqual(expected(number));
  });

  test("are fifteen different ones, and a copy carries the ids of the text it copies", () => {
    const fromSource = library.canonical.filter((it) => numbers.includes(it.id));
    expect(fromSource.map((it) => it.id).join(" ")).toBe("01 02 03 04 05 06 07 10 11 17 18 20 21 24 25");
    expect(library.clause("12#3.5")?.id).toBe("04#3.5");
    expect(library.clause("19#3.1")?.id).toBe("21#3.1");
  });

  test("have lasting clause ids", async () => {
    const ids = library.canonical.flatMap(({ clauses }) =>
      clauses.map((it) => `${it.id}  ${(it.heading ?? it.paragraphs[0] ?? "").slice(0, 24)}`),
    );
    await expect(`${ids.join("\n")}\n`).toMatchFileSnapshot("clauses.txt");
  });
});

test("no name, e-mail or incident of the source stands in any other tracked text of the project", () => {
  const words = [...new Set(cuts.map((it) => seed.slice(it.start, it.end).join("")))];
  expect(words.length).toBe(25);
  const texts = ["data", "src", "docs", "scripts", "tests", "."].flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true, recursive: top !== "." })
      .filter(
        (entry) =>
          entry.isFile() &&
          /\.(md|json|ts|tsx|astro|mjs|txt|csv|css)$/.test(entry.name) &&
          entry.name !== "package-lock.json",
      )
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const found = texts.filter((path) => {
    const text = readFileSync(path, "utf8");
    return words.some((word) => text.includes(word));
  });
  expect(found).toEqual([]);
});
