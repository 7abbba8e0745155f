// Started by whatever Node the machine has (18 or later): installs what the lockfile asks for when it is
// not there, then hands over to the project's own Node, which runs the TypeScript commands directly.
// Usage: node scripts/bootstrap.mjs <command file> [arguments]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const windows = process.platform === "win32";
const node = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");
const stamp = join(root, "node_modules", ".installed-from");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(node) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  process.stderr.write("正在安装所需的软件包（第一次约需一两分钟）……\n");
  const install = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: windows,
  });
  if (install.status !== 0 || !existsSync(node)) {
    process.stderr.write("安装没有完成：请检查网络与 npm 源（npm config get registry），再运行一次同样的命令。\n");
    process.exit(1);
  }
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stamp, lock);
}

const [command, ...rest] = process.argv.slice(2);
const bin = join(root, "node_modules", ".bin");
const path = [join(root, "node_modules", "node", "bin"), bin, process.env.PATH].join(windows ? ";" : ":");
const running = spawn(node, [join(root, command), ...rest], { stdio: "inherit", env: { ...process.env, PATH: path } });
// Whoever stops this process means the command: a server must not outlive it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => running.kill(signal));
running.on("error", () => process.exit(1));
running.on("close", (code) => process.exit(code ?? 1));
