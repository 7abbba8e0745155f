import { yearsBetween } from "../forms/calendar.ts";
import * as codes from "../forms/codes.ts";
import { childCensus } from "../forms/definitions/child-census.ts";
import { type Code } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { type PopulationId } from "../programme/populations.ts";
import { checkFile } from "./check.ts";
import { type Child, membership } from "./populations.ts";
import { openRegister } from "./register.ts";

/** What an office reports upward: exact counts by unit, for its own use and never published. It holds no name and no number of a child. */
export type Summary = Asked & {
  /** Whether all the children are invented. */
  readonly example: boolean;
  /** The whole first, then each township followed by its villages or schools. */
  readonly units: readonly Unit[];
  readonly files: readonly FileReceipt[];
  /** Rows to look at again, in the order of the files: left out, entered twice, undecided. No row is named otherwise than by its place. */
  readonly rows: readonly RowNote[];
  readonly checks: readonly Check[];
  /** Invented and real children in one folder: nothing may be reported. */
  readonly mixed: boolean;
};

export type Asked = {
  /** The day at which ages and times away are computed, `YYYY-MM-DD`. */
  readonly referenceDate: string;
  readonly population: PopulationId;
  readonly by: By;
  /** County (6 digits) and its townships (9 digits), in the order they are shown; none where they are not known, then the files say which there are. */
  readonly areas: readonly { readonly code: string; readonly label: string; readonly parent?: string | undefined }[];
};
export type By = "township" | "village" | "school";

export type Unit = {
  readonly label: string;
  /** 0 the whole, 1 a township, 2 a village or school of the township above it. */
  readonly level: 0 | 1 | 2;
  /** Children on file, each once, whoever they are. */
  readonly children: number;
  /** Children of the population: 数量. */
  readonly count: number;
  readonly outside: number;
  readonly undecided: number;
  /** Of `count`, those whom a release leaves out: the guardian refused (5), or has not agreed yet (6). */
  readonly declined: number;
  readonly pending: number;
  /** Left the register by what the record says, counted by its facts all the same. */
  readonly left: number;
  /** Aligned with the columns of `nationalGroups`, one group after the other. */
  readonly national: readonly number[];
  /** Aligned with the columns of `focusGroups`. */
  readonly focus: readonly number[];
};

export type FileReceipt = {
  readonly file: string;
  /** Rows that are not blank. */
  readonly rows: number;
  /** Rows that could not be read, or belong to no unit of the office. */
  readonly refused: number;
  readonly twice: number;
  readonly children: number;
  /** Nothing of the file was read. */
  readonly unread: boolean;
};

export type RowNote = {
  readonly kind: "refused" | "twice" | "undecided";
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly row: number;
  readonly code: string;
  readonly message: string;
};

/** One relation that must hold between the figures, and where it does not. */
export type Check = {
  readonly rule: string;
  /** Units or files it was tried on. */
  readonly tried: number;
  readonly failures: readonly { readonly at: string; readonly left: number; readonly right: number }[];
  /** Its two sides for the whole. */
  readonly left: number;
  readonly right: number;
};

/**
 * A column of figures. The leaves of a group sum to 数量; a subtotal is the sum of the leaves of its label; of `several`, a child
 * may be in more than one.
 */
export type Column = {
  readonly label: string;
  /** Below the label where it is divided. */
  readonly part?: string;
  readonly kind: "leaf" | "subtotal" | "several";
  /** Counted for the checks and not shown: it is what remains. */
  readonly unshown?: true;
};
export type Group = {
  readonly label: string;
  readonly columns: readonly Column[];
  /** The columns a child counts in, as places in `columns`. */
  readonly placesOf: (child: Child, referenceDate: string) => readonly number[];
  /** What goes where, as far as the headings do not say it. */
  readonly notes: readonly string[];
  /** The relation of the paper table of 2016 (民发〔2016〕42号) that sums this group. */
  readonly relation2016?: string;
};

