import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forms } from "../../src/forms/definitions/index.ts";
import {
  type AnyAnswers,
  type AnyRow,
  columnsOf,
  type Form,
  isRows,
  itemsOf,
  labelOf,
  type Question,
  type Single,
} from "../../src/forms/form.ts";
import { writeRows } from "../../src/forms/sheet.ts";
import { textOfPdf } from "../site/strings.ts";
import { openSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site: { origin: string; browser: Browser; close: () => Promise<void> };
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const phone = { width: 360, height: 740 };
/** After every day in the invented examples. */
const now = "2026-11-30T10:00:00+08:00";
const formOf = (id: string): Form => {
  const form = forms.find((it) => it.id === id);
  if (form === undefined) throw new Error(`found no form ${id}`);
  return form;
};
const exampleOf = (form: Form) => form.example as AnyAnswers;
const talk = formOf("talk-record");

type Sitting = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly requests: { url: string; method: string; body: string }[];
};

/** A phone at the notice of a form, and all that it asked the network for. */
async function atNotice(form: Form, over: { context?: BrowserContext; at?: string } = {}): Promise<Sitting> {
  const context = over.context ?? (await site.browser.newContext({ viewport: phone, acceptDownloads: true }));
  const page = await context.newPage();
  const requests: Sitting["requests"] = [];
  page.on("request", (it) => requests.push({ url: it.url(), method: it.method(), body: it.postData() ?? "" }));
  // Leaving with something unsaved asks first; here it may go.
  page.on("dialog", (dialog) => void dialog.accept());
  await page.clock.setFixedTime(over.at ?? now);
  await page.goto(`${site.origin}/forms/${form.id}/fill/`);
  await page.waitForFunction(() => document.querySelector("astro-island[ssr]") === null);
  return { page, context, requests };
}

async function filling(form: Form, over: { context?: BrowserContext; at?: string } = {}): Promise<Sitting> {
  const sitting = await atNotice(form, over);
  await agree(sitting.page);
  return sitting;
}

async function agree(page: Page): Promise<void> {
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await page.locator(".fill h2").first().waitFor();
}

/** Opens what is folded around a field, as someone would who looks for it. */
async function unfold(page: Page, element: string): Promise<void> {
  const folded = page.locator(`details:not([open])`, { has: page.locator(`[id="${element}"]`) });
  // A row that was just added opens by itself, perhaps while we reach for it: then there is nothing to tap any more.
  for (let tries = 0; (await folded.count()) > 0; tries++) {
    if (tries > 5) throw new Error(`${element} stays folded`);
    await folded
      .first()
      .locator("summary")
      .first()
      .click({ timeout: 3000 })
      .catch(() => undefined);
  }
}

async function answer(page: Page, id: string, question: Question, value: Single, row?: number): Promise<void> {
  const element = row === undefined ? `q-${id}` : `q-${id}-${row}`;
  await unfold(page, element);
  const field = page.locator(`[id="${element}"]`);
  if ("codes" in question) {
    for (const code of [value].flat())
      await field.locator("label", { has: page.locator(`input[value="${code}"]`) }).click();
    return;
  }
  await field.click();
  // A day as people write it.
  // A second record begins with what lasts of the first; whoever types over it selects it first.
  await page.keyboard.press("Control+A");
  await page.keyboard.type(question.type === "date" ? String(value).replace(/-0?/g, ".") : String(value));
}

/** Fills in a record by tapping and typing, question by question. */
async function fillIn(page: Page, form: Form, record: AnyAnswers): Promise<void> {
  for (const [id, item] of itemsOf(form)) {
    const value = record[id];
    if (value === undefined) continue;
    if (item.type !== "table") {
      await answer(page, id, item, value as Single);
      continue;
    }
    for (const [row, answers] of (isRows(value) ? value : []).entries()) {
      await unfold(page, `q-${id}`);
      await page.locator(`[id="q-${id}"]`).getByRole("button", { name: "加一行" }).click();
      await page.locator(`[id="q-${id}"] details.row[open]`).nth(0).waitFor();
      for (const [column, question] of Object.entries(item.columns))
        if (answers[column] !== undefined) await answer(page, column, question, answers[column], row);
    }
  }
}

