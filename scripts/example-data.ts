import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { yearsBetween } from "../src/forms/calendar.ts";
import { childCensus } from "../src/forms/definitions/child-census.ts";
import { type Answers, questionsOf } from "../src/forms/form.ts";
import { checkCharacter, sexOf } from "../src/forms/identity.ts";
import { writeRows } from "../src/forms/sheet.ts";
import { referenceDateOf, type Round } from "../src/programme/rounds.ts";
import { readSite } from "../src/site/site.ts";
import { type Effects, type ExitCode, main, readArguments } from "./command.ts";
import { gb18030 } from "./gb18030.ts";

const help = `用法：npm run example-data

重新写出 data/example/ 里两轮虚构的登记表（每次字节相同）。这些孩子都不存在。`;

const seed = 20260930;
const rounds: readonly Round[] = ["2026-spring", "2026-autumn"];

type Child = Answers<typeof childCensus>;
/** What stays with an invented child from round to round. */
type Person = {
  readonly birth: string;
  readonly id: string;
  readonly name: string;
  readonly family: Partial<Child>;
  readonly township: string;
  readonly village: string;
  /** Draws that decide about changes, so that a child changes gradually. */
  readonly luck: () => number;
};

/** Writes the invented rounds; the same bytes on each run. */
export async function exampleData(argv: readonly string[], effects: Effects): Promise<ExitCode> {
  const read = readArguments(argv, {}, help, effects);
  if ("exit" in read) return read.exit;
  const folder = join(effects.root, "data", "example");
  const site = readSite(readFileSync(join(folder, "site.json"), "utf8"), "data/example/site.json");
  const townships = site.areas.filter((it) => it.parent !== undefined);
  const random = mulberry32(seed);
  effects.tell(`种子 ${String(seed)}`);

  const schools = townships.flatMap(({ code, label }, at) => [
    { code, name: `${label}中心小学`, stages: ["01", "02", "03"] },
    ...(at % 2 === 0 ? [{ code, name: `${label}初级中学`, stages: ["04"] }] : []),
    ...(at % 4 !== 3
      ? [{ code, name: `${label}${["东山", "河西", "向阳", "新田"][at % 4] ?? ""}小学`, stages: ["01", "02", "03"] }]
      : []),
    ...(at % 4 === 0 ? [{ code, name: `${label}石门小学`, stages: ["01", "02", "03"] }] : []),
  ]);
  // Towns differ in size as real ones do: from about forty children to about two hundred and sixty.
  const people = townships.flatMap(({ code }, at) =>
    Array.from({ length: Math.round(42 + (227 * ((at * 7) % 16)) / 15) }, () => invent(code, random)),
  );

  for (const [turn, round] of rounds.entries()) {
    const referenceDate = referenceDateOf(round);
    rmSync(join(folder, round), { recursive: true, force: true });
    mkdirSync(join(folder, round), { recursive: true });
    const present = people.filter(
      (it) => yearsBetween(it.birth, referenceDate) < 16 && it.luck() > (turn === 0 ? 0.04 : 0.05),
    );
    const files = schools.map((): Child[] => []);
    for (const person of present) {
      const record = fillIn(person, round, turn);
      // Who is at no school of the county is listed by the central school of the township.
      const stage = ["01", "02", "03", "04"].includes(record.edu_status ?? "") ? (record.edu_status ?? "") : "03";
      const eligible = schools.flatMap((school, at) => (school.stages.includes(stage) ? [at] : []));
      const near = eligible.filter((at) => schools[at]?.code === person.township);
      const choices =
        near.length > 0 ? near : eligible.filter((at) => schools[at]?.code.slice(0, 8) === person.township.slice(0, 8));
      const school = choices[Number(person.village.slice(-1)) % choices.length] ?? eligible[0] ?? 0;
      const { aid_received, plan_made, psych_screened, ...asked } = record;
      // Some schools leave out what is not asked of all.
      const detail = school % 9 === 4 ? {} : { aid_received, plan_made, psych_screened };
      const at = ["09", "10", "11"].includes(record.edu_status ?? "")
        ? {}
        : { school_name: schools[school]?.name ?? "" };
      files[school]?.push(
        Object.fromEntries(Object.entries({ ...asked, ...detail, ...at }).filter(([, it]) => it !== undefined)),
      );
    }
    for (const [at, records] of files.entries()) {
      const { name, bytes } = arrive(
        `示例_${String(at + 1).padStart(2, "0")}_${schools[at]?.name ?? ""}`,
        records,
        at,
        random,
      );
      writeFileSync(join(folder, round, name), bytes);
    }
    effects.print(
      `${round}：${String(schools.length)} 个文件，约 ${String(Math.round(present.length / 10) * 10)} 名虚构儿童`,
    );
  }
  rmSync(join(folder, "mistakes"), { recursive: true, force: true });
  mkdirSync(join(folder, "mistakes"));
  for (const [name, bytes] of Object.entries(mistakes()))
    writeFileSync(join(folder, "mistakes", `示例_${name}`), bytes);
  return 0;
}