/** The columns of the national summary (全国系统“排查汇总表”) in its order, with 未采集 for each group. */
export function nationalGroups(population: PopulationId): readonly Group[] {
  return [
    ages(population),
    byCode("教育情况", "edu_status", codes.educationStatuses, {
      columns: [
        ["学龄前", ["01"]],
        ["幼儿园", ["02"]],
        ["小学", ["03"]],
        ["初中", ["04"]],
        ["高中", ["05"]],
        ["中专及以上", ["06"]],
        ["其他", ["07", "08", "09", "10", "11"]],
        ["未采集", ["99"]],
      ],
      relation2016: "1列=11列+…+18列",
    }),
    byCode("户籍性质", "hukou_type", codes.hukouTypes, {
      columns: [
        ["农村居民", ["1"]],
        ["城镇居民", ["2"]],
        ["其他", ["3", "4"]],
        ["未采集", ["99"]],
      ],
    }),
    byCode("健康状况", "health", codes.healths, {
      columns: [
        ["健康", ["1"]],
        ["一般或较弱", ["2"]],
        ["重病", ["4"]],
        ["慢性病", ["3"]],
        ["残疾", ["5"]],
        ["其他", ["9"]],
        ["未采集", ["99"]],
      ],
    }),
    byCode("寄宿情况", "boarding", codes.boardings, {
      columns: [
        ["寄宿", ["1"]],
        ["非寄宿", ["2", "3"]],
        ["未采集", ["99"]],
      ],
    }),
    byCode("委托照料原因", "care_reason", codes.careReasons, {
      columns: [
        ["父母双方同时外出", ["1"]],
        ["一方外出另一方无监护能力", ["2"]],
        ["父母双方无监护能力", ["3"]],
        ["不适用", ["8"]],
        ["未采集", ["99"]],
      ],
      notes: ["“不适用”是国家表没有的一栏：登记时选了“不适用”的放在这里，不并入“未采集”。"],
    }),
    byCode("实际监护", "guardian_type", codes.carers, {
      columns: [
        ["祖父母、外祖父母", ["01", "02"]],
        ["亲戚朋友", ["05", "06"]],
        ["无委托照料人", ["03", "04"], "父母一方"],
        ["无委托照料人", ["07", "08"], "学校或机构"],
        // A minor cannot be entrusted with a child (未成年人保护法 article 22), however near of kin.
        ["无委托照料人", ["10"], "未成年兄姐"],
        ["无委托照料人", ["09"], "无人照护"],
        ["未采集", ["99"]],
      ],
      notes: [
        "未成年兄姐不是具有照护能力的成年人，依《未成年人保护法》第二十二条不能受委托，所以不算“亲戚朋友”，算“无委托照料人”。",
      ],
    }),
    byCode("监护情况", "guardianship_quality", codes.guardianships, {
      columns: [
        ["较好", ["1"]],
        ["一般", ["2"]],
        ["差", ["3"]],
        ["未采集", ["99"]],
      ],
    }),
    aid,
  ];
}

/** The summary that plans 19 and 21 ask the township to report (T55): the five kinds of children to look for first (21#3.2), and what has been done. */
export const focusGroups: readonly Group[] = [
  byCode("性别", "sex", [...codes.sexes, { code: "99", label: "未采集" }], {
    columns: [
      ["男", ["1"]],
      ["女", ["2"]],
      ["未采集", ["99"], undefined, true],
    ],
  }),
  finding("义务教育阶段辍学", "就学情况为辍学或失学（从未入学）。风险情形里的“疑似辍学”尚未核实，不算。", dropout),
  finding("家庭生活困难", "困难类别为低保、低保边缘、特困、脱贫户、易返贫致贫、突发或刚性支出困难、其他低收入。", poor),
  finding(
    "监护人缺失",
    "无人照护、由未成年兄姐照护，风险情形为脱离监护独居或 8 岁以下无人看护，或父母双方都去世、失联、服刑、戒毒、重病重残或没有监护能力。父母外出而有成年人照护的不算。",
    unguarded,
  ),
  finding("事实上无人抚养", "困难类别登记为事实无人抚养。", (child) => listed(child.poverty_cat, ["11"])),
  finding("残障", "健康状况为残疾，或困难类别为残疾学生。", disabled),
  finding("五类去重合计", "有上面任一类的孩子，每人只计一次。", (child) =>
    anyOf([dropout(child), poor(child), unguarded(child), listed(child.poverty_cat, ["11"]), disabled(child)]),
  ),
  ...(["filed", "paired", "visited"] as const).map((question) =>
    byCode({ filed: "已建档", paired: "已结对", visited: "本轮已走访" }[question], question, codes.yesNo, {
      columns: [
        ["是", ["1"]],
        ["否", ["0"]],
        ["未采集", ["99"]],
      ],
    }),
  ),
];

