import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gb18030 } from "../../../scripts/gb18030.ts";
import { recordOf } from "../../../tests/arbitrary.ts";
import { childCensus } from "../../forms/definitions/child-census.ts";
import { forms } from "../../forms/definitions/index.ts";
import { type AnyAnswers, columnsOf, type Form, itemsOf, needsOf } from "../../forms/form.ts";
import { type Problem } from "../../forms/problem.ts";
import { checkCharacter } from "../../forms/identity.ts";
import { readRows, writeRows } from "../../forms/sheet.ts";
import { checkFile } from "../check.ts";
import { detectText, type TextKind } from "../receive/csv.ts";
import { openBulk } from "./bulk.ts";

const options = { referenceDate: "2026-09-30", example: true };
const streamed: readonly Form[] = forms.filter(
  (it) => (it as Form).paperOnly !== true && !itemsOf(it).some(([, item]) => item.type === "table"),
);

type Written = { readonly encoding: "utf-8" | "gb18030"; readonly delimiter: "," | ";" | "\t"; readonly chunk: number };
const plainly: Written = { encoding: "utf-8", delimiter: ",", chunk: 1 << 16 };

function bytesOf(rows: readonly (readonly string[])[], { encoding, delimiter }: Written): Uint8Array {
  const cell = (it: string) => (/["\r\n]/.test(it) || it.includes(delimiter) ? `"${it.replaceAll('"', '""')}"` : it);
  const text = rows.map((cells) => `${cells.map(cell).join(delimiter)}\r\n`).join("");
  return encoding === "gb18030" ? gb18030(text) : new TextEncoder().encode(`\ufeff${text}`);
}

const inOrder = (problems: readonly Problem[]) => problems.map((it) => JSON.stringify(it)).sort();

function inBulk(form: Form, bytes: Uint8Array, written: Written, over: Partial<typeof options> = {}) {
  const records: { row: number; answers: AnyAnswers }[] = [];
  const problems: Problem[] = [];
  const { encoding, delimiter, chunk } = written;
  const bulk = openBulk(
    form,
    { file: "a.csv", encoding, delimiter },
    { ...options, ...over },
    {
      record: (row, answers) => {
        const answered = Object.entries(answers as AnyAnswers).filter(([, it]) => (it as unknown) !== undefined);
        records.push({ row, answers: Object.fromEntries(answered) });
      },
      problem: (it) => problems.push(it),
    },
  );
  for (let at = 0; at < bytes.length; at += chunk) bulk.push(bytes.slice(at, at + chunk));
  return { ...bulk.end(), records, problems: inOrder(problems) };
}

function asText(form: Form, rows: readonly (readonly string[])[], over: Partial<typeof options> = {}) {
  const read = readRows(form, { file: "a.csv", rows, firstRow: 1 }, { ...options, ...over });
  return {
    rows: read.rows,
    records: read.records.map(({ row, answers }) => ({ row, answers: answers as AnyAnswers })),
    problems: inOrder(read.problems),
  };
}

/** What offices do to cells. None of it is outside the two-byte part of GB18030. */
const dirt: readonly ((cell: string) => string)[] = [
  () => "",
  () => "同上",
  () => "不详",
  () => "无",
  () => "—",
  () => "去世",
  () => "张某",
  () => "暂无",
  () => "合计",
  () => "姓名",
  () => "寄宿",
  () => "男",
  () => "第1页",
  () => "99",
  () => "2015.3.5",
  () => "2015年3月",
  () => "42068",
  () => "5.22E+17",
  () => "2027-01-01",
  () => "自伤念头",
  () => "990000201503120013",
  () => "11010519491231002X",
  () => "99000020150312001X",
  () => "五（2）班",
  () => "601班",
  () => "初二",
  () => "=1+1",
  () => "__proto__",
  (it) => ` ${it}`,
  (it) => `${it}　`,
  (it) => it.replace(/[0-9A-Z]/g, (x) => String.fromCharCode(x.charCodeAt(0) + 0xfee0)),
  (it) => it.slice(0, -1),
  (it) => `${it}${it}`,
  (it) => `“${it}”`,
  (it) => `${it}"x"`,
  (it) => `${it},；`,
  (it) => it.toLowerCase(),
  (it) => it.replace(/.$/, (x) => (x === "1" ? "2" : "1")),
];

type Change = { readonly row: number; readonly column: number; readonly how: number };

/** A file as it may arrive: a few records over and over, in any order of columns, some cells and rows spoiled. */
function sheetOf(form: Form) {
  const change: fc.Arbitrary<Change> = fc.record({
    row: fc.nat(),
    column: fc.nat(),
    how: fc.nat({ max: dirt.length - 1 }),
  });
  return fc
    .record({
      records: fc.array(recordOf(form, options.referenceDate), { minLength: 2, maxLength: 6 }),
      order: fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 40 }),
      changes: fc.array(change, { maxLength: 60 }),
      dropped: fc.array(fc.nat(), { maxLength: 20 }),
      extra: fc.constantFrom("", "序号", "不认识的一列"),
      blank: fc.array(fc.nat(), { maxLength: 3 }),
      foot: fc.array(fc.nat(), { maxLength: 2 }),
      again: fc.array(fc.nat(), { maxLength: 2 }),
      wide: fc.array(fc.nat(), { maxLength: 2 }),
      short: fc.array(fc.nat(), { maxLength: 3 }),
      title: fc.boolean(),
    })
    .map(({ records, order, changes, dropped, extra, blank, foot, again, wide, short, title }) => {
      const [heading = [], ...lines] = writeRows<Form>(form, records as never);
      const columns = heading.map((_, at) => at).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b);
      const needed = new Set(
        needsOf(form)
          .flat()
          .map((id) => columnsOf(form).findIndex((it) => it.id === id)),
      );
      for (const it of dropped) {
        const at = it % columns.length;
        if (!needed.has(columns[at] ?? -1)) columns.splice(at, 1);
      }
      const moved = (cells: readonly string[], more: string) => [...columns.map((at) => cells[at] ?? ""), more];
      const top = moved(heading, extra);
      // Behind the rows that are read before the heading is looked for.
      const body = Array.from({ length: 130 }, (_, at) =>
        moved(lines[at % lines.length] ?? [], extra === "" ? "" : extra === "序号" ? String(at + 1) : "甲"),
      );
      for (const { row, column, how } of changes) {
        const cells = body[60 + (row % 70)];
        if (cells !== undefined) cells[column % cells.length] = dirt[how]?.(cells[column % cells.length] ?? "") ?? "";
      }
      const put = (at: number, cells: string[]) => body.splice(60 + (at % 70), 0, cells);
      for (const at of blank) put(at, [""]);
      for (const at of foot) put(at, ["合计", "", "3"]);
      for (const at of again) put(at, top);
      for (const at of wide) body[60 + (at % 70)]?.push("多");
      for (const at of short) body[60 + (at % 70)]?.splice(4);
      return [...(title ? [["留守儿童表"]] : []), top, ...body];
    });
}

