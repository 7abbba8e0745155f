import { clean } from "./answer.ts";
import {
  columnsOf,
  type Earlier,
  type Form,
  labelOf,
  needsOf,
  normaliseAnswer,
  normaliseHeading,
  type Shorthand,
} from "./form.ts";
import { type Problem } from "./problem.ts";
import { type Sheet } from "./sheet.ts";

/** A problem without its place in the file. */
export type Found = Pick<Problem, "code" | "severity" | "message"> & {
  readonly column?: string;
  readonly field?: string;
};

/** Where the answers of a form stand in a table; columns are counted from 0. */
export type Columns = {
  /** Question id → column. */
  readonly columns: ReadonlyMap<string, number>;
  /** Question id → columns that each stand for one of its codes and are ticked, such as 低保 below 困难类别. */
  readonly ticked: ReadonlyMap<string, readonly { readonly at: number; readonly label: string }[]>;
  readonly shorthands: readonly { readonly at: number; readonly of: Shorthand }[];
  readonly earlier: Earlier | undefined;
};

export type Heading = {
  /** Its first row and the row after it, counted from 0: a heading may have several levels. */
  readonly top: number;
  readonly below: number;
  readonly columns: Columns;
  /** Whether the table can be read; `problems` says why not. */
  readonly usable: boolean;
  /** Columns that were understood, whether the table can be read or not. */
  readonly known: number;
  /** Columns that nobody needs to be told about, such as 序号. */
  readonly passed: ReadonlySet<number>;
  readonly problems: readonly Found[];
};

/** What a column is: a question, a shorthand, one code of a question, the version, or one that nobody needs. */
type Meaning =
  | { readonly is: "question"; readonly id: string; readonly weak?: true }
  | { readonly is: "shorthand"; readonly of: Shorthand }
  | { readonly is: "code"; readonly id: string; readonly label: string }
  | { readonly is: "version" }
  | { readonly is: "ignored" };

/**
 * Finds the heading of a table and what its columns are. Offices put titles, units and notes above it, give it two or three
 * levels, number and decorate it; tools for surveys add paths and columns of their own. A column that could be two things is
 * none: it is named by its place and not read, and where the form needs it the table is refused. Looks from row `from` on.
 */
export function findHeading(form: Form, sheet: Sheet, unfinished: boolean, from = 0): Heading {
  const names = [undefined, ...(form.earlier ?? [])].map((it) => namesOf(form, it));
  const rows = spread(sheet, from);
  const { top, below, known } = placeOf(names, sheet, rows, from);
  const problems: Found[] = [];
  const tell = (problem: Found) => problems.push(problem);
  const paths = pathsOf(rows.slice(top, below));
  const version = versionOf(form, sheet, paths, tell);
  const found = columnsIn(form, sheet, below, paths, namesOf(form, version ?? undefined));
  const usable = version !== null && judge(form, found, unfinished, tell);
  const { columns, ticked, shorthands, passed } = found;
  return {
    top,
    below,
    known,
    usable,
    passed,
    problems,
    columns: { columns, ticked, shorthands, earlier: version ?? undefined },
  };
}

