import { strToU8, zipSync, type Zippable } from "fflate";
import { describe, expect, test } from "vitest";
import { receive } from "../receive.ts";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
type Parts = {
  sheets?: readonly string[];
  strings?: string;
  styles?: string;
  workbook?: string;
  sheetTags?: string;
  relations?: string;
  more?: Zippable;
};
const data = (rows: string, after = "") =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`;

/** A workbook of hand-written parts; numbers 1 to 4 are styles of a day, a month, text and a day in full. */
function workbook({
  sheets = [],
  strings,
  styles,
  workbook: before = "",
  sheetTags,
  relations,
  more = {},
}: Parts): Uint8Array {
  const tags = sheets.map((_, at) => `<sheet name="表${at + 1}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("");
  const targets = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const files: Record<string, string> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}">${before}<sheets>${sheetTags ?? tags}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations ?? targets.join("")}<Relationship Id="s" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>`,
    "xl/sharedStrings.xml": strings ?? "<sst/>",
    "xl/styles.xml":
      styles ??
      `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="49"/><xf numFmtId="31"/></cellXfs></styleSheet>`,
  };
  sheets.forEach((xml, at) => (files[`xl/worksheets/sheet${at + 1}.xml`] = xml));
  return zipSync({
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    ...more,
  });
}
const read = (parts: Parts) => receive("a.xlsx", workbook(parts));
const codes = (parts: Parts) =>
  read(parts)
    .problems.map((it) => it.code)
    .join();
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const heading = `<row r="1">${inline("姓名")}${inline("性别")}</row>`;
/** The cells of one row under a heading. */
const cells = (row: string, parts: Parts = {}) =>
  read({ ...parts, sheets: [data(`${heading}<row r="2">${row}</row>`)] }).sheets[0]?.rows[1];

describe("cells as the clerk sees them", () => {
  test("shared strings: pieces joined, pronunciation left out, escapes resolved", () => {
    const strings = `<sst xmlns="${main}"><si><t>张小满</t></si><si><r><rPr><b/></rPr><t>李</t></r><r><t xml:space="preserve"> 青禾</t></r><rPh sb="0" eb="1"><t>LI</t></rPh><phoneticPr fontId="1"/></si><si><t>一_x000D_二_x005F_x000A_</t></si><si><t>a&amp;b&lt;c&#x59d3;&#21517;</t></si><si><t><![CDATA[<b>&amp;]]></t></si><si/><si><t>😀&#128512;</t></si></sst>`;
    const row = [0, 1, 2, 3, 4, 5, 6].map((it) => `<c t="s"><v>${it}</v></c>`).join("");
    expect(cells(row, { strings })).toEqual(
      ["张小满", "李 青禾", "一\r二_x000A_", "a&b<c姓名", "<b>&amp;", "", "😀😀"].filter((_, at) => at < 7),
    );
  });

  test("inline text, numbers, days, months, yes and no", () => {
    const row = `<c r="A2" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is></c><c r="B2"><v>11</v></c><c r="C2" s="1"><v>42075</v></c><c r="D2" s="2"><v>42064</v></c><c r="E2" s="4"><v>42075.5</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="b"><v>0</v></c><c r="H2" t="d"><v>2015-03-12T00:00:00</v></c><c r="I2" s="3" t="str"><v>990000201503120013</v></c><c r="J2"><v>9.9000020150312E+17</v></c><c r="K2" s="3"><v>7</v></c>`;
    expect(cells(row)).toEqual(["甲乙", "11", "2015-03-12", "2015-03", "2015-03-12", "是", "否", "2015-03-12", "990000201503120013", "9.90000201503120E+17", "7"]); // prettier-ignore
  });

  test("the calendar from 1904", () => {
    expect(cells('<c s="1"><v>40613</v></c>', { workbook: '<workbookPr date1904="1"/>' })).toEqual(["2015-03-12"]);
  });

  test("a formula is what it last showed; without that, or with an error, nothing may be read from it", () => {
    const row = `<c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c><c r="C2"><f>A1</f></c><c r="D2"><f>A1</f><v></v></c><c r="E2" t="str"><f>""</f><v></v></c><c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="G2" t="e"><v>#N/A</v></c><c r="H2"><f t="shared" si="0"/><v>0</v></c>`;
    const sheet = read({ sheets: [data(`${heading}<row r="2">${row}</row>`)] }).sheets[0];
    expect(sheet?.rows[1]).toEqual(["2", "x", "", "", "", "#DIV/0!", "#N/A", "0"]);
    expect([...(sheet?.faults ?? [])]).toEqual([
      ["1,2", "formula"],
      ["1,3", "formula"],
      ["1,5", "formula_error"],
      ["1,6", "formula_error"],
    ]);
  });

  test("a program that leaves formulas to be computed writes 0 for all of them", () => {
    const sheet = read({
      workbook: '<calcPr fullCalcOnLoad="1"/>',
      sheets: [
        data(`${heading}<row>${inline("甲")}<c><f>B9</f><v>0</v></c><c><f>1</f><v>1</v></c><c><v>0</v></c></row>`),
      ],
    }).sheets[0];
    expect(sheet?.rows[1]).toEqual(["甲", "", "1", "0"]);
    expect([...(sheet?.faults ?? [])]).toEqual([["1,1", "formula"]]);
  });

  test("formulas and markup in text are text", () => {
    expect(cells(inline("=1+1") + inline("&lt;script&gt;alert(1)&lt;/script&gt;"))).toEqual([
      "=1+1",
      "<script>alert(1)</script>",
    ]);
  });
});

