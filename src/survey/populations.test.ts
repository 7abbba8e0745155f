import { describe, expect, test } from "vitest";
import { type Child, membership } from "./populations.ts";

const day = "2026-09-30";
const child: Child = {
  child_name: "甲乙",
  sex: "1",
  birth_date: "2015-03-12",
  hukou_type: "1",
  edu_status: "03",
  father_status: "2",
  father_out_place: "5",
  father_out_since: "2024-02",
  mother_status: "2",
  mother_out_place: "4",
  mother_out_since: "2024-02",
  stay_parent_capacity: "8",
  poverty_cat: ["00"],
  health: "1",
  guardian_type: "01",
};
const civil = (over: Partial<Child>) => membership("lbc_civil", { ...child, ...over }, day);

describe("农村留守儿童（民政口径）", () => {
  test("both parents away across counties for six months: in", () => expect(civil({})).toBe("in"));
  test("on the sixteenth birthday: out; the day before: in", () => {
    expect(civil({ birth_date: "2010-09-30" })).toBe("out");
    expect(civil({ birth_date: "2010-10-01" })).toBe("in");
  });
  test("born on 29 February turns sixteen on 1 March of a common year", () => {
    expect(membership("lbc_civil", { ...child, birth_date: "2012-02-29" }, "2028-02-28")).toBe("in");
    expect(membership("lbc_civil", { ...child, birth_date: "2012-02-29" }, "2028-02-29")).toBe("out");
    expect(membership("lbc_stat", { ...child, birth_date: "2012-02-29" }, "2030-02-28")).toBe("in");
    expect(membership("lbc_stat", { ...child, birth_date: "2012-02-29" }, "2030-03-01")).toBe("out");
  });
  test("away since exactly six months: in; five: out", () => {
    expect(civil({ father_out_since: "2026-03" })).toBe("in");
    expect(civil({ father_out_since: "2026-04" })).toBe("out");
  });
  test("a parent away inside the county does not count", () => expect(civil({ mother_out_place: "2" })).toBe("out"));
  test("one away, the other at home and able: out; unable: in; not asked: undecided", () => {
    const one = { mother_status: "1" } as const;
    expect(civil({ ...one, stay_parent_capacity: "1" })).toBe("out");
    expect(civil({ ...one, stay_parent_capacity: "2" })).toBe("in");
    expect(civil({ ...one, stay_parent_capacity: "99" })).toBe("undecided");
  });
  test("a parent who died and the other away is not counted here without more", () => {
    expect(civil({ mother_status: "4", stay_parent_capacity: "8" })).toBe("out");
  });
  test("without the place or the month it cannot be decided", () => {
    expect(civil({ father_out_place: "9" })).toBe("undecided");
    const rest = Object.fromEntries(Object.entries(child).filter(([id]) => id !== "father_out_since"));
    expect(membership("lbc_civil", rest, day)).toBe("undecided");
  });
});

describe("the other definitions", () => {
  test("2016: rural registration only, no length of absence", () => {
    const short = { ...child, father_out_since: "2026-08", mother_out_since: "2026-08" };
    expect(membership("lbc_civil_2016", short, day)).toBe("in");
    expect(membership("lbc_civil_2016", { ...short, hukou_type: "2" }, day)).toBe("out");
  });
  test("education: a pupil with one parent away for three months", () => {
    const one = { ...child, mother_status: "1", father_out_since: "2026-06", father_out_place: "1" } as const;
    expect(membership("lbc_edu", one, day)).toBe("in");
    expect(membership("lbc_edu", { ...one, father_out_since: "2026-07" }, day)).toBe("out");
    expect(membership("lbc_edu", { ...one, edu_status: "02" }, day)).toBe("out");
  });
  test("statistics: one parent across townships, under eighteen", () => {
    const one = { ...child, mother_status: "1", father_out_place: "2" } as const;
    expect(membership("lbc_stat", one, day)).toBe("in");
    expect(membership("lbc_stat", { ...one, father_out_place: "1" }, day)).toBe("out");
  });
  test("migrant: lives in another county than registered, with a parent", () => {
    const moved = { ...child, hukou_area: "990000", live_area: "991000101", mother_status: "1" } as const;
    expect(membership("migrant", moved, day)).toBe("in");
    expect(membership("migrant", { ...moved, live_area: "990000101" }, day)).toBe("out");
    expect(membership("migrant", { ...child, mother_status: "1" }, day)).toBe("undecided");
  });
  test("disadvantaged: poor, disabled or unguarded, under eighteen", () => {
    expect(membership("disadvantaged", child, day)).toBe("out");
    expect(membership("disadvantaged", { ...child, poverty_cat: ["01"] }, day)).toBe("in");
    expect(membership("disadvantaged", { ...child, guardian_type: "09" }, day)).toBe("in");
    expect(membership("disadvantaged", { ...child, poverty_cat: ["01", "99"] }, day)).toBe("in");
    expect(membership("disadvantaged", { ...child, poverty_cat: ["99"] }, day)).toBe("undecided");
    expect(membership("disadvantaged", { ...child, poverty_cat: ["01"], birth_date: "2008-09-30" }, day)).toBe("out");
  });
});