/** Where the heading of a table stands among the rows from `from` on, and how many of its columns are understood. */
function placeOf(names: readonly Names[], sheet: Sheet, rows: readonly (readonly string[])[], from: number) {
  // A further table begins where its heading was seen; objects have one heading, their names.
  const objects = sheet.rowNumbers?.[0] === 0;
  const last = Math.min(rows.length, from + (objects ? 1 : from === 0 ? lowest : deepest));
  const knownIn = (top: number, below: number) => {
    const paths = pathsOf(rows.slice(top, below));
    return Math.max(...names.map((it) => understood(it, paths)));
  };
  const candidates: { top: number; below: number; known: number }[] = [];
  for (let depth = 1; depth <= deepest; depth++)
    for (let top = from; top + depth <= last; top++)
      if (rows.slice(top + 1, top + depth).every((it) => !holdsData(it)))
        candidates.push({ top, below: top + depth, known: knownIn(top, top + depth) });
  const none = { top: from, below: from + 1, known: knownIn(from, from + 1) };
  const better = (a: typeof none, b: typeof none) => (b.known > a.known ? b : a);
  let best = candidates.filter((it) => it.known >= 2).reduce(better, none);
  // The same heading may stand on every page: the first counts, though a word of it may be misspelt.
  const earlier = candidates.filter((it) => it.below <= best.top && it.known >= Math.max(3, best.known * nearly));
  const first = Math.min(...earlier.map((it) => it.top));
  if (earlier.length > 0) best = earlier.filter((it) => it.top === first).reduce(better, { ...none, known: 0 });
  // A further level may make less of it known: below 监护人 stands 出生日期, and that is nobody's column here.
  while (best.below - best.top < deepest && isLevel(names[0], rows[best.below], rows.slice(best.top, best.below)))
    best = { ...best, below: best.below + 1 };
  // Groups may stand an empty row higher.
  for (let gap = 1; best.top - gap >= from && best.below - best.top + gap <= deepest; gap++) {
    const above = rows[best.top - gap];
    const blank = above?.every((it) => clean(it) === "") === true;
    if (!blank && !isGroups(above)) break;
    if (blank) continue;
    const top = best.top - gap;
    best = { top, below: best.below, known: knownIn(top, best.below) };
    gap = 0;
  }
  return best;
}

/** Whether a row holds what no heading does: a day, a long number. */
export function holdsData(cells: readonly string[]): boolean {
  return cells.some((it) => /\d{6}|\d{4}[-./年]\d|^\s*[男女]\s*$/.test(it.slice(0, 60)));
}

/** What share of the best heading another must have to be the heading itself. */
const nearly = 0.7;
/** Levels a heading may have, and the rows at the top of a sheet among which it is looked for. */
const deepest = 3;
const lowest = 20;

const versionHeading = /^版本(\d{4}\.\d+)$/;

/** Columns that offices and survey tools add and nobody needs to be warned about. */
const ignored = new Set(
  [
    // What `npm run check` adds to a sheet that goes back.
    "核对结果",
    ..."序号 编号 行号 排查批次 排查时点 填报单位 填表日期 年龄 周岁 班级人数 民族 照片 户主 户主姓名".split(" "),
    ..."村 村组 村居 所在村 村民组 行政村 组".split(" "),
    // 问卷星
    ..."提交答卷时间 所用时间 来源 来源详情 来自ip 总分 答题序号 提交时间".split(" "),
    // ODK Central and KoboToolbox
    ..."submissiondate submitterid submittername attachmentspresent attachmentsexpected status reviewstate deviceid".split(
      " ",
    ),
    ..."edits formversion key parent_key instanceid instancename meta start end today username phonenumber subscriberid".split(
      " ",
    ),
    ..."simserial audit _id _uuid _submission_time _validation_status _notes _status _submitted_by __version__ _tags".split(
      " ",
    ),
    ..."_index _parent_index _parent_table_name formhub/uuid uuid _attachments _geolocation _xform_id_string".split(
      " ",
    ),
  ].map(normaliseHeading),
);

type Names = {
  /** Texts whose meaning alone was worked out before. */
  readonly seen: Map<string, Meaning | null>;
  readonly of: ReadonlyMap<string, Meaning>;
  /** Question id → normalised words for its codes → their labels. */
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Question id → whom its label is about. */
  readonly whom: ReadonlyMap<string, Whom | null>;
};

const namesByForm = new WeakMap<Form, Map<Earlier | undefined, Names>>();

