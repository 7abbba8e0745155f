import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, test } from "vitest";
import { type Effects } from "../scripts/command.ts";
import { statistics } from "../scripts/statistics.ts";

const project = process.cwd();
const journeys = readdirSync("tests/journeys", { withFileTypes: true })
  // What is read from dirty files is held by tests/dirty.test.ts.
  .filter((entry) => entry.isDirectory() && entry.name !== "dirty")
  .map((entry) => entry.name);
const mistakes = readdirSync("data/example/mistakes").sort((a, b) => (a < b ? -1 : 1));

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** An office's folder outside the project: its site.json and key, survey files of one round, nothing published yet. */
function office(files: string | Record<string, string | Uint8Array>): string {
  const root = mkdtempSync(join(tmpdir(), "qianshou-office-"));
  roots.push(root);
  mkdirSync(join(root, "data/example/in"), { recursive: true });
  for (const name of ["site.json", "rounding-key.txt"])
    cpSync(join("data/example", name), join(root, "data/example", name));
  cpSync("data/site.json", join(root, "data/site.json"));
  if (typeof files === "string") cpSync(files, join(root, "data/example"), { recursive: true });
  else for (const [name, content] of Object.entries(files)) writeFileSync(join(root, "data/example/in", name), content);
  return root;
}

/** What the command said, line by line, and how it ended. */
async function run(root: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const effects: Effects = {
    root,
    env,
    today: "2026-11-25",
    print: (line) => lines.push(line.replaceAll(root, "…")),
    tell: (line) => lines.push(line.replaceAll(root, "…")),
  };
  const code = await statistics(["--round", "2026-autumn", "--in", "data/example/in", ...args], effects);
  return { code, said: `${lines.join("\n")}\n结束码 ${String(code)}\n` };
}

const released = (root: string, id: string) => readFileSync(join(root, "data/published", id, "release.json"), "utf8");
const versions = (root: string) =>
  existsSync(join(root, "data/published")) ? readdirSync(join(root, "data/published")) : [];

describe.each(journeys)("%s", (name) => {
  it("says what it said before", async () => {
    const root = office(`tests/journeys/${name}`);
    const { said } = await run(root);
    await expect(said).toMatchFileSnapshot(`journeys/${name}/out.txt`);
  });
});

test("each mistake is told once, plainly, by file and row, and nothing is published", async () => {
  const transcript: string[] = [];
  for (const name of mistakes) {
    const root = office({ [name]: readFileSync(join("data/example/mistakes", name)) });
    const { said, code } = await run(root);
    transcript.push(`## ${name}\n${said}`);
    const harmless = ["示例_同一个孩子两次.csv", "示例_需要立即处理.csv"].includes(name);
    expect(code, name).toBe(harmless ? 0 : 1);
    expect(versions(root), name).toEqual(harmless ? ["example-2026-autumn.v1"] : []);
    // What was typed is nowhere repeated.
    for (const word of ["示例甲", "示例乙", "示例丙", "99000020150312", "两个", "2027-01-01"])
      expect(said, name).not.toContain(word);
  }
  await expect(transcript.join("\n")).toMatchFileSnapshot("journeys/mistakes.txt");
});

const heading =
  "姓名,性别,出生日期,区划代码,父亲状态,父亲务工地,父亲外出起始年月,母亲状态,母亲务工地,母亲外出起始年月,就学情况,已建档,监护人同意";
const child = (n: number, consent = "父亲已签") =>
  `孩${String(n)},男,2015-01-${String((n % 28) + 1).padStart(2, "0")},990000101,外出务工,省外,2024-01,外出务工,省外,2024-01,小学,是,${consent}`;
const sheet = (...rows: string[]) => [heading, ...rows].join("\n");

describe("running again", () => {
  test("on the same files gives the same bytes and no new version", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 57 }, (_, n) => child(n))) });
    expect((await run(root)).code).toBe(0);
    const first = released(root, "example-2026-autumn.v1");
    const again = await run(root);
    expect(again.code).toBe(0);
    expect(again.said).toContain("没有变化");
    expect(versions(root)).toEqual(["example-2026-autumn.v1"]);
    expect(released(root, "example-2026-autumn.v1")).toBe(first);
  });

  test("on changed files gives v2, names what it replaces and leaves v1 as it was", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 57 }, (_, n) => child(n))) });
    await run(root);
    const first = released(root, "example-2026-autumn.v1");
    writeFileSync(join(root, "data/example/in/b.csv"), sheet(...Array.from({ length: 90 }, (_, n) => child(n + 100))));
    expect((await run(root)).code).toBe(0);
    expect(JSON.parse(released(root, "example-2026-autumn.v2"))).toMatchObject({
      supersedes: "example-2026-autumn.v1",
    });
    expect(released(root, "example-2026-autumn.v1")).toBe(first);
    expect((await run(root)).said).toContain("没有变化");
  });
});

