import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { writeWorkbook } from "../../forms/workbook.ts";
import { receive } from "../receive.ts";

const codes = (bytes: Uint8Array) =>
  receive("a.zip", bytes)
    .problems.map((it) => it.code)
    .join();
const files = (entries: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));
const table = "姓名,性别\n张小满,男\n";
const rows = [
  ["姓名", "性别"],
  ["张小满", "男"],
];
/** The places where the entries of the directory begin. */
const directory = (bytes: Uint8Array) =>
  [...bytes.keys()].filter((at) => [0x50, 0x4b, 1, 2].every((it, next) => bytes[at + next] === it));
/** The same archive with the number of four bytes at `field` of every directory entry changed. */
const changed = (bytes: Uint8Array, field: number, change: (value: number) => number) => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const at of directory(copy)) view.setUint32(at + field, change(view.getUint32(at + field, true)), true);
  return copy;
};
const [flags, crc, packed, size] = [8, 16, 20, 24];

describe("exports of ODK Central", () => {
  test("the table of records is read; that others are not is said", () => {
    const received = receive(
      "a.zip",
      files({
        "census-members.csv": "x,y\n1,2\n",
        "census.csv": table,
        "census - audit.csv": "event\n",
        "media/1.csv": "x",
      }),
    );
    expect(received.sheets).toEqual([{ file: "a.zip", sheet: "census.csv", firstRow: 1, rows }]);
    expect(received).toMatchObject({ format: "csv", encoding: "utf-8" });
    expect(received.problems).toMatchObject([{ file: "a.zip", row: 1, code: "file_part_unread", severity: "warning" }]);
  });

  test("one table alone is nothing to tell", () => {
    expect(receive("a.zip", files({ "导出/census.csv": table }))).toMatchObject({ problems: [], sheets: [{ rows }] });
  });
});

describe("archives that are no table are named", () => {
  test.each<[string, Record<string, string>, string]>([
    ["tables side by side", { "一校.csv": table, "二校.csv": table }, "file_zip"],
    ["workbooks", { "一校.xlsx": "x", "二校.xlsx": "y" }, "file_zip"],
    ["photos", { "1.jpg": "x" }, "file_zip"],
    ["a Word document", { "[Content_Types].xml": "x", "word/document.xml": "<x/>" }, "file_other"],
    ["slides", { "[Content_Types].xml": "x", "ppt/presentation.xml": "<x/>" }, "file_other"],
    ["a binary workbook", { "[Content_Types].xml": "x", "xl/workbook.bin": "x" }, "file_other"],
    ["a workbook without its main part", { "[Content_Types].xml": "x", "xl/styles.xml": "<x/>" }, "file_damaged"],
    ["ODS", { mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>" }, "file_ods"],
    ["ODT", { mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }, "file_other"],
    ["Numbers", { "Index/Document.iwa": "x" }, "file_other"],
    ["nothing", {}, "file_empty"],
  ])("%s", (_, entries, code) => {
    expect(codes(files(entries))).toBe(code);
  });
});

describe("sizes are read from the directory before anything is unpacked", () => {
  test("a part that holds nothing but itself", () => {
    expect(codes(zipSync({ "a.csv": new Uint8Array(40 * 2 ** 20) }))).toBe("file_bomb");
  });

  test("sizes that lie", () => {
    const archive = zipSync({ "a.csv": [strToU8(table.repeat(5000)), { level: 9 }] });
    expect(codes(archive)).toBe("");
    expect(codes(changed(archive, size, () => 1000))).toBe("file_bomb");
    expect(codes(changed(archive, size, (it) => it + 1))).toBe("file_damaged");
    expect(codes(changed(archive, size, () => 2 ** 31))).toBe("file_bomb");
    expect(codes(changed(archive, packed, (it) => it - 9))).toBe("file_damaged");
    expect(codes(changed(archive, packed, () => 2 ** 30))).toBe("file_bomb");
    expect(codes(changed(archive, crc, (it) => it ^ 1))).toBe("file_damaged");
  });

  test("many parts that are big together", () => {
    const random = new Uint8Array(2 ** 20).map((_, at) => (at * at * 31) >> 7);
    const archive = zipSync(Object.fromEntries([..."abcdefgh"].map((it) => [`${it}.csv`, [random, { level: 0 }]])));
    expect(codes(changed(archive, size, () => 100 * 2 ** 20))).toMatch(/^file_(bomb|too_big)$/);
  });

  test("more entries than any workbook has", () => {
    const archive = zipSync({ "a.csv": strToU8(table) });
    const view = new DataView(archive.buffer, archive.byteOffset);
    view.setUint16(archive.length - 12, 30_000, true);
    expect(codes(archive)).toBe("file_bomb");
  });
});

describe("archives that are damaged or locked", () => {
  test("a password on the parts", async () => {
    const book = await writeWorkbook("t", [{ name: "a", rows }]);
    expect(codes(changed(book, flags, (it) => it | 1))).toBe("file_password");
  });

  test("one that breaks off anywhere", async () => {
    const book = await writeWorkbook("t", [{ name: "a", rows }]);
    for (const share of [0.01, 0.3, 0.6, 0.99])
      expect(codes(book.slice(0, book.length * share))).toBe("file_truncated");
  });

  test("two parts of one name", () => {
    const archive = files({ "a.csv": table, "b.csv": table });
    const text = Buffer.from(archive).toString("latin1").replaceAll("b.csv", "A.csv");
    expect(codes(new Uint8Array(Buffer.from(text, "latin1")))).toBe("file_damaged");
  });

  test("a note behind the archive does no harm", () => {
    const archive = files({ "a.csv": table });
    const view = new DataView(archive.buffer, archive.byteOffset);
    view.setUint16(archive.length - 2, 3, true);
    expect(codes(new Uint8Array([...archive, 1, 2, 3]))).toBe("");
  });

  test("sizes in the long form", () => {
    const archive = files({ "a.csv": table });
    const [at = 0] = directory(archive);
    const entry = archive.slice(at, at + 46 + 5);
    const view = new DataView(entry.buffer);
    const long = new DataView(new ArrayBuffer(20));
    long.setUint16(0, 1, true);
    long.setUint16(2, 16, true);
    long.setUint32(4, view.getUint32(size, true), true);
    long.setUint32(12, view.getUint32(packed, true), true);
    view.setUint32(size, 0xffffffff, true);
    view.setUint32(packed, 0xffffffff, true);
    view.setUint16(30, 20, true);
    const whole = new Uint8Array([
      ...archive.slice(0, at),
      ...entry,
      ...new Uint8Array(long.buffer),
      ...archive.slice(at + 51),
    ]);
    expect(receive("a", whole)).toMatchObject({ problems: [], sheets: [{ rows }] });
  });
});