async function saveAs(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return readFileSync(await file.path());
}

type Saved = { form: string; version: string; noticeShown: boolean; records: AnyAnswers[] };
const saved = async (page: Page) => JSON.parse((await saveAs(page, "保存 JSON")).toString("utf8")) as Saved;

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

/** What can be tapped in the tool and is lower than 44 px; a link in a line of text may be. */
const smallTargets = (page: Page) =>
  page.$$eval(
    ".fill button, .fill summary, .fill textarea, .fill .options label, .fill input[type=text], .fill input[type=tel], .fill label.button, .fill .picker",
    (all) =>
      all
        .filter((it) => it.getBoundingClientRect().height > 0 && it.getBoundingClientRect().height < 44)
        .map((it) => it.outerHTML.slice(0, 80)),
  );

/** All that a page keeps on the device, worker caches apart. */
const keptOn = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

describe.each(["child-file", "talk-record", "home-visit-record", "class-roster", "child-census"])("%s", (id) => {
  const form = formOf(id);

  test("is filled in by tapping and typing on a phone without a network, and saved as its invented example", async () => {
    const { page, context, requests } = await filling(form);
    const before = await faultsOf(page);
    expect(before).toEqual([]);
    await page.getByText("已可离线使用").waitFor();
    await context.setOffline(true);
    const loaded = requests.length;
    await fillIn(page, form, exampleOf(form));
    await page.getByRole("button", { name: "核对", exact: true }).click();
    expect((await page.locator(".fill .error").allTextContents()).join("")).toBe("");
    expect(await page.locator(".said").textContent()).toContain("核对过了");
    expect(await faultsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await smallTargets(page)).toEqual([]);

    const file = await saved(page);
    expect(file).toEqual({ form: form.id, version: form.version, noticeShown: false, records: [form.example] });
    expect((await saveAs(page, "保存 Word")).subarray(0, 2).toString()).toBe("PK");
    expect((await saveAs(page, "保存 Excel")).subarray(0, 2).toString()).toBe("PK");
    expect((await saveAs(page, "保存 CSV")).toString("utf8")).toContain(columnsOf(form)[0]?.question.label);

    // Nothing was asked for after loading but what was made here, and nothing ever sent.
    expect(requests.slice(loaded).filter((it) => !it.url.startsWith("blob:"))).toEqual([]);
    expect(requests.filter((it) => it.method !== "GET" || it.body !== "")).toEqual([]);
    expect(await keptOn(page)).toBe("{}");
    await context.close();
  });

  test("prints filled in: the pages of its paper, with the answers and nothing of the website", async () => {
    const { page, context } = await filling(form);
    await page.evaluate(() => {
      window.print = () => void document.body.setAttribute("data-printed", "");
    });
    await page.locator("summary", { hasText: "看示例" }).click();
    await page.getByRole("button", { name: "填入示例" }).click();
    await page.getByRole("button", { name: "打印", exact: true }).click();
    await page.locator("body[data-printed]").waitFor();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const [paper] = form.papers;
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBe(paper?.pages);
    const words = (await textOfPdf(pdf)).replace(/\s/g, "");
    const column = columnsOf(form).find(({ question }) => question.type === "text" && question.holds === "name");
    const rows = column?.table === undefined ? [exampleOf(form)] : (exampleOf(form)[column.table] as readonly AnyRow[]);
    for (const row of rows) expect(words).toContain(String(row[column?.id ?? ""]));
    expect(words).not.toContain("已填");
    expect(words).not.toContain("本站");
    await context.close();
  });
});

