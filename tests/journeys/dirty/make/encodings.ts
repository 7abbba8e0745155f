import { bad, boy, type Case, girl, may, ok, read, refusedFile, roster, usual, usualAnd } from "./case.ts";
import { big5, bom, delimited, gb, joined, utf16be, utf16le, utf8 } from "./bytes.ts";

const plain = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))]);
const text = delimited(plain.rows);
const tabbed = delimited(plain.rows, "\t");
const secrets = plain.secrets;

const rare = roster(usual, [ok(girl(1)), ok(boy(2), { child_name: "许𬍛" }, { child_name: "许𬍛" }), ok(girl(3))]);
const traditional = roster(
  usual,
  [
    ok(
      girl(1),
      { child_name: "林曉雨", father_status: "外出務工", mother_status: "外出務工" },
      { child_name: "林曉雨" },
    ),
    ok(
      boy(2),
      { child_name: "陳國華", father_status: "外出務工", mother_status: "在家" },
      { child_name: "陳國華", mother_status: "1" },
    ),
    ok(
      girl(3),
      { child_name: "黃淑芬", father_status: "外出務工", mother_status: "外出務工" },
      { child_name: "黃淑芬" },
    ),
  ],
  {
    heads: {
      sex: "性別",
      birth_date: "出生日期",
      id_number: "身份證號",
      father_status: "父親狀態",
      mother_status: "母親狀態",
      guardian_type: "實際照護人",
    },
  },
);

const five = [ok(girl(1)), ok(boy(2)), ok(girl(3)), ok(boy(4)), ok(girl(5))];
const fiveRows = roster(usual, five);
const [fiveHead = [], ...fiveBody] = fiveRows.rows;
/** The first rows are right; those from the third on were written by a program with another encoding. */
const mixed = (first: (text: string) => Uint8Array, then: (text: string) => Uint8Array) =>
  joined(first(delimited([fiveHead, ...fiveBody.slice(0, 2)])), then(delimited(fiveBody.slice(2))));
const mixedRows = roster(usual, [
  ok(girl(1)),
  ok(boy(2)),
  bad(girl(3), [], {}),
  bad(boy(4), [], {}),
  bad(girl(5), [], {}),
]);

const asLatin1 = (word: string) => Buffer.from(word, "utf8").toString("latin1");
const asGb = (word: string) => new TextDecoder("gb18030").decode(utf8(word));

const truncated16 = utf16le(bom + delimited(plain.rows, "\t").trimEnd());

