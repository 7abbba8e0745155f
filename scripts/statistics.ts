import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { readKey, type RoundingKey } from "../src/disclosure/key.ts";
import { protect, publish } from "../src/disclosure/protect.ts";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { describeProblem, type Problem } from "../src/forms/problem.ts";
import { readRows } from "../src/forms/sheet.ts";
import { programme } from "../src/programme/programme.ts";
import { isRound, referenceDateOf } from "../src/programme/rounds.ts";
import { readSite } from "../src/site/site.ts";
import { type Figure, type Release } from "../src/statistics/release.ts";
import { receive } from "../src/survey/receive.ts";
import { type File, tabulate } from "../src/survey/tabulate.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run statistics -- --round 2026-autumn [--in 文件夹] [--out 文件夹] [--json]

读取一轮登记表（CSV、JSON），核对、汇总、保护，写成 data/published/ 里的一个版本。
  --round   批次，如 2026-spring、2026-autumn（必填）
  --in      登记表所在文件夹（默认 data/example/<批次>）；旁边的 site.json 优先于 data/site.json
  --out     发布文件夹（默认 data/published）
  --json    问题逐行写成 JSON
有错误的行会逐条列出，并且什么都不发布；data/site.json 的 rejectedRowsAllowed 可以允许一定比例。
真实数据需要自己的密钥：环境变量 QIANSHOU_KEY_FILE 指向本项目以外的密钥文件（64 位十六进制）。
结束码：0 完成，1 有问题、没有发布，2 用法不对。`;

/** Survey files of one round → a protected release in data/published. Says only rounded figures; never a value of a record. */
export async function statistics(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const options = {
    round: { type: "string" },
    in: { type: "string" },
    out: { type: "string", default: "data/published" },
    json: { type: "boolean" },
  } as const;
  const read = readArguments(argv, options, help, effects);
  if ("exit" in read) return read.exit;
  const { round, json } = read.values;
  if (round === undefined || !isRound(round)) {
    effects.tell(`请用 --round 写明批次，如 2026-autumn。\n\n${help}`);
    return 2;
  }
  const input = resolve(effects.root, read.values.in ?? join("data", "example", round));
  const out = resolve(effects.root, read.values.out);
  if (!existsSync(input)) {
    effects.tell(`没有这个文件夹：${relative(effects.root, input) || input}`);
    return 2;
  }

  const own = join(dirname(input), "site.json");
  const siteFile = existsSync(own) ? own : join(effects.root, "data", "site.json");
  const site = readSite(readFileSync(siteFile, "utf8"), relative(effects.root, siteFile));
  const county = site.areas.find((it) => it.parent === undefined);
  if (county === undefined) {
    effects.tell(`${relative(effects.root, siteFile)} 里还没有填写区划（areas）：县 6 位、乡镇 9 位。`);
    return 1;
  }
  // Codes that begin with 99 are assigned to no place: whoever is counted there has been invented.
  const example = site.areas.every((it) => it.code.startsWith("99"));
  const key = keyFor(example, effects);
  if (key === null) return 1;

  const referenceDate = referenceDateOf(round);
  const names = readdirSync(input, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/^(\.|~\$)|^README\.md$/.test(entry.name))
    .map((entry) => relative(input, join(entry.parentPath, entry.name)))
    .sort((a, b) => (a < b ? -1 : 1));
  if (names.length === 0) {
    effects.tell("这个文件夹里没有登记表。");
    return 1;
  }
  const problems: Problem[] = [];
  const files: File[] = [];
  for (const [at, name] of names.entries()) {
    if ((at + 1) % 10 === 0 || at + 1 === names.length) effects.tell(`读取 ${String(at + 1)}/${String(names.length)}`);
    const received = receive(name, readFileSync(join(input, name)));
    if ("problem" in received) problems.push(received.problem);
    else {
      const reading = readRows(childCensus, received.sheet, { referenceDate, example });
      files.push({ file: name, ...reading });
      problems.push(...reading.problems);
    }
  }

  const townships = site.areas.filter((it) => it.parent !== undefined).map((it) => it.code);
  const { counts, duplicates, consentWithheld, problems: found } = tabulate(files, programme, townships, referenceDate);
  problems.push(...found);
  for (const problem of problems)
    effects.tell(
      json === true
        ? JSON.stringify(problem)
        : `${problem.severity === "error" ? "错误" : "提醒"} ${describeProblem(problem)}`,
    );

  const errors = problems.filter((it) => it.severity === "error");
  const unread = names.length - files.length + files.filter((it) => it.rows > 0 && it.records.length === 0).length;
  const refused = new Map(errors.map((it) => [`${it.file}:${String(it.row)}`, it]));
  const rowsRead = files.reduce((sum, it) => sum + it.rows, 0);
  if (unread > 0 || refused.size > rowsRead * site.rejectedRowsAllowed) {
    effects.tell(`有 ${String(errors.length)} 处错误，没有发布。请改好后再运行一次。`);
    return 1;
  }

  effects.tell("汇总、保护、自查……");
  const cleared = protect(
    {
      round,
      referenceDate,
      example,
      population: programme.population,
      areas: site.areas.map(({ code, label, parent }) => ({
        code,
        label,
        ...(parent === undefined ? {} : { parent }),
      })),
      ...counts,
      quality: {
        ...(site.unitsExpected === undefined ? {} : { filesExpected: site.unitsExpected }),
        filesReceived: names.length,
        rowsRead,
        rowsRefused: refused.size,
        refusedShareAllowed: site.rejectedRowsAllowed,
        refusedBecause: classesOf([...refused.values()]),
        duplicates,
        consentWithheld,
      },
    },
    programme,
    key,
  );

  mkdirSync(out, { recursive: true });
  const prefix = `${example ? "example-" : ""}${round}.v`;
  const versions = readdirSync(out)
    .filter((name) => name.startsWith(prefix) && existsSync(join(out, name, "release.json")))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
  const latest = versions.at(-1);
  const before = latest === undefined || latest === 1 ? undefined : `${prefix}${String(latest - 1)}`;
  if (latest !== undefined) {
    const id = `${prefix}${String(latest)}`;
    if (readFileSync(join(out, id, "release.json"), "utf8") === write(publish(cleared, id, before))) {
      effects.print(`没有变化：${id} 已是最新。`);
      return 0;
    }
  }
  const id = `${prefix}${String((latest ?? 0) + 1)}`;
  const release = publish(cleared, id, latest === undefined ? undefined : `${prefix}${String(latest)}`);
  // Written aside and renamed: a reader never finds half a release.
  const aside = mkdtempSync(join(out, ".writing-"));
  try {
    writeFileSync(join(aside, "release.json"), write(release));
    renameSync(aside, join(out, id));
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  for (const line of summary(release)) effects.print(line);
  return 0;
}

/** The example key for example data; for all other data one from outside the repository. Says what is wrong and gives null. */
function keyFor(example: boolean, effects: Effects): RoundingKey | null {
  const path = example ? join(effects.root, "data", "example", "rounding-key.txt") : effects.env["QIANSHOU_KEY_FILE"];
  if (path === undefined) {
    effects.tell("真实数据需要自己的密钥：请用 QIANSHOU_KEY_FILE 指明本项目以外的密钥文件（见 README.zh-CN.md）。");
    return null;
  }
  const key = existsSync(path) ? readKey(readFileSync(path, "utf8")) : null;
  if (key === null) {
    effects.tell("没有找到密钥，或密钥不是 64 位十六进制。");
    return null;
  }
  if (!example && key.kind === "example") {
    effects.tell("示例密钥是公开的，不能用于真实数据。请另做一把密钥（见 README.zh-CN.md）。");
    return null;
  }
  if (!example && !relative(effects.root, resolve(effects.root, path)).startsWith("..")) {
    effects.tell("密钥放在了本项目的文件夹里，可能被一起提交或拷贝：请移到项目以外。");
    return null;
  }
  return key;
}

/** Refused rows by the first reason of each, in words, most frequent first by code. */
function classesOf(problems: readonly Problem[]): { code: string; label: string; rows: number }[] {
  const classes = new Map<string, { code: string; label: string; rows: number }>();
  for (const { code, column, message } of problems) {
    const it = classes.get(code) ?? { code, label: column === undefined ? message : `${column}：${message}`, rows: 0 };
    classes.set(code, { ...it, rows: it.rows + 1 });
  }
  return [...classes.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function write(release: Release): string {
  return `${JSON.stringify(release, null, 1)}\n`;
}

function summary(release: Release): string[] {
  const said = (figure: Figure) =>
    "value" in figure
      ? String(figure.value)
      : "below" in figure
        ? "少于10"
        : "band" in figure
          ? figure.band
          : `[${figure.symbol}]`;
  return [
    `已发布 ${release.id}${release.example ? "（示例数据）" : ""}：${String(release.tables.length)} 张表，${String(release.audit.figures)} 个数，自查 ${String(release.audit.relations)} 项无误。`,
    ...release.indicators.map(
      (it) =>
        `${it.title}：${said(it.rate)}${"value" in it.rate ? "%" : ""}（${it.denominator.label} ${said(it.denominator.figure)} 人）`,
    ),
    "请第二个人看过 data/published 的改动再提交。",
  ];
}

await main(import.meta, statistics);
