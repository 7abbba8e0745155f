import { type Stated, wrong } from "./front-matter.ts";
import { type Clause, type OwnFacts, readPlan } from "./plan.ts";

export type Plan = OwnFacts & {
  /** `/plans/04/` is the address of plan `04`. */
  readonly id: string;
  /** The plan whose text this one repeats; its facts are then that plan's as well. */
  readonly copyOf: string | undefined;
  /** Number of the one clause in which a copy differs. */
  readonly differs: string | undefined;
  /** The plans that repeat this one, for a canonical plan. */
  readonly copies: readonly string[];
  /** Its text; a copy carries the clauses of the plan it copies, so their ids are those of the canonical plan. */
  readonly clauses: readonly Clause[];
  /** Where it is written, for messages. */
  readonly source: { readonly file: string; readonly lineOf: Stated<unknown>["lineOf"] };
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
    .map(([file, text]) => readPlan(text, file));
  const originals = new Map(
    read.flatMap(({ own, clauses }) => (own === undefined ? [] : [[own.plan, { own, clauses }]])),
  );

  const plans = read.map(({ file, own, copy, clauses, lineOf }): Plan => {
    const id = own?.plan ?? copy?.plan ?? "";
    const original = originals.get(copy?.copyOf ?? id);
    if (original === undefined) {
      throw wrong(
        file,
        lineOf(["copyOf"]),
        `copyOf ${copy?.copyOf ?? ""}`,
        "a plan in data/plans with a text of its own",
      );
    }
    return {
      ...original.own,
      ...(copy ?? own),
      id,
      copyOf: copy?.copyOf,
      differs: copy?.differs,
      copies: copy === undefined ? read.flatMap((it) => (it.copy?.copyOf === id ? [it.copy.plan] : [])) : [],
      clauses: original.clauses.flatMap((clause) => {
        if (copy?.differs === undefined || clause.number !== copy.differs) return [clause];
        return clauses.map((mine) => ({ ...mine, trail: clause.trail }));
      }),
      source: { file, lineOf },
    };
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
