import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnyAnswers } from "../forms/form.ts";
import { writeRows } from "../forms/sheet.ts";
import { problemInWords, readBlock, readCells, tableForm, writeCells } from "./block.ts";
import { trial, trialWithTable } from "./trial-form.ts";

const today = "2026-11-30";
const pasted = (text: string, form = trial) =>
  readBlock(form, { file: "粘贴", rows: readCells(text), firstRow: 1 }, today);

describe("cells", () => {
  test("written are read back", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', 'a"b', '"a', "a\tb", "a\nb", "五（2）班", ""));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        // A first mark of byte order is not part of what was said.
        fc.pre(!(rows[0]?.[0] ?? "").startsWith("\ufeff"));
        expect(readCells(writeCells(rows))).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [
      "a line break in quotes",
      'a\t"b\r\nc"\r\nd\te',
      [
        ["a", "b\r\nc"],
        ["d", "e"],
      ],
    ],
    [
      "a quote that only stands there",
      'a\t"b" c\nd\t5"',
      [
        ["a", '"b" c'],
        ["d", '5"'],
      ],
    ],
    [
      "an empty last cell",
      "a\t\nb\t",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["an empty row, which keeps its number", "a\tb\n\nc\td", [["a", "b"], [""], ["c", "d"]]],
    ["a mark of byte order and a last line break", "\ufeffa\tb\n", [["a", "b"]]],
    ["nothing", "", []],
  ])("with %s are those a spreadsheet meant", (_, text, rows) => {
    expect(readCells(text)).toEqual(rows);
  });
});

describe("a block from a spreadsheet", () => {
  const heading = "姓名\t阶段\t年级\t发现";

  test("gives the right rows, and keeps the wrong ones with their heading for mending", () => {
    const found = pasted(
      `${heading}\n张小满\t小学\t5\t没有\n\t小学\t5\t\n李禾苗\t初中\t99\t\n王青\t初中\t七年级\t孤僻`,
    );
    expect(found.records.map((it) => it["child_name"])).toEqual(["张小满", "王青"]);
    expect(found.rows).toBe(4);
    expect(found.problems.filter((it) => it.severity === "error").map(problemInWords)).toEqual([
      "第 3 行 姓名：必填，请补上",
      "第 4 行 年级：请写 1 到 9 的整数",
    ]);
    expect(found.left).toBe(`${heading}\n\t小学\t5\t\n李禾苗\t初中\t99\t`);
    expect(pasted(found.left.replace("99", "8").replace("\n\t", "\n赵立夏\t")).left).toBe("");
  });

  test("without a usable heading is left as it is", () => {
    const found = pasted("张小满\t小学\n李禾苗\t初中");
    expect(found.records).toEqual([]);
    expect(found.left).toBe("张小满\t小学\n李禾苗\t初中");
    expect(found.problems.map((it) => it.code)).toContain("column_required");
  });

  test("with what calls for action warns, and keeps it neither in records nor in what is left", () => {
    const found = pasted(`${heading}\n张小满\t小学\t5\t孤僻；疑似侵害\n\t小学\t3\t自伤念头；厌学、别的`);
    expect(found.alarms).toEqual(["harm", "self-harm"]);
    expect(found.records).toEqual([{ child_name: "张小满", stage: "1", grade: 5, findings: ["1"] }]);
    expect(found.left).toBe(`${heading}\n\t小学\t3\t厌学；别的`);
  });

  test("with numbers that belong to nobody is refused unless they are the example's", () => {
    const row = (id: string) => pasted(`姓名\t身份证号\t阶段\n张\t${id}\t小学`).records.length;
    expect(row("990000201503120013")).toBe(1);
    expect(row("990000201503120030")).toBe(0);
  });

  test("of records with rows of their own comes with nothing left: it is mended in its file", () => {
    const rows = writeRows(trialWithTable, [
      trialWithTable.example as never,
      { class_name: "四", children: [{ count: 1 }] } as never,
    ]);
    const found = readBlock(trialWithTable, { file: "a.xlsx", rows, firstRow: 1 }, today);
    expect(found.records).toEqual([trialWithTable.example]);
    expect([found.rows, found.left]).toEqual([2, ""]);
  });
});

describe("the form of a table", () => {
  const rowsOf = (record: AnyAnswers, text: string) => pasted(text, tableForm(trialWithTable, "children", record));

  test("reads rows of that table by their headings", () => {
    const found = rowsOf({}, "姓名\t次数\t情况\n张小满\t2\t正常\n李禾苗\tx\t正常\n\t1\t");
    expect(found.records).toEqual([{ child_name: "张小满", count: 2, seen: "1" }]);
    expect(found.left).toBe("姓名\t次数\t情况\n李禾苗\tx\t正常\n\t1\t");
  });

  test("sees the record around it in conditions and rules", () => {
    const text = "姓名\t电话\t次数\n张小满\t机关\t1";
    expect(rowsOf({ with_phone: "1" }, text).records).toEqual([{ child_name: "张小满", phone_note: "机关", count: 1 }]);
    expect(rowsOf({ with_phone: "0" }, text).records).toEqual([{ child_name: "张小满", count: 1 }]);
    expect(rowsOf({ class_name: "张小满" }, text).problems.map((it) => it.code)).toContain("name_is_class");
  });

  test("keeps conditions between its own columns", () => {
    const text = "姓名\t情况\t说明\n张\t正常\t好\n李\t\t好";
    expect(rowsOf({}, text).records).toEqual([{ child_name: "张", seen: "1", mood_note: "好" }, { child_name: "李" }]);
  });
});
