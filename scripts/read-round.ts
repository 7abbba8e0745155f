import { closeSync, createReadStream, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { type Problem } from "../src/forms/problem.ts";
import { type ReadOptions } from "../src/forms/sheet.ts";
import { type Delimited, openBulk } from "../src/survey/bulk/bulk.ts";
import { checkFile } from "../src/survey/check.ts";
import { type Child } from "../src/survey/populations.ts";
import { detectText } from "../src/survey/receive/csv.ts";

/** Where what is found in the files of a round goes; a record is good until `record` returns. */
export type RoundSink = {
  readonly record: (file: string, row: number, child: Child, sheet?: string) => void;
  readonly problem: (problem: Problem) => void;
  /**
   * A file has been read; `rows` are its records that are not blank, right or wrong. `broken`: it could not be read to its end,
   * or a table of it not at all, so that what was given of it must not be published.
   */
  readonly close: (file: string, rows: number, broken: boolean) => void;
};

/**
 * Reads the survey files of a round one after another. Long text is read in a stream, by the same rules, so that memory does
 * not grow with it.
 */
export async function readRound(
  folder: string,
  files: readonly string[],
  options: ReadOptions,
  sink: RoundSink,
  progress: (done: number) => void,
): Promise<void> {
  for (const [at, file] of files.entries()) {
    const path = join(folder, file);
    let count: Count;
    try {
      count = (await readLong(path, file, options, sink)) ?? readWhole(path, file, options, sink);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      const message = "打不开这个文件：请看有没有权限，是不是正被别的程序占用";
      sink.problem({ file, row: 1, code: "file_unreadable", severity: "error", message });
      count = { rows: 0, broken: true };
    }
    sink.close(file, count.rows, count.broken);
    progress(at + 1);
  }
}

type Count = { readonly rows: number; readonly broken: boolean };

function readWhole(path: string, file: string, options: ReadOptions, sink: RoundSink): Count {
  const { rows, records, problems, complete } = checkFile(childCensus, file, readFileSync(path), options);
  problems.forEach(sink.problem);
  for (const { sheet, row, answers } of records) sink.record(file, row, answers, sheet);
  return { rows, broken: !complete };
}

/** Text that is longer is read in a stream, in bytes. */
const long = 4 * 2 ** 20;
/** What is read of a file to tell what it is, in bytes. */
const head = 2 ** 18;

/** Reads a long file of text in a stream; null where it is short, or nothing that can be read so. */
async function readLong(path: string, file: string, options: ReadOptions, sink: RoundSink): Promise<Count | null> {
  if (statSync(path).size < long) return null;
  const text = kindOf(path);
  if (text === null) return null;
  let given = false;
  const bulk = openBulk(childCensus, { file, ...text }, options, {
    record(row, child) {
      given = true;
      sink.record(file, row, child);
    },
    problem: sink.problem,
  });
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) bulk.push(chunk as Uint8Array);
  const { void: why, rows } = bulk.end();
  if (why === "whole" && !given) return null;
  const refuse = (code: string, message: string) => {
    sink.problem({ file, row: 1, code, severity: "error", message });
  };
  if (why === "whole") refuse("table_again", "文件中间又有一个表头，文件又太大，不能一起读：请分成几份，一份一个表头");
  else if (why !== null) sink.problem(why);
  else if (rows === 0) refuse("file_header_only", "只有表头，没有内容");
  return { rows, broken: why !== null };
}

/** How a file of text is written, where it can be read in a stream. */
function kindOf(path: string): Omit<Delimited, "file"> | null {
  const bytes = new Uint8Array(head);
  const file = openSync(path, "r");
  const length = readSync(file, bytes, 0, head, 0);
  closeSync(file);
  try {
    const { shape, encoding, delimiter, firstRow } = detectText(bytes.subarray(0, length));
    if (shape !== "csv" || firstRow !== 1) return null;
    if (encoding !== "utf-8" && encoding !== "gb18030") return null;
    return delimiter === "," || delimiter === ";" || delimiter === "\t" ? { encoding, delimiter } : null;
  } catch {
    // The reader of whole files says what is wrong.
    return null;
  }
}
