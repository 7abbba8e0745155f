import {
  bad,
  boy,
  type Case,
  doubtful,
  type Expected,
  girl,
  line,
  may,
  ok,
  read,
  refusedFile,
  type Roster,
  roster,
  usual,
  usualAnd,
} from "./case.ts";
import { bom, gb, utf8 } from "./bytes.ts";

/** Tables in HTML and XML under the name .xls, as systems and old Excel write them. */

const three = [ok(girl(1)), ok(boy(2)), ok(girl(3))];
const plain = roster(usual, three);
const td = (text: string, attributes = "") => `<td${attributes}>${text}</td>`;
const tr = (cells: string) => `<tr>${cells}</tr>`;
const rows = (of: Roster, from = 0) => of.rows.slice(from).map((row) => tr(row.map((it) => td(it)).join("")));
const page = (body: string, head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">') =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head>${head}<style>td{mso-number-format:"\\@";}</style></head><body>${body}</body></html>`;
const html = (name: string, note: string, of: Omit<Roster, "rows">, bytes: Uint8Array, more: Partial<Expected> = {}) =>
  read(name, note, "示例_一校.xls", bytes, of, more);

const parents = usual.flatMap((id) => (id.endsWith("_status") ? [id, id.replace("status", "out_place")] : [id]));
const place = { father_out_place: "省外", mother_out_place: "省外" };
const places = { father_out_place: "5", mother_out_place: "5" };
const twoLevel = roster(parents, [ok(girl(1), place, places), ok(boy(2), place, places)], { first: 4 });

const entities = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3)), ok(boy(4))]);
const spelled = [
  tr(usual.map((_, at) => `<th><b>${entities.rows[0]?.[at] ?? ""}</b><br></th>`).join("")),
  tr((entities.rows[1] ?? []).map((it) => td([...it].map((c) => `&#${String(c.codePointAt(0))};`).join(""))).join("")),
  tr((entities.rows[2] ?? []).map((it) => td(`&nbsp;<font color="#000000"><span>${it}</span></font>&nbsp;`)).join("")),
  tr((entities.rows[3] ?? []).map((it) => td(`\n      ${it}\n    `, ' class=xl65 style="x"')).join("")),
  `<TR>${(entities.rows[4] ?? []).map((it) => `<TD nowrap>${it}`).join("")}`,
];
const numbers = roster(usual, [ok(girl(1)), bad(boy(2), "id_number", { id_number: "9.90E+17" }), ok(girl(3))]);
const spanned = roster(usualAnd("school_name"), [
  ok(girl(1), { school_name: "石门小学" }, { school_name: "石门小学" }),
  ok(boy(2), {}, { school_name: "石门小学" }),
  ok(girl(3), { school_name: "东山小学" }, { school_name: "东山小学" }),
]);
const script = '<script>alert(1)</script><img src=x onerror="alert(2)">';
const inert = roster(usualAnd("remark"), [
  ok(girl(1)),
  may(boy(2), {}, { remark: { any: true } }),
  bad(girl(3), "child_name", { child_name: "-" }),
  ok(boy(4)),
]);
const inertRows = rows(inert);
const escapedName = "&lt;img src=x onerror=alert(3)&gt;";

const spreadsheetMl = (of: Roster) =>
  `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Sheet1"><Table>${of.rows
    .map((row) => `<Row>${row.map((it) => `<Cell><Data ss:Type="String">${it}</Data></Cell>`).join("")}</Row>`)
    .join("")}</Table></Worksheet></Workbook>`;
const noRows = roster(usual, three, { numbered: false });