describe("whose guardian refused or has not agreed", () => {
  test("is not counted, and the release says how many, rounded", async () => {
    const agreed = Array.from({ length: 40 }, (_, n) => child(n));
    const refused = Array.from({ length: 30 }, (_, n) => child(n + 50, n % 2 === 0 ? "不同意" : "待取得"));
    const root = office({ "a.csv": sheet(...agreed, ...refused) });
    await run(root);
    const { indicators, quality } = JSON.parse(released(root, "example-2026-autumn.v1"));
    expect(indicators[0].denominator.figure).toEqual({ value: 40 });
    expect(quality.consentWithheld).toEqual({ value: 30 });
  });
});

describe("a share of wrong rows", () => {
  const rows = [...Array.from({ length: 59 }, (_, n) => child(n)), child(60).replace("男", "?")];
  test("stops everything as long as none is allowed", async () => {
    const root = office({ "a.csv": sheet(...rows) });
    expect((await run(root)).code).toBe(1);
    expect(versions(root)).toEqual([]);
  });
  test("is left out and told when site.json allows it", async () => {
    const root = office({ "a.csv": sheet(...rows) });
    const site = JSON.parse(readFileSync(join(root, "data/example/site.json"), "utf8"));
    writeFileSync(join(root, "data/example/site.json"), JSON.stringify({ ...site, rejectedRowsAllowed: 0.05 }));
    expect((await run(root)).code).toBe(0);
    const { quality } = JSON.parse(released(root, "example-2026-autumn.v1"));
    expect(quality.refusedBecause).toEqual([
      { code: "value_unknown", label: "性别：不认识这个写法，请写：男、女", figure: { below: 10 } },
    ]);
  });
});

describe("invented and real children", () => {
  const allowing = (root: string) =>
    writeFileSync(
      join(root, "data/example/site.json"),
      JSON.stringify({
        ...JSON.parse(readFileSync(join(root, "data/example/site.json"), "utf8")),
        rejectedRowsAllowed: 0.2,
      }),
    );
  const rows = Array.from({ length: 57 }, (_, n) => child(n));
  test("are never counted together, whatever share of rows may be refused", async () => {
    const root = office({ "a.csv": sheet(...rows, child(60).replace("990000101", "110101001")) });
    allowing(root);
    const { code, said } = await run(root);
    expect(said).toContain("（第 59 行）");
    expect(said).toContain("不能当作示例数据统计");
    expect(code).toBe(1);
    expect(versions(root)).toEqual([]);
  });
  test("do not share a list of areas", async () => {
    const root = office({ "a.csv": sheet(...rows) });
    const site = JSON.parse(readFileSync(join(root, "data/example/site.json"), "utf8"));
    const areas = [...site.areas, { code: "110101001", label: "某镇", parent: "990000" }];
    writeFileSync(join(root, "data/example/site.json"), JSON.stringify({ ...site, areas }));
    const { code, said } = await run(root);
    expect(said).toContain("既有示例");
    expect(code).toBe(1);
    expect(versions(root)).toEqual([]);
  });
});

describe("a folder", () => {
  test("is read with the folders in it, without what file managers leave", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 20 }, (_, n) => child(n))), "Thumbs.db": "\0" });
    mkdirSync(join(root, "data/example/in/东山/二校"), { recursive: true });
    writeFileSync(
      join(root, "data/example/in/东山/二校/b.csv"),
      sheet(...Array.from({ length: 20 }, (_, n) => child(n + 40))),
    );
    expect((await run(root)).code).toBe(0);
    const { quality } = JSON.parse(released(root, "example-2026-autumn.v1"));
    expect(quality).toMatchObject({ filesReceived: 2, rowsRead: { value: 40 } });
  });
  test.skipIf(process.platform === "win32")("that is published can be read by everyone", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 20 }, (_, n) => child(n))) });
    await run(root);
    expect(statSync(join(root, "data/published/example-2026-autumn.v1")).mode & 0o777).toBe(0o755);
    expect(versions(root)).toEqual(["example-2026-autumn.v1"]);
  });
  test("of versions with gaps and strangers gets the next number", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 20 }, (_, n) => child(n))) });
    for (const id of ["example-2026-autumn.v3", "example-2026-autumn.v1", "example-2026-autumn.v9-old"]) {
      mkdirSync(join(root, "data/published", id), { recursive: true });
      writeFileSync(join(root, "data/published", id, "release.json"), "{}");
    }
    expect((await run(root)).code).toBe(0);
    expect(JSON.parse(released(root, "example-2026-autumn.v4"))).toMatchObject({
      supersedes: "example-2026-autumn.v3",
    });
    expect((await run(root)).said).toContain("没有变化");
  });
});

