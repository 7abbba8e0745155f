import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Effects } from "../scripts/command.ts";
import { summary } from "../scripts/summary.ts";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { checkCharacter } from "../src/forms/identity.ts";
import { writeRows } from "../src/forms/sheet.ts";
import { readWorkbook } from "./read-workbook.ts";
import { type Child } from "../src/survey/populations.ts";
import { writeCsv } from "../src/templates/csv.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});
const folder = (name: string): string => {
  const made = realpathSync(mkdtempSync(join(tmpdir(), `qianshou-${name}-`)));
  roots.push(made);
  return made;
};

/** Three files with eleven invented children of one township. */
const round = Object.fromEntries(
  [5, 4, 2].map((size, file) => [
    `示例_0${String(file + 1)}.csv`,
    Array.from({ length: size }, (_, at): Child => {
      const first = `99000020150312${String(file)}${String(at)}1`;
      const letters = String.fromCodePoint(0x5000 + file * 10 + at);
      return {
        ...(childCensus.example as Child),
        child_name: `甲娃${letters}`,
        id_number: first + checkCharacter(first),
      };
    }),
  ]),
);

/** A checkout of the project with one round of invented files; and a folder outside of it. */
function office({ git = true } = {}) {
  const root = folder("office");
  if (git) mkdirSync(join(root, ".git"));
  for (const it of ["data/private", "data/published", "dist", "public", "src"])
    mkdirSync(join(root, it), { recursive: true });
  mkdirSync(join(root, "data/example/2026-autumn"), { recursive: true });
  cpSync("data/example/site.json", join(root, "data/example/site.json"));
  cpSync("data/site.json", join(root, "data/site.json"));
  for (const [file, records] of Object.entries(round))
    writeFileSync(join(root, "data/example/2026-autumn", file), writeCsv(writeRows(childCensus, records)));
  return { root, outside: folder("disk") };
}

async function run(root: string, args: readonly string[]) {
  const printed: string[] = [];
  const told: string[] = [];
  const effects: Effects = {
    root,
    env: {},
    today: "2026-11-25",
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
  };
  const code = await summary(["--in", "data/example/2026-autumn", ...args], effects);
  return { code, printed, told, said: [...printed, ...told].join("\n") };
}
const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => it.name);

