import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import { citedText, readStatute, type Statute } from "./law.ts";

const folder = "data/reference/statutes";
const statutes: Record<string, Statute> = Object.fromEntries(
  readdirSync(folder).map((name) => [name.replace(".md", ""), readStatute(readFileSync(join(folder, name), "utf8"))]),
);

describe("a statute", () => {
  test("is read article by article without a gap", () => {
    for (const [name, articles] of Object.entries(statutes)) {
      expect([...articles.keys()], name).toEqual(Array.from({ length: articles.size }, (_, at) => at + 1));
    }
    expect(statutes["wbf"]?.size).toBe(132);
  });
  test("gives the paragraph that is cited", () => {
    expect(citedText(statutes, "law:wbf#11.2")).toBe(
      "国家机关、居民委员会、村民委员会、密切接触未成年人的单位及其工作人员，在工作中发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即向公安、民政、教育等有关部门报告。",
    );
    expect(citedText(statutes, "law:wbf#23")).toContain("至少每周联系和交流一次");
    expect(citedText(statutes, "law:wbf#999")).toBeUndefined();
  });
});

test("every law that the census gives as a reason is there", () => {
  const cited = [...childCensus.basis, ...questionsOf(childCensus).flatMap(([, it]) => it.why ?? [])].filter((it) =>
    it.startsWith("law:"),
  );
  expect(cited.length).toBeGreaterThan(3);
  expect(cited.filter((it) => citedText(statutes, it) === undefined)).toEqual([]);
});
