import { expect, test } from "vitest";
import { forms } from "../forms/definitions/index.ts";
import { isNameless, printed } from "./printed.ts";
import { trial } from "./trial-form.ts";

const [whole, card] = trial.papers;
const records = ["张小满", "李禾苗", "王青", "赵立秋", "孙白露"].map((child_name) => ({ child_name }));

test("whole sheets are one a record", () => {
  const pages = whole === undefined ? [] : printed(trial, whole, records);
  expect(pages).toHaveLength(5);
  for (const [at, { html, rule }] of pages.entries()) {
    expect(html).toContain(records[at]?.child_name);
    expect(rule).toContain("size: A4 portrait");
  }
});

test("cards of several records share a page, each record once", () => {
  const pages = card === undefined ? [] : printed(trial, card, records);
  expect(pages.map(({ html }) => html.match(/class="card"/g)?.length)).toEqual([4, 1]);
  const all = pages.map((it) => it.html).join("");
  for (const { child_name } of records) expect(all.split(child_name)).toHaveLength(2);
});

test("a paper without names wants a number for each child, in a record and in a roster", () => {
  const paper = (id: string, of: string) => {
    const form = forms.find((it) => it.id === id);
    const found = form?.papers.find((it) => it.id === of);
    if (form === undefined || found === undefined) throw new Error(`no paper ${of} of ${id}`);
    return (record: Parameters<typeof isNameless>[2]) => isNameless(form, found, record);
  };
  const quick = paper("talk-record", "quick");
  expect(quick({ child_name: "甲" })).toBe(true);
  expect(quick({ child_name: "甲", child_code: "1" })).toBe(false);
  expect(paper("talk-record", "sheet")({ child_name: "甲" })).toBe(false);
  const upward = paper("class-roster", "upward");
  expect(upward({ children: [{ child_code: "1" }, { child_name: "乙" }] })).toBe(true);
  expect(upward({ children: [{ child_code: "1" }, { child_code: "2" }] })).toBe(false);
});