const written: fc.Arbitrary<Written> = fc.record({
  encoding: fc.constantFrom("utf-8", "gb18030"),
  delimiter: fc.constantFrom(",", ";", "\t"),
  chunk: fc.integer({ min: 1, max: 5000 }),
});

describe.each(streamed.map((it) => [it.id, it] as const))("%s", (_, form) => {
  test("in bulk and as text: the same records, the same problems", () => {
    fc.assert(
      fc.property(sheetOf(form), written, (rows, how) => {
        const bulk = inBulk(form, bytesOf(rows, how), how);
        fc.pre(bulk.void !== "whole");
        expect(bulk).toMatchObject({ ...asText(form, rows), void: null });
      }),
      { numRuns: form.id === "child-census" ? 60 : 10 },
    );
  });
});

/** What stands between two separators, as somebody or some program has written it. */
const raw: readonly ((cell: string) => string)[] = [
  (it) => `="${it}"`,
  (it) => ` ="${it}"`,
  (it) => `"=""${it}"""`,
  (it) => `="${it}"x`,
  (it) => `="${it},${it}"`,
  () => '=""',
  () => '="',
  (it) => ` "${it}"`,
  (it) => `"${it}"  `,
  (it) => `${it}"x"`,
  (it) => `"${it}""x"""`,
  (it) => `"${it}\n"`,
  (it) => `"\r\n${it}"`,
  (it) => `"${it}\r${it}"`,
  (it) => `"${it},${it}\n${it}"`,
  (it) => `"${it}\n${it},${it}\n${it}"`,
  (it) => `${it}锟`,
  (it) => `锟${it}`,
  () => "王锟",
  () => "李锟锟",
  (it) => `${it}\u0012`,
  (it) => it.replace("2", "\u0012"),
  () => "\u001a",
  () => "\u000b",
  (it) => `${it}\u007f`,
  () => " ",
  () => "　",
  () => "??",
  () => "王？",
  () => "同上",
  () => "合计",
  () => "第1页",
  () => "姓名",
  () => "x",
  () => "",
  (it) => (/^\d{17}[\dX]$/.test(it) ? rounded(it) : it),
  (it) => (/^\d{17}[\dX]$/.test(it) ? `="${rounded(it)}"` : it),
  (it) => (/^\d{17}[\dX]$/.test(it) ? `${it.slice(0, 14)}0000` : it),
];
/** For these the whole file is refused, or may be. */
const fatal: readonly ((cell: string) => string)[] = [
  () => "锟斤拷",
  (it) => `${it}锟斤拷${it}`,
  () => '"锟斤拷"',
  (it) => `${it}\0`,
  () => '"\0"',
  (it) => `"${it}"x`,
  (it) => `"${it}`,
  (it) => `"${it}\n${",x".repeat(40)}\n"`,
  (it) => `"${it}\n${",x".repeat(40)}"`,
];

