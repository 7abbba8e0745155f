import {
  type Asked,
  type Check,
  type FileReceipt,
  focusGroups,
  type Group,
  nationalGroups,
  type RowNote,
  summarise,
  type Unit,
} from "../survey/summary.ts";
import { summaryWorkbook, workbookName } from "../survey/summary-workbook.ts";

/**
 * Counts files beside the page, so that the page never stands still. The page gets figures and the workbook, never a record;
 * nothing is fetched and nothing kept.
 */

export type Order = { readonly files: readonly File[]; readonly asked: Asked };
export type Told =
  | { readonly told: "reading"; readonly done: number }
  | { readonly told: "done"; readonly view: View }
  | { readonly told: "failed" };

/** A summary as the page shows it. Without a workbook where one must not be reported: `stop` says why. */
export type View = {
  readonly example: boolean;
  readonly units: readonly Unit[];
  /** Figures of the whole, group by group. */
  readonly national: readonly Figures[];
  readonly focus: readonly Figures[];
  readonly files: readonly FileReceipt[];
  readonly checks: readonly Check[];
  readonly notes: readonly NoteGroup[];
  readonly stop: "mixed" | "unread" | "unequal" | null;
  readonly workbook: { readonly name: string; readonly bytes: Uint8Array } | null;
};
export type Figures = {
  readonly label: string;
  readonly columns: readonly { readonly label: string; readonly value: number }[];
};
/** Rows of a file of which the same is to be said. */
type NoteGroup = Omit<RowNote, "row" | "code"> & { readonly rows: readonly number[] };

/** What a worker has of what TypeScript takes for a window. */
const page = self as unknown as {
  postMessage: (told: Told) => void;
  addEventListener: (name: "message", listener: (event: MessageEvent<Order>) => void) => void;
};

page.addEventListener("message", ({ data }) => {
  work(data).catch(() => page.postMessage({ told: "failed" }));
});

async function work({ files, asked }: Order): Promise<void> {
  const sources = files.map((file) => ({
    file: file.name,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  }));
  const summary = await summarise(sources, asked, (done) => page.postMessage({ told: "reading", done }));
  const stop = summary.mixed
    ? "mixed"
    : summary.files.every((it) => it.unread)
      ? "unread"
      : summary.checks.some((it) => it.failures.length > 0)
        ? "unequal"
        : null;
  const [whole] = summary.units;
  page.postMessage({
    told: "done",
    view: {
      example: summary.example,
      units: summary.units,
      national: figuresOf(nationalGroups(summary.population), whole?.national ?? []),
      focus: figuresOf(focusGroups, whole?.focus ?? []),
      files: summary.files,
      checks: summary.checks,
      notes: grouped(summary.rows),
      stop,
      workbook: stop === null ? { name: workbookName(summary), bytes: await summaryWorkbook(summary) } : null,
    },
  });
}

function figuresOf(groups: readonly Group[], cells: readonly number[]): Figures[] {
  let start = 0;
  return groups.map(({ label, columns }) => {
    const own = columns.flatMap((column, at) => {
      if (column.unshown === true) return [];
      const name = column.part === undefined ? column.label : `${column.label} ${column.part}`;
      return [{ label: name, value: cells[start + at] ?? 0 }];
    });
    start += columns.length;
    return { label, columns: own };
  });
}

function grouped(notes: readonly RowNote[]): NoteGroup[] {
  const groups = new Map<string, { note: RowNote; rows: Set<number> }>();
  for (const note of notes) {
    const key = JSON.stringify([note.kind, note.file, note.sheet, note.message]);
    const group = groups.get(key) ?? { note, rows: new Set<number>() };
    group.rows.add(note.row);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ note: { kind, file, sheet, message }, rows }) => ({
    ...{ kind, file, sheet, message },
    rows: [...rows].sort((a, b) => a - b),
  }));
}
