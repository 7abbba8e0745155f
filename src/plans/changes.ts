import { type Plan } from "./library.ts";
import { wordsOf } from "./plan.ts";
import { corrections, type Edit, fullWidth, placeholders, redactions } from "./source.ts";

/** A correction as a reader can judge it: the words around it are ours, `found` is what the source has in place of `fix`. */
export type Correction = Pick<Edit, "found" | "fix" | "category" | "evidence"> & {
  /** Number of the clause it is in. */
  readonly clause: string;
  readonly before: string;
  readonly after: string;
};

export type Account = { readonly corrections: readonly Correction[]; readonly redactions: number };

/** Characters of context on either side. */
const context = 12;

/**
 * What was changed in a plan of the source, for its page of corrections. Takes the text of the two files that list the
 * changes. A plan that was added later has none. Throws where the list and the published text do not agree.
 */
export function readChanges(correctionsJson: string, redactionsJson: string): (plan: Plan) => Account {
  const { edits, spans } = corrections.parse(JSON.parse(correctionsJson));
  const cuts = redactions.parse(JSON.parse(redactionsJson));

  return (plan) => {
    const start = spans[plan.id]?.[0] ?? 0;
    const paragraphs = plan.clauses.flatMap((clause) =>
      wordsOf(clause).map((words) => ({ words, clause: clause.number })),
    );
    const text = paragraphs.map((it) => it.words).join("\n\n");
    const ownCuts = cuts.filter((it) => it.plan === plan.id);
    const changes = [
      ...edits
        .filter((it) => it.plan === plan.id)
        .map((edit) => ({ start: edit.start, end: edit.end, by: edit.fix, edit })),
      ...ownCuts.map(({ start, end, kind }) => ({ start, end, by: placeholders[kind], edit: undefined })),
    ].sort((a, b) => a.start - b.start);

    let shift = -start;
    const shown = changes.flatMap(({ start, end, by, edit }): Correction[] => {
      const at = start + shift;
      shift += by.length - (end - start);
      const to = at + by.length;
      if (text.slice(at, to) !== fullWidth(by)) {
        throw new Error(
          `${plan.source.file}: found ${text.slice(at, to)}, expected ${by} (change at ${String(start)})`,
        );
      }
      if (edit === undefined) return [];
      const around = clauseAt(paragraphs, at);
      const { found, fix, category, evidence } = edit;
      return [
        {
          found,
          fix,
          category,
          evidence,
          clause: around.clause,
          before: text.slice(Math.max(around.from, at - context), at),
          after: text.slice(to, Math.min(Math.max(around.to, to), to + context)),
        },
      ];
    });
    return { corrections: shown, redactions: ownCuts.length };
  };
}

/** The paragraph at a position of the joined text: its clause and where it begins and ends. */
function clauseAt(
  paragraphs: readonly { readonly words: string; readonly clause: string }[],
  at: number,
): { clause: string; from: number; to: number } {
  let from = 0;
  for (const { words, clause } of paragraphs) {
    const to = from + words.length;
    if (at <= to) return { clause, from, to };
    from = to + 2;
  }
  return { clause: paragraphs[paragraphs.length - 1]?.clause ?? "0", from: at, to: at };
}
