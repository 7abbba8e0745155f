import { strFromU8, unzipSync } from "fflate";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../tests/arbitrary.ts";
import { forms } from "../forms/definitions/index.ts";
import { type AnyAnswers, type Answers, columnsOf, type Form, questionsOf } from "../forms/form.ts";
import { readRows, type Sheet as Rows, sheetOf, writeRows } from "../forms/sheet.ts";
import { readWorkbook } from "../../tests/read-workbook.ts";
import { formCsv, writeCsv } from "./csv.ts";
import { sheetsDocx } from "./docx.ts";
import { pageRule, sheetHtml } from "./html.ts";
import { alarmsIn, alarmWords, writable } from "./instructions.ts";
import { type Cell, pagesOf, pageOf, roomOf, type Sheet, sheetsOf } from "./layout.ts";
import { formSchema } from "./schema.ts";
import { formXlsx } from "./xlsx.ts";

// As a file that was begun here is opened: JSON has only the keys that were answered.
const today = { referenceDate: "2026-11-25", example: true, unfinished: true };
const kept = forms.filter((it) => it.paperOnly !== true);

/** As the reader keeps free words: nothing invisible, no space at the ends. */
const normalised = (words: string) => words.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").trim();

const packed = (words: string) => words.replaceAll(/\s/g, "");
/** What stands in the cells of a sheet, in order; of a page of cards as often as the card. */
const cellsOf = (sheet: Sheet) =>
  Array.from({ length: sheet.up }, () =>
    sheet.parts.flatMap((part) =>
      part.kind === "grid" ? [...part.head, ...part.body].flatMap((row) => row.cells) : [],
    ),
  ).flat();
const wordsIn = (cell: Cell) => packed(cell.lines.join(""));
const htmlCells = (html: string) =>
  [...html.matchAll(/<(t[hd])\b[^>]*>(.*?)<\/\1>/gs)].map(([, , inner = ""]) =>
    packed(
      inner.replaceAll(/<[^>]+>/g, "").replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    ),
  );
const docxWords = async (form: Form) => {
  const xml = strFromU8(
    unzipSync(await sheetsDocx(form.title, sheetsOf(form)))["word/document.xml"] ?? new Uint8Array(),
  );
  const unescaped = xml
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return packed(unescaped);
};

const throughCsv = (form: Form, records: readonly Answers<Form>[]): Rows => ({
  file: "a.csv",
  rows: Papa.parse<string[]>(writeCsv(writeRows<Form>(form, records)).slice(1), { skipEmptyLines: true }).data,
  firstRow: 1,
});
const throughXlsx = async (form: Form, records: readonly Answers<Form>[]): Promise<Rows> => {
  const [list] = await readWorkbook("a.xlsx", await formXlsx(form, records as AnyAnswers[]));
  if (list === undefined) throw new Error("no sheet");
  return list;
};
const throughJson = (form: Form, records: readonly Answers<Form>[]): Rows =>
  sheetOf("a.json", JSON.parse(JSON.stringify(records)) as Record<string, unknown>[], {
    form: form.id,
    version: form.version,
  });

