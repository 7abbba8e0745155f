import { expect, test } from "vitest";
import { type Problem } from "../forms/problem.ts";
import { openReceipts, receiptInWords } from "./receipts.ts";

const child = { area_code: "990000101201", consent_status: "4" } as const;
const error = (file: string, row: number, code: string): Problem => ({
  file,
  row,
  code,
  severity: "error",
  message: `${code}。`,
});

test("a receipt says what became of every record of a file", () => {
  const receipts = openReceipts(["a.csv", "b.csv"]);
  for (const consent_status of ["4", "5", "6", "4"] as const) receipts.record("a.csv", { ...child, consent_status });
  receipts.problem(error("a.csv", 7, "id_check"));
  receipts.problem(error("a.csv", 7, "required"));
  // Right in itself, but of no township of this round.
  receipts.problem(error("a.csv", 5, "area_unknown"));
  receipts.close("a.csv", 5, false);
  receipts.record("b.csv", child);
  // A later file shows that a child stands in an earlier one too.
  receipts.problem({ ...error("a.csv", 2, "child_twice"), severity: "warning" });
  receipts.close("b.csv", 1, false);
  const [a, b] = receipts.all();
  expect(a).toMatchObject({ rows: 5, accepted: 3, refused: 2, withheld: 2, twice: 1, unread: false });
  expect(a?.townships).toEqual(["990000101"]);
  expect(a?.reasons.map(({ row, code }) => [row, code])).toEqual([
    [7, "id_check"],
    [5, "area_unknown"],
  ]);
  expect(b).toMatchObject({ rows: 1, accepted: 1, refused: 0, withheld: 0, twice: 0 });
  expect([a, b].map((it) => (it === undefined ? "" : receiptInWords(it)))).toEqual([
    "a.csv：5 行，采用 3，退回 2；其中未同意 2、重复 1，不计入",
    "b.csv：1 行，采用 1",
  ]);
});

test("a file of which nothing could be used is unread, whatever the reason", () => {
  const receipts = openReceipts(["heading.csv", "rows.csv", "nothing.csv"]);
  receipts.problem(error("heading.csv", 1, "column_twice"));
  receipts.close("heading.csv", 40, false);
  receipts.problem(error("rows.csv", 2, "required"));
  receipts.close("rows.csv", 1, false);
  receipts.problem(error("nothing.csv", 1, "file_empty"));
  receipts.close("nothing.csv", 0, false);
  const all = receipts.all();
  expect(all.map((it) => [it.unread, it.refused])).toEqual([
    [true, 40],
    [true, 1],
    [true, 0],
  ]);
  expect(all.map(receiptInWords)).toEqual([
    "heading.csv：40 行，采用 0，退回 40",
    "rows.csv：1 行，采用 0，退回 1",
    "nothing.csv：没有读到记录",
  ]);
});

test("a file that broke off is unread, however much of it was right", () => {
  const receipts = openReceipts(["long.csv"]);
  receipts.record("long.csv", child);
  receipts.problem(error("long.csv", 8001, "csv_quote"));
  receipts.close("long.csv", 0, true);
  expect(receipts.all()).toMatchObject([{ unread: true, refused: 0, accepted: 1 }]);
});

test("a file that is none of the round is a fault of the program", () => {
  expect(() => openReceipts([]).close("a.csv", 1, false)).toThrow("expected a file of the round");
});
