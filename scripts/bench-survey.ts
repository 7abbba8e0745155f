import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { programme } from "../src/programme/programme.ts";
import { openBulk } from "../src/survey/bulk/bulk.ts";
import { openTabulator } from "../src/survey/tabulate.ts";
import { countInDuckDb } from "./bench/duckdb.ts";
import { referenceDate, townships, writeFile } from "./bench/rows.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run bench:survey [-- --rows 100000,1000000] [--seed 1]

写一份虚构的登记表（31 列），读取、核对、汇总一遍，再让 DuckDB（单线程）对同一个文件做同样的事，比较每一个数；
写出两边的处理器秒数、每秒行数和内存峰值。各在自己的进程里跑，时间从进程开始算起。`;

type Side = "ours" | "duckdb";
type Run = {
  readonly counts: Record<string, number>;
  readonly cpu: number;
  readonly wall: number;
  readonly peak: number;
};

/** Processor seconds, rows a second and memory of both sides, and whether all counts are equal; 1 when they are not. */
export async function benchSurvey(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const options = {
    rows: { type: "string", default: "100000,1000000" },
    seed: { type: "string", default: "1" },
    // What the command starts itself with.
    side: { type: "string" },
    file: { type: "string", default: "" },
  } as const;
  const read = readArguments(argv, options, help, effects);
  if ("exit" in read) return read.exit;
  const { rows, seed, side, file } = read.values;
  if (side !== undefined) {
    effects.print(JSON.stringify(await run(side === "ours" ? "ours" : "duckdb", file)));
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-survey-"));
  let equal = true;
  try {
    for (const count of rows.split(",").map(Number)) {
      const path = join(folder, "children.csv");
      writeFile(path, count, Number(seed));
      const size = statSync(path).size / 1e6;
      effects.print(`${count.toLocaleString("en")} 行，31 列，${size.toFixed(0)} MB，种子 ${seed}`);
      const sides = { ours: start("ours", path), duckdb: start("duckdb", path) };
      for (const [name, { cpu, wall, peak }] of Object.entries(sides))
        effects.print(
          [
            `  ${name === "ours" ? "本程序" : "DuckDB"}`,
            `处理器 ${cpu.toFixed(2).padStart(6)} 秒`,
            `历时 ${wall.toFixed(2).padStart(6)} 秒`,
            `${Math.round(count / cpu)
              .toLocaleString("en")
              .padStart(9)} 行/处理器秒`,
            `内存峰值 ${peak.toFixed(0).padStart(4)} MB`,
          ].join("  "),
        );
      const ratio = sides.ours.cpu / sides.duckdb.cpu;
      const keys = [...new Set([...Object.keys(sides.ours.counts), ...Object.keys(sides.duckdb.counts)])];
      const unequal = keys.filter((key) => (sides.ours.counts[key] ?? 0) !== (sides.duckdb.counts[key] ?? 0));
      equal &&= unequal.length === 0;
      effects.print(
        `  处理器时间是 DuckDB 的 ${ratio.toFixed(2)} 倍；${String(keys.length)} 个数${unequal.length === 0 ? "全部相同" : `，其中 ${String(unequal.length)} 个不同`}`,
      );
      for (const key of unequal.slice(0, 20))
        effects.tell(
          `  ${key}：${String(sides.ours.counts[key] ?? 0)}，DuckDB ${String(sides.duckdb.counts[key] ?? 0)}`,
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return equal ? 0 : 1;
}

/** One side in a process of its own. */
function start(side: Side, file: string): Run {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [import.meta.filename, "--side", side, "--file", file],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`bench-survey ${side}: ended with ${String(status)}\n${stderr}`);
  return JSON.parse(stdout) as Run;
}

async function run(side: Side, file: string): Promise<Run> {
  const counts = side === "ours" ? countHere(file) : await countInDuckDb(file, programme);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    counts: Object.fromEntries(counts),
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    wall: performance.now() / 1000,
    peak: maxRSS / 1024,
  };
}

function countHere(path: string): Map<string, number> {
  const options = { referenceDate, example: true };
  const tabulator = openTabulator(programme, { ...options, townships }, () => undefined);
  const bulk = openBulk(childCensus, { file: "children.csv", encoding: "utf-8", delimiter: "," }, options, {
    record: (row, child) => {
      tabulator.add("children.csv", row, child);
    },
    problem: () => undefined,
  });
  const file = openSync(path, "r");
  const chunk = new Uint8Array(1 << 20);
  for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) bulk.push(chunk.subarray(0, size));
  closeSync(file);
  const { void: voided } = bulk.end();
  if (voided !== null)
    throw new Error(`bench-survey: found ${JSON.stringify(voided)}, expected a file that is read in a stream`);
  const { counts, duplicates, consentWithheld, undecided } = tabulator.finish();
  return new Map([
    ...Object.entries({ duplicates, consentWithheld, undecided }),
    ...[...counts.hub].map(([key, count]) => [`hub|${key}`, count] as const),
    ...[...counts.spokes].flatMap(([id, of]) => [...of].map(([key, count]) => [`${id}|${key}`, count] as const)),
  ]);
}

await main(import.meta, benchSurvey);
