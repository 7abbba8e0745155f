import { z } from "zod";
import { wrong } from "./front-matter.ts";
import { type Library, type Plan } from "./library.ts";

const facet = z.strictObject({
  /** `level`: its pages are /plans/by/level/…/. */
  id: z.string().regex(/^[a-z-]+$/),
  label: z.string(),
  values: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), label: z.string() })),
});

/** A question by which the list of plans is narrowed down, and the canonical plans behind each answer. */
export type Facet = {
  readonly id: string;
  readonly label: string;
  /** Answers that at least one plan gives. */
  readonly values: readonly { readonly id: string; readonly label: string; readonly plans: readonly Plan[] }[];
};

/** Sorts the plans by data/reference/facets.json; throws `file:line: …` where a plan names a facet or value that is not there. */
export function sortByFacets(library: Library, facetsJson: string): Facet[] {
  const facets = z.array(facet).parse(JSON.parse(facetsJson));
  for (const { facets: given, source } of library.canonical) {
    const line = source.lineOf(["facets"]);
    for (const { id, label } of facets) {
      if (given[id] === undefined) throw wrong(source.file, line, `no ${id} (${label})`, "a value of each facet");
    }
    for (const [id, values] of Object.entries(given)) {
      const known = facets.find((it) => it.id === id);
      if (known === undefined) {
        const ids = facets.map((it) => it.id).join(", ");
        throw wrong(source.file, source.lineOf(["facets", id]), `facet ${id}`, `one of ${ids}`);
      }
      const stray = values.findIndex((value) => !known.values.some(({ label }) => label === value));
      if (stray !== -1) {
        const labels = known.values.map(({ label }) => label).join("、");
        throw wrong(source.file, source.lineOf(["facets", id, stray]), values[stray] ?? "", `one of ${labels}`);
      }
    }
  }
  return facets.map(({ id, label, values }) => ({
    id,
    label,
    values: values.flatMap((value) => {
      const plans = library.canonical.filter((plan) => plan.facets[id]?.includes(value.label));
      return plans.length === 0 ? [] : [{ ...value, plans }];
    }),
  }));
}
