import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { depthOf, type Marker, readMarker } from "../src/plans/plan.ts";
import { corrections, fullWidth, placeholders, redactions } from "../src/plans/source.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";

const help = `用法：npm run plans [-- --check]

由 seeds/ 的原文、corrections.json 与 redactions.json 重新写出 data/plans/*.md 的正文；开头的说明（front matter）保持不变。
  --check   只检查，有文件会改变时以 1 结束`;

/** Writes the body of every file in data/plans below its front matter; a second run changes nothing. */
export async function plans(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, { check: { type: "boolean" } }, help, effects);
  if ("exit" in read) return read.exit;
  const folder = join(effects.root, "data", "plans");
  const { source, source_sha256, spans, edits } = corrections.parse(
    JSON.parse(readFileSync(join(folder, "corrections.json"), "utf8")),
  );
  const cuts = redactions.parse(JSON.parse(readFileSync(join(folder, "redactions.json"), "utf8")));
  const bytes = readFileSync(join(effects.root, source));
  if (createHash("sha256").update(bytes).digest("hex") !== source_sha256) {
    effects.tell(`${source}: found other bytes than SHA-256 ${source_sha256}`);
    return 1;
  }
  const seed = [...bytes.toString("utf8")];

  let changed = 0;
  for (const file of readdirSync(folder).filter((name) => /^\d\d\.md$/.test(name))) {
    const plan = file.slice(0, 2);
    const now = readFileSync(join(folder, file), "utf8");
    const [head = ""] = /^---\n[\s\S]*?\n---\n/.exec(now) ?? [];
    const [, differs] = /^differs: "?([\d.]+)"?$/m.exec(head) ?? [];
    const copy = /^copyOf:/m.test(head);
    const changes = [
      ...edits.map((it) => ({ ...it, by: it.fix })),
      ...cuts.map((it) => ({ ...it, by: placeholders[it.kind] })),
    ].filter((it) => it.plan === plan);
    const span = spans[plan];
    // A plan that was added later has no place in the source: its file is its own.
    if (span === undefined) continue;
    const [from, to] = span;
    const text = changes
      .sort((a, b) => b.start - a.start)
      .reduce((now, it) => now.toSpliced(it.start - from, it.end - it.start, it.by), seed.slice(from, to))
      .join("");
    const body = copy && differs === undefined ? "" : `\n${markdown(text, differs)}`;
    if (head + body === now) continue;
    changed++;
    effects.print(`${read.values.check === true ? "会改变" : "已写出"} data/plans/${file}`);
    if (read.values.check !== true) writeFileSync(join(folder, file), head + body);
  }
  effects.tell(changed === 0 ? "data/plans 与原文及改动清单一致。" : `${String(changed)} 个文件。`);
  return read.values.check === true && changed > 0 ? 1 : 0;
}

/** Paragraphs with `##` before what stands alone as a heading; `only` keeps one clause by its number. */
function markdown(text: string, only: string | undefined): string {
  const paragraphs = text.split("\n\n").map(fullWidth);
  const open: { kind: Marker["kind"]; value: number }[] = [];
  const placed = paragraphs.map((words, at) => {
    const mark = readMarker(words);
    if (mark === null) return { words, number: open.map((it) => it.value).join(".") };
    const depth = depthOf(mark.kind, open);
    open.splice(depth);
    open.push(mark);
    const next = paragraphs[at + 1];
    const follower = next === undefined ? null : readMarker(next);
    // A short numbered line above text of its own, or above deeper numbers, is a heading; otherwise it runs into its text.
    const above = next !== undefined && (follower === null || depthOf(follower.kind, open) > depth);
    const heading = depth === 0 || (above && [...words].length <= 40);
    return {
      words: heading ? `${"#".repeat(depth + 2)} ${words}` : words,
      number: open.map((it) => it.value).join("."),
    };
  });
  const kept = placed.filter((it) => only === undefined || it.number === only);
  return `${kept.map((it) => it.words).join("\n\n")}\n`;
}

await main(import.meta, plans);