describe("the notice", () => {
  test("stands in the page without scripts, with its six points and a way to paper", async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false, viewport: phone });
    const page = await context.newPage();
    for (const form of forms.filter((it) => it.paperOnly !== true)) {
      await page.goto(`${site.origin}/forms/${form.id}/fill/`);
      const words = (await page.textContent("main")) ?? "";
      expect(await page.locator(".notice dt").count()).toBe(6);
      for (const it of [form.processing.purpose, form.processing.keep, form.processing.seenBy])
        expect(words).toContain(it);
      for (const it of ["投诉", "更正、删除", "不同意会怎样"]) expect(words).toContain(it);
      expect(await page.locator('noscript a[href$="/print/"]').count()).toBe(1);
    }
    await context.close();
  });

  test("is before everything: no field, no worker, nothing kept", async () => {
    const { page, context } = await atNotice(talk);
    await page.waitForTimeout(1000);
    expect(await page.locator("main input, main textarea, main select").count()).toBe(0);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
    expect(await keptOn(page)).toBe("{}");
    await context.close();
  });

  test("offers 同意 and 不同意 alike in every way that is seen", async () => {
    const { page, context } = await atNotice(talk);
    const looks = await page.locator(".consent button").evaluateAll((buttons) =>
      buttons.map((it) => {
        const { width, height, top } = it.getBoundingClientRect();
        const style = getComputedStyle(it);
        const { color, backgroundColor, borderColor, fontWeight, fontSize } = style;
        return { width, height, top, color, backgroundColor, borderColor, fontWeight, fontSize };
      }),
    );
    expect(await page.locator(".consent button").allTextContents()).toEqual(["同意", "不同意"]);
    expect(looks[0]).toEqual(looks[1]);
    expect(await faultsOf(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await context.close();
  });

  test("refused leads to paper, Word, Excel and back, keeps nothing and asks no further", async () => {
    const { page, context } = await atNotice(talk);
    await page.getByRole("button", { name: "不同意" }).click();
    const links = await page.locator(".fill a").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
    expect(links).toEqual([
      "/forms/talk-record/print/",
      "/forms/talk-record/talk-record.docx",
      "/forms/talk-record/talk-record.xlsx",
      "/forms/talk-record/",
    ]);
    for (const link of links) expect((await page.request.get(site.origin + link)).status()).toBe(200);
    expect(await page.locator("main input, main textarea, dialog").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    expect(await keptOn(page)).toBe("{}");
    await page.getByRole("button", { name: "再看说明" }).click();
    expect(await page.locator(".notice dt").count()).toBe(6);
    await context.close();
  });

  test("has no page for what is filled in on paper alone", () => {
    const onPaper = forms.filter((it) => it.paperOnly === true);
    for (const { id } of onPaper) expect(existsSync(`dist/forms/${id}/fill/index.html`)).toBe(false);
    expect(forms.length - onPaper.length).toBeGreaterThan(1);
  });
});

describe("an answer that calls for action at once", () => {
  const withAlarm = forms
    .filter((it) => it.paperOnly !== true)
    .flatMap((form) =>
      columnsOf(form).flatMap(({ id, question, table }) =>
        "codes" in question
          ? question.codes.flatMap(({ code, alarm }) =>
              alarm === undefined ? [] : [{ form, id, question, table, code, alarm }],
            )
          : [],
      ),
    );
  const one = (alarm: string) => {
    const found = withAlarm.find((it) => it.alarm === alarm && it.table === undefined);
    if (found === undefined) throw new Error(`found no question with ${alarm}`);
    return found;
  };

  test.each(["harm", "self-harm"])(
    "(%s) is stopped by a notice that is read before it closes, and is kept nowhere",
    async (alarm) => {
      const { form, id, question, code } = one(alarm);
      const { page, context } = await filling(form);
      await page.getByLabel(/我自己的设备/).check();
      await fillIn(page, form, exampleOf(form));
      await unfold(page, `q-${id}`);
      const box = page.locator(`[id="q-${id}"] input[value="${code}"]`);
      await box.focus();
      await page.keyboard.press("Space");

      const dialog = page.getByRole("dialog");
      expect(await dialog.isVisible()).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
      const largest = await dialog.evaluate((it) => {
        const size = (element: Element) => parseFloat(getComputedStyle(element).fontSize);
        const texts = [...it.querySelectorAll("*")].filter(
          (element) => element.textContent.trim() !== "" && element.children.length === 0,
        );
        return texts.sort((a, b) => size(b) - size(a))[0]?.textContent;
      });
      expect(largest).toBe("110");
      expect(await dialog.locator('a[href="/urgent/"]').count()).toBe(1);
      expect(await dialog.locator('a[href="tel:110"]').count()).toBe(1);
      if (alarm === "self-harm") {
        const words = await dialog.textContent();
        for (const it of ["陪住孩子，一刻不离开", "心理教师", "医院", "12356", "120"]) expect(words).toContain(it);
      }
      expect(await faultsOf(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);

      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      expect(await dialog.isVisible()).toBe(true);
      expect(await dialog.getByRole("status").textContent()).toContain("知道了");
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press("Tab");
        expect(
          await page.evaluate(
            () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
          ),
        ).toBe(true);
      }
      await dialog.getByRole("button", { name: "知道了" }).click();
      expect(await dialog.isVisible()).toBe(false);
      expect(await box.evaluate((it) => it === document.activeElement)).toBe(true);
      expect(await box.isChecked()).toBe(false);

      await page.waitForTimeout(600);
      const draft = JSON.parse(
        (await page.evaluate((key) => localStorage.getItem(key), `qianshou.draft.${form.id}`)) ?? "",
      ) as {
        noticeShown: boolean;
        current: AnyAnswers;
      };
      expect(draft.noticeShown).toBe(true);
      expect(draft.current[id]).toEqual(exampleOf(form)[id]);
      const file = await saved(page);
      expect(file.noticeShown).toBe(true);
      expect(file.records).toEqual([form.example]);
      expect("codes" in question && JSON.stringify(file)).not.toContain(labelOf(question as never, code));
      await context.close();
    },
  );

  test("is stopped in a block that is pasted, and stays in no row of it", async () => {
    const { form, id, question, code } = withAlarm.find((it) => it.form.id === "talk-record") ?? one("harm");
    const { page, context } = await filling(form);
    const [heading = [], row = []] = writeRows<Form>(form, [exampleOf(form) as never]);
    const at = heading.indexOf(question.label);
    const required = columnsOf(form).findIndex((it) => it.question.required === true);
    const wrong = row.map((cell, column) =>
      column === at ? labelOf(question as never, code) : column === required ? "" : cell,
    );
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).first().click();
    await page.getByLabel("粘贴 Excel 里的行").fill([heading, wrong].map((it) => it.join("\t")).join("\n"));
    await page.getByRole("dialog").getByRole("button", { name: "知道了" }).click();
    expect(id).toBe("findings");
    await page.getByLabel("粘贴 Excel 里的行").fill([heading, row, wrong].map((it) => it.join("\t")).join("\n"));
    const dialog = page.getByRole("dialog");
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: "知道了" }).click();
    await page.getByRole("button", { name: "放进来（1 份）" }).click();
    const left = await page.getByLabel("粘贴 Excel 里的行").inputValue();
    expect(left.split("\n")).toHaveLength(2);
    expect(left).not.toContain(labelOf(question as never, code));
    // Nothing is saved as if it were all while a row waits in the box.
    await page.getByRole("button", { name: "核对", exact: true }).click();
    expect(await page.locator(".said").textContent()).toContain("粘贴框里还有没放进来的");
    await page.getByLabel("粘贴 Excel 里的行").fill("");
    expect((await saved(page)).noticeShown).toBe(true);
    await context.close();
  });
});

