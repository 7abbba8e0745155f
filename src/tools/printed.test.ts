import { expect, test } from "vitest";
import { printed } from "./printed.ts";
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