describe.each(forms)("$title", (form) => {
  const sheets = sheetsOf(form);
  const cells = sheets.flatMap(cellsOf);

  test("asks each question on paper under its own label, with exactly the answers that may be ticked", () => {
    for (const { question, table } of columnsOf(form)) {
      const role = table === undefined ? "label" : "head";
      const places = cells.flatMap((it, at) =>
        it.role === role && wordsIn(it) === packed(question.label) ? [at] : [],
      );
      expect(places.length, question.label).toBeGreaterThan(0);
      if (!("codes" in question) || table !== undefined) continue;
      for (const at of places) {
        const ticked = cells[at + 1]?.lines.flatMap((line) => line.split("　"));
        expect(ticked, question.label).toEqual(writable(question).map((it) => `□${it}`));
      }
    }
  });

  test("is the same on the page, in Word and on the sheet of the workbook, cell by cell", async () => {
    const words = await docxWords(form);
    const workbook = (await readWorkbook("a.xlsx", await formXlsx(form))).flatMap((it) => it.rows.flat().map(packed));
    for (const sheet of sheets) {
      const expected = cellsOf(sheet).map(wordsIn);
      expect(htmlCells(sheetHtml(sheet)), sheet.title).toEqual(expected);
      for (const part of sheet.parts) {
        if (part.kind !== "grid") continue;
        const grid = [...part.head, ...part.body].flatMap((row) => row.cells).map(wordsIn);
        expect(words, sheet.title).toContain(grid.join(""));
        if (sheet.up === 1)
          expect(
            grid.filter((it) => it !== "" && !workbook.includes(it)),
            sheet.title,
          ).toEqual([]);
      }
    }
  });

  test("has its columns in the list, in CSV and in the schema, each once and in order", async () => {
    const labels = columnsOf(form).map(({ question }) => question.label);
    const notes =
      (await readWorkbook("a.xlsx", await formXlsx(form))).find((it) => it.sheet === "填表说明")?.rows ?? [];
    expect(notes.slice(notes.findIndex(([first]) => first === "栏目") + 1).map(([first]) => first)).toEqual(labels);
    const csv = Papa.parse<string[]>(formCsv(form).slice(1), { skipEmptyLines: true }).data;
    if (form.paperOnly === true) expect(csv.slice(1).map(([first]) => first)).toEqual(labels);
    else expect(csv).toEqual([[...labels, `版本${form.version}`]]);
    const titles = (it: unknown): string[] =>
      Object.values(
        (it as { properties?: Record<string, { title: string; items?: unknown }> }).properties ?? {},
      ).flatMap((property) =>
        property.items !== undefined && titles(property.items).length > 0 ? titles(property.items) : [property.title],
      );
    expect(titles(formSchema(form))).toEqual(labels);
  });

  test("has no place to write down what calls for action at once, and says what to do instead", async () => {
    const alarming = columnsOf(form)
      .map((it) => it.question)
      .filter((it) => alarmsIn([it]).length > 0);
    const workbook = (await readWorkbook("a.xlsx", await formXlsx(form))).filter((it) => it.sheet !== "填表说明");
    const written = [
      ...cells
        .filter((it) => it.role === "options")
        .flatMap((it) => it.lines.flatMap((line) => line.split("　")))
        .map((it) => it.slice(1)),
      ...workbook.flatMap((it) => it.rows.flat()),
      ...[...JSON.stringify(formSchema(form)).matchAll(/"title":"([^"]*)"/g)].map(([, title]) => title),
    ];
    for (const question of alarming) {
      if (!("codes" in question)) continue;
      for (const { label, alarm } of question.codes)
        if (alarm !== undefined) expect(written, label).not.toContain(label);
    }
    const outputs = [
      sheets.map((it) => sheetHtml(it)).join(""),
      await docxWords(form),
      JSON.stringify(await readWorkbook("a", await formXlsx(form))),
    ];
    for (const alarm of alarmsIn(alarming))
      for (const words of outputs) expect(packed(words)).toContain(packed(alarmWords[alarm]));
  });

  test("asks what it asked before, or says that it is a new version", async () => {
    const lines = columnsOf(form).map(({ id, question, table }) => {
      const codes = "codes" in question ? `: ${question.codes.map((it) => `${it.code} ${it.label}`).join(", ")}` : "";
      return `${table === undefined ? "" : `${table}.`}${id} ${question.type} ${question.label}${codes}`;
    });
    const file = `../../tests/forms/${form.id}-${form.version}.txt`;
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(file);
  });

  test("gives the same bytes each time", async () => {
    expect(await sheetsDocx(form.title, sheetsOf(form))).toEqual(await sheetsDocx(form.title, sheetsOf(form)));
    expect(await formXlsx(form)).toEqual(await formXlsx(form));
  });

  test("takes the pages it declares, on boxes that are as wide as the sheet and cells that fill their row", () => {
    for (const [at, sheet] of sheetsOf(form).entries()) {
      expect(pagesOf(sheet), sheet.title).toBe(form.papers[at]?.pages);
      const { width } = roomOf(sheet);
      expect(width).toBeLessThan(pageOf(sheet).width);
      for (const part of sheet.parts) {
        if (part.kind !== "grid") continue;
        expect(part.columns.reduce((sum, it) => sum + it, 0)).toBeCloseTo(width, 5);
        let reaching: { span: number; down: number }[] = [];
        for (const { cells } of [...part.head, ...part.body]) {
          const above = reaching.reduce((sum, it) => sum + it.span, 0);
          expect(
            cells.reduce((sum, it) => sum + it.span, above),
            JSON.stringify(cells),
          ).toBe(part.columns.length);
          reaching = [...reaching, ...cells]
            .map(({ span, down }) => ({ span, down: down - 1 }))
            .filter((it) => it.down > 0);
        }
      }
    }
  });

  test("says on every sheet what keeps it from being photographed and posted, and its number and version", async () => {
    const entries = Object.entries(unzipSync(await sheetsDocx(form.title, sheets)));
    const xml = entries.flatMap(([name, bytes]) =>
      /^word\/(document|header|footer)/.test(name) ? strFromU8(bytes) : [],
    );
    const written = packed(
      xml
        .join("")
        .replaceAll(/<[^>]+>/g, "")
        .replaceAll("&quot;", '"'),
    );
    for (const sheet of sheetsOf(form)) {
      expect(sheet.caution).toMatch(/不拍照|不复印/);
      expect(`${pageRule(sheet)}${sheetHtml(sheet)}`).toContain(sheet.caution);
      expect(written, "Word").toContain(packed(sheet.caution));
      expect(written, "Word").toContain(packed(sheet.foot));
      expect(sheet.foot).toContain(`${form.template} `);
      expect(sheet.foot).toContain(`版本 ${form.version}`);
    }
  });
});