describe("a draft", () => {
  const name = "张小满";
  const type = (page: Page) => answer(page, "child_name", talk.sections[0]?.questions["child_name"] as Question, name);

  test("is not kept unless someone says that the device is theirs", async () => {
    const { page, context } = await filling(talk);
    expect(await page.getByLabel(/公用电脑/).isChecked()).toBe(true);
    await type(page);
    await page.waitForTimeout(800);
    expect(await keptOn(page)).toBe("{}");
    await page.reload();
    await agree(page);
    expect(await page.locator("#q-child_name").inputValue()).toBe("");
    await context.close();
  });

  test("comes back after closing, says when and how many, and no name stands in a key", async () => {
    const { page, context } = await filling(talk);
    await page.getByLabel(/我自己的设备/).check();
    await fillIn(page, talk, exampleOf(talk));
    await page.getByRole("button", { name: /加入本次清单/ }).click();
    await type(page);
    await page.getByText("共 2 份").waitFor();
    expect(await page.locator(".draft").textContent()).toContain("11月30日 10:00 存，共 2 份，12月30日自动删除");
    const keys = await page.evaluate(() => Object.keys(localStorage));
    expect(keys).toEqual(["qianshou.draft.talk-record"]);
    await page.close();

    const again = await filling(talk, { context });
    expect(await again.page.locator(".fill").textContent()).toContain("共 2 份");
    expect(await again.page.locator("main").textContent()).not.toContain(name);
    expect(await faultsOf(again.page)).toEqual([]);
    await again.page.getByRole("button", { name: "接着填" }).click();
    expect(await again.page.locator("#q-child_name").inputValue()).toBe(name);
    expect(await again.page.locator(".records").textContent()).toContain("本次清单（1 份）");
    expect(await again.page.locator(".records").textContent()).not.toContain(name);
    await context.close();
  });

  test("is deleted at once by its button, and by saying that the computer is shared", async () => {
    const { page, context } = await filling(talk);
    for (const take of [
      () => page.getByRole("button", { name: "立即删除草稿" }).click(),
      () => page.getByLabel(/公用电脑/).check(),
    ]) {
      await page.getByLabel(/我自己的设备/).check();
      await type(page);
      await page.getByRole("button", { name: "立即删除草稿" }).waitFor();
      expect(await keptOn(page)).toContain(name);
      await take();
      expect(await keptOn(page)).toBe("{}");
      await page.waitForTimeout(800);
      expect(await keptOn(page)).toBe("{}");
    }
    await context.close();
  });

  test("is gone after thirty days from whatever form is opened, before anything else", async () => {
    const { page, context } = await filling(talk);
    await page.getByLabel(/我自己的设备/).check();
    await type(page);
    await page.getByRole("button", { name: "立即删除草稿" }).waitFor();
    await page.close();
    const early = await atNotice(formOf("child-census"), { context, at: "2026-12-30T09:59:00+08:00" });
    await early.page.waitForTimeout(300);
    expect(await keptOn(early.page)).toContain(name);
    await early.page.close();
    const late = await atNotice(formOf("child-census"), { context, at: "2026-12-30T10:01:00+08:00" });
    await late.page.waitForFunction(() => localStorage.length === 0);
    await context.close();
  });

  test("of a version that is not read any more is refused with what to do, saved as a file on request, never dropped", async () => {
    const { page, context } = await atNotice(talk);
    const draft = {
      version: "2020.1",
      saved: Date.parse(now),
      noticeShown: false,
      current: { child_name: name },
      records: [],
    };
    await page.evaluate((it) => localStorage.setItem("qianshou.draft.talk-record", it), JSON.stringify(draft));
    await agree(page);
    await page.getByRole("button", { name: "接着填" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("旧版");
    const file = JSON.parse((await saveAs(page, "存成文件")).toString("utf8")) as Saved;
    expect(file).toMatchObject({ version: "2020.1", records: [{ child_name: name }] });
    expect(await keptOn(page)).toContain(name);
    await context.close();
  });
});

describe("checking", () => {
  test("names all faults at once beside their fields and in a summary that leads there; nothing typed is lost", async () => {
    const form = formOf("child-census");
    const { page, context } = await filling(form);
    await answer(page, "id_number", columnsOf(form).find((it) => it.id === "id_number")?.question as Question, "12345");
    await answer(
      page,
      "birth_date",
      columnsOf(form).find((it) => it.id === "birth_date")?.question as Question,
      "2015-13-45",
    );
    await page.getByRole("button", { name: "核对", exact: true }).click();
    const links = page.locator(".errors a");
    expect(await links.allTextContents()).toEqual(expect.arrayContaining(["姓名", "性别", "出生日期", "公民身份号码"]));
    expect(await page.evaluate(() => document.activeElement?.classList.contains("summary"))).toBe(true);
    expect(await page.locator("#q-birth_date-notes .error").textContent()).toContain("日历上没有这个日期");
    expect(await page.locator("#q-id_number").getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#q-id_number").inputValue()).toBe("12345");
    expect(await faultsOf(page)).toEqual([]);
    await links.filter({ hasText: "公民身份号码" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("q-id_number");
    await links.filter({ hasText: "性别" }).press("Enter");
    expect(await page.evaluate(() => document.activeElement?.closest("fieldset")?.id)).toBe("q-sex");
    await page.keyboard.press("Space");
    expect(await page.locator("#q-sex-notes .error").count()).toBe(0);
    await context.close();
  });

  test("shows how far it is, and says so politely", async () => {
    const { page, context } = await filling(talk);
    const asked = itemsOf(talk).length;
    const missing = columnsOf(talk).filter(
      ({ id, question }) => question.required === true && id !== "child_name",
    ).length;
    await answer(page, "child_name", talk.sections[0]?.questions["child_name"] as Question, "张");
    expect(await page.locator(".progress").textContent()).toContain(`已填 1 / ${asked} 项，必填还差 ${missing} 项`);
    await page.locator('.progress [aria-live="polite"]', { hasText: `已填 1 / ${asked} 项` }).waitFor();
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(200);
    expect(await page.locator(".progress").evaluate((it) => it.getBoundingClientRect().top)).toBe(0);
    await context.close();
  });
});

describe("many records in one sitting", () => {
  const records = ["张小满", "李禾苗", "王青"].map((child_name): AnyAnswers => ({ ...exampleOf(talk), child_name }));
  const block = (all: readonly AnyAnswers[]) =>
    writeRows<Form>(talk, all as never)
      .map((row) => row.join("\t"))
      .join("\n");

  test("are listed masked, changed, removed and brought back", async () => {
    const { page, context } = await filling(talk);
    for (const record of records.slice(0, 2)) {
      await fillIn(page, talk, record);
      await page.getByRole("button", { name: /加入本次清单/ }).click();
    }
    const list = page.locator(".records");
    expect(await list.locator("li > span").allTextContents()).toEqual([
      "张* · QH-2026-017 · 五（2）班 · 2026-09-16",
      "李* · QH-2026-017 · 五（2）班 · 2026-09-16",
    ]);
    await list.getByRole("button", { name: /改\s*第 1 份/ }).click();
    await page.locator("#q-child_name").fill("赵立秋");
    await page.getByRole("button", { name: /放回清单第 1 份/ }).click();
    expect(await list.textContent()).toContain("赵*");
    await list.getByRole("button", { name: /移除\s*第 2 份/ }).click();
    expect(await list.locator("li").count()).toBe(1);
    await page.getByRole("button", { name: "撤销" }).click();
    expect(await list.locator("li").count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    expect((await saved(page)).records.map((it) => it["child_name"])).toEqual(["赵立秋", "李禾苗"]);
    await context.close();
  });

  test("are pasted from a spreadsheet: the right ones taken over, the wrong ones left for mending with their rows named", async () => {
    const { page, context } = await filling(talk);
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
    const [first, second = {}, third] = records;
    const wrong = Object.fromEntries(Object.entries(second).filter(([id]) => id !== "talk_date"));
    const box = page.getByLabel("粘贴 Excel 里的行");
    await box.fill(block([first, wrong, third] as AnyAnswers[]));
    expect(await page.locator(".paste").textContent()).toContain("读到 3 份：2 份可以用，1 份要改");
    expect(await page.locator(".paste .found").textContent()).toBe("第 3 行 谈心日期：必填，请补上");
    expect(await faultsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "放进来（2 份）" }).click();
    expect(await page.locator(".records li").count()).toBe(2);
    expect(await box.inputValue()).toBe(block([wrong]));
    await box.fill(block([second]));
    await page.getByRole("button", { name: "放进来（1 份）" }).click();
    expect(await box.inputValue()).toBe("");
    expect((await saved(page)).records.map((it) => it["child_name"])).toEqual(["张小满", "王青", "李禾苗"]);
    await context.close();
  });

  test("are rows of a table in a roster: pasted with the headings of an old list, mended in place, removed", async () => {
    const roster = formOf("class-roster");
    const { page, context } = await filling(roster);
    await fillIn(page, roster, { ...exampleOf(roster), children: [] });
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
    await page
      .getByLabel("粘贴 Excel 里的行")
      .fill(
        "班里的名单\n序号\t学生姓名\t性别\t出生日期\t身份证号\n1\t张小满\t男\t2015-03-12\t990000201503120013\n2\t李谷雨\t女\t2015.4\t\n3\t\t男\t2015.5\t",
      );
    await page.getByRole("button", { name: "放进来（2 行）" }).click();
    const rows = page.locator("details.row");
    expect(await rows.locator("summary").allTextContents()).toEqual([
      "第 1 行 张* · 男 · 2015-03",
      "第 2 行 李* · 女 · 2015-04",
    ]);
    // The row without a name waits in the box.
    await page.getByLabel("粘贴 Excel 里的行").fill("");
    await rows.nth(1).locator("summary").click();
    await page.locator("#q-child_name-1").fill("");
    await rows.nth(1).locator("summary").click();
    await page.getByRole("button", { name: "核对", exact: true }).click();
    await page.locator(".errors a", { hasText: "第 2 行" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("q-child_name-1");
    await page.keyboard.type("李谷雨");
    await rows.nth(0).locator("summary").click();
    await page.getByRole("button", { name: "移除第 1 行" }).click();
    expect(await rows.locator("summary").allTextContents()).toEqual(["第 1 行 李* · 女 · 2015-04"]);
    const [record] = (await saved(page)).records;
    expect(record?.["children"]).toMatchObject([{ child_name: "李谷雨", sex: "2", birth_month: "2015-04" }]);
    expect(JSON.stringify(record)).not.toContain("990000201503120013");
    await context.close();
  });

  test("that were saved are opened again from JSON and from Excel", async () => {
    const { page, context } = await filling(talk);
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
    await page.getByLabel("粘贴 Excel 里的行").fill(block(records));
    await page.getByRole("button", { name: "放进来（3 份）" }).click();
    const files = [
      { name: "a.json", mimeType: "application/json", buffer: await saveAs(page, "保存 JSON") },
      { name: "a.xlsx", mimeType: "application/octet-stream", buffer: await saveAs(page, "保存 Excel") },
    ];
    for (const file of files) {
      const other = await filling(talk);
      await other.page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
      await other.page.locator("input[type=file]").setInputFiles(file);
      await other.page.getByRole("button", { name: "放进来（3 份）" }).click();
      expect((await saved(other.page)).records).toEqual(records);
      await other.context.close();
    }
    await context.close();
  });

  test("are told to a group by count, class and number, exactly as shown", async () => {
    const { page, context } = await filling(talk);
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
    await page.getByLabel("粘贴 Excel 里的行").fill(block(records));
    await page.getByRole("button", { name: "放进来（3 份）" }).click();
    await page.locator("summary", { hasText: "发群版" }).click();
    const shown = await page.locator("#chat-text").inputValue();
    await page.getByRole("button", { name: "复制发群版" }).click();
    await page.getByText("已复制").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    expect(shown).toContain("谈心记录卡：已填 3 份");
    for (const column of columnsOf(talk).filter(({ question }) => ["direct", "sensitive"].includes(question.privacy)))
      for (const record of records) {
        const value = record[column.id];
        if (typeof value === "string" && value.length > 1) expect(shown).not.toContain(value);
      }
    await context.close();
  });

  test("share a page when they are printed on cards", async () => {
    const { page, context } = await filling(talk);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.locator("summary", { hasText: "从 Excel 粘贴" }).click();
    await page
      .getByLabel("粘贴 Excel 里的行")
      .fill(block(records.map((it, at) => ({ ...it, child_code: `K-${at + 1}` }))));
    await page.getByRole("button", { name: "放进来（3 份）" }).click();
    await page.getByLabel(/简式/).check();
    await page.getByRole("button", { name: "打印", exact: true }).click();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBe(2);
    const words = (await textOfPdf(pdf)).replace(/\s/g, "");
    for (const code of ["K-1", "K-2", "K-3"]) expect(words.split(code)).toHaveLength(2);
    await context.close();
  });
});

describe("without a network", () => {
  test("every fill-in page opens again, and saves Word and Excel; no other page is kept", async () => {
    const { page, context } = await filling(talk);
    await page.getByText("已可离线使用").waitFor();
    await context.setOffline(true);
    await page.reload();
    await agree(page);
    await fillIn(page, talk, exampleOf(talk));
    expect((await saved(page)).records).toEqual([talk.example]);
    expect((await saveAs(page, "保存 Word")).length).toBeGreaterThan(1000);
    expect((await saveAs(page, "保存 Excel")).length).toBeGreaterThan(1000);
    for (const { id } of forms.filter((it) => it.paperOnly !== true)) {
      const other = await context.newPage();
      await other.goto(`${site.origin}/forms/${id}/fill/`);
      await agree(other);
      await other.close();
    }
    const other = await context.newPage();
    for (const path of ["/", "/urgent/", "/forms/", "/forms/talk-record/"])
      await expect(other.goto(site.origin + path)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    await context.close();
  });

  test("the worker keeps what pages need, once, and is registered by no other page", async () => {
    const worker = readFileSync("dist/forms/sw.js", "utf8");
    const listed = (name: string) =>
      JSON.parse(new RegExp(`^const ${name} = (.*);$`, "m").exec(worker)?.[1] ?? "[]") as string[];
    const [first, later] = [listed("first"), listed("later")];
    const weigh = (addresses: readonly string[]) =>
      addresses.reduce(
        (sum, it) =>
          sum + gzipSync(readFileSync(`dist${it}${it.endsWith("/") ? "index.html" : ""}`), { level: 9 }).length,
        0,
      );
    const pages = first.filter((it) => it.endsWith("/"));
    expect(pages).toEqual(
      forms
        .filter((it) => it.paperOnly !== true)
        .map(({ id }) => `/forms/${id}/fill/`)
        .sort(),
    );
    expect(new Set([...first, ...later]).size).toBe(first.length + later.length);
    // A page costs its own few kilobytes; styles and scripts are shared.
    const own = (it: string) => forms.some(({ id }) => it === `/forms/${id}/fill/` || it.startsWith(`/_astro/${id}.`));
    expect(weigh(first.filter((it) => !own(it)))).toBeLessThan(144 * 1024);
    expect(weigh(first.filter(own)) / pages.length).toBeLessThan(14 * 1024);
    expect(weigh(later)).toBeLessThan(180 * 1024);

    const context = await site.browser.newContext({ viewport: phone });
    const page = await context.newPage();
    for (const path of ["/", "/forms/", "/forms/talk-record/", "/forms/talk-record/print/", "/urgent/"]) {
      await page.goto(site.origin + path, { waitUntil: "networkidle" });
      expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
    }
    await context.close();
  });
});

describe("a new build", () => {
  /** dist/ from a server of our own, in which pages and worker can be changed as a new build would. */
  async function serve() {
    const changed = new Map<string, (text: string) => string>();
    const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css" };
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://x");
      const file = `dist${pathname}${pathname.endsWith("/") ? "index.html" : ""}`;
      if (!existsSync(file)) return response.writeHead(404).end();
      const change = changed.get(pathname);
      const body = change === undefined ? readFileSync(file) : change(readFileSync(file, "utf8"));
      response.writeHead(200, {
        "content-type": `${types[file.replace(/.*\./, "")] ?? "application/octet-stream"}; charset=utf-8`,
      });
      return response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    return {
      origin: `http://localhost:${port}`,
      changed,
      close: () =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(resolve);
        }),
    };
  }

  test("is offered before anything is typed and taken over on request; without a server the page still opens", async () => {
    const own = await serve();
    const context = await site.browser.newContext({ viewport: phone });
    const page = await context.newPage();
    const address = `${own.origin}/forms/talk-record/fill/`;
    await page.goto(address);
    await agree(page);
    await page.getByText("已可离线使用").waitFor();

    own.changed.set("/forms/talk-record/fill/", (text) => text.replace("填之前请看这六条", "新版：填之前请看这六条"));
    own.changed.set("/forms/sw.js", (text) => text.replace(/(const kept = mine \+ )"/, '$1"new-'));
    await page.reload();
    expect(await page.textContent("main")).not.toContain("新版：");
    const offer = page.getByRole("button", { name: "换用新版" });
    await offer.waitFor();
    // It is there from the start when it was ready before.
    await page.reload();
    await offer.click();
    await page.getByText("新版：填之前").waitFor();
    expect(await offer.count()).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);

    await own.close();
    await page.goto(address);
    await agree(page);
    expect(await page.textContent("main")).toContain("这台设备是");
    await context.close();
  });
});
