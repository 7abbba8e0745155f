import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gb18030 } from "../../scripts/gb18030.ts";
import { writeWorkbook } from "../forms/workbook.ts";
import { receive } from "./receive.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const gbk = (text: string) => new Uint8Array(gb18030(text));
const utf16 = (text: string, big: boolean, marked = true) => {
  const all = marked ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(all.split("").flatMap((it) => [it.charCodeAt(0) & 0xff, it.charCodeAt(0) >> 8]));
  return big ? bytes.map((_, at) => bytes[at % 2 === 0 ? at + 1 : at - 1] ?? 0) : bytes;
};
const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((it) => [...it]));
const rows = (bytes: Uint8Array) => {
  const received = receive("a.csv", bytes);
  return received.sheets[0]?.rows ?? received.problems.map((it) => it.code).join();
};
const table = "姓名,性别\r\n张小满,男\r\n李青禾,女\r\n";
const expected = [
  ["姓名", "性别"],
  ["张小满", "男"],
  ["李青禾", "女"],
];

/** Node reads Big5 but does not write it. */
function big5(text: string): Uint8Array {
  const decoder = new TextDecoder("big5");
  const pairs = new Map<string, number[]>();
  for (let lead = 0xa1; lead <= 0xf9; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(new Uint8Array([lead, trail]));
      if (!pairs.has(character)) pairs.set(character, [lead, trail]);
    }
  return new Uint8Array([...text].flatMap((it) => (it < "\x80" ? [it.charCodeAt(0)] : (pairs.get(it) ?? []))));
}

describe("a file is read by its content, whatever its name", () => {
  test.each<[string, Uint8Array, string | null]>([
    ["UTF-8", utf8(table), "utf-8"],
    ["UTF-8 with BOM, as Excel saves it", utf8(`\ufeff${table}`), "utf-8"],
    ["GB18030, as WPS saves it", gbk(table), "gb18030"],
    ["GB18030 with its mark", joined(new Uint8Array([0x84, 0x31, 0x95, 0x33]), gbk(table)), "gb18030"],
    ["UTF-16 with BOM, as “Unicode text”", utf16(table.replaceAll(",", "\t"), false), "utf-16le"],
    ["UTF-16 of the other byte order", utf16(table, true), "utf-16be"],
    ["UTF-16 without BOM", utf16(table, false, false), "utf-16le"],
    ["UTF-16 of the other byte order without BOM", utf16(table.replaceAll(",", "\t"), true, false), "utf-16be"],
    ["semicolons", utf8(table.replaceAll(",", ";")), "utf-8"],
    ["Chinese commas", utf8(table.replaceAll(",", "，")), "utf-8"],
    ["line breaks of old Macintosh", utf8(table.replaceAll("\r\n", "\r")), "utf-8"],
    ["the end mark of DOS", gbk(`${table}\x1a`), "gb18030"],
    ["JSON: an array", utf8('[{"姓名":"张小满","性别":"男"},{"姓名":"李青禾","性别":"女"}]'), "utf-8"],
    ["JSON in GB18030", gbk('[{"姓名":"张小满","性别":"男"},{"姓名":"李青禾","性别":"女"}]'), "gb18030"],
    [
      "JSON: an object that holds an array",
      utf8('{"批次":"x","records":[{"姓名":"张小满","性别":"男"},{"姓名":"李青禾","性别":"女"}]}'),
      "utf-8",
    ],
    [
      "a web page in GB18030",
      gbk("<table><tr><td>姓名<td>性别<tr><td>张小满<td>男<tr><td>李青禾<td>女</table>"),
      "gb18030",
    ],
  ])("%s", (_, bytes, encoding) => {
    expect(rows(bytes)).toEqual(expected);
    expect(receive("a.pdf", bytes)).toMatchObject({ encoding, problems: [] });
  });

  test("a workbook named .csv", async () => {
    const bytes = await writeWorkbook("t", [{ name: "花名册", rows: expected }]);
    expect(receive("a.csv", bytes)).toEqual({
      file: "a.csv",
      format: "xlsx",
      encoding: null,
      sheets: [{ file: "a.csv", sheet: "花名册", firstRow: 1, rows: expected, merges: [] }],
      problems: [],
    });
  });

  test("rare and minority names do not make GB18030 uncertain", () => {
    const text = "姓名,性别\r\n婷婷,女\r\n媛嫣,女\r\n欧阳淼,男\r\n阿依古丽·买买提,女\r\n";
    expect(rows(gbk(text))).toHaveLength(5);
  });
});