/** Small files with one mistake each, as offices make them; tests/journeys.test.ts shows what the command says to each. */
function mistakes(): Record<string, Uint8Array> {
  const away = ["父亲务工地", "父亲外出起始", "母亲务工地", "母亲外出起始"];
  const heading = ["姓名,性别,出生日期,公民身份号码,区划代码,父亲状态,母亲状态", ...away].join(",");
  const child = (over: { name?: string; birth?: string; id?: string; sex?: string } = {}) =>
    [
      over.name ?? "示例甲",
      over.sex ?? "男",
      over.birth ?? "2015-03-12",
      over.id ?? "990000201503120013",
      "990000101201",
      "外出务工",
      "外出务工",
      ...["省外", "2024-01", "省外", "2024-01"],
    ].join(",");
  const csv = (...lines: string[]) => Buffer.from(`\ufeff${[heading, ...lines].join("\r\n")}\r\n`);
  return {
    "校验码不对.csv": csv(child({ id: "990000201503120012" })),
    "身份证变成科学计数.csv": csv(child({ id: "9.90000201503E+17" })),
    "十五位旧号.csv": csv(child({ id: "990000150312001" })),
    "出生日期只到月.csv": csv(child({ birth: "2015年3月", id: "" })),
    "出生日期晚于时点.csv": csv(child({ birth: "2027-01-01", id: "" })),
    "性别与号码不符.csv": csv(child({ sex: "女" })),
    "不认识的写法.csv": csv(child({ sex: "两个", id: "" })),
    "同一个孩子两次.csv": csv(child(), child()),
    "两列同名.csv": Buffer.from(`\ufeff${heading},学生姓名\r\n${child()},示例乙\r\n`),
    "缺少母亲一列.csv": Buffer.from(
      "\ufeff姓名,性别,出生日期,区划代码,父亲状态\r\n示例甲,男,2015-03-12,990000101201,外出务工\r\n",
    ),
    "单独的引号.csv": csv(
      child({ name: '"示例甲', id: "" }),
      child({ name: "示例乙", id: "" }),
      child({ name: "示例丙", id: "" }),
    ),
    "多一个逗号.csv": csv(`${child({ name: "示例甲", id: "" })},外出务工`),
    "引号并了两行.csv": Buffer.from(
      `\ufeff${heading},学校\r\n${child({ id: "" })},"一校\r\n${child({ name: '示例乙"', id: "" })},二校\r\n`,
    ),
    "不止一个数组.json": Buffer.from('{"一班":[{"姓名":"示例甲"}],"二班":[{"姓名":"示例乙"}]}\n'),
    "区划不在名单.csv": csv(child().replace("990000101201", "990000999201")),
    "只有表头.csv": csv(),
    "空文件.csv": Buffer.alloc(0),
    "号码写成数字.json": Buffer.from(
      '[{"姓名":"示例甲","公民身份号码":9.90000201503120e+17,"父亲状态":"2","母亲状态":"2"}]\n',
    ),
    "其实是工作簿.csv": Buffer.from("PK\u0003\u0004 not a table"),
    "乱码.csv": Buffer.from([0xd0, 0xff, 0xff, 0x81, 0x2c, 0xff]),
    "需要立即处理.csv": Buffer.from(`\ufeff${heading},风险情形\r\n${child()},自伤念头\r\n`),
  };
}

const surnames = [..."张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢"];
const given = [..."小满春禾青木晓雨晨阳思远家和安宁乐天星辰子墨若溪文博书航语桐"];

