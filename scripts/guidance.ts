import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { citationsOfForms } from "../src/forms/definitions/index.ts";
import { citationsOfFigures } from "../src/programme/programme.ts";
import { type Guidance, type GuidanceFiles, readGuidance } from "../src/plans/guidance.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run guidance

核对 data/ 里的方案、做法、提示、出事了、日历和词语：每句引文是否一字不差，每个编号是否存在。
有不对的，写出文件、行、找到什么、应是什么，以 1 结束。生成网站时也会先做这一步。`;

/** The text of every file that guidance is read from, as it lies on disk below `root`. */
export function guidanceFiles(root: string): GuidanceFiles {
  const file = (path: string) => readFileSync(join(root, path), "utf8");
  const folder = (path: string) =>
    Object.fromEntries(
      readdirSync(join(root, path))
        .filter((name) => name.endsWith(".md"))
        .map((name) => [`${path}/${name}`, file(`${path}/${name}`)]),
    );
  return {
    plans: folder("data/plans"),
    measures: folder("data/measures"),
    notes: folder("data/notes"),
    urgent: folder("data/urgent"),
    statutes: folder("data/reference/statutes"),
    calendar: file("data/calendar.yaml"),
    glossary: file("data/glossary.yaml"),
    templates: file("data/reference/templates.json"),
    indicators: file("data/reference/indicators.json"),
    facets: file("data/reference/facets.json"),
    forms: citationsOfForms,
    figures: citationsOfFigures,
  };
}

/** Reads all guidance of the project from disk; throws `file:line: found …, expected …` where it does not hold. */
export function readGuidanceFrom(root: string): Guidance {
  return readGuidance(guidanceFiles(root));
}

/** Says whether the guidance holds, and which of its law is due to be looked at again. */
export async function guidance(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, {}, help, effects);
  if ("exit" in read) return read.exit;
  let held: Guidance;
  try {
    held = readGuidanceFrom(effects.root);
  } catch (error) {
    effects.tell(error instanceof Error ? error.message : String(error));
    effects.tell("没有生成网站。请按上面的文件和行改好，再运行一次。");
    return 1;
  }
  for (const { title, again } of [...held.measures, ...held.notes, ...held.urgent]) {
    if (again !== undefined && again <= effects.today)
      effects.tell(`提醒：“${title}”应在 ${again} 前再核对一次法律条文，已经到期。`);
  }
  const quotations = held.measures.flatMap((it) => [...it.evidence, ...it.targets, ...it.floor, ...it.recordsByLaw]);
  const noted = held.notes.flatMap((it) => [...it.passages.filter(({ quote }) => quote !== undefined), ...it.law]);
  const records = held.library.canonical.flatMap((it) => it.records);
  effects.tell(
    `引文已核对：做法 ${String(quotations.length)} 句，提示 ${String(noted.length)} 句，记录 ${String(records.length)} 句。`,
  );
  return 0;
}

await main(import.meta, guidance);
