import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readRound } from "../scripts/read-round.ts";
import { type Problem } from "../src/forms/problem.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const heading = "姓名,性别,出生日期,区划代码,父亲状态,母亲状态,就学情况,备注";
const row = (n: number) =>
  `张小${String.fromCodePoint(0x4e00 + (n % 5000))},男,2015-03-12,990000101201,外出务工,在家,小学,${"一二三四五六七八九十".repeat(3)}`;
/** More than 4 MiB, so that it is read in a stream. */
const long = Array.from({ length: 28_000 }, (_, n) => row(n));

async function reading(content: string | Uint8Array) {
  const root = mkdtempSync(join(tmpdir(), "qianshou-round-"));
  roots.push(root);
  writeFileSync(join(root, "long.csv"), content);
  let records = 0;
  const problems: Problem[] = [];
  let closed: [number, boolean] | undefined;
  const sink = {
    record: () => {
      records++;
    },
    problem: (it: Problem) => {
      problems.push(it);
    },
    close: (_: string, rows: number, broken: boolean) => {
      closed = [rows, broken];
    },
  };
  await readRound(root, ["long.csv"], { referenceDate: "2026-09-30", example: true }, sink, () => undefined);
  return { records, closed, errors: problems.filter((it) => it.severity === "error").map((it) => it.code) };
}

describe("a long file", () => {
  test("that is whole is read whole", async () => {
    const read = await reading([heading, ...long].join("\n"));
    expect(read).toEqual({ records: long.length, closed: [long.length, false], errors: [] });
  });

  test.each([
    ["a quote that never closes", [heading, ...long, '李小,"男,2015-03-12'].join("\n"), "csv_quote"],
    ["a byte that is no text", [heading, ...long, "李小\0,男"].join("\n"), "file_binary"],
    [
      "another table below",
      [heading, ...long, heading.split(",").reverse().join(","), row(1)].join("\n"),
      "table_again",
    ],
  ])("that breaks off late, by %s, does not stand for its rows", async (_, content, code) => {
    const read = await reading(content);
    expect(read.closed?.[1]).toBe(true);
    expect(read.errors).toContain(code);
  });
});
