import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const fixed = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The path of a Chrome or Chromium on this machine; QIANSHOU_CHROMIUM names another one. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env["QIANSHOU_CHROMIUM"];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const folders = (env["PATH"] ?? "").split(process.platform === "win32" ? ";" : ":");
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...fixed].find((path) =>
    existsSync(path),
  );
}

/**
 * A browser that can draw Chinese: the one this machine has, else on Debian as root the package with a Chinese font. Gives its
 * path, or undefined where it cannot be had.
 */
export function readyChromium(
  env: Readonly<Record<string, string | undefined>>,
  tell: (line: string) => void,
): string | undefined {
  const missing = [
    ...(findChromium(env) === undefined ? ["chromium"] : []),
    ...(hasChineseFont() ? [] : ["fonts-noto-cjk"]),
  ];
  const debian = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/etc/debian_version");
  if (missing.length > 0 && debian) {
    tell(`正在安装 ${missing.join("、")}（apt-get）……`);
    const apt = {
      stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
      env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update", "-qq"], apt);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], apt);
  }
  return findChromium(env);
}

/** Windows and macOS bring one; elsewhere fontconfig knows. */
function hasChineseFont(): boolean {
  if (process.platform !== "linux") return true;
  return (spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" }).stdout ?? "").trim() !== "";
}

/** Keeps the browser from calling anyone; the tests allow no request to another origin. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
