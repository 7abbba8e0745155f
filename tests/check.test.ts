import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { check } from "../scripts/check.ts";
import { gb18030 } from "../scripts/gb18030.ts";
import { checkCharacter } from "../src/forms/identity.ts";
import { readWorkbook } from "./read-workbook.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project of nothing but files to check, with a place outside it for what may not be inside. */
function office(files: Record<string, string | Uint8Array>): { root: string; safe: string } {
  const root = mkdtempSync(join(tmpdir(), "qianshou-check-"));
  const safe = mkdtempSync(join(tmpdir(), "qianshou-safe-"));
  folders.push(root, safe);
  mkdirSync(join(root, ".git"));
  mkdirSync(join(root, "in"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, "in", name), content);
  return { root, safe };
}

async function run(root: string, args: readonly string[]) {
  const printed: string[] = [];
  const told: string[] = [];
  const code = await check(args, {
    root,
    env: {},
    today: "2026-11-25",
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
  });
  return { code, printed, told };
}

const idOf = (first: string) => first + checkCharacter(first);
/** Of nobody: the block 990000, and one of another county that there is not, which counts as real. */
const invented = idOf("99000020150312001");
const others = idOf("99999920150312003");
const heading = "序号,学生姓名,性别,出生日期,身份证号,父亲状态,母亲状态,班主任意见";
const csv = (...rows: string[]) => ["青禾镇排查表,,,,,,,", heading, ...rows].join("\r\n");
const right = `1,张小满,男,2015-03-12,,外出务工,在家,=1+1`;
const wrongId = `2,李禾苗,女,2016-04-05,${invented.slice(0, 17)}${invented.endsWith("0") ? "1" : "0"},外出务工,在家,`;

describe("what is said of a file", () => {
  test("is what it is, the same mistake in many rows once, and how many rows are good", async () => {
    const wrong = Array.from({ length: 5 }, (_, n) => wrongId.replace("2,", `${n + 2},`));
    const { root } = office({ "学校03.csv": gb18030(csv(right, ...wrong, right)) });
    const { code, printed } = await run(root, ["in/学校03.csv"]);
    expect(code).toBe(1);
    expect(printed[0]).toMatch(/^in\/学校03\.csv：CSV/);
    expect(printed[1]).toBe("  7 行：2 行可用，5 行要改");
    expect(printed.filter((it) => it.includes("公民身份号码"))).toEqual([
      "  错误 公民身份号码：末位校验码不对，请对照原件（第 4–8 行）",
    ]);
    expect(printed.join("\n")).toContain("合计 1 个文件，7 行：2 行可用，5 行要改；错误 5 处");
    expect(printed.join("\n")).toContain("下一步");
    for (const value of ["张小满", "李禾苗", "99000020150312", "=1+1"]) expect(printed.join("\n")).not.toContain(value);
  });

  test("is the whole folder, without what file managers leave in it; no error is exit code 0", async () => {
    const { root } = office({ "a.csv": csv(right), "b.csv": csv(right, right), ".DS_Store": "x", "~$a.xlsx": "x" });
    const { code, printed } = await run(root, ["in"]);
    expect(printed.filter((it) => /^in/.test(it)).map((it) => it.split("：")[0])).toEqual(["in/a.csv", "in/b.csv"]);
    expect(code).toBe(0);
  });

  test("is with --json one object a file and nothing else, a count for the records", async () => {
    const { root } = office({ "a.csv": csv(right, wrongId), "b.json": "[]", "c.csv": "" });
    const { code, printed, told } = await run(root, ["in", "--json"]);
    const files = printed.map((it) => JSON.parse(it) as Record<string, unknown>);
    expect(files.map((it) => [it["file"], it["format"], it["rows"], it["records"]])).toEqual([
      ["in/a.csv", "csv", 2, 1],
      ["in/b.json", null, 0, 0],
      ["in/c.csv", null, 0, 0],
    ]);
    for (const file of files)
      expect(Object.keys(file)).toEqual(["file", "format", "encoding", "sheets", "rows", "records", "problems"]);
    expect(files[0]?.["problems"]).toContainEqual({
      file: "in/a.csv",
      row: 4,
      column: "公民身份号码",
      field: "id_number",
      code: "id_check",
      severity: "error",
      message: "末位校验码不对，请对照原件",
    });
    expect(told).toEqual([]);
    expect(code).toBe(1);
    expect(printed.join("")).not.toContain("张小满");
  });

  test("depends on the day: a birth after it is refused", async () => {
    const { root } = office({ "a.csv": csv("1,张小满,男,2026-10-12,,外出务工,在家,") });
    expect((await run(root, ["in", "--round", "2026-autumn"])).code).toBe(1);
    expect((await run(root, ["in", "--date", "2026-09-30"])).code).toBe(1);
    expect((await run(root, ["in", "--date", "2026-10-30"])).code).toBe(0);
    expect((await run(root, ["in"])).code).toBe(0);
  });
});

