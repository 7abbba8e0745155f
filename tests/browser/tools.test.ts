import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../scripts/check.ts";
import { gb18030 } from "../../scripts/gb18030.ts";
import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { checkCharacter } from "../../src/forms/identity.ts";
import { writeRows } from "../../src/forms/sheet.ts";
import { writeWorkbook } from "../../src/forms/workbook.ts";
import { readWorkbook } from "../read-workbook.ts";
import { writeCsv } from "../../src/templates/csv.ts";
import { textOfPdf } from "../site/strings.ts";
import { openSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site: Awaited<ReturnType<typeof openSite>>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "qianshou-tools-"));
  site = await openSite();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site.close();
});

const phone = { width: 360, height: 740 };
const today = "2026-11-30";
type Sitting = { readonly page: Page; readonly context: BrowserContext; readonly requests: string[] };

async function opened(viewport = phone): Promise<Sitting> {
  const context = await site.browser.newContext({ viewport, acceptDownloads: true });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (it) => requests.push(`${it.method()} ${it.url()} ${it.postData() ?? ""}`.trim()));
  await page.clock.setFixedTime(`${today}T10:00:00+08:00`);
  await page.goto(`${site.origin}/tools/check/`);
  await ready(page);
  return { page, context, requests };
}

const ready = (page: Page) => page.locator(".check input[type=file]:enabled").waitFor({ state: "attached" });

type Chosen = { readonly name: string; readonly content: Uint8Array };
async function choose(page: Page, ...files: readonly Chosen[]): Promise<void> {
  await page.locator(".check input[type=file]").setInputFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(content),
    })),
  );
  await page.locator(".check .total").waitFor();
}

/** What the command says of the same files: a line a file, then its problems. */
async function said(...files: readonly Chosen[]): Promise<{ lines: string[]; rows: number }> {
  const printed: string[] = [];
  let rows = 0;
  for (const { name, content } of files) {
    writeFileSync(join(folder, name), content);
    const run = async (args: readonly string[]) => {
      const lines: string[] = [];
      await check([name, ...args], { root: folder, env: {}, today, print: (it) => lines.push(it), tell: () => {} });
      return lines;
    };
    printed.push(...(await run([])).filter((it) => /^ {2}(错误|提醒) /.test(it)).map((it) => it.trim()));
    rows += (JSON.parse((await run(["--json"]))[0] ?? "{}") as { rows: number }).rows;
  }
  return { lines: printed, rows };
}

/** Figures to look at, not to pass or fail by. */
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const shown = async (page: Page) => (await page.locator(".check .words").allTextContents()).map((it) => it.trim());

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // @ts-expect-error axe puts itself on window
    const { violations } = await window.axe.run();
    return violations.map((it: { id: string; nodes: { html: string }[] }) => `${it.id}: ${it.nodes[0]?.html ?? ""}`);
  });
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function saveAs(page: Page, name: RegExp): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

const idOf = (n: number) => {
  const first = `99000020150312${String((n % 499) * 2 + 1).padStart(3, "0")}`;
  return first + checkCharacter(first);
};
const wrongId = `${idOf(1).slice(0, 17)}${idOf(1).endsWith("0") ? "1" : "0"}`;

/** From WPS: a title, headings of its own, an extra column, mistakes in several rows. */
const fromWps: Chosen = {
  name: "学校03.csv",
  content: gb18030(
    [
      "青禾镇中心小学排查表,,,,,,,",
      "序号,学生姓名,性别,出生日期,身份证号,父亲状态,母亲状态,班主任意见",
      `1,张小满,男,2015-03-12,${idOf(0)},外出务工,在家,好`,
      `2,李禾苗,男,2015-03-12,${wrongId},外出务工,在家,`,
      `3,王谷雨,男,2015.13.12,,外出务工,在家,`,
      `4,赵立秋,男,2015-03-12,${wrongId},很远,在家,`,
      `5,,男,2015-03-12,,外出务工,在家,`,
    ].join("\r\n"),
  ),
};

/** A workbook with a title and a heading of two levels, merged, as offices make them. */
async function twoLevels(): Promise<Chosen> {
  const rows = [
    ["留守儿童排查表", null, null, null, null, null, null, null],
    ["姓名", "性别", "出生日期", "身份证号", "父亲", null, "母亲", null],
    [null, null, null, null, "状态", "务工地", "状态", "务工地"],
    ["张小满", "男", "2015-03-12", idOf(0), "外出务工", "省外", "在家", null],
    ["李禾苗", "男", "2015-03-12", wrongId, "外出务工", "省外", "在家", null],
    ["王谷雨", "不知", "2015-03-12", null, "外出务工", "省外", "在家", null],
  ];
  const down = [0, 1, 2, 3].map((at) => ({ startRow: 1, endRow: 2, startCol: at, endCol: at }));
  const across = [4, 6].map((at) => ({ startRow: 1, endRow: 1, startCol: at, endCol: at + 1 }));
  const title = { startRow: 0, endRow: 0, startCol: 0, endCol: 7 };
  const sheet = { name: "一年级", rows, merges: [title, ...down, ...across] };
  return { name: "学校04.xlsx", content: await writeWorkbook("排查表", [sheet]) };
}

