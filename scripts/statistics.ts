import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { readKey, type RoundingKey } from "../src/disclosure/key.ts";
import { type Cleared, protect, publish } from "../src/disclosure/protect.ts";
import { type Problem } from "../src/forms/problem.ts";
import { programme } from "../src/programme/programme.ts";
import { isRound, referenceDateOf } from "../src/programme/rounds.ts";
import { type Release } from "../src/statistics/release.ts";
import { figureInWords, indicatorSentence } from "../src/statistics/words.ts";
import { type Child } from "../src/survey/populations.ts";
import { groupInWords, severityWords } from "../src/survey/problems.ts";
import { openReceipts, type Receipt, receiptInWords } from "../src/survey/receipts.ts";
import { mixed, openTabulator } from "../src/survey/tabulate.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { readRound } from "./read-round.ts";
import { siteOf, surveyFilesIn } from "./survey-files.ts";

const help = `用法：npm run statistics -- --round 2026-autumn [--in 文件夹] [--out 文件夹] [--json]

读取一轮登记表（CSV、Excel、网页格式的表、JSON），核对、汇总、保护，写成 data/published/ 里的一个版本。
  --round   批次，如 2026-spring、2026-autumn（必填）
  --in      登记表所在文件夹（默认 data/example/<批次>）；旁边的 site.json 优先于 data/site.json
  --out     发布文件夹（默认 data/published）
  --json    标准错误只写问题，一行一个 JSON
每个文件给一份回执：读到几行、采用、退回、不计入。有错误的行会列出，并且什么都不发布；data/site.json 的 rejectedRowsAllowed 可以允许一定比例。
真实数据需要自己的密钥：环境变量 QIANSHOU_KEY_FILE 指向本项目以外的密钥文件（64 位十六进制）。
结束码：0 完成，1 有问题、没有发布，2 用法不对。`;

/** Survey files of one round → a protected release in data/published. Says numbers of rows, for children only rounded figures; never a value of a record. */
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
  if (!existsSync(input) || !statSync(input).isDirectory()) {
    effects.tell(`没有这个文件夹：${relative(effects.root, input) || input}`);
    return 2;
  }

  const found = siteOf(input, effects.root);
  if (found === null) {
    effects.tell("没有找到 data/site.json：请在项目文件夹里运行。");
    return 2;
  }
  const { site, name: siteFile } = found;
  const county = site.areas.find((it) => it.parent === undefined);
  if (county === undefined) {
    effects.tell(`${siteFile} 里还没有填写区划（areas）：县 6 位、乡镇 9 位。`);
    return 1;
  }
  // Codes that begin with 99 are assigned to no place: whoever is counted there has been invented.
  const example = county.code.startsWith("99");
  if (site.areas.some((it) => it.code.startsWith("99") !== example)) {
    effects.tell(`${siteFile} 的区划里既有示例（99 开头）又有真实的，不能一起统计：请只留一种。`);
    return 1;
  }
  const key = keyFor(example, effects);
  if (key === null) return 1;

  const referenceDate = referenceDateOf(round);
  const say = json === true ? () => undefined : effects.tell;
  const names = surveyFilesIn(input);
  if (names.length === 0) {
    effects.tell("这个文件夹里没有登记表。");
    return 1;
  }
  const townships = site.areas.filter((it) => it.parent !== undefined).map((it) => it.code);
  const receipts = openReceipts(names);
  const problem = (it: Problem) => {
    receipts.problem(it);
    if (json === true) effects.tell(JSON.stringify(it));
  };
  const tabulator = openTabulator(programme, { townships, referenceDate, example }, problem);
  const record = (file: string, row: number, child: Child, sheet?: string) => {
    receipts.record(file, child);
    tabulator.add(file, row, child, sheet);
  };
  const sink = { record, problem, close: receipts.close };
  await readRound(input, names, { referenceDate, example, areas: site.areas }, sink, (done) => {
    if (done % 10 === 0 || done === names.length) say(`读取 ${String(done)}/${String(names.length)}`);
  });
  const files = receipts.all();
  for (const receipt of files) {
    say(receiptInWords(receipt));
    for (const it of receipt.problems) say(`  ${severityWords[it.severity]} ${groupInWords(it)}`);
  }

  const { counts, ...left } = tabulator.finish();
  const sum = (of: (file: Receipt) => number) => files.reduce((total, it) => total + of(it), 0);
  const reasons = files.flatMap((it) => it.reasons);
  const [rowsRead, rowsRefused] = [sum((it) => it.rows), sum((it) => it.refused)];
  if (
    files.some((it) => it.unread) ||
    reasons.some((it) => mixed.has(it.code)) ||
    rowsRefused > rowsRead * site.rejectedRowsAllowed
  ) {
    const errors = sum((it) =>
      it.problems.reduce((all, { severity, rows }) => all + (severity === "error" ? Math.max(1, rows.length) : 0), 0),
    );
    say(`有 ${String(errors)} 处错误，没有发布。请改好后再运行一次。`);
    return 1;
  }
  if (counts.hub.size === 0) {
    say("没有一名儿童能计入统计对象（缺少务工地、外出年月等，或都不同意），没有发布。请补上后再运行一次。");
    return 1;
  }

  say("汇总、保护、自查……");
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
        filesByTownship: new Map(
          townships.map((code) => [code, files.filter((it) => it.townships.includes(code)).length]),
        ),
        rowsRead,
        rowsRefused,
        refusedShareAllowed: site.rejectedRowsAllowed,
        refusedBecause: classesOf(reasons),
        ...left,
      },
    },
    programme,
    key,
  );

  let written: ReturnType<typeof writeVersion>;
  try {
    written = writeVersion(out, `${example ? "example-" : ""}${round}`, cleared);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    effects.tell(`写不进发布文件夹（${code}）：磁盘满了，或没有写的权限。原来发布的没有动，请处理后再运行一次。`);
    return 1;
  }
  if ("unchanged" in written) effects.print(`没有变化：${written.unchanged} 已是最新。`);
  else for (const line of summary(written.release)) effects.print(line);
  return 0;
}

