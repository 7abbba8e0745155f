import { type Outcome } from "./run.ts";

/** What has been counted over runs. */
export type Tally = {
  readonly runs: number;
  readonly judged: number;
  /** Of the judged: nothing was read, and that was said. */
  readonly refused: number;
  readonly records: number;
  /** Answers held against what the file says. */
  readonly compared: number;
  readonly failed: number;
};

export function tally(): Tally {
  return { runs: 0, judged: 0, refused: 0, records: 0, compared: 0, failed: 0 };
}

export function add(to: Tally, outcome: Outcome): Tally {
  return {
    runs: to.runs + 1,
    judged: to.judged + (outcome.judged ? 1 : 0),
    refused: to.refused + (outcome.judged && outcome.refused ? 1 : 0),
    records: to.records + outcome.records,
    compared: to.compared + outcome.compared,
    failed: to.failed + (outcome.failures.length > 0 ? 1 : 0),
  };
}

export function together(a: Tally, b: Tally): Tally {
  return {
    runs: a.runs + b.runs,
    judged: a.judged + b.judged,
    refused: a.refused + b.refused,
    records: a.records + b.records,
    compared: a.compared + b.compared,
    failed: a.failed + b.failed,
  };
}
