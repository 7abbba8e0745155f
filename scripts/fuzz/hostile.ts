import { constants, deflateRawSync } from "node:zlib";
import { workbookParts } from "./container.ts";
import { type Random } from "./random.ts";
import { type Part, zipOf } from "./zip.ts";

/** A file made to bring a reader down: deep, wide, long, or much smaller than what it unpacks to. */
export function hostileFile(random: Random): { readonly name: string; readonly bytes: Uint8Array } {
  const name = random.pick(Object.keys(files));
  return { name, bytes: (files[name] ?? files["deep-list"])?.(random) ?? new Uint8Array() };
}

const heading = "姓名,性别,出生日期,公民身份号码,父亲状态,母亲状态,备注";
const child = "孩子,男,2015-03-12,990000201503120013,外出务工,外出务工,";
const around = (text: string) => Buffer.from(`${heading}\n${child}${text}\n${child}\n`);

const files: Readonly<Record<string, (random: Random) => Uint8Array>> = {
  "deep-list": (random) => Buffer.from("[".repeat(random.between(1, 2_000_000))),
  "deep-object": (random) => Buffer.from('{"a":'.repeat(random.between(1, 400_000))),
  "deep-closed": (random) => {
    const depth = random.between(1, 200_000);
    return Buffer.from(`[{"姓名":${"[".repeat(depth)}${"]".repeat(depth)}}]`);
  },
  "many-keys": (random) => {
    const keys = Array.from({ length: random.between(1000, 30_000) }, (_, at) => `{"k${String(at)}":1}`);
    return Buffer.from(`[${keys.join()}]`);
  },
  "many-separators": (random) => around(random.pick([",", ";", "\t", "，"]).repeat(1_000_000)),
  "only-separators": (random) =>
    Buffer.from(random.pick([",", "\t", ",\n", "\n", "\r", '"', '""', '",'] as const).repeat(1_000_000)),
  "big-cell": (random) =>
    around(random.pick(["字", "a", " ", "\u200b", "(", "9", "、", "1、", "-", "="]).repeat(1_000_000)),
  "big-cells": (random) => {
    const long = random.pick(["字", "1 ", "；", "(", "同上", "9", "年", " ", "0"]).repeat(200_000);
    return Buffer.from(
      `${heading}\n${heading
        .split(",")
        .map(() => long)
        .join(",")}\n${child}\n`,
    );
  },
  "big-headings": (random) => {
    const long = random.pick(["(", "姓名(", "1、", " ", "父亲", "/", "[", "_", "a-", "：", "a:"]).repeat(100_000);
    return Buffer.from(`${heading},${long},${long}\n${child}\n${child}\n`);
  },
  "many-headings": (random) => {
    const names = Array.from({ length: 16_000 }, () =>
      random.pick(["姓名", "父亲", "(", "状态", "a/b", "困难类别", "低保"]),
    );
    return Buffer.from(`${names.join(",")}\n${names.join(",")}\n${names.join(",")}\n${heading}\n${child}\n`);
  },
  "many-rows": (random) =>
    Buffer.from(`${heading}\n${random.pick(["1\n", ",\n", "同上,同上\n", "合计\n", "姓名\n"]).repeat(200_000)}`),
  "many-children": () => Buffer.from(`${heading}\n${`${child}\n`.repeat(20_000)}`),
  "many-tables": (random) => {
    const tables = Array.from({ length: random.between(1, 5000) }, (_, at) =>
      [heading, heading.split(",").reverse().join(",")]
        .map((it) => `${it}\n${String.fromCodePoint(0x4e00 + at)}${child}\n`)
        .join(""),
    );
    return Buffer.from(tables.join(""));
  },
  "open-quote": () => Buffer.from(`${heading}\n${child}"${`${child}\n`.repeat(20_000)}`),
  "many-quotes": () => Buffer.from(`${heading}\n${`${child}"a\nb"\n`.repeat(20_000)}`),
  "page-deep": (random) =>
    Buffer.from(`<html>${random.pick(["<table><tr><td>", "<b>", "<div>", "<table>"]).repeat(200_000)}`),
  "page-open": (random) =>
    Buffer.from(`<table>${random.pick(["<tr", "<td ", "<!--", "<td a='", "&#", "&amp", "<![CDATA["]).repeat(200_000)}`),
  "page-span": (random) => {
    const span = random.pick(["65535", "1000000000", "-1", "1e9", "99999999999999999999"]);
    const cell = `<td colspan="${span}" rowspan="${span}">姓名</td>`;
    return Buffer.from(`<table><tr>${cell.repeat(random.between(1, 50))}</tr><tr>${cell}</tr></table>`);
  },
  "page-entities": () =>
    Buffer.from(`<table><tr><td>${"&#x10ffff;&#99999999999;&bogus;".repeat(50_000)}</td></tr></table>`),
  "bomb-honest": (random) => workbookWith(spaces(random.between(100, 4000)), {}),
  "bomb-lying": (random) => workbookWith(spaces(random.between(20, 300)), { size: random.pick([100, 0, 4096]) }),
  "bomb-strings": (random) => workbookWith(sheetXml("<row><c><v>1</v></c></row>"), {}, spaces(random.between(20, 300))),
  "bomb-many": (random) =>
    zipOf(Array.from({ length: 60_000 }, (_, at) => stored(`xl/${String(at)}`, random.pick(["", "a"])))),
  "wide-sheet": () =>
    workbookWith(
      sheetXml(
        '<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
      ),
    ),
  "styled-rows": () =>
    workbookWith(
      sheetXml(
        Array.from(
          { length: 50_000 },
          (_, at) =>
            `<row r="${String(at + 1)}" s="1"><c r="A${String(at + 1)}" s="1"/><c r="B${String(at + 1)}" s="1"/></row>`,
        ).join(""),
      ),
    ),
  "wild-places": (random) => {
    const places = ["A0", "A-1", "ZZZZZZ1", "A99999999999", "1A", "", "a1", "A1:B2", "constructor"];
    const cells = Array.from({ length: 2000 }, () => `<c r="${random.pick(places)}"><v>1</v></c>`);
    return workbookWith(sheetXml(`<row r="${random.pick(["0", "-1", "99999999", "x", "1"])}">${cells.join("")}</row>`));
  },
  "wild-merges": (random) => {
    const merge = `<mergeCell ref="${random.pick(["A1:XFD1048576", "A1:A0", "B2:A1", "A1", "A1:ZZZZ9"])}"/>`;
    return workbookWith(
      sheetXml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        `<mergeCells>${merge.repeat(random.between(1, 20_000))}</mergeCells>`,
      ),
    );
  },
  "wild-strings": () =>
    workbookWith(
      sheetXml(`<row>${["-1", "99999999", "1.5", "x", ""].map((it) => `<c t="s"><v>${it}</v></c>`).join("")}</row>`),
    ),
  "deep-xml": (random) => workbookWith(sheetXml(random.pick(["<row>", "<c>", "<is>", "<a>"]).repeat(200_000))),
  laughs: () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY l${String(at + 1)} "${`&l${String(at)};`.repeat(10)}">`,
    );
    const doctype = `<!DOCTYPE w [<!ENTITY l0 "ha">${levels.join("")}]>`;
    return workbookWith(
      Buffer.from(
        `<?xml version="1.0"?>${doctype}<worksheet><sheetData><row><c t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>`,
      ),
    );
  },
  names: () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "then"];
    const object = `{${names.map((it) => `"${it}":"${it}"`).join()},"姓名":"__proto__","性别":"constructor","出生日期":"toString","父亲状态":"valueOf","母亲状态":"__proto__"}`;
    return Buffer.from(`[${object},${object}]`);
  },
};

function sheetXml(rows: string, below = ""): Buffer {
  return Buffer.from(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${below}</worksheet>`,
  );
}