export const pages: readonly Case[] = [
  html(
    "html-xls-gb2312",
    "a school system's export: HTML named .xls",
    plain,
    gb(page(`<table border=1>${rows(plain).join("")}</table>`)),
  ),
  html(
    "html-xls-utf8",
    "the same in UTF-8, with thead and tbody",
    plain,
    utf8(
      page(
        `<table><thead>${rows(plain)[0] ?? ""}</thead><tbody>${rows(plain, 1).join("\n")}</tbody></table>`,
        '<meta charset="utf-8">',
      ),
    ),
  ),
  html(
    "html-xls-that-lies-about-its-encoding",
    "says gb2312 and is UTF-8 with a mark",
    plain,
    utf8(bom + page(`<table>${rows(plain).join("")}</table>`)),
  ),
  html("html-xls-without-any-head", "a bare table", plain, utf8(`<table>${rows(plain).join("")}</table>`)),
  html(
    "html-xls-two-level-heading",
    "title over all columns, rowspan and colspan in the heading, the hidden row that Excel adds at the end",
    twoLevel,
    gb(
      page(
        `<table>${[
          tr(td("2026年秋季留守儿童排查登记表", " colspan=9 class=xl65")),
          tr(
            ["姓名", "性别", "出生日期", "公民身份号码"].map((it) => td(it, " rowspan=2")).join("") +
              td("父亲", " colspan=2") +
              td("母亲", " colspan=2") +
              td("实际照护人", ' rowspan="2"'),
          ),
          tr(["状态", "务工地", "状态", "务工地"].map((it) => td(it)).join("")),
          ...rows(twoLevel, 1),
          "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td><td width=72></td></tr><![endif]>",
        ].join("\n")}</table>`,
      ),
    ),
  ),
  html(
    "html-xls-entities-and-tags-in-cells",
    "numeric entities, hard spaces, fonts, line breaks, cells that are never closed",
    entities,
    utf8(page(`<TABLE>${spelled.join("\n")}</TABLE>`, '<meta charset="utf-8">')),
  ),
  html(
    "html-xls-numbers-already-lost",
    "what is shown is what is there: 9.90E+17",
    numbers,
    gb(
      page(
        `<table>${rows(numbers).join("").replace("<td>9.90E+17", '<td x:num="990000201403120000">9.90E+17')}</table>`,
      ),
    ),
  ),
  html(
    "html-xls-school-spanning-rows",
    "one school for two children",
    spanned,
    gb(
      page(
        `<table>${[
          ...rows(spanned).slice(0, 1),
          (rows(spanned)[1] ?? "").replace("<td>石门小学", "<td rowspan=2>石门小学"),
          (rows(spanned)[2] ?? "").replace("<td></td>", ""),
          ...rows(spanned).slice(3),
        ].join("")}</table>`,
      ),
    ),
  ),
  html(
    "html-xls-with-scripts",
    "a script in a cell never runs, and a tag is no name",
    inert,
    utf8(
      page(
        `<script>document.title="x"</script><table>${[
          ...inertRows.slice(0, 2),
          (inertRows[2] ?? "").replace("<td></td>", `<td>${script}</td>`),
          (inertRows[3] ?? "").replace("<td>-</td>", `<td>${escapedName}</td>`),
          ...inertRows.slice(4),
        ].join("")}</table>`,
        '<meta charset="utf-8">',
      ),
    ),
  ),
  html(
    "html-xls-with-a-letterhead-table",
    "a table for the layout stands before the list",
    noRows,
    utf8(
      page(
        `<table><tr><td>示例县</td></tr><tr><td>留守儿童名单</td></tr></table><p>共3人</p><table>${rows(plain).join("")}</table>`,
        '<meta charset="utf-8">',
      ),
    ),
  ),
  html(
    "html-xls-notes-at-the-foot",
    "total and signatures in spanning cells",
    roster(usual, [...three, line("合计"), doubtful("填表人")]),
    gb(
      page(
        `<table>${rows(plain).join("")}<tr><td>合计</td><td colspan=6>3人</td></tr><tr><td colspan=7>填表人：周老师　审核人：吴校长　2026年9月20日</td></tr></table>`,
      ),
    ),
  ),
  refusedFile(
    "html-xls-with-its-sheets-elsewhere",
    "Excel's “web page”: a frame only, the sheets were in a folder beside it",
    "示例_一校.xls",
    gb(
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><link id="shLink" href="一校.files/sheet001.htm"></head><frameset rows="*,39"><frame src="一校.files/sheet001.htm" name="frSheet"></frameset></html>',
    ),
  ),
  refusedFile(
    "html-login-page-named-xls",
    "the session had ended: what was saved is the page to log in",
    "示例_一校.xls",
    utf8(
      page(
        '<form action="/login"><table><tr><td>用户名</td><td><input name=u></td></tr><tr><td>密码</td><td><input name=p></td></tr></table></form>',
        '<meta charset="utf-8">',
      ),
    ),
    { flood: true },
  ),
  html("xml-spreadsheet-2003", "Excel's XML of 2003: read, or told what to do", noRows, utf8(spreadsheetMl(plain)), {
    file: "either",
  }),
  html(
    "web-archive-named-xls",
    "an .mht: read, or told what to do",
    noRows,
    utf8(
      `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n${page(`<table>${rows(plain).join("")}</table>`, "")}\r\n--b--\r\n`,
    ),
    { file: "either" },
  ),
];
