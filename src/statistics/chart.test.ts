import { expect, test } from "vitest";
import { barChart } from "./chart.ts";
import { type Indicator, type Table } from "./release.ts";
import { indicatorSentence } from "./words.ts";

const side = (variable: string, ...labels: string[]) => ({
  variable,
  label: variable,
  categories: labels.map((label) => ({ code: label === "合计" || label === "人数" ? "total" : label, label })),
});
const table: Table = {
  id: "health",
  title: "健康状况",
  population: "lbc_civil",
  unit: "人",
  area: "990000",
  rows: side("health", "健康", "残疾", "合计"),
  columns: side("count", "人数"),
  cells: [[{ value: 120 }], [{ below: 10 }], [{ value: 120 }]],
  clauses: [],
  measures: [],
  template: "T54",
  questions: [],
};

test("a table that only counts children is drawn as one bar a row, without the total", () => {
  const drawn = barChart(table, "健康状况");
  expect(drawn.match(/<rect /g)).toHaveLength(2);
  expect(drawn).toContain(">120<");
  expect(drawn).toContain(">少于10<");
  expect(drawn).not.toContain("合计");
});

test("a table with columns is drawn without its total column", () => {
  const two: Table = {
    ...table,
    columns: side("sex", "男", "女", "合计"),
    cells: [
      [{ value: 70 }, { value: 50 }, { value: 120 }],
      [{ below: 10 }, { below: 10 }, { below: 10 }],
      [{ value: 70 }, { value: 50 }, { value: 120 }],
    ],
  };
  expect(barChart(two, "健康状况").match(/<rect /g)).toHaveLength(4);
});

test("an indicator says its denominator, its numerator, who was not asked and its target", () => {
  const indicator: Indicator = {
    id: "A1",
    title: "建档率",
    definition: "",
    population: "lbc_civil",
    area: "990000",
    finestArea: "township",
    numerator: { label: "已建档的儿童", of: { filed: ["1"] }, figure: { value: 1900 } },
    denominator: { label: "计入的留守儿童", of: {}, figure: { value: 2000 } },
    missing: { of: { filed: ["99"] }, figure: { below: 10 }, share: { band: "不到1%" } },
    rate: { value: 95 },
    unit: "%",
    target: { value: 100, label: "建档率达 100%" },
    clauses: [],
    measures: [],
    template: "T54",
    questions: [],
  };
  expect(indicatorSentence(indicator)).toBe(
    "建档率 95%（计入的留守儿童 2,000 人，已建档的儿童 1,900 人，未采集 不到1%），目标：建档率达 100%。",
  );
});
