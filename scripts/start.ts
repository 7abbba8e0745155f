import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareRounds, isRound } from "../src/programme/rounds.ts";
import { buildSite } from "./build.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { statistics } from "./statistics.ts";

const help = `用法：npm start [-- --port 4321]

用示例数据走完整条路：统计 data/example、生成网站、在本机打开。从不读取 data/private。
  --port N   端口（默认 4321，被占用时自动换下一个）`;

/** Statistics on the example rounds, the site, and a server that runs until it is stopped. */
async function start(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, { port: { type: "string", default: "4321" } }, help, effects);
  if ("exit" in read) return read.exit;
  const port = Number(read.values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    effects.tell(`--port 应是 1 到 65535 的整数。\n\n${help}`);
    return 2;
  }

  const rounds = readdirSync(join(effects.root, "data", "example"))
    .filter(isRound)
    .sort(compareRounds);
  for (const [at, round] of rounds.entries()) {
    effects.tell(`［${at + 1}/${rounds.length + 2}］统计示例数据 ${round}`);
    const code = await statistics(["--round", round], { ...effects, print: effects.tell });
    if (code !== 0) return code;
  }
  effects.tell(`［${rounds.length + 1}/${rounds.length + 2}］生成网站`);
  const built = await buildSite([], effects);
  if (built !== 0) return built;

  effects.tell(`［${rounds.length + 2}/${rounds.length + 2}］打开网站`);
  const { preview } = await import("astro");
  const server = await preview({ root: effects.root, logLevel: "silent", server: { port } });
  effects.print(
    `网站已在本机打开：http://localhost:${server.port}${effects.env["QIANSHOU_BASE"] ?? "/"}  （按 Ctrl+C 结束）`,
  );
  await server.closed();
  return 0;
}

await main(import.meta, start);
