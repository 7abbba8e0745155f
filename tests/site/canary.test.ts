import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync, zipSync } from "fflate";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumArguments, findChromium } from "../../scripts/chromium.ts";
import { gb18030 } from "../../scripts/gb18030.ts";
import { checkCharacter } from "../../src/forms/identity.ts";
import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { writeRows } from "../../src/forms/sheet.ts";
import { copyOfProject, runIn } from "./copy.ts";
import { searchTree } from "./strings.ts";

// Unmistakable: these characters stand together nowhere in the project, the ids are in no example file.
const name = "仝鸰鹓";
const address = "鹓鸰坳";
const phone = "19900097531";
const ids = Array.from({ length: 30 }, (_, at) => withCheck(`99000020150417${String(900 + at)}`));
function withCheck(first: string): string {
  return first + checkCharacter(first);
}
const words = [name, address, phone, ...ids];

/** Thirty children, so that published figures must move when the file is read. */
function canaryFile(): string {
  const records = ids.map((id_number, at) => ({
    ...childCensus.example,
    child_name: `${name}${"甲乙丙丁戊己庚辛壬癸"[at % 10] ?? ""}`,
    id_number,
    sex: Number(id_number[16]) % 2 === 1 ? ("1" as const) : ("2" as const),
    birth_date: "2015-04-17",
    guardian_phone: phone,
    address_detail: `${address}${String(at)}号`,
  }));
  const rows = writeRows(childCensus, records);
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
}

describe("a child's name, ID number, phone and address put into a survey file", () => {
  const root = process.cwd();
  let copy = "";
  let statistics = { code: null as number | null, said: "" };
  let build = { code: null as number | null, said: "" };

  beforeAll(() => {
    copy = copyOfProject(root);
    const file = canaryFile();
    writeFileSync(join(copy, "data/example/2026-autumn/示例_金丝雀.csv"), `\ufeff${file}`);
    mkdirSync(join(copy, "data/private/2026-autumn"), { recursive: true });
    writeFileSync(join(copy, "data/private/2026-autumn/canary.csv"), file);
    statistics = runIn(copy, "statistics.ts", ["--round", "2026-autumn"]);
    build = runIn(copy, "build.ts", ["--force"]);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("is read and counted: a new version is published", () => {
    expect(statistics.said).toContain("example-2026-autumn.v2");
    expect(statistics.code).toBe(0);
    expect(build.code, build.said).toBe(0);
  });

  test("stands in what was read, so that the search can find it", async () => {
    expect((await searchTree(join(copy, "data/example/2026-autumn"), words)).length).toBeGreaterThanOrEqual(
      words.length,
    );
  });

  test("is in no byte of dist/", async () => {
    expect(await searchTree(join(copy, "dist"), words)).toEqual([]);
  });

  test("is in no byte of data/published/", async () => {
    expect(await searchTree(join(copy, "data/published"), words)).toEqual([]);
  });

  test("is in nothing the commands said", () => {
    for (const word of words) expect(statistics.said + build.said).not.toContain(word);
  });
});

describe("the search for such strings", () => {
  const folder = join(process.cwd(), ".cache", "planted");
  const plant: Record<string, Uint8Array> = {
    "utf-8.html": Buffer.from(`<p>${name}</p>`),
    "utf-16le.txt": Buffer.from(`\ufeff${name}`, "utf16le"),
    "utf-16be.txt": Buffer.from(`\ufeff${name}`, "utf16le").swap16(),
    "gb18030.csv": gb18030(`姓名,${name}`),
    "escape.js": Buffer.from(
      `"${[...name].map((it) => `\\u${(it.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join("")}"`,
    ),
    "entity.html": Buffer.from([...name].map((it) => `&#x${(it.codePointAt(0) ?? 0).toString(16)};`).join("")),
    "decimal.html": Buffer.from([...name].map((it) => `&#${String(it.codePointAt(0))};`).join("")),
    "percent.html": Buffer.from(`?q=${encodeURIComponent(name)}`),
    "sheet.xlsx": zipSync({ "xl/deep.zip": zipSync({ "a.xml": Buffer.from(`<t>${name}</t>`) }) }),
    "data.json.gz": gzipSync(Buffer.from(name)),
    [`${name}.txt`]: Buffer.from("a name of a file"),
  };

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    for (const [file, bytes] of Object.entries(plant)) writeFileSync(join(folder, file), bytes);
    const browser = await chromium.launch({
      executablePath: findChromium(process.env) ?? "chromium",
      args: chromiumArguments,
    });
    const page = await browser.newPage();
    await page.setContent(`<p>${name}</p>`);
    await page.pdf({ path: join(folder, "sheet.pdf") });
    await browser.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([...Object.keys(plant), "sheet.pdf"])("finds one planted in %s", async (file) => {
    const found = await searchTree(folder, [name]);
    expect(found.some((it) => it.path.startsWith(join(folder, file)))).toBe(true);
  });
});
