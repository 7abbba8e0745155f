import { describe, expect, test } from "vitest";
import { type AnyAnswers, columnsOf, type Form, normaliseHeading } from "../form.ts";
import { childCensus } from "./child-census.ts";

const referenceDate = "2026-09-30";
const broken = (answers: AnyAnswers) =>
  (childCensus.rules ?? [])
    .filter((it) => it.broken({ ...childCensus.example, ...answers } as AnyAnswers, { referenceDate }))
    .map(({ code, at, severity }) => `${severity} ${code} ${at}`);

test("the invented respondent breaks no rule", () => {
  expect(broken({})).toEqual([]);
});

describe("answers that cannot be true together, or hardly, are told at their question", () => {
  test.each<[string, AnyAnswers, string]>([
    ["a grade that the class does not have", { grade: 6 }, "warning grade_outside_class grade"],
    ["someone of eighteen", { birth_date: "2008-09-30", edu_status: "05" }, "warning too_old birth_date"],
    ["both parents at home", { father_status: "1", mother_status: "1" }, "warning not_left_behind father_status"],
    [
      "someone at home when both are away",
      { stay_parent_capacity: "1" },
      "warning nobody_at_home stay_parent_capacity",
    ],
    [
      "a student number of somebody else",
      { student_no: "G990000201309050023" },
      "error student_number_disagrees student_no",
    ],
    ["thirty years of absence before birth", { father_out_since: "1984-12" }, "error away_too_long father_out_since"],
    ["a father who leaves tomorrow", { father_out_since: "2026-10" }, "error date_in_future father_out_since"],
    ["a birth tomorrow", { birth_date: "2026-10-01" }, "error date_in_future birth_date"],
    ["a file opened tomorrow", { filed_date: "2026-10-01" }, "error date_in_future filed_date"],
    ["a pairing tomorrow", { pair_date: "2026-10-01" }, "error date_in_future pair_date"],
    ["a visit tomorrow", { last_visit_date: "2026-10-01" }, "error date_in_future last_visit_date"],
    ["a talk tomorrow", { last_contact_date: "2026-10-01" }, "error date_in_future last_contact_date"],
    ["an exit tomorrow", { exit_date: "2026-10-01" }, "error date_in_future exit_date"],
    ["consent after the day", { consent_date: "2026-10-08" }, "warning date_in_future consent_date"],
    ["a visit before birth", { last_visit_date: "2006-09-20" }, "warning before_birth last_visit_date"],
    ["boarding without school", { edu_status: "01", boarding: "1" }, "error boarding_without_school boarding"],
    ["a carer who is away", { guardian_type: "03" }, "error carer_away guardian_type"],
    ["a grade of another stage", { edu_status: "04", birth_date: "2014-03-12" }, "warning grade_outside_stage grade"],
  ])("%s", (_, answers, expected) => {
    expect(broken(answers)).toContain(expected);
  });

  test.each<[string, AnyAnswers]>([
    [
      "seventeen years and the day before the birthday",
      { birth_date: "2008-10-01", edu_status: "05", grade: 12, class_name: "" },
    ],
    ["no one at home, and so 不适用", { stay_parent_capacity: "8" }],
    ["one parent at home who can", { mother_status: "1", stay_parent_capacity: "1" }],
    ["G and one's own number", { student_no: "G990000201503120013" }],
    ["L and any number", { student_no: "L990000201309050023" }],
    ["a father who left in the month of the file", { father_out_since: "2026-09" }],
  ])("but not %s", (_, answers) => {
    expect(broken(answers)).toEqual([]);
  });
});

test("headings of two rows, put together, are those of the column below", () => {
  const ids = new Map(
    columnsOf(childCensus as Form).flatMap(({ id, question: { label, synonyms = [] } }) =>
      [label, ...synonyms].map((it) => [normaliseHeading(it), id] as const),
    ),
  );
  for (const [heading, id] of [
    ...(["父亲姓名", "父姓名", "爸爸姓名"].map((it) => [it, "father_name"]) as [string, string][]),
    ["父亲务工地点", "father_out_place"],
    ["父亲打工地点", "father_out_place"],
    ["父亲外出时间", "father_out_since"],
    ["父亲联系电话", "father_phone"],
    ["父亲联系方式", "father_phone"],
    ["父亲现状", "father_status"],
    ["母亲外出时间", "mother_out_since"],
    ["母亲当前务工地点", "mother_out_place"],
    ["母亲手机号码", "mother_phone"],
    ["监护人电话", "guardian_phone"],
    ["监护人联系方式", "guardian_phone"],
    ["监护人姓名", "guardian_name"],
    ["监护人与儿童关系", "guardian_type"],
    ["监护人年龄", "guardian_age_band"],
    ["监护人健康状况", "guardian_health"],
    ["是否寄宿", "boarding"],
    ["就读年级", "grade"],
    ["户口性质", "hukou_type"],
  ] as const)
    expect(ids.get(normaliseHeading(heading)), heading).toBe(id);
  // Whose telephone it is, and what an address says of a code, is not known.
  for (const heading of ["联系方式", "户籍地址", "务工地点", "是否低保", "是否孤儿", "乡镇"])
    expect(ids.get(normaliseHeading(heading)), heading).toBeUndefined();
});
