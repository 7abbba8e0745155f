import { corrections, redactions } from "./source.ts";

/** How many corrections and redactions were made to each plan, for the foot of its page. Takes the text of the two files. */
export function countChanges(correctionsJson: string, redactionsJson: string) {
  const { edits } = corrections.parse(JSON.parse(correctionsJson));
  const cuts = redactions.parse(JSON.parse(redactionsJson));
  return (plan: string) => ({
    corrections: edits.filter((it) => it.plan === plan).length,
    redactions: cuts.filter((it) => it.plan === plan).length,
  });
}