/** The number of the same place and day that ends in 000 and whose check digit is right, where there is one. */
function rounded(id: string): string {
  const first = Array.from({ length: 10 }, (_, digit) => `${id.slice(0, 14)}${String(digit)}00`);
  const right = first.find((it) => checkCharacter(it) === "0");
  return right === undefined ? id : `${right}0`;
}

/** The bytes of such a file: line ends of one kind or of all, marks before and behind, and seldom something fatal. */
const dirtyFile = fc
  .record({
    rows: sheetOf(childCensus),
    changes: fc.array(fc.record({ row: fc.nat(), column: fc.nat(), how: fc.nat({ max: raw.length - 1 }) }), {
      maxLength: 60,
    }),
    fatal: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.record({ row: fc.nat(), column: fc.nat(), how: fc.nat({ max: fatal.length - 1 }) }),
      },
    ),
    top: fc.constantFrom<string[][]>([], [["", "张小满"]], [["留守儿童表"], ["留守儿童表", "x", "y", "z"]]),
    topAgain: fc.boolean(),
    another: fc.integer({ min: 0, max: 30 }),
    delimiter: fc.constantFrom(",", ";", "\t"),
    newlines: fc.array(fc.constantFrom("\r\n", "\n", "\r"), { minLength: 1, maxLength: 3 }),
    mark: fc.constantFrom("", "\ufeff", "\ufeff\ufeff"),
    end: fc.constantFrom("", "\r\n", "\u001a", "\r\n\u001a\u001a", "\n\n\u001a"),
    encoding: fc.constantFrom("utf-8", "gb18030"),
    chunk: fc.integer({ min: 1, max: 5000 }),
  })
  .map(({ rows, changes, fatal: end, top, topAgain, another, delimiter, newlines, mark, encoding, chunk, ...rest }) => {
    const lines = [...top, ...rows, ...(topAgain ? top : [])].map((cells) =>
      cells.map((it) => (/["\r\n]/.test(it) || it.includes(delimiter) ? `"${it.replaceAll('"', '""')}"` : it)),
    );
    const heading = lines.find((it) => it.length > 4) ?? [];
    if (another === 0) lines.splice(100, 0, heading.toReversed());
    const change = (how: readonly ((cell: string) => string)[], it: Change) => {
      const cells = lines[it.row % lines.length] ?? [];
      const at = it.column % Math.max(1, cells.length);
      cells[at] = how[it.how]?.(cells[at] ?? "") ?? "";
    };
    for (const it of changes) change(raw, it);
    // Numbers are one column of thirty, and most of what is here is about them.
    const numbers = heading.indexOf("公民身份号码");
    for (const [at, { row, how }] of changes.entries())
      if (numbers !== -1 && at % 4 === 0) change(raw, { row: row + 1, column: numbers, how });
    if (end !== null) change(fatal, end);
    const text =
      lines.map((it, at) => (at === 0 ? "" : newlines[at % newlines.length]) + it.join(delimiter)).join("") + rest.end;
    const bytes = encoding === "gb18030" ? gb18030(text) : new TextEncoder().encode(mark + text);
    return { text, bytes, chunk };
  });

/** What the beginning of a file says of it, as the command asks before it reads a file in a stream; null where it does not. */
function streamedKind(bytes: Uint8Array) {
  let kind: TextKind;
  try {
    kind = detectText(bytes, true);
  } catch {
    return null;
  }
  const { shape, encoding, delimiter, firstRow } = kind;
  if (shape !== "csv" || firstRow !== 1 || (encoding !== "utf-8" && encoding !== "gb18030")) return null;
  return delimiter === "," || delimiter === ";" || delimiter === "\t" ? ({ encoding, delimiter } as const) : null;
}

test("bytes in a stream and as a whole file: refused both or neither, the same records, the same problems", () => {
  const outcomes = { refused: 0, whole: 0, equal: 0 };
  fc.assert(
    fc.property(dirtyFile, ({ bytes, chunk }) => {
      const kind = streamedKind(bytes);
      fc.pre(kind !== null);
      const whole = checkFile(childCensus, "a.csv", bytes, options);
      const bulk = inBulk(childCensus, bytes, { ...kind, chunk });
      // It says itself that it cannot, as where another table begins below: the caller reads the whole file.
      if (bulk.void === "whole") {
        outcomes.whole++;
        return;
      }
      // Of several reasons to refuse a file either names the one that it meets first.
      const refused = whole.received.format === null;
      expect(bulk.void).toEqual(refused ? expect.objectContaining({ severity: "error" }) : null);
      if (refused) {
        outcomes.refused++;
        return;
      }
      // Problems come in another order: which columns are unknown is told at the end.
      expect({ rows: bulk.rows, records: bulk.records, problems: bulk.problems }).toEqual({
        rows: whole.rows,
        records: whole.records,
        problems: inOrder(whole.problems),
      });
      outcomes.equal++;
    }),
    { numRuns: 50 },
  );
  expect(outcomes.equal).toBeGreaterThan(10);
  expect(outcomes.refused).toBeGreaterThan(0);
});

test("real numbers where they belong, invented ones where they do not", () => {
  fc.assert(
    fc.property(sheetOf(childCensus), (rows) => {
      const real = { example: false };
      const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly, real);
      fc.pre(bulk.void !== "whole");
      expect(bulk).toMatchObject({ ...asText(childCensus, rows, real), void: null });
    }),
    { numRuns: 20 },
  );
});

test.each(["utf-8", "gb18030"] as const)("clean rows are never made into text (%s)", (encoding) => {
  const [heading = [], ...lines] = writeRows(childCensus, [childCensus.example]);
  const rows = [heading, ...Array.from({ length: 1064 }, () => lines[0] ?? [])];
  const how = { ...plainly, encoding };
  const bulk = inBulk(childCensus, bytesOf(rows, how), how);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.records).toHaveLength(1064);
  // All but the rows read before the heading is looked for.
  expect(bulk.certain).toBe(1064 - 63);
});

test("a class says the grade where no column does", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const without = (cells: readonly string[]) => cells.filter((_, at) => heading[at] !== "年级");
  const rows = [heading, ...Array.from({ length: 100 }, () => line)].map(without);
  const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.records[99]?.answers["grade"]).toBe(5);
  expect(bulk.certain).toBe(37);
});