describe("rows and columns stand where they stand in the file", () => {
  test("gaps, no references, any order, a dimension that lies, prefixes", () => {
    const xml = `<x:worksheet xmlns:x="${main}"><x:dimension ref="A1"/><x:sheetData><x:row r="4"><x:c r="C4"><x:v>3</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row><x:row r="1"><x:c r="b1" t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c><x:c r="AA2"><x:v>27</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const rows = read({ sheets: [xml] }).sheets[0]?.rows;
    expect(rows).toEqual([["", "姓名"], ["1", ...Array(25).fill(""), "27"], [], ["", "", "3", "4"]]);
  });

  test("hidden rows, rows without height, merges", () => {
    const sheet = read({
      sheets: [
        data(
          `<row r="1">${inline("登记表")}<c r="B1"><v>9</v></c></row><row r="2" hidden="1">${inline("甲")}</row><row r="3" ht="0">${inline("乙")}</row><row r="4" ht="15">${inline("丙")}</row><row r="9" hidden="true"/>`,
          '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A3:A90"/><mergeCell ref="A2"/><mergeCell ref="C20:D21"/></mergeCells>',
        ),
      ],
    }).sheets[0];
    expect(sheet).toMatchObject({
      rows: [["登记表", ""], ["甲"], ["乙"], [""]],
      merges: [
        { top: 0, left: 0, bottom: 0, right: 1 },
        { top: 2, left: 0, bottom: 3, right: 0 },
      ],
    });
    expect([...(sheet?.hiddenRows ?? [])]).toEqual([1, 2]);
  });

  test("hidden sheets say so; charts and empty sheets are left out; targets of any kind", () => {
    const rows = data(heading + `<row>${inline("甲")}</row>`);
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Target="${target}" Type="${type}" Id="${id}"/>`;
    const { sheets, problems } = read({
      sheets: [rows, rows, data(""), rows],
      sheetTags: `<sheet name="一&amp;二" r:id="a"/><sheet name="名单" state="veryHidden" r:id="b"/><sheet name="图" r:id="c"/><sheet name="空" r:id="d"/><sheet name="Strict" state="hidden" r:id="e"/>`,
      relations:
        relation("a", `${office}/worksheet`, "/xl/worksheets/sheet1.xml") +
        relation("b", `${office}/worksheet`, "../XL/worksheets/Sheet2.xml") +
        relation("c", `${office}/chartsheet`, "chartsheets/sheet1.xml") +
        relation("d", `${office}/worksheet`, "worksheets\\sheet3.xml") +
        relation("e", "http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet", "xl/worksheets/sheet4.xml"),
    });
    expect(problems).toEqual([]);
    expect(sheets.map((it) => [it.sheet, it.hidden])).toEqual([
      ["一&二", undefined],
      ["名单", true],
      ["Strict", true],
    ]);
  });

  test("a heading beside a hidden list is only a heading", () => {
    expect(
      codes({
        sheets: [data(heading), data(heading + heading.replace('r="1"', ""))],
        sheetTags: '<sheet name="a" r:id="rId1"/><sheet name="b" state="hidden" r:id="rId2"/>',
      }),
    ).toBe("file_header_only");
  });

  test("UTF-16 within the archive", () => {
    const xml = `\ufeff${data(heading + `<row>${inline("甲")}</row>`)}`;
    const bytes = new Uint8Array(xml.split("").flatMap((it) => [it.charCodeAt(0) & 255, it.charCodeAt(0) >> 8]));
    expect(read({ sheets: [""], more: { "xl/worksheets/sheet1.xml": bytes } }).sheets[0]?.rows).toEqual([
      ["姓名", "性别"],
      ["甲"],
    ]);
  });
});

