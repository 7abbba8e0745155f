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