describe("an encoding that is not certain is refused", () => {
  test.each<[string, Uint8Array, string]>([
    ["Big5", big5("姓名,性別,出生日期\r\n張小滿,男,2015-03-12\r\n李青禾,女,2014-05-06\r\n"), "file_encoding"],
    ["Big5 of two headings", big5("姓名,性別\r\n陳怡君,女\r\n"), "file_encoding"],
    ["bytes of no encoding", new Uint8Array([0xd0, 0xff, 0xff, 0x81, 0x2c, 0xff]), "file_encoding"],
    [
      "UTF-8 with a wrong byte in the middle",
      utf8(table).map((byte, at) => (at === 20 ? 0x41 : byte)),
      "file_encoding",
    ],
    ["UTF-8 behind GB18030", joined(gbk(table.repeat(50)), utf8(table)), "file_encoding"],
    ["GB18030 behind UTF-8", joined(utf8(table.repeat(50)), gbk(table)), "file_encoding"],
    ["GB18030 under the mark of UTF-8", joined(new Uint8Array([0xef, 0xbb, 0xbf]), gbk(table)), "file_encoding"],
    ["UTF-16 with half a character", joined(utf16(table, false), new Uint8Array([0x20])), "file_truncated"],
    ["UTF-8 that breaks off in a character", utf8(table).slice(0, -3), "file_truncated"],
    ["GB18030 that breaks off in a character", gbk(table).slice(0, -3), "file_truncated"],
    ["NUL bytes", utf8("姓名,性别\n\0,男\n"), "file_binary"],
    ["many NUL bytes", utf8(`${table}${"\0".repeat(500)}`), "file_binary"],
    ["control characters", utf8(table.replace(/[张李男女]/g, "\x01\x02")), "file_binary"],
  ])("%s", (_, bytes, code) => {
    expect(rows(bytes)).toBe(code);
  });

  test("the row tells where another encoding begins", () => {
    expect(receive("a", joined(gbk(table.repeat(50)), utf8(table))).problems[0]?.row).toBe(151);
  });
});

describe("text that became other characters is refused as a whole", () => {
  const misread = (encoding: string) => new TextDecoder(encoding).decode(utf8(table));
  test.each<[string, string]>([
    ["UTF-8 read as GBK", misread("gb18030")],
    ["UTF-8 read as Western text", misread("windows-1252")],
    ["GBK read as Western text", new TextDecoder("windows-1252").decode(gbk(table))],
    ["UTF-8 read as GBK after it was lost", `${table}锟斤拷锟斤拷,男\n`],
    ["headings of question marks", "??,??\n张小满,男\n"],
    ["headings of replacement characters under a title", "登记表\n\ufffd\ufffd,\ufffd\ufffd,备注\n张小满,男,\n"],
  ])("%s", (_, text) => {
    expect(rows(utf8(text))).toBe("file_garbled");
  });

  test("also in a workbook, where a CSV was opened wrongly", async () => {
    const garbled = misread("gb18030")
      .split("\r\n")
      .map((it) => it.split(","));
    expect(rows(await writeWorkbook("t", [{ name: "a", rows: garbled }]))).toBe("file_garbled");
  });

  test.each([
    "姓名,性别\n张??,男\n??,女\n",
    "姓名,说明\n张小满,××××——……“好”\n李某某,÷±°\n",
    "姓名,备注\n张小满,café\n",
  ])("a cell is left to the reader of cells: %j", (text) => {
    expect(rows(utf8(text))).toHaveLength(text.split("\n").length - 1);
  });
});

