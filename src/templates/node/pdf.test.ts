import { execFileSync } from "node:child_process";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, test } from "vitest";
import { forms } from "../../forms/definitions/index.ts";
import { type AnyAnswers, columnsOf, itemsOf } from "../../forms/form.ts";
import { type Cell, pageOf, pagesOf, paperSizes, roomOf, type Row, type Sheet, sheetsOf } from "../layout.ts";
import { sheetsPdf } from "./pdf.ts";

/** Points per millimetre. */
const mm = 72 / 25.4;

/**
 * Words with the place of their em box on the page, in points from the lower left corner. The blank half of a mark at
 * either end is left out: Typst sets marks together and lets the blank stand over the edge.
 */
type Item = { words: string; left: number; right: number; low: number; high: number };
type Page = { width: number; height: number; items: Item[]; words: string };

/** What a reader program finds in a file. */
async function read(pdf: Uint8Array) {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  const pages: Page[] = [];
  const roles = new Set<string>();
  const rolesIn = (node: object) => {
    if ("role" in node) roles.add(String(node.role));
    if ("children" in node && Array.isArray(node.children)) for (const it of node.children as object[]) rolesIn(it);
  };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const seen = items.flatMap((it): Item[] => {
      if (!("str" in it) || it.str.trim() === "") return [];
      const [size = 0, , , , left = 0, base = 0] = (it.transform as number[]).map(Number);
      return [
        {
          words: it.str,
          left: left + (/^[“‘（《【]/.test(it.str) ? size / 2 : 0),
          right: left + it.width - (/[，。、；：！？”’）》】]$/.test(it.str) ? size / 2 : 0),
          low: base - 0.12 * size,
          high: base + 0.88 * size,
        },
      ];
    });
    const [, , width = 0, height = 0] = page.view;
    pages.push({ width, height, items: seen, words: plain(seen.map((it) => it.words).join("")) });
    rolesIn(await page.getStructTree());
  }
  const { info, metadata } = await document.getMetadata();
  const mark = await document.getMarkInfo();
  return { pages, roles, info: info as Record<string, unknown>, metadata, mark };
}

/** Words without spaces and what joins them, as lines end anywhere. */
function plain(words: string): string {
  return words.replace(/[\s\u2060]/g, "");
}

/** How far words of a page lie upon each other, in points: of the two that do so most. */
function overlap({ items }: Page): { by: number; words: string } {
  const worst = { by: 0, words: "" };
  for (const [at, a] of items.entries())
    for (const b of items.slice(at + 1)) {
      const by = Math.min(
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.high, b.high) - Math.max(a.low, b.low),
      );
      if (by > worst.by) Object.assign(worst, { by, words: `${a.words} / ${b.words}` });
    }
  return worst;
}

/** That no words leave the sheet's margins or lie upon others. */
function expectTidy(page: Page, sheet: Pick<Sheet, "orientation" | "up">): void {
  const { width, height } = pageOf(sheet);
  const { margin, cardMargin } = paperSizes;
  const { left, right } = sheet.up === 1 ? margin : { left: cardMargin, right: cardMargin };
  expect([page.width, page.height].map(Math.round)).toEqual([width * mm, height * mm].map(Math.round));
  for (const it of page.items) {
    expect(it.left, it.words).toBeGreaterThan(left * mm - 0.5);
    expect(it.right, it.words).toBeLessThan((width - right) * mm + 0.5);
    expect(it.low, it.words).toBeGreaterThan(5 * mm);
    expect(it.high, it.words).toBeLessThan((height - 5) * mm);
  }
  const { by, words } = overlap(page);
  expect(by, words).toBeLessThan(0.5);
}

describe.each(forms.filter((it) => it.paperOnly !== true))("$title", (form) => {
  test("filled in, still has every answer, in the margins", async () => {
    for (const sheet of sheetsOf(form, form.example as AnyAnswers)) {
      const { pages } = await read(sheetsPdf(form.title, [sheet]));
      const words = pages.map((it) => it.words).join("");
      for (const line of linesOf(sheet)) expect(words).toContain(plain(line));
      for (const page of pages) expectTidy(page, sheet);
    }
  });
});

