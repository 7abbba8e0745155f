import { describe, expect, test } from "vitest";
import { receive } from "../receive.ts";

const read = (text: string) => receive("a.xls", new TextEncoder().encode(text));
const rows = (text: string) => {
  const { sheets, problems } = read(text);
  return sheets[0]?.rows ?? problems.map((it) => it.code).join();
};

/** As Excel saves it; the notes in the head are what names the sheet. */
const excel = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!--table {x:y} td<b>--></style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>
 <x:Name>花名册</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
</head><body link=blue><table border=0 cellpadding=0 width=72 style='border-collapse:collapse'>
<col width=72 style='width:54pt'>${body}<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]></table></body></html>`;

describe("tables as they are saved", () => {
  test("by Excel: the text that is shown, joined cells, hidden rows, the name of the sheet", () => {
    const { sheets, problems, format } = read(
      excel(`<tr height=19><td colspan=3 height=19 class=xl65 width=216>留守儿童<br>登记表</td></tr>
 <tr><td rowspan=2 x:str>姓名</td><td colspan="2" class='xl66'>监护人</td></tr><tr><td>姓名</td><td>电话</td></tr>
 <tr style='display:none'><td>张小满</td><td style='mso-number-format:"\\@"'>张&nbsp;三</td><td x:num="9.9E+17">9.9E+17</td></tr>
 <tr><td>李青
  禾</td><td>Li
  Si</td><td align=right>&lt;b&gt;&#24352;&#x5f20;&times;&amp;amp;</td></tr>`),
    );
    expect({ problems, format }).toEqual({ problems: [], format: "html" });
    expect(sheets).toMatchObject([
      {
        sheet: "花名册",
        rows: [
          ["留守儿童\n登记表"],
          ["姓名", "监护人"],
          ["", "姓名", "电话"],
          ["张小满", "张\u00a0三", "9.9E+17"],
          ["李青禾", "Li Si", "<b>张张×&amp;"],
        ],
        merges: [
          { top: 0, left: 0, bottom: 0, right: 2 },
          { top: 1, left: 0, bottom: 2, right: 0 },
          { top: 1, left: 1, bottom: 1, right: 2 },
        ],
      },
    ]);
    expect([...(sheets[0]?.hiddenRows ?? [])]).toEqual([3]);
  });

  test("by systems: no ends of cells and rows, tags within, scripts, text around", () => {
    expect(
      rows(`\ufeff <TABLE><THEAD><TR><TH>姓名<TH>性别<TBODY>
<TR><TD><a href="javascript:alert(1)" title='>'><b>张</b>小满</a><script>document.write("<td>x</td>")</script>
<TD><div>男</div><TR><TD>1<2<TD>&unknown; & x</TABLE>`),
    ).toEqual([
      ["姓名", "性别"],
      ["张小满", "男"],
      ["1<2", "&unknown; & x"],
    ]);
  });

  test("several, one within another, titles left out", () => {
    const two = "<tr><td>姓名<td>性别<tr><td>甲<td>男";
    const { sheets } = read(
      `<html><table><tr><td>标题</table><table>${two}</table><table><tr><td><table>${two.replace("甲", "乙")}</table></td></tr></table>`,
    );
    expect(sheets.map((it) => [it.sheet, it.rows[1]?.[0]])).toEqual([
      ["第 2 个表", "甲"],
      ["第 4 个表", "乙"],
    ]);
  });

  test("a cell that reaches down moves the cells beside it", () => {
    expect(rows("<table><tr><td rowspan=3>一村<td>甲<tr><td>乙<tr><td>丙<td>女<tr><td>丁</table>")).toEqual([
      ["一村", "甲"],
      ["", "乙"],
      ["", "丙", "女"],
      ["丁"],
    ]);
  });
});

describe("what would be read wrongly is refused", () => {
  test.each([
    ["a table that breaks off", "<html><table><tr><td>姓名<tr><td>张", "file_truncated"],
    [
      "a quote that takes cells into a tag",
      '<table><tr><td title="x>姓名<td>性别<td class=">年龄<tr><td>甲</table>',
      "file_damaged",
    ],
    ["a tag without end", `<table><tr><td ${"x".repeat(30_000)}`, "file_damaged"],
    ["no text in any table", "<table><tr><td> <td>&#32;</table>", "file_html"],
    ["frames", '<html><frameset><frame src="sheet001.htm"></frameset></html>', "file_html"],
    ["only a heading", "<table><tr><td>姓名<td>性别</table>", "file_header_only"],
    ["cells beyond the last column", `<table><tr>${"<td colspan=1000>x".repeat(17)}</table>`, "file_damaged"],
  ])("%s", (_, text, code) => {
    expect(rows(text)).toBe(code);
  });
});