describe("what is no table is named, with what to do instead", () => {
  const ole = (...names: string[]) => {
    const bytes = new Uint8Array(512 + 128 * names.length);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    names.forEach((name, at) => {
      bytes.set(utf16(name, false, false), 512 + 128 * at);
      bytes.set([2 * name.length + 2, 0, 2], 512 + 128 * at + 64);
    });
    return bytes;
  };
  test.each<[string, Uint8Array, string]>([
    ["an empty file", utf8(""), "file_empty"],
    ["a file of blanks", utf8("\r\n \r\n"), "file_empty"],
    ["a BOM and nothing else", utf8("\ufeff"), "file_empty"],
    ["separators and nothing else", utf8(",,,\r\n,,,\r\n"), "file_header_only"],
    ["a heading and nothing else", utf8("姓名,性别\r\n,\r\n"), "file_header_only"],
    ["an .xls", ole("Root Entry", "Workbook"), "file_xls"],
    ["an .xls that breaks off", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "file_xls"],
    ["an .xlsx with a password", ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "file_password"],
    ["a .doc", ole("Root Entry", "WordDocument"), "file_other"],
    ["a PDF", utf8("%PDF-1.7\n"), "file_other"],
    ["a photo", new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), "file_other"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47]), "file_other"],
    ["a RAR archive", utf8("Rar!\x1a\x07"), "file_other"],
    ["rich text", utf8("{\\rtf1 x}"), "file_other"],
    ["a web archive", utf8("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>"), "file_mhtml"],
    ["other XML", utf8('<?xml version="1.0"?><children><child/></children>'), "file_other"],
    ["flat ODS", utf8('<?xml version="1.0"?><office:document xmlns:office="x">'), "file_ods"],
    ["a web page without a table", utf8("<html><p>姓名</p></html>"), "file_html"],
    ["a file that is too big", new Uint8Array(64 * 2 ** 20 + 1), "file_too_big"],
  ])("%s", (_, bytes, code) => {
    const { sheets, problems } = receive("a.xlsx", bytes);
    expect(sheets).toEqual([]);
    expect(problems).toMatchObject([{ file: "a.xlsx", row: 1, code, severity: "error" }]);
    expect(problems[0]?.message).toMatch(/请/);
  });
});

describe("whatever comes, there is an answer", () => {
  const sources: [string, Promise<Uint8Array>][] = [
    ["CSV", Promise.resolve(utf8(table.repeat(20)))],
    ["GB18030", Promise.resolve(gbk(table.repeat(20)))],
    ["UTF-16", Promise.resolve(utf16(table.repeat(20), false))],
    ["JSON", Promise.resolve(utf8('[{"姓名":"张小满","n":[{"a":1},{"b":2}],"g":{"x":null}}]'))],
    ["HTML", Promise.resolve(utf8("<table><tr><td colspan=2 rowspan=2>姓名&amp;<td>性别<tr><td>男</table>"))],
    ["XLSX", writeWorkbook("t", [{ name: "a", rows: expected }])],
  ];
  test.each(sources)("bytes of %s flipped, cut and doubled", async (_, source) => {
    const bytes = await source;
    const change = fc.record({
      flips: fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
      from: fc.oneof(fc.constant(0), fc.nat(bytes.length)),
      to: fc.oneof(fc.constant(bytes.length), fc.nat(bytes.length)),
      twice: fc.boolean(),
    });
    fc.assert(
      fc.property(change, ({ flips, from, to, twice }) => {
        const changed = bytes.slice();
        for (const [at, byte] of flips) changed[at] = byte;
        const part = changed.slice(Math.min(from, to), Math.max(from, to));
        const { sheets, problems } = receive("a", twice ? joined(part, part) : part);
        expect(sheets.length > 0 ? problems : problems.length === 1).toEqual(sheets.length > 0 ? [] : true);
      }),
      { numRuns: 300 },
    );
  });

  test("a changed byte in a workbook never changes what is read: it is refused or does not matter", async () => {
    const bytes = await writeWorkbook("t", [{ name: "a", rows: expected }]);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        const read = rows(changed);
        if (typeof read !== "string") expect(read).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
