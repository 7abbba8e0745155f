import { type Library } from "../plans/library.ts";
import { type Document } from "./search.ts";

/**
 * The clauses of the different texts as documents. A chapter heading without text of its own is no result: it is in the
 * trail of what stands below it.
 */
export function documentsOf(library: Library): Document[] {
  return library.canonical.flatMap((plan) =>
    plan.clauses
      .filter((clause) => clause.paragraphs.length > 0 || clause.level > 1)
      .map(({ id, number, heading, trail, paragraphs }) => ({
        id,
        kind: "plan" as const,
        url: `/plans/${plan.id}/#${number}` as const,
        plan: plan.title,
        heading,
        trail,
        text: paragraphs.join("\n"),
      })),
  );
}
