import { strFromU8, unzipSync } from "fflate";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../tests/arbitrary.ts";
import { forms } from "../forms/definitions/index.ts";
import {
  type AnyAnswers,
  type Answers,
  columnsOf,
  defineForm,
  type Form,
  questionsOf,
  type Section,
  text,
} from "../forms/form.ts";
import { readRows, type Sheet as Rows, sheetOf, writeRows } from "../forms/sheet.ts";
import { readWorkbook } from "../forms/workbook.ts";
import { writeCsv } from "./csv.ts";
import { sheetsDocx } from "./docx.ts";
import { sheetHtml } from "./html.ts";
import { pagesOf, pageOf, roomOf, sheetsOf } from "./layout.ts";
import { formSchema } from "./schema.ts";
import { formXlsx } from "./xlsx.ts";

const today = { referenceDate: "2026-11-25", example: true };
const kept = forms.filter((it) => it.paperOnly !== true);

/** As the reader keeps free words: nothing invisible, no space at the ends. */
const normalised = (words: string) => words.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").trim();

/** All words of every output of a form, lines that a box is broken into put together again. */
async function outputsOf(form: Form): Promise<Record<string, string>> {
  const sheets = sheetsOf(form);
  const wordsIn = (xml: string) => xml.replaceAll(/<[^>]+>/g, "").replaceAll(/\s/g, "");
  const docx = unzipSync(await sheetsDocx(form.title, sheets));
  const xlsx = await readWorkbook("a.xlsx", await formXlsx(form));
  return {
    html: wordsIn(sheets.map(sheetHtml).join("")),
    docx: wordsIn(
      Object.entries(docx)
        .flatMap(([name, bytes]) => (name.endsWith(".xml") ? strFromU8(bytes) : []))
        .join(""),
    ),
    xlsx: xlsx.flatMap(({ rows }) => rows.flat()).join("\n"),
    csv: writeCsv(writeRows(form, [])),
    schema: JSON.stringify(formSchema(form)),
  };
}

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
  test("has every question and its title in every output", async () => {
    for (const [name, words] of Object.entries(await outputsOf(form))) {
      for (const { question } of columnsOf(form))
        expect(words.includes(question.label), `${question.label} in ${name}`).toBe(true);
      if (name !== "csv") expect(words, name).toContain(form.title);
    }
  });

  test("has every option in the outputs for paper and Excel, boxed where it is ticked", async () => {
    const { html = "", docx = "", xlsx = "" } = await outputsOf(form);
    for (const { question, table } of columnsOf(form)) {
      if (!("codes" in question)) continue;
      for (const { label } of question.codes) {
        const printed = `${table === undefined ? "□" : ""}${label}`.replaceAll(/\s/g, "");
        expect(html, label).toContain(printed);
        expect(docx, label).toContain(printed);
        expect(xlsx, label).toContain(label);
      }
    }
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

  test("says on every sheet what keeps it from being photographed and posted, and its number and version", () => {
    for (const sheet of sheetsOf(form)) {
      expect(sheet.caution).not.toBe("");
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
    const formats = /<cellXfs.*<\/cellXfs>/.exec(styles)?.[0].match(/<xf .*?(?:\/>|<\/xf>)/g) ?? [];
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
    const texts = questionsOf(form).flatMap(([id, it]) => (it.type === "text" ? [{ id, longest: it.longest }] : []));
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

test("a question added to a definition stands in every output with no other edit", async () => {
  const census = forms.find((it) => it.id === "child-census");
  if (census === undefined) throw new Error("no form");
  const sections = [...census.sections, { title: "七", questions: { shoe_size: text("鞋码", { privacy: "safe" }) } }];
  const grown = defineForm<readonly Section[]>({ ...census, id: "grown", sections });
  for (const [name, words] of Object.entries(await outputsOf(grown))) expect(words, name).toContain("鞋码");
});

test("a formula in a cell is written so that no spreadsheet runs it; a number stays one", () => {
  const csv = writeCsv([["=1+1", "+86", "@x", "-3", "-x", '"a",b', "ok"]]);
  expect(csv).toBe(`\ufeff'=1+1,'+86,'@x,-3,'-x,"""a"",b",ok\r\n`);
});