test("what the number says of one child is never taken for the next", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const without = (cells: readonly string[]) =>
    cells.filter((_, at) => !["出生日期", "性别"].includes(heading[at] ?? ""));
  const nameless = line.with(heading.indexOf("公民身份号码"), "");
  const rows = [heading, ...Array.from({ length: 100 }, (_, at) => (at % 10 === 9 ? nameless : line))].map(without);
  const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.problems.filter((it) => it.includes('"required"'))).toHaveLength(20);
  expect(bulk.certain).toBe(33);
});

test("不详 for what must be answered is told, though the number says it", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const unknown = line.with(heading.indexOf("性别"), "不详");
  const rows = [heading, ...Array.from({ length: 100 }, () => line), unknown];
  const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.records).toHaveLength(100);
});

test("a row that breaks a rule needs no text either", () => {
  const broken = { ...childCensus.example, guardian_type: "10" as const };
  const [heading = [], line = []] = writeRows(childCensus, [broken]);
  const rows = [heading, ...Array.from({ length: 100 }, () => line)];
  const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.problems.filter((it) => it.includes("nobody_cares"))).toHaveLength(100);
  expect(bulk.certain).toBe(37);
});

test("more words than are remembered are read all the same", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const school = heading.indexOf("学校");
  const rows = [heading, ...Array.from({ length: 400 }, (_, at) => line.with(school, `第（${String(at)}）小学`))];
  const how = { ...plainly, chunk: 1 << 12 };
  expect(inBulk(childCensus, bytesOf(rows, how), how)).toMatchObject(asText(childCensus, rows));
});