function namesOf(form: Form, earlier: Earlier | undefined): Names {
  const kept = namesByForm.get(form) ?? new Map<Earlier | undefined, Names>();
  namesByForm.set(form, kept);
  const before = kept.get(earlier);
  if (before !== undefined) return before;
  const columns = columnsOf(form);
  const question = (id: string): Meaning => ({ is: "question", id });
  const now: Names = {
    seen: new Map(),
    of: new Map<string, Meaning>([
      ...[...ignored].map((heading) => [heading, { is: "ignored" }] as const),
      ...columns.flatMap(({ id, question: { label, synonyms = [] } }) =>
        [id, label, ...synonyms].flatMap((heading) =>
          [normaliseHeading(heading), whole(heading)].map((it) => [it, question(id)] as const),
        ),
      ),
      ...columns.flatMap(({ id, question: { fallback = [] } }) =>
        fallback.map((it) => [normaliseHeading(it), { is: "question", id, weak: true }] as const),
      ),
      ...(form.shorthands ?? []).flatMap((of) =>
        [of.label, ...of.synonyms].map((it) => [normaliseHeading(it), { is: "shorthand", of }] as const),
      ),
      ...Object.entries(earlier?.renamed ?? {}).map(([it, id]) => [normaliseHeading(it), question(id)] as const),
    ]),
    codes: new Map(
      columns.flatMap(({ id, question: it }) =>
        "codes" in it
          ? [
              [
                id,
                new Map(
                  it.codes.flatMap(({ code, label, synonyms = [] }) =>
                    [label, ...synonyms, code, code.replace(/^0(?=\d$)/, "")].map((word) => [
                      normaliseAnswer(word),
                      labelOf(it, code),
                    ]),
                  ),
                ),
              ],
            ]
          : [],
      ),
    ),
    whom: new Map(columns.map(({ id, question: { label } }) => [id, whomOf(label)])),
  };
  kept.set(earlier, now);
  return now;
}

/** Whom a heading is about besides the child: what stands below 父亲 is not the child's. */
type Whom = "father" | "mother" | "parents" | "carer" | "helper" | "someone";

function whomOf(heading: string): Whom | null {
  if (/父母|双亲|爸妈|家长/.test(heading)) return "parents";
  if (/父亲|爸爸|父方|^父/.test(heading) && !/祖父/.test(heading)) return "father";
  if (/母亲|妈妈|母方|^母/.test(heading) && !/祖母/.test(heading) && !/爱心妈妈/.test(heading)) return "mother";
  if (/监护|照护|照料|照顾|委托|代管|受托|临时/.test(heading)) return "carer";
  if (/帮扶|结对|教师|老师|班主任|爱心|志愿|党员/.test(heading)) return "helper";
  return /祖父|祖母|爷|奶|外公|外婆|姥|成员|联系人|户主|兄|姐|弟|妹/.test(heading) ? "someone" : null;
}

/** What is longer is no heading, in characters. */
const longestHeading = 120;

/** Another time, another calendar or another person than the one that is asked about. */
const elsewhen =
  /农历|阴历|上(一?学期|一?年|次|轮|期)|去年|往年|前年|原|曾|旧|以前|之前|变更|计划|拟|预计|下(一?学期|一?年)|将来|配偶|备用|第[二三2-9]/;

/** A heading with its brackets, half width and without white space and marks. */
function whole(heading: string): string {
  return heading
    .normalize("NFKC")
    .replace(/[\s*★☆:：\u200b-\u200f\ufeff]/g, "")
    .toLowerCase();
}

/** The texts above each column from the top level down, each once; blank ones left out. */
function pathsOf(levels: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...levels.map((it) => it.length));
  const at = (level: number, column: number) => clean(levels[level]?.[column] ?? "");
  // Without merged cells the name of a group stands above its first column only: it goes on as long as there are names below.
  const groups = levels.map((_, level) => {
    const filled: string[] = [];
    for (let column = 0; column < width; column++) {
      const own = at(level, column);
      const under = levels.slice(level + 1).some((__, below) => at(level + 1 + below, column) !== "");
      const beside = levels.slice(level + 1).some((__, below) => at(level + 1 + below, column - 1) !== "");
      filled.push(own === "" && under && beside ? (filled[column - 1] ?? "") : own);
    }
    return filled;
  });
  return Array.from({ length: width }, (_, column) => {
    const texts = groups.map((it) => it[column] ?? "").filter((it) => it !== "");
    return texts.filter((it, place) => it !== texts[place - 1]);
  });
}

