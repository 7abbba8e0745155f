import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gb18030 } from "../../scripts/gb18030.ts";
import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { checkCharacter } from "../../src/forms/identity.ts";
import { writeRows } from "../../src/forms/sheet.ts";
import { readWorkbook } from "../read-workbook.ts";
import { type Child } from "../../src/survey/populations.ts";
import { summarise } from "../../src/survey/summary.ts";
import { summaryWorkbook } from "../../src/survey/summary-workbook.ts";
import { writeCsv } from "../../src/templates/csv.ts";
import { textOfPdf } from "../site/strings.ts";
import { openSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site: Awaited<ReturnType<typeof openSite>>;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

function child(order: number, over: Partial<Child> = {}): Child {
  const first = `99000020150312${String(order * 2 + 1).padStart(3, "0")}`;
  const child_name = `甲娃${String.fromCodePoint(0x5000 + order)}`;
  return { ...(childCensus.example as Child), child_name, id_number: first + checkCharacter(first), ...over };
}
const csv = (records: readonly Child[]) => writeCsv(writeRows(childCensus, records));
/** As they arrive: one of WPS in GB18030; one in UTF-8 with a child twice, one refused and one row that is wrong. */
const arrived = [
  {
    name: "一小.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(gb18030(csv([child(1), child(2), child(3)]).replace("\ufeff", ""))),
  },
  {
    name: "二小.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      csv([
        child(3),
        child(4, { area_code: "990000102201", consent_status: "5" }),
        child(5, { guardian_type: "09" }),
        child(6, { sex: "2" }),
      ]),
    ),
  },
];

async function open(context: BrowserContext): Promise<{ page: Page; requests: string[] }> {
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (it) => requests.push(`${it.method()} ${it.url()} ${it.postData() ?? ""}`));
  await page.goto(`${site.origin}/tools/summary/`);
  await page.waitForFunction(() => document.querySelector("astro-island[ssr]") === null);
  return { page, requests };
}
const choose = (page: Page, files: typeof arrived) => page.locator("input[type=file]").setInputFiles(files);
const finished = (page: Page) =>
  page
    .getByRole("status")
    .getByText(/^读了 \d+ 个文件、/)
    .waitFor();

describe("/tools/summary/", () => {
  test("counts on a phone, shows checks and what was left out, names nobody, sends and keeps nothing", async () => {
    const context = await site.browser.newContext({ viewport: { width: 360, height: 740 }, acceptDownloads: true });
    const { page, requests } = await open(context);
    await page.getByLabel("批次").selectOption("2026-autumn");
    await choose(page, arrived);
    await finished(page);
    const said = await page.locator(".summary").innerText();
    expect(said).toContain("读了 2 个文件、7 行：1 行没有读入，1 行重复。");
    expect(said).toMatch(/勾稽核对 \d+ 项，全部相符/);
    expect(said).toContain("合计：5 名");
    expect(said).toContain("监护人不同意公开统计的 1 名");
    expect(said).toMatch(/无人照护.*当天报告/);
    expect(said).toContain("重复 二小.csv 第 2 行");
    expect(said).toMatch(/没有读入 二小\.csv 第 5 行/);
    expect(said).not.toContain("甲娃");

    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "存汇总表" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("示例-内部使用-不得公开-排查汇总-2026-09-30-按乡镇.xlsx");
    const bytes = readFileSync(await saved.path());
    const ours = await summaryWorkbook(
      await summarise(
        arrived.map(({ name, buffer }) => ({ file: name, bytes: () => new Uint8Array(buffer) })),
        { referenceDate: "2026-09-30", population: "lbc_civil", by: "township", areas: [] },
      ),
    );
    const cells = async (of: Uint8Array) => (await readWorkbook("x.xlsx", of)).map((it) => [it.sheet, it.rows]);
    expect(await cells(bytes)).toEqual(await cells(ours));

    await page.locator("summary").first().click();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // @ts-expect-error axe puts itself on window
      const { violations } = await window.axe.run();
      return violations.map((it: { id: string; nodes: { html: string }[] }) => `${it.id}: ${it.nodes[0]?.html ?? ""}`);
    });
    expect(violations).toEqual([]);

    expect(requests.filter((it) => !it.startsWith(`GET ${site.origin}/`) && !it.startsWith("GET blob:"))).toEqual([]);
    expect(requests.join("\n")).not.toMatch(/甲娃|9900002015/);
    const keptHere = await page.evaluate(async () => {
      const caught: string[] = [
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
        document.cookie,
      ];
      caught.push(JSON.stringify(await indexedDB.databases()));
      for (const name of await caches.keys())
        for (const it of await (await caches.open(name)).keys()) caught.push(it.url);
      return caught.join("\n");
    });
    expect(keptHere).not.toMatch(/甲娃|9900002015|一小|合计/);

    await page.getByLabel("排到哪一级").selectOption("school");
    await page.getByRole("rowheader", { name: "青禾镇中心小学" }).first().waitFor();
    await page.getByRole("button", { name: "清空" }).click();
    expect(await page.getByText("合计：").count()).toBe(0);
    await context.close();
  });

  test("real and invented children together: no file", async () => {
    const context = await site.browser.newContext();
    const { page } = await open(context);
    const real = "姓名,性别,出生日期,区划代码,父亲状态,母亲状态\n王小真,男,2015-03-12,522000101201,外出务工,外出务工\n";
    await choose(page, [...arrived, { name: "真.csv", mimeType: "text/csv", buffer: Buffer.from(real) }]);
    await finished(page);
    expect(await page.getByRole("status").innerText()).toContain("不能一起汇总");
    expect(await page.getByRole("button", { name: "存汇总表" }).count()).toBe(0);
    await context.close();
  });

  test("on paper: the mark and the figures, not the buttons nor the command", async () => {
    const context = await site.browser.newContext();
    const { page } = await open(context);
    await choose(page, arrived);
    await finished(page);
    const text = (await textOfPdf(await page.pdf({ format: "A4" }))).replace(/\s/g, "");
    expect(text).toContain("内部使用，不得公开");
    expect(text).toContain("排查汇总表");
    expect(text).not.toContain("存汇总表");
    expect(text).not.toContain("npmrunsummary");
    await context.close();
  });

  test("again without a network", async () => {
    const context = await site.browser.newContext();
    const { page } = await open(context);
    await page.getByText("已可离线使用").waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.waitForFunction(() => document.querySelector("astro-island[ssr]") === null);
    await choose(page, arrived);
    await finished(page);
    expect(await page.locator(".summary").innerText()).toContain("合计：5 名");
    await context.close();
  });

  test("without scripts the page says how else", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/tools/summary/`);
    const text = await page.locator("main").innerText();
    expect(text).toContain("不得公开");
    expect(text).toContain("npm run summary -- --in");
    expect(text).toContain("这里不能汇总");
    await context.close();
  });
});
