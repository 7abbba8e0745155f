import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isDay } from "../src/forms/calendar.ts";
import { forms } from "../src/forms/definitions/index.ts";
import { type Form } from "../src/forms/form.ts";
import { isRound, referenceDateOf } from "../src/programme/rounds.ts";
import { type Checked } from "../src/survey/check.ts";
import { markedWorkbook, unmarkable } from "../src/survey/marked.ts";
import {
  countsInWords,
  fileInWords,
  groupInWords,
  groupProblems,
  severityWords,
  unitOf,
} from "../src/survey/problems.ts";
import { type Around, checkOwnFile } from "../src/tools/checking.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { closedBecause, realPlace, writePrivately } from "./private-files.ts";
import { siteOf, surveyFilesIn } from "./survey-files.ts";

const help = `用法：npm run check -- 文件或文件夹…… [--form child-census] [--round 2026-autumn | --date 2026-09-30]
                     [--json] [--records 输出.json] [--marked 输出.xlsx]

核对收上来的表：每个文件是什么、读到几行、哪里不对、怎么改。原文件不动，什么都不上传，问题里不出现填的内容。
  --form     哪一张表（默认 child-census 留守儿童排查登记表）
  --round    按哪一批次的时点核对，如 2026-autumn；--date 直接写日期；都不写就按今天
  --json     每个文件一行 JSON：file、format、encoding、sheets、rows、records（可用的份数）、problems
  --records  把可用的记录写成 JSON：[{file, sheet?, row, answers}]，answers 按问题代号
  --marked   把一个文件写回 .xlsx：右边加一列“核对结果”，错的格子画上斜线和粗框
后两项含个人信息：只能写到不受 git 管理的文件夹（如加密盘），只有自己能读，不能盖掉原文件。
结束码：0 没有错误，1 有错误或没有写成，2 用法不对。`;

/** Survey files → what each is, what is wrong with it and how to mend it; never a value of a record on the screen. */
export async function check(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const options = {
    form: { type: "string", default: "child-census" },
    round: { type: "string" },
    date: { type: "string" },
    json: { type: "boolean", default: false },
    records: { type: "string" },
    marked: { type: "string" },
  } as const;
  const read = readArguments(argv, options, help, effects, { words: true });
  if ("exit" in read) return read.exit;
  const { json, ...asked } = read.values;
  const refuse = (words: string): ExitCode => {
    effects.tell(words);
    return 2;
  };

  const form = forms.find((it) => it.id === asked.form && it.paperOnly !== true);
  if (form === undefined) {
    const known = forms.flatMap(({ id, title, paperOnly }) => (paperOnly === true ? [] : [`  ${id}  ${title}`]));
    return refuse(`没有“${asked.form}”这张可以核对的表。有这些：\n${known.join("\n")}`);
  }
  const day = dayOf(asked, effects.today);
  if (day === null) return refuse("--round 写批次（如 2026-autumn），--date 写日期（如 2026-09-30），两个只写一个。");
  if (read.positionals.length === 0) return refuse(`请写明要核对的文件或文件夹。\n\n${help}`);
  const absent = read.positionals.find((it) => !existsSync(resolve(effects.root, it)));
  if (absent !== undefined) return refuse(`没有这个文件或文件夹：${absent}`);
  const files = [...new Set(read.positionals.flatMap((it) => filesAt(effects.root, it)))];
  if (files.length === 0) return refuse("这里没有可以核对的文件。");
  if (asked.marked !== undefined && files.length > 1)
    return refuse(`--marked 一次只能标一个文件，这里有 ${files.length} 个。`);

  const outputs: Record<"records" | "marked", string | undefined> = { records: undefined, marked: undefined };
  for (const name of ["records", "marked"] as const) {
    const path = asked[name];
    if (path === undefined) continue;
    const place = privatePlace(path, effects.root, files);
    if ("refused" in place) return refuse(`--${name} ${path}：${place.refused}`);
    outputs[name] = place.path;
  }
  if (outputs.records !== undefined && outputs.records === outputs.marked)
    return refuse("--records 和 --marked 不能写到同一个文件。");

  const around: Around = { referenceDate: day, areas: areasFor(read.positionals[0] ?? "", effects) };
  const totals = { rows: 0, good: 0, errors: 0, warnings: 0 };
  const records: unknown[] = [];
  let failed = false;
  for (const [at, file] of files.entries()) {
    if (!json && files.length > 10 && (at + 1) % 10 === 0) effects.tell(`核对 ${at + 1}/${files.length}`);
    const checked = checkAt(form, file, around, effects);
    const errors = checked.problems.filter((it) => it.severity === "error").length;
    totals.rows += checked.rows;
    totals.good += checked.records.length;
    totals.errors += errors;
    totals.warnings += checked.problems.length - errors;
    if (json) effects.print(JSON.stringify(inJson(checked)));
    else for (const line of inWords(form, checked)) effects.print(line);
    if (outputs.records !== undefined)
      for (const { sheet, row, answers } of checked.records)
        records.push({ file, ...(sheet === undefined ? {} : { sheet }), row, answers });
    if (outputs.marked === undefined) continue;
    if (await marked(outputs.marked, checked, effects)) effects.tell(`已标记：${asked.marked ?? ""}`);
    else failed = true;
  }
  if (outputs.records !== undefined) {
    if (!written(outputs.records, `${JSON.stringify(records, null, 1)}\n`, effects)) return 1;
    effects.tell(`已写出 ${totals.good} ${unitOf(form)}：${asked.records ?? ""}（含个人信息，用完删除）`);
  }
  if (!json) for (const line of summary(form, files.length, totals)) effects.print(line);
  return totals.errors === 0 && !failed ? 0 : 1;
}

