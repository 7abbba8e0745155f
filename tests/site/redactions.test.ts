import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { searchTree } from "./strings.ts";

const root = process.cwd();
const redactions = z
  .array(z.object({ plan: z.string().or(z.number()), start: z.int(), end: z.int(), kind: z.string() }))
  .parse(JSON.parse(readFileSync(join(root, "data/plans/redactions.json"), "utf8")));

test("no real name, e-mail address or incident text of the source is in any byte of dist/", async () => {
  const seed = [...readFileSync(join(root, "seeds/000_7e5ebcd5ba73c1d5.txt"), "utf8")];
  const words = [...new Set(redactions.map(({ start, end }) => seed.slice(start, end).join("")))];
  expect(words.length).toBeGreaterThan(20);
  expect(await searchTree(join(root, "dist"), words)).toEqual([]);
});
