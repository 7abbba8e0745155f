import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSite } from "./build.ts";
import { readyChromium } from "./chromium.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm test [-- --only types,lint,unit,build,site]

依次检查类型、写法、单元与金样、生成网站、边界与浏览器。缺少的东西先安装（含 Chromium）。
  --only 步骤   只做其中几步，逗号分开
  --update      把单元测试里变动的金样（条文编号、命令说的话）写成新的，随后请用 git diff 逐条看过`;

const steps = ["types", "lint", "unit", "build", "site"] as const;
type Step = (typeof steps)[number];

/** Every check the project has, in the order in which a fault is cheapest to find; stops at the first that fails. */
async function test(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(
    argv,
    { only: { type: "string", default: steps.join(",") }, update: { type: "boolean" } },
    help,
    effects,
  );
  if ("exit" in read) return read.exit;
  const wanted = read.values.only.split(",");
  if (!wanted.every((it): it is Step => steps.some((step) => step === it))) {
    effects.tell(help);
    return 2;
  }

  let chromium: string | undefined;
  if (wanted.includes("site")) {
    chromium = readyChromium(effects.env, effects.tell);
    if (chromium === undefined) {
      effects.tell("没有找到 Chrome 或 Chromium：请先安装其中一个，或用环境变量 QIANSHOU_CHROMIUM 指明它的路径。");
      return 1;
    }
  }
  const env = { ...effects.env, ...(chromium === undefined ? {} : { QIANSHOU_CHROMIUM: chromium }) };
  const run = (...words: [string, ...string[]]) => tool(effects, env, words);
  const work: Record<Step, () => Promise<boolean>> = {
    types: () => run("astro", "check", "--minimumFailingSeverity", "warning"),
    lint: async () => (await run("eslint", ".")) && (await run("prettier", "--check", ".")) && (await run("knip")),
    unit: () => run("vitest", "run", "--project", "unit", ...(read.values.update === true ? ["--update"] : [])),
    build: async () => (await buildSite(["--force"], effects)) === 0,
    site: () => run("vitest", "run", "--project", "site"),
  };
  for (const step of steps.filter((it) => wanted.includes(it))) {
    const began = performance.now();
    effects.tell(`\n—— ${step}`);
    if (!(await work[step]())) {
      effects.tell(`✗ ${step} 未通过`);
      return 1;
    }
    effects.tell(`✓ ${step}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`);
  }
  return 0;
}

function tool(
  effects: Effects,
  env: NodeJS.ProcessEnv,
  [name, ...args]: readonly [string, ...string[]],
): Promise<boolean> {
  const bin = join(effects.root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
  return new Promise((resolve) => {
    const child = spawn(bin, args, { cwd: effects.root, env, stdio: "inherit", shell: process.platform === "win32" });
    child.on("close", (code) => resolve(code === 0));
    child.on("error", () => resolve(false));
  });
}

await main(import.meta, test);
