import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCharacter } from "../forms/identity.ts";
import { type AnyAnswers, columnsOf, type Form, type Multiple, text } from "../forms/form.ts";
import {
  type Action,
  alarmsOf,
  check,
  choose,
  type Filling,
  gather,
  isBlank,
  nothing,
  onlyExampleNumbers,
  possibleAlarms,
  progressOf,
  reduce,
  todayInChina,
  withoutAlarms,
  withoutHidden,
} from "./filling.ts";
import { trial, trialWithTable } from "./trial-form.ts";

const today = "2026-11-30";
const questionOf = (id: string, form = trial) => {
  const { question } = columnsOf(form).find((it) => it.id === id) ?? {};
  if (question === undefined) throw new Error(id);
  return question;
};
const after = (actions: readonly Action[], form = trial, start: Filling = nothing) =>
  actions.reduce((filling, action) => reduce(form, filling, action), start);
const answer = (id: string, value: string | readonly string[] | undefined): Action => ({
  do: "answer",
  at: { id },
  value,
});
const inRow = (row: number, id: string, value: string): Action => ({
  do: "answer",
  at: { id, table: "children", row },
  value,
});

describe("an answer", () => {
  test("is kept as typed, replaced, and gone when it is emptied", () => {
    const filling = after([answer("child_name", "张"), answer("child_name", "张小满"), answer("grade", "五年级")]);
    expect(filling.current).toEqual({ child_name: "张小满", grade: "五年级" });
    expect(after([answer("grade", "")], trial, filling).current).toEqual({ child_name: "张小满" });
    expect(after([answer("findings", [])], trial, filling).current).toEqual(filling.current);
  });

  test("takes its problem away and leaves the others", () => {
    const { problems } = check(trial, { grade: "x", stage: "1" }, today);
    expect(problems.map((it) => it.field)).toEqual(["grade", "child_name"]);
    const filling = after([{ do: "show", problems }, answer("grade", "5")]);
    expect(filling.problems.map((it) => it.field)).toEqual(["child_name"]);
  });

  test("that is a citizen's number fills in birthday and sex, but not over what stands there", () => {
    expect(after([answer("id_number", " 990000 20150312 0013 ")]).current).toMatchObject({
      birth_date: "2015-03-12",
      sex: "1",
    });
    expect(after([answer("sex", "2"), answer("id_number", "990000201503120013")]).current["sex"]).toBe("2");
    expect(after([answer("id_number", "990000201503120014")]).current["birth_date"]).toBeUndefined();
  });
});

describe("an answer that calls for action at once", () => {
  test.each([
    ["harm", "3"],
    ["self-harm", "4"],
  ] as const)("opens the notice of %s, and all that is kept is that it was shown", (alarm, code) => {
    const before = after([answer("findings", ["1"])]);
    const filling = after([answer("findings", ["1", code])], trial, before);
    expect(filling.alarms).toEqual([alarm]);
    expect(filling.current).toEqual({ findings: ["1"] });
    const acknowledged = after([{ do: "acknowledge" }, answer("child_name", "张")], trial, filling);
    expect(acknowledged.alarms).toEqual([]);
    expect(acknowledged.noticeShown).toBe(true);
  });

  test("is stopped in a row of a table too", () => {
    const filling = after(
      [{ do: "add rows", table: "children", rows: [{ child_name: "张" }] }, inRow(0, "seen", "2")],
      trialWithTable,
    );
    expect(filling.alarms).toEqual(["harm"]);
    expect(filling.current).toEqual({ children: [{ child_name: "张" }] });
  });

  test("leaves nothing to undo, so that it is not forgotten", () => {
    const filling = after([answer("child_name", "张"), { do: "clear" }, answer("findings", ["3"])]);
    expect(filling.before).toBeNull();
    expect(after([{ do: "acknowledge" }, { do: "clear" }, { do: "undo" }], trial, filling).noticeShown).toBe(true);
  });

  test("never gets into a sitting, whatever is done", () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant("answer" as const),
        at: fc.constant({ id: "findings" }),
        value: fc.subarray(["00", "1", "2", "3", "4"]),
      }),
      fc.constantFrom<Action>(
        { do: "clear" },
        { do: "undo" },
        { do: "acknowledge" },
        { do: "put away", answers: { child_name: "张", findings: ["1"] } },
        { do: "edit", at: 0 },
        { do: "remove", at: 0 },
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { current, records, before } = after(steps);
        for (const it of [current, ...records, before?.current ?? {}])
          expect(alarmsOf(questionOf("findings"), it["findings"] as readonly string[])).toEqual([]);
      }),
    );
  });

  test("is taken out of what comes from elsewhere, in rows too", () => {
    expect(withoutAlarms(trial, { child_name: "张", findings: ["1", "3"] })).toEqual({ child_name: "张" });
    expect(withoutAlarms(trial, { findings: ["1"] })).toEqual({ findings: ["1"] });
    expect(withoutAlarms(trialWithTable, { children: [{ child_name: "张", seen: "2" }, { seen: "1" }] })).toEqual({
      children: [{ child_name: "张" }, { seen: "1" }],
    });
  });

  test("is known for each question", () => {
    expect(possibleAlarms(questionOf("findings"))).toEqual(["harm", "self-harm"]);
    expect(possibleAlarms(questionOf("sex"))).toEqual([]);
    expect(possibleAlarms(questionOf("child_name"))).toEqual([]);
  });
});

