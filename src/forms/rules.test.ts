import { describe, expect, test } from "vitest";
import { type AnyAnswers } from "./form.ts";
import { carerIsAway, isFourteen, nobodyCares, nobodyNamed, notInFuture, ownNumber, remoteSigning } from "./rules.ts";

const today = { referenceDate: "2026-11-25" };

test("a record names the child by name or by number", () => {
  expect(nobodyNamed.broken({}, today)).toBe(true);
  expect(nobodyNamed.broken({ child_code: "QH-1" }, today)).toBe(false);
  expect(nobodyNamed.broken({ child_name: "甲" }, today)).toBe(false);
});

test.each([
  ["QH-2026-017", false],
  ["990000201503120013", true],
  ["G99000020150312001X", true],
])("an office's own number %s holds a citizen's number: %s", (child_code, held) => {
  expect(ownNumber.broken({ child_code }, today)).toBe(held);
});

test("a carer cannot be the parent who is away with the other", () => {
  expect(carerIsAway.broken({ out_type: "1", guardian_type: "03" }, today)).toBe(true);
  expect(carerIsAway.broken({ out_type: "2", guardian_type: "03" }, today)).toBe(false);
});

test.each([
  [{ birth_date: "2015-03-12", guardian_type: "09" }, true],
  [{ birth_month: "2015-03", guardian_type: "10" }, true],
  [{ guardian_type: "09" }, true],
  [{ birth_date: "2010-11-25", guardian_type: "09" }, false],
  [{ birth_date: "2010-11-26", guardian_type: "09" }, true],
  [{ birth_date: "2015-03-12", guardian_type: "01" }, false],
])("%j: a child below sixteen is looked after by nobody: %s", (answers, alone) => {
  expect(nobodyCares.broken(answers, today)).toBe(alone);
});

test("a day or month lies after the day of the record", () => {
  expect(notInFuture("at").broken({ at: "2026-11-26" }, today)).toBe(true);
  expect(notInFuture("at").broken({ at: "2026-11-25" }, today)).toBe(false);
  expect(notInFuture("at").broken({ at: "2026-12" }, today)).toBe(true);
  expect(notInFuture("at").broken({ at: "2026-11" }, today)).toBe(false);
  expect(notInFuture("at").broken({}, today)).toBe(false);
});

test("fourteen is counted from the first of the month of birth", () => {
  expect(isFourteen({ birth_month: "2012-09" }, "2026-08-31")).toBe(false);
  expect(isFourteen({ birth_month: "2012-09" }, "2026-09-01")).toBe(true);
  expect(isFourteen({}, "2026-09-01")).toBe(false);
});

describe("signing from afar", () => {
  const rules = remoteSigning(["sign_way"], ["guardian_name", "helper_name"], "照护人或帮扶人");
  const told = (answers: AnyAnswers) =>
    rules.filter((it) => it.broken(answers, today)).map(({ code, at }) => `${code} ${at}`);
  const whole = { sign_way: "2", sign_time: "20:15", recorder_name: "甲", witness_name: "乙", guardian_name: "丙" };

  test("wants the hour, who wrote it down and a witness", () => {
    expect(told({ sign_way: "2" })).toEqual([
      "remote_without_time sign_time",
      "remote_without_recorder recorder_name",
      "remote_without_witness witness_name",
    ]);
    expect(told(whole)).toEqual([]);
    expect(told({ sign_way: "1" })).toEqual([]);
  });

  test("takes no witness who also wrote it down, and neither from among those whom it is about", () => {
    expect(told({ ...whole, witness_name: "甲" })).toEqual(["witness_records witness_name"]);
    expect(told({ ...whole, recorder_name: "丙" })).toEqual(["not_disinterested recorder_name"]);
    expect(told({ ...whole, helpers: [{ helper_name: "丁" }, { helper_name: "乙" }] })).toEqual([
      "not_disinterested witness_name",
    ]);
  });
});
