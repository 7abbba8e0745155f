import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { childCensus } from "../forms/definitions/child-census.ts";
import { questionsOf } from "../forms/form.ts";
import { citationName, citedText, readStatutes } from "./law.ts";
import { readChineseNumber, writeChineseNumber } from "./numerals.ts";

const folder = "data/reference/statutes";
const statutes = readStatutes(
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")])),
);

describe("a statute", () => {
  test("is read article by article without a gap", () => {
    for (const [name, { articles }] of Object.entries(statutes)) {
      expect([...articles.keys()], name).toEqual(Array.from({ length: articles.size }, (_, at) => at + 1));
    }
    expect(statutes["wbf"]?.articles.size).toBe(132);
  });
  test("gives the paragraph that is cited", () => {
    expect(citedText(statutes, "law:wbf#11.2")).toBe(
      "国家机关、居民委员会、村民委员会、密切接触未成年人的单位及其工作人员，在工作中发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险情形的，应当立即向公安、民政、教育等有关部门报告。",
    );
    expect(citedText(statutes, "law:wbf#23")).toContain("至少每周联系和交流一次");
    expect(citedText(statutes, "law:wbf#999")).toBeUndefined();
  });
});

describe("a citation", () => {
  test.each([
    ["law:wbf#23", "《未成年人保护法》第二十三条"],
    ["law:wbf#11.2", "《未成年人保护法》第十一条第二款"],
    ["law:pipl#25.1", "《个人信息保护法》第二十五条"],
    ["law:wbf#22.4", "《未成年人保护法》第二十二条第三款第（一）项"],
    ["law:pipl#13.4", "《个人信息保护法》第十三条第一款第（三）项"],
    ["law:wbf#117", "《未成年人保护法》第一百一十七条"],
  ])("%s is named as lawyers name it", (citation, name) => {
    expect(citationName(statutes, citation)).toBe(name);
  });
  test("to an article that is not there stops the build", () => {
    expect(() => citationName(statutes, "law:wbf#133")).toThrow("law:wbf#133: found no such article");
  });
  test("writes a number as it was read", () => {
    const all = Array.from({ length: 999 }, (_, at) => at + 1);
    expect(all.map((it) => readChineseNumber(writeChineseNumber(it)))).toEqual(all);
    expect([10, 12, 20, 21, 100, 101, 110, 111, 132].map(writeChineseNumber)).toEqual(
      "十 十二 二十 二十一 一百 一百零一 一百一十 一百一十一 一百三十二".split(" "),
    );
  });
});

test("every law that the census gives as a reason is there", () => {
  const cited = [...childCensus.basis, ...questionsOf(childCensus).flatMap(([, it]) => it.why ?? [])].filter((it) =>
    it.startsWith("law:"),
  );
  expect(cited.length).toBeGreaterThan(3);
  expect(cited.filter((it) => citedText(statutes, it) === undefined)).toEqual([]);
});
