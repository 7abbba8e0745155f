import { describe, expect, test } from "vitest";
import { type Form } from "../forms/form.ts";
import { countOf, readDraft, removeDraft, restoreDraft, type Shelf, sweepDrafts, writeDraft } from "./draft.ts";
import { type Filling, nothing } from "./filling.ts";
import { trial, trialWithTable } from "./trial-form.ts";

const today = "2026-11-30";
const now = Date.parse("2026-11-30T08:00:00+08:00");
const day = 86_400_000;

function shelf(): Shelf & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (at) => [...all.keys()][at] ?? null,
    get length() {
      return all.size;
    },
  };
}

const sitting: Filling = {
  ...nothing,
  current: { child_name: "张", grade: "五" },
  records: [{ child_name: "李禾苗", stage: "1" }],
  noticeShown: true,
};

describe("a draft", () => {
  test("brings the sitting back, unfinished answers as they were typed", () => {
    const on = shelf();
    expect(writeDraft(on, trial, sitting, now)).toBe(true);
    const draft = readDraft(on, "trial");
    expect(draft?.saved).toBe(now);
    expect(draft && countOf(draft)).toBe(2);
    expect(draft && restoreDraft(trial, draft, today)).toEqual({ filling: sitting, problems: [] });
  });

  test("lies under a key that names the form and nobody", () => {
    const on = shelf();
    writeDraft(on, trial, sitting, now);
    expect([...on.all.keys()]).toEqual(["qianshou.draft.trial"]);
  });

  test("is not there for a sitting without anything in it", () => {
    const on = shelf();
    writeDraft(on, trial, sitting, now);
    writeDraft(on, trial, { ...nothing, current: { child_name: "" } }, now);
    expect(on.all.size).toBe(0);
  });

  test("never holds an answer with an alarm", () => {
    const on = shelf();
    writeDraft(on, trial, { ...sitting, current: { findings: ["3"] }, records: [{ findings: ["1", "4"] }] }, now);
    const { current, records } = readDraft(on, "trial") ?? {};
    expect({ current, records }).toEqual({ current: {}, records: [{}] });
  });

  test("is deleted at once when asked, and says when the browser refuses to keep it", () => {
    const on = shelf();
    writeDraft(on, trial, sitting, now);
    removeDraft(on, "trial");
    expect(on.all.size).toBe(0);
    const full = {
      ...on,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    expect(writeDraft(full, trial, sitting, now)).toBe(false);
  });

  test("is gone after thirty days, of whatever form; what is not a draft stays", () => {
    const on = shelf();
    writeDraft(on, trial, sitting, now - 30 * day);
    writeDraft(on, trialWithTable, { ...nothing, current: { class_name: "五" } }, now - 30 * day + 1);
    on.all.set("qianshou.draft.broken", "{");
    on.all.set("other", "{}");
    sweepDrafts(on, now);
    expect([...on.all.keys()]).toEqual(["qianshou.draft.trial-table", "other"]);
  });
});

describe("a draft of an earlier version", () => {
  const draft = (version: string, current: object, records: readonly object[] = []) => ({
    version,
    saved: now,
    noticeShown: false,
    current: current as never,
    records: records as never,
    editing: null,
  });

  test("goes through the reader: names and codes of then become those of now, the rest stays open", () => {
    const restored = restoreDraft(trial, draft("2026.1", { pupil: "张小满", 年龄段: "A", grade: "五" }), today);
    // Required is not asked of a draft, and what nobody answered does not become 未采集.
    expect(restored).toEqual({
      filling: { ...nothing, current: { child_name: "张小满", stage: "1", grade: 5 } },
      problems: [],
    });
  });

  test("may lack what a file must have", () => {
    const form: Form = { ...trial, needs: [["child_name"], ["stage", "sex"]] };
    const restored = restoreDraft(form, draft("2026.1", { class_name: "五（2）班" }), today);
    expect("filling" in restored && restored.filling.current).toEqual({ class_name: "五（2）班" });
  });

  test("names what could not be read, keeps the rest, and drops alarms", () => {
    const restored = restoreDraft(
      trial,
      draft("2026.1", { pupil: "张小满", stage: "Z", findings: ["孤僻", "疑似侵害"] }, [
        { pupil: "李禾苗", stage: "1" },
      ]),
      today,
    );
    if ("refused" in restored) throw new Error(restored.refused);
    expect(restored.filling.current).toEqual({ child_name: "张小满", findings: ["1"] });
    expect(restored.filling.records).toEqual([{ child_name: "李禾苗", stage: "1" }]);
    expect(restored.problems.map((it) => [it.field, it.code])).toEqual([
      ["stage", "value_unknown"],
      ["findings", "report_now"],
    ]);
  });

  test("keeps the rows of its tables", () => {
    const form: Form = { ...trialWithTable, earlier: [{ version: "2025.1", renamed: { times: "count" } }] };
    const restored = restoreDraft(
      form,
      draft("2025.1", {
        class_name: "五",
        children: [{ child_name: "张", times: "2" }, { child_name: "李", times: "x" }, { child_name: "王" }],
      }),
      today,
    );
    if ("refused" in restored) throw new Error(restored.refused);
    expect(restored.filling.current).toEqual({
      class_name: "五",
      children: [{ child_name: "张", count: 2 }, { child_name: "李" }, { child_name: "王" }],
    });
    expect(restored.problems.map((it) => it.field)).toEqual(["count"]);
  });

  test.each([
    ["older", "2025.1", "旧版"],
    ["newer", "2027.1", "较新的版本"],
  ])("that is %s and not read any more is refused with what to do, and nothing is touched", (_, version, words) => {
    const it = draft(version, { child_name: "张" });
    const restored = restoreDraft(trial, it, today);
    expect("refused" in restored && restored.refused).toContain(words);
  });
});
