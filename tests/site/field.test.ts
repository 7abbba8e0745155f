import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readWorkbook } from "../read-workbook.ts";
import { copyOfProject, runIn } from "./copy.ts";
import { textOfPdf } from "./strings.ts";

let copy = "";
beforeAll(() => {
  copy = copyOfProject(process.cwd());
  const path = join(copy, "src/forms/definitions/talk-record.ts");
  const before = readFileSync(path, "utf8");
  const after = before.replace(
    "        mood: rating(",
    `        shoe_size: number("鞋码", { privacy: "safe", least: 10, most: 50 }),\n        mood: rating(`,
  );
  expect(after).not.toBe(before);
  writeFileSync(path, after);
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

test("a field added to one definition, with no other edit, is in every output, in the privacy rules and read back", async () => {
  const { code, said } = runIn(copy, "build.ts", ["--force"]);
  expect(code, said).toBe(0);
  const file = (path: string) => new Uint8Array(readFileSync(join(copy, "dist", path)));
  const text = (path: string) => strFromU8(file(path));
  const form = (ending: string) => `forms/talk-record/talk-record.${ending}`;
  const found = {
    page: text("forms/talk-record/index.html"),
    print: text("forms/talk-record/print/index.html"),
    privacy: text("privacy/talk-record/index.html"),
    docx: strFromU8(unzipSync(file(form("docx")))["word/document.xml"] ?? new Uint8Array()),
    xlsx: (await readWorkbook("a", file(form("xlsx")))).map((it) => it.rows.flat().join(" ")).join(" "),
    pdf: await textOfPdf(file(form("pdf"))),
    csv: text(form("csv")),
    schema: text(form("schema.json")),
    screen: readdirSync(join(copy, "dist/_astro"))
      .filter((it) => it.endsWith(".js"))
      .map((it) => text(`_astro/${it}`))
      .join(""),
  };
  for (const [output, words] of Object.entries(found)) expect(words.includes("鞋码"), output).toBe(true);

  const reader = `
    const { talkRecord } = await import("./src/forms/definitions/talk-record.ts");
    const { readRows, writeRows } = await import("./src/forms/sheet.ts");
    const rows = writeRows(talkRecord, [{ ...talkRecord.example, shoe_size: 36 }]);
    const read = readRows(talkRecord, { file: "a", rows, firstRow: 1 }, { referenceDate: "2026-11-25", example: true });
    console.log(JSON.stringify([read.problems, read.records.map((it) => it.answers.shoe_size)]));`;
  const node = ["--input-type=module", "--eval", reader];
  expect(JSON.parse(execFileSync(process.execPath, node, { cwd: copy, encoding: "utf8" }))).toEqual([[], [36]]);
});
