import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import { categoryByCombination } from "../programme/structure.ts";
import { type Derivation, derivedCodes, type VariableId, variables } from "../programme/variables.ts";
import { type Child } from "./populations.ts";

/** Writes what it knows of a child into the scratch row; what it rests on has been written before it. */
type Step = (child: Child, row: Uint8Array) => void;

/**
 * Compiles variables. What it gives writes for a child, from `at` on, the index of its category in `variables[id].categories`
 * for each of `ids`: exactly one, 未采集 where nothing was answered. Ages are taken at the reference date, `YYYY-MM-DD`. Throws here,
 * once, when a code of a question has no category or two; for a child only when a required answer is missing or a code is none
 * of the question's, which the reader does not let through.
 */
export function placing(
  ids: readonly VariableId[],
  referenceDate: string,
): (child: Child, into: Uint8Array, at: number) => void {
  const order = inOrder(ids);
  const slotOf = (id: VariableId) => order.indexOf(id);
  const steps: Step[] = [];
  const asked = new Map<string, VariableId[]>();
  for (const id of order) {
    const { from, categories } = variables[id];
    if (categories.length > 256) throw wrong(`${String(categories.length)} categories of ${id}`, "256 at most");
    // One look at an answer serves every variable made of it.
    const question = questionOf(id);
    if (question !== undefined) asked.set(question, [...(asked.get(question) ?? []), id]);
    if ("derived" in from)
      steps.push(derivedStep(from.derived, indexOf(id, derivedCodes[from.derived]), referenceDate, slotOf(id)));
  }
  for (const [question, of] of asked) steps.push(answerStep(question, of, of.map(slotOf)));
  for (const id of order) {
    const { from } = variables[id];
    if ("joint" in from) steps.push(jointStep(id, from.joint, from.joint.map(slotOf), slotOf(id)));
  }
  const wanted = Uint8Array.from(ids, slotOf);
  const row = new Uint8Array(order.length);
  return (child, into, at) => {
    for (const step of steps) step(child, row);
    for (let it = 0; it < wanted.length; it++) into[at + it] = row[wanted[it] ?? 0] ?? 0;
  };
}

/** These and all that they are made of, the parts before the whole, each once. */
function inOrder(ids: readonly VariableId[]): VariableId[] {
  return [
    ...new Set(
      ids.flatMap((id) => {
        const { from } = variables[id];
        return [...("joint" in from ? inOrder(from.joint) : "within" in from ? inOrder([from.within]) : []), id];
      }),
    ),
  ];
}

function questionOf(id: VariableId): string | undefined {
  const { from } = variables[id];
  if ("question" in from) return from.question;
  return "within" in from ? questionOf(from.within) : undefined;
}

function answerStep(name: string, ids: readonly VariableId[], slots: readonly number[]): Step {
  const [, question] = questionsOf(childCensus).find(([it]) => it === name) ?? [];
  const several = ids.some((id) => "several" in variables[id].from);
  if (question === undefined || !("codes" in question) || (question.type === "multiple") !== several)
    throw wrong(
      `${name} of ${ids.join(", ")}`,
      `a question of the census with ${several ? "several answers" : "one code"}`,
    );
  const codes = question.codes.map((it) => it.code);
  const due = question.required === true ? codes : [...new Set([...codes, "99"])];
  const field = name as keyof Child;
  const stray = () => wrong(`a record without a code of ${name}`, "records that were read and found good");
  const write = (row: Uint8Array, from: Uint8Array) => {
    for (let at = 0; at < slots.length; at++) row[slots[at] ?? 0] = from[at] ?? 0;
  };
  if (several) {
    const category = severalOf(ids, due);
    const bit = new Map(due.map((code, at) => [code, 2 ** at]));
    // Few combinations of answers occur; each is worked out once.
    const known = new Map<number, Uint8Array>();
    return (child, row) => {
      let answers = 0;
      for (const code of (child[field] ?? none) as readonly string[]) {
        const it = bit.get(code);
        if (it === undefined) throw stray();
        answers |= it;
      }
      let places = known.get(answers);
      if (places === undefined) {
        const given = due.filter((_, at) => (answers & (2 ** at)) !== 0);
        places = Uint8Array.from(category(given.length === 0 ? ["99"] : given));
        known.set(answers, places);
      }
      write(row, places);
    };
  }
  const indexes = ids.map((id) => indexOf(id, due));
  const places = new Map<string | undefined, Uint8Array>();
  for (const code of due)
    places.set(
      code,
      Uint8Array.from(indexes, (it) => it.get(code) ?? 0),
    );
  const unanswered = places.get("99");
  if (unanswered !== undefined) places.set(undefined, unanswered);
  return (child, row) => {
    const found = places.get(child[field] as string | undefined);
    if (found === undefined) throw stray();
    write(row, found);
  };
}
const none: readonly string[] = [];

