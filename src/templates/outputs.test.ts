import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../tests/arbitrary.ts";
import { forms } from "../forms/definitions/index.ts";
import { defineForm, type Form, questionsOf, type Section, text } from "../forms/form.ts";
import { readRows, writeRows } from "../forms/sheet.ts";
import { writeCsv } from "./csv.ts";
import { sheetDocx } from "./docx.ts";
import { sheetHtml } from "./html.ts";
import { layOut, optionLines } from "./layout.ts";
import { formSchema } from "./schema.ts";
import { formXlsx } from "./xlsx.ts";

/** As the reader keeps free words: nothing invisible, no space at the ends. */
const normalised = (words: string) =>
  words
    .slice(0, 15)
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .trim();

/** All words of every output of a form. */
async function outputsOf(form: Form): Promise<Record<string, string>> {
  const docx = unzipSync(await sheetDocx(layOut(form)));
  const xlsx = await readXlsx(await formXlsx(form));
  return {
    html: sheetHtml(layOut(form)).replaceAll(/<[^>]+>/g, " "),
    docx: Object.entries(docx)
      .flatMap(([name, bytes]) => (name.endsWith(".xml") ? strFromU8(bytes).replaceAll(/<[^>]+>/g, "") : []))
      .join("\n"),
    xlsx: xlsx.sheets.flatMap((sheet) => sheet.rows.flat()).join("\n"),
    csv: writeCsv(writeRows(form, [])),
    schema: JSON.stringify(formSchema(form)),
  };
}

describe.each(forms)("$title", (form) => {
  test("has every question and its title in every output", async () => {
    for (const [name, words] of Object.entries(await outputsOf(form))) {
      for (const [, question] of questionsOf(form))
        expect(words.includes(question.label), `${question.label} in ${name}`).toBe(true);
      if (name !== "csv") expect(words, name).toContain(form.title);
    }
  });

  test("has every option in the outputs for paper and Excel", async () => {
    const { html = "", docx = "", xlsx = "" } = await outputsOf(form);
    for (const [, question] of questionsOf(form)) {
      if (!("codes" in question)) continue;
      for (const { label } of question.codes) {
        expect(html, label).toContain(`□${label}`);
        expect(docx, label).toContain(`□${label}`);
        expect(xlsx, label).toContain(label);
      }
    }
  });

  test("gives the same bytes each time", async () => {
    expect(await sheetDocx(layOut(form))).toEqual(await sheetDocx(layOut(form)));
    expect(await formXlsx(form)).toEqual(await formXlsx(form));
  });

  test("has a dropdown for every choice and text format where Excel would spoil what is typed", async () => {
    const sheets = unzipSync(await formXlsx(form));
    const first = strFromU8(sheets["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    const choices = questionsOf(form).filter(([, it]) => it.type === "choice").length;
    expect(first.match(/type="list"/g)?.length).toBe(choices);
    expect(first).toContain("选项!$A$2");
    expect(first).toMatch(/<pane [^>]*ySplit="1"/);
    const at = questionsOf(form).findIndex(([, it]) => it.type === "id") + 1;
    const [, style = ""] = new RegExp(`<col min="${String(at)}" max="${String(at)}" style="(\\d+)"`).exec(first) ?? [];
    const styles = strFromU8(sheets["xl/styles.xml"] ?? new Uint8Array());
    const formats = styles.match(/<cellXfs.*<\/cellXfs>/)?.[0].match(/<xf [^>]*>/g) ?? [];
    const [, format = ""] = /numFmtId="(\d+)"/.exec(formats[Number(style)] ?? "") ?? [];
    expect(style).not.toBe("");
    expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`);
  });

  test("an empty .csv made from it, filled in, is read back without loss", () => {
    const filled = writeCsv(writeRows<Form>(form, [form.example]));
    const { data } = Papa.parse<string[]>(filled.slice(1), { skipEmptyLines: true });
    const { records, problems } = readRows<Form>(
      form,
      { file: "a.csv", rows: data, firstRow: 1 },
      { referenceDate: "2026-09-30", example: true },
    );
    expect(problems).toEqual([]);
    expect(records.map((it) => it.answers)).toEqual([form.example]);
  });

  test("reads back from .csv whatever is typed where words are free", () => {
    const written = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((it) => normalised(it))
      .filter((it) => it !== "" && !/^'+[=+@-]/.test(it));
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
    );
    fc.assert(
      fc.property(recordOf(form, "2026-09-30"), fc.oneof(written, hostile), (record, words) => {
        const free = questionsOf(form).filter(([, it]) => it.type === "text");
        const answers = { ...record, ...Object.fromEntries(free.map(([id]) => [id, words.slice(0, 15)])) };
        const { data } = Papa.parse<string[]>(writeCsv(writeRows<Form>(form, [answers])).slice(1), {
          skipEmptyLines: true,
        });
        const read = readRows<Form>(
          form,
          { file: "a.csv", rows: data, firstRow: 1 },
          { referenceDate: "2026-09-30", example: true },
        );
        expect(read.records.map((it) => it.answers)).toEqual([answers]);
      }),
      { numRuns: 100 },
    );
  });

  test("breaks no option of the Word file between its box and its words, and keeps lines as wide as their cell", () => {
    const cells = layOut(form)
      .blocks.flatMap(({ rows }) => rows.flat())
      .filter((it) => it.text.includes("□"));
    for (const cell of cells) {
      const lines = optionLines(cell);
      expect(lines.join("　")).toBe(cell.text);
      for (const line of lines) {
        expect(line.startsWith("□")).toBe(true);
        expect([...line].length * 9 * (25.4 / 72)).toBeLessThanOrEqual((173 * cell.span) / 12);
      }
    }
  });

  test("lays every row of the paper on the grid of twelve", () => {
    for (const { rows } of layOut(form).blocks)
      for (const row of rows) expect(row.reduce((sum, it) => sum + it.span, 0)).toBe(12);
  });
});

test("a question added to a definition stands in every output with no other edit", async () => {
  const [census] = forms;
  if (census === undefined) throw new Error("no form");
  const sections = [...census.sections, { title: "七", questions: { shoe_size: text("鞋码", { privacy: "safe" }) } }];
  const grown = defineForm<readonly Section[]>({ ...census, id: "grown", sections });
  for (const [name, words] of Object.entries(await outputsOf(grown))) expect(words, name).toContain("鞋码");
});

test("a formula in a cell is written so that no spreadsheet runs it; a number stays one", () => {
  const csv = writeCsv([["=1+1", "+86", "@x", "-3", "-x", '"a",b', "ok"]]);
  expect(csv).toBe(`\ufeff'=1+1,'+86,'@x,-3,'-x,"""a"",b",ok\r\n`);
});
