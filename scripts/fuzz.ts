import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { fuzzOnce, type Outcome } from "./fuzz/run.ts";
import { type Tally, tally, together } from "./fuzz/tally.ts";

const help = `用法：npm run fuzz -- [--runs 100000] [--seed 数] [--workers 2]
      npm run fuzz -- --seed 数 --only 第几次 [--save 文件]

随机写出登记表（CSV、JSON、网页表、Excel 工作簿），打错字、换列、翻转字节、转错编码之后读一遍，看读登记表的程序会不会
崩溃、卡死、占满内存，或者不声不响读错身份证号、日期、选项，漏掉一行。读对读错由另一套独立的办法判断。
  --runs     次数（默认 2000）；大约每 500 次有一个专门用来攻击的大文件
  --seed     随机种子（默认 1）；种子和次数相同，结果就相同
  --workers  同时开几个进程（默认 2）；每个最多用 512 MB 堆内存
  --only     只重做这一次，写出问题
  --save     把这一次的文件存下来
结束码：0 没有发现问题，1 有问题，2 用法不对。`;

/** Milliseconds without a run finished after which a worker is taken to hang. */
const patience = 30_000;
/** Megabytes held after a collection, and taken by the whole process, that no small file can need. */
const heapLimit = 300;
const peakLimit = 1500;

/** Damaged files by the thousand → what was read wrongly, lost, crashed or hung, with how to repeat it. */
export async function fuzz(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const options = {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    only: { type: "string" },
    save: { type: "string" },
  } as const;
  const read = readArguments(argv, options, help, effects);
  if ("exit" in read) return read.exit;
  const { runs, seed, workers, only, save } = read.values;
  const wrong = [runs, seed, workers, only ?? "0"].find((it) => !/^\d{1,9}$/.test(it));
  if (wrong !== undefined || Number(workers) < 1 || (save !== undefined && only === undefined)) {
    effects.tell(`${wrong === undefined ? "选项用法不对" : `“${wrong}”不是数`}。\n\n${help}`);
    return 2;
  }
  if (only !== undefined) {
    const outcome = fuzzOnce(Number(seed), Number(only));
    if (save !== undefined) writeFileSync(resolve(effects.root, save), outcome.bytes);
    for (const line of described(outcome)) effects.print(line);
    return outcome.failures.length === 0 ? 0 : 1;
  }

  const began = performance.now();
  let total = tally();
  const failures = new Map<string, number>();
  let told = 0;
  const failed = (number: number, what: string, words: string) => {
    failures.set(what, (failures.get(what) ?? 0) + 1);
    if (++told <= 200)
      effects.tell(`✗ ${what} ${words}\n  重做：npm run fuzz -- --seed ${seed} --only ${String(number)}`);
  };
  const progress = setInterval(() => {
    const rate = (total.runs / (performance.now() - began)) * 1000;
    effects.tell(`${String(total.runs)}/${runs}，每秒 ${rate.toFixed(0)} 次，有问题 ${String(total.failed)}`);
  }, 5000);
  try {
    await Promise.all(
      Array.from({ length: Number(workers) }, (_, at) =>
        share(Number(seed), at, Number(workers), Number(runs), failed, (it) => (total = together(total, it))),
      ),
    );
  } finally {
    clearInterval(progress);
  }
  const seconds = (performance.now() - began) / 1000;
  const percent = (part: number) => `${((part / Math.max(1, total.runs)) * 100).toFixed(1)}%`;
  effects.print(
    `种子 ${seed}：${String(total.runs)} 次，${seconds.toFixed(0)} 秒，每秒 ${(total.runs / seconds).toFixed(0)} 次。`,
  );
  effects.print(
    `判断了 ${percent(total.judged)}（其中整份拒收 ${percent(total.refused)}），读出 ${String(total.records)} 份，逐项核对 ${String(total.compared)} 处。`,
  );
  for (const [what, count] of [...failures].sort(([, a], [, b]) => b - a))
    effects.print(`✗ ${what}：${String(count)} 处`);
  if (failures.size === 0) effects.print("没有发现问题。");
  return failures.size === 0 ? 0 : 1;
}

/** Every `step`-th run in a process of its own; what ends it is a failure of the run that it was at, and the rest goes on. */
async function share(
  seed: number,
  first: number,
  step: number,
  runs: number,
  failed: (number: number, what: string, words: string) => void,
  count: (tally: Tally) => void,
): Promise<void> {
  for (let next = first; next < runs;) {
    const worker = fileURLToPath(new URL("./fuzz/worker.ts", import.meta.url));
    const flags = ["--max-old-space-size=512", "--expose-gc", worker];
    const child = spawn(process.execPath, [...flags, ...[seed, next, step, runs].map(String)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let at = next;
    let ended = "";
    let timer: NodeJS.Timeout | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        ended = "hang";
        child.kill("SIGKILL");
      }, patience);
    };
    wait();
    let noise = "";
    child.stderr.on("data", (it: Buffer) => (noise = (noise + it.toString()).slice(-2000)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [word = "", rest = ""] = /^(\w+) (.*)$/s.exec(line)?.slice(1) ?? [];
      if (word === "run") {
        at = Number(rest);
        wait();
      } else if (word === "failure") {
        const it = JSON.parse(rest) as {
          number: number;
          kind: string;
          container: string;
          what: string;
          detail: string;
        };
        failed(it.number, it.what, `[${it.kind} ${it.container}] ${it.detail}`);
      } else if (word === "tally") {
        const it = JSON.parse(rest) as Tally & { heap: number; peak: number };
        count(it);
        if (it.heap > heapLimit) failed(at, "memory_held", `${String(it.heap)} MB`);
        if (it.peak > peakLimit) failed(at, "memory_peak", `${String(it.peak)} MB`);
      }
    });
    const code = await new Promise<number | null>((done) => child.on("close", done));
    clearTimeout(timer);
    if (code === 0) return;
    failed(at, ended === "" ? "worker_died" : ended, noise.split("\n").slice(-6).join(" | "));
    next = at + step;
  }
}

function described({ kind, container, judged, records, compared, failures, took, bytes }: Outcome): string[] {
  return [
    `${kind} ${container}：${String(bytes.length)} 字节，${took.toFixed(0)} 毫秒，读出 ${String(records)} 份，核对 ${String(compared)} 处${judged ? "" : "，没法判断"}`,
    ...failures.map(({ what, detail }) => `✗ ${what} ${detail}`),
    ...(failures.length === 0 ? ["没有发现问题。"] : []),
  ];
}

await main(import.meta, fuzz);
