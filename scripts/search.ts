import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Library, readLibrary } from "../src/plans/library.ts";
import { documentsOf } from "../src/search/documents.ts";
import { type Hit, type Kind, kinds, openIndex } from "../src/search/search.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run search -- "谈心 记录" [--json] [--kind plan] [--limit 10]

按站内搜索的同一排序列出条文。不写查询时，从标准输入逐行读取，一行一个查询。
  --json    每条结果一行 JSON：query, rank, score, kind, plan, clause, heading, url, excerpt, marks
  --kind    只看一类：${kinds.join("、")}
  --limit   每个查询最多几条（默认 10）`;

/** The ranking of the search page on the command line. */
export async function search(
  argv: readonly string[],
  effects: Effects,
  input: () => AsyncIterable<string> = lines,
): Promise<ExitCode> {
  const options = {
    json: { type: "boolean" },
    kind: { type: "string" },
    limit: { type: "string", default: "10" },
  } as const;
  const read = readArguments(argv, options, help, effects, { words: true });
  if ("exit" in read) return read.exit;
  const { json, kind } = read.values;
  const limit = Number(read.values.limit);
  if (kind !== undefined && !isKind(kind)) {
    effects.tell(`--kind 只能是 ${kinds.join("、")}\n\n${help}`);
    return 2;
  }
  if (!Number.isInteger(limit) || limit < 1) {
    effects.tell(`--limit 要写 1 或更大的整数\n\n${help}`);
    return 2;
  }
  const find = openIndex(documentsOf(readPlans(effects.root)));
  const answer = (query: string) => {
    const hits = find(query, { limit, ...(kind === undefined ? {} : { kind }) });
    for (const hit of hits) effects.print(json === true ? JSON.stringify(asRecord(query, hit)) : inWords(hit));
    if (json !== true && hits.length === 0) effects.print(`没有找到“${query}”。`);
  };
  if (read.positionals.length > 0) answer(read.positionals.join(" "));
  else for await (const line of input()) if (line.trim() !== "") answer(line.trim());
  return 0;
}

function readPlans(root: string): Library {
  const folder = join(root, "data", "plans");
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return readLibrary(
    Object.fromEntries(names.map((name) => [`data/plans/${name}`, readFileSync(join(folder, name), "utf8")])),
  );
}

function isKind(text: string): text is Kind {
  return kinds.some((it) => it === text);
}

function asRecord(query: string, { rank, score, document, heading, url, excerpt, marks }: Hit) {
  const { id, kind } = document;
  const clause = kind === "plan" ? { plan: id.split("#")[0], clause: id } : {};
  return { query, rank, score, kind, ...clause, heading, url, excerpt, marks };
}

function inWords({ rank, document, heading, url, excerpt, marks }: Hit): string {
  const marked = marks
    .toReversed()
    .reduce((text, [start, end]) => `${text.slice(0, start)}【${text.slice(start, end)}】${text.slice(end)}`, excerpt);
  return `${String(rank).padStart(2)}. ${document.id}  ${heading}\n    ${document.plan ?? ""}  ${url}\n    ${marked.replaceAll("\n", " ")}`;
}

function lines(): AsyncIterable<string> {
  return createInterface({ input: process.stdin });
}

await main(import.meta, search);