/** A child that does not exist: number from the block that belongs to nobody, a telephone that cannot be dialled. */
function invent(township: string, random: () => number): Person {
  const age = pick(random, [
    [0.06, [0, 3]],
    [0.09, [3, 5]],
    [0.06, [5, 6]],
    [0.57, [6, 12]],
    [0.22, [12, 15]],
  ]);
  const days = Math.floor((age[0] + random() * (age[1] - age[0])) * 365.25);
  const birth = new Date(Date.UTC(2026, 2, 31) - days * 86_400_000).toISOString().slice(0, 10);
  const male = random() < 0.545;
  const order = String(100 + Math.floor(random() * 400) * 2 + (male ? 1 : 0)).slice(-3);
  const first = `990000${birth.replaceAll("-", "")}${order}`;
  const letters = () => given[Math.floor(random() * given.length)] ?? "";
  const surname = surnames[Math.floor(random() * surnames.length)] ?? "";
  const carerAge = pick(random, [
    [0.08, "1"],
    [0.38, "2"],
    [0.4, "3"],
    [0.12, "4"],
    [0.02, "5"],
  ] as const);
  const carer = pick(random, [
    [0.74, "01"],
    [0.18, "02"],
    [0.036, "05"],
    [0.004, "06"],
    [0.025, "07"],
    [0.005, "09"],
    [0.003, "10"],
    [0.007, "99"],
  ] as const);
  const reason = pick(random, [
    [0.9, "1"],
    [0.06, "2"],
    [0.01, "3"],
    [0.03, "8"],
  ] as const);
  const place = pick(random, [
    [0.02, "2"],
    [0.08, "3"],
    [0.2, "4"],
    [0.68, "5"],
    [0.005, "6"],
    [0.015, "9"],
  ] as const);
  const since = `${String(2016 + Math.floor(random() * 9))}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}`;
  const old = Number(carerAge) >= 3;
  const both = reason === "1" || reason === "3";
  const fatherAway = both || random() < 0.8;
  const health = pick(random, [
    [0.945, "1"],
    [0.025, "2"],
    [0.01, "3"],
    [0.003, "4"],
    [0.012, "5"],
    [0.002, "9"],
    [0.003, "99"],
  ] as const);
  const disabled = health === "5";
  const listed = pick(random, [
    [0.675, "00"],
    [0.06, "01"],
    [0.005, "02"],
    [0.001, "03"],
    [0.21, "04"],
    [0.01, "05"],
    [0.015, "06"],
    [0.005, "07"],
    [0.004, "11"],
    [0.005, "13"],
    [0.01, "99"],
  ] as const);
  const hardship: NonNullable<Child["poverty_cat"]> =
    disabled && listed !== "99" ? (listed === "00" ? ["12"] : [listed, "12"]) : [listed];
  const family: Partial<Child> = {
    hukou_type: pick(random, [
      [0.9, "1"],
      [0.05, "2"],
      [0.03, "3"],
      [0.003, "4"],
      [0.017, "99"],
    ] as const),
    father_status: reason === "8" ? "1" : fatherAway ? "2" : "1",
    mother_status: reason === "8" ? "1" : both || !fatherAway ? "2" : "1",
    stay_parent_capacity:
      reason === "1"
        ? "8"
        : reason === "8"
          ? "1"
          : pick(random, [
              [0.5, "2"],
              [0.3, "3"],
              [0.2, "4"],
            ] as const),
    care_reason: reason,
    guardian_type: reason === "8" ? "04" : carer,
    guardian_age_band: carerAge,
    entrust_signed: pick(random, [
      [0.54, "1"],
      [0.2, "2"],
      [0.19, "3"],
      [0.04, "8"],
      [0.03, "99"],
    ] as const),
    guardianship_quality: pick(random, [
      [0.69, "1"],
      [0.26, "2"],
      [0.03, "3"],
      [0.02, "99"],
    ] as const),
    // Older carers: less contact by telephone and video; a parent in another province: fewer visits.
    contact_freq: old
      ? pick(random, [
          [0.2, "1"],
          [0.27, "2"],
          [0.27, "3"],
          [0.1, "4"],
          [0.05, "5"],
          [0.05, "6"],
          [0.04, "7"],
          [0.02, "99"],
        ] as const)
      : pick(random, [
          [0.38, "1"],
          [0.33, "2"],
          [0.2, "3"],
          [0.04, "4"],
          [0.02, "5"],
          [0.02, "6"],
          [0.01, "7"],
        ] as const),
    meet_freq:
      place === "5"
        ? pick(random, [
            [0.04, "1"],
            [0.15, "2"],
            [0.25, "3"],
            [0.38, "4"],
            [0.18, "5"],
          ] as const)
        : pick(random, [
            [0.25, "1"],
            [0.32, "2"],
            [0.22, "3"],
            [0.16, "4"],
            [0.05, "5"],
          ] as const),
    poverty_cat: hardship,
    aid_received: aidFor(hardship, disabled, random),
    health,
    psych_concern: old
      ? pick(random, [
          [0.76, "0"],
          [0.18, "1"],
          [0.06, "2"],
        ] as const)
      : pick(random, [
          [0.88, "0"],
          [0.1, "1"],
          [0.02, "2"],
        ] as const),
    needs: pick(random, [
      [0.34, ["1"]],
      [0.22, ["1", "2"]],
      [0.14, ["2", "7"]],
      [0.1, ["1", "3"]],
      [0.07, ["4", "8"]],
      [0.05, ["1", "6"]],
      [0.03, ["7"]],
      [0.02, ["5"]],
      [0.01, ["9"]],
      [0.02, ["99"]],
    ] as const),
    risk_flags: [
      pick(random, [
        [0.86, "00"],
        [0.05, "05"],
        [0.06, "08"],
        [0.03, "09"],
      ] as const),
    ],
    reporter_role: "1",
    legal_basis: "1",
    consent_status: pick(random, [
      [0.4, "1"],
      [0.31, "2"],
      [0.18, "3"],
      [0.09, "4"],
      [0.005, "5"],
      [0.015, "6"],
    ] as const),
    guardian_phone: `1990000${String(Math.floor(random() * 10_000)).padStart(4, "0")}`,
  };
  if (family.father_status === "2") Object.assign(family, { father_out_place: place, father_out_since: since });
  if (family.mother_status === "2") Object.assign(family, { mother_out_place: place, mother_out_since: since });
  if (family.health === "5") Object.assign(family, { disability_type: ["4"], disability_level: "3" });
  return {
    birth,
    id: first + checkCharacter(first),
    name: `${surname}${letters()}${random() < 0.8 ? letters() : ""}`,
    family,
    township,
    village: `${township}${String(201 + Math.floor(random() * 9))}`,
    luck: mulberry32(Math.floor(random() * 2 ** 32)),
  };
}