/** How the name of a folder begins that is being written: nothing reads it. */
const unfinished = ".writing-";

/** Writes the next version of a round, unless the latest has the same bytes. A reader never finds half a release. */
function writeVersion(out: string, round: string, cleared: Cleared): { release: Release } | { unchanged: string } {
  mkdirSync(out, { recursive: true });
  // What a run that was cut off had begun to write.
  for (const name of readdirSync(out))
    if (name.startsWith(unfinished)) rmSync(join(out, name), { recursive: true, force: true });
  const ids = readdirSync(out)
    .map((name) => ({ name, version: Number(name.startsWith(`${round}.v`) ? name.slice(round.length + 2) : "") }))
    .filter(({ name, version }) => version > 0 && existsSync(join(out, name, "release.json")))
    .sort((a, b) => a.version - b.version);
  const [before, latest] = [ids.at(-2), ids.at(-1)];
  if (
    latest !== undefined &&
    readFileSync(join(out, latest.name, "release.json"), "utf8") === write(publish(cleared, latest.name, before?.name))
  )
    return { unchanged: latest.name };
  const release = publish(cleared, `${round}.v${String((latest?.version ?? 0) + 1)}`, latest?.name);
  const aside = mkdtempSync(join(out, unfinished));
  try {
    const file = openSync(join(aside, "release.json"), "wx");
    writeFileSync(file, write(release));
    // On the disk before it has its name: a power cut must not leave an empty file that is called a release.
    fsyncSync(file);
    closeSync(file);
    // mkdtemp keeps its folder to one user; a release is for everyone.
    chmodSync(aside, 0o755);
    renameSync(aside, join(out, release.id));
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  return { release };
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
  const way = relative(effects.root, resolve(effects.root, path));
  if (!example && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way)) {
    effects.tell("密钥放在了本项目的文件夹里，可能被一起提交或拷贝：请移到项目以外。");
    return null;
  }
  return key;
}

/** Refused rows by the first reason of each, in words; one class per reason and column. */
function classesOf(problems: readonly Problem[]): { code: string; label: string; rows: number }[] {
  const classes = new Map<string, { code: string; label: string; rows: number }>();
  for (const { code, column, message } of problems) {
    const label = column === undefined ? message : `${column}：${message}`;
    const it = classes.get(`${code} ${label}`) ?? { code, label, rows: 0 };
    classes.set(`${code} ${label}`, { ...it, rows: it.rows + 1 });
  }
  return [...classes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
}

function write(release: Release): string {
  return `${JSON.stringify(release, null, 1)}\n`;
}

function summary(release: Release): string[] {
  return [
    `已发布 ${release.id}${release.example ? "（示例数据）" : ""}：${String(release.tables.length)} 张表，${String(release.audit.figures)} 个数，自查 ${String(release.audit.relations)} 项无误。`,
    ...release.indicators.map(indicatorSentence),
    `缺少务工地、外出年月等，无法判断是否属于统计对象、没有计入：${figureInWords(release.quality.undecided)} 名。`,
    "请第二个人看过 data/published 的改动再提交。",
  ];
}

await main(import.meta, statistics);