/** The national table ends below 16; definitions that reach further get one more band. */
function ages(population: PopulationId): Group {
  const older = population === "lbc_edu" || population === "lbc_stat" || population === "disadvantaged";
  const bands = [
    ["0–5岁", 0, 5],
    ["6–13岁", 6, 13],
    ["14–15岁", 14, 15],
    ...(older ? ([["16岁以上", 16, 200]] as const) : []),
  ] as const;
  const columns: Column[] = [
    ...bands.flatMap(([label]): Column[] => [
      { label, part: "小计", kind: "subtotal" },
      { label, part: "男", kind: "leaf" },
      { label, part: "女", kind: "leaf" },
    ]),
    { label: "未采集", kind: "leaf" },
  ];
  return {
    label: "年龄",
    columns,
    placesOf: ({ birth_date, sex }, referenceDate) => {
      const age = birth_date === undefined ? -1 : yearsBetween(birth_date, referenceDate);
      const band = bands.findIndex(([, least, most]) => age >= least && age <= most);
      return band === -1 || sex === undefined ? [columns.length - 1] : [band * 3, band * 3 + (sex === "1" ? 1 : 2)];
    },
    notes: ["按统计时点的周岁。“14–15岁”即国家表的“14–16”：满十四、不满十六周岁。"],
    relation2016: "1列=2列+5列+8列",
  };
}

const aidLabels = {
  former: "脱贫户（原建档立卡）",
  low: "低保",
  destitute: "特困供养",
  temporary: "临时救助",
  medical: "医疗救助",
  housing: "住房救助",
  disability: "残疾人两项补贴",
  orphan: "孤儿等津贴",
  other: "其他",
} as const;
type AidLabel = keyof typeof aidLabels;
/** Every kind of help and every hardship that is itself help, once. */
const aidOf: Readonly<Record<(typeof codes.aids)[number]["code"], AidLabel | null>> = {
  "00": null,
  "01": "low",
  "02": "destitute",
  "03": "temporary",
  "04": "medical",
  "05": "housing",
  "06": "disability",
  "07": "orphan",
  "08": "other",
  "09": "other",
  "10": "other",
  "99": null,
};
const aidOfHardship: Partial<Record<(typeof codes.hardships)[number]["code"], AidLabel>> = {
  "01": "low",
  "03": "destitute",
  "04": "former",
  "05": "former",
};
const aidKinds = Object.keys(aidLabels) as AidLabel[];

const aid: Group = {
  label: "救助情况（可多项）",
  columns: [
    { label: "受助人数", kind: "leaf" },
    ...aidKinds.map((it): Column => ({ label: aidLabels[it], kind: "several" })),
    { label: "无", kind: "leaf" },
    { label: "未采集", kind: "leaf" },
  ],
  placesOf: ({ aid_received, poverty_cat }) => {
    const kinds = new Set<AidLabel | null | undefined>([
      ...(aid_received ?? []).map((it) => aidOf[it]),
      ...(poverty_cat ?? []).map((it) => aidOfHardship[it]),
    ]);
    const places = aidKinds.flatMap((it, at) => (kinds.has(it) ? [at + 1] : []));
    if (places.length > 0) return [0, ...places];
    return [aid_received?.includes("00") === true ? aidKinds.length + 1 : aidKinds.length + 2];
  },
  notes: [
    "一个孩子可以有几项，各项不相加；“受助人数”每人只计一次，受助人数＋无＋未采集＝数量。",
    "国家表的“建档立卡”：今登记为脱贫户、脱贫不稳定户。低保、特困：已获救助或困难类别有一处登记的都算。",
    "国家表分列的残疾生活补贴、残疾护理补贴，登记表合为“残疾两补”，分不开，只有一栏。学生资助、营养餐、社会捐助算“其他”。",
    "没有填“已获救助”、困难类别里也没有上面几项的，是“未采集”，不是“无”。",
  ],
};