/** What a child's family gets: for hardship and disability, and what every pupil of a school that cooks may get. */
function aidFor(
  hardship: readonly string[],
  disabled: boolean,
  random: () => number,
): NonNullable<Child["aid_received"]> {
  if (hardship.includes("99") && random() < 0.8) return ["99"];
  const poor = !hardship.includes("00");
  const aid = [
    ...(hardship.includes("01") ? (["01"] as const) : []),
    ...(hardship.includes("03") ? (["02"] as const) : []),
    ...(random() < (poor ? 0.04 : 0.004) ? (["03"] as const) : []),
    ...(random() < (poor ? 0.03 : 0.002) ? (["04"] as const) : []),
    ...(random() < (poor ? 0.02 : 0) ? (["05"] as const) : []),
    ...(disabled && random() < 0.8 ? (["06"] as const) : []),
    ...(hardship.includes("11") ? (["07"] as const) : []),
    ...(random() < (poor ? 0.72 : 0.03) ? (["08"] as const) : []),
    ...(random() < 0.3 ? (["09"] as const) : []),
    ...(random() < 0.05 ? (["10"] as const) : []),
  ];
  return aid.length > 0 ? aid : ["00"];
}

/** The record of one round: age, stage and grade by the calendar, services that grow from round to round. */
function fillIn(person: Person, round: Round, turn: number): Child {
  const referenceDate = referenceDateOf(round);
  // Pupils enter grade 1 in the September after their sixth birthday.
  const schoolYear = round.endsWith("autumn") ? Number(round.slice(0, 4)) : Number(round.slice(0, 4)) - 1;
  const grade = schoolYear - Number(person.birth.slice(0, 4)) - (person.birth.slice(5) < "09-01" ? 6 : 7) + 1;
  const stage = grade < -2 ? "01" : grade < 1 ? "02" : grade <= 6 ? "03" : grade <= 9 ? "04" : "05";
  const chance = person.luck();
  const edu =
    stage === "05"
      ? pick(() => chance, [
          [0.5, "05"],
          [0.42, "06"],
          [0.08, "11"],
        ] as const)
      : grade >= 1
        ? pick(() => chance, [
            [0.98, stage],
            [0.004, "07"],
            [0.001, "08"],
            [grade >= 7 ? 0.009 : 0.001, "09"],
            [grade === 1 ? 0.002 : 0, "10"],
            [0.004, "99"],
            [0.01, stage],
          ] as const)
        : stage;
  const filed = person.luck() < (turn === 0 ? 0.93 : 0.97) ? "1" : person.luck() < 0.7 ? "0" : "99";
  const paired = filed === "1" && person.luck() < (turn === 0 ? 0.55 : 0.64) ? "1" : "0";
  const visited =
    person.luck() < (paired === "1" ? 0.95 : turn === 0 ? 0.65 : 0.72) ? "1" : person.luck() < 0.9 ? "0" : "99";
  const typed = person.luck();
  const record: Child = {
    child_name: person.name,
    sex: sexOf(person.id),
    birth_date: person.birth,
    id_number: person.id,
    area_code: person.village,
    edu_status: edu,
    ...(["03", "04", "05", "06", "07"].includes(edu) ? { grade: Math.max(1, grade) } : {}),
    boarding: boardingOf(edu, person.luck()),
    ...person.family,
    filed,
    paired,
    ...(paired === "1" && typed > 0.03 ? { pair_type: typeOf(typed) } : {}),
    visited,
    ...(visited === "1" ? { last_visit_date: referenceDate } : {}),
    talk_count: Math.floor(person.luck() * 6),
    plan_made: person.luck() < (paired === "1" ? 0.8 : 0.25) ? "1" : person.luck() < 0.95 ? "0" : "99",
    psych_screened:
      person.luck() < (grade < 1 ? 0.05 : turn === 0 ? 0.45 : 0.6) ? "1" : person.luck() < 0.93 ? "0" : "99",
  };
  return record;
}

