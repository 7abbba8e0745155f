import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildSite } from "./build.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run verify

比 npm test 更久的核对：生成网站，用 LibreOffice 打开每张表的 Word 和 Excel，转成 PDF 数页数、找每个栏目，
再另存一遍 Excel，读回来与原来比对；发布统计时随时断电五十次，看已发布的是不是完好。缺 LibreOffice 时在 Debian 上自动安装。`;

/** The checks that take an office to run. */
async function verify(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, {}, help, effects);
  if ("exit" in read) return read.exit;
  if (!readyOffice(effects)) {
    effects.tell("没有找到 LibreOffice（soffice）：请先安装它的 Writer 和 Calc。");
    return 1;
  }
  if ((await buildSite([], effects)) !== 0) return 1;
  const bin = join(effects.root, "node_modules", ".bin", process.platform === "win32" ? "vitest.cmd" : "vitest");
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(bin, ["run", "--project", "office", "--project", "long"], {
      cwd: effects.root,
      env: effects.env,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    child.on("close", resolve);
    child.on("error", () => resolve(1));
  });
  return code === 0 ? 0 : 1;
}

/** Whether there is a LibreOffice that can draw Chinese, after installing what is missing where that can be done. */
function readyOffice({ tell, env }: Effects): boolean {
  const has = () => spawnSync("soffice", ["--version"], { stdio: "ignore" }).status === 0;
  const debian = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (!has() && debian) {
    const packages = ["libreoffice-writer", "libreoffice-calc", "fonts-noto-cjk"];
    tell(`正在安装 ${packages.join("、")}（apt-get）……`);
    const apt = {
      stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
      env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update", "-qq"], apt);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], apt);
  }
  return has();
}

await main(import.meta, verify);