export const encodings: readonly Case[] = [
  read("utf8-with-bom", "Excel: CSV UTF-8", "示例_一校.csv", utf8(bom + text), plain),
  read("utf8-without-bom", "written by a program", "示例_一校.csv", utf8(text), plain),
  read(
    "utf8-with-two-boms",
    "saved again by a program that adds a mark to the one that is there",
    "示例_一校.csv",
    utf8(bom + bom + text),
    plain,
  ),
  read("gb18030-from-wps", "WPS: CSV on a Chinese Windows", "示例_一校.csv", gb(text), plain),
  read(
    "gb18030-with-bom",
    "the mark of GB18030 before the text",
    "示例_一校.csv",
    joined(new Uint8Array([0x84, 0x31, 0x95, 0x33]), gb(text)),
    plain,
  ),
  read(
    "gb18030-four-byte-rare-name",
    "a rare character of four bytes in a name",
    "示例_一校.csv",
    gb(delimited(rare.rows)),
    rare,
  ),
  read(
    "utf8-rare-name-beyond-the-basic-plane",
    "the same name in UTF-8: one character, two code units",
    "示例_一校.csv",
    utf8(delimited(rare.rows)),
    rare,
  ),
  read(
    "utf16le-with-bom-unicode-text",
    "Excel: Unicode text, with tabs",
    "示例_一校.txt",
    utf16le(bom + tabbed),
    plain,
  ),
  read("utf16le-without-bom", "the same without a mark", "示例_一校.txt", utf16le(tabbed), plain),
  read("utf16be-with-bom", "from a Mac of old", "示例_一校.txt", utf16be(bom + tabbed), plain),
  read("utf16be-without-bom", "the same without a mark", "示例_一校.txt", utf16be(tabbed), plain),
  read(
    "utf16le-with-commas",
    "a CSV saved as “Unicode” by the Windows editor",
    "示例_一校.csv",
    utf16le(bom + text),
    plain,
  ),
  read(
    "utf16le-cut-inside-a-character",
    "the last byte is missing: the last row must not be taken as it stands",
    "示例_一校.txt",
    truncated16.slice(0, -1),
    roster(usual, [ok(girl(1)), ok(boy(2)), bad(girl(3), [], {})]),
    { file: "either" },
  ),
  read(
    "big5-traditional",
    "Big5 read as GB18030 gives other Chinese characters: refused, or read as what it is",
    "示例_一校.csv",
    big5(delimited(traditional.rows)),
    traditional,
    { file: "either" },
  ),
  refusedFile(
    "double-encoded",
    "UTF-8 read as GB18030 and saved as UTF-8: what cannot be read back is not guessed",
    "示例_一校.csv",
    utf8(bom + asGb(text)),
  ),
  read(
    "double-encoded-name-only",
    "one name pasted from a broken system",
    "示例_一校.csv",
    utf8(
      delimited(
        roster(usual, [ok(girl(1)), bad(boy(2), "child_name", { child_name: asLatin1("赵木槿") }), ok(girl(3))]).rows,
      ),
    ),
    roster(usual, [ok(girl(1)), bad(boy(2), "child_name", { child_name: asLatin1("赵木槿") }), ok(girl(3))]),
  ),
  read(
    "utf8-then-gb18030-appended",
    "two files joined with copy /b: the second half must not be read as something else",
    "示例_合并.csv",
    mixed(utf8, gb),
    { ...mixedRows, secrets: fiveRows.secrets },
    { file: "either" },
  ),
  read(
    "gb18030-then-utf8-appended",
    "the other way round",
    "示例_合并.csv",
    mixed(gb, utf8),
    { ...mixedRows, secrets: fiveRows.secrets },
    { file: "either" },
  ),
  read(
    "gb18030-with-one-broken-byte",
    "a byte that is none in a name of the second row",
    "示例_一校.csv",
    joined(
      gb(delimited(plain.rows.slice(0, 2))),
      gb("许"),
      new Uint8Array([0xff]),
      gb(delimited([["春山", ...(plain.rows[2] ?? []).slice(1)], ...plain.rows.slice(3)])),
    ),
    roster(usual, [ok(girl(1)), bad(boy(2), [], {}), ok(girl(3))]),
    { file: "either" },
  ),
  ...[["replacement-characters", "\ufffd"] as const, ["question-marks-for-characters", "?"] as const].map(
    ([name, mark]) => {
      const of = roster(usualAnd("boarding"), [
        ok(girl(1), { boarding: "住校" }, { boarding: "1" }),
        bad(boy(2), "child_name", { child_name: mark.repeat(3) }),
        bad(girl(3), "child_name", { child_name: `李${mark}${mark}` }),
        bad(boy(4), "father_status", { father_status: `外出${mark}工` }),
        bad(girl(5), "guardian_type", { guardian_type: mark.repeat(2) }),
        bad(boy(6), "boarding", { boarding: mark }),
        ok(girl(7)),
      ]);
      return read(
        name,
        "characters lost on the way are never filled in",
        "示例_一校.csv",
        utf8(bom + delimited(of.rows)),
        of,
      );
    },
  ),
  refusedFile(
    "nul-ridden",
    "a disk or a transfer broke: zeros between the characters",
    "示例_一校.csv",
    utf8(text.replaceAll("\r\n", "\0\0\r\n").replaceAll("女", "\0女")),
    { secrets },
  ),
  read(
    "nul-padding-at-the-end",
    "a block of zeros after the last row",
    "示例_一校.csv",
    joined(utf8(text), new Uint8Array(512)),
    plain,
    { file: "either" },
  ),
  read(
    "compatibility-characters-from-a-pdf",
    "copied out of a PDF: radicals that look like the characters",
    "示例_一校.csv",
    utf8(
      delimited(
        roster(usual, [ok(girl(1)), may(girl(2), { sex: "\u2f25", father_status: "外出务\u2f2f" }), ok(boy(3))]).rows,
      ),
    ),
    roster(usual, [ok(girl(1)), may(girl(2), { sex: "\u2f25", father_status: "外出务\u2f2f" }), ok(boy(3))]),
  ),
];