test("“none” and 未采集 stand alone", () => {
  const question = questionOf("findings") as Multiple;
  expect(choose(question, ["2"], "1", true)).toEqual(["1", "2"]);
  expect(choose(question, ["1", "2"], "00", true)).toEqual(["00"]);
  expect(choose(question, ["00"], "1", true)).toEqual(["1"]);
  expect(choose(question, ["1", "2"], "1", false)).toEqual(["2"]);
});

describe("rows", () => {
  const two = after(
    [
      { do: "add rows", table: "children", rows: [{}] },
      inRow(0, "child_name", "张"),
      { do: "add rows", table: "children", rows: [{ child_name: "李" }] },
      inRow(1, "count", "3"),
    ],
    trialWithTable,
  );

  test("are added, filled in and removed; a removal can be undone", () => {
    expect(two.current["children"]).toEqual([{ child_name: "张" }, { child_name: "李", count: "3" }]);
    const one = after([{ do: "remove row", table: "children", row: 0 }], trialWithTable, two);
    expect(one.current["children"]).toEqual([{ child_name: "李", count: "3" }]);
    expect(after([{ do: "undo" }], trialWithTable, one).current).toEqual(two.current);
    const none = after([{ do: "remove row", table: "children", row: 0 }], trialWithTable, one);
    expect(none.current).toEqual({});
  });

  test("have their problems at their row, the first blank one counted", () => {
    const current = { class_name: "五（2）班", children: [{}, { child_name: "张", count: "x" }, { count: "1" }] };
    const { problems } = check(trialWithTable, current, today);
    expect(problems.map((it) => [it.row, it.field])).toEqual([
      [2, "count"],
      [3, "child_name"],
    ]);
  });
});

describe("a list", () => {
  const record = { child_name: "张小满", stage: "1" };
  const other = { child_name: "李禾苗", stage: "2" };
  const three = after([
    answer("child_name", "张小满"),
    { do: "put away", answers: record },
    { do: "add", records: [other, record] },
  ]);

  test("takes what is in hand and gives an empty one", () => {
    expect(three.records).toEqual([record, other, record]);
    expect(three.current).toEqual({});
  });

  test("gets a record back in its place", () => {
    const editing = after([{ do: "edit", at: 1 }, answer("child_name", "李谷雨")], trial, three);
    expect(editing.current).toEqual({ child_name: "李谷雨", stage: "2" });
    const done = after([{ do: "put away", answers: { child_name: "李谷雨" } }], trial, editing);
    expect(done.records).toEqual([record, { child_name: "李谷雨" }, record]);
    expect(done.editing).toBeNull();
  });

  test("keeps the place of the one in hand when another is removed", () => {
    const editing = after(
      [
        { do: "edit", at: 1 },
        { do: "remove", at: 0 },
      ],
      trial,
      three,
    );
    expect(editing.editing).toBe(0);
    expect(after([{ do: "remove", at: 0 }], trial, editing)).toMatchObject({
      editing: null,
      current: {},
      records: [record],
    });
    expect(after([{ do: "undo" }], trial, editing).records).toHaveLength(3);
  });

  test("is gathered with the one in hand, at its place or at the end", () => {
    const right = (filling: Filling) => gather(trial, filling, today).records?.map((it) => it["child_name"]);
    expect(right(three)).toEqual(["张小满", "李禾苗", "张小满"]);
    expect(right(after([answer("child_name", "王"), answer("stage", "1")], trial, three))).toEqual([
      "张小满",
      "李禾苗",
      "张小满",
      "王",
    ]);
    expect(right(after([{ do: "edit", at: 1 }, answer("child_name", "李谷雨")], trial, three))).toEqual([
      "张小满",
      "李谷雨",
      "张小满",
    ]);
  });

  test("is not gathered while anything must be mended, and says where", () => {
    expect(gather(trial, nothing, today)).toMatchObject({ records: null, wrong: "current" });
    expect(gather(trial, after([answer("stage", "1")], trial, three), today)).toMatchObject({
      records: null,
      wrong: "current",
      problems: [{ field: "child_name", code: "required" }],
    });
    expect(gather(trial, after([{ do: "add", records: [{ stage: "1" }] }], trial, three), today)).toMatchObject({
      records: null,
      wrong: 3,
    });
  });
});