describe("numbers that belong to nobody", () => {
  const child = (id: string) => `1,张小满,男,2015-03-12,${id},外出务工,在家,`;

  test("are right in a file of nothing else, and wrong beside real ones", async () => {
    const { root } = office({ "示例.csv": csv(child(invented)), "混.csv": csv(child(invented), child(others)) });
    expect((await run(root, ["in/示例.csv"])).code).toBe(0);
    const mixed = await run(root, ["in/混.csv"]);
    expect(mixed.code).toBe(1);
    expect(mixed.printed.join("\n")).toContain("990000 开头的号码只用于示例");
  });

  test("are wrong beside a real one in a row that is refused for another reason", async () => {
    const { root } = office({ "混.csv": csv(child(invented), child(others).replace("男", "？")) });
    expect((await run(root, ["in/混.csv"])).printed.join("\n")).toContain("990000 开头的号码只用于示例");
  });
});

describe("what is not understood", () => {
  test.each([
    ["no file", []],
    ["a file that is not there", ["in/没有.csv"]],
    ["a form that is not there", ["in", "--form", "x"]],
    ["a form that stays on paper", ["in", "--form", "mandatory-report"]],
    ["a round that is none", ["in", "--round", "2026"]],
    ["a day that is none", ["in", "--date", "2026-02-30"]],
    ["round and day", ["in", "--round", "2026-autumn", "--date", "2026-09-30"]],
    ["an option that is none", ["in", "--x"]],
    ["several files to mark in one", ["in", "--marked", "/tmp/x.xlsx"]],
  ])("is %s: exit code 2, and how it is used", async (_, args) => {
    const { root } = office({ "a.csv": csv(right), "b.csv": csv(right) });
    const { code, printed, told } = await run(root, args);
    expect(code).toBe(2);
    expect(printed).toEqual([]);
    expect(told.join("")).not.toBe("");
  });

  test.each([
    ["--nonsense", "没有 --nonsense 这个选项"],
    ["--date", "--date 后面要写值"],
    ["--json=1", "--json 后面不写值"],
  ])("is told in Chinese where it is no option: %s", async (word, words) => {
    const { code, told } = await run(office({}).root, [word]);
    expect(code).toBe(2);
    expect(told.join("")).toContain(words);
  });

  test("another form is checked by its own rules", async () => {
    const { root } = office({ "a.csv": csv(right) });
    const { code, printed } = await run(root, ["in/a.csv", "--form", "talk-record"]);
    expect(code).toBe(1);
    expect(printed.join("\n")).toContain("谈心日期");
  });
});

