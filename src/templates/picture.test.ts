import { describe, expect, test } from "vitest";
import { forms } from "../forms/definitions/index.ts";
import { layOut, pageOf, pagesOf, type Sheet } from "./layout.ts";
import { sheetSvg } from "./picture.ts";

const sheets = forms.flatMap((form) =>
  form.papers.map((paper) => ({ name: `${form.id} ${paper.id}`, sheet: layOut(form, paper) })),
);

/** All words of a drawing, without white space. */
function wordsIn(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, words = ""]) => words.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
    .join("")
    .replace(/\s/g, "");
}
const bare = (words: string) => words.replace(/\s/g, "");
const cellsOf = (sheet: Sheet) =>
  sheet.parts.flatMap((part) => (part.kind === "cut" ? [] : [...part.head, ...part.body].flatMap((it) => it.cells)));

describe.each(sheets)("$name", ({ sheet }) => {
  const svg = sheetSvg(sheet);

  test("is small, on its page, and asks for nothing else", () => {
    const { width, height } = pageOf(sheet);
    expect(Buffer.byteLength(svg)).toBeLessThan(15_000);
    expect(svg).toContain(`viewBox="0 0 ${String(width)} ${String(height)}"`);
    expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<image|@import|url\(/);
    for (const [, x = "", y = ""] of svg.matchAll(/<text[^>]* x="([^"]+)" y="([^"]+)"/g)) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x)).toBeLessThan(width);
      expect(Number(y)).toBeGreaterThan(0);
      expect(Number(y)).toBeLessThan(height);
    }
  });

  test("says what the sheet says", () => {
    const words = wordsIn(svg);
    expect(words).toContain(bare(sheet.title));
    expect(words).toContain(bare(sheet.foot));
    for (const it of sheet.header) expect(words).toContain(bare(it));
    // The first page of several is shown.
    const shown = pagesOf(sheet) === 1 ? cellsOf(sheet) : cellsOf(sheet).slice(0, 6);
    for (const { lines } of shown) for (const it of lines) expect(words).toContain(bare(it));
  });

  test("is the same each time", () => {
    expect(sheetSvg(sheet)).toBe(svg);
  });
});

const empty: Sheet = {
  id: "sheet",
  title: "样表",
  orientation: "portrait",
  up: 1,
  filled: false,
  header: [],
  caution: "不外传",
  parts: [],
  foot: "T00",
};
const row = (height: number, ...lines: string[]) => ({
  height,
  cells: lines.map((it) => ({ role: "label" as const, span: 1, down: 1, lines: [it] })),
});

test("a box that reaches down is not crossed, and lines that touch are one", () => {
  const place = { role: "seal" as const, span: 1, down: 2, lines: ["单位（盖章）"] };
  const svg = sheetSvg({
    ...empty,
    parts: [
      {
        kind: "grid",
        columns: [55, 55, 55],
        head: [],
        body: [{ height: 20, cells: [...row(20, "甲", "乙").cells, place] }, row(20, "丙", "丁")],
      },
    ],
  });
  // Frame of 165 by 40; below 甲 and 乙 one line of 110; two upright lines of the full height.
  expect(svg).toContain('d="M25 31h165v40h-165z"');
  expect(svg).toContain('d="M25 51h110M80 31v40M135 31v40"');
});

test("four cards stand on one page, drawn once, with two lines to cut along", () => {
  const parts = [{ kind: "grid" as const, columns: [89], head: [], body: [row(9, "姓名")] }];
  const svg = sheetSvg({ ...empty, up: 4, parts });
  expect(svg.match(/<use /g)).toHaveLength(3);
  expect(svg.match(/姓名/g)).toHaveLength(1);
  expect(svg).toContain('class="d" d="M105 5v287M5 148.5h200"');
});

test("only the first page is drawn, with the number of pages", () => {
  const body = Array.from({ length: 60 }, (_, at) => row(9, `第${String(at + 1)}行`));
  const words = wordsIn(
    sheetSvg({ ...empty, parts: [{ kind: "grid", columns: [165], head: [row(7, "抬头")], body }] }),
  );
  expect(words).toContain("抬头第1行");
  expect(words).toContain("第26行");
  expect(words).not.toContain("第27行");
  expect(words).toContain("第1页共3页");
});

test("words never become marks of the drawing", () => {
  const svg = sheetSvg({ ...empty, title: '<b>&"' });
  expect(svg).not.toContain("<b>");
  expect(wordsIn(svg)).toContain('<b>&"');
});
