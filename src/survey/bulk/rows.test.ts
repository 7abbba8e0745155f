import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gb18030 } from "../../../scripts/gb18030.ts";
import { cellsOf, openRows, type Uncut } from "./rows.ts";
import { openScript } from "./script.ts";

type Encoding = "utf-8" | "gb18030";

/** The rows of a file that comes in chunks of these sizes, the last size going on. */
function cutUp(bytes: Uint8Array, sizes: readonly number[], delimiter = ",", encoding: Encoding = "utf-8") {
  const { decode } = openScript(encoding);
  const rows: string[][] = [];
  const before: string[][] = [];
  const reader = openRows(delimiter.charCodeAt(0), encoding, (cut) => {
    rows.push(cellsOf(cut, decode));
    if (rows.length > 1) before.push(cellsOf(reader.previous(), decode));
  });
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[Math.min(turn, sizes.length - 1)] ?? 1;
    reader.push(bytes.slice(at, at + size));
    at += size;
  }
  const uncut = reader.end();
  // Whatever was asked in between, the row above is the row above.
  if (uncut === null) expect(before).toEqual(rows.slice(0, -1));
  return { rows, uncut };
}
const utf8 = (text: string) => new TextEncoder().encode(text);
const cut = (text: string, delimiter = ",") => cutUp(utf8(text), [1 << 20], delimiter);

const characters = fc.constantFrom(..."张小满一〇啊Ａ０，；\"'a1 ,;\t|-.\r\n~");
const cell = fc.array(characters, { maxLength: 6 }).map((it) => it.join(""));
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

test("whatever was written is cut out again, in either encoding, wherever the chunks end", () => {
  const cases = fc.tuple(
    table,
    chunks,
    fc.constantFrom(",", ";", "\t"),
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.constantFrom<Encoding>("utf-8", "gb18030"),
    fc.boolean(),
    fc.boolean(),
  );
  fc.assert(
    fc.property(cases, ([rows, sizes, delimiter, newline, encoding, marked, closed]) => {
      const written = (it: string) =>
        /["\r\n]/.test(it) || it.includes(delimiter) ? `"${it.replaceAll('"', '""')}"` : it;
      const lines = rows.map((cells) => cells.map(written).join(delimiter)).join(newline);
      // An empty last row without a line break behind it is none.
      const text = lines + (closed || rows[rows.length - 1]?.join("") === "" ? newline : "");
      const bytes = encoding === "gb18030" ? gb18030(text) : utf8((marked ? "\ufeff" : "") + text);
      expect(cutUp(bytes, sizes, delimiter, encoding)).toEqual({ rows, uncut: null });
    }),
    { numRuns: 500 },
  );
});

test("chunks of every size give the same rows", () => {
  const bytes = utf8('\ufeff姓名,备注\r\n张小满,"说""好"",\r\n再见"\r\n,\r\n"李,四"  ,x\r\n');
  for (let size = 1; size <= bytes.length; size++)
    expect(cutUp(bytes, [size])).toEqual({
      rows: [
        ["姓名", "备注"],
        ["张小满", '说"好",\r\n再见'],
        ["", ""],
        ["李,四", "x"],
      ],
      uncut: null,
    });
});

test("no character of GB18030 holds a byte of a separator, a quote or a line break", () => {
  const special = new Set([...'\0\t\n\r ",;'].map((it) => it.charCodeAt(0)));
  const decoder = new TextDecoder("gb18030", { fatal: true });
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (const trail of special) expect(() => decoder.decode(Uint8Array.of(lead, trail))).toThrow(TypeError);
  // Four bytes: digits stand at the second and fourth place.
  for (const trail of special) {
    expect(() => decoder.decode(Uint8Array.of(0x81, 0x30, 0x81, trail))).toThrow(TypeError);
    expect(() => decoder.decode(Uint8Array.of(0x81, trail, 0x81, 0x30))).toThrow(TypeError);
  }
});

describe("a file that cannot be cut is told from one that can", () => {
  test.each([
    ["a quote that never closes", 'a,b\n"c,d\ne,f\n', "csv_quote"],
    ["text behind a quoted cell", 'a,b\n"c"d,e\n', "csv_quote"],
    ["a NUL", "a,b\nc,\0\n", "file_binary"],
    ["a NUL in quotes", 'a,b\nc,"\0"\n', "file_binary"],
  ])("%s", (_, text, uncut) => {
    expect(cut(text).uncut).toBe(uncut);
  });
  test("a quote inside a word is a character", () => {
    expect(cut('a"b,""\n').rows).toEqual([['a"b', ""]]);
  });
  test("a quote that swallows the file does not fill the memory", () => {
    const reader = openRows(0x2c, "utf-8", () => undefined);
    const chunk = utf8(`"${"张".repeat(100_000)}`);
    let uncut: Uncut | null = null;
    let pushed = 0;
    while (uncut === null && pushed < 100) {
      uncut = reader.push(pushed++ === 0 ? chunk : chunk.subarray(1));
    }
    expect(uncut).toBe("csv_quote");
    expect(pushed).toBeLessThan(10);
  });
});