describe.each(kept)("$title", (form) => {
  test("has a dropdown for every choice and text format where Excel would spoil what is typed", async () => {
    const sheets = unzipSync(await formXlsx(form));
    const first = strFromU8(sheets["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    const choices = columnsOf(form).filter(({ question }) => question.type === "choice").length;
    expect(first.match(/type="list"/g)?.length ?? 0).toBe(choices);
    if (choices > 0) expect(first).toContain("选项!$A$2");
    expect(first).toMatch(/<pane [^>]*ySplit="1"/);
    expect(first).toContain(`<sheetProtection sheet="1"`);
    const at = columnsOf(form).findIndex(({ question }) => question.type !== "number") + 1;
    const [, style = ""] = new RegExp(`<col min="${String(at)}" max="${String(at)}" style="(\\d+)"`).exec(first) ?? [];
    const styles = strFromU8(sheets["xl/styles.xml"] ?? new Uint8Array());
    const formats = /<cellXfs.*<\/cellXfs>/.exec(styles)?.[0].match(/<xf [^>]*\/>|<xf [^>]*[^/]>.*?<\/xf>/g) ?? [];
    const [, format = ""] = /numFmtId="(\d+)"/.exec(formats[Number(style)] ?? "") ?? [];
    expect(style).not.toBe("");
    expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`);
    expect(formats[Number(style)], "unlocked").toContain(`locked="0"`);
  });

  test("has an invented respondent who is read back from every file without a problem", async () => {
    for (const sheet of [
      throughCsv(form, [form.example]),
      await throughXlsx(form, [form.example]),
      throughJson(form, [form.example]),
    ]) {
      const { records, problems } = readRows<Form>(form, sheet, today);
      expect(problems).toEqual([]);
      expect(records.map((it) => it.answers)).toEqual([form.example]);
    }
  });

  test("reads back whatever it wrote, from .csv, .xlsx and .json", async () => {
    const seed = Date.now();
    await fc.assert(
      fc.asyncProperty(
        fc.array(recordOf(form, today.referenceDate), { minLength: 1, maxLength: 3 }),
        async (records) => {
          for (const sheet of [
            throughCsv(form, records),
            await throughXlsx(form, records),
            throughJson(form, records),
          ]) {
            const { records: back, problems } = readRows<Form>(form, sheet, today);
            expect(problems.filter((it) => it.severity === "error")).toEqual([]);
            expect(back.map((it) => it.answers)).toEqual(records);
          }
        },
      ),
      { numRuns: 30, seed },
    );
  });

  test("reads back whatever is typed where words are free", async () => {
    const written = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((it) => normalised(it))
      .filter((it) => it !== "" && !/^'+[=+@-]|\p{Surrogate}/u.test(it));
    const hostile = fc.constantFrom(
      "=HYPERLINK(A1)",
      "+86 1",
      "@x",
      "-3",
      "-a",
      'a"b',
      '"a',
      "a,b",
      "a\nb;c,d",
      "'x",
      "；、|",
      "<&>]]>",
      "_x000A_",
    );
    const texts = questionsOf(form).flatMap(([id, it]) =>
      it.type === "text" && it.holds !== "name" && it.holds !== "student_number" ? [{ id, longest: it.longest }] : [],
    );
    // Rules at columns of a table see its rows.
    const rules = (form.rules ?? []).filter((rule) => questionsOf(form).some(([id]) => id === rule.at));
    const broken = (answers: AnyAnswers) => rules.some((it) => it.severity === "error" && it.broken(answers, today));
    await fc.assert(
      fc.asyncProperty(
        recordOf(form, today.referenceDate),
        fc.constantFrom(...texts),
        fc.oneof(written, hostile),
        async (record, { id, longest }, words) => {
          const said = [...words].slice(0, Math.min(15, longest)).join("").trim();
          fc.pre(said !== "" && (record as AnyAnswers)[id] !== undefined);
          // What stands for the row above, or for nothing, is no word.
          fc.pre(!/^(同上|〃|[″〞"]|''|’’|々)/.test(said) && [...said].every((it) => it >= " " && it !== "\x7f"));
          const answers: Answers<Form> = { ...record, [id]: said };
          // Names may have to differ, numbers to look like one.
          fc.pre(!broken(answers as AnyAnswers));
          for (const sheet of [throughCsv(form, [answers]), await throughXlsx(form, [answers])])
            expect(readRows<Form>(form, sheet, today).records.map((it) => it.answers)).toEqual([answers]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

test("a form that stays on paper takes no answers, and its workbook has no cell to type in", async () => {
  const form = forms.find((it) => it.paperOnly === true);
  if (form === undefined) throw new Error("no form of that kind");
  expect(() => sheetsOf(form, { facts: "x" })).toThrow("stays on paper");
  await expect(formXlsx(form, [{ facts: "x" }])).rejects.toThrow("stays on paper");
  const styles = strFromU8(unzipSync(await formXlsx(form))["xl/styles.xml"] ?? new Uint8Array());
  expect(styles).not.toContain(`locked="0"`);
  expect(styles).not.toContain(`locked="false"`);
});

test("a formula in a cell is written so that no spreadsheet runs it; a number stays one", () => {
  const csv = writeCsv([["=1+1", "+86", "@x", "-3", "-x", '"a",b', "ok"]]);
  expect(csv).toBe(`\ufeff'=1+1,'+86,'@x,-3,'-x,"""a"",b",ok\r\n`);
});
