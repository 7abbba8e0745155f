import { checkCharacter } from "../../../../src/forms/identity.ts";

/** An answer exactly: code, text, number, codes in any order; null means nothing was collected (absent, or 99). */
type Fixed = string | number | readonly string[] | null;
/** `oneOf`: each of these would be right, anything else wrong. `any`: what is kept does not matter. */
export type Value = Fixed | { readonly oneOf: readonly Fixed[] } | { readonly any: true };
/** Where a problem must be, as far as given; several fields mean one of them. */
export type Place = {
  readonly sheet?: string;
  readonly row?: number;
  readonly field?: string | readonly string[];
  readonly severity?: "error" | "warning";
};
/** `row` is left out where a clerk sees no rows (JSON, a form per sheet). */
export type ExpectedRecord = {
  readonly sheet?: string;
  readonly row?: number;
  /** All answers: a question that is not named must be absent or 99. */
  readonly answers: Readonly<Record<string, Value>>;
  /** Refusing the row with an error is right as well; accepting it with other answers is not. */
  readonly allow?: "refuse";
};
export type Expected = {
  readonly note: string;
  /** `refused`: an error and no record. `either`: refused, or read exactly as below. */
  readonly file: "read" | "refused" | "either";
  /** Told by one problem, not by a flood. */
  readonly oneProblem?: true;
  /** All records in the order of the file. */
  readonly records: readonly ExpectedRecord[];
  /** Rows that have an error and give no record. */
  readonly refused: readonly Place[];
  /** Must be among the problems. */
  readonly problems: readonly Place[];
  /** Where an error is neither asked for nor wrong. */
  readonly tolerated: readonly Place[];
  /** Names, numbers and telephones in the file: no message may repeat them. */
  readonly secrets: readonly string[];
};
export type Case = {
  readonly name: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expected: Expected;
};

type Texts = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, Value>>;

/** A child who does not exist. */
export type Child = { readonly name: string; readonly sex: "男" | "女"; readonly birth: string; readonly id: string };

const surnames = "李王赵周吴郑孙冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华魏陶姜戚谢";
const given = "禾苗 青竹 木槿 向晚 小雨 石榴 白露 春山 秋实 望舒 听泉 云起 知夏 冬阳 松果".split(" ");
function child(n: number, sex: "男" | "女", birth: string): Child {
  const sequence = String(10 + n * 2 + (sex === "男" ? 1 : 0)).padStart(3, "0");
  const first = `990000${birth.replaceAll("-", "")}${sequence}`;
  const name = `${surnames[n % surnames.length] ?? ""}${given[n % given.length] ?? ""}`;
  return { name, sex, birth, id: first + checkCharacter(first) };
}
const someDay = (n: number) => `201${String(3 + (n % 5))}-0${String(1 + (n % 8))}-1${String(n % 10)}`;
export const girl = (n: number, birth = someDay(n)) => child(n, "女", birth);
export const boy = (n: number, birth = someDay(n)) => child(n, "男", birth);

/** A row of a sheet and what must come of it. */
type Entry = {
  readonly cells?: readonly string[];
  readonly child?: Child;
  readonly texts: Texts;
  readonly answers: Values;
} & {
  readonly fate: "accepted" | "refused" | "either" | "skipped" | "tolerated";
  readonly field?: string | readonly string[];
  /** A warning or error at this field is part of it. */
  readonly warned?: string;
};

/** A child whose row is accepted: `texts` are cells that differ from the usual, `answers` what comes of them. */
export const ok = (of: Child, texts: Texts = {}, answers: Values = {}): Entry => ({
  child: of,
  texts,
  answers,
  fate: "accepted",
});
/** Accepted, and a problem must say something about `warned`. */
export const warn = (of: Child, warned: string, texts: Texts, answers: Values): Entry => ({
  ...ok(of, texts, answers),
  warned,
});
/** Refused with an error at `field`. */
export const bad = (of: Child, field: string | readonly string[], texts: Texts): Entry => ({
  child: of,
  texts,
  answers: {},
  fate: "refused",
  field,
});
/** Accepted with exactly these answers, or refused. */
export const may = (of: Child, texts: Texts, answers: Values = {}): Entry => ({
  child: of,
  texts,
  answers,
  fate: "either",
});
/** Accepted with exactly these answers and a warning, or refused. */
export const mayWarn = (of: Child, warned: string, texts: Texts, answers: Values = {}): Entry => ({
  ...may(of, texts, answers),
  warned,
});
/** A line that is no child: passed over, without an error. */
export const line = (...cells: string[]): Entry => ({ cells, texts: {}, answers: {}, fate: "skipped" });
/** A line that is no child, where an error is right too. */
export const doubtful = (...cells: string[]): Entry => ({ ...line(...cells), fate: "tolerated" });
/** Our own headings. */
const headings: Texts = {
  child_name: "姓名",
  sex: "性别",
  birth_date: "出生日期",
  id_number: "公民身份号码",
  area_code: "区划代码",
  live_area: "现居住地代码",
  hukou_type: "户籍性质",
  address_detail: "详细地址",
  edu_status: "就学情况",
  grade: "年级",
  school_name: "学校",
  class_name: "班级",
  boarding: "寄宿",
  health: "健康状况",
  disability_type: "残疾类别",
  disability_level: "残疾等级",
  father_status: "父亲状态",
  mother_status: "母亲状态",
  father_out_place: "父亲务工地",
  mother_out_place: "母亲务工地",
  father_out_since: "父亲外出起始",
  guardian_type: "实际照护人",
  guardian_age_band: "照护人年龄",
  guardian_name: "照护人姓名",
  guardian_phone: "照护人电话",
  kids_in_care: "照护儿童数",
  contact_freq: "与父母联系",
  contact_way: "怎么和父母联系",
  last_contact_date: "最近联系日期",
  poverty_cat: "困难类别",
  risk_flags: "风险情形",
  psych_concern: "心理关注",
  psych_signs: "心理表现",
  needs: "主要需求",
  filed: "已建档",
  paired: "已结对",
  visited: "本轮已走访",
  talk_count: "谈心次数",
  consent_status: "监护人同意",
  remark: "备注",
};
/** The columns of most cases. */
export const usual: readonly string[] = [
  "child_name",
  "sex",
  "birth_date",
  "id_number",
  "father_status",
  "mother_status",
  "guardian_type",
];
export const usualAnd = (...more: string[]) => [...usual, ...more];