describe("checking files on the own device", () => {
  test("says the same as the command of GB18030 from WPS and of a workbook with a heading of two levels", async () => {
    const files = [fromWps, await twoLevels()];
    const { page, context } = await opened();
    await choose(page, ...files);
    const command = await said(...files);
    expect(command.rows).toBe(8);
    expect(command.lines.length).toBeGreaterThan(5);
    expect(await shown(page)).toEqual(command.lines);
    expect(await page.locator(".check .total").textContent()).toContain("读到 8 条");
    await context.close();
  });

  test("fits a phone, is accessible, asks nobody else, sends and keeps nothing", async () => {
    const { page, context, requests } = await opened();
    expect(await faultsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await choose(page, fromWps, await twoLevels());
    for (const summary of await page.locator(".check summary").all()) await summary.click();
    expect(await faultsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await saveAs(page, /标好的/);
    expect(
      await page.$$eval(
        ".check button, .check summary, .check select, .check .only label, .check label.button",
        (all) =>
          all
            .filter((it) => it.getBoundingClientRect().height > 0 && it.getBoundingClientRect().height < 43.5)
            .map((it) => it.outerHTML.slice(0, 80)),
      ),
    ).toEqual([]);
    expect(requests.filter((it) => !it.startsWith(`GET ${site.origin}/`) && !it.startsWith("GET blob:"))).toEqual([]);
    expect(requests.filter((it) => /\s\S+\s\S/.test(it))).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).toBe("{}");
    expect(await page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBe(0);
    const cached = await page.evaluate(async () => {
      const found: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
      return found;
    });
    for (const url of cached) expect(url).toMatch(/\/(_astro|tools)\//);
    await context.close();
  });

  test("shows rows beside what is wrong with them, marked, and which column was read as which", async () => {
    const { page, context } = await opened({ width: 1200, height: 900 });
    await choose(page, fromWps);
    const result = page.locator(".file-result");
    expect(await result.locator("h2").textContent()).toBe("学校03.csv");
    expect(await result.textContent()).toContain("5 行：1 行可用，4 行要改");
    const rows = result.locator(".scroll tbody tr");
    expect(await rows.locator("th").allTextContents()).toEqual(["4", "5", "6", "7"]);
    expect(await rows.first().locator("td.error").textContent()).toContain(wrongId);
    await result.locator("li", { hasText: "末位校验码" }).getByRole("button", { name: "看这几行" }).click();
    expect(await rows.locator("th").allTextContents()).toEqual(["4", "6"]);
    await page.getByLabel("只看提醒").check();
    expect(await page.locator(".groups .error").count()).toBe(0);
    await result.locator("summary").click();
    const matched = result.locator("details");
    expect(await matched.textContent()).toContain("没有读的列：A 序号、H 班主任意见");
    expect(await matched.locator("tbody tr").allTextContents()).toContain("E身份证号公民身份号码");
    await context.close();
  });

  test("saves the file with marks and the good records alone", async () => {
    const { page, context } = await opened();
    await choose(page, fromWps);
    const marked = await saveAs(page, /标好的/);
    expect(marked.name).toBe("学校03-核对结果.xlsx");
    const [sheet] = await readWorkbook(marked.name, marked.content);
    expect(sheet?.rows[2]).toContain(idOf(0));
    expect(sheet?.rows[3]?.at(-1)).toContain("末位校验码不对");
    for (const name of [/可用的 1 条（Excel）/, /可用的 1 条（CSV）/]) {
      const clean = await saveAs(page, name);
      expect(clean.name).toMatch(/^学校03-可用\.(xlsx|csv)$/);
      const [list] = clean.name.endsWith("xlsx")
        ? await readWorkbook(clean.name, clean.content)
        : [
            {
              rows: clean.content
                .toString("utf8")
                .split("\r\n")
                .map((it) => it.split(",")),
            },
          ];
      expect(list?.rows[1]?.[0]).toBe("张小满");
      expect(JSON.stringify(list?.rows)).not.toContain("李禾苗");
    }
    await context.close();
  });

  test("checks again for another form or day, and can be cleared", async () => {
    const { page, context } = await opened();
    const late = "姓名,性别,出生日期,父亲状态,母亲状态\n张小满,男,2026-10-12,外出务工,在家";
    await choose(page, { name: "a.csv", content: Buffer.from(late) });
    expect(await page.locator(".groups .error").count()).toBe(0);
    await page.getByLabel("按哪一天核对").selectOption("2026-autumn");
    await page.locator(".groups .error", { hasText: "出生日期" }).waitFor();
    await page.getByLabel("哪一张表").selectOption("talk-record");
    await page.locator(".groups .error", { hasText: "谈心日期" }).waitFor();
    await page.getByRole("button", { name: "清空" }).click();
    expect(await page.locator(".file-result").count()).toBe(0);
    await context.close();
  });

  test("says what a file is that cannot be read, and points to 110 where an answer calls for it", async () => {
    const { page, context } = await opened();
    const harm = readFileSync("data/example/mistakes/示例_需要立即处理.csv");
    await choose(page, { name: "空.csv", content: Buffer.alloc(0) }, { name: "急.csv", content: harm });
    const results = page.locator(".file-result");
    expect(await results.first().textContent()).toContain("文件是空的，请重新导出");
    expect(await results.first().locator("button").count()).toBe(0);
    expect(await page.locator(".danger-note a").first().getAttribute("href")).toBe("tel:110");
    await context.close();
  });

  test("prints the list of problems and nothing else of the page", async () => {
    const { page, context } = await opened();
    await choose(page, fromWps);
    const words = (await textOfPdf(await page.pdf({ preferCSSPageSize: true }))).replace(/\s/g, "");
    for (const line of await shown(page)) expect(words).toContain(line.replace(/\s/g, "").slice(0, 20));
    for (const other of ["常见的错和改法", "选择文件", "张小满", wrongId]) expect(words).not.toContain(other);
    await context.close();
  });

  test("goes on without a network after one visit, both pages", async () => {
    const { page, context } = await opened();
    await page.getByText("已可离线使用").waitFor();
    await context.setOffline(true);
    await page.reload();
    await ready(page);
    await choose(page, fromWps);
    expect(await shown(page)).toEqual((await said(fromWps)).lines);
    expect((await saveAs(page, /标好的/)).content.subarray(0, 2).toString()).toBe("PK");
    await saveAs(page, /可用的 1 条（Excel）/);
    await page.goto(`${site.origin}/tools/`);
    expect(await page.textContent("h1")).toBe("在自己的设备上办");
    await context.close();
  });

  test("reads 5,000 rows while the page goes on; can be stopped", async () => {
    const { page, context } = await opened();
    const records = Array.from({ length: 5000 }, (_, n) => ({
      ...childCensus.example,
      child_name: `孩${"零一二三四五六七八九"[n % 10] ?? ""}`,
      sex: "1" as const,
      birth_date: "2015-03-12",
      id_number: n % 50 === 7 ? wrongId : idOf(n),
    }));
    const big = { name: "全县.csv", content: Buffer.from(writeCsv(writeRows(childCensus, records as never))) };
    await page.evaluate(() => {
      let last = performance.now();
      const look = () => {
        const now = performance.now();
        document.body.dataset["still"] = String(Math.max(Number(document.body.dataset["still"] ?? 0), now - last));
        last = now;
        requestAnimationFrame(look);
      };
      look();
    });
    const began = performance.now();
    await choose(page, big);
    const waited = performance.now() - began;
    const still = await page.evaluate(() => document.body.dataset["still"]);
    tell(
      `5,000 rows: ${String(Math.round(waited))} ms from choosing to the list (the page says: ${(await page.locator(".check .total").textContent()) ?? ""}), longest standstill ${String(Math.round(Number(still)))} ms`,
    );
    expect(await page.locator(".file-result").textContent()).toContain("5000 行：4900 行可用，100 行要改");
    const saving = performance.now();
    await saveAs(page, /标好的/);
    tell(`marked workbook of 5,000 rows: ${String(Math.round(performance.now() - saving))} ms`);
    await page
      .locator(".check input[type=file]")
      .setInputFiles(
        Array.from({ length: 5 }, (_, n) => ({ name: `${n}.csv`, mimeType: "text/csv", buffer: big.content })),
      );
    await page.getByRole("button", { name: "停下" }).click();
    expect(await page.locator(".check .busy").count()).toBe(0);
    await page.waitForTimeout(500);
    expect(await page.locator(".file-result").count()).toBe(0);
    await context.close();
  });

  test("without scripts says so, and how else", async () => {
    const context = await site.browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/tools/check/`);
    const words = await page.textContent("main");
    for (const it of ["脚本没有打开", "npm run check", "常见的错和改法", "不上传"]) expect(words).toContain(it);
    expect(await page.locator('a[href$="/child-census.xlsx"]').count()).toBe(1);
    await context.close();
  });
});