describe("what cannot be read in a stream is said so", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const body = Array.from({ length: 80 }, () => line);
  test("two columns of one name are compared over the whole file", () => {
    const rows = [[...heading, "学生姓名"], ...body.map((it) => [...it, "张小满"])];
    expect(inBulk(childCensus, bytesOf(rows, plainly), plainly).void).toBe("whole");
  });
  test("another table below the first", () => {
    const turned = [heading, ...body].map((it) => it.slice(0, -1).toReversed());
    const rows = [heading, ...body, ["另一个班"], ...turned];
    expect(inBulk(childCensus, bytesOf(rows, plainly), plainly).void).toBe("whole");
  });
  test("a quote that is alone", () => {
    const bytes = bytesOf([heading, ...body], plainly);
    const late = new TextEncoder().encode('"张小满,男\r\n');
    expect(inBulk(childCensus, new Uint8Array([...bytes, ...late]), plainly).void).toMatchObject({
      code: "csv_quote",
      row: 82,
      severity: "error",
    });
  });
  test("a quote that has swallowed rows up to the next one", () => {
    const bytes = bytesOf([heading, ...body], plainly);
    const [, ...cells] = line;
    const row = `"张小满,${cells.join(",")}\r\n`;
    const late = new TextEncoder().encode(`${row}${row.replace("张", "李")}`);
    expect(inBulk(childCensus, new Uint8Array([...bytes, ...late]), plainly).void).toMatchObject({ code: "csv_quote" });
  });
  test("two encodings in one file", () => {
    const how = { ...plainly, encoding: "gb18030" } as const;
    const bytes = new Uint8Array([
      ...bytesOf([heading, ...body], how),
      ...bytesOf(body.slice(0, 5), plainly).subarray(3),
    ]);
    expect(inBulk(childCensus, bytes, how).void).toMatchObject({ code: "file_encoding", row: 82 });
    expect(checkFile(childCensus, "a.csv", bytes, options).problems).toMatchObject([
      { code: "file_encoding", row: 82 },
    ]);
  });
  test.each(["姓名", "学校", "公民身份号码"])("characters that a conversion has lost, far below, in %s", (label) => {
    const lost = line.map((cell, at) => (heading[at] === label ? "王锟斤拷" : cell));
    const bytes = bytesOf([heading, ...body, ...body, lost], plainly);
    const refusal = { code: "file_garbled", row: 162 };
    expect(inBulk(childCensus, bytes, plainly).void).toMatchObject(refusal);
    expect(checkFile(childCensus, "a.csv", bytes, options).problems).toMatchObject([refusal]);
  });
  test("Chinese taken for Western text", () => {
    const misread = String.fromCharCode(...new TextEncoder().encode("张小满"));
    const rows = [heading, ...Array.from({ length: 210 }, () => line.map(() => misread))];
    const bytes = bytesOf(rows, plainly);
    expect(inBulk(childCensus, bytes, plainly).void).toMatchObject({ code: "file_garbled", row: 1 });
    expect(checkFile(childCensus, "a.csv", bytes, options).problems).toMatchObject([{ code: "file_garbled", row: 1 }]);
  });
  test("bytes of another encoding", () => {
    const bytes = bytesOf([heading, ...body], plainly);
    expect(inBulk(childCensus, new Uint8Array([...bytes, 0xff, 0x2c, 0x0a]), plainly).void).toMatchObject({
      code: "file_encoding",
    });
  });
});

test("a column without a heading is named when there is something in it far below", () => {
  const [heading = [], line = []] = writeRows(childCensus, [childCensus.example]);
  const rows = [[...heading, "", "x"], ...Array.from({ length: 90 }, (_, at) => [...line, at === 80 ? "甲" : "", ""])];
  const bulk = inBulk(childCensus, bytesOf(rows, plainly), plainly);
  expect(bulk).toMatchObject(asText(childCensus, rows));
  expect(bulk.problems.join()).toContain("column_unknown");
});