describe("what is not asked any more", () => {
  test("goes, with what hangs on it, only when it is checked", () => {
    const current = { child_name: "张", stage: "99", grade: "5", grade_note: "x" };
    expect(withoutHidden(trial, current)).toEqual({ child_name: "张", stage: "99" });
    const { answers, problems } = check(trial, current, today);
    expect(problems).toEqual([]);
    expect(answers).toEqual({ child_name: "张", stage: "99" });
  });

  test("goes from rows, by the record and by the row", () => {
    const row = { child_name: "张", phone_note: "a", mood_note: "b" };
    const kept = (with_phone: string, seen: string) =>
      withoutHidden(trialWithTable, { class_name: "五", with_phone, children: [{ ...row, seen }] })["children"];
    expect(kept("1", "1")).toEqual([{ ...row, seen: "1" }]);
    expect(kept("0", "1")).toEqual([{ child_name: "张", mood_note: "b", seen: "1" }]);
    expect(kept("1", "x")).toEqual([{ child_name: "张", phone_note: "a", seen: "x" }]);
  });
});

test("progress counts what is asked now and what is required", () => {
  expect(progressOf(trial, {})).toEqual({ filled: 0, asked: 8, missing: 1 });
  expect(progressOf(trial, { child_name: "张", stage: "1" })).toEqual({ filled: 2, asked: 9, missing: 0 });
  expect(progressOf(trialWithTable, { children: [{}] })).toEqual({ filled: 0, asked: 3, missing: 1 });
  expect(progressOf(trialWithTable, { children: [{ child_name: "张" }] }).filled).toBe(1);
});

test("rows and answers without words are blank", () => {
  expect(isBlank({})).toBe(true);
  expect(isBlank({ children: [{}, { child_name: "" }] })).toBe(true);
  expect(isBlank({ children: [{}, { child_name: "张" }] })).toBe(false);
  expect(isBlank({ stage: "99" })).toBe(false);
});

test("numbers that belong to nobody are right only where they are the example's", () => {
  const other = `99000020150312003${checkCharacter("99000020150312003")}`;
  const records = (id_number: string): AnyAnswers => ({ child_name: "张", id_number });
  expect(check(trial, records("990000201503120013"), today).answers).not.toBeNull();
  expect(check(trial, records(other), today).problems.map((it) => it.code)).toEqual(["id_invented"]);
  expect(onlyExampleNumbers(trial, ["990000201503120013", "990000101201", "五（2）班"])).toBe(true);
  expect(onlyExampleNumbers(trial, ["990000201503120013", other])).toBe(false);
});

test("today is the day in China", () => {
  expect(todayInChina(new Date("2026-11-30T15:59:00Z"))).toBe("2026-11-30");
  expect(todayInChina(new Date("2026-11-30T16:01:00Z"))).toBe("2026-12-01");
});

describe("the mark that a notice was shown", () => {
  const marked: Action = { do: "warn", alarms: ["harm"] };
  const other = { child_name: "李禾苗" };
  test("is gone with what it was about: the next child has nothing to do with it", () => {
    expect(after([answer("child_name", "张小满"), marked, { do: "clear" }]).noticeShown).toBe(false);
    expect(after([{ do: "put away", answers: other }, marked, { do: "clear" }]).noticeShown).toBe(true);
    expect(after([marked, { do: "put away", answers: other }, { do: "remove", at: 0 }]).noticeShown).toBe(false);
  });
  test("comes back when that is undone", () => {
    expect(after([answer("child_name", "张小满"), marked, { do: "clear" }, { do: "undo" }]).noticeShown).toBe(true);
  });
});

describe("the next record of a sitting", () => {
  const school: Form = {
    ...trial,
    id: "lasting",
    sections: [
      {
        title: "一",
        questions: {
          child_name: text("姓名", { privacy: "direct", required: true }),
          school_name: text("学校", { privacy: "quasi", lasting: true }),
        },
      },
    ],
    papers: [],
    rules: [],
    shorthands: [],
  };
  const first: Action = { do: "put away", answers: { child_name: "张小满", school_name: "青禾小学" } };

  test("is blank until something is written, then has what lasts, and nothing else of the one before", () => {
    const blank = after([first], school);
    expect(blank.current).toEqual({});
    expect(gather(school, blank, today).records).toHaveLength(1);
    const begun = after([answer("child_name", "李")], school, blank);
    expect(begun.current).toEqual({ child_name: "李", school_name: "青禾小学" });
    expect(begun.said).toContain("照上一份");
    expect(after([answer("school_name", "柳湾小学")], school, begun).current["school_name"]).toBe("柳湾小学");
  });

  test("takes over nothing after 清空, nor when one of the list is changed", () => {
    expect(after([first, { do: "clear" }, answer("child_name", "李")], school).current).toEqual({ child_name: "李" });
    const edited = after([first, { do: "edit", at: 0 }, answer("school_name", "")], school);
    expect(edited.current).toEqual({ child_name: "张小满" });
  });
});