/** A group that follows from one choice; throws where a code of its list is in no column, or in two. */
function byCode(
  label: string,
  question: keyof Child,
  list: readonly Code[],
  {
    columns: rows,
    notes = [],
    relation2016,
  }: {
    readonly columns: readonly (readonly [
      label: string,
      codes: readonly string[],
      part?: string | undefined,
      unshown?: true,
    ])[];
    readonly notes?: readonly string[];
    readonly relation2016?: string;
  },
): Group {
  const columns: Column[] = [];
  const places = new Map<string, readonly number[]>();
  for (const [column, of, part, unshown] of rows) {
    let subtotal = columns.findIndex((it) => it.label === column && it.kind === "subtotal");
    if (part !== undefined && subtotal === -1)
      subtotal = columns.push({ label: column, part: "小计", kind: "subtotal" }) - 1;
    const leaf: Column = {
      label: column,
      kind: "leaf",
      ...(part === undefined ? {} : { part }),
      ...(unshown === undefined ? {} : { unshown }),
    };
    const at = columns.push(leaf) - 1;
    for (const code of of) {
      if (places.has(code))
        throw new Error(`survey/summary.ts: found ${code} of ${label} in two columns, expected one`);
      places.set(code, part === undefined ? [at] : [subtotal, at]);
    }
  }
  const labels = new Map(list.map((it) => [it.code, it.label]));
  if (places.size !== labels.size || [...labels.keys()].some((code) => !places.has(code)))
    throw new Error(
      `survey/summary.ts: found codes ${[...places.keys()].join(" ")} in ${label}, expected its whole list`,
    );
  const words = rows.flatMap(([column, of, part]) => {
    const name = part ?? column;
    const said = of.map((code) => labels.get(code) ?? code);
    return said.length === 1 && said[0] === name ? [] : [`${name}：${said.join("、")}`];
  });
  return {
    label,
    columns,
    placesOf: (child) => places.get(String(child[question] ?? "99")) ?? [],
    notes: [...(words.length === 0 ? [] : [`${words.join("；")}。`]), ...notes],
    ...(relation2016 === undefined ? {} : { relation2016 }),
  };
}

/** Something that holds, does not hold or cannot be said of a child; what does not hold is not shown. */
function finding(label: string, note: string, holds: (child: Child) => boolean | undefined): Group {
  return {
    label,
    columns: [
      { label: "人数", kind: "leaf" },
      { label: "否", kind: "leaf", unshown: true },
      { label: "未采集", kind: "leaf" },
    ],
    placesOf: (child) => {
      const answer = holds(child);
      return [answer === undefined ? 2 : answer ? 0 : 1];
    },
    notes: [note],
  };
}

function dropout({ edu_status }: Child): boolean | undefined {
  return edu_status === undefined || edu_status === "99" ? undefined : edu_status === "09" || edu_status === "10";
}

function poor({ poverty_cat }: Child): boolean | undefined {
  return listed(poverty_cat, ["01", "02", "03", "04", "05", "06", "07", "08", "09"]);
}

function unguarded(child: Child): boolean | undefined {
  const { guardian_type, risk_flags, stay_parent_capacity: capacity } = child;
  const unable = (status: Child["father_status"]) =>
    ["4", "5", "6", "7", "8"].includes(status ?? "") ||
    (status === "1" && ["2", "3", "4", "5"].includes(capacity ?? ""));
  if (guardian_type === "09" || guardian_type === "10") return true;
  if (risk_flags?.some((it) => it === "01" || it === "02") === true) return true;
  if (unable(child.father_status) && unable(child.mother_status)) return true;
  return guardian_type === undefined || guardian_type === "99" ? undefined : false;
}

function disabled({ health, poverty_cat }: Child): boolean | undefined {
  if (health === "5" || poverty_cat?.includes("12") === true) return true;
  return health === undefined || health === "99" ? undefined : false;
}

/** Whether one of the codes was answered; undefined where nothing was. */
function listed(answer: readonly string[] | undefined, of: readonly string[]): boolean | undefined {
  return answer === undefined || answer.length === 0 || answer.includes("99")
    ? undefined
    : answer.some((it) => of.includes(it));
}

function anyOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
}

/** A file as it lies on a disk or was chosen; read when its turn comes. */
type Source = { readonly file: string; readonly bytes: () => Uint8Array | Promise<Uint8Array> };

/**
 * Reads survey files and counts the children in them. A child is counted once, by the rule of `openRegister`; the first record
 * stays. All children on file count, also those whose guardian refused to be in published statistics or has not agreed yet: the
 * office reports them by duty (未成年人保护法 articles 13 and 43) and says how many they are. Rows that cannot be read, and rows
 * outside `areas`, are left out and listed. Where no areas are given, codes that begin with 99 tell that the files are invented.
 */
