import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readGuidanceFrom } from "../../scripts/guidance.ts";
import { copyOfProject, runIn } from "./copy.ts";

const root = process.cwd();
const dist = join(root, "dist");
const guidance = readGuidanceFrom(root);
const page = (path: string, from = dist) => readFileSync(join(from, path, "index.html"), "utf8");
const pages = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html"));
const isGuidance = (path: string) => !/^(forms|statistics|search|about)\//.test(path);

/** The clause of a plan page with everything that belongs to it. */
function section(html: string, number: string): string {
  const start = html.indexOf(`<section id="${number}"`);
  return html.slice(start, html.indexOf("</section>", start));
}

describe("guidance pages", () => {
  test("weigh at most 8 KB, gzipped", () => {
    const sizes = pages
      .filter(isGuidance)
      .map((path) => ({ path, size: gzipSync(readFileSync(join(dist, path)), { level: 9 }).length }))
      .sort((a, b) => b.size - a.size);
    const [largest] = sizes;
    process.stdout.write(
      `guidance pages: ${String(sizes.length)}, largest ${largest?.path ?? ""} ${String(largest?.size)} bytes\n`,
    );
    expect(sizes.filter((it) => it.size > 8192)).toEqual([]);
    expect(sizes.length).toBeGreaterThan(250);
  });

  test("ask for one more file and for no script", () => {
    for (const path of pages.filter(isGuidance)) {
      const html = readFileSync(join(dist, path), "utf8");
      expect(html.match(/<link[^>]+rel="stylesheet"/g)?.length, path).toBe(1);
      expect(/<script[^>]+src=|<link[^>]+modulepreload|<img[^>]+src="(?!data:)/.test(html), path).toBe(false);
    }
  });

  test("lead to what to do in an emergency in one step, as every page does but the sheet that is printed", () => {
    for (const path of pages.filter((it) => !it.endsWith("/print/index.html"))) {
      expect(readFileSync(join(dist, path), "utf8"), path).toContain('href="/urgent/"');
    }
  });

  test("say when they last changed, where their words come from and where to report an error", () => {
    for (const path of pages.filter(isGuidance)) {
      const html = readFileSync(join(dist, path), "utf8");
      expect(html, path).toMatch(
        /最近更改 \d{4}-\d{2}-\d{2} · <a href="\/about\/#origin">来源与许可<\/a> · <a href="\/about\/#errors">报告错误/,
      );
      expect(html, path).toMatch(/<meta name="description" content="[^"]{8,}">/);
      expect(html, path).toMatch(/<link rel="canonical" href="https:\/\/qianshou\.example\//);
      if (path !== "index.html") expect(html, path).toContain('aria-label="位置"');
    }
  });
});

describe("a plan page", () => {
  test("shows all 32 flags at their passages, on the copies as well", () => {
    let shown = 0;
    for (const note of guidance.notes) {
      for (const { clause } of note.passages) {
        const [id = "", number = ""] = clause.split("#");
        for (const plan of [id, ...guidance.library.plan(id).copies]) {
          const html = page(`plans/${plan}`);
          expect(section(html, number), `${plan}#${number}`).toContain(`href="/notes/${note.slug}/"`);
        }
        shown++;
      }
    }
    expect(shown).toBe(32);
  });

  test("leads from each clause to the measures it is evidence for", () => {
    for (const { slug, evidence } of guidance.measures) {
      for (const { clause } of evidence) {
        const [id = "", number = ""] = clause.split("#");
        expect(section(page(`plans/${id}`), number), clause).toContain(`href="/measures/${slug}/"`);
        expect(page(`measures/${slug}`)).toContain(`href="/plans/${id}/#${number}"`);
      }
    }
  });

  test("lists each record with its template, there or planned", () => {
    for (const plan of guidance.library.plans) {
      const html = page(`plans/${plan.id}`);
      const list = html.slice(html.indexOf('<section id="records"'));
      for (const { name, templates } of plan.records) {
        expect(list).toContain(name);
        for (const id of templates) {
          const template = guidance.templates.find((it) => it.id === id);
          const link = template?.status === "available" ? `href="/forms/${template.slug}/"` : `href="/forms/#${id}"`;
          expect(list, `${plan.id} ${name}`).toContain(link);
        }
      }
    }
  });

  test("has a Word file with real headings, every paragraph and the notes", () => {
    const bytes = readFileSync(join(dist, "plans/24/plan-24.docx"));
    const xml = new TextDecoder().decode(unzipSync(bytes)["word/document.xml"]);
    expect(xml.match(/w:val="Heading1"/g)?.length).toBe(
      guidance.library.plan("24").clauses.filter((it) => it.level === 1 && it.heading).length,
    );
    const words = xml.replaceAll(/<[^>]+>/g, "");
    for (const { paragraphs } of guidance.library.plan("24").clauses) {
      for (const it of paragraphs) expect(words).toContain(it);
    }
    expect(xml.match(/【提示】[^带的]/g)?.length).toBe(4);
  });

  test("has its corrections on a page of their own, our wording beside the source's", () => {
    const html = page("plans/21/corrections");
    expect(html).toMatch(/<ins>劝返<\/ins>.*?<del>敦返<\/del>/s);
    expect(page("plans/21")).toContain('href="/plans/21/corrections/"');
  });
});

test("the source of each list is what a reader may follow: sitemap and feed name the pages", () => {
  const sitemap = readFileSync(join(dist, "sitemap-0.xml"), "utf8");
  for (const path of ["/plans/04/", "/measures/m09/", "/notes/publish/", "/urgent/", "/law/wbf/23/"]) {
    expect(sitemap).toContain(`<loc>https://qianshou.example${path}</loc>`);
  }
  const feed = readFileSync(join(dist, "changes.xml"), "utf8");
  expect(feed).toMatch(/<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/);
  expect(feed).toContain("https://qianshou.example/plans/04/");
});

describe("an office that adds a plan and a measure as files", () => {
  const plan = `---
plan: "26"
title: "示例中学结对办法"
lead: "学校"
kind: "办法"
facets:
  level: ["学校"]
  lead: ["学校与教师"]
  kind: ["工作计划"]
  region: ["未写明"]
  period: ["每学期"]
  audience: ["班主任与任课教师"]
records:
  - name: "晚自习陪伴记录"
    templates: [T09]
    clause: "1"
    quote: "写晚自习陪伴记录"
    asked: written
checked: "2026-11-30"
changed: "2026-11-30"
---

一、每周三晚自习由结对教师陪伴，写晚自习陪伴记录。
`;
  const measure = `---
measure: M43
title: "晚自习陪伴"
group: "学习与成长"
evidence:
  - clause: "26#1"
    quote: "每周三晚自习由结对教师陪伴"
    says: "晚自习陪伴"
    who: "结对教师"
    often: "每周1次"
records: [T09]
indicators: []
changed: "2026-11-30"
---

晚自习时老师坐在孩子旁边。有不会的题当场讲。
`;
  let copy = "";
  let built: ReturnType<typeof runIn>;
  beforeAll(() => {
    copy = copyOfProject(root);
    writeFileSync(join(copy, "data/plans/26.md"), plan);
    writeFileSync(join(copy, "data/measures/m43.md"), measure);
    built = runIn(copy, "build.ts", ["--force"]);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test("finds them in list, facets, search, sitemap and feed with no change of code", () => {
    expect(built.code, built.said).toBe(0);
    const from = join(copy, "dist");
    const file = (path: string) => readFileSync(join(from, path), "utf8");
    expect(page("plans/26", from)).toContain("每周三晚自习由结对教师陪伴");
    expect(section(page("plans/26", from), "1")).toContain('href="/measures/m43/"');
    expect(page("plans", from)).toContain('href="/plans/26/"');
    expect(page("plans/by/period/term", from)).toContain('href="/plans/26/"');
    expect(page("measures", from)).toContain('href="/measures/m43/"');
    expect(page("plans/compare/25-26", from)).toContain("示例中学结对办法");
    expect(file("search/documents.json")).toContain("/plans/26/#1");
    expect(file("sitemap-0.xml")).toContain("/plans/26/");
    expect(file("changes.xml")).toContain("示例中学结对办法");
    expect(page("", from)).toContain("示例中学结对办法");
    expect(existsSync(join(from, "plans/26/plan-26.docx"))).toBe(true);
  });

  test("is told file, line, what was found and what was expected when something is wrong, and keeps the site it had", () => {
    writeFileSync(join(copy, "data/measures/m43.md"), measure.replace("每周三晚自习由", "每周四晚自习由"));
    const before = readFileSync(join(copy, "dist/index.html"), "utf8");
    const { code, said } = runIn(copy, "build.ts");
    expect(code).toBe(1);
    expect(said).toContain("data/measures/m43.md:7: found 每周四晚自习由结对教师陪伴, expected words of 26#1");
    expect(said).not.toMatch(/\n\s+at /);
    expect(readFileSync(join(copy, "dist/index.html"), "utf8")).toBe(before);
  });
});