describe("--records", () => {
  test("writes the good records, for nobody else to read, and says so", async () => {
    const { root, safe } = office({ "a.csv": csv(right, wrongId) });
    const out = join(safe, "records.json");
    const { code, told } = await run(root, ["in", "--records", out]);
    expect(code).toBe(1);
    const records = JSON.parse(readFileSync(out, "utf8")) as Record<string, unknown>[];
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      file: "in/a.csv",
      row: 3,
      answers: { child_name: "张小满", sex: "1", father_status: "2" },
    });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readdirSync(safe)).toEqual(["records.json"]);
    expect(told.join("")).toContain("含个人信息");
  });

  test("writes nothing into a git repository, what is published, a folder that is not there, or over the file itself", async () => {
    const { root, safe } = office({ "a.csv": csv(right) });
    mkdirSync(join(root, "data/published"), { recursive: true });
    mkdirSync(join(root, "deep/er"), { recursive: true });
    // A link out of the repository and back into it is what it leads to.
    symlinkSync(join(root, "deep"), join(safe, "link"));
    writeFileSync(join(safe, "own.csv"), csv(right));
    linkSync(join(safe, "own.csv"), join(safe, "also.csv"));
    const before = readFileSync(join(safe, "own.csv"), "utf8");
    for (const [out, why] of [
      [join(root, "out.json"), "git"],
      ["out.json", "git"],
      [join(root, "deep/er/out.json"), "git"],
      [join(safe, "link/out.json"), "git"],
      [join(root, "data/published/out.json"), "公开"],
      [join(safe, "nowhere/out.json"), "没有这个文件夹"],
      [safe, "文件夹"],
      [join(safe, "own.csv"), "盖掉"],
      [join(safe, "also.csv"), "盖掉"],
    ] as const) {
      for (const option of ["--records", "--marked"]) {
        const { code, told } = await run(root, [join(safe, "own.csv"), option, out]);
        expect([out, code]).toEqual([out, 2]);
        expect(told.join("")).toContain(why);
      }
    }
    expect(readFileSync(join(safe, "own.csv"), "utf8")).toBe(before);
    expect(existsSync(join(root, "out.json"))).toBe(false);
    expect(readdirSync(safe).sort()).toEqual(["also.csv", "link", "own.csv"]);
  });

  test("may go through a link inside the project to a disk outside it", async () => {
    const { root, safe } = office({ "a.csv": csv(right) });
    mkdirSync(join(root, "data"));
    symlinkSync(safe, join(root, "data/private"));
    expect((await run(root, ["in", "--records", "data/private/out.json"])).code).toBe(0);
    expect(existsSync(join(safe, "out.json"))).toBe(true);
  });
});

describe("--marked", () => {
  test("gives the sheet back with what is wrong beside each row", async () => {
    const { root, safe } = office({ "a.csv": gb18030(csv(right, wrongId)) });
    const out = join(safe, "marked.xlsx");
    const { code } = await run(root, ["in/a.csv", "--marked", out]);
    expect(code).toBe(1);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const [sheet] = await readWorkbook("marked.xlsx", readFileSync(out));
    expect(sheet?.rows.map((it) => it.at(-1))).toEqual([
      "",
      expect.stringMatching(/^核对结果/),
      "",
      "错误 公民身份号码：末位校验码不对，请对照原件",
    ]);
  });

  test("of a sheet that is full to its edge gives nothing, says why, and goes on", async () => {
    const wide = `${heading},${",".repeat(16_384 - 8 - 1)}备注二`;
    const { root, safe } = office({ "a.csv": [wide, right].join("\r\n") });
    const records = join(safe, "records.json");
    const { code, printed, told } = await run(root, [
      ...["in/a.csv", "--marked", join(safe, "marked.xlsx")],
      ...["--records", records],
    ]);
    expect(code).toBe(1);
    expect(told[0]).toBe("in/a.csv：表有 16384 列，已经排满，右边加不下“核对结果”，不能标记：请删去用不着的列再核对。");
    expect(printed.join("\n")).toContain("合计 1 个文件");
    expect(readdirSync(safe)).toEqual(["records.json"]);
  });

  test("of a file of which nothing was read gives nothing", async () => {
    const { root, safe } = office({ "a.csv": "" });
    const { code, told } = await run(root, ["in/a.csv", "--marked", join(safe, "marked.xlsx")]);
    expect(code).toBe(1);
    expect(told.join("")).toContain("不能标记");
    expect(readdirSync(safe)).toEqual([]);
  });
});