export async function summarise(
  sources: readonly Source[],
  asked: Asked,
  progress: (done: number, rows: number) => void = () => undefined,
): Promise<Summary> {
  const county = asked.areas.find((it) => it.parent === undefined);
  const invented = county?.code.startsWith("99");
  for (let example = invented ?? false; ; example = true) {
    const tally = openTally(asked, example);
    let rows = 0;
    for (const [at, { file, bytes }] of sources.entries()) {
      // As a promise or not, whichever way files are read.
      const checked = await Promise.resolve(
        checkFile(childCensus, file, await bytes(), {
          referenceDate: asked.referenceDate,
          example,
          areas: asked.areas,
        }),
      );
      tally.add(file, checked);
      rows += checked.rows;
      progress(at + 1, rows);
      if (invented === undefined && !example && tally.mixed()) break;
    }
    if (invented !== undefined || example || !tally.mixed()) return tally.close();
  }
}

type Counted = { -readonly [K in keyof Unit]: Unit[K] extends readonly number[] ? number[] : Unit[K] };
/** A child as it was counted, and where its record stands. */
type Kept = {
  readonly child: Child;
  readonly units: readonly Counted[];
  readonly member: boolean;
  readonly place: { readonly file: string; readonly sheet: string | undefined; readonly row: number };
  consent: "declined" | "pending" | null;
};