function understood(names: Names, paths: readonly (readonly string[])[]): number {
  const found = new Set<string>();
  for (const path of paths) {
    const meaning = meaningOf(names, path);
    if (meaning?.is === "question") found.add(meaning.id);
    else if (meaning?.is === "shorthand") found.add(meaning.of.label);
    else if (meaning?.is === "code") found.add(`${meaning.id} ${meaning.label}`);
    else if (meaning?.is === "version") found.add("version");
  }
  return found.size;
}

function meaningOf(names: Names, path: readonly string[]): Meaning | null {
  const last = path[path.length - 1];
  if (last === undefined) return null;
  if (versionHeading.test(normaliseHeading(last))) return { is: "version" };
  const own = alone(names, last);
  const groups = path.slice(0, -1).map((it) => normaliseHeading(it).replace(/信息|情况|资料|基本/g, ""));
  if (groups.length === 0) return own;
  for (let from = 0; from < groups.length; from++) {
    const joined = names.of.get(groups.slice(from).join("") + normaliseHeading(withoutNumber(last)));
    if (joined !== undefined) return joined;
  }
  const above = alone(names, path[path.length - 2] ?? "");
  if (above?.is === "question") {
    const label = names.codes.get(above.id)?.get(normaliseAnswer(withoutNumber(last)));
    if (label !== undefined) return { is: "code", id: above.id, label };
  }
  // Below 序号 stands nothing: where something does, a heading was broken in two.
  if (own === null || above?.is === "ignored" || groups.some((it) => elsewhen.test(it))) return null;
  // A name of its own may stand below a group, unless the group is about somebody else.
  const about = groups.map(whomOf).find((it) => it !== null);
  const explicit = whomOf(normaliseHeading(last)) !== null;
  return about === undefined || explicit || (own.is === "question" && names.whom.get(own.id) === about) ? own : null;
}

/** Whether a row above a heading names whom its columns are about, and is no title and no line such as 班主任：…. */
function isGroups(cells: readonly string[] | undefined): boolean {
  const said = (cells ?? []).map((it) => clean(it)).filter((it) => it !== "");
  if (new Set(said).size === 1 && said.length > 1 && said.length * 5 > (cells?.length ?? 0) * 4) return false;
  const title = /[:：]|(表|册|台账|名单|统计|汇总)(（.*）|\(.*\))?$/;
  return (
    said.every((it) => it.length <= 12 && !title.test(it)) && said.some((it) => whomOf(normaliseHeading(it)) !== null)
  );
}

/** Whether a row below a heading is one more level of it: it holds names of columns and nothing else, and no level over again. */
function isLevel(
  names: Names | undefined,
  cells: readonly string[] | undefined,
  above: readonly (readonly string[])[],
): boolean {
  if (names === undefined || cells === undefined || holdsData(cells)) return false;
  const paths = pathsOf([...above, cells]);
  const said = cells.flatMap((it, at) => (clean(it) === "" ? [] : [{ text: clean(it), at }]));
  const own = said.filter(({ text, at }) => above.every((it) => clean(it[at] ?? "") !== text));
  const known = ({ text, at }: (typeof own)[number]) =>
    alone(names, text) !== null ||
    (paths[at] !== undefined && paths[at].length > 1 && meaningOf(names, paths[at]) !== null);
  return own.length >= 2 && own.every(known);
}

/** What a label beside its answer is, below the names of the groups that it stands in; null where it is no question. */
export function questionNamed(form: Form, path: readonly string[]): string | null {
  const meaning = meaningOf(namesOf(form, undefined), path);
  return meaning?.is === "question" ? meaning.id : null;
}

