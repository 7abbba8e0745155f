import { forms } from "../src/forms/definitions/index.ts";
import { sheetsDocx } from "../src/templates/docx.ts";
import { sheetHtml } from "../src/templates/html.ts";
import { sheetsOf } from "../src/templates/layout.ts";
import { sheetsPdf } from "../src/templates/node/pdf.ts";
import { formXlsx } from "../src/templates/xlsx.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run bench:forms

把每张表做成 HTML、Word、Excel、PDF 各一遍，写出每种用了多少毫秒、多少字节。`;

/** Milliseconds and bytes of every kind of file for all forms together, in one run. */
async function benchForms(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, {}, help, effects);
  if ("exit" in read) return read.exit;
  const kinds: Record<string, (form: (typeof forms)[number]) => Promise<number> | number> = {
    HTML: (form) => sheetsOf(form).reduce((all, it) => all + sheetHtml(it).length, 0),
    Word: async (form) => (await sheetsDocx(form.title, sheetsOf(form))).length,
    Excel: async (form) => (await formXlsx(form)).length,
    PDF: (form) => sheetsPdf(form.title, sheetsOf(form)).length,
  };
  let total = 0;
  for (const [kind, write] of Object.entries(kinds)) {
    const began = performance.now();
    let bytes = 0;
    for (const form of forms) bytes += await write(form);
    const took = performance.now() - began;
    total += took;
    effects.tell(`${kind.padEnd(6)}${took.toFixed(0).padStart(7)} 毫秒${String(bytes).padStart(10)} 字节`);
  }
  effects.tell(`${String(forms.length)} 张表共 ${(total / 1000).toFixed(2)} 秒`);
  return 0;
}

await main(import.meta, benchForms);