function openTally(asked: Asked, example: boolean) {
  const { referenceDate, population, by, areas } = asked;
  const groups = nationalGroups(population);
  const register = openRegister();
  const kept: Kept[] = [];
  const files: { -readonly [K in keyof FileReceipt]: FileReceipt[K] }[] = [];
  const notes: RowNote[] = [];
  let mixed = false;

  const width = (all: readonly Group[]) => all.reduce((sum, it) => sum + it.columns.length, 0);
  const open = (label: string, level: Unit["level"]): Counted => ({
    label,
    level,
    ...{ children: 0, count: 0, outside: 0, undecided: 0, declined: 0, pending: 0, left: 0 },
    national: Array.from({ length: width(groups) }, () => 0),
    focus: Array.from({ length: width(focusGroups) }, () => 0),
  });
  const whole = open(areas.find((it) => it.parent === undefined)?.label ?? "合计", 0);
  const listedAreas = areas.filter((it) => it.parent !== undefined);
  const townships = new Map(
    listedAreas.map(({ code, label }) => [code, { unit: open(label, 1), below: new Map<string, Counted>() }]),
  );

  const unitsOf = (child: Child, area: string): readonly Counted[] => {
    let township = townships.get(area);
    if (township === undefined) {
      township = { unit: open(area === "" ? blank : area, 1), below: new Map() };
      townships.set(area, township);
    }
    if (by === "township") return [whole, township.unit];
    const name = by === "village" ? child.area_code?.slice(0, 12) : child.school_name?.normalize("NFKC").trim();
    const label = name === undefined || name === "" || (by === "village" && name.length < 12) ? blank : name;
    let unit = township.below.get(label);
    if (unit === undefined) {
      unit = open(label, 2);
      township.below.set(label, unit);
    }
    return [whole, township.unit, unit];
  };

  /** Counts a child, or takes it out again (`by` -1); whether it belongs to the population. */
  const count = (child: Child, units: readonly Counted[], by: 1 | -1): boolean => {
    const member = membership(population, child, referenceDate);
    for (const unit of units) {
      unit.children += by;
      if (member === "undecided") unit.undecided += by;
      if (member === "out") unit.outside += by;
    }
    if (member !== "in") return false;
    const national = placesIn(groups, child, referenceDate);
    const focus = placesIn(focusGroups, child, referenceDate);
    for (const unit of units) {
      unit.count += by;
      if (child.change_type === "3") unit.left += by;
      for (const at of national) unit.national[at] = (unit.national[at] ?? 0) + by;
      for (const at of focus) unit.focus[at] = (unit.focus[at] ?? 0) + by;
    }
    return true;
  };

  /** A refusal in one record weighs more than consent in another; what was refused is no longer awaited. */
  const consider = (it: Kept, { consent_status }: Child) => {
    const now = consent_status === "5" ? "declined" : consent_status === "6" ? "pending" : null;
    if (now === null || it.consent === now || it.consent === "declined") return;
    for (const unit of it.member ? it.units : []) {
      if (it.consent === "pending") unit.pending--;
      unit[now]++;
    }
    it.consent = now;
  };

  const tellTwice = (place: Kept["place"]) => {
    const message = "同一名儿童在本轮已有一份登记，只计第一份";
    notes.push({ kind: "twice", ...place, code: "child_twice", message });
  };

  /** A child that was counted and now proves to be an earlier one: its consent goes over, its count is taken back. */
  const absorb = (gone: Kept, into: Kept): void => {
    count(gone.child, gone.units, -1);
    if (gone.consent !== null) {
      for (const unit of gone.member ? gone.units : []) unit[gone.consent]--;
      consider(into, { consent_status: gone.consent === "declined" ? "5" : "6" });
    }
    tellTwice(gone.place);
    const file = files.find((it) => it.file === gone.place.file);
    if (file === undefined) return;
    file.twice++;
    file.children--;
  };

  return {
    mixed: () => mixed,
    add(
      file: string,
      {
        rows,
        records,
        problems,
      }: Pick<Awaited<ReturnType<typeof checkFile<typeof childCensus>>>, "rows" | "records" | "problems">,
    ): void {
      const errors = problems.filter((it) => it.severity === "error");
      if (errors.some((it) => it.code === "id_invented")) mixed = true;
      for (const it of errors) notes.push(noteOf("refused", it));
      let outside = 0;
      let twice = 0;
      for (const { sheet, row, answers: child } of records) {
        const place = { file, sheet, row };
        if ([child.area_code, child.id_number].some((it) => it !== undefined && it.startsWith("99") !== example)) {
          mixed = true;
          outside++;
          const message = example
            ? "这一行不是虚构的（区划或证件号不是 99 开头），不能与示例一起汇总"
            : "这一行是示例（区划或证件号是 99 开头），不能与真实数据一起汇总：请删去";
          notes.push({ kind: "refused", ...place, code: "origin_mixed", message });
          continue;
        }
        const area = child.area_code?.slice(0, 9) ?? "";
        if (listedAreas.length > 0 && !townships.has(area)) {
          outside++;
          const message = area === "" ? "缺少区划代码，无法归入乡镇，请补上" : "区划代码不在本单位的乡镇名单里，请核对";
          notes.push({ kind: "refused", ...place, code: "area_unknown", message });
          continue;
        }
        const met = register.meet(child, area);
        const known = met.known ? kept[met.child] : undefined;
        if (known !== undefined) {
          twice++;
          consider(known, child);
          tellTwice(place);
          const gone = kept[met.absorbed];
          if (gone !== undefined) absorb(gone, known);
          if (gone?.place.file === file) twice++;
          continue;
        }
        const units = unitsOf(child, area);
        const undecided = whole.undecided;
        const it: Kept = { child, units, member: count(child, units, 1), place, consent: null };
        kept[met.child] = it;
        consider(it, child);
        if (whole.undecided > undecided) {
          const message = "父母状态、务工地、外出年月等不全，无法判断是否属于统计对象，没有计入：请补全";
          notes.push({ kind: "undecided", ...place, code: "undecided", message });
        }
      }
      const refused = rows - records.length + outside;
      const children = records.length - outside - twice;
      files.push({ file, rows, refused, twice, children, unread: records.length === 0 });
    },
    close(): Summary {
      const units = [
        whole,
        ...[...townships.entries()]
          // The office's own order, then what the files name besides.
          .sort(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1))
          .flatMap(([, { unit, below }]) => [
            unit,
            ...[...below.values()].sort((a, b) =>
              a.label === blank ? 1 : b.label === blank ? -1 : a.label < b.label ? -1 : 1,
            ),
          ]),
      ];
      const places = new Map(files.map(({ file }, at) => [file, at]));
      notes.sort((a, b) => (places.get(a.file) ?? 0) - (places.get(b.file) ?? 0) || a.row - b.row);
      const counted = { ...asked, example, units, files, rows: notes, mixed };
      return { ...counted, checks: checksOf(counted) };
    },
  };

  function orderOf(code: string): number {
    const at = listedAreas.findIndex((it) => it.code === code);
    return at === -1 ? (code === "" ? Infinity : listedAreas.length) : at;
  }
}

/** What a unit without a code or a name is called. */
const blank = "未填";

function placesIn(groups: readonly Group[], child: Child, referenceDate: string): number[] {
  const places: number[] = [];
  let start = 0;
  for (const { columns, placesOf } of groups) {
    for (const at of placesOf(child, referenceDate)) places.push(start + at);
    start += columns.length;
  }
  return places;
}