describe.each(forms)("$title", (form) => {
  const sheets = sheetsOf(form);
  const pdf = sheetsPdf(form.title, sheets);

  test("takes as many A4 pages as it says, lying or upright, with all words in their margins", async () => {
    const { pages } = await read(pdf);
    const expected = sheets.flatMap((it) => Array.from({ length: pagesOf(it) }, () => it));
    expect(sheets.map(pagesOf)).toEqual(form.papers.map((it) => it.pages));
    expect(pages).toHaveLength(expected.length);
    for (const [at, sheet] of expected.entries()) expectTidy(pages[at] ?? fail(`no page ${String(at + 1)}`), sheet);
  });

  test("has every word of its layout on the sheet it belongs to, and every label of its questions", async () => {
    for (const [at, sheet] of sheets.entries()) {
      const { pages } = await read(sheetsPdf(form.title, [sheet]));
      expect(pages, sheet.title).toHaveLength(pagesOf(sheet));
      const words = pages.map((it) => it.words).join("");
      for (const line of [sheet.title, sheet.caution, sheet.foot, ...sheet.header, ...linesOf(sheet)])
        expect(words).toContain(plain(line));
      const { only } = form.papers[at] ?? fail("no paper");
      const asked = itemsOf(form).filter(([id]) => only?.includes(id) ?? true);
      const labels = asked.flatMap(([id, item]) => [
        item.label,
        ...columnsOf(form).flatMap(({ table, question }) => (table === id ? [question.label] : [])),
      ]);
      for (const label of labels) expect(words).toContain(plain(label));
    }
  });

  test("can be read aloud: language, title, headings and tables, by the rules of PDF/UA-1", async () => {
    const { roles, info, metadata, mark } = await read(pdf);
    expect(mark).toMatchObject({ Marked: true });
    expect(info).toMatchObject({ Title: form.title, Language: "zh-CN" });
    expect(metadata.get("pdfuaid:part")).toBe("1");
    for (const role of ["H1", "Table", "TR", "TD"]) expect(roles).toContain(role);
    if (sheets.some((it) => it.up === 1)) expect(roles).toContain("TH");
  });

  test("brings the part of its fonts that it uses, and no date", async () => {
    const raw = Buffer.from(pdf).toString("latin1");
    const fonts = raw.match(/\/FontName \/\S+/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    for (const it of fonts) expect(it).toMatch(/^\/FontName \/[A-Z]{6}\+Noto(Serif|Sans)SC-/);
    expect(raw.match(/\/FontFile[23] /g)).toHaveLength(fonts.length);
    expect(pdf.length).toBeLessThan(1_000_000);
    const { info } = await read(pdf);
    expect(info).not.toHaveProperty("CreationDate");
    expect(info).not.toHaveProperty("ModDate");
  });
});

test("every form gives the same bytes again, in this process and in one that starts elsewhere", () => {
  const all = forms.map((form) => Buffer.from(sheetsPdf(form.title, sheetsOf(form))).toString("base64"));
  expect(forms.map((form) => Buffer.from(sheetsPdf(form.title, sheetsOf(form))).toString("base64"))).toEqual(all);
  const from = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    import { forms } from ${from("../../forms/definitions/index.ts")};
    import { sheetsOf } from ${from("../layout.ts")};
    import { sheetsPdf } from ${from("./pdf.ts")};
    for (const it of forms) console.log(Buffer.from(sheetsPdf(it.title, sheetsOf(it))).toString("base64"));`;
  const elsewhere = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: "/",
    encoding: "utf8",
    env: { TZ: "Asia/Urumqi", LANG: "zh_CN.UTF-8" },
    maxBuffer: 2 ** 28,
  });
  expect(elsewhere.trim().split("\n")).toEqual(all);
});

describe("a sheet of any kind", () => {
  test("repeats the heads of a long table on every page and counts its own pages", async () => {
    const sheet = sheetOf({
      orientation: "landscape",
      parts: [
        {
          kind: "grid",
          columns: [9, 120, roomOf({ orientation: "landscape", up: 1 }).width - 129],
          head: [
            row([cell("section", 3, "走访名册")]),
            row([cell("head", 1, "序号"), cell("head", 1, "姓名"), cell("head", 1, "备注")]),
          ],
          body: Array.from({ length: 40 }, (_, at) =>
            row([cell("label", 1, String(at + 1)), cell("answer", 1, `第${String(at + 1)}人`), cell("answer", 1)]),
          ),
        },
      ],
    });
    const count = pagesOf(sheet);
    const { pages, roles } = await read(sheetsPdf("名册", [sheetOf({}), sheet]));
    const [first, ...rest] = pages;
    expect(count).toBeGreaterThan(2);
    expect(first?.words).toContain("第1页共1页");
    expect(rest).toHaveLength(count);
    for (const [at, page] of rest.entries()) {
      expectTidy(page, sheet);
      expect(page.words).toContain("走访名册序号姓名备注");
      expect(page.words).toContain(sheet.caution);
      expect(page.words).toContain(`第${String(at + 1)}页共${String(count)}页`);
    }
    const people = rest.flatMap(({ words }) => words.match(/第\d+人/g) ?? []);
    expect(people).toEqual(Array.from({ length: 40 }, (_, at) => `第${String(at + 1)}人`));
    expect(roles).toContain("TH");
  });

  test("keeps together what belongs together, wherever the page happens to end", async () => {
    const last = (words: string) => row([cell("label", 2, words), cell("answer", 10)]);
    for (const before of [18, 19, 20, 21, 22, 23, 24, 25]) {
      const sheet = sheetOf({
        parts: [
          grid(Array.from({ length: before }, () => last("前"))),
          grid([
            row([cell("section", 12, "二、标题")]),
            row([cell("label", 2, "标题下"), cell("answer", 6), { ...cell("seal", 4, "盖章"), down: 2 }]),
            row([cell("label", 2, "章旁"), cell("answer", 6)]),
            last("间"),
            { ...last("连着甲"), keep: true },
            { ...last("连着乙"), keep: true },
            last("连着丙"),
          ]),
          { kind: "cut", words: "沿此线裁开" },
          grid([row([cell("section", 12, "回执")]), last("收到"), last("签收")]),
        ],
      });
      const { pages } = await read(sheetsPdf("合", [sheet]));
      expect(pages, String(before)).toHaveLength(pagesOf(sheet));
      const pageOf = (words: string) => pages.findIndex((it) => it.words.includes(words));
      expect(pageOf("二、标题")).toBeGreaterThanOrEqual(0);
      for (const words of ["标题下", "盖章", "章旁"]) expect(pageOf(words), words).toBe(pageOf("二、标题"));
      for (const words of ["连着乙", "连着丙"]) expect(pageOf(words), words).toBe(pageOf("连着甲"));
      for (const words of ["回执", "收到", "签收"]) expect(pageOf(words), words).toBe(pageOf("✂沿此线裁开"));
    }
  });

  test("has each card as often as it says, each in its own place", async () => {
    for (const [orientation, up] of [
      ["portrait", 2],
      ["portrait", 4],
      ["landscape", 2],
      ["landscape", 4],
    ] as const) {
      const { width } = roomOf({ orientation, up });
      const body = [
        row([cell("label", 4, "联系电话"), cell("answer", 8)]),
        row([cell("label", 4, "地址"), cell("answer", 8)]),
      ];
      const sheet = sheetOf({ orientation, up, parts: [{ ...grid(body, width), kind: "grid" }] });
      const { pages } = await read(sheetsPdf("卡", [sheet]));
      expect(pages).toHaveLength(1);
      for (const page of pages) expectTidy(page, sheet);
      for (const words of [sheet.title, sheet.caution, "联系电话", sheet.foot])
        expect(pages[0]?.words.split(plain(words)).length, words).toBe(up + 1);
      expect(pages[0]?.words).not.toContain("页共");
    }
  });

  test("prints what people type as they typed it, and runs none of it", async () => {
    const typed = [
      "#panic()",
      "]",
      '"',
      "\\",
      "$x$",
      "//",
      "/* */",
      "*a* _b_ `c`",
      "<label> @ref",
      "= - + ~ -- ...",
      "#{while true {}}",
      "\\u{41}",
      "${title}",
      "</script>",
      '#include "/etc/passwd"',
      "a\tb",
      "一\n二",
      "𠮷😀",
      "👨‍👩‍👧",
      "مرحبا",
      "\u0000\u202e倒\ufeff\u200b",
      "\ud800",
      "e\u0301",
      "　空　格　",
      "W".repeat(120),
      "https://example.org/" + "a/b".repeat(40),
      "很长的回答。".repeat(20),
    ];
    const shown = (words: string) =>
      plain(words.normalize().replace(/[\p{Cc}\u202e\ufeff\u200b]/gu, ""))
        .replace("👨‍👩‍👧", "〓")
        .replace(/[𠮷😀\ud800]/gu, "〓")
        .replace("مرحبا", "〓〓〓〓〓");
    const roles = ["label", "answer", "options", "text", "sign"] as const;
    const body = typed.map((words) => row([...roles.map((role) => cell(role, 2, words)), cell("seal", 2, words)]));
    const sheet = sheetOf({
      title: typed.slice(0, 6).join(""),
      header: typed.slice(0, 5),
      caution: typed.slice(0, 9).join(""),
      parts: [{ kind: "cut", words: "#panic()" }, grid(body)],
    });
    const { pages, info } = await read(sheetsPdf('#panic("]\\', [sheet]));
    const words = pages.map((it) => it.words).join("");
    expect(info.Title).toBe('#panic("]\\');
    for (const it of [sheet.title, sheet.caution]) expect(words).toContain(shown(it));
    for (const it of typed) expect(words.split(shown(it)).length, it).toBeGreaterThan(roles.length + 1);
    for (const page of pages) expectTidy(page, sheet);
  });

  test("loses no words where there are more than a page or a card can hold", async () => {
    const sentence = "很长的话，";
    const body = [
      { ...row([cell("label", 2, "长"), cell("answer", 10, sentence.repeat(1500))]), keep: true as const },
      row([cell("answer", 12, "完。")]),
    ];
    const page = await read(sheetsPdf("长", [sheetOf({ parts: [{ kind: "cut", words: "裁" }, grid(body)] })]));
    // A page may end within a sentence: its last letter is counted.
    const count = (pages: readonly Page[]) => pages.flatMap((it) => it.words.split("话").slice(1)).length;
    expect(count(page.pages)).toBe(1500);
    for (const it of page.pages) expectTidy(it, { orientation: "portrait", up: 1 });
    const { width } = roomOf({ orientation: "portrait", up: 4 });
    const card = sheetOf({ up: 4, parts: [grid([row([cell("answer", 12, sentence.repeat(120))])], width)] });
    const { pages } = await read(sheetsPdf("满", [card]));
    expect(pages).toHaveLength(1);
    expect(count(pages)).toBe(4 * 120);
    for (const it of pages) expectTidy(it, card);
  });
});

function fail(message: string): never {
  throw new Error(message);
}

function linesOf({ parts }: Sheet): string[] {
  return parts.flatMap((part) =>
    part.kind === "cut"
      ? [part.words]
      : [...part.head, ...part.body].flatMap(({ cells }) => cells.flatMap((it) => it.lines)),
  );
}

function cell(role: Cell["role"], span: number, ...lines: string[]): Cell {
  return { role, span, down: 1, lines };
}

function row(cells: Cell[]): Row {
  return { height: 9, cells };
}

function grid(body: Row[], width = roomOf({ orientation: "portrait", up: 1 }).width) {
  return { kind: "grid" as const, columns: Array.from({ length: 12 }, () => width / 12), head: [], body };
}

function sheetOf(over: Partial<Sheet>): Sheet {
  return {
    id: "sheet",
    title: "试验表",
    orientation: "portrait",
    up: 1,
    filled: false,
    header: [],
    caution: "不拍照、不发群、不张贴",
    parts: [grid([row([cell("answer", 12)])])],
    foot: "T00　版本 2026.1",
    ...over,
  };
}
