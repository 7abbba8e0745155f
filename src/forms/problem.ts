/**
 * Something a respondent or clerk can mend. `row` is the row as the clerk sees it in the spreadsheet
 * (1 = first line of the file). `code` is stable and English; `message` is Chinese, says what to write
 * instead and never repeats what was typed: it may be a name.
 */
export type Problem = {
  readonly file: string;
  readonly sheet?: string;
  readonly row: number;
  /** The heading of the column as our definition names it, e.g. 身份证号. */
  readonly column?: string;
  /** The question id, e.g. `id_number`. */
  readonly field?: string;
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
};

/** One line for people: `学校03.csv 第 7 行 公民身份号码:末位校验码不对,请对照原件`. */
export function describeProblem(problem: Problem): string {
  const sheet = problem.sheet === undefined ? "" : `〔${problem.sheet}〕`;
  const column = problem.column === undefined ? "" : ` ${problem.column}`;
  return `${problem.file}${sheet} 第 ${problem.row} 行${column}：${problem.message}`;
}