function noteOf(kind: RowNote["kind"], { file, sheet, row, code, column, message }: Problem): RowNote {
  return { kind, file, sheet, row, code, message: column === undefined ? message : `${column}：${message}` };
}

/** The relations between the figures (勾稽), each tried on every unit. It looks at nothing but the figures. */
export function checksOf({ population, units, files }: Omit<Summary, "checks">): readonly Check[] {
  const checks: Check[] = [];
  const [whole] = units;
  if (whole === undefined) return checks;
  const holds = {
    "=": (left: number, right: number) => left === right,
    "≤": (left: number, right: number) => left <= right,
  };
  const each = (rule: string, sides: (unit: Unit) => readonly [number, number], relation: keyof typeof holds = "=") => {
    const failures = units.flatMap((unit) => {
      const [left, right] = sides(unit);
      return holds[relation](left, right) ? [] : [{ at: unit.label, left, right }];
    });
    const [left, right] = sides(whole);
    checks.push({ rule, tried: units.length, failures, left, right });
  };

  for (const [groups, cells, sheet] of [
    [nationalGroups(population), "national", "汇总表"],
    [focusGroups, "focus", "T55"],
  ] as const) {
    let start = 0;
    for (const group of groups) {
      const at = group.columns.map((_, place) => start + place);
      start += group.columns.length;
      const sum = (unit: Unit, wanted: (column: Column) => boolean) =>
        group.columns.reduce((all, it, place) => all + (wanted(it) ? (unit[cells][at[place] ?? -1] ?? 0) : 0), 0);
      const paper = group.relation2016 === undefined ? "" : `（2016 年表 ${group.relation2016}）`;
      each(`${sheet} ${group.label}：各栏相加＝数量${paper}`, (unit) => [
        sum(unit, (it) => it.kind === "leaf"),
        unit.count,
      ]);
      group.columns.forEach((column, place) => {
        const own = (unit: Unit) => unit[cells][at[place] ?? -1] ?? 0;
        if (column.kind === "subtotal") {
          const relation = { "0–5岁": "2列=3列+4列", "6–13岁": "5列=6列+7列", "14–15岁": "8列=9列+10列" }[column.label];
          each(
            `${sheet} ${group.label} ${column.label}：小计＝各项相加${relation === undefined ? "" : `（2016 年表 ${relation}）`}`,
            (unit) => [own(unit), sum(unit, (it) => it.kind === "leaf" && it.label === column.label)],
          );
        }
        if (column.kind === "several") {
          const helped = (unit: Unit) => unit[cells][at[0] ?? -1] ?? 0;
          each(`${sheet} ${group.label} ${column.label}：不超过受助人数`, (unit) => [own(unit), helped(unit)], "≤");
        }
      });
      if (group.columns.some((it) => it.kind === "several"))
        each(
          `${sheet} ${group.label}：受助人数不超过各项人次相加（可多项，不要求相等）`,
          (unit) => [unit[cells][at[0] ?? -1] ?? 0, sum(unit, (it) => it.kind === "several")],
          "≤",
        );
    }
  }
  checks.push(...betweenTables(population, units), ...betweenUnits(units));
  each("在册儿童＝数量＋不属于统计对象＋无法判断", (it) => [it.children, it.count + it.outside + it.undecided]);
  const perFile = files.flatMap(({ file, rows, refused, twice, children }) =>
    rows === refused + twice + children ? [] : [{ at: file, left: rows, right: refused + twice + children }],
  );
  const total = (of: (file: FileReceipt) => number) => files.reduce((sum, it) => sum + of(it), 0);
  checks.push({
    rule: "每个文件：登记行＝没有读入＋重复＋在册儿童",
    tried: files.length,
    failures: perFile,
    left: total((it) => it.rows),
    right: total((it) => it.refused + it.twice + it.children),
  });
  const [left, right] = [total((it) => it.children), whole.children];
  checks.push({
    rule: "各文件的在册儿童相加＝全部",
    tried: 1,
    failures: left === right ? [] : [{ at: whole.label, left, right }],
    left,
    right,
  });
  return checks;
}

