import { type Guidance, passagesOf } from "./guidance.ts";
import { type Plan } from "./library.ts";
import { type Measure } from "./measures.ts";

export type Pair = { readonly left: Plan; readonly right: Plan };
export type Passage = Measure["evidence"][number];

/** A measure with the passages of either plan that ask for it; one side may be empty. */
export type Compared = {
  readonly measure: Measure;
  readonly left: readonly Passage[];
  readonly right: readonly Passage[];
};

/** Every pair of different texts, the lower number left; its address is /plans/compare/04-20/. */
export function pairsOf(guidance: Guidance): Pair[] {
  const { canonical } = guidance.library;
  return canonical.flatMap((left, at) => canonical.slice(at + 1).map((right) => ({ left, right })));
}

/** What two plans ask for, measure by measure: what both ask for, what only one does. */
export function compare(
  guidance: Guidance,
  { left, right }: Pair,
): { both: Compared[]; onlyLeft: Compared[]; onlyRight: Compared[] } {
  const all = guidance.measures.map((measure) => ({
    measure,
    left: passagesOf(measure, left),
    right: passagesOf(measure, right),
  }));
  return {
    both: all.filter((it) => it.left.length > 0 && it.right.length > 0),
    onlyLeft: all.filter((it) => it.left.length > 0 && it.right.length === 0),
    onlyRight: all.filter((it) => it.left.length === 0 && it.right.length > 0),
  };
}
