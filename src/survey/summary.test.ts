import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yearsBetween } from "../forms/calendar.ts";
import * as codes from "../forms/codes.ts";
import { childCensus } from "../forms/definitions/child-census.ts";
import { type Code } from "../forms/form.ts";
import { checkCharacter } from "../forms/identity.ts";
import { inert } from "../forms/inert.ts";
import { writeRows } from "../forms/sheet.ts";
import { readWorkbook } from "../../tests/read-workbook.ts";
import { type PopulationId } from "../programme/populations.ts";
import { writeCsv } from "../templates/csv.ts";
import { type Child, membership } from "./populations.ts";
import { type Asked, checksOf, focusGroups, type Group, nationalGroups, summarise, type Summary } from "./summary.ts";
import { internal, summaryWorkbook, workbookName } from "./summary-workbook.ts";

const asked: Asked = {
  referenceDate: "2026-09-30",
  population: "lbc_civil",
  by: "school",
  areas: [
    { code: "990000", label: "示例县" },
    { code: "990000101", label: "青禾镇", parent: "990000" },
    { code: "990000102", label: "柳湾镇", parent: "990000" },
    { code: "990000200", label: "云岭乡", parent: "990000" },
  ],
};
const example = childCensus.example as Child;

/** A child of the population, with a number of its own; `undefined` takes an answer away. */
function child(order: number, over: { [K in keyof Child]?: Child[K] | undefined } = {}): Child {
  const girl = over.sex === "2";
  const birth = over.birth_date ?? "2015-03-12";
  const first = `990000${birth.replaceAll("-", "")}${String(order * 2 + (girl ? 0 : 1)).padStart(3, "0")}`;
  const record = {
    ...example,
    child_name: `甲娃${String.fromCodePoint(0x4e00 + order)}`,
    birth_date: birth,
    sex: girl ? "2" : "1",
    id_number: first + checkCharacter(first),
    ...over,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Child;
}

const encode = (records: readonly Child[]) => new TextEncoder().encode(writeCsv(writeRows(childCensus, records)));
const sourceOf = (file: string, records: readonly Child[]) => ({ file, bytes: () => encode(records) });
const sum = (files: Record<string, readonly Child[]>, over: Partial<Asked> = {}) =>
  summarise(
    Object.entries(files).map(([file, records]) => sourceOf(file, records)),
    { ...asked, ...over },
  );
const failing = ({ checks }: Pick<Summary, "checks">) =>
  checks.filter((it) => it.failures.length > 0).map((it) => it.rule);

/** A figure by the words of its headings. */
function cell(groups: readonly Group[], cells: readonly number[], group: string, label: string, part?: string): number {
  const columns = groups.flatMap((it) => it.columns.map((column) => ({ group: it.label, ...column })));
  const at = columns.findIndex((it) => it.group === group && it.label === label && it.part === part);
  if (at === -1) throw new Error(`found no ${group} ${label}`);
  return cells[at] ?? NaN;
}

describe("where each answer is counted", () => {
  const lists: [string, keyof Child, readonly Code[]][] = [
    ["教育情况", "edu_status", codes.educationStatuses],
    ["户籍性质", "hukou_type", codes.hukouTypes],
    ["健康状况", "health", codes.healths],
    ["寄宿情况", "boarding", codes.boardings],
    ["委托照料原因", "care_reason", codes.careReasons],
    ["实际监护", "guardian_type", codes.carers],
    ["监护情况", "guardianship_quality", codes.guardianships],
  ];
  test.each(lists)("%s: every code of %s in exactly one column, no answer in 未采集", (label, question, list) => {
    const group = nationalGroups("lbc_civil").find((it) => it.label === label);
    for (const answer of [...list.map((it) => it.code), undefined]) {
      const places = group?.placesOf({ [question]: answer } as unknown as Child, asked.referenceDate) ?? [];
      const leaves = places.map((at) => group?.columns[at]).filter((it) => it?.kind === "leaf");
      expect(leaves).toHaveLength(1);
      expect(leaves[0]?.label === "未采集").toBe(answer === "99" || answer === undefined);
    }
  });

  test("every kind of help is in one column, and nothing answered is not nothing received", () => {
    const group = nationalGroups("lbc_civil").find((it) => it.label.startsWith("救助"));
    const labels = (over: Partial<Child>) =>
      group?.placesOf(over as Child, asked.referenceDate).map((at) => group.columns[at]?.label);
    for (const { code } of codes.aids) {
      const found = labels({ aid_received: [code] });
      expect(found).toHaveLength(code === "00" || code === "99" ? 1 : 2);
    }
    expect(labels({ aid_received: ["00"] })).toEqual(["无"]);
    expect(labels({ aid_received: ["99"] })).toEqual(["未采集"]);
    expect(labels({})).toEqual(["未采集"]);
    expect(labels({ poverty_cat: ["00"] })).toEqual(["未采集"]);
    expect(labels({ poverty_cat: ["04", "05"] })).toEqual(["受助人数", "脱贫户（原建档立卡）"]);
    expect(labels({ poverty_cat: ["01"], aid_received: ["01", "08", "09"] })).toEqual(["受助人数", "低保", "其他"]);
  });

  test.each([
    ["a brother or sister who is a minor is no entrusted carer", { guardian_type: "10" }, "未成年兄姐"],
    ["a child whom nobody looks after", { guardian_type: "09" }, "无人照护"],
    ["a boarding school", { guardian_type: "07" }, "学校或机构"],
  ] as const)("%s", (_, over, part) => {
    const group = nationalGroups("lbc_civil").find((it) => it.label === "实际监护");
    const places = group?.placesOf(over as unknown as Child, asked.referenceDate) ?? [];
    expect(places.map((at) => group?.columns[at]?.part)).toEqual(["小计", part]);
  });

  test("the five kinds of the plans: yes, no and not answered are three things", () => {
    const answer = (label: string, over: Partial<Child>) => {
      const group = focusGroups.find((it) => it.label === label);
      return group?.columns[group.placesOf(over as Child, asked.referenceDate)[0] ?? -1]?.label;
    };
    expect(answer("义务教育阶段辍学", { edu_status: "09" })).toBe("人数");
    expect(answer("义务教育阶段辍学", { edu_status: "11" })).toBe("否");
    expect(answer("义务教育阶段辍学", {})).toBe("未采集");
    expect(answer("家庭生活困难", { poverty_cat: ["12"] })).toBe("否");
    expect(answer("家庭生活困难", { poverty_cat: ["99"] })).toBe("未采集");
    expect(answer("监护人缺失", { guardian_type: "01", risk_flags: ["01"] })).toBe("人数");
    expect(answer("监护人缺失", { guardian_type: "01", father_status: "4", mother_status: "6" })).toBe("人数");
    expect(answer("监护人缺失", { guardian_type: "01", father_status: "2", mother_status: "2" })).toBe("否");
    expect(answer("残障", { health: "1", poverty_cat: ["12"] })).toBe("人数");
    expect(answer("五类去重合计", { edu_status: "03", poverty_cat: ["00"], guardian_type: "01" })).toBe("未采集");
  });
});

describe("counting a round", () => {
  test("a child in two files counts once, at the first; a refusal in the second is remembered", async () => {
    const one = child(1, { area_code: "990000101201", consent_status: "6" });
    const summary = await sum({ "a.csv": [one, child(2)], "b.csv": [{ ...one, consent_status: "5" }] });
    const [whole] = summary.units;
    expect(whole).toMatchObject({ children: 2, count: 2, declined: 1, pending: 0 });
    expect(summary.rows).toMatchObject([{ kind: "twice", file: "b.csv", row: 2 }]);
    expect(summary.files).toMatchObject([
      { file: "a.csv", rows: 2, twice: 0, children: 2 },
      { file: "b.csv", rows: 1, twice: 1, children: 0 },
    ]);
    expect(failing(summary)).toEqual([]);
  });

  test("records that prove to be one child only later are taken back, and are told", async () => {
    const known = child(1);
    const nameless = child(1, { child_name: "乙娃", consent_status: "5" });
    const unnumbered = child(1, { id_number: undefined });
    const summary = await sum({ "a.csv": [unnumbered], "b.csv": [nameless], "c.csv": [known] });
    const [whole] = summary.units;
    expect([whole?.children, whole?.count, whole?.declined]).toEqual([1, 1, 1]);
    expect(summary.files.map(({ file, twice, children }) => [file, twice, children])).toEqual([
      ["a.csv", 0, 1],
      ["b.csv", 1, 0],
      ["c.csv", 1, 0],
    ]);
    expect(summary.rows.filter((it) => it.kind === "twice").map((it) => it.file)).toEqual(["b.csv", "c.csv"]);
    expect(failing(summary)).toEqual([]);
  });

  test("townships that sent nothing stand there with nothing; schools are one however they are typed", async () => {
    const summary = await sum({
      "a.csv": [
        child(1, { school_name: "一小" }),
        child(2, { school_name: " 一小 " }),
        child(3, { school_name: "ＡＢ小学" }),
        child(4, { school_name: "AB小学" }),
        child(5, { school_name: undefined }),
      ],
    });
    expect(summary.units.map((it) => [it.label, it.level, it.count])).toEqual([
      ["示例县", 0, 5],
      ["青禾镇", 1, 5],
      ["AB小学", 2, 2],
      ["一小", 2, 2],
      ["未填", 2, 1],
      ["柳湾镇", 1, 0],
      ["云岭乡", 1, 0],
    ]);
  });

  test("by village; a township's code names none", async () => {
    const summary = await sum(
      { "a.csv": [child(1, { area_code: "990000102203" }), child(2, { area_code: "990000102" })] },
      { by: "village" },
    );
    expect(summary.units.filter((it) => it.level === 2).map((it) => it.label)).toEqual(["990000102203", "未填"]);
  });

  test("without a list of areas the files say which there are", async () => {
    const summary = await sum(
      { "a.csv": [child(1, { area_code: "990000777201" }), child(2, { area_code: undefined })] },
      { areas: [], by: "township" },
    );
    expect(summary.example).toBe(true);
    expect(summary.mixed).toBe(false);
    expect(summary.units.map((it) => [it.label, it.count])).toEqual([
      ["合计", 2],
      ["990000777", 1],
      ["未填", 1],
    ]);
  });

  test("rows of another county and wrong rows are left out and listed, never by name", async () => {
    const right = child(3).id_number ?? "";
    const wrong = child(3, { id_number: right.slice(0, 17) + (right.endsWith("1") ? "2" : "1") });
    const summary = await sum({ "a.csv": [child(1), child(2, { area_code: "990001101201" }), wrong] });
    expect(summary.units[0]?.count).toBe(1);
    expect(summary.files).toMatchObject([{ rows: 3, refused: 2, children: 1 }]);
    expect(summary.rows.map((it) => [it.row, it.code])).toEqual([
      [3, "area_unknown"],
      [4, "id_check"],
    ]);
    expect(JSON.stringify(summary)).not.toMatch(/甲娃|99000020150312/);
    expect(failing(summary)).toEqual([]);
  });

  test("real children among invented ones stop everything", async () => {
    const real = child(2, { area_code: "522000101201", id_number: undefined });
    expect((await sum({ "a.csv": [child(1), real] })).mixed).toBe(true);
    expect((await sum({ "a.csv": [child(1), real] }, { areas: [] })).mixed).toBe(true);
    expect((await sum({ "a.csv": [real] }, { areas: [] })).mixed).toBe(false);
  });

  test("a child whose facts do not suffice is listed and not counted", async () => {
    const summary = await sum({
      "a.csv": [child(1), child(2, { father_out_place: undefined, mother_out_place: undefined })],
    });
    expect(summary.units[0]).toMatchObject({ children: 2, count: 1, undecided: 1 });
    expect(summary.rows).toMatchObject([{ kind: "undecided", row: 3 }]);
  });
});

describe("against a count of our own", () => {
  const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
  const maybe = <T>(values: readonly T[]) => fc.option(pick(values), { nil: undefined });
  const codesOf = (list: readonly Code[]) => list.map((it) => it.code);
  const some = (list: readonly Code[]) =>
    fc.oneof(
      fc.constant(undefined),
      fc.constant(["00"]),
      fc.constant(["99"]),
      fc.subarray(
        codesOf(list).filter((it) => it !== "00" && it !== "99"),
        { minLength: 1, maxLength: 3 },
      ),
    );
  const anyChild = fc.record({
    sex: pick(["1", "2"]),
    birth_date: pick([
      "2010-10-01",
      "2010-09-30",
      "2012-10-01",
      "2012-09-30",
      "2020-10-01",
      "2020-09-30",
      "2024-02-29",
    ]),
    area_code: pick(["990000101201", "990000101202", "990000102", "990000200203"]),
    school_name: maybe(["一小", "二小"]),
    edu_status: maybe(codesOf(codes.educationStatuses)),
    hukou_type: maybe(codesOf(codes.hukouTypes)),
    health: maybe(codesOf(codes.healths)),
    father_status: pick(["1", "2", "3", "4"]),
    mother_status: pick(["1", "2", "10"]),
    father_out_place: maybe(["1", "3", "5", "9"]),
    mother_out_place: maybe(["3", "5"]),
    stay_parent_capacity: maybe(["1", "2", "99"]),
    care_reason: maybe(codesOf(codes.careReasons)),
    guardian_type: maybe(["01", "02", "05", "06", "07", "08", "09", "10", "99"]),
    guardianship_quality: maybe(codesOf(codes.guardianships)),
    poverty_cat: some(codes.hardships),
    aid_received: some(codes.aids),
    consent_status: pick(["1", "4", "5", "6"]),
    filed: maybe(["0", "1", "99"]),
  });

  test.each(["lbc_civil", "lbc_stat", "disadvantaged"] as const)(
    "%s: each figure, each unit, each check",
    async (population) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyChild, { minLength: 2, maxLength: 40 }),
          pick(["township", "village", "school"] as const),
          async (drawn, by) => {
            const children = drawn.map((it, at) =>
              child(at, {
                ...(it as Partial<Child>),
                // Answers that rules or conditions would refuse.
                grade: undefined,
                boarding: undefined,
                ...(it.father_status === "2" || it.father_status === "3"
                  ? {}
                  : { father_out_place: undefined, father_out_since: undefined }),
                ...(it.mother_status === "2" ? {} : { mother_out_place: undefined, mother_out_since: undefined }),
              }),
            );
            const half = Math.ceil(children.length / 2);
            const summary = await sum(
              { "a.csv": children.slice(0, half), "b.csv": children.slice(half) },
              { population, by },
            );
            expect(summary.rows.filter((it) => it.kind === "refused")).toEqual([]);
            expect(failing(summary)).toEqual([]);
            expect(figures(summary)).toEqual(byHand(children, population, by));
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  /** What is compared: each unit by its path, with some figures of every group. */
  function figures({ units, population }: Summary): Record<string, unknown> {
    const national = nationalGroups(population);
    let township = "";
    return Object.fromEntries(
      units.map((unit) => {
        if (unit.level === 1) township = unit.label;
        const n = (group: string, label: string, part?: string) => cell(national, unit.national, group, label, part);
        const f = (group: string, label: string) => cell(focusGroups, unit.focus, group, label);
        const path = unit.level === 0 ? "" : unit.level === 1 ? township : `${township}/${unit.label}`;
        return [
          path,
          {
            children: unit.children,
            count: unit.count,
            withheld: unit.declined + unit.pending,
            girls6to13: n("年龄", "6–13岁", "女"),
            from14: n("年龄", "14–15岁", "小计"),
            primary: n("教育情况", "小学"),
            elsewhere: n("教育情况", "其他"),
            unknownEducation: n("教育情况", "未采集"),
            rural: n("户籍性质", "农村居民"),
            chronic: n("健康状况", "慢性病"),
            bothAway: n("委托照料原因", "父母双方同时外出"),
            grandparents: n("实际监护", "祖父母、外祖父母"),
            nobody: n("实际监护", "无委托照料人", "小计"),
            poorlyGuarded: n("监护情况", "差"),
            low: n("救助情况（可多项）", "低保"),
            helped: n("救助情况（可多项）", "受助人数"),
            none: n("救助情况（可多项）", "无"),
            dropouts: f("义务教育阶段辍学", "人数"),
            poor: f("家庭生活困难", "人数"),
            filed: f("已建档", "是"),
          },
        ];
      }),
    );
  }

  /** The same, child by child, from the raw answers. */
  function byHand(children: readonly Child[], population: PopulationId, by: Asked["by"]): Record<string, unknown> {
    const names: Record<string, string> = { "990000101": "青禾镇", "990000102": "柳湾镇", "990000200": "云岭乡" };
    const townshipOf = (it: Child) => names[it.area_code?.slice(0, 9) ?? ""] ?? "";
    const below = (it: Child) =>
      by === "school" ? (it.school_name ?? "未填") : it.area_code?.length === 12 ? it.area_code : "未填";
    const paths = new Set(["", ...Object.values(names)]);
    if (by !== "township") for (const it of children) paths.add(`${townshipOf(it)}/${below(it)}`);
    return Object.fromEntries(
      [...paths].map((path) => {
        const [township, unit] = path.split("/");
        const here = children.filter(
          (it) => (path === "" || townshipOf(it) === township) && (unit === undefined || below(it) === unit),
        );
        const members = here.filter((it) => membership(population, it, asked.referenceDate) === "in");
        const age = (it: Child) => yearsBetween(it.birth_date ?? "", asked.referenceDate);
        const number = (of: (it: Child) => boolean) => members.filter(of).length;
        const aids = (it: Child) => it.aid_received ?? [];
        const hard = (it: Child) => it.poverty_cat ?? [];
        const low = (it: Child) => aids(it).includes("01") || hard(it).includes("01");
        const helped = (it: Child) =>
          aids(it).some((code) => code !== "00" && code !== "99") ||
          hard(it).some((code) => ["01", "03", "04", "05"].includes(code));
        return [
          path,
          {
            children: here.length,
            count: members.length,
            withheld: number((it) => it.consent_status === "5" || it.consent_status === "6"),
            girls6to13: number((it) => it.sex === "2" && age(it) >= 6 && age(it) < 14),
            from14: number((it) => age(it) >= 14 && age(it) < 16),
            primary: number((it) => it.edu_status === "03"),
            elsewhere: number((it) => ["07", "08", "09", "10", "11"].includes(it.edu_status ?? "")),
            unknownEducation: number((it) => it.edu_status === undefined || it.edu_status === "99"),
            rural: number((it) => it.hukou_type === "1"),
            chronic: number((it) => it.health === "3"),
            bothAway: number((it) => it.care_reason === "1"),
            grandparents: number((it) => it.guardian_type === "01" || it.guardian_type === "02"),
            nobody: number((it) => ["03", "04", "07", "08", "09", "10"].includes(it.guardian_type ?? "")),
            poorlyGuarded: number((it) => it.guardianship_quality === "3"),
            low: number(low),
            helped: number(helped),
            none: number((it) => aids(it).includes("00") && !helped(it)),
            dropouts: number((it) => it.edu_status === "09" || it.edu_status === "10"),
            poor: number((it) => hard(it).some((code) => code >= "01" && code <= "09")),
            filed: number((it) => it.filed === "1"),
          },
        ];
      }),
    );
  }
});

describe("the checks", () => {
  test("whichever figure is wrong, a check fails", async () => {
    const children = Array.from({ length: 12 }, (_, at) =>
      child(at, {
        sex: at % 2 === 0 ? "1" : "2",
        birth_date: ["2023-01-05", "2015-03-12", "2011-02-01"][at % 3] ?? "2015-03-12",
        area_code: at % 4 === 0 ? "990000102201" : "990000101201",
        consent_status: at === 3 ? "5" : at === 4 ? "6" : "1",
      }),
    );
    const summary = await sum({ "a.csv": children });
    expect(failing(summary)).toEqual([]);
    const spoil = (at: number, change: (unit: Summary["units"][number]) => Summary["units"][number]) =>
      failing({ checks: checksOf({ ...summary, units: summary.units.map((it, n) => (n === at ? change(it) : it)) }) });
    for (const [at, unit] of summary.units.entries()) {
      for (const key of ["national", "focus"] as const)
        for (const place of unit[key].keys())
          expect(
            spoil(at, (it) => ({ ...it, [key]: it[key].map((value, n) => (n === place ? value + 1 : value)) })),
            `${unit.label} ${key} ${String(place)}`,
          ).not.toEqual([]);
      for (const key of ["children", "count", "outside", "undecided", "declined", "pending"] as const)
        expect(
          spoil(at, (it) => ({ ...it, [key]: it[key] + 1 })),
          `${unit.label} ${key}`,
        ).not.toEqual([]);
    }
    const [file] = summary.files;
    const lost = file === undefined ? [] : [{ ...file, children: file.children - 1 }];
    expect(failing({ checks: checksOf({ ...summary, files: lost }) })).toHaveLength(2);
  });
});

describe("the workbook", () => {
  const files = {
    "a.csv": [child(1, { sex: "2" }), child(2, { consent_status: "5" }), child(3, { school_name: '=HYPERLINK("x")' })],
    "b.csv": [
      child(4, { area_code: "990000102201", health: "5" }),
      child(1, { sex: "2" }),
      child(5, { area_code: "990001101201" }),
    ],
  };

  test("says the same numbers when it is opened again, and what it is on every sheet", async () => {
    const summary = await sum(files);
    const sheets = await readWorkbook("x.xlsx", await summaryWorkbook(summary));
    expect(sheets.map((it) => it.sheet)).toEqual([
      "排查汇总表",
      "T55 汇总上报表",
      "勾稽核对",
      "报送情况",
      "需核对的行",
      "说明",
    ]);
    for (const { rows } of sheets) expect(rows[0]?.join("")).toContain(internal);
    const [national, focus] = sheets;
    for (const [sheet, groups, key, from] of [
      [national, nationalGroups("lbc_civil"), "national", 3],
      [focus, focusGroups, "focus", 3],
    ] as const) {
      const shown = groups.flatMap((it) => it.columns).map((it) => it.unshown !== true);
      const start = sheet?.rows.findIndex((it) => it[0] === "示例县") ?? -1;
      for (const [at, unit] of summary.units.entries()) {
        const row = sheet?.rows[start + at] ?? [];
        expect(row[0]).toBe(inert(unit.label));
        const figures = unit[key].filter((_, place) => shown[place]).map(String);
        expect(row.slice(from, from + figures.length)).toEqual(figures);
        expect(row[key === "national" ? 1 : 2]).toBe(String(unit.count));
      }
    }
    expect(national?.rows.find((it) => it[0] === "云岭乡")?.join("")).toContain("未报送");
    const words = (at: number) => sheets[at]?.rows.flat().join("\n") ?? "";
    expect(words(3)).toContain("有 1 行登记没有读入");
    expect(words(5)).toContain("数量 4，其中不同意 1、待取得 0。公开发布时不计后两种，为 3");
    expect(words(4)).toMatch(/重复\nb\.csv\n\n3/);
  });

  test("holds no text that is run as a formula once a sheet is saved as CSV", async () => {
    const summary = await sum({ '=HYPERLINK("http://x").csv': files["a.csv"], "+1+1.csv": files["b.csv"] });
    const sheets = await readWorkbook("x.xlsx", await summaryWorkbook(summary));
    const texts = sheets.flatMap(({ rows }) => rows.flat());
    expect(texts.filter((it) => /^[=+@\t\r-]/.test(it))).toEqual([]);
    for (const it of ['=HYPERLINK("x")', '=HYPERLINK("http://x").csv', "+1+1.csv"]) expect(texts).toContain(`'${it}`);
  });

  test("names nobody, runs no formula, and is the same file each time", async () => {
    const summary = await sum(files);
    const [one, two] = [await summaryWorkbook(summary), await summaryWorkbook(summary)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    const { unzipSync, strFromU8 } = await import("fflate");
    const text = Object.values(unzipSync(one))
      .map((it) => strFromU8(it))
      .join("\n");
    expect(/<f[ >]/.test(text)).toBe(false);
    expect(/甲娃|9900002015/.test(text)).toBe(false);
    expect(text.match(/<oddHeader>[^<]*内部使用[^<]*<\/oddHeader>/g)).toHaveLength(6);
    expect(workbookName(summary)).toBe("示例-内部使用-不得公开-排查汇总-2026-09-30-按学校.xlsx");
  });
});