describe("the key", () => {
  const real = () => {
    const root = office({
      "a.csv": sheet(...Array.from({ length: 57 }, (_, n) => child(n).replace("990000101", "110101001"))),
    });
    writeFileSync(
      join(root, "data/example/site.json"),
      JSON.stringify({
        areas: [
          { code: "110101", label: "某县" },
          { code: "110101001", label: "某镇", parent: "110101" },
        ],
      }),
    );
    return root;
  };
  const key = (text: string, root = project) => {
    const path = join(mkdtempSync(join(root === project ? tmpdir() : root, "key-")), "rounding.key");
    if (root === project) roots.push(join(path, ".."));
    writeFileSync(path, text);
    return path;
  };
  test("must be given for real data, be the office's own, and lie outside the project", async () => {
    const root = real();
    expect((await run(root)).said).toContain("需要自己的密钥");
    expect((await run(root, [], { QIANSHOU_KEY_FILE: join(project, "data/example/rounding-key.txt") })).said).toContain(
      "示例密钥是公开的",
    );
    expect((await run(root, [], { QIANSHOU_KEY_FILE: key("cd".repeat(32), root) })).said).toContain("请移到项目以外");
    expect((await run(root, [], { QIANSHOU_KEY_FILE: key("not a key") })).said).toContain("64 位十六进制");
    expect(versions(root)).toEqual([]);
    expect((await run(root, [], { QIANSHOU_KEY_FILE: key("cd".repeat(32)) })).code).toBe(0);
    expect(versions(root)).toEqual(["2026-autumn.v1"]);
    expect(JSON.parse(released(root, "2026-autumn.v1"))).toMatchObject({ example: false, method: { key: "local" } });
  });
});

describe("words", () => {
  test("with --json every line beside the summary is one problem", async () => {
    const root = office({ "a.csv": sheet(...Array.from({ length: 20 }, (_, n) => child(n)), "孩,无,,,,,,,,,,,") });
    const told: string[] = [];
    const effects: Effects = {
      root,
      env: {},
      today: "2026-11-25",
      print: () => undefined,
      tell: (line) => told.push(line),
    };
    const code = await statistics(["--round", "2026-autumn", "--in", "data/example/in", "--json"], effects);
    expect(code).toBe(1);
    const problems = told.map((line): unknown => JSON.parse(line));
    expect(problems).toContainEqual(
      expect.objectContaining({ file: "a.csv", row: 22, field: "sex", severity: "error" }),
    );
  });

  test("a round that is none, a folder that is not there and --help end as they should", async () => {
    const root = office({});
    const effects: Effects = { root, env: {}, today: "2026-11-25", print: () => undefined, tell: () => undefined };
    expect(await statistics([], effects)).toBe(2);
    expect(await statistics(["--round", "2026"], effects)).toBe(2);
    expect(await statistics(["--round", "2026-autumn", "--in", "nowhere"], effects)).toBe(2);
    expect(await statistics(["--nonsense"], effects)).toBe(2);
    expect(await statistics(["--help"], effects)).toBe(0);
  });
});

test("the committed example releases are what the example data give today", async () => {
  for (const round of ["2026-spring", "2026-autumn"]) {
    const out = mkdtempSync(join(tmpdir(), "qianshou-out-"));
    roots.push(out);
    const effects: Effects = {
      root: project,
      env: {},
      today: "2026-11-25",
      print: () => undefined,
      tell: () => undefined,
    };
    expect(await statistics(["--round", round, "--out", out], effects)).toBe(0);
    const id = `example-${round}.v1`;
    expect(readFileSync(join(out, id, "release.json"), "utf8")).toBe(
      readFileSync(join("data/published", id, "release.json"), "utf8"),
    );
  }
});