/** What the two tables both say must be the same. */
function betweenTables(population: PopulationId, units: readonly Unit[]): Check[] {
  const cell = (groups: readonly Group[], group: string, column: string, part?: string) => {
    let start = 0;
    for (const it of groups) {
      const at = it.columns.findIndex((its) => its.label === column && its.part === part);
      if (it.label === group && at !== -1) return start + at;
      start += it.columns.length;
    }
    throw new Error(`survey/summary.ts: found no column ${group} ${column}, expected one`);
  };
  const national = (group: string, column: string, part?: string) => {
    const at = cell(nationalGroups(population), group, column, part);
    return (unit: Unit) => unit.national[at] ?? 0;
  };
  const focus = (group: string, column: string) => {
    const at = cell(focusGroups, group, column);
    return (unit: Unit) => unit.focus[at] ?? 0;
  };
  const five = ["义务教育阶段辍学", "家庭生活困难", "监护人缺失", "事实上无人抚养", "残障"].map((it) =>
    focus(it, "人数"),
  );
  const union = focus("五类去重合计", "人数");
  const alone = national("实际监护", "无委托照料人", "无人照护");
  const siblings = national("实际监护", "无委托照料人", "未成年兄姐");
  const relations: readonly [string, (unit: Unit) => number, "=" | "≤", (unit: Unit) => number][] = [
    ["T55 辍学未采集＝汇总表 教育情况未采集", focus("义务教育阶段辍学", "未采集"), "=", national("教育情况", "未采集")],
    ["T55 辍学不超过汇总表 教育情况其他", focus("义务教育阶段辍学", "人数"), "≤", national("教育情况", "其他")],
    ["汇总表 健康状况残疾不超过 T55 残障", national("健康状况", "残疾"), "≤", focus("残障", "人数")],
    [
      "汇总表 无人照护＋未成年兄姐不超过 T55 监护人缺失",
      (it) => alone(it) + siblings(it),
      "≤",
      focus("监护人缺失", "人数"),
    ],
    ["T55 五类中最多的一类不超过去重合计", (it) => Math.max(...five.map((of) => of(it))), "≤", union],
    ["T55 去重合计不超过五类相加", union, "≤", (it) => five.reduce((sum, of) => sum + of(it), 0)],
    ["不同意＋待取得不超过数量", (it) => it.declined + it.pending, "≤", (it) => it.count],
  ];
  return relations.map(([rule, left, relation, right]) => {
    const broken = units.filter((it) => (relation === "=" ? left(it) !== right(it) : left(it) > right(it)));
    return {
      rule,
      tried: units.length,
      failures: broken.map((it) => ({ at: it.label, left: left(it), right: right(it) })),
      left: units[0] === undefined ? 0 : left(units[0]),
      right: units[0] === undefined ? 0 : right(units[0]),
    };
  });
}

/** Every column of a unit is the sum of that column over the units right below it. */
function betweenUnits(units: readonly Unit[]): Check[] {
  const columns = (unit: Unit) => [
    ...[unit.children, unit.count, unit.outside, unit.undecided, unit.declined, unit.pending, unit.left],
    ...unit.national,
    ...unit.focus,
  ];
  const compare = (rule: string, pairs: readonly (readonly [Unit, readonly Unit[]])[]): Check => {
    const failures = pairs.flatMap(([above, below]) => {
      const own = columns(above);
      const sums = own.map(() => 0);
      for (const unit of below) columns(unit).forEach((it, at) => (sums[at] = (sums[at] ?? 0) + it));
      const at = own.findIndex((it, place) => it !== sums[place]);
      return at === -1 ? [] : [{ at: above.label, left: own[at] ?? 0, right: sums[at] ?? 0 }];
    });
    const left = pairs.reduce((sum, [above]) => sum + above.count, 0);
    const right = pairs.reduce((sum, [, below]) => sum + below.reduce((all, it) => all + it.count, 0), 0);
    return { rule, tried: pairs.length, failures, left, right };
  };
  const belowOf = (at: number) => {
    const end = units.findIndex((it, place) => place > at && it.level <= (units[at]?.level ?? 0));
    return units.slice(at + 1, end === -1 ? undefined : end).filter((it) => it.level === (units[at]?.level ?? 0) + 1);
  };
  const townships = units.flatMap((unit, at) => (unit.level === 1 ? [[unit, belowOf(at)] as const] : []));
  return [
    compare(
      "每一栏：全部＝各乡镇相加",
      units.slice(0, 1).map((unit) => [unit, belowOf(0)] as const),
    ),
    ...(units.some((it) => it.level === 2) ? [compare("每一栏：乡镇＝下属各单位相加", townships)] : []),
  ];
}
