import { readFileSync } from "node:fs";
import { type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLibrary } from "../../src/plans/library.ts";
import { documentsOf } from "../../src/search/documents.ts";
import { openIndex } from "../../src/search/search.ts";
import { textOfPdf } from "../site/strings.ts";
import { allPages, openSite } from "./site.ts";

let site: { origin: string; browser: Browser; close: () => Promise<void> };
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const phone = { width: 360, height: 740 };
const plans = allPages().filter((path) => /^\/plans\/\d\d\/$/.test(path));
const library = readLibrary(
  Object.fromEntries(
    plans.map((path) => `data/plans/${path.slice(7, 9)}.md`).map((file) => [file, readFileSync(file, "utf8")]),
  ),
);

describe("a reader who searches", () => {
  test("gets the ranking of the command line, with marks, and lands on the clause", async () => {
    const page = await site.browser.newPage({ viewport: phone });
    await page.goto(`${site.origin}/search/?q=${encodeURIComponent("谈心 记录")}`);
    await page.waitForSelector("#results li");
    const shown = await page.$$eval("#results a", (links) => links.map((it) => it.getAttribute("href")));
    const expected = openIndex(documentsOf(library))("谈心 记录", { limit: 20 });
    expect(shown).toEqual(expected.map((hit) => hit.url));
    expect(await page.locator("#results mark").count()).toBeGreaterThan(3);
    expect(await page.textContent("#count")).toBe(`找到 ${String(expected.length)} 条`);
    await page.locator("#results a").first().click();
    await page.waitForURL(`**${expected[0]?.url ?? ""}`);
    expect(await page.locator("section:target").count()).toBe(1);
    await page.close();
  });

  test("types, and the query stays in the address; / focuses, arrows move", async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.origin}/search/`);
    await page.keyboard.press("/");
    await page.keyboard.type("联系卡");
    await page.waitForSelector("#results li");
    expect(new URL(page.url()).searchParams.get("q")).toBe("联系卡");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.closest("#results") !== null)).toBe(true);
    await page.close();
  });

  test("without scripts finds topics that lead to the same places", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    await page.goto(`${site.origin}/search/`);
    await page.locator("#topics dt", { hasText: "控辍保学" }).locator("xpath=following-sibling::dd[1]//a").click();
    expect(new URL(page.url()).pathname).toBe("/plans/21/");
    await context.close();
  });
});

test.each(plans)("%s shows, without scripts, every word of its plan", async (path) => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  const shown = await page.$$eval("article section", (sections) =>
    sections.map((it) => {
      for (const ours of it.querySelectorAll(".anchor, .blank, .ties, .note")) ours.remove();
      return it.textContent.replaceAll(/\s/g, "");
    }),
  );
  const expected = library
    .plan(path.slice(7, 9))
    .clauses.map(({ heading, paragraphs }) => [heading ?? "", ...paragraphs].join("").replaceAll(/\s/g, ""));
  expect(shown).toEqual(expected);
  await context.close();
});

describe("a teacher who looks for what to do", () => {
  test("narrows the plans down in place, and the choice stays in the address", async () => {
    const page = await site.browser.newPage({ viewport: phone });
    await page.goto(`${site.origin}/plans/`);
    const left = () => page.locator(".plans li:visible").count();
    expect(await left()).toBe(15);
    await page.locator('[data-answer="level:class"]').click();
    expect(await left()).toBe(3);
    await page.locator('[data-answer="kind:work-plan"]').press("Enter");
    expect(await left()).toBe(1);
    expect(await page.textContent("#count")).toBe("符合的有 1 篇；再点一次取消");
    expect(new URL(page.url()).searchParams.getAll("by")).toEqual(["level:class", "kind:work-plan"]);
    await page.reload();
    expect(await left()).toBe(1);
    await page.locator('[data-answer="level:class"]').click();
    expect(await left()).toBe(4);
    await page.close();
  });

  test("without scripts goes to a page of each answer", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    await page.goto(`${site.origin}/plans/`);
    await page.locator('[data-answer="level:class"]').click();
    expect(new URL(page.url()).pathname).toBe("/plans/by/level/class/");
    expect(await page.locator(".plans li").count()).toBe(3);
    await context.close();
  });

  test.each(["/", "/plans/", "/plans/21/", "/measures/m09/", "/urgent/", "/calendar/", "/plans/compare/04-20/"])(
    "%s takes two requests",
    async (path) => {
      const page = await site.browser.newPage({ viewport: phone });
      const requests: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith("data:")) requests.push(request.url());
      });
      await page.goto(site.origin + path, { waitUntil: "networkidle" });
      expect(requests.length, requests.join(" ")).toBeLessThanOrEqual(2);
      await page.close();
    },
  );
});

describe("paper", () => {
  test("the calendar is one A4 sheet for the wall, with a code that leads back", async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.origin}/calendar/`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    const words = await textOfPdf(pdf);
    for (const month of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) expect(words).toContain(`${String(month)}月`);
    expect(words).toContain("https://qianshou.example/calendar/");
    await page.close();
  });

  test("an example statistic says so on its first printed page", async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.origin}/statistics/example-2026-autumn.v1/areas/990000101/`);
    const words = await textOfPdf(await page.pdf({ preferCSSPageSize: true }));
    expect(words.split("\n")[0]).toContain("示例数据");
    await page.close();
  });
});

describe("a statistics page", () => {
  const path = "/statistics/example-2026-autumn.v1/tables/stage-by-sex/";
  test("is whole without scripts: table and drawing", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.origin + path);
    expect(await page.locator("#stage-by-sex tbody tr").count()).toBe(5);
    expect(await page.locator("#drawing svg rect").count()).toBe(8);
    expect(await page.locator("#live").isVisible()).toBe(false);
    await context.close();
  });

  test("loads the interactive chart only when the reader asks for it", async () => {
    const page = await site.browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(site.origin + path, { waitUntil: "networkidle" });
    const before = requests.length;
    expect(requests.some((url) => url.includes("live-chart"))).toBe(false);
    await page.locator("#live").click();
    await page.waitForSelector("#chart:visible");
    expect(requests.slice(before).every((url) => url.startsWith(site.origin) && url.endsWith(".js"))).toBe(true);
    expect(requests.length).toBeGreaterThan(before);
    await page.close();
  });

  test("draws no label outside its frame", async () => {
    for (const it of allPages().filter((page) => /\/tables\/.+\/$/.test(page))) {
      const page = await site.browser.newPage();
      await page.goto(site.origin + it);
      const outside = await page.$$eval("#drawing svg text", (labels) =>
        labels
          .filter((label) => {
            const frame = label.closest("svg")?.getBoundingClientRect();
            const box = label.getBoundingClientRect();
            return frame === undefined || box.left < frame.left - 0.5 || box.right > frame.right + 0.5;
          })
          .map((label) => label.textContent),
      );
      expect(outside, it).toEqual([]);
      await page.close();
    }
  });
});
