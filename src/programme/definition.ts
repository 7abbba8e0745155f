import { type PopulationId } from "./populations.ts";
import { type VariableId } from "./variables.ts";

/**
 * Everything a release publishes, in the order it is protected. The hub is rounded first; a spoke adds attributes to a margin
 * of the hub, or of an earlier spoke, and is rounded with that margin fixed, so all tables add up from one set.
 */
export type Programme = {
  /** Raised whenever a table, a grouping or the protection changes: figures of two versions are not compared. */
  readonly version: string;
  readonly population: PopulationId;
  readonly hub: { readonly variables: readonly VariableId[] };
  readonly spokes: readonly Spoke[];
  /** Questions and derivations that depend on each other by what everyone knows; each of these stands together in one place. */
  readonly tied: readonly (readonly string[])[];
  readonly tables: readonly TableDefinition[];
  readonly indicators: readonly IndicatorDefinition[];
};

/** One variable, mostly a joint one, by area; what it shares with the places before it follows from the definitions. */
export type Spoke = { readonly variable: VariableId };

/** Where a table or indicator comes from and leads to: the loop plan → form → record → figure → plan. */
export type Loop = {
  /** Clauses that ask for it, e.g. `04#2.1`, or an article of law where no plan does, e.g. `law:wbf#23`. */
  readonly clauses: readonly string[];
  /** Measure ids, e.g. `M03`. */
  readonly measures: readonly string[];
  /** The template that records it, e.g. `T54`. */
  readonly template: string;
  readonly questions: readonly string[];
};

export type TableDefinition = Loop & {
  readonly id: string;
  readonly title: string;
  /** One variable, the townships, or items of a question with several answers, which have no total of mentions. */
  readonly rows: VariableId | "area" | readonly VariableId[];
  /** Without them the number of children, or of items who has it and who has not. */
  readonly columns?: VariableId;
  /** Indicators that are a distribution and no rate; this table is it. */
  readonly distributionOf?: readonly string[];
};

/** Children who are in one of these categories of every variable named; all children when none is. */
export type Group = Readonly<Partial<Record<VariableId, readonly string[]>>>;

/**
 * A rate of published counts, for the county. Whoever was not asked stays in the denominator and is said as the missing share, so the
 * rate is never better than what is known.
 */
export type IndicatorDefinition = Loop & {
  /** As in data/reference/indicators.json. */
  readonly id: string;
  readonly title: string;
  /** What is counted, and how that differs from the words of the plan. */
  readonly definition: string;
  readonly numerator: { readonly label: string; readonly of: Group };
  readonly denominator: { readonly label: string; readonly of: Group };
  /** Children of the denominator for whom it is 未采集. */
  readonly missing: Group;
  readonly unit: "%";
  readonly target?: { readonly value: number; readonly label: string };
};
