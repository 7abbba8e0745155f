import { boy, type Case, girl, ok, read, refusedFile, roster, usual } from "./case.ts";
import { bom, delimited, joined, ole, utf8, zip } from "./bytes.ts";
import { workbook } from "./workbook.ts";

const plain = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))]);
const secrets = plain.secrets;
const text = utf8(bom + delimited(plain.rows));
const book = workbook([{ name: "Sheet1", rows: plain.rows }]);
const table = utf8(
  `<html><head><meta charset="utf-8"></head><body><table>${plain.rows.map((row) => `<tr>${row.map((it) => `<td>${it}</td>`).join("")}</tr>`).join("")}</table></body></html>`,
);
const json = utf8(JSON.stringify(plain.records.map((it) => it.answers)));
const unnumbered = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))], { numbered: false });

/** The start of an old workbook: a BOF record of BIFF8. */
const biff = ole({
  Workbook: new Uint8Array([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0xbb, 0x0d, 0xcc, 0x07]),
});
const locked = ole({
  EncryptionInfo: utf8(
    '\x04\0\x04\0\x40\0\0\0<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>',
  ),
  EncryptedPackage: new Uint8Array([0x10, 0x27, 0, 0, 0, 0, 0, 0, 0x9c, 0x41, 0x77]),
});
const ods = zip([
  { name: "mimetype", data: utf8("application/vnd.oasis.opendocument.spreadsheet"), stored: true },
  {
    name: "content.xml",
    data: utf8(
      '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    ),
  },
  { name: "META-INF/manifest.xml", data: utf8('<?xml version="1.0" encoding="UTF-8"?><manifest/>') },
]);
const docx = zip([
  { name: "[Content_Types].xml", data: utf8('<?xml version="1.0"?><Types/>') },
  { name: "word/document.xml", data: utf8('<?xml version="1.0"?><w:document xmlns:w="w"><w:body/></w:document>') },
]);
const xlsb = zip([
  { name: "[Content_Types].xml", data: utf8('<?xml version="1.0"?><Types/>') },
  { name: "xl/workbook.bin", data: new Uint8Array([0x83, 0x01, 0x00]) },
  { name: "xl/worksheets/sheet1.bin", data: new Uint8Array([0x81, 0x01, 0x00]) },
]);
const damaged = (() => {
  const bytes = Uint8Array.from(book);
  // Inside the packed bytes of the first sheet.
  const at = Buffer.from(bytes).indexOf("xl/worksheets/sheet1.xml") + 40;
  bytes.fill(0xff, at, at + 60);
  return bytes;
})();
/** A thousand bytes by its directory, 64 MB when unpacked. */
const lying = workbook(
  [
    {
      name: "Sheet1",
      rows: [],
      data: `<row r="1"><c r="A1" t="inlineStr"><is><t>${"0".repeat(64 * 1024 * 1024)}</t></is></c></row>`,
    },
  ],
  { claims: 1000n },
);

export const containers: readonly Case[] = [
  read("workbook-named-csv", "renamed to please a form", "示例_一校.csv", book, plain),
  read("csv-named-xlsx", "renamed the other way round", "示例_一校.xlsx", text, plain),
  read("html-named-xlsx", "a system's export under a modern name", "示例_一校.xlsx", table, plain),
  read("csv-named-xls", "many systems call a CSV .xls", "示例_一校.xls", utf8(delimited(plain.rows, "\t")), plain),
  read("json-named-txt", "as a chat program saves it", "示例_一村.txt", json, unnumbered),
  read("csv-named-json", "a wrong name", "示例_一村.json", text, plain),
  read("no-extension", "a name without an ending", "示例_一校", text, plain),
  refusedFile("old-binary-xls", "Excel 97–2003", "示例_一校.xls", biff),
  refusedFile("old-binary-xls-named-xlsx", "the same under a modern name", "示例_一校.xlsx", biff),
  refusedFile("wps-et", "the own format of WPS", "示例_一校.et", biff),
  refusedFile("password-protected-workbook", "cannot be opened without a word", "示例_一校.xlsx", locked),
  refusedFile("opendocument-spreadsheet", "LibreOffice", "示例_一校.ods", ods),
  refusedFile("opendocument-named-xlsx", "LibreOffice under another name", "示例_一校.xlsx", ods),
  refusedFile("binary-workbook-xlsb", "Excel's binary format", "示例_一校.xlsb", xlsb),
  refusedFile("word-document-named-xlsx", "a Word file renamed", "示例_一校.xlsx", docx),
  refusedFile(
    "pdf-named-csv",
    "a printed table",
    "示例_一校.csv",
    joined(
      utf8("%PDF-1.7\n"),
      new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]),
      utf8("1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    ),
  ),
  refusedFile(
    "photograph-named-xlsx",
    "a photograph of the table",
    "示例_一校.xlsx",
    joined(
      new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]),
      utf8("JFIF\0"),
      new Uint8Array([1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
    ),
  ),
  refusedFile(
    "rar-archive",
    "packed by a chat program",
    "示例_全镇.rar",
    joined(utf8("Rar!"), new Uint8Array([0x1a, 7, 1, 0, 0x33, 0x92, 0xb5])),
  ),
  read(
    "zip-with-one-csv",
    "packed to send it: unpacked, or told to unpack it",
    "示例_一校.zip",
    zip([{ name: "一校.csv", data: text }]),
    unnumbered,
    { file: "either" },
  ),
  refusedFile(
    "truncated-workbook",
    "the download broke off: the directory at the end is missing",
    "示例_一校.xlsx",
    book.slice(0, Math.floor(book.length * 0.7)),
  ),
  refusedFile("damaged-workbook", "bytes in the middle are wrong", "示例_一校.xlsx", damaged, { secrets }),
  refusedFile(
    "workbook-that-says-five-gigabytes",
    "refused by its directory, before anything is unpacked",
    "示例_一校.xlsx",
    workbook([{ name: "Sheet1", rows: plain.rows }], { claims: 5_000_000_000n }),
    { secrets },
  ),
  refusedFile(
    "workbook-that-lies-about-its-size",
    "a thousand bytes by its directory, 64 MB in truth",
    "示例_一校.xlsx",
    lying,
  ),
  refusedFile("empty-archive", "an archive of nothing", "示例_一校.xlsx", zip([])),
  refusedFile(
    "binary-noise",
    "no file at all",
    "示例_一校.csv",
    Uint8Array.from({ length: 600 }, (_, at) => (at * 197 + ((at * at) % 251)) % 256),
  ),
];
