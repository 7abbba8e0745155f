import { describe, expect, test } from "vitest";
import { gb18030 } from "../../scripts/gb18030.ts";
import { receive } from "./receive.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, big: boolean) => {
  const bytes = new Uint8Array([...`\ufeff${text}`].flatMap((it) => [it.charCodeAt(0) & 0xff, it.charCodeAt(0) >> 8]));
  return big ? bytes.map((_, at) => bytes[at % 2 === 0 ? at + 1 : at - 1] ?? 0) : bytes;
};
const rows = (bytes: Uint8Array) => {
  const received = receive("a.csv", bytes);
  return received.sheets[0]?.rows ?? received.problems[0]?.code;
};
const table = "姓名,性别\r\n张小满,男\r\n李青禾,女\r\n";
const expected = [
  ["姓名", "性别"],
  ["张小满", "男"],
  ["李青禾", "女"],
];

describe("a file is read by its content, whatever its name", () => {
  test.each([
    ["UTF-8", utf8(table)],
    ["UTF-8 with BOM, as Excel saves it", utf8(`\ufeff${table}`)],
    ["GB18030, as WPS saves it", new Uint8Array(gb18030(table))],
    ["UTF-16 with BOM, as “Unicode text”", utf16(table.replaceAll(",", "\t"), false)],
    ["UTF-16 of the other byte order", utf16(table, true)],
    ["semicolons", utf8(table.replaceAll(",", ";"))],
    ["line breaks of old Macintosh", utf8(table.replaceAll("\r\n", "\r"))],
    ["JSON: an array", utf8('[{"姓名":"张小满","性别":"男"},{"姓名":"李青禾","性别":"女"}]')],
    [
      "JSON: an object that holds an array",
      utf8('{"批次":"x","records":[{"姓名":"张小满","性别":"男"},{"姓名":"李青禾","性别":"女"}]}'),
    ],
  ])("%s", (_, bytes) => {
    expect(rows(bytes)).toEqual(expected);
  });
});

describe("what could lose or swallow a row is refused", () => {
  test.each([
    ["an empty file", utf8(""), "file_empty"],
    ["a file of blanks", utf8("\r\n \r\n"), "file_empty"],
    ["a heading and nothing else", utf8("姓名,性别\r\n"), "file_header_only"],
    ["a quote that is never closed", utf8('姓名,性别,备注\n"张小满,男,\n李青禾,女,\n'), "csv_quote"],
    [
      "two stray quotes that swallow the rows between them",
      utf8('姓名,性别,备注\n张小满,男,"好\n李青禾,女,\n周春生,男,好"\n吴小雨,女,\n'),
      "csv_quote",
    ],
    [
      "a quote from the end of one row to the beginning of the next",
      utf8('姓名,性别,备注\n张小满,男,"好\n李青禾",女,好\n吴小雨,女,\n'),
      "csv_quote",
    ],
    [
      "the same with line breaks of old Macintosh",
      utf8('姓名,性别,备注\r张小满,男,"好\r李青禾,女,好\r周春生,男,好"\r'),
      "csv_quote",
    ],
    ["a web page under the name of an .xls", utf8("<html><table>"), "file_html"],
    ["a workbook under the name of a .csv", utf8("PK\u0003\u0004"), "file_xlsx"],
    ["an old .xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "file_xls"],
    ["bytes of no encoding", new Uint8Array([0xd0, 0xff, 0xff, 0x81, 0x2c, 0xff]), "file_encoding"],
    ["NUL bytes", utf8("姓名,性别\n\0,男\n"), "file_binary"],
    ["JSON that breaks off", utf8('[{"姓名":"张'), "json_syntax"],
    ["JSON without records", utf8('{"a":1}'), "json_shape"],
    ["JSON with two lists", utf8('{"一班":[{"姓名":"甲乙"}],"二班":[{"姓名":"丙丁"}]}'), "json_shape"],
    ["a JSON array of numbers", utf8("[1,2]"), "json_shape"],
    ["an ID number as a JSON number", utf8('[{"公民身份号码":990000201503120013}]'), "json_number"],
  ])("%s", (_, bytes, code) => {
    expect(rows(bytes)).toBe(code);
  });

  test("a fraction in JSON is no lost number", () => {
    expect(rows(utf8('[{"谈心":1.5}]'))).toEqual([["谈心"], ["1.5"]]);
  });

  test("a remark of two lines is no swallowed row", () => {
    expect(rows(utf8('姓名,备注\n张小满,"第一行\n第二行"\n'))).toEqual([
      ["姓名", "备注"],
      ["张小满", "第一行\n第二行"],
    ]);
  });
});
