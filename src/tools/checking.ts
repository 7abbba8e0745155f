import { clean } from "../forms/answer.ts";
import { type AnyAnswers, columnsOf, type Form } from "../forms/form.ts";
import { isInvented } from "../forms/identity.ts";
import { writeRows } from "../forms/sheet.ts";
import { columnName } from "../forms/workbook.ts";
import { type Checked, checkReceived } from "../survey/check.ts";
import { columnsOf as columnsFor, rowIndex, unmarkable } from "../survey/marked.ts";
import { countsInWords, fileInWords, groupProblems, type ProblemGroup, sheetIndex } from "../survey/problems.ts";
import { receive } from "../survey/receive.ts";
import { writeCsv } from "../templates/csv.ts";

/** What a file is held against besides the form. */
export type Around = {
  /** `YYYY-MM-DD`: ages are computed and future dates refused at this day. */
  readonly referenceDate: string;
  /** Areas that the office has, if it has said so. */
  readonly areas?: readonly { readonly code: string; readonly label: string; readonly parent?: string | undefined }[];
};

/**
 * Checks a file that someone has at hand, who may be trying things out: numbers that belong to nobody are right where no
 * other number is in the file. Beside real ones each is an error.
 */
export function checkOwnFile(form: Form, file: string, bytes: Uint8Array, around: Around): Checked {
  const received = receive(file, bytes);
  const numbers = numbersIn(received);
  const trying = numbers.length > 0 && numbers.every(isInvented);
  const checked = checkReceived(form, received, { ...around, example: trying });
  // A number in pieces, such as one digit a box, is found only when it is read.
  const real = ({ answers }: Checked["records"][number]) =>
    idsOf(form, answers as AnyAnswers).some((it) => !isInvented(it));
  return trying && checked.records.some(real) ? checkReceived(form, received, { ...around, example: false }) : checked;
}

/** Everything in a file that looks like a citizen's number. */
function numbersIn({ sheets }: Checked["received"]): string[] {
  return sheets.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      row.flatMap((cell) => {
        if (cell.length < 18) return [];
        const number = clean(cell).normalize("NFKC").replace(/[\s']/g, "");
        return /^\d{17}[\dXx]$/.test(number) ? [number] : [];
      }),
    ),
  );
}

function idsOf(form: Form, answers: AnyAnswers): string[] {
  return columnsOf(form).flatMap(({ id, question, table }) => {
    const number = answers[id];
    return question.type === "id" && table === undefined && typeof number === "string" ? [number] : [];
  });
}

/** A file as the page shows it: plain data, of a size that does not grow with the number of rows. */
export type View = {
  readonly file: string;
  readonly what: string;
  readonly counts: string;
  readonly rows: number;
  readonly good: number;
  readonly groups: readonly ProblemGroup[];
  readonly sheets: readonly SheetView[];
  /** Whether anything was read that can be written back with marks. */
  readonly markable: boolean;
};
export type SheetView = {
  readonly name?: string;
  /** Every column that has a heading: its letter, the heading as the clerk sees it, and which question it was read as. */
  readonly columns: readonly ColumnView[];
  /** Some rows with something wrong in them, of each group the first. */
  readonly lines: readonly LineView[];
};
export type ColumnView = {
  readonly at: number;
  readonly letter: string;
  readonly heading: string;
  readonly label?: string;
};
export type LineView = {
  readonly row: number;
  readonly cells: readonly string[];
  /** How bad what is wrong is, by place in the row. */
  readonly wrong: Readonly<Record<number, "error" | "warning">>;
};

/** Of each group of problems this many rows are shown, of each sheet at most so many. */
const shownOfGroup = 3;
const shownOfSheet = 60;

/** What the page shows of a checked file. */
export function viewOf(form: Form, checked: Checked): View {
  const { received, rows, records } = checked;
  const groups = groupProblems(checked.problems, checked.received.sheets.length > 0);
  const labels = new Map(columnsOf(form).map(({ id, question }) => [id, question.label]));
  return {
    file: received.file,
    what: fileInWords(checked),
    counts: countsInWords(form, rows, records.length),
    rows,
    good: records.length,
    groups,
    markable: unmarkable(checked) === null,
    sheets: checked.sheets.flatMap(({ at: place, sheet: name, heading }): SheetView[] => {
      const sheet = received.sheets[place];
      if (sheet === undefined) return [];
      const fields = new Map(heading.columns.map(({ at, field }) => [at, field]));
      const top = heading.card === true ? -1 : (rowIndex(sheet, heading.row) ?? 0);
      const own = groups.filter((it) => sheetIndex(checked, it.sheet) === place);
      const wanted = [...new Set(own.flatMap((it) => it.rows.slice(0, shownOfGroup)))].slice(0, shownOfSheet);
      return [
        {
          ...(name === undefined ? {} : { name }),
          columns: (sheet.rows[top] ?? []).flatMap((cell, at): ColumnView[] => {
            // The upper line of a heading in two says what the lower one leaves open.
            const said = clean(cell) || clean(sheet.rows[top - 1]?.[at] ?? "");
            const field = fields.get(at);
            const label = field === undefined ? undefined : (labels.get(field) ?? field);
            if (said === "" && label === undefined) return [];
            return [{ at, letter: columnName(at), heading: said, ...(label === undefined ? {} : { label }) }];
          }),
          lines: wanted
            .sort((a, b) => a - b)
            .flatMap((row): LineView[] => {
              const at = rowIndex(sheet, row);
              if (at === undefined || at <= top) return [];
              const wrong: Record<number, "error" | "warning"> = {};
              for (const group of own.filter((it) => it.rows.includes(row)))
                for (const column of columnsFor(heading, group))
                  if (wrong[column] !== "error") wrong[column] = group.severity;
              return [{ row, cells: sheet.rows[at] ?? [], wrong }];
            }),
        },
      ];
    }),
  };
}

/** The good records of a file as our own list, for Excel and WPS. */
export function cleanCsv(form: Form, checked: Checked): string {
  return writeCsv(writeRows<Form>(form, checked.records.map((it) => it.answers) as never));
}

/** The good records of a file as our own workbook. */
export async function cleanWorkbook(form: Form, checked: Checked): Promise<Uint8Array> {
  const { formXlsx } = await import("../templates/xlsx.ts");
  return formXlsx(form, checked.records.map((it) => it.answers) as readonly AnyAnswers[]);
}
