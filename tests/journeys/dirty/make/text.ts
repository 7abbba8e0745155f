import {
  answersOf,
  bad,
  boy,
  type Case,
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
import { bom, delimited, gb, utf8 } from "./bytes.ts";

const plain = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))]);
const text = delimited(plain.rows);
const csv = (name: string, note: string, of: Roster) =>
  read(name, note, "示例_一校.csv", utf8(bom + delimited(of.rows)), of);
const header = delimited(plain.rows.slice(0, 1));
/** The plain list with its third line written by hand. */
const with3 = (line3: string) => {
  const lines = text.split("\r\n");
  lines[2] = line3;
  return utf8(bom + lines.join("\r\n"));
};
const row2 = delimited(plain.rows.slice(2, 3)).trimEnd();
const second = roster(usual, [ok(girl(1)), bad(boy(2), [], {}), ok(girl(3))]);

const remarks = usualAnd("remark");
const tabs = roster(remarks, [
  ok(girl(1), { remark: "住得远" }, { remark: "住得远" }),
  ok(boy(2), { remark: "上学路远\t要人接送" }, { remark: { any: true } }),
  ok(girl(3), {}, { remark: null }),
]);
const breaks = roster(remarks, [
  ok(girl(1), { remark: "第一次来，\n没有见到人" }, { remark: { any: true } }),
  ok(boy(2), { remark: "路远" }, { remark: "路远" }),
  bad(girl(3), "sex", { sex: "不知道" }),
  ok(boy(4)),
]);
const address = usualAnd().flatMap((id) => (id === "father_status" ? ["address_detail", id] : [id]));
const shifted = roster(address, [
  ok(girl(1), { address_detail: "青禾镇东山村" }, { address_detail: "青禾镇东山村" }),
  bad(boy(2), [], { address_detail: "青禾镇,东山村" }),
  ok(girl(3), { address_detail: "青禾镇石门村" }, { address_detail: "青禾镇石门村" }),
]);
const shiftedText = delimited(shifted.rows).replaceAll('"', "");
/** The heading ends in empty cells, as Excel writes them: the count of cells does not give the shift away. */
const paddedText = delimited(shifted.rows.map((row, at) => (at === 2 ? row : [...row, ""]))).replaceAll('"', "");

const long = roster(usualAnd("class_name", "remark"), [
  ok(
    girl(1),
    { class_name: "三（1）班", remark: "无" },
    { class_name: "三（1）班", remark: { any: true }, grade: { oneOf: [3, null] } },
  ),
  ok(boy(2)),
  ok(girl(3)),
]);
const trimmedRows = long.rows.map((row, at) => (at < 2 ? row : row.slice(0, usual.length)));
const padded = plain.rows.map((row) => [...row, "", "", ""]);

const noRows = roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))], { numbered: false });

