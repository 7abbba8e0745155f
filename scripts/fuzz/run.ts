import { childCensus } from "../../src/forms/definitions/child-census.ts";
import { checkFile } from "../../src/survey/check.ts";
import { type Container, containerFor, encoded, holds, textIn, workbookOf } from "./container.ts";
import { inBytes, inCells, inColumns, inText, recoded } from "./damage.ts";
import { hostileFile } from "./hostile.ts";
import { type Failure, judge, judgeNames, judgeSound } from "./oracle.ts";
import { Random } from "./random.ts";
import { seenInText, seenInWorkbook } from "./seen.ts";
import { type Table, tableOf, referenceDate } from "./table.ts";

/** What became of one run. A file of which nothing was read is judged: nothing can be wrong in it but its silence. */
export type Outcome = {
  readonly kind: Kind | "hostile";
  readonly container: string;
  readonly bytes: Uint8Array;
  readonly judged: boolean;
  readonly refused: boolean;
  readonly records: number;
  /** Answers held against what the file says. */
  readonly compared: number;
  readonly failures: readonly Failure[];
  /** Milliseconds of processor time for reading. */
  readonly took: number;
};
type Kind = "sound" | "cells" | "columns" | "text" | "bytes" | "recoded";

/** Every so many runs a file that nobody but an attacker makes: they are big. */
const hostileEvery = 500;
/** A small file that takes longer is a hang, a big one ten times that. */
const longest = 2000;

/** One file, damaged in a way that `seed` and `number` settle, read and judged. */
export function fuzzOnce(seed: number, number: number): Outcome {
  const random = new Random(seed, number);
  if (number % hostileEvery === hostileEvery - 1) return hostileRun(random);
  const kind = random.weighted<Kind>({ sound: 12, cells: 38, columns: 10, text: 10, bytes: 22, recoded: 8 });
  let container = containerFor(random);
  if (kind === "text" && container.is !== "csv")
    container = { is: "csv", separator: ",", encoding: "utf-8", mark: false };
  const json = container.is === "json";
  const chinese = container.is === "csv" && container.separator === "，";
  // A Chinese comma is taken for a separator only where all rows have as many.
  const table = damagedTable(random, kind, tableOf(random, { plain: json || chinese, commas: !chinese }));
  const sound = textIn(random, container, table);
  if (sound !== null && container.is !== "xlsx" && !holds(container.encoding, sound))
    container = { ...container, encoding: "utf-8" };
  const { bytes, says } =
    sound === null || container.is === "xlsx"
      ? damagedWorkbook(random, kind, table)
      : damagedText(random, kind, container, sound);
  const name = `${String(number)}.${container.is}`;
  const began = process.cpuUsage();
  const options = { referenceDate, example: true };
  let checked;
  try {
    checked = checkFile(childCensus, name, bytes, options);
  } catch (error) {
    return { ...outcome(kind, container, bytes), failures: [{ what: "crash", detail: stackOf(error) }] };
  }
  const took = sinceMs(began);
  const failures: Failure[] = [];
  const errors = checked.problems.filter((it) => it.severity === "error");
  if (checked.records.length === 0 && errors.length === 0)
    failures.push({
      what: "nothing_said",
      detail: checked.problems.map((it) => it.code).join() || "no problem at all",
    });
  const rowOf = (at: number) => (json ? at - table.heading.below + 1 : at + 1);
  if (kind === "sound")
    failures.push(
      ...judgeSound(
        [...table.children].map(([at, it]) => [rowOf(at), it] as const),
        checked,
      ),
    );
  const seen = says === null || sound === null ? seenInWorkbook(table) : seenInText(container, says, sound);
  let compared = 0;
  let judged = checked.records.length === 0;
  if (seen !== null && checked.records.every((it) => !seen.torn.has(it.row))) {
    judged = true;
    const found = judge(seen, checked);
    compared = found.compared;
    failures.push(...found.failures);
    const names = [...table.children.values()].map((it) => String(it.answers["child_name"]));
    failures.push(...judgeNames(names, seen, checked));
  }
  if (took > longest) failures.push({ what: "slow", detail: `${String(Math.round(took))} ms` });
  const refused = checked.records.length === 0;
  return {
    ...outcome(kind, container, bytes),
    judged,
    refused,
    records: checked.records.length,
    compared,
    failures,
    took,
  };
}

function damagedTable(random: Random, kind: Kind, table: Table): Table {
  if (kind === "cells") return times(blows(random), table, (it) => inCells(random, it));
  return kind === "columns" ? times(blows(random), table, (it) => inColumns(random, it)) : table;
}

/** The bytes and, where they are text, what they say. */
type Damaged = { readonly bytes: Uint8Array; readonly says: string | null };

function damagedWorkbook(random: Random, kind: Kind, table: Table): Damaged {
  const hit = kind === "bytes" || kind === "recoded" ? blows(random) : 0;
  return { bytes: times(hit, workbookOf(random, table), (it) => inBytes(random, it)), says: null };
}

function damagedText(random: Random, kind: Kind, container: TextContainer, sound: string): Damaged {
  if (kind === "recoded" && container.is !== "html") return recoded(random, sound, container);
  const says =
    kind === "text" && container.is === "csv"
      ? times(blows(random), sound, (it) => inText(random, it, container.separator))
      : sound;
  const bytes = encoded(says, container.encoding, container.mark);
  if (kind !== "bytes" && kind !== "recoded") return { bytes, says };
  const hit = times(blows(random), bytes, (it) => inBytes(random, it));
  return { bytes: hit, says: new TextDecoder(container.encoding).decode(hit) };
}

type TextContainer = Exclude<Container, { readonly is: "xlsx" }>;

function blows(random: Random): number {
  return random.between(1, random.pick([1, 1, 2, 4]));
}

function times<T>(count: number, first: T, step: (it: T) => T): T {
  let it = first;
  for (let done = 0; done < count; done++) it = step(it);
  return it;
}

function outcome(kind: Outcome["kind"], container: Container | { readonly is: string }, bytes: Uint8Array): Outcome {
  const said = "encoding" in container ? `${container.is} ${container.encoding}` : container.is;
  return { kind, container: said, bytes, judged: true, refused: true, records: 0, compared: 0, failures: [], took: 0 };
}

function hostileRun(random: Random): Outcome {
  const { name, bytes } = hostileFile(random);
  const began = process.cpuUsage();
  const before = process.resourceUsage().maxRSS;
  const failures: Failure[] = [];
  let records = 0;
  try {
    records = checkFile(childCensus, name, bytes, { referenceDate, example: true }).records.length;
  } catch (error) {
    failures.push({ what: "crash", detail: `${name}: ${stackOf(error)}` });
  }
  const took = sinceMs(began);
  const grown = (process.resourceUsage().maxRSS - before) / 1024;
  if (took > 10 * longest) failures.push({ what: "slow", detail: `${name}: ${String(Math.round(took))} ms` });
  if (grown > 700) failures.push({ what: "memory", detail: `${name}: ${String(Math.round(grown))} MB more` });
  return { ...outcome("hostile", { is: name }, bytes), refused: records === 0, records, failures, took };
}

function sinceMs(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" | ") : String(error);
}
