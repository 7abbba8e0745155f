import { isBuiltin } from "node:module";
import { describe, expect, test } from "vitest";
import { chains, mentionsIn, readSources, resolve, type Mentions } from "./imports.ts";

const root = process.cwd();
const sources = readSources(root, "src");
/** Code that sees records; the commands see them too. */
const record = /^(src\/(survey|disclosure)|scripts)\//;
/** src/tools may use these on the visitor's own files, on the visitor's own device. */
const onDevice =
  /^src\/survey\/(receive(\/[a-z]+)?|check|marked|problems|summary(-workbook)?|register|populations)\.ts$/;

describe("the boundary between records and pages", () => {
  test("no page, statistic or frame reaches a module that sees records, directly or through others", () => {
    const rule = {
      from: /^src\/(pages|statistics|site|search|plans|programme|templates)\//,
      forbidden: record,
      gates: /^src\/tools\//,
    };
    expect(chains(root, sources, rule)).toEqual([]);
  });

  test("tools reach only receiving, matching and checking", () => {
    const reached = chains(root, sources, { from: /^src\/tools\//, forbidden: record });
    expect(reached.filter((chain) => !onDevice.test(chain.split(" → ").at(-1) ?? ""))).toEqual([]);
  });

  test("nothing under src names a folder of records", () => {
    const naming = [...sources].filter(([, mentions]) =>
      mentions.strings.some((it) => /data\/(private|example)/.test(it)),
    );
    expect(naming.map(([path]) => path)).toEqual([]);
  });

  test("pages read data only from the published and written folders", () => {
    const allowed =
      /^data\/(plans|measures|notes|urgent|reference|published)\/|^data\/(site\.json|calendar\.yaml|glossary\.yaml|pages\.yaml)$/;
    const reads = [...sources].flatMap(([path, { imports }]) =>
      imports.flatMap((it) => resolve(root, path, it)).filter((it) => it.startsWith("data/") && !allowed.test(it)),
    );
    expect(reads).toEqual([]);
  });

  test("everything under src runs without a disk, except the writers that say so", () => {
    const onDisk = [...sources].filter(
      ([path, { imports }]) => !path.startsWith("src/templates/node/") && imports.some((it) => isBuiltin(it)),
    );
    expect(onDisk.map(([path]) => path)).toEqual([]);
  });
});

describe("the check itself", () => {
  const planted = (files: Record<string, string>): Map<string, Mentions> =>
    new Map(Object.entries(files).map(([path, text]) => [path, mentionsIn(text, path)]));
  const rule = { from: /^src\/pages\//, forbidden: record, gates: /^src\/tools\// };

  test.each([
    ["an import", `---\nimport { x } from "../survey/x.ts";\n---\n<p />`],
    ["an import for its type", `---\nimport { type X } from "../survey/x.ts";\n---\n<p />`],
    ["an export from", `---\nexport { x } from "../disclosure/x.ts";\n---\n<p />`],
    ["a dynamic import in a script", `---\n---\n<script>await import("../survey/x.ts");</script>`],
    ["a glob", `---\nconst all = import.meta.glob("/src/survey/receive*", { query: "?raw" });\n---\n`],
    ["an import of a command", `---\nimport { x } from "../../scripts/statistics.ts";\n---\n<p />`],
    ["a raw import", `---\nimport text from "../survey/x.ts?raw";\n---\n`],
  ])("sees %s in a page", (_, page) => {
    expect(chains(root, planted({ "src/pages/a.astro": page }), rule)).not.toEqual([]);
  });

  test("follows a chain through an innocent room", () => {
    const files = planted({
      "src/pages/a.astro": `---\nimport { y } from "../site/y.ts";\n---\n`,
      "src/site/y.ts": `export { z } from "../statistics/z.ts";`,
      "src/statistics/z.ts": `import "../survey/records.ts"; export const z = 1;`,
    });
    expect(chains(root, files, rule)).toEqual([
      "src/pages/a.astro → src/site/y.ts → src/statistics/z.ts → src/survey/records.ts",
    ]);
  });

  test("follows names without an ending, as the build does", () => {
    const files = planted({
      "src/pages/a.astro": `---\nimport { y } from "../site/y";\n---\n`,
      "src/site/y.ts": `export { z } from "../survey/z";`,
    });
    expect(chains(root, files, rule)).toContain("src/pages/a.astro → src/site/y.ts → src/survey/z");
  });

  test("reads many sources, so that an empty result means something", () => {
    expect(sources.size).toBeGreaterThan(20);
  });
});