/** Cells of a sheet with its headings, and what must come of them. */
export type Roster = Omit<Expected, "note" | "file" | "oneProblem"> & { readonly rows: readonly (readonly string[])[] };

/** What a child's row says before anything is wrong with it. */
const textsOf = (of: Child): Texts => ({
  child_name: of.name,
  sex: of.sex,
  birth_date: of.birth,
  id_number: of.id,
  father_status: "外出务工",
  mother_status: "外出务工",
  guardian_type: "祖父母",
});
export const answersOf = (of: Child, columns: readonly string[] = usual): Values =>
  Object.fromEntries(
    Object.entries({
      child_name: of.name,
      sex: of.sex === "男" ? "1" : "2",
      birth_date: of.birth,
      id_number: of.id,
      father_status: "2",
      mother_status: "2",
      guardian_type: "01",
    }).filter(
      // A number fills in the day of birth and the sex.
      ([id]) => columns.includes(id) || (["sex", "birth_date"].includes(id) && columns.includes("id_number")),
    ),
  );
const direct = ["child_name", "id_number", "guardian_name", "guardian_phone", "address_detail"];
/** Whether a text gives a person away; a mark such as ??? does not. */
const givesAway = (text: string) =>
  /\p{Script=Han}.*\p{Script=Han}|\d{6}/su.test(text) && !["同上", "无户口"].includes(text);

/**
 * A list with one heading row, which is row `first - 1`; `numbered: false` where a clerk sees other rows than the file has.
 * `heads` are headings that differ from ours.
 */
export function roster(
  columns: readonly string[],
  entries: readonly Entry[],
  {
    first = 2,
    sheet,
    numbered = true,
    heads = {},
  }: { first?: number; sheet?: string; numbered?: boolean; heads?: Texts } = {},
): Roster {
  const records: ExpectedRecord[] = [];
  const refused: Place[] = [];
  const problems: Place[] = [];
  const tolerated: Place[] = [];
  const secrets = new Set<string>();
  const rows = [columns.map((id) => heads[id] ?? headings[id] ?? id)];
  entries.forEach((entry, at) => {
    const place = { ...(sheet === undefined ? {} : { sheet }), ...(numbered ? { row: first + at } : {}) };
    if (entry.child === undefined) {
      rows.push([...(entry.cells ?? [])]);
      if (entry.fate === "tolerated") tolerated.push(place);
      return;
    }
    const texts = { ...textsOf(entry.child), ...entry.texts };
    rows.push(columns.map((id) => texts[id] ?? ""));
    for (const id of direct) {
      const text = texts[id] ?? "";
      if (columns.includes(id) && givesAway(text)) secrets.add(text);
    }
    if (entry.fate === "refused")
      refused.push({ ...place, ...(entry.field === undefined ? {} : { field: entry.field }) });
    else {
      const answers = { ...answersOf(entry.child, columns), ...entry.answers };
      records.push({ ...place, answers, ...(entry.fate === "either" ? { allow: "refuse" } : {}) });
    }
    if (entry.warned !== undefined) problems.push({ ...place, field: entry.warned });
  });
  return { rows, records, refused, problems, tolerated, secrets: [...secrets] };
}
/** Several lists in one file. */
export const together = (...of: readonly Roster[]): Roster => ({
  rows: of.flatMap((it) => it.rows),
  records: of.flatMap((it) => it.records),
  refused: of.flatMap((it) => it.refused),
  problems: of.flatMap((it) => it.problems),
  tolerated: of.flatMap((it) => it.tolerated),
  secrets: of.flatMap((it) => it.secrets),
});

/** A case from a list: `more` adds to or replaces what the list expects. */
export function read(
  name: string,
  note: string,
  file: string,
  bytes: Uint8Array,
  of: Omit<Roster, "rows">,
  more: Partial<Expected> = {},
): Case {
  const { records, refused, problems, tolerated, secrets } = of;
  return {
    name,
    file,
    bytes,
    expected: { note, file: "read", records, refused, problems, tolerated, secrets, ...more },
  };
}
/** A case whose file is refused as a whole, in one problem unless `flood` says that several are right. */
export function refusedFile(
  name: string,
  note: string,
  file: string,
  bytes: Uint8Array,
  { flood = false, secrets = [] }: { flood?: boolean; secrets?: readonly string[] } = {},
): Case {
  return {
    name,
    file,
    bytes,
    expected: {
      note,
      file: "refused",
      ...(flood ? {} : { oneProblem: true }),
      records: [],
      refused: [],
      problems: [],
      tolerated: [],
      secrets,
    },
  };
}
