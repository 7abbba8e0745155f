import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { forms } from "../../src/forms/definitions/index.ts";
import { type AnyAnswers, type Answers, columnsOf, type Form } from "../../src/forms/form.ts";
import { readRows } from "../../src/forms/sheet.ts";
import { readWorkbook } from "../read-workbook.ts";
import { formXlsx } from "../../src/templates/xlsx.ts";
import { recordOf } from "../arbitrary.ts";
import { convert, packed, pagesOfPdf, type PdfPage } from "./office.ts";

const file = (form: Form, ending: string) => `dist/forms/${form.id}/${form.id}.${ending}`;
const read = (paths: readonly string[]) => Promise.all(paths.map((path) => pagesOfPdf(readFileSync(path))));
const a4 = { portrait: [595, 842], landscape: [842, 595] } as const;

describe("what an office opens", () => {
  let word: PdfPage[][] = [];
  let excel: PdfPage[][] = [];
  beforeAll(async () => {
    word = await read(
      convert(
        forms.map((it) => file(it, "docx")),
        "pdf",
      ),
    );
    excel = await read(
      convert(
        forms.map((it) => file(it, "xlsx")),
        "pdf",
      ),
    );
  });

  test.each(forms.map((form, at) => ({ form, at, title: form.title })))(
    "$title as a Word file has the declared pages on A4 and every label",
    ({ form, at }) => {
      const pages = word[at] ?? [];
      const declared = form.papers.flatMap(({ pages, orientation }) =>
        Array.from({ length: pages }, () => a4[orientation]),
      );
      expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(declared);
      const text = pages.map((it) => it.text).join("");
      expect(text).toContain(packed(form.title));
      for (const { question } of columnsOf(form))
        expect(text.includes(packed(question.label)), question.label).toBe(true);
    },
  );

  test.each(forms.map((form, at) => ({ form, at, title: form.title })))(
    "$title as a workbook opens with every label",
    ({ form, at }) => {
      const text = (excel[at] ?? []).map((it) => it.text).join("");
      expect(text).toContain(packed(form.title));
      for (const { question } of columnsOf(form))
        expect(text.includes(packed(question.label)), question.label).toBe(true);
    },
  );
});

test("records in a workbook are the same after an office has saved it again", async () => {
  const seed = Date.now();
  // What a generated record broke is found again with this.
  process.stdout.write(`seed ${String(seed)}\n`);
  const today = { referenceDate: "2026-11-25", example: true };
  const folder = mkdtempSync(join(tmpdir(), "again-"));
  const filled = forms
    .filter((it) => it.paperOnly !== true)
    .map((form) => ({
      form,
      path: join(folder, `${form.id}.xlsx`),
      records: [
        form.example as Answers<Form>,
        ...fc.sample(recordOf<Form>(form, today.referenceDate), { numRuns: 20, seed }),
      ],
    }));
  expect(filled.length).toBeGreaterThanOrEqual(5);
  for (const { form, path, records } of filled) writeFileSync(path, await formXlsx(form, records as AnyAnswers[]));
  const saved = convert(
    filled.map((it) => it.path),
    "xlsx",
  );
  for (const [at, { form, records }] of filled.entries()) {
    const bytes = new Uint8Array(readFileSync(saved[at] ?? ""));
    expect(bytes).not.toEqual(new Uint8Array(readFileSync(filled[at]?.path ?? "")));
    const [list] = await readWorkbook(form.id, bytes);
    if (list === undefined) throw new Error("no sheet");
    const { records: back, problems } = readRows<Form>(form, list, today);
    expect(
      problems.filter((it) => it.severity === "error"),
      form.title,
    ).toEqual([]);
    expect(
      back.map((it) => it.answers),
      form.title,
    ).toEqual(records);
  }
});
