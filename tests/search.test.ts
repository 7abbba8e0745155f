import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Effects } from "../scripts/command.ts";
import { search } from "../scripts/search.ts";
import { readLibrary } from "../src/plans/library.ts";
import { documentsOf } from "../src/search/documents.ts";
import { type Document, openIndex } from "../src/search/search.ts";
import { wordsOf } from "../src/search/words.ts";

const names = readdirSync("data/plans").filter((name) => name.endsWith(".md"));
const library = readLibrary(
  Object.fromEntries(names.map((name) => [name, readFileSync(`data/plans/${name}`, "utf8")])),
);
const documents = documentsOf(library);
const find = openIndex(documents);

// What a reader wants, decided by reading the texts: any one of these among the first three.
const wanted: [string, string[]][] = [
  ["谈心", ["04#3.5", "20#3.4", "03#3.9", "10#3.1"]],
  ["家访记录", ["24#3.3", "11#3.3", "11#3.6"]],
  ["联系卡", ["04#3.2", "18#2.2", "20#3.2"]],
  ["爱心妈妈", ["07#3.1", "07#3.2"]],
  ["控辍保学", ["21#3.4"]],
  ["谈心 记录", ["04#3.5", "20#3.4", "03#3.8", "03#3.9"]],
  ["亲情电话", ["03#3.4"]],
  ["心愿", ["25#2.2"]],
  ["建档率", ["04#2.1", "18#1.1"]],
  ["劝返复学", ["21#3.4"]],
  ["三个优先", ["04#3.3", "20#3.3"]],
  ["成长日记", ["04#3.4", "18#2.3"]],
];

const clause = (number: string, text: string): Document => ({
  id: `01#${number}`,
  kind: "plan",
  url: `/plans/01/#${number}`,
  heading: null,
  trail: [],
  text,
});

describe("the search", () => {
  test.each(wanted)("finds among its first three for %s what a reader wants", (query, ids) => {
    const first = find(query, { limit: 3 }).map((hit) => hit.document.id);
    expect(
      first.some((id) => ids.includes(id)),
      first.join(" "),
    ).toBe(true);
  });

  test("finds every clause by any pair of characters in it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), (document, at) => {
        const { pairs } = wordsOf(document.text);
        const pair = pairs[at % Math.max(1, pairs.length)];
        if (pair === undefined) return;
        expect(find(pair, { limit: documents.length }).map((hit) => hit.document.id)).toContain(document.id);
      }),
      { numRuns: 200 },
    );
  });

  test("puts a clause that holds all of a query before one that repeats a part", () => {
    // 记录 stands almost everywhere and weighs little: by weight alone the repetition would win.
    const common = Array.from({ length: 12 }, (_, at) => clause(String(at + 3), "活动要有记录"));
    const small = openIndex([clause("1", "谈心，谈心，谈心，谈心"), clause("2", "谈心要有记录"), ...common]);
    expect(small("谈心 记录", { limit: 2 }).map((hit) => hit.document.id)).toEqual(["01#2", "01#1"]);
  });

  test("lists no clause for the title of its plan alone", () => {
    const small = openIndex([
      { ...clause("1", "成立领导小组"), plan: "爱心妈妈行动方案" },
      { ...clause("2", "爱心妈妈每月通一次电话"), plan: "爱心妈妈行动方案" },
    ]);
    expect(small("爱心妈妈").map((hit) => hit.document.id)).toEqual(["01#2"]);
  });

  test("takes a number and the character that counts as one word", () => {
    const small = openIndex([clause("1", "6、开会；6、六月开会"), clause("2", "20xx年3月至20xx年6月")]);
    expect(small("6月")[0]?.document.id).toBe("01#2");
    expect(small("6月")[0]?.excerpt).toBe("20xx年3月至20xx年6月");
  });

  test("begins an excerpt where a phrase begins", () => {
    const small = openIndex([clause("1", `${"学校要重视。".repeat(20)}老师每月同孩子谈心一次，做好记录。`)]);
    expect(small("谈心记录")[0]?.excerpt).toBe("…老师每月同孩子谈心一次，做好记录。");
  });

  test("shows the stretch with the most of the query in it", () => {
    const small = openIndex([clause("1", `先谈心。${"学校要重视。".repeat(20)}谈心要记录。`)]);
    expect(small("谈心记录")[0]?.excerpt).toContain("谈心要记录");
  });

  test("is the same for full width and for capital letters", () => {
    expect(find("１００％").map((hit) => hit.document.id)).toEqual(find("100%").map((hit) => hit.document.id));
    expect(["DV", "dv", "ＤＶ"].map((query) => find(query)[0]?.document.id)).toEqual(["05#10.7", "05#10.7", "05#10.7"]);
  });

  test("marks in the excerpt what was asked for, and nothing else", () => {
    for (const [query] of wanted) {
      for (const { excerpt, marks } of find(query)) {
        for (const [from, to] of marks)
          expect(
            [...excerpt.slice(from, to)].every((it) => query.includes(it)),
            excerpt,
          ).toBe(true);
      }
    }
    expect(find("谈心").filter((hit) => hit.marks.length > 0).length).toBeGreaterThan(5);
  });

  test("never throws, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (query) => void find(query)));
    for (const query of ["", " ", "+谈 -心 ~*^:", "谈".repeat(1000), "😀", "__proto__", "text:谈心"]) find(query);
    expect(find("")).toEqual([]);
    expect(find("量子纠缠")).toEqual([]);
  });
});

describe("npm run search", () => {
  const run = async (argv: string[], lines: string[] = []) => {
    const out: string[] = [];
    const effects: Effects = {
      root: process.cwd(),
      env: {},
      today: "2026-11-25",
      print: (line) => out.push(line),
      tell: () => undefined,
    };
    const input = async function* () {
      yield* lines;
    };
    return { code: await search(argv, effects, input), out };
  };

  test("prints the ranking of the library, one hit a line", async () => {
    const { out } = await run(["谈心 记录", "--json"]);
    const records = out.map(
      (line) => JSON.parse(line) as { clause: string; score: number; url: string; kind: string; plan: string },
    );
    expect(records.map((it) => it.clause)).toEqual(find("谈心 记录").map((hit) => hit.document.id));
    expect(records[0]).toMatchObject({
      kind: "plan",
      url: `/plans/${records[0]?.plan ?? ""}/#${records[0]?.clause.split("#")[1] ?? ""}`,
    });
  });
  test("reads one query a line from standard input; no hit, no line", async () => {
    const { out } = await run(["--json"], ["联系卡", "量子纠缠", "控辍保学"]);
    expect([...new Set(out.map((line) => (JSON.parse(line) as { query: string }).query))]).toEqual([
      "联系卡",
      "控辍保学",
    ]);
  });
  test("does not wait for standard input when the query is given", async () => {
    const command = [process.execPath, "scripts/search.ts", "联系卡", "--limit", "1"] as const;
    const child = spawn(command[0], command.slice(1), { stdio: ["pipe", "ignore", "ignore"] });
    const [code] = (await once(child, "exit")) as [number | null];
    child.stdin.end();
    expect(code).toBe(0);
  });
  test("refuses a kind that is none", async () => {
    expect((await run(["谈心", "--kind", "poem"])).code).toBe(2);
    expect((await run(["谈心", "--kind", "plan"])).code).toBe(0);
    expect((await run(["谈心", "--kind", "measure", "--json"])).out).toEqual([]);
  });
});
