import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCharacter } from "../forms/identity.ts";
import { type Child } from "./populations.ts";
import { openRegister } from "./register.ts";

const numbered = (first: string) => first + checkCharacter(first);
const id = (order: number) => numbered(`99000020150312${String(order).padStart(3, "0")}`);
const child = (child_name: string, order?: number): Child => ({
  child_name,
  birth_date: "2015-03-12",
  ...(order === undefined ? {} : { id_number: id(order) }),
});

/** Which child each record is about in the end. */
function told(records: readonly Child[], area = "990000101"): number[] {
  const register = openRegister();
  const absorbed = new Map<number, number>();
  const met = records.map((it) => {
    const { child: now, absorbed: gone } = register.meet(it, area);
    if (gone >= 0) absorbed.set(gone, now);
    return now;
  });
  const last = (it: number): number => {
    const now = absorbed.get(it);
    return now === undefined ? it : last(now);
  };
  return met.map(last);
}

describe("who is who", () => {
  test("a record without a number is the child of that name, whichever comes first", () => {
    expect(told([child("甲"), child("甲", 1), child("甲")])).toEqual([0, 0, 0]);
    expect(told([child("甲", 1), child("甲")])).toEqual([0, 0]);
  });
  test("two numbers are two children, even when a record without a number stood there first", () => {
    expect(told([child("甲"), child("甲", 1), child("甲", 3)])).toEqual([0, 0, 1]);
    expect(told([child("甲", 1), child("甲", 3), child("甲")])).toEqual([0, 1, 0]);
  });
  test("two that were entered apart turn out to be one, and the first stays", () => {
    // 乙 is the child of number 1, as its third record says.
    expect(told([child("甲", 1), child("乙"), child("乙", 1), child("乙")])).toEqual([0, 0, 0, 0]);
    expect(told([child("乙"), child("甲", 1), child("乙", 1), child("甲")])).toEqual([0, 0, 0, 0]);
  });
  test("the same name elsewhere, or with another birthday, is another child", () => {
    const register = openRegister();
    const of = (it: Child, area: string) => register.meet(it, area).child;
    expect(of(child("甲"), "990000101")).toBe(0);
    expect(of(child("甲"), "990000102")).toBe(1);
    expect(of({ ...child("甲"), birth_date: "2015-03-13" }, "990000101")).toBe(2);
  });
});

test("how many children there are does not depend on the order of the records", () => {
  const record = fc.tuple(
    fc.constantFrom("甲", "乙", "丙"),
    fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  );
  fc.assert(
    fc.property(fc.array(record, { maxLength: 12 }), (drawn) => {
      const numbers = new Set(drawn.flatMap(([, it]) => (it === undefined ? [] : [it])));
      const named = new Set(drawn.flatMap(([name, it]) => (it === undefined ? [] : [name])));
      const nameless = [...new Set(drawn.map(([name]) => name))].filter((it) => !named.has(it));
      const children = told(drawn.map(([name, it]) => child(name, it)));
      expect(new Set(children).size).toBe(numbers.size + nameless.length);
    }),
    { numRuns: 1000 },
  );
});

test("a hundred thousand numbers and names in a row are that many children", () => {
  const register = openRegister();
  let known = 0;
  for (let at = 0; at < 100_000; at++) {
    const first = `990000${String(20_100_000 + Math.floor(at / 1000))}${String(at % 1000).padStart(3, "0")}`;
    if (register.meet({ child_name: `甲${String(at)}`, id_number: numbered(first) }, "990000101").known) known++;
    if (register.meet({ child_name: `乙${String(at)}` }, "990000101").known) known++;
  }
  expect(known).toBe(0);
  expect(register.meet({ child_name: "乙99999" }, "990000101")).toMatchObject({ known: true, child: 199_999 });
});