describe("npm run summary", () => {
  test("writes one marked workbook for its owner alone, and says no count of children and no name", async () => {
    const { root, outside } = office();
    const { code, printed, said } = await run(root, ["--out", outside]);
    expect(code).toBe(0);
    const [name = ""] = filesIn(outside);
    expect(filesIn(outside)).toEqual(["示例-内部使用-不得公开-排查汇总-2026-09-30-按乡镇.xlsx"]);
    expect(statSync(join(outside, name)).mode & 0o777).toBe(0o600);
    expect(printed).toEqual([
      "（示例数据）3 个文件，11 行登记：没有读入 0 行，重复 0 行。",
      expect.stringMatching(/^16 个单位，勾稽 \d+ 项全部相符。$/),
      expect.stringContaining("内部使用，不得公开"),
    ]);
    const sheets = await readWorkbook(name, readFileSync(join(outside, name)));
    const text = JSON.stringify(sheets);
    expect(said + text).not.toContain("甲娃");
    expect(text).not.toMatch(/\d{17}[\dX]/);
    expect(sheets[0]?.rows.find((it) => it[0] === "青禾镇")?.[1]).toBe("11");
  });

  test("by default into data/private, in JSON when asked, the same file again", async () => {
    const { root } = office();
    const { code, printed, told } = await run(root, ["--json", "--by", "school"]);
    expect([code, told]).toEqual([0, []]);
    const { written, ...said } = JSON.parse(printed.join("")) as { written: string };
    expect(written).toBe(join(root, "data/private/summary/示例-内部使用-不得公开-排查汇总-2026-09-30-按学校.xlsx"));
    expect(said).toMatchObject({ example: true, files: 3, unread: 0, rows: 11, refused: 0, twice: 0 });
    const before = readFileSync(written);
    await run(root, ["--json", "--by", "school"]);
    expect(readFileSync(written).equals(before)).toBe(true);
    expect(filesIn(join(root, "data/private"))).toHaveLength(1);
  });

  test("a file that is named gets the mark", async () => {
    const { root, outside } = office();
    expect((await run(root, ["--out", join(outside, "上报.xlsx")])).code).toBe(0);
    expect(filesIn(outside)).toEqual(["内部使用-不得公开-上报.xlsx"]);
  });

  test.each([
    ["the published tables", "data/published"],
    ["a new folder in the published tables", "data/published/2026-autumn.v1/x"],
    ["the site", "dist"],
    ["what the site serves untouched", "public"],
    ["the project", "."],
    ["the sources", "src"],
    ["a file in the project", "上报.xlsx"],
    ["data itself", "data"],
    ["a name that begins like the private folder", "data/private-2"],
    ["back out of the private folder", "data/private/../published"],
    ["the survey files", "data/example/2026-autumn"],
  ])("never into %s", async (_, out) => {
    for (const git of [true, false]) {
      const { root } = office({ git });
      const before = filesIn(root).sort();
      const { code, told } = await run(root, ["--out", out]);
      expect(code).toBe(2);
      expect(told.join("")).toMatch(/不能写|会公开|归 git 管/);
      expect(filesIn(root).sort()).toEqual(before);
    }
  });

  test("never into what another copy of the project publishes, checkout or not", async () => {
    const { root } = office();
    const copy = folder("copy");
    for (const it of ["data/published", "dist", "public/tables"]) mkdirSync(join(copy, it), { recursive: true });
    const asked = async (out: string) => {
      const { code, told } = await run(root, ["--out", join(copy, out)]);
      return [out, code, code === 2 && told.join("").includes("会公开")];
    };
    for (const out of ["data/published", "data/published/2026-autumn.v1", "Data/Published/x.xlsx"])
      expect(await asked(out)).toEqual([out, 2, true]);
    for (const site of ["package.json", "astro.config.mjs"]) {
      writeFileSync(join(copy, site), "");
      for (const out of ["dist", "dist/deep/er", "public/tables", "public/上报.xlsx"])
        expect(await asked(out)).toEqual([out, 2, true]);
      rmSync(join(copy, site));
    }
    expect(filesIn(copy)).toEqual([]);
  });

  test("a folder of an office may be called what a folder of a site is called", async () => {
    const { root, outside } = office();
    for (const out of ["public", "dist/2026", "published", "data", "data/2026/published", "数据/published"])
      expect([out, (await run(root, ["--out", join(outside, out)])).code]).toEqual([out, 0]);
  });

  test("links are followed: none leads into the site or a checkout", async () => {
    const { root, outside } = office();
    for (const [link, to] of [
      ["to-published", join(root, "data/published")],
      ["to-dist", join(root, "dist")],
      ["to-project", root],
    ] as const) {
      symlinkSync(to, join(outside, link));
      for (const out of [link, `${link}/deeper`, `${link}/x.xlsx`]) {
        const { code } = await run(root, ["--out", join(outside, out)]);
        expect([out, code]).toEqual([out, 2]);
      }
    }
    const other = folder("other");
    mkdirSync(join(other, ".git"));
    expect((await run(root, ["--out", join(other, "a", "b")])).code).toBe(2);
    expect(existsSync(join(other, "a"))).toBe(false);
  });

  test("data/private may be a link to another disk, not one back into the site", async () => {
    const { root, outside } = office();
    rmSync(join(root, "data/private"), { recursive: true });
    symlinkSync(outside, join(root, "data/private"));
    expect((await run(root, [])).code).toBe(0);
    expect(filesIn(outside)).toHaveLength(1);
    rmSync(join(root, "data/private"));
    symlinkSync(join(root, "dist"), join(root, "data/private"));
    expect((await run(root, [])).code).toBe(2);
    rmSync(join(root, "data/private"));
    mkdirSync(join(root, "data/private/.git"), { recursive: true });
    expect((await run(root, [])).code).toBe(2);
  });

  test("a folder that cannot be written to, and a link to nowhere: said, and nothing left behind", async () => {
    const { root, outside } = office();
    rmSync(join(root, "dist"), { recursive: true });
    symlinkSync(join(root, "dist"), join(outside, "to-dist"));
    writeFileSync(join(outside, "file"), "");
    for (const out of ["to-dist", "to-dist/deeper", "file"]) {
      const { code, said } = await run(root, ["--out", join(outside, out)]);
      expect([out, code]).toEqual([out, 1]);
      expect(said).toContain("没有写成");
    }
    expect(existsSync(join(root, "dist"))).toBe(false);
    expect(filesIn(outside)).toEqual(["file"]);
  });

  test("a link that stands where the file goes is replaced, what it leads to is not touched", async () => {
    const { root, outside } = office();
    const input = join(root, "data/example/2026-autumn/示例_01.csv");
    const before = readFileSync(input);
    symlinkSync(input, join(outside, "内部使用-不得公开-上报.xlsx"));
    expect((await run(root, ["--out", join(outside, "上报.xlsx")])).code).toBe(0);
    expect(readFileSync(input).equals(before)).toBe(true);
  });

  test("what was not read is said, in numbers of rows and files, and stands in the workbook", async () => {
    const { root, outside } = office();
    const into = (name: string, content: string) =>
      writeFileSync(join(root, "data/example/2026-autumn", name), content);
    into("坏.csv", "不是表");
    into(
      "半.csv",
      "姓名,性别,出生日期,区划代码,父亲状态,母亲状态\n示例甲,男,2015-03-12,990000101201,外出务工,外出务工\n示例乙,男,哪天,990000101201,外出务工,外出务工\n",
    );
    const { code, printed } = await run(root, ["--out", outside]);
    expect(code).toBe(0);
    expect(printed.slice(0, 3)).toEqual([
      "（示例数据）5 个文件，13 行登记：没有读入 1 行，重复 0 行。",
      "1 个文件整份没有读入。",
      "数字还不完整，表上已注明；没有读入的列在“报送情况”。",
    ]);
    const [name = ""] = filesIn(outside);
    const [national] = await readWorkbook(name, readFileSync(join(outside, name)));
    expect(national?.rows[0]?.join("")).toContain("数字还不完整：有 1 行登记、1 个文件没有读入");
  });

  test("invented and real children together: nothing is written", async () => {
    const { root, outside } = office();
    writeFileSync(
      join(root, "data/example/2026-autumn/真.csv"),
      "姓名,性别,出生日期,区划代码,父亲状态,母亲状态\n王小真,男,2015-03-12,522000101201,外出务工,外出务工\n",
    );
    expect((await run(root, ["--out", outside])).code).toBe(1);
    expect(filesIn(outside)).toEqual([]);
  });

  test.each([
    ["no folder", ["--in", "nowhere"]],
    ["a level that is none", ["--by", "street"]],
    ["a population that is none", ["--population", "everybody"]],
    ["an inherited word for a population", ["--population", "constructor"]],
    ["a round that is none", ["--round", "2026"]],
  ])("usage: %s", async (_, args) => {
    expect((await run(office().root, args)).code).toBe(2);
  });
});