/** The categories of these variables, all of one question, for the answers given to it. */
function severalOf(ids: readonly VariableId[], due: readonly string[]): (given: readonly string[]) => number[] {
  const indexes = new Map<VariableId, ReadonlyMap<string, number>>();
  for (const id of ids) if ("question" in variables[id].from) indexes.set(id, indexOf(id, due));
  const firstOf = (id: VariableId, given: readonly string[]) =>
    Math.min(...given.map((code) => indexes.get(id)?.get(code) ?? 0));
  return (given) =>
    ids.map((id) => {
      const { from } = variables[id];
      if (!("within" in from)) return firstOf(id, given);
      // The category that has the item is split in two: the children with it come first.
      const split = variables[from.within].categories.findIndex(({ of }) => from.any.every((it) => of.includes(it)));
      const category = firstOf(from.within, given);
      if (category !== split) return category > split ? category + 1 : category;
      return given.some((it) => from.any.includes(it)) ? split : split + 1;
    });
}

function jointStep(id: VariableId, parts: readonly VariableId[], slots: readonly number[], slot: number): Step {
  const category = Uint8Array.from(categoryByCombination(id));
  const sizes = parts.map((it) => variables[it].categories.length);
  return (_, row) => {
    let combination = 0;
    for (let part = 0; part < slots.length; part++)
      combination = combination * (sizes[part] ?? 1) + (row[slots[part] ?? 0] ?? 0);
    row[slot] = category[combination] ?? 0;
  };
}

function derivedStep(
  derivation: Derivation,
  index: ReadonlyMap<string, number>,
  referenceDate: string,
  slot: number,
): Step {
  const unknown = index.get("99") ?? 0;
  if (derivation === "out_place") {
    return ({ father_status, father_out_place, mother_status, mother_out_place }, row) => {
      const father = away.has(father_status) && father_out_place !== undefined ? father_out_place : "9";
      const mother = away.has(mother_status) && mother_out_place !== undefined ? mother_out_place : "9";
      // The codes grow with the distance; 9 is 不详.
      const farthest = mother === "9" || (father !== "9" && father > mother) ? father : mother;
      row[slot] = index.get(farthest) ?? unknown;
    };
  }
  const day = derivation === "age" ? referenceDate : schoolStart(referenceDate);
  const [year, monthAndDay] = [Number(day.slice(0, 4)), day.slice(5)];
  const byAge = Uint8Array.from({ length: 19 }, (_, age) => index.get(String(age)) ?? unknown);
  return ({ birth_date: birth }, row) => {
    if (birth === undefined) {
      row[slot] = unknown;
      return;
    }
    const age = year - Number(birth.slice(0, 4)) - (monthAndDay < birth.slice(5) ? 1 : 0);
    // Born after 1 September: not at school yet.
    row[slot] = byAge[age < 0 ? 0 : age > 18 ? 18 : age] ?? unknown;
  };
}
const away: ReadonlySet<string | undefined> = new Set(["2", "3"]);

function schoolStart(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${String(day.slice(5) < "09-01" ? year - 1 : year)}-09-01`;
}

/** By code the index of its category. Throws unless every code is in exactly one. */
function indexOf(id: VariableId, codes: readonly string[]): ReadonlyMap<string, number> {
  const { categories } = variables[id];
  const index = new Map<string, number>();
  for (const code of codes) {
    const fitting = categories.flatMap(({ of }, at) => (of.includes(code) ? [at] : []));
    const [category] = fitting;
    if (category === undefined || fitting.length > 1)
      throw wrong(`${String(fitting.length)} categories of ${id} for code ${code}`, "every code in exactly one");
    index.set(code, category);
  }
  return index;
}

function wrong(found: string, expected: string): Error {
  return new Error(`programme/variables.ts: found ${found}, expected ${expected}`);
}
