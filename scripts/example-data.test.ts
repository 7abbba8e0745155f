import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { exampleData } from "./example-data.ts";

const filesIn = (folder: string) =>
  ["2026-spring", "2026-autumn", "mistakes"].flatMap((it) =>
    readdirSync(join(folder, it))
      .sort()
      .map((name) => join(folder, it, name)),
  );

test("the committed example files are what the seed gives today, byte for byte", async () => {
  const root = mkdtempSync(join(tmpdir(), "qianshou-example-"));
  const [committed, written] = [join("data", "example"), join(root, "data", "example")];
  mkdirSync(written, { recursive: true });
  cpSync(join(committed, "site.json"), join(written, "site.json"));
  const said: string[] = [];
  const voice = (line: string) => void said.push(line);
  expect(await exampleData([], { root, env: {}, today: "2026-11-25", print: voice, tell: voice })).toBe(0);
  expect(filesIn(written).map((it) => relative(written, it))).toEqual(
    filesIn(committed).map((it) => relative(committed, it)),
  );
  for (const file of filesIn(written))
    expect(readFileSync(file).equals(readFileSync(join(committed, relative(written, file)))), file).toBe(true);
  expect(said.join("\n")).toContain("种子");
  rmSync(root, { recursive: true, force: true });
});

test("every number of an example file is of the block that belongs to nobody", () => {
  for (const file of filesIn(join("data", "example"))) {
    const text = new TextDecoder("gb18030").decode(readFileSync(file));
    for (const [id] of text.matchAll(/(?<!\d)\d{17}[\dX](?!\d)/g)) expect(id.startsWith("990000"), file).toBe(true);
    for (const [phone] of text.matchAll(/(?<![\dX])1[3-9]\d{9}(?!\d)/g))
      expect(phone.startsWith("1990000"), file).toBe(true);
  }
});
