import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the project as a checkout would give it, with the same packages, in a folder of its own. */
export function copyOfProject(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), "qianshou-"));
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((it) => it !== "" && existsSync(join(root, it)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}

/** Runs a command of the project in `folder` with the project's own Node; gives exit code and all it said. */
export function runIn(folder: string, script: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  // The test runner puts its own mode and base into the environment; a person's shell has none of them.
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST.*|NODE_ENV|MODE|BASE_URL|DEV|PROD|SSR|TEST)$/.test(name)),
  );
  const done = spawnSync(process.execPath, [join("scripts", script), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...clean, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}` };
}
