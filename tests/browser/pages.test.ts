import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allPages, openSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site: { origin: string; browser: Browser; close: () => Promise<void> };
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe("every page on a phone 360 px wide", () => {
  // Side by side: each waits half a second to be sure that the network is quiet.
  test.concurrent.each(allPages())("%s: opens, asks nobody else, is accessible, nothing sideways", async (path) => {
    const page = await site.browser.newPage({ viewport: { width: 360, height: 740 } });
    const elsewhere: string[] = [];
    const faults: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.origin) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(error.message));
    const answer = await page.goto(site.origin + path, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    expect(elsewhere).toEqual([]);
    expect(faults).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // @ts-expect-error axe puts itself on window
      const { violations } = await window.axe.run();
      return violations.map((it: { id: string; nodes: { html: string }[] }) => `${it.id}: ${it.nodes[0]?.html ?? ""}`);
    });
    expect(violations).toEqual([]);
    await page.close();
  });
});