/** Most boarders are in junior schools; who is at no school does not board. */
function boardingOf(edu: string, luck: number): NonNullable<Child["boarding"]> {
  if (luck > 0.99) return "99";
  const share = { "03": 0.18, "04": 0.55, "05": 0.8, "06": 0.8, "07": 0.6 }[edu] ?? 0;
  return luck < share ? "1" : luck > 0.97 && share > 0 ? "3" : "2";
}

function typeOf(luck: number): NonNullable<Child["pair_type"]> {
  return pick(() => luck, [
    [0.65, "1"],
    [0.12, "2"],
    [0.12, "3"],
    [0.08, "4"],
    [0.01, "5"],
    [0.02, "9"],
  ] as const);
}

/** A school's file as it arrives: headings, order, encoding and format differ from school to school. */
function arrive(
  stem: string,
  records: readonly Child[],
  at: number,
  random: () => number,
): { name: string; bytes: Uint8Array } {
  const [heading = [], ...rows] = writeRows(childCensus, records);
  const questions = questionsOf(childCensus);
  const used = questions
    .map(([id], index) => ({ id, index }))
    .filter(({ id, index }) => id === "filed" || rows.some((row) => row[index] !== ""));
  const [name, ...rest] = used;
  const order = name === undefined ? [] : [name, ...(at % 3 === 0 ? rest : shuffle(rest, random))];
  const headings = order.map(({ index }) => {
    const synonyms = questions[index]?.[1].synonyms ?? [];
    // Only the first two, so that a definition can learn a heading without these files changing.
    return (at % 4 === 1 ? (synonyms[at % 8 === 1 ? 0 : 1] ?? synonyms[0]) : undefined) ?? heading[index] ?? "";
  });
  const dotted = (cell: string) => (at % 5 === 2 ? cell.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$1.$2.$3") : cell);
  const table = rows.map((row) => order.map(({ index }) => dotted(row[index] ?? "")));
  if (at % 8 === 6) {
    const objects = table.map((row) => Object.fromEntries(headings.map((it, column) => [it, row[column] ?? ""])));
    return { name: `${stem}.json`, bytes: Buffer.from(`${JSON.stringify(objects, null, 1)}\n`) };
  }
  const csv = [headings, ...table]
    .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","))
    .join("\r\n");
  return { name: `${stem}.csv`, bytes: at % 8 === 3 ? gb18030(`${csv}\r\n`) : Buffer.from(`\ufeff${csv}\r\n`) };
}

/** mulberry32: a small generator whose numbers are the same everywhere. Gives numbers in [0, 1). */
function mulberry32(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the values, with the shares given; the last takes what is left. */
function pick<const T>(random: () => number, shares: readonly (readonly [number, T])[]): T {
  let left = random();
  for (const [share, value] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  const last = shares.at(-1);
  if (last === undefined) throw new Error("pick: found no values, expected at least one");
  return last[1];
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

await main(import.meta, exampleData);