function stored(name: string, text: string): Part {
  const bytes = Buffer.from(text);
  return { name, bytes, method: 0, data: bytes };
}

/** A workbook with a sheet, and strings, that are given as they are or already packed. */
function workbookWith(sheet: Uint8Array | Packed, says: Part["says"] = {}, strings?: Packed): Uint8Array {
  const part = (name: string, it: Uint8Array | Packed): Part =>
    it instanceof Uint8Array
      ? { name, bytes: it, method: 8, data: deflateRawSync(it), says }
      : { name, bytes: new Uint8Array(), method: 8, data: it.data, says: { size: it.size, checksum: 1, ...says } };
  return zipOf([
    ...Object.entries(workbookParts(strings !== undefined)).map(([name, text]) => stored(name, text)),
    part("xl/worksheets/sheet1.xml", sheet),
    ...(strings === undefined ? [] : [part("xl/sharedStrings.xml", strings)]),
  ]);
}

type Packed = { readonly data: Buffer; readonly size: number };

/** So many megabytes of spaces in a kilobyte each: one block that looks back on nothing but itself, over and over. */
function spaces(megabytes: number): Packed {
  const block = deflateRawSync(Buffer.alloc(2 ** 20, 32), { finishFlush: constants.Z_SYNC_FLUSH });
  const last = Buffer.from([0x03, 0x00]);
  const blocks = Array.from({ length: megabytes }, () => block);
  return { data: Buffer.concat([...blocks, last]), size: Math.min(2 ** 32 - 1, megabytes * 2 ** 20) };
}