type Totals = { readonly rows: number; readonly good: number; readonly errors: number; readonly warnings: number };

function dayOf(
  { round, date }: { readonly round?: string | undefined; readonly date?: string | undefined },
  today: string,
): string | null {
  if (round !== undefined) return date === undefined && isRound(round) ? referenceDateOf(round) : null;
  if (date !== undefined) return isDay(date) ? date : null;
  return today;
}

/** The files that a word on the command line means, named as it was written. */
function filesAt(root: string, path: string): string[] {
  if (!statSync(resolve(root, path)).isDirectory()) return [path];
  return surveyFilesIn(resolve(root, path)).map((it) => join(path, it));
}

/** Areas of the site.json beside the folder of the files, as statistics reads it, else of the project's own. */
function areasFor(path: string, { root }: Effects): NonNullable<Around["areas"]> {
  const full = resolve(root, path);
  return siteOf(statSync(full).isDirectory() ? full : dirname(full), root)?.site.areas ?? [];
}

function checkAt(form: Form, file: string, around: Around, { root }: Effects): Checked {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(root, file));
  } catch {
    const message = "打不开这个文件：请看有没有权限，是不是正被别的程序占用";
    const problems = [{ file, row: 1, code: "file_unreadable", severity: "error", message }] as const;
    const received = { file, format: null, encoding: null, sheets: [], problems } as const;
    return { received, sheets: [], rows: 0, complete: false, records: [], problems };
  }
  return checkOwnFile(form, file, bytes, around);
}

function inJson(checked: Checked) {
  const { received, rows, records, problems } = checked;
  const { file, format, encoding } = received;
  const sheets = checked.sheets.map(({ sheet, heading, rows }) => ({
    ...(sheet === undefined ? {} : { sheet }),
    heading: heading.row,
    rows,
    columns: heading.columns,
  }));
  return { file, format, encoding, sheets, rows, records: records.length, problems };
}

function inWords(form: Form, checked: Checked): string[] {
  const { received, rows, records } = checked;
  return [
    `${received.file}：${fileInWords(checked)}`,
    ...(received.sheets.length === 0 ? [] : [`  ${countsInWords(form, rows, records.length)}`]),
    ...groupProblems(checked.problems, received.sheets.length > 0).map(
      (it) => `  ${severityWords[it.severity]} ${groupInWords(it)}`,
    ),
  ];
}

function summary(form: Form, files: number, { rows, good, errors, warnings }: Totals): string[] {
  return [
    "",
    `合计 ${files} 个文件，${countsInWords(form, rows, good)}；错误 ${errors} 处，提醒 ${warnings} 处。`,
    errors > 0
      ? "下一步：请在原文件里改好再核对一次；加 --marked 输出.xlsx 可以把错的格子标出来给填表人改。"
      : form.processing.counted === true
        ? "下一步：没有错误，可以汇总：npm run statistics -- --round 批次 --in 文件夹。"
        : "没有错误。",
  ];
}

/** Where personal information may be written: a folder that exists and is not closed to it, and no file that is read here. */
function privatePlace(path: string, root: string, inputs: readonly string[]): { path: string } | { refused: string } {
  const folder = dirname(resolve(root, path));
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return { refused: "没有这个文件夹，请先建好。" };
  const real = join(realPlace(folder), basename(path));
  const closed = closedBecause(realPlace(folder), root);
  if (closed !== null) return { refused: closed };
  if (!existsSync(real)) return { path: real };
  const there = statSync(real);
  if (there.isDirectory()) return { refused: "这是一个文件夹，请写文件名。" };
  const same = (input: string) => {
    const { dev, ino } = statSync(resolve(root, input));
    return dev === there.dev && ino === there.ino;
  };
  return inputs.some(same) ? { refused: "这是要核对的文件，不能盖掉。请另写一个文件名。" } : { path: real };
}

/** Whether a file could be given back marked; says why not. */
async function marked(path: string, checked: Checked, effects: Effects): Promise<boolean> {
  const refuse = (words: string): false => {
    effects.tell(`${checked.received.file}：${words}。`);
    return false;
  };
  const why = unmarkable(checked);
  if (why !== null) return refuse(why);
  let workbook: Uint8Array;
  try {
    workbook = await markedWorkbook(checked);
  } catch {
    return refuse("没有标记成，这是程序的错，请报告；哪里要改不受影响，请照着在原文件里改");
  }
  return written(path, workbook, effects);
}

/** Whether a file could be written; says why not. */
function written(path: string, content: string | Uint8Array, effects: Effects): boolean {
  try {
    writePrivately(path, content);
    return true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    effects.tell(`没有写成 ${path}（${code}）：磁盘满了、没有写的权限，或原来的文件正打开着。`);
    return false;
  }
}

await main(import.meta, check);
