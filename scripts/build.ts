import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Built, neededBy, workerSource } from "../src/site/offline.ts";
import { guidance } from "./guidance.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run build [-- --force]

把 data/ 里已发布的内容生成为 dist/ 里的静态网站。输入没有变化时不重新生成。
  --force   总是重新生成
环境变量：QIANSHOU_BASE 网站所在的路径（如 /qianshou/），QIANSHOU_SITE 网址（如 https://example.gov.cn）`;

/** What a build reads. data/private and data/example are not among it, so nothing below them can reach a page. */
const inputs = [
  "src",
  "public",
  "data/plans",
  "data/measures",
  "data/notes",
  "data/urgent",
  "data/calendar.yaml",
  "data/glossary.yaml",
  "data/pages.yaml",
  "data/reference",
  "data/published",
  "data/site.json",
  "astro.config.mjs",
  "package-lock.json",
];

/** Builds dist/ unless it was built from exactly these inputs. */
export async function buildSite(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, { force: { type: "boolean" } }, help, effects);
  if ("exit" in read) return read.exit;

  const holds = await guidance([], effects);
  if (holds !== 0) return holds;
  const stamp = join(effects.root, ".cache", "built-from");
  const fingerprint = fingerprintOf(effects);
  const current = existsSync(join(effects.root, "dist", "index.html")) && existsSync(stamp);
  if (read.values.force !== true && current && readFileSync(stamp, "utf8") === fingerprint) {
    effects.tell("网站已是最新，不必重新生成。");
    return 0;
  }
  if (effects.env["QIANSHOU_SITE"] === undefined) {
    effects.tell(
      "提醒：没有设置 QIANSHOU_SITE（网址），打印页的二维码和订阅里的地址只是占位的 https://qianshou.example。",
    );
  }
  effects.tell("正在生成网站……");
  rmSync(stamp, { force: true });
  process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
  const { build } = await import("astro");
  await build({ root: effects.root, logLevel: "warn" });
  const base = effects.env["QIANSHOU_BASE"] ?? "/";
  writeWorker(join(effects.root, "dist"), "forms", /\/fill\/index\.html$/, "fill", base);
  writeWorker(join(effects.root, "dist"), "tools", /\.html$/, "tools", base);
  mkdirSync(join(effects.root, ".cache"), { recursive: true });
  writeFileSync(stamp, fingerprint);
  effects.tell(`网站已生成：dist/（${countPages(join(effects.root, "dist"))} 个页面）`);
  return 0;
}

/** Writes the sw.js of a folder of dist/, which keeps its pages of this name on the devices of those who use them. */
function writeWorker(dist: string, folder: string, kept: RegExp, name: string, site: string): void {
  const base = site.endsWith("/") ? site : `${site}/`;
  const pages = filesBelow(join(dist, folder))
    .map((path) => path.slice(dist.length + 1).replaceAll("\\", "/"))
    .filter((path) => kept.test(path));
  const textOf = (path: string) => (existsSync(join(dist, path)) ? readFileSync(join(dist, path), "utf8") : undefined);
  const builtOf = (path: string): Built => ({
    path,
    hash: createHash("sha256")
      .update(readFileSync(join(dist, path)))
      .digest("hex"),
  });
  const { first, later } = neededBy(pages, textOf, base);
  writeFileSync(
    join(dist, folder, "sw.js"),
    workerSource({ first: first.map(builtOf), later: later.map(builtOf) }, base, name),
  );
}

function fingerprintOf(effects: Effects): string {
  const hash = createHash("sha256").update(
    JSON.stringify([effects.env["QIANSHOU_BASE"], effects.env["QIANSHOU_SITE"]]),
  );
  for (const input of inputs) {
    for (const path of filesBelow(join(effects.root, input)))
      hash.update(path.slice(effects.root.length)).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
  } catch {
    return [path];
  }
}

function countPages(dist: string): number {
  return filesBelow(dist).filter((path) => path.endsWith(".html")).length;
}

await main(import.meta, buildSite);
