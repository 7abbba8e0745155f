import { describe, expect, test } from "vitest";
import { receive } from "../receive.ts";

const book = (sheets: string) => `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style></Styles>
${sheets}</Workbook>`;
const read = (text: string) => receive("a.xls", new TextEncoder().encode(text));
const cell = (text: string, type = "String", of = "") => `<Cell${of}><Data ss:Type="${type}">${text}</Data></Cell>`;

test("an XML table of 2003 is read like a workbook", () => {
  const { sheets, problems, format } = read(
    book(`<Worksheet ss:Name="花名册"><Table ss:ExpandedColumnCount="9"><Column ss:Width="80"/>
<Row>${cell("登记表", "String", ' ss:MergeAcross="2"')}${cell("右")}</Row>
<Row ss:Hidden="1">${cell("姓名")}${cell("证件号", "String", ' ss:Index="3"')}</Row>
<Row ss:Index="4">${cell("甲", "String", ' ss:MergeDown="1"')}<Cell ss:StyleID="s1"><Data ss:Type="DateTime">2015-03-12T00:00:00.000</Data><Comment><ss:Data>批注</ss:Data></Comment></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2015-03-01T00:00:00.000</Data></Cell>${cell("9.9000020150312E+17", "Number")}${cell("1", "Boolean")}<Cell ss:Formula="=1"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1"/><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>乙</B>丙&#10;丁</ss:Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="选项"><Table><Row>${cell("x")}</Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`),
  );
  expect({ problems, format }).toEqual({ problems: [], format: "xml" });
  expect(sheets).toEqual([
    {
      file: "a.xls",
      sheet: "花名册",
      firstRow: 1,
      rows: [
        ["登记表", "", "", "右"],
        ["姓名", "", "证件号"],
        [],
        ["甲", "2015-03-12", "2015-03", "9.90000201503120E+17", "是", "#N/A", "", "乙丙\n丁"],
      ],
      merges: [{ top: 0, left: 0, bottom: 0, right: 2 }],
      faults: new Map([
        ["3,5", "formula_error"],
        ["3,6", "formula"],
      ]),
      hiddenRows: new Set([1]),
    },
    { file: "a.xls", sheet: "选项", firstRow: 1, rows: [["x"]], merges: [], hidden: true },
  ]);
});

test("formats with a name, and the calendar from 1904", () => {
  const style = '<Style ss:ID="f"><NumberFormat ss:Format="Fixed"/></Style></Styles>';
  const row = `<Row>${cell("x")}</Row><Row>${cell("9.9E+17", "Number", ' ss:StyleID="f"')}${cell("40613", "Number", ' ss:StyleID="s1"')}</Row>`;
  const text = book(`<Worksheet ss:Name="a"><Table>${row}</Table></Worksheet>`)
    .replace("</Styles>", style)
    .replace("<Styles>", "<ExcelWorkbook><Date1904/></ExcelWorkbook><Styles>");
  expect(read(text).sheets[0]?.rows[1]).toEqual(["9.90000000000000E+17", "2015-03-12"]);
});

describe("one that cannot be right is refused", () => {
  const rows = `<Worksheet ss:Name="a"><Table><Row>${cell("姓名")}</Row><Row>${cell("甲")}</Row></Table></Worksheet>`;
  test.each([
    ["cut off", book(rows).slice(0, -11)],
    ["a place that is no number", book(rows.replace("<Row>", '<Row ss:Index="x">'))],
    ["rows outside of a sheet", book('<Row ss:Hidden="1"/>')],
  ])("%s", (_, text) => {
    expect(read(text).problems.map((it) => it.code)).toEqual(["file_damaged"]);
  });
});
