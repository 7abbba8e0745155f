import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { forms } from "../../src/forms/definitions/index.ts";
import { columnsOf } from "../../src/forms/form.ts";
import { occasionIds, occasions, readTemplates, type Role, roleIds, roles } from "../../src/programme/templates.ts";
import { leaveBlank } from "../../src/templates/instructions.ts";

const dist = join(process.cwd(), "dist");
const templates = readTemplates(readFileSync("data/reference/templates.json", "utf8"));
const page = (path: string) => readFileSync(join(dist, path, "index.html"), "utf8");
const file = (path: string) => readFileSync(join(dist, path));
const wordsOf = (html: string) =>
  html.replace(/<[^>]+>/g, "").replace(/&#(\d+);/g, (_, it: string) => String.fromCharCode(Number(it)));
const endings = ["docx", "xlsx", "pdf", "csv"];
const existing = templates.filter((it) => it.status === "available");
const rolePages = roleIds.map((role) => `forms/for/${role}`);
const formPages = forms.map((form) => `forms/${form.id}`);
const privacyPages = ["privacy", ...forms.map((form) => `privacy/${form.id}`)];

describe("the list of forms", () => {
  const html = page("forms");

  test("has all 74 with their anchors, those that exist leading to their pages, the others marked as planned", () => {
    for (const { id, slug, status } of templates) {
      const entry = new RegExp(`<li id="${id}".*?</li>`, "s").exec(html)?.[0] ?? "";
      if (status === "available") expect(entry, id).toContain(`href="/forms/${slug}/"`);
      expect(entry.includes("计划中"), id).toBe(status === "planned");
    }
    expect(html.match(/<li id="T\d\d"/g)).toHaveLength(74);
  });

  test("is in the order of the work", () => {
    const places = occasionIds.map((it) => html.indexOf(`<h2 id="${it}"`));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    for (const it of occasionIds) expect(html).toContain(occasions[it].label);
  });

  test("shows a picture of each sheet, fetched when it comes into view", () => {
    for (const form of forms) {
      const picture = new RegExp(`<img[^>]*src="/forms/${form.id}/${form.papers[0]?.id ?? ""}\\.svg"[^>]*>`).exec(
        html,
      )?.[0];
      expect(picture, form.id).toMatch(/loading="lazy"/);
      expect(picture, form.id).toMatch(/width="\d+" height="\d+" alt(=""|>| )/);
    }
  });

  test("can be narrowed down to each role by a link", () => {
    for (const role of roleIds) expect(html).toContain(`href="/forms/for/${role}/"`);
  });
});

describe.each(roleIds)("the list for %s", (role) => {
  test("has the forms of that role and no others, and their archive", () => {
    const html = page(`forms/for/${role}`);
    expect(wordsOf(html)).toContain(roles[role].label);
    expect([...html.matchAll(/<li id="(T\d\d)"/g)].map(([, id]) => id).sort()).toEqual(
      templates.filter((it) => it.roles.includes(role)).map((it) => it.id),
    );
    const some = existing.some((it) => it.roles.includes(role));
    expect(html.includes(`href="/forms/${role}.zip"`)).toBe(some);
    expect(existsSync(join(dist, `forms/${role}.zip`))).toBe(some);
  });
});

describe.each(forms.map((form) => ({ id: form.id, form })))("the page of $id", ({ form }) => {
  const html = page(`forms/${form.id}`);
  const words = wordsOf(html);

  test("leads to print, to every file with its size, and to filling in unless it stays on paper", () => {
    expect(html).toContain(`href="/forms/${form.id}/print/"`);
    for (const ending of endings) {
      const path = `forms/${form.id}/${form.id}.${ending}`;
      expect(html).toContain(`href="/${path}"`);
      const { length } = file(path);
      expect(length).toBeGreaterThan(50);
      if (ending !== "csv") expect(words, ending).toContain(`${String(Math.round(length / 1024))} KB`);
    }
    expect(html.includes(`href="/forms/${form.id}/fill/"`)).toBe(form.paperOnly !== true);
    expect(html.includes(`${form.id}.schema.json`)).toBe(form.paperOnly !== true);
    if (form.paperOnly === true) expect(words).toContain("只打印出来手写");
  });

  test("shows every paper", () => {
    for (const { id } of form.papers) {
      expect(html).toContain(`src="/forms/${form.id}/${id}.svg"`);
      expect(file(`forms/${form.id}/${id}.svg`).toString()).toMatch(/^<svg /);
    }
  });

  test("says of every question how to fill it in and whether it may be left blank", () => {
    for (const { question } of columnsOf(form)) {
      const row = new RegExp(`<th scope="row"[^>]*>\\s*${escaped(question.label)}.*?</tr>`, "s").exec(html)?.[0];
      expect(row, question.label).toContain(leaveBlank(question));
    }
  });

  test("says who asks for it, what to take care of, who sees it and how long it is kept", () => {
    const template = templates.find((it) => it.id === form.template);
    for (const { quote } of template?.evidence ?? []) expect(words).toContain(quote);
    for (const it of form.cautions ?? []) expect(words).toContain(it);
    for (const it of [form.processing.purpose, form.processing.seenBy, form.processing.keep])
      expect(words).toContain(it);
    expect(html).toContain(`href="/privacy/${form.id}/"`);
  });
});

describe("the rules on children's personal information", () => {
  test("name every question of every form, with purpose, who sees it and how long it is kept", () => {
    const rules = page("privacy");
    for (const form of forms) {
      expect(rules).toContain(`href="/privacy/${form.id}/"`);
      const words = wordsOf(page(`privacy/${form.id}`));
      for (const { question } of columnsOf(form)) expect(words, form.id).toContain(question.label);
      for (const it of [form.processing.purpose, form.processing.seenBy, form.processing.keep])
        expect(words).toContain(it);
      expect(words).toContain("不同意会怎样");
    }
  });

  test("say what the law wants said: who, why, how long, safety, refusing, rights, complaints, and what the website does", () => {
    const words = wordsOf(page("privacy"));
    for (const it of [
      "谁负责",
      "凭什么填",
      "不同意",
      "怎么保管",
      "留多久",
      "更正",
      "补充",
      "删除",
      "撤回",
      "投诉",
      "Cookie",
    ])
      expect(words).toContain(it);
    expect(words).toContain("个人信息保护法》第十七条");
    expect(words).toContain("《儿童个人信息网络保护规定》第八条至第十条");
  });

  test("are one step away from every page", () => {
    for (const path of ["", "urgent", "forms", ...formPages]) expect(page(path), path).toContain('href="/privacy/"');
  });
});

describe("the archives", () => {
  const archives = (["all", ...roleIds] as const).filter((role) => existsSync(join(dist, `forms/${role}.zip`)));

  test.each(archives)("%s.zip has each form in a folder of its own, byte for byte, and says what it is", (role) => {
    const entries = unzipSync(file(`forms/${role}.zip`));
    const chosen = forms.filter((form) => role === "all" || rolesOf(form.template).includes(role));
    const readMe = new TextDecoder().decode(entries["说明.txt"]);
    expect(readMe).toContain(`共 ${String(chosen.length)} 种`);
    let files = 1;
    for (const form of chosen) {
      expect(readMe).toContain(`${form.template} ${form.title}`);
      for (const ending of endings) {
        const name = Object.keys(entries).find((it) => it.startsWith(`${form.template} `) && it.endsWith(`.${ending}`));
        expect(Buffer.from(entries[name ?? ""] ?? []).equals(file(`forms/${form.id}/${form.id}.${ending}`)), name).toBe(
          true,
        );
        files++;
      }
    }
    expect(Object.keys(entries)).toHaveLength(files);
    expect(Object.keys(entries).join("")).not.toMatch(/[\\:*?"<>|]/);
  });

  test("carry one fixed day, so that the same forms give the same bytes", () => {
    const bytes = file("forms/all.zip");
    // DOS date of a local file header: 1 January 2026.
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
    expect(bytes.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (1 << 5) | 1);
  });

  function rolesOf(id: string): readonly Role[] {
    return templates.find((it) => it.id === id)?.roles ?? [];
  }
});

describe("all of these pages", () => {
  const paths = ["forms", ...rolePages, ...formPages, ...privacyPages];

  test("need no script", () => {
    for (const path of paths) expect(page(path), path).not.toMatch(/<script|onclick=|javascript:/);
  });

  test("weigh at most 8 KB, gzipped", () => {
    const sizes = paths
      .map((path) => ({ path, size: gzipSync(page(path), { level: 9 }).length }))
      .sort((a, b) => b.size - a.size);
    process.stdout.write(
      `form pages: ${String(sizes.length)}, largest ${sizes[0]?.path ?? ""} ${String(sizes[0]?.size)} bytes\n`,
    );
    expect(sizes.filter((it) => it.size > 8192)).toEqual([]);
  });
});

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