describe("what is only styled costs nothing", () => {
  test("50,000 empty rows, columns to XFD and a note far below", () => {
    const styled = Array.from(
      { length: 50_000 },
      (_, at) => `<row r="${at + 3}" s="1" customFormat="1"><c r="A${at + 3}" s="1"/><c r="XFD${at + 3}" s="1"/></row>`,
    );
    const { sheets, problems } = read({
      sheets: [data(`${heading}<row r="2">${inline("甲")}</row>${styled.join("")}`)],
    });
    expect(problems).toEqual([]);
    expect(sheets[0]?.rows).toEqual([["姓名", "性别"], ["甲"]]);
  });

  test("cells at the far corner of every row are refused, not filled in", () => {
    const rows = Array.from({ length: 1000 }, (_, at) => `<row r="${at + 2}"><c r="XFD${at + 2}"><v>1</v></c></row>`);
    expect(codes({ sheets: [data(heading + rows.join(""))] })).toBe("file_too_big");
  });
});

describe("a workbook that cannot be right is refused", () => {
  const good = data(heading + `<row>${inline("甲")}</row>`);
  test.each<[string, Parts]>([
    ["a string that is not there", { sheets: [data(`${heading}<row><c t="s"><v>5</v></c></row>`)] }],
    ["a style that is not there", { sheets: [data(`${heading}<row><c s="99"><v>42075</v></c></row>`)] }],
    ["a cell in the wrong row", { sheets: [data(`${heading}<row r="2"><c r="A3"><v>1</v></c></row>`)] }],
    [
      "two texts in one cell",
      { sheets: [data(`${heading}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`)] },
    ],
    ["a column beyond the last", { sheets: [data(`${heading}<row r="2"><c r="XFE2"><v>1</v></c></row>`)] }],
    ["a row beyond the last", { sheets: [data(`${heading}<row r="1048577"><c><v>1</v></c></row>`)] }],
    ["a sheet that breaks off", { sheets: [good.slice(0, -12)] }],
    ["a sheet with more behind it", { sheets: [`${good}<x/>`] }],
    ["a sheet without its part", { sheets: [good], relations: "" }],
    [
      "a part that is not there",
      { sheets: [good], relations: `<Relationship Id="rId1" Type="${office}/worksheet" Target="x.xml"/>` },
    ],
    ["a document type", { sheets: [good.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>')] }],
    ["a comment without end", { sheets: [good.replace("</row>", "</row><!--")] }],
    ["a tag without end", { sheets: [good.replace("</row>", `</row><x a="${"y".repeat(3 * 2 ** 20)}`)] }],
    [
      "bytes that are no UTF-8",
      { sheets: [""], more: { "xl/worksheets/sheet1.xml": new Uint8Array([60, 0xff, 0xff]) } },
    ],
  ])("%s", (_, parts) => {
    expect(codes(parts)).toBe("file_damaged");
  });

  test("a tag longer than any program writes, before it has filled the memory", () => {
    let seed = 1;
    const noise = Array.from({ length: 3 * 2 ** 20 }, () =>
      String.fromCharCode(97 + ((seed = (seed * 48_271) % 0x7fffffff) % 26)),
    );
    expect(codes({ sheets: [good.replace("</row>", `</row><x a="${noise.join("")}"/>`)] })).toBe("file_damaged");
  });

  test("nothing in any sheet", () => {
    expect(codes({ sheets: [data("")] })).toBe("file_empty");
    expect(codes({ sheets: [data(heading)] })).toBe("file_header_only");
  });
});
