import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { guidance as checkGuidance, guidanceFiles, readGuidanceFrom } from "../scripts/guidance.ts";
import { clauseName, type GuidanceFiles, nameOf, readGuidance } from "../src/plans/guidance.ts";
import { monthsOf, readCalendar, whenInWords, writeCalendar } from "../src/plans/calendar.ts";
import { compareFrequencies } from "../src/plans/frequency.ts";
import { plainText, readProse } from "../src/plans/prose.ts";
import { wordsOf } from "../src/plans/plan.ts";

const files = guidanceFiles(process.cwd());
const guidance = readGuidanceFrom(process.cwd());
const facts = <T>(name: string, row: z.ZodType<T>): T[] =>
  z.array(row).parse(JSON.parse(readFileSync(`tests/facts/${name}`, "utf8")));
const flags = facts(
  "law-flags.json",
  z.strictObject({ flag: z.string(), plan: z.string(), quote: z.string().nullable() }),
);
const records = facts("records.json", z.strictObject({ plan: z.string(), name: z.string(), written: z.boolean() }));

/** What reading says of the files with one of them changed; undefined when all still holds. */
function said(change: Partial<GuidanceFiles>): string | undefined {
  try {
    readGuidance({ ...files, ...change });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
const changed = (kind: "plans" | "measures" | "notes" | "urgent", file: string, from: string | RegExp, to: string) => {
  const text = files[kind][file] ?? "";
  const after = text.replace(from, to);
  expect(after, `${file} holds ${String(from)}`).not.toBe(text);
  return said({ [kind]: { ...files[kind], [file]: after } });
};

describe("the measures", () => {
  test("are 42, each with passages of plans as evidence and two plain sentences on what it is", () => {
    expect(guidance.measures.map((it) => it.measure)).toEqual(
      Array.from({ length: 42 }, (_, at) => `M${String(at + 1).padStart(2, "0")}`),
    );
    for (const { measure, evidence, summary } of guidance.measures) {
      expect(evidence.length, measure).toBeGreaterThan(0);
      const words = plainText(summary);
      expect(words.match(/。/g)?.length, `${measure}: ${words}`).toBe(2);
    }
  });

  test("lead to their clauses, and the clauses lead back", () => {
    for (const measure of guidance.measures) {
      for (const { clause, quote } of measure.evidence) {
        const found = guidance.library.clause(clause);
        expect(found === undefined ? [] : wordsOf(found).filter((it) => it.includes(quote)), clause).not.toEqual([]);
        expect(guidance.measuresAt(clause)).toContain(measure);
      }
    }
  });

  test("put the frequencies of the plans side by side, strictest first, and merge none", () => {
    const talks = guidance.measures.find((it) => it.measure === "M09");
    const ladder = (talks?.evidence ?? []).flatMap(({ often, clause }) =>
      often === undefined ? [] : [{ often, clause }],
    );
    expect(
      ladder.sort((a, b) => compareFrequencies(a.often, b.often)).map((it) => `${it.often} ${clauseName(it.clause)}`),
    ).toEqual([
      "每周1次 篇10第3.1条",
      "每月至少2次 篇4第3.5条",
      "每月1次 篇3第3.9条",
      "每月1次 篇20第3.4条",
      "经常 篇2第3.5条",
      "经常 篇18第2.3条",
      "不定时 篇11第3.2条",
    ]);
  });

  test("name the weekly call between parents and child as the floor of the law", () => {
    const calls = guidance.measures.find((it) => it.measure === "M11");
    expect(calls?.floor).toEqual([
      expect.objectContaining({
        cite: "law:wbf#23.1",
        often: "每周1次",
        quote: "与未成年人、被委托人至少每周联系和交流一次",
      }),
    ]);
  });
});

describe("every quotation", () => {
  type Kind = "plans" | "measures" | "notes" | "urgent";
  type Quotation = { kind: Kind; file: string; quote: string; at: number };
  const quotations: Quotation[] = (["plans", "measures", "notes", "urgent"] as const).flatMap((kind) =>
    Object.entries(files[kind]).flatMap(([file, text]) =>
      [...text.matchAll(/^(?: +quote: "|> \[\[law:[^\]]+\]\] )([^"\n]+)"?$/gm)].map((match) => {
        const [line, quote = ""] = match;
        return { kind, file, quote, at: match.index + line.lastIndexOf(quote) };
      }),
    ),
  );

  test("is found by the test that changes it", () => {
    const { measures, notes, library, urgent } = guidance;
    const own = measures.flatMap((it) => [...it.evidence, ...it.targets, ...it.floor, ...it.recordsByLaw]).length;
    const noted = notes.flatMap((it) => [...it.passages.filter(({ quote }) => quote !== undefined), ...it.law]).length;
    const asked = library.canonical.flatMap((it) => it.records).length;
    const law = [...notes.flatMap((it) => it.why), ...urgent.flatMap((it) => it.blocks)].filter(
      (it) => it.kind === "law",
    );
    expect(quotations.length).toBe(own + noted + asked + law.length);
    expect(quotations.length).toBeGreaterThan(500);
  });

  test("stops the build with file and line when one of its characters is another", () => {
    for (const { kind, file, quote, at } of quotations) {
      const text = files[kind][file] ?? "";
      const characters = [...quote];
      const middle = Math.floor(characters.length / 2);
      const altered = characters.with(middle, characters[middle] === "错" ? "误" : "错").join("");
      const after = text.slice(0, at) + altered + text.slice(at + quote.length);
      const line = text.slice(0, at).split("\n").length;
      expect(said({ [kind]: { ...files[kind], [file]: after } })).toMatch(
        new RegExp(`^${file}:${String(line)}: found .*, expected words of `),
      );
    }
  });
});

describe("the editor's notes", () => {
  test("carry all 32 flags of the analysis, each once and at its passage", () => {
    const passages = guidance.notes.flatMap((note) => note.passages);
    expect(passages.map((it) => it.flag).sort()).toEqual(flags.map((it) => it.flag).sort());
    for (const { flag, plan, quote } of flags) {
      const passage = passages.find((it) => it.flag === flag);
      const clause = guidance.library.clause(passage?.clause ?? "");
      expect(clause?.plan, flag).toBe(plan);
      if (quote === null || clause === undefined) continue;
      expect(
        wordsOf(clause).some((it) => it.includes(quote)),
        flag,
      ).toBe(true);
      expect(guidance.notesAt(clause.id).some((note) => note.passages.some((it) => it.flag === flag))).toBe(true);
    }
  });

  test("name a law or say that its text is not here, say what to do instead, and when to look again", () => {
    for (const { slug, law, unverified, instead, checked, again } of guidance.notes) {
      expect(law.length + unverified.length, slug).toBeGreaterThan(0);
      expect(instead.length, slug).toBeGreaterThan(10);
      expect(again > checked, slug).toBe(true);
    }
  });
});

describe("the command that checks guidance", () => {
  const run = async (today: string) => {
    const told: string[] = [];
    const effects = {
      root: process.cwd(),
      env: {},
      today,
      print: () => undefined,
      tell: (line: string) => told.push(line),
    };
    return { code: await checkGuidance([], effects), told };
  };
  test("says how many quotations it held against their sources", async () => {
    const { code, told } = await run("2026-11-25");
    expect(code).toBe(0);
    expect(told).toEqual([expect.stringMatching(/^引文已核对：做法 \d{3} 句，提示 \d{3} 句，记录 101 句。$/)]);
  });
  test("reminds of law that is due to be looked at again, and goes on", async () => {
    const { code, told } = await run("2027-05-25");
    expect(code).toBe(0);
    expect(told.filter((it) => it.includes("前再核对一次法律条文，已经到期")).length).toBe(
      guidance.notes.length + guidance.urgent.length + guidance.measures.filter((it) => it.again !== undefined).length,
    );
    expect(told[0]).toContain("应在 2027-05-25 前");
  });
});

describe("the records that the plans ask for", () => {
  test("are all on the pages of their plans, each with its template", () => {
    const count = { available: 0, planned: 0, missing: 0 };
    for (const { plan, name, written } of records) {
      const record = guidance.library.plan(plan).records.find((it) => it.name === name);
      if (record?.asked !== (written ? "written" : "implied")) count.missing++;
      for (const id of record?.templates ?? [])
        count[nameOf(guidance, id).planned === true ? "planned" : "available"]++;
    }
    process.stdout.write(
      `records of the 25 plans: ${String(records.length)}; templates available ${String(count.available)}, planned ${String(count.planned)}, missing ${String(count.missing)}\n`,
    );
    expect(count.missing).toBe(0);
    expect(records.length).toBe(168);
  });
});

describe("a file that is wrong stops the build with file, line, what was found and what was expected", () => {
  const m09 = "data/measures/m09.md";
  const p04 = "data/plans/04.md";
  test.each([
    [
      "a fact of the wrong kind",
      "plans",
      p04,
      'checked: "2026-11-24"',
      "checked: soon",
      /^data\/plans\/04\.md:\d+: found checked = "soon", expected a date/,
    ],
    [
      "a fact that is not known",
      "plans",
      p04,
      "kind:",
      "sort:",
      /^data\/plans\/04\.md:\d+: found (kind = nothing|sort), expected /,
    ],
    [
      "a number that another plan has",
      "plans",
      p04,
      'plan: "04"',
      'plan: "05"',
      /^data\/plans\/04\.md:2: found plan 05, expected plan 04, as the file is called/,
    ],
    [
      "a facet value nobody knows",
      "plans",
      p04,
      '["班级"]',
      '["班组"]',
      /^data\/plans\/04\.md:\d+: found 班组, expected one of 班级、学校/,
    ],
    [
      "a template that is not there",
      "plans",
      p04,
      "[T07]",
      "[T97]",
      /^data\/plans\/04\.md:\d+: found template T97, expected one of data\/reference\/templates/,
    ],
    [
      "a clause that is not there",
      "plans",
      p04,
      'clause: "3.2"',
      'clause: "3.99"',
      /^data\/plans\/04\.md:\d+: found clause 3\.99, expected a clause of this plan/,
    ],
    [
      "broken numbering",
      "plans",
      p04,
      "## 二、工作目标",
      "## 三、工作目标",
      /^data\/plans\/04\.md:\d+: found 三、, expected number 2 at this level/,
    ],
    [
      "a clause of another plan that is not there",
      "measures",
      m09,
      'clause: "04#3.5"',
      'clause: "04#9.9"',
      /^data\/measures\/m09\.md:\d+: found clause 04#9\.9, expected a clause of a plan/,
    ],
    [
      "a measure with another's id",
      "measures",
      m09,
      "measure: M09",
      "measure: M10",
      /^data\/measures\/m09\.md:2: found M10, expected M09, as the file is called/,
    ],
    [
      "a measure that is not there",
      "measures",
      m09,
      "[[/urgent/]]",
      "[[M77]]",
      /^data\/measures\/m09\.md:\d+: found measure M77, expected one of data\/measures/,
    ],
    [
      "a frequency that is not on the ladder",
      "measures",
      m09,
      'often: "每周1次"',
      'often: "一周一次"',
      /^data\/measures\/m09\.md:\d+: found evidence\.5\.often = "一周一次", expected one of 每天1次、/,
    ],
    [
      "a frequency that its quotation does not say",
      "measures",
      m09,
      'often: "每周1次"',
      'often: "每天1次"',
      /^data\/measures\/m09\.md:\d+: found 每天1次 beside “班主任每周同留守儿童交谈一次”, expected a quotation that says how often/,
    ],
    [
      "law that nobody says when to look at again",
      "measures",
      "data/measures/m11.md",
      /^again: .*\n/m,
      "",
      /^data\/measures\/m11\.md:\d+: found law without checked and again, expected the days/,
    ],
    [
      "a flag that another note carries",
      "notes",
      "data/notes/wish.md",
      "flag: L-WISH9",
      "flag: L-PUBLISH24",
      /^data\/notes\/wish\.md:\d+: found L-PUBLISH24 a second time, expected one of its own/,
    ],
    [
      "a quotation of one word",
      "measures",
      m09,
      'quote: "建立谈心制，做好谈心记录。"',
      'quote: "谈"',
      /^data\/measures\/m09\.md:\d+: found evidence\.1\.quote = "谈", expected words enough to be found by/,
    ],
    [
      "an article that is not there",
      "notes",
      "data/notes/publish.md",
      "law:pipl#25",
      "law:pipl#250",
      /^data\/notes\/publish\.md:\d+: found law:pipl#250, expected an article/,
    ],
    [
      "an anchor that is not there",
      "measures",
      "data/measures/m30.md",
      "/urgent/#dropout",
      "/urgent/#drop",
      /^data\/measures\/m30\.md:\d+: found \/urgent\/#drop, expected an anchor/,
    ],
    [
      "YAML that is none",
      "plans",
      p04,
      'title: "',
      "title: '\"",
      /^data\/plans\/04\.md:\d+: found [A-Z_]+, expected YAML/,
    ],
    [
      "no facts at all",
      "plans",
      p04,
      /^---\n/,
      "",
      /^data\/plans\/04\.md:1: found .*, expected --- , the facts, and --- again/,
    ],
  ] as const)("%s", (_, kind, file, from, to, message) => {
    expect(changed(kind, file, from, to)).toMatch(message);
  });
  test("an anchor that another section has", () => {
    const again = files.urgent["data/urgent/70-missing.md"] ?? "";
    expect(said({ urgent: { ...files.urgent, "data/urgent/95-again.md": again } })).toBe(
      "data/urgent/95-again.md:3: found missing a second time, expected one of its own",
    );
  });
  test("but nothing is wrong as it is", () => {
    expect(said({})).toBeUndefined();
  });
});

describe("prose", () => {
  test("reads what it is written in", () => {
    expect(
      readProse("先打 [[tel:110]]，**不等**。\n\n- [[T09|记录]]\n- 二\n\n> [[law:wbf#23]] 至少每周\n", "a.md", 5),
    ).toEqual([
      {
        kind: "paragraph",
        line: 5,
        words: [
          { kind: "text", text: "先打 " },
          { kind: "reference", to: "tel:110" },
          { kind: "text", text: "，" },
          { kind: "strong", text: "不等" },
          { kind: "text", text: "。" },
        ],
      },
      {
        kind: "list",
        ordered: false,
        line: 7,
        items: [[{ kind: "reference", to: "T09", label: "记录" }], [{ kind: "text", text: "二" }]],
      },
      { kind: "law", cite: "law:wbf#23", quote: "至少每周", line: 10 },
    ]);
  });
  test.each([
    ["a link that is not checked", "见[这里](https://example.com)", /a\.md:1: found/],
    ["markup", "一\n\n<b>二</b>", /a\.md:3: found/],
    ["a deeper heading", "### 三", /a\.md:1: found ### 三, expected ## and a heading, alone/],
    ["a quotation without its article", "> 至少每周", /a\.md:1: found > 至少每周, expected > \[\[law/],
  ])("refuses %s", (_, text, message) => {
    expect(() => readProse(text, "a.md", 1)).toThrow(message);
  });
});

describe("the calendar", () => {
  const ics = writeCalendar(guidance.calendar, {
    name: "日历",
    year: 2026,
    stamp: "2026-11-25",
    link: "https://a.example/",
  });
  test("has something for each month of the year", () => {
    for (let month = 1; month <= 12; month++) {
      expect(guidance.calendar.filter((it) => monthsOf(it).includes(month)).length, String(month)).toBeGreaterThan(0);
    }
  });
  test("keeps the lines of its file short and ends them as the standard says", () => {
    for (const line of ics.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(ics.replaceAll("\r\n", "")).not.toContain("\n");
  });
  test("repeats yearly, or on the last working day of the month", () => {
    const events = ics.replaceAll(/\r\n /g, "").split("BEGIN:VEVENT").slice(1);
    expect(events.length).toBe(guidance.calendar.length);
    for (const [at, entry] of guidance.calendar.entries()) {
      const event = events[at] ?? "";
      expect(event).toContain(`UID:${entry.id}@qianshou`);
      expect(event).toContain(entry.from === undefined ? "BYDAY=MO,TU,WE,TH,FR" : "RRULE:FREQ=YEARLY");
      if (entry.from !== undefined) expect(event).toContain(`DTSTART;VALUE=DATE:2026${entry.from.replace("-", "")}`);
    }
  });
  test("gives the same bytes for the same data", () => {
    expect(ics).toBe(
      writeCalendar(guidance.calendar, { name: "日历", year: 2026, stamp: "2026-11-25", link: "https://a.example/" }),
    );
  });
  test("says when in the words of the field", () => {
    const [entry] = guidance.calendar;
    if (entry === undefined) throw new Error("expected an entry");
    expect(whenInWords({ ...entry, from: "09-01", to: "09-30" })).toBe("9月1日—30日");
    expect(whenInWords({ ...entry, from: "01-15", to: "02-28" })).toBe("1月15日—2月28日");
  });
  test("refuses an entry that says neither when nor why", () => {
    const shelf = { ...shelfOf(), library: guidance.library };
    const entry = "- id: a\n  title: 甲\n  who: [班主任]\n  what: 做\n  forms: []\n  measures: []\n";
    expect(() => readCalendar(entry, "c.yaml", shelf)).toThrow(
      "c.yaml:1: found a, expected either from and to, or monthly",
    );
    expect(() => readCalendar(`${entry}  monthly: last\n`, "c.yaml", shelf)).toThrow("expected why, or advice: true");
  });
});

function shelfOf() {
  const { statutes, measures, urgent, templates, indicators } = guidance;
  return {
    statutes,
    templates: new Map(templates.map((it) => [it.id, it])),
    indicators: new Map(indicators.map((it) => [it.id, it])),
    measures: new Set(measures.map((it) => it.measure)),
    anchors: new Set(urgent.map((it) => it.anchor)),
  };
}