/** What a heading of one level is. */
function alone(names: Names, heading: string): Meaning | null {
  if (heading.length > longestHeading) return null;
  const known = names.seen.get(heading);
  if (known !== undefined) return known;
  const meaning = aloneAnew(names, heading);
  // Headings and the words of lists come again and again; what people write does not.
  if (names.seen.size < 20_000) names.seen.set(heading, meaning);
  return meaning;
}

function aloneAnew(names: Names, heading: string): Meaning | null {
  for (const text of [heading, withoutNumber(heading)]) {
    const exact = names.of.get(whole(text));
    if (exact !== undefined) return exact;
    const found = names.of.get(normaliseHeading(text));
    const inBrackets = [...text.normalize("NFKC").matchAll(/\(([^)]*)\)|\[([^\]]*)\]/g)].map(([, a, b]) =>
      normaliseHeading(a ?? b ?? ""),
    );
    if (found !== undefined && inBrackets.every((it) => harmless(names, it, found))) return found;
    // 电话（父亲） is 父亲电话.
    const outside = normaliseHeading(text);
    for (const it of inBrackets) {
      const turned = names.of.get(it + outside) ?? names.of.get(outside + it);
      if (turned !== undefined) return turned;
      const code = found?.is === "question" ? names.codes.get(found.id)?.get(normaliseAnswer(it)) : undefined;
      if (found?.is === "question" && code !== undefined) return { is: "code", id: found.id, label: code };
    }
  }
  return onPath(names, heading);
}

/** Whether what stands in brackets leaves the heading what it is: it names nobody and no other column. */
function harmless(names: Names, inBrackets: string, found: Meaning): boolean {
  const other = names.of.get(inBrackets);
  const same = other === undefined || JSON.stringify(other) === JSON.stringify(found);
  if (elsewhen.test(inBrackets)) return false;
  const code = found.is === "question" ? names.codes.get(found.id)?.has(normaliseAnswer(inBrackets)) : false;
  const whom = whomOf(inBrackets);
  const about = found.is === "question" ? names.whom.get(found.id) : null;
  return same && code !== true && (whom === null || whom === about);
}

