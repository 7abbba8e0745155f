import { type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forms } from "../../src/forms/definitions/index.ts";
import { columnsOf } from "../../src/forms/form.ts";
import { sheetsOf } from "../../src/templates/layout.ts";
import { packed, pagesOfPdf } from "../office/office.ts";
import { openSite } from "./site.ts";

let site: { origin: string; browser: Browser; close: () => Promise<void> };
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const a4 = { portrait: [595, 842], landscape: [842, 595] } as const;

test.each(forms.map((form) => ({ form, title: form.title })))(
  "$title prints on the A4 pages it declares, whole and with every label",
  async ({ form }) => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/forms/${form.id}/print/`);
    const pages = await pagesOfPdf(await page.pdf({ preferCSSPageSize: true }));
    const declared = form.papers.flatMap(({ pages, orientation }) =>
      Array.from({ length: pages }, () => a4[orientation]),
    );
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(declared);

    const text = pages.map((it) => it.text).join("");
    for (const { question } of columnsOf(form))
      expect(text.includes(packed(question.label)), question.label).toBe(true);
    let first = 0;
    for (const [at, sheet] of sheetsOf(form).entries()) {
      const own = pages.slice(first, first + (form.papers[at]?.pages ?? 0));
      first += own.length;
      expect(own[0]?.text).toContain(packed(sheet.title));
      for (const [number, { text }] of own.entries()) {
        expect(text, `page ${String(number + 1)}`).toContain(packed(sheet.caution));
        expect(text, `page ${String(number + 1)}`).toContain(packed(sheet.foot));
      }
    }
    for (const { width, height, boxes } of pages) {
      for (const {
        words,
        box: [left, bottom, right, top],
      } of boxes) {
        expect(left >= 0 && bottom >= 0 && right <= width + 1 && top <= height + 1, words).toBe(true);
      }
    }
    await context.close();
  },
);

test.each(forms.map((form) => ({ form, title: form.title })))(
  "$title clips no words and nothing stands outside its sheet",
  async ({ form }) => {
    const page = await site.browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(`${site.origin}/forms/${form.id}/print/`);
    const faults = await page.$$eval(".paper th, .paper td, .paper .card", (cells) =>
      cells.flatMap((cell) => {
        const sheet = cell.closest(".page")?.getBoundingClientRect();
        const box = cell.getBoundingClientRect();
        const inside = sheet !== undefined && box.left >= sheet.left && box.right <= sheet.right + 1;
        const fits = cell.scrollWidth <= cell.clientWidth + 1 && cell.scrollHeight <= cell.clientHeight + 1;
        const how = `${String(cell.scrollWidth - cell.clientWidth)} × ${String(cell.scrollHeight - cell.clientHeight)} px`;
        return inside && fits ? [] : [`${how} ${cell.textContent.slice(0, 30)}`];
      }),
    );
    expect(faults).toEqual([]);
    await page.close();
  },
);
