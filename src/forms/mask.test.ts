import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordOf } from "../../tests/arbitrary.ts";
import { forms } from "./definitions/index.ts";
import { writeAnswer } from "./answer.ts";
import { type AnyAnswers, columnsOf, type Form, type Single, table, text } from "./form.ts";
import { chatText, maskId, maskName, maskPhone, summaryOf } from "./mask.ts";

describe("masking", () => {
  test.each([
    ["张小满", "张*"],
    ["欧阳小满", "欧*"],
    [" 张 ", "张*"],
    ["阿依古丽·买买提", "阿*"],
    ["\u{20BB7}田", "\u{20BB7}*"],
    ["", ""],
  ])("of the name %s leaves %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test("of numbers leaves the last four, and nothing of one that is too short", () => {
    expect(maskId("990000201503120013")).toBe("****0013");
    expect(maskId("99000020150312001x")).toBe("****001x");
    expect(maskPhone("199 0000 0001")).toBe("****0001");
    expect(maskPhone("0730-1234")).toBe("****1234");
    expect(maskId("12345")).toBe("****");
    expect(maskId("")).toBe("");
  });
});

const secrets = (form: Form, record: AnyAnswers) =>
  columnsOf(form)
    .filter(({ question }) => question.privacy === "direct" || question.privacy === "sensitive")
    .flatMap(({ id, question, table }) => {
      const rows = table === undefined ? [record] : record[table];
      return (Array.isArray(rows) ? (rows as AnyAnswers[]) : []).map((row) =>
        writeAnswer(question, row[id] as Single | undefined),
      );
    })
    .filter((it) => it.length > 1);

describe.each(forms.map((form) => [form.id, form] as const))("%s", (_, form) => {
  const anyRecord = recordOf(form, "2026-09-30") as fc.Arbitrary<AnyAnswers>;
  /** What people put where a class or a number belongs: what belongs there, or something else of the same record. */
  const misplaced = fc.tuple(anyRecord, fc.nat(), fc.nat()).map(([record, one, other]): AnyAnswers => {
    const all = ["五（2）班", "QH-2026-017", ...secrets(form, record)];
    const answer = (at: number) => all[at % all.length] ?? "";
    return { ...record, class_name: answer(one), child_code: answer(other) };
  });
  const records = fc.array(misplaced, { minLength: 1, maxLength: 3 });

  test("the text for a group chat holds nothing that identifies or is sensitive", () => {
    fc.assert(
      fc.property(records, (all) => {
        const [, ...lines] = chatText(form, all).split("\n");
        const text = lines.join("\n");
        for (const record of all) for (const secret of secrets(form, record)) expect(text).not.toContain(secret);
        expect(text).not.toMatch(/\d{7}/);
      }),
      { numRuns: 30 },
    );
  });

  test("the line in a list holds no whole name and no more than four digits of an ID number", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const line = summaryOf(form, record);
        for (const { id, question, table } of columnsOf(form)) {
          const answer = String(table === undefined ? (record[id] ?? "") : "");
          if (question.type === "text" && question.holds === "name" && [...answer].length > 1)
            expect(line.split(" · ")[0]).not.toContain(answer);
          if (question.type === "id" && answer !== "") expect(line).not.toContain(answer.slice(-5));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("the invented respondent is counted in the text for a group chat", () => {
    expect(chatText(form, [form.example as AnyAnswers])).toContain(`${form.title}：已填 1 份`);
  });
});

const talk = forms.find((it) => it.id === "talk-record") as Form;
const record = { ...(talk.example as AnyAnswers) };

test("a record in a list is known by masked name, own number, class and day", () => {
  expect(summaryOf(talk, record)).toBe("张* · QH-2026-017 · 五（2）班 · 2026-09-16");
  expect(summaryOf(talk, {})).toBe("");
});

describe("the text for a group chat", () => {
  test("says how many, by class, with the office's own numbers", () => {
    const other = { child_name: "李禾苗", class_name: "五（2）班", child_code: "QH-2026-018" };
    expect(chatText(talk, [record, other, { child_name: "王青" }])).toBe(
      "谈心记录卡：已填 3 份\n五（2）班 2 份，编号 QH-2026-017、QH-2026-018\n未写班级 1 份",
    );
  });

  test.each([
    ["a name for a number", { child_code: "张小满" }],
    ["an ID number for a number", { child_code: "990000201503120013" }],
    ["a telephone number for a number", { child_code: "19900000001" }],
    ["the same with a line in it", { child_code: "199-0000-0001" }],
    ["a name for a class", { class_name: "张小满" }],
    ["a name before the class", { class_name: "张小满五（2）班" }],
    ["a class with a name of its own", { class_name: "向日葵班" }],
  ])("leaves out %s", (_, wrong) => {
    const text = chatText(talk, [{ ...record, child_code: "", class_name: "", ...wrong }]);
    expect(text).toBe("谈心记录卡：已填 1 份\n未写班级 1 份");
  });

  test("is the bare count when a child is called like a class", () => {
    expect(chatText(talk, [{ ...record, child_name: "五（2）班" }])).toBe("谈心记录卡：已填 1 份");
  });
});

test("an answer in a row of a table counts among what must not be said", () => {
  const rows = { children: table("名单", { phone_end: text("尾号", { privacy: "direct" }) }, { rows: 1, most: 2 }) };
  const form = { ...talk, sections: [...talk.sections, { title: "名单", questions: rows }] };
  const said = (phone_end: string) => chatText(form, [{ ...record, children: [{ phone_end }] }]);
  expect(said("2026-017")).toBe("谈心记录卡：已填 1 份");
  expect(said("2026-018")).toContain("编号 QH-2026-017");
});
