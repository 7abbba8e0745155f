import { type Clause, type PlanFacts, readPlan } from "./plan.ts";

export type Plan = PlanFacts & {
  /** `/plans/04/` is the address of plan `04`. */
  readonly id: string;
  /** The plans that repeat this one, for a canonical plan. */
  readonly copies: readonly string[];
  /** Its text; a copy carries the clauses of the plan it copies, so their ids are those of the canonical plan. */
  readonly clauses: readonly Clause[];
};

export type Library = {
  /** All 25, in the order of the source. */
  readonly plans: readonly Plan[];
  /** The 15 different texts. */
  readonly canonical: readonly Plan[];
  readonly plan: (id: string) => Plan;
  /** A clause by id; any of the 25 numbers is accepted (`12#3.5` is `04#3.5`). Undefined when there is none. */
  readonly clause: (id: string) => Clause | undefined;
};

/**
 * The library from the text of every file in data/plans, by path. Throws when a copy names a plan that is not there, or
 * when a clause id stands twice.
 */
export function readLibrary(files: Readonly<Record<string, string>>): Library {
  const read = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => ({ file, ...readPlan(text, file) }));
  const byId = new Map(read.map((it) => [it.facts.plan, it]));

  const plans = read.map(({ file, facts, clauses: own }): Plan => {
    const original = facts.copyOf === undefined ? undefined : byId.get(facts.copyOf);
    if (facts.copyOf !== undefined && original === undefined) {
      throw new Error(`${file}: found copyOf ${facts.copyOf}, expected a plan in data/plans`);
    }
    const inherited = original?.clauses.flatMap((clause) => {
      if (facts.differs === undefined || clause.number !== facts.differs) return [clause];
      return own.map((mine) => ({ ...mine, trail: clause.trail }));
    });
    const copies = read.filter((it) => it.facts.copyOf === facts.plan).map((it) => it.facts.plan);
    return { ...facts, id: facts.plan, copies, clauses: inherited ?? own };
  });

  const canonical = plans.filter((plan) => plan.copyOf === undefined);
  const clauses = new Map<string, Clause>();
  for (const clause of canonical.flatMap((plan) => plan.clauses)) {
    if (clauses.has(clause.id)) throw new Error(`data/plans/${clause.plan}.md: found ${clause.id} twice, expected one`);
    clauses.set(clause.id, clause);
  }

  const plan = (id: string): Plan => {
    const found = plans.find((it) => it.id === id);
    if (found === undefined) throw new Error(`plan ${id}: expected one of ${plans.map((it) => it.id).join(" ")}`);
    return found;
  };
  const clause = (id: string) => {
    const [number = "", rest = ""] = id.split("#");
    const asked = plans.find((it) => it.id === number);
    return asked === undefined ? undefined : clauses.get(`${asked.copyOf ?? asked.id}#${rest}`);
  };
  return { plans, canonical, plan, clause };
}
