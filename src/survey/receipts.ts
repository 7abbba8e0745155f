import { type Problem } from "../forms/problem.ts";
import { type Child } from "./populations.ts";
import { groupProblems, type ProblemGroup } from "./problems.ts";
import { turnedDown } from "./tabulate.ts";

/** What came of one file of a round: what the office may tell whoever sent it. */
export type Receipt = {
  readonly file: string;
  /** Nothing of it could be used, or not all of it could be read. */
  readonly unread: boolean;
  /** Records that are not blank, right or wrong. */
  readonly rows: number;
  readonly refused: number;
  /** Records that were right; those withheld, and all but the first of a child, are among them and are not counted. */
  readonly accepted: number;
  /** The guardian refused or has not agreed yet. */
  readonly withheld: number;
  /** The child has another record, in this file or another, and that one counts. */
  readonly twice: number;
  /** Townships that it has records of. */
  readonly townships: readonly string[];
  readonly problems: readonly ProblemGroup[];
  /** Of each refused record the first reason; one where the whole file is refused. */
  readonly reasons: readonly Problem[];
};

/** Keeps what is to be said of each file while a round is read; of records it keeps counts alone. */
export function openReceipts(files: readonly string[]) {
  const open = new Map(files.map((file) => [file, new Open()]));
  const of = (file: string): Open => {
    const known = open.get(file);
    if (known === undefined) throw new Error(`survey/receipts: found ${file}, expected a file of the round`);
    return known;
  };
  return {
    /** A record that was right. */
    record(file: string, { area_code, consent_status }: Child): void {
      const it = of(file);
      it.accepted++;
      if (consent_status === "5" || consent_status === "6") it.withheld++;
      if (area_code !== undefined) it.townships.add(area_code.slice(0, 9));
    },
    /** A problem of a file that is read, or of one read before: a child may stand in both. */
    problem(problem: Problem): void {
      const it = of(problem.file);
      it.problems.push(problem);
      if (problem.code === "child_twice") it.twice++;
      if (turnedDown.has(problem.code)) it.accepted--;
    },
    /** All of a file has been read; `broken` where some of it could not be, and what was read of it is not all. */
    close(file: string, rows: number, broken: boolean): void {
      Object.assign(of(file), { rows, broken });
    },
    /** The receipts, in the order of the files. */
    all(): Receipt[] {
      return [...open].map(([file, { rows, broken, accepted, withheld, twice, townships, problems }]) => {
        const reasons = firstReasons(problems);
        return {
          file,
          unread: broken || (accepted === 0 && reasons.length > 0),
          rows,
          accepted,
          refused: Math.max(0, rows - accepted),
          withheld,
          twice,
          townships: [...townships],
          problems: groupProblems(problems, rows > 0),
          reasons,
        };
      });
    },
  };
}

class Open {
  rows = 0;
  broken = false;
  accepted = 0;
  withheld = 0;
  twice = 0;
  readonly townships = new Set<string>();
  readonly problems: Problem[] = [];
}

function firstReasons(problems: readonly Problem[]): Problem[] {
  const reasons = new Map<string, Problem>();
  for (const problem of problems) {
    const record = `${problem.sheet ?? ""}:${String(problem.row)}`;
    if (problem.severity === "error" && !reasons.has(record)) reasons.set(record, problem);
  }
  return [...reasons.values()];
}

/** `示例_01.csv：40 行，采用 38，退回 2；未同意 1，重复 1，不计入`. */
export function receiptInWords({ file, rows, accepted, refused, withheld, twice }: Receipt): string {
  if (rows === 0) return `${file}：没有读到记录`;
  const left = [
    ...(withheld > 0 ? [`未同意 ${String(withheld)}`] : []),
    ...(twice > 0 ? [`重复 ${String(twice)}`] : []),
  ];
  const counts = [`采用 ${String(accepted)}`, ...(refused > 0 ? [`退回 ${String(refused)}`] : [])].join("，");
  return `${file}：${String(rows)} 行，${counts}${left.length === 0 ? "" : `；其中${left.join("、")}，不计入`}`;
}
