import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../scripts/fuzz/random.ts";
import { readRelease } from "../../src/statistics/release.ts";

const kills = 50;
const seed = Number(process.env["QIANSHOU_SEED"] ?? Date.now() % 1_000_000);
const script = join(process.cwd(), "scripts/statistics.ts");
const [v1, v2] = ["example-2026-autumn.v1", "example-2026-autumn.v2"] as const;

const root = mkdtempSync(join(tmpdir(), "qianshou-kill-"));
const out = join(root, "data/published");
const published = (id: string) => readFileSync(join(out, id, "release.json"), "utf8");
let old = "";
let next = "";
/** Milliseconds that a run takes when nobody disturbs it. */
let whole = 0;

const heading =
  "姓名,性别,出生日期,区划代码,父亲状态,父亲务工地,父亲外出起始年月,母亲状态,母亲务工地,母亲外出起始年月,就学情况,已建档,监护人同意";
const children = (from: number, count: number) =>
  [
    heading,
    ...Array.from({ length: count }, (_, at) => {
      const day = `2015-${String(((from + at) % 12) + 1).padStart(2, "0")}-${String((at % 28) + 1).padStart(2, "0")}`;
      const name = `孩${String.fromCodePoint(0x4e00 + from + at)}`;
      return `${name},男,${day},990000101,外出务工,省外,2024-01,外出务工,省外,2024-01,小学,是,父亲已签`;
    }),
  ].join("\n");

function start(): ChildProcess {
  return spawn(process.execPath, [script, "--round", "2026-autumn", "--in", "data/example/in"], {
    cwd: root,
    detached: true,
    stdio: "ignore",
  });
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode);
    else child.on("close", done);
  });

/** Nothing that looks like a release is anything but the old one or the new one, whole; the old one is there. */
function expectWhole(when: string): void {
  const releases = readdirSync(out).filter((it) => !it.startsWith("."));
  expect(releases, when).toContain(v1);
  for (const id of releases) {
    expect([v1, v2], when).toContain(id);
    expect(readdirSync(join(out, id)), when).toEqual(["release.json"]);
    expect(readRelease(published(id), id).id, when).toBe(id);
    expect(published(id) === (id === v1 ? old : next), `${when}: ${id} is as it was meant`).toBe(true);
  }
}

beforeAll(async () => {
  mkdirSync(join(root, "data/example/in"), { recursive: true });
  cpSync("data/site.json", join(root, "data/site.json"));
  for (const name of ["site.json", "rounding-key.txt"])
    cpSync(join("data/example", name), join(root, "data/example", name));
  writeFileSync(join(root, "data/example/in/a.csv"), children(0, 120));
  expect(await ended(start())).toBe(0);
  old = published(v1);
  for (let at = 1; at <= 8; at++)
    writeFileSync(join(root, `data/example/in/b${String(at)}.csv`), children(at * 200, 150));
  const began = performance.now();
  expect(await ended(start())).toBe(0);
  whole = performance.now() - began;
  next = published(v2);
  expect(next).not.toBe(old);
  rmSync(join(out, v2), { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(process.platform === "win32")(`publishing that is cut off (QIANSHOU_SEED=${String(seed)})`, () => {
  test("leaves the old release or the new one, whole, and the next run finishes the work", async () => {
    const random = new Random(seed, 0);
    let cut = 0;
    for (let number = 1; number <= kills; number++) {
      const way = random.weighted({ "any time": 4, "near the end": 4, "while writing": 2 });
      const delay = way === "near the end" ? whole * (0.88 + 0.17 * random.fraction()) : whole * random.fraction();
      const child = start();
      const kill = () => {
        // Whoever has ended by himself cannot be killed any more.
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      };
      const watcher = way === "while writing" ? watch(out, kill) : undefined;
      const timer = watcher === undefined ? setTimeout(kill, delay) : undefined;
      await ended(child);
      watcher?.close();
      clearTimeout(timer);
      if (child.signalCode !== null) cut++;
      const when = `kill ${String(number)}, ${way}, ${delay.toFixed(0)} of ${whole.toFixed(0)} ms`;
      expectWhole(when);
      // So that the next one has something to write.
      rmSync(join(out, v2), { recursive: true, force: true });
    }
    // Otherwise this has shown nothing.
    expect(cut).toBeGreaterThan(kills / 2);
    expect(await ended(start())).toBe(0);
    expectWhole("after all");
    expect(readdirSync(out).sort()).toEqual([v1, v2]);
    rmSync(join(out, v2), { recursive: true });
  });

  const full = (command: string) => {
    const { status, stderr } = spawnSync("bash", ["-c", command], { cwd: root, encoding: "utf8" });
    expect(status, stderr).toBe(1);
    // Said to whoever publishes, in words and not as a trace of the program.
    expect(stderr).toMatch(/磁盘|空间|写/);
    expect(stderr).not.toMatch(/\n\s+at /);
  };
  const run = `"${process.execPath}" "${script}" --round 2026-autumn --in data/example/in`;

  test("says so when a file cannot grow, and leaves the old release alone", () => {
    full(`ulimit -f 16; trap "" XFSZ; exec ${run}`);
    expectWhole("file limit");
    expect(readdirSync(out)).toEqual([v1]);
  });

  test("says so when the disk is full, and leaves the old release alone", ({ skip }) => {
    const disk = join(root, "disk");
    mkdirSync(disk);
    if (spawnSync("bash", ["-c", `mount -t tmpfs -o size=1m tmpfs "${disk}"`]).status !== 0)
      return skip("only root can mount a small disk");
    try {
      cpSync(join(out, v1), join(disk, v1), { recursive: true });
      // The old release and half of a new one.
      writeFileSync(join(disk, "filled"), Buffer.alloc(2 ** 20 - Buffer.byteLength(old) - 48 * 1024));
      full(`exec ${run} --out "${disk}"`);
      expect(readdirSync(disk).sort()).toEqual([v1, "filled"]);
      expect(readFileSync(join(disk, v1, "release.json"), "utf8") === old).toBe(true);
      rmSync(join(disk, "filled"));
      expect(spawnSync("bash", ["-c", `exec ${run} --out "${disk}"`], { cwd: root }).status).toBe(0);
      expect(readdirSync(disk).sort()).toEqual([v1, v2]);
    } finally {
      spawnSync("bash", ["-c", `umount "${disk}"`]);
    }
  });
});
