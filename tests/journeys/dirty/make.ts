import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { type Case } from "./make/case.ts";
import { containers } from "./make/containers.ts";
import { encodings } from "./make/encodings.ts";
import { exported } from "./make/exports.ts";
import { headingCases } from "./make/headings.ts";
import { lists } from "./make/json.ts";
import { pages } from "./make/pages.ts";
import { rowCases } from "./make/rows.ts";
import { texts } from "./make/text.ts";
import { traps } from "./make/traps.ts";
import { values } from "./make/values.ts";
import { workbooks } from "./make/workbooks.ts";

/**
 * Survey files as they really arrive, one situation a folder: the file in `in/`, what must come of it in `expected.json`.
 * `node tests/journeys/dirty/make.ts` writes them, the same bytes every time; nobody in them exists.
 */
export const cases: readonly Case[] = [
  ...encodings,
  ...texts,
  ...containers,
  ...workbooks,
  ...pages,
  ...lists,
  ...exported,
  ...headingCases,
  ...rowCases,
  ...values,
  ...traps,
];

export const expectedText = (of: Case): Promise<string> =>
  format(JSON.stringify(of.expected), { parser: "json", printWidth: 120 });

if (import.meta.main) {
  const root = import.meta.dirname;
  for (const entry of readdirSync(root, { withFileTypes: true }))
    if (entry.isDirectory() && entry.name !== "make") rmSync(join(root, entry.name), { recursive: true });
  for (const it of cases) {
    mkdirSync(join(root, it.name, "in"), { recursive: true });
    writeFileSync(join(root, it.name, "in", it.file), it.bytes);
    writeFileSync(join(root, it.name, "expected.json"), await expectedText(it));
  }
}
