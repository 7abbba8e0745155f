import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { type PopulationId, populations } from "../src/programme/populations.ts";
import { isRound, referenceDateOf } from "../src/programme/rounds.ts";
import { type By, summarise, type Summary } from "../src/survey/summary.ts";
import { summaryWorkbook, workbookName } from "../src/survey/summary-workbook.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { closedBecause, isInside, realPlace, writePrivately } from "./private-files.ts";
import { siteOf, surveyFilesIn } from "./survey-files.ts";

const help = `用法：npm run summary -- --in 文件夹 [--round 2026-autumn] [--by township|village|school]
                          [--population lbc_civil] [--out 文件夹或 .xlsx] [--json]

把一轮登记表汇总成一份 .xlsx，供本单位按规定上报：排查汇总表、T55、勾稽核对、报送情况、需核对的行、说明。
数字准确到人，内部使用、不得公开：只写到本项目以外，或 data/private 里；文件只有本人能读。
  --in          登记表所在文件夹（必填）；旁边的 site.json 优先于 data/site.json
  --round       批次；不写时看文件夹名，再看 site.json 的 currentRound
  --by          排到哪一级：township 乡镇（默认）、village 村、school 学校
  --population  统计对象（默认 lbc_civil）：${Object.keys(populations).join("、")}
  --out         写到哪里（默认 data/private/summary）
  --json        结果写成一行 JSON
屏幕上只说文件数和行数，不显示人数和姓名。没有读入的行用 npm run check 逐条看，也列在表里。
结束码：0 写好了，1 有问题、没有写，2 用法不对。`;

/** Survey files of one round → one workbook of exact counts for the office itself. Says how many files and rows, never a count of children. */
export async function summary(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const options = {
    in: { type: "string" },
    round: { type: "string" },
    by: { type: "string", default: "township" },
    population: { type: "string", default: "lbc_civil" },
    out: { type: "string", default: "data/private/summary" },
    json: { type: "boolean" },
  } as const;
  const read = readArguments(argv, options, help, effects);
  if ("exit" in read) return read.exit;
  const { by, population, json } = read.values;
  const wrong = (message: string): 2 => {
    effects.tell(message);
    return 2;
  };
  if (read.values.in === undefined) return wrong(`请用 --in 写明登记表所在的文件夹。\n\n${help}`);
  if (!isBy(by)) return wrong(`--by 只能是 township、village 或 school。\n\n${help}`);
  if (!isPopulation(population))
    return wrong(`--population 只能是：${Object.keys(populations).join("、")}。\n\n${help}`);
  const input = resolve(effects.root, read.values.in);
  if (!existsSync(input) || !statSync(input).isDirectory())
    return wrong(`没有这个文件夹：${relative(effects.root, input) || input}`);

  const found = siteOf(input, effects.root);
  if (found === null) return wrong("没有找到 data/site.json：请在项目文件夹里运行。");
  const { site, name: siteFile } = found;
  const round = read.values.round ?? (isRound(basename(input)) ? basename(input) : site.currentRound);
  if (round === undefined || !isRound(round)) return wrong(`请用 --round 写明批次，如 2026-autumn。\n\n${help}`);
  if (new Set(site.areas.map((it) => it.code.startsWith("99"))).size > 1) {
    effects.tell(`${siteFile} 的区划里既有示例（99 开头）又有真实的，不能一起汇总：请只留一种。`);
    return 1;
  }
  const asked = { referenceDate: referenceDateOf(round), population, by, areas: site.areas };

  const out = resolve(effects.root, read.values.out);
  const single = extname(out).toLowerCase() === ".xlsx";
  const folder = realPlace(single ? dirname(out) : out);
  const refusal = refusalOf(folder, realPlace(input), effects.root);
  if (refusal !== null) return wrong(refusal);

  const names = surveyFilesIn(input);
  if (names.length === 0) {
    effects.tell("这个文件夹里没有登记表。");
    return 1;
  }
  const sources = names.map((file) => ({ file, bytes: () => readFileSync(join(input, file)) }));
  const counted = await summarise(sources, asked, (done) => {
    if (json !== true && (done % 10 === 0 || done === names.length))
      effects.tell(`读取 ${String(done)}/${String(names.length)}`);
  });
  const failed = counted.checks.filter((it) => it.failures.length > 0);
  if (counted.mixed) {
    effects.tell("文件夹里既有真实的登记，又有示例（99 开头的区划或证件号），不能一起汇总，没有写：请只留一种。");
    return 1;
  }
  if (counted.files.every((it) => it.unread)) {
    effects.tell("没有一行读得进来，没有写：请先用 npm run check 看哪里要改。");
    return 1;
  }
  if (failed.length > 0) {
    effects.tell("勾稽核对不符，没有写。这是程序的错，请报告，不要上报这些数：");
    for (const { rule } of failed) effects.tell(`  ${rule}`);
    return 1;
  }

  const name = single ? marked(basename(out)) : workbookName(counted);
  const path = join(folder, name);
  const bytes = await summaryWorkbook(counted);
  try {
    writePrivately(path, bytes);
  } catch {
    effects.tell("没有写成：磁盘满了、没有权限，或原来的汇总表正打开着。原来的文件没有动。");
    return 1;
  }
  tellDone(counted, path, json === true, effects);
  return 0;
}

function isBy(text: string): text is By {
  return ["township", "village", "school"].includes(text);
}

function isPopulation(text: string): text is PopulationId {
  return Object.hasOwn(populations, text);
}

/** The file says what it is wherever it is copied to. */
function marked(name: string): string {
  return name.includes("内部使用") ? name : `内部使用-不得公开-${name}`;
}

/** Why exact counts may not be written to a folder, or null; both folders are real places. */
function refusalOf(folder: string, input: string, root: string): string | null {
  if (isInside(folder, input)) return "不能写到登记表自己的文件夹里，下次会被当成登记表读：请用 --out 换一个文件夹。";
  return closedBecause(folder, root);
}

function tellDone(
  { files, units, checks, rows, example }: Summary,
  path: string,
  json: boolean,
  effects: Effects,
): void {
  const total = (of: (file: Summary["files"][number]) => number) => files.reduce((sum, it) => sum + of(it), 0);
  const said = {
    written: path,
    example,
    files: files.length,
    unread: files.filter((it) => it.unread).length,
    rows: total((it) => it.rows),
    refused: total((it) => it.refused),
    twice: total((it) => it.twice),
    toLookAt: rows.length,
    units: units.length - 1,
    checks: checks.length,
  };
  if (json) {
    effects.print(JSON.stringify(said));
    return;
  }
  effects.print(
    `${example ? "（示例数据）" : ""}${String(said.files)} 个文件，${String(said.rows)} 行登记：没有读入 ${String(said.refused)} 行，重复 ${String(said.twice)} 行。`,
  );
  if (said.unread > 0) effects.print(`${String(said.unread)} 个文件整份没有读入。`);
  if (said.refused > 0 || said.unread > 0) effects.print("数字还不完整，表上已注明；没有读入的列在“报送情况”。");
  effects.print(`${String(said.units)} 个单位，勾稽 ${String(said.checks)} 项全部相符。`);
  effects.print(`已写到 ${path}（内部使用，不得公开；只有本人能读）`);
}

await main(import.meta, summary);