/** 1、姓名 and Q1.姓名 are numbered by the tool that asked. */
function withoutNumber(heading: string): string {
  return heading.replace(/^\s*(?:[Qq]?\d{1,3}\s*[、.．:：)）]|[(（]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*/, "");
}

/** Headings of ODK and KoboToolbox: group/question, group-question, question/code. */
function onPath(names: Names, heading: string): Meaning | null {
  const parts = heading.split("/").map((it) => it.trim());
  if (parts.length > 1 && parts.every((it) => it !== "")) {
    const meaning = meaningOf(names, parts);
    // 姓名/性别 are two things in one column.
    const two = alone(names, parts[parts.length - 2] ?? "")?.is === "question" && meaning?.is !== "code";
    return two && names.of.get(parts.map(normaliseHeading).join("")) === undefined ? null : meaning;
  }
  const [, id] = /^[\w.]+[-:]([a-z_]\w*)$/.exec(heading.trim()) ?? [];
  return id === undefined ? null : (names.of.get(normaliseHeading(id)) ?? null);
}

/** What is different about the version a file says it is: nothing (undefined), a version still read, or null when it is refused. */
function versionOf(
  form: Form,
  sheet: Sheet,
  paths: readonly (readonly string[])[],
  tell: (problem: Found) => void,
): Earlier | undefined | null {
  if (sheet.form !== undefined && sheet.form !== form.id) {
    const message = `这不是“${form.title}”的文件，没有读取：请到它自己的表格页打开`;
    tell({ code: "form_other", severity: "error", message });
    return null;
  }
  const marked = paths.flat().map((cell) => versionHeading.exec(normaliseHeading(cell))?.[1]);
  const version = sheet.version ?? marked.find((it) => it !== undefined);
  if (version === undefined || version === form.version) return undefined;
  const earlier = (form.earlier ?? []).find((it) => it.version === version);
  if (earlier !== undefined) return earlier;
  const ordinal = (it: string) => Number(it.slice(0, 4)) * 1000 + Number(it.slice(5));
  if (ordinal(version) > ordinal(form.version)) {
    const message = `这份文件用的是较新的版本，这里只认到 ${form.version} 版：请更新本程序或刷新网页后再试，原文件请保留`;
    tell({ code: "version_newer", severity: "error", message });
  } else {
    const message = `这份文件用的是旧版，这里只读 ${form.version} 版：请下载新表，把内容按栏目粘贴过去，原文件请保留`;
    tell({ code: "version_old", severity: "error", message });
  }
  return null;
}

type FoundColumns = Omit<Columns, "earlier"> & {
  readonly passed: ReadonlySet<number>;
  /** Places of columns that were not understood, from 1. */
  readonly unknown: readonly number[];
  /** What stands above them. */
  readonly unread: readonly string[];
  readonly problems: readonly Found[];
};

function columnsIn(
  form: Form,
  { rows }: Sheet,
  below: number,
  paths: readonly (readonly string[])[],
  names: Names,
): FoundColumns {
  const columns = new Map<string, number>();
  const ticked = new Map<string, { at: number; label: string }[]>();
  const shorthands: { at: number; of: Shorthand }[] = [];
  const passed = new Set<number>();
  const unknown: number[] = [];
  const problems: Found[] = [];
  const meanings = paths.map((path) => meaningOf(names, path));
  const strong = new Set(meanings.flatMap((it) => (it?.is === "question" && it.weak !== true ? [it.id] : [])));
  const column = (at: number) => rows.slice(below).map((cells) => clean(cells[at] ?? ""));
  const filled = filledColumns(rows, below);
  const alike = (one: number, other: number) => {
    const [a, b] = [column(one), column(other)];
    return a.every((it, row) => it === b[row]);
  };
  for (const [at, path] of paths.entries()) {
    const meaning = meanings[at] ?? null;
    if (meaning === null) {
      // A column without a heading is only worth a word when there is something in it.
      if (path.length > 0 || filled.has(at)) unknown.push(at + 1);
    } else if (meaning.is === "ignored" || meaning.is === "version") passed.add(at);
    else if (meaning.is === "shorthand") shorthands.push({ at, of: meaning.of });
    else if (meaning.is === "code") {
      const beside = ticked.get(meaning.id) ?? [];
      const same = beside.find((it) => it.label === meaning.label);
      if (same === undefined) ticked.set(meaning.id, [...beside, { at, label: meaning.label }]);
      else if (!alike(same.at, at)) {
        const message = `“${meaning.label}”这一项出现了两列，内容不同：请只留一列`;
        problems.push({ ...labelled(form, meaning.id), code: "column_twice", severity: "error", message });
      }
    } else if (meaning.weak === true && strong.has(meaning.id)) passed.add(at);
    else {
      const first = columns.get(meaning.id);
      if (first === undefined) columns.set(meaning.id, at);
      else if (filled.has(at) && alike(first, at)) {
        const message = "这一列出现了两次，内容一样，读的是第一列";
        problems.push({ ...labelled(form, meaning.id), code: "column_repeated", severity: "warning", message });
      } else {
        const message = "这一列出现了两次，请只留一列";
        problems.push({ ...labelled(form, meaning.id), code: "column_twice", severity: "error", message });
      }
    }
  }
  // Where a tool gives the whole answer as well as one column a code, the whole answer is read.
  for (const id of columns.keys()) {
    for (const { at } of ticked.get(id) ?? []) passed.add(at);
    ticked.delete(id);
  }
  const unread = unknown.map((place) => (paths[place - 1] ?? []).join("").slice(0, longestHeading));
  return { columns, ticked, shorthands, passed, unknown, unread, problems };
}

/** Columns that hold something below the heading. */
function filledColumns(rows: readonly (readonly string[])[], below: number): ReadonlySet<number> {
  const filled = new Set<number>();
  for (let at = below; at < rows.length; at++)
    rows[at]?.forEach((cell, column) => {
      if (cell !== "" && !filled.has(column) && clean(cell) !== "") filled.add(column);
    });
  return filled;
}

/** Tells what is wrong with the columns, and says whether the table can be read. */
function judge(form: Form, found: FoundColumns, unfinished: boolean, tell: (problem: Found) => void): boolean {
  found.problems.forEach(tell);
  let usable = found.problems.every((it) => it.severity === "warning");
  if (found.unknown.length > 0) {
    // A heading we do not know may be a row of data: its place is named, not its words.
    const [listed, more] = [found.unknown.slice(0, 12).join("、"), found.unknown.length > 12];
    const places = more ? `第 ${listed}……列（共 ${String(found.unknown.length)} 列）` : `第 ${listed} 列`;
    const message = `${places}的表头不认识，没有读取；需要的话请改成本表的表头`;
    tell({ code: "column_unknown", severity: "warning", message });
  }
  if (unfinished) return usable;
  const given = new Set([
    ...found.columns.keys(),
    ...found.ticked.keys(),
    ...found.shorthands.flatMap(({ of }) => of.values.flatMap((it) => Object.keys(it.answers))),
  ]);
  const needs = needsOf(form);
  const lacking = needs.filter((group) => !group.some((id) => given.has(id)));
  if (lacking.length > 0) {
    usable = false;
    const labels = lacking.map((group) => `“${group.map((id) => labelled(form, id).column).join("或")}”`).join("、");
    tell({ code: "column_required", severity: "error", message: `缺少${labels}一列，请补上表头和内容` });
  }
  for (const { id, question } of columnsOf(form)) {
    if (question.alike === undefined || given.has(id) || !found.unread.some((it) => question.alike?.test(it))) continue;
    usable = false;
    const message = `有一列像是“${question.label}”，但表头不认识：这一项漏读会出错，请把表头改成“${question.label}”`;
    tell({ ...labelled(form, id), code: "column_alike", severity: "error", message });
  }
  const needed = new Set(needs.flat());
  const absent = columnsOf(form).filter(
    ({ id, question }) => !given.has(id) && question.detail !== true && question.when === undefined && !needed.has(id),
  );
  if (usable && absent.length > 0) {
    const labels = absent.map(({ question }) => question.label).join("、");
    tell({ code: "column_missing", severity: "warning", message: `没有这些列：${labels}；按“未采集”处理` });
  }
  return usable;
}

/** Whether a row names the columns of another table that begins here: its first cell is a heading, and most of it. */
export function beginsTable(form: Form, cells: readonly string[]): boolean {
  const names = namesOf(form, undefined);
  const said = cells.map((it) => clean(it)).filter((it) => it !== "");
  if (said.length < 4 || alone(names, said[0] ?? "") === null) return false;
  const known = said.filter((it) => alone(names, it) !== null).length;
  return known >= 4 && known * 3 >= said.length * 2;
}

/** The rows with the text of merged cells in every cell of those rows where a heading may be. */
function spread({ rows, merges = [] }: Sheet, from: number): readonly (readonly string[])[] {
  const last = from + lowest + deepest;
  const high = merges.filter((it) => it.top >= from && it.top < last).slice(0, 2000);
  if (high.length === 0) return rows;
  const top = rows.slice(0, last).map((it) => [...it]);
  for (const { top: first, left, bottom, right } of high) {
    const text = rows[first]?.[left] ?? "";
    for (let row = first; row <= Math.min(bottom, top.length - 1); row++)
      for (let column = left; column <= Math.min(right, left + 999); column++) {
        const cells = top[row];
        if (cells === undefined) continue;
        while (cells.length <= column) cells.push("");
        cells[column] = text;
      }
  }
  return [...top, ...rows.slice(top.length)];
}

/** Label and id of a question, for a problem. */
export function labelled(form: Form, id: string): { column: string; field: string } {
  return { column: columnsOf(form).find((it) => it.id === id)?.question.label ?? id, field: id };
}