export const texts: readonly Case[] = [
  read("semicolons", "Excel with a European region", "示例_一校.csv", utf8(bom + delimited(plain.rows, ";")), plain),
  read("tabs", "copied out of a table", "示例_一校.tsv", utf8(delimited(plain.rows, "\t")), plain),
  read("chinese-commas", "typed by hand in an editor", "示例_一校.txt", gb(delimited(plain.rows, "，")), plain),
  read(
    "sep-line",
    "the line that tells Excel the delimiter",
    "示例_一校.csv",
    utf8(`sep=;\r\n${delimited(plain.rows, ";")}`),
    noRows,
  ),
  read(
    "sep-line-with-comma",
    "the same with a comma, after a mark",
    "示例_一校.csv",
    utf8(`${bom}sep=,\r\n${text}`),
    noRows,
  ),
  read(
    "carriage-returns-only",
    "lines end as on a Mac of old",
    "示例_一校.csv",
    utf8(delimited(plain.rows, ",", "\r")),
    plain,
  ),
  read("line-feeds-only", "lines end as on Linux", "示例_一校.csv", utf8(delimited(plain.rows, ",", "\n")), plain),
  read(
    "line-ends-mixed",
    "joined from two systems",
    "示例_一校.csv",
    utf8(text.replace("\r\n", "\n").replace(/\r\n$/, "\r")),
    plain,
  ),
  read(
    "carriage-return-doubled",
    "every line end written twice by a transfer",
    "示例_一校.csv",
    utf8(delimited(plain.rows, ",", "\r\r\n")),
    noRows,
  ),
  read(
    "every-cell-quoted",
    "as databases export",
    "示例_一校.csv",
    utf8(plain.rows.map((row) => row.map((it) => `"${it}"`).join(",")).join("\n")),
    plain,
  ),
  csv(
    "line-break-inside-a-quoted-cell",
    "one row for a clerk, two lines in the file: row numbers are those of Excel",
    breaks,
  ),
  read(
    "tab-inside-a-quoted-cell",
    "a tab in the remark of a file with tabs",
    "示例_一校.tsv",
    utf8(delimited(tabs.rows, "\t")),
    tabs,
  ),
  read(
    "quote-that-never-closes",
    "a stray quote must not swallow the children after it",
    "示例_一校.csv",
    with3(`"${row2}`),
    { ...roster(usual, [ok(girl(1)), bad(boy(2), [], {}), may(girl(3), {})]) },
    { file: "either" },
  ),
  read(
    "quotes-inside-an-unquoted-cell",
    "he said “fine”, typed with straight quotes",
    "示例_一校.csv",
    utf8(
      delimited(
        remarksRows().rows.map((row, at) => (at === 2 ? row.map((it) => it.replaceAll('"', "”")) : row)),
      ).replaceAll("”", '"'),
    ),
    remarksRows(),
  ),
  read(
    "extra-comma-in-an-address",
    "one cell too many: what follows is shifted",
    "示例_一校.csv",
    utf8(bom + shiftedText),
    shifted,
  ),
  read(
    "extra-comma-hidden-by-empty-columns",
    "the same where every other row ends in an empty cell, so that the count is right",
    "示例_一校.csv",
    utf8(bom + paddedText),
    shifted,
  ),
  read(
    "missing-comma",
    "one cell too few in the middle: the carer stands under the mother",
    "示例_一校.csv",
    with3(row2.replace("外出务工,外出务工", "外出务工")),
    second,
  ),
  read(
    "rows-shorter-than-the-heading",
    "a program leaves out empty cells at the end",
    "示例_一校.csv",
    utf8(delimited(trimmedRows)),
    long,
  ),
  read("trailing-commas", "empty columns that were once used", "示例_一校.csv", utf8(bom + delimited(padded)), plain),
  csv(
    "blank-lines-between",
    "empty lines and lines of commas only",
    roster(usual, [
      ok(girl(1)),
      line(""),
      ok(boy(2)),
      line("", "", "", "", "", "", ""),
      line(""),
      ok(girl(3)),
      line("", ""),
      line(""),
    ]),
  ),
  read(
    "cut-in-the-last-row",
    "the transfer broke off in the middle of the last row",
    "示例_一校.csv",
    utf8(text.slice(0, text.lastIndexOf("外出务工,外出务工") - 8)),
    roster(usual, [ok(girl(1)), ok(boy(2)), bad(girl(3), [], {})]),
  ),
  read("no-line-end-after-the-last-row", "not cut off at all", "示例_一校.csv", utf8(text.trimEnd()), plain),
  refusedFile("empty", "no byte", "示例_一校.csv", new Uint8Array()),
  refusedFile("only-a-bom", "an editor's empty file", "示例_一校.csv", utf8(bom)),
  refusedFile("only-blank-lines", "nothing but separators", "示例_一校.csv", utf8(`${bom}\r\n,,,,\r\n \t\r\n`)),
  refusedFile("header-only", "a template sent back as it was", "示例_一校.csv", utf8(bom + header)),
  refusedFile(
    "no-header",
    "the first line was deleted: which column is which is not guessed",
    "示例_一校.csv",
    utf8(bom + delimited(plain.rows.slice(1))),
    { flood: true, secrets: plain.secrets },
  ),
  refusedFile(
    "prose-instead-of-a-table",
    "a chain of messages copied out of a chat",
    "示例_接龙.txt",
    utf8(`#接龙\n请各位老师接龙报本班留守儿童\n\n1. ${girl(1).name} 女 父母在外\n2. ${boy(2).name} 男 爸爸在外\n`),
    { flood: true, secrets: [girl(1).name, boy(2).name] },
  ),
  read(
    "heading-with-commas-and-rows-with-semicolons",
    "joined from two sources",
    "示例_一校.csv",
    utf8(bom + header + delimited(plain.rows.slice(1, 2)) + delimited(plain.rows.slice(2), ";")),
    roster(usual, [ok(girl(1)), bad(boy(2), [], {}), bad(girl(3), [], {})]),
    { file: "either" },
  ),
  csv(
    "numbers-kept-as-text-by-tricks",
    "apostrophe, tab, and a formula that is only text",
    roster(usual, [
      ok(girl(1)),
      ok(boy(2), { id_number: `'${boy(2).id}` }),
      ok(girl(3), { id_number: `${girl(3).id}\t` }),
      ok(boy(4), { id_number: `\t${boy(4).id}` }),
      may(girl(5), { id_number: `="${girl(5).id}"` }),
      ok(boy(6), { id_number: `‘${boy(6).id}` }, { id_number: boy(6).id }),
    ]),
  ),
];
function remarksRows(): Roster {
  const said = '他说"还好"，不肯多说';
  return roster(remarks, [
    ok(girl(1), { remark: "路远" }, { remark: "路远" }),
    may(boy(2), { remark: said }, { remark: said }),
    ok(girl(3), {}, answersOf(girl(3))),
  ]);
}
