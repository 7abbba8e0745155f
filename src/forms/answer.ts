import { type DateFault, readDay, readMonth } from "./calendar.ts";
import {
  type Area,
  type Choice,
  type Code,
  type Integer,
  labelOf,
  type Multiple,
  normaliseAnswer,
  type Question,
  separators,
  type Single,
  type Text,
} from "./form.ts";
import { readGrade } from "./grade.ts";
import { type IdFault, readId } from "./identity.ts";
import { distanceTo, isPlace } from "./places.ts";
import { clean, compact, half, noneWords, numeral, unknownWords } from "./written.ts";

export { clean };

/**
 * What a cell says: an answer; that there is none (无身份证, 不详 where the list has no code for it); or what to write instead.
 * A fault never repeats what was written.
 */
export type Read =
  { readonly answer: Single } | { readonly blank: true } | { readonly fault: string; readonly code: string };

/** What a cell is read by besides itself: the day at which the file stands, and the office's areas, for names of places. */
export type Around = {
  readonly referenceDate?: string;
  readonly areas?: readonly { readonly code: string; readonly label: string; readonly parent?: string | undefined }[];
};

/**
 * One cell as the answer to a question, or what to write instead; `cell` is clean and not empty. The inverse of `writeAnswer`.
 * What is not certain is a fault: a wrong guess would become a statistic.
 */
export function readAnswer(question: Question, cell: string, around: Around = {}): Read {
  const lossy = lossIn(question, cell);
  if (lossy !== null) return lossy;
  switch (question.type) {
    case "text":
      return readText(question, cell);
    case "number":
      return readNumber(question, cell);
    case "date":
    case "month": {
      const read = question.type === "date" ? readDay(cell) : readMonth(cell);
      if ("date" in read) {
        const year = Number(read.date.slice(0, 4));
        const last = Number(around.referenceDate?.slice(0, 4) ?? "9998") + 1;
        if (year >= 1900 && year <= last) return { answer: read.date };
        return { code: question.type, fault: "年份不对，请核对" };
      }
      if (isNothing(question, cell)) return { blank: true };
      return {
        code: read.fault === "serial" ? "date_serial" : question.type,
        fault: dateFaults[read.fault] ?? `请写到${question.type === "date" ? "日，如 2015-03-05" : "月，如 2023-02"}`,
      };
    }
    case "id": {
      const read = readId(cell, around.referenceDate);
      if ("id" in read) return { answer: read.id };
      if (withoutPaper.has(compact(cell))) return { blank: true };
      return { code: `id_${read.fault}`, fault: idFaults[read.fault] };
    }
    case "phone":
      return readPhone(question, cell);
    case "area":
      return readArea(question, cell, around.areas ?? []);
    case "choice":
      return remembered(question, cell, around, readChoice);
    case "multiple":
      return remembered(question, cell, around, readMultiple);
  }
}

/** The codes among the answers in a cell that call for action at once, whatever else is wrong with the cell. */
export function alarmsInCell(question: Question, cell: string): string[] {
  if (!("codes" in question)) return [];
  const alarming = question.codes.filter((it) => it.alarm !== undefined);
  if (alarming.length === 0 || cell.length > longestCell) return [];
  const ticked = tickedIn(question, cell);
  const parts = ticked?.options ?? [cell, ...cell.split(separators), ...cell.split(/\s+/)];
  const codes = parts.map((it) => readCode(question, it));
  // 老师怀疑有自伤念头 says it too; 未发现疑似侵害 does not. Of a list with boxes only what is ticked counts.
  const said = (ticked?.options ?? cell.split(separators)).map(key);
  const names = ({ label, synonyms = [] }: Code) =>
    [label, ...synonyms].map(key).some((word) => said.some((it) => saysSo(it, word)));
  return alarming.filter((it) => codes.includes(it.code) || names(it)).map((it) => it.code);
}

function saysSo(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return (
    at !== -1 &&
    !/[无没未不非否]|排除/.test(text.slice(0, at)) &&
    !/^(?:未|没有|不存在|排除)/.test(text.slice(at + word.length))
  );
}

/** A cell with each of its answers written as it is written today. */
export function recoded(question: Question, cell: string, codes: Readonly<Record<string, string>>): string {
  const now = (part: string) => {
    const said = normaliseAnswer(part);
    const code = Object.entries(codes).find(([then]) => normaliseAnswer(then) === said)?.[1];
    // Its words, not its code: codes and words in one cell would look like a numbered list.
    return code === undefined || !("codes" in question) ? (code ?? part) : labelOf(question, code);
  };
  return question.type === "multiple" ? cell.split(separators).map(now).join("；") : now(cell);
}

/** An answer in words: labels for codes, several joined by ；. Empty when there is none. */
export function writeAnswer(question: Question, answer: Single | undefined): string {
  if (answer === undefined) return "";
  if (typeof answer === "object") return answer.map((code) => labelOf(question as Multiple, code)).join("；");
  return question.type === "choice" ? labelOf(question, String(answer)) : String(answer);
}

const scientific = "号码变成了科学计数，后几位已丢失：请把该列设为文本，对照原件重新录入";

/** What a spreadsheet or a conversion has lost cannot be read back, in whatever column it stands. */
function lossIn(question: Question, cell: string): Read | null {
  // A single bit turns the digit 2 into a control character.
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x08\x0e-\x1f\x7f]/.test(cell))
    return { code: "lossy", fault: "有看不见的控制字符，可能坏了一个字：请删掉这一格，对照原件重新录入" };
  if (!/[\ufffd#?？\ue000-\uf8ff]|锟/.test(cell)) return null;
  const hanzi = /[\u4e00-\u9fff]/.test(cell);
  const free = question.type === "text" && question.holds !== "name";
  if (
    /\ufffd|锟斤拷/.test(cell) ||
    (!free && /[\ue000-\uf8ff]/.test(cell)) ||
    (/[?？]{2}/.test(cell) && !(free && hanzi))
  )
    return { code: "lossy", fault: "有字变成了问号或方块：请从原来的表重新导出（另存为 .xlsx），或对照原件重新录入" };
  if (/^[#＃]{3,}$/.test(cell)) return { code: "lossy", fault: "列太窄，内容变成了井号：请把这一列加宽后重新保存" };
  if (/^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/i.test(half(cell)))
    return { code: "formula_error", fault: "这一格的公式算错了：请直接填写内容" };
  return null;
}

/** Whether a cell says that there is nothing to say, where a record may do without. */
function isNothing(question: Question, cell: string): boolean {
  return question.required !== true && nothingWords.has(key(cell));
}
const nothingWords = new Set([...noneWords, ...unknownWords]);

const dittos = /^(?:同上|同前|同左|〃|″|"|＂|”|“|··)$/;

function readText(question: Text, cell: string): Read {
  if (question.holds === "name") return readName(question, cell);
  if (question.holds === "student_number") return readStudentNumber(question, cell);
  // The ' that keeps a spreadsheet from running a formula is not part of what was said (templates/csv.ts).
  const answer = cell.replace(/^'+(?=[=+@-])/, "");
  if (/^\d(\.\d+)?e\+\d+$/i.test(compact(answer))) return { code: "scientific", fault: scientific };
  const fits = [...answer].length <= question.longest;
  return fits ? { answer } : { code: "too_long", fault: `请写在 ${question.longest} 字以内` };
}

/**
 * A name: hanzi without spaces, foreign names with one space between their parts, · between those of 阿不都·买买提. One that a
 * record is known by is nothing but a name; elsewhere 王老师、李老师 and 张大山（爷爷） stay.
 */
function readName(question: Text, cell: string): Read {
  const invalid = (fault: string): Read => ({ code: "name_invalid", fault });
  const long: Read = { code: "too_long", fault: `请写在 ${question.longest} 字以内` };
  if (cell.length > 200) return long;
  const name = half(cell)
    .replace(/^'+(?=[^'])/, "")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ *[•∙・･‧⋅᛫·]+ */g, "·")
    .replace(/(?<=\p{Script=Han}) *[.。] *(?=\p{Script=Han})/gu, "·")
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
  if (nothingWords.has(key(name))) return question.required === true ? invalid("请写姓名") : { blank: true };
  if (dittos.test(name)) return { code: "ditto", fault: "请写出姓名，不写“同上”" };
  if (/^\d(\.\d+)?e\+\d+$/i.test(name)) return { code: "scientific", fault: scientific };
  if (/示例|样例|范例/.test(name) && question.whole === true && /[(]/.test(name))
    return invalid("像是示例，不是孩子：请删去这一行");
  // 张三2 tells namesakes apart; more digits are a telephone or a number.
  if (/\d{5}/.test(name)) return invalid("姓名里有号码：编号、电话请写到别的栏，这里只写姓名");
  if (!/\p{L}/u.test(name)) return invalid("这里没有姓名：请写姓名，没有的留空");
  if (/^(?:去世|已故|死亡|亡|失踪|失联|离异|离婚|改嫁|服刑|外出|打工|不在)$/.test(name))
    return invalid("这里只写姓名：去世、失联等情况请写到状态一栏，姓名可以留空");
  if (question.whole === true) {
    if (/[*_□■○]|某|\p{Script=Han}x+$/iu.test(name)) return invalid("姓名没有写全：请写真实姓名，不用星号或“某”代替");
    const parted = /^[\p{L}\p{M}〇]+(?:[·' .-]{1,2}[\p{L}\p{M}]+)*\.?\d{0,4}(?:\([\p{L}\d]{1,6}\))?$/u.test(name);
    if (!parted || /\p{Script=Han}[-' .]|[-' .]\p{Script=Han}/u.test(name))
      return invalid("姓名里有不该有的符号：请只写姓名，说明请写到备注");
    if ([...name].length < 2) return invalid("姓名至少两个字，请写全名");
  }
  return [...name].length <= question.longest ? { answer: name } : long;
}

/** 学籍号: G, J or L and what looks like a citizen's number, whose check digit only G has. */
function readStudentNumber(question: Text, cell: string): Read {
  const number = compact(cell).replace(/^'+/, "").replace(/-/g, "").toUpperCase();
  if (isNothing(question, number)) return { blank: true };
  if (/^G?\d(\.\d+)?E\+?\d+$/.test(number)) return { code: "scientific", fault: scientific };
  return /^[GJL]\d{17}[\dX]$/.test(number)
    ? { answer: number }
    : { code: "student_number", fault: "学籍号是 G、J 或 L 加 18 位，请对照学籍系统；没有的留空" };
}

function readNumber(question: Integer, cell: string): Read {
  const { least, most } = question;
  if (question.grade === true) {
    const grade = readGrade(cell);
    if (typeof grade === "number" && grade >= least && grade <= most) return { answer: grade };
    if (isNothing(question, cell)) return { blank: true };
    if (grade === "preschool")
      return { code: "grade_preschool", fault: "幼儿园和学前班不填年级：请清空这一格，就学情况写“幼儿园”" };
    return { code: "number", fault: `请写 ${least} 到 ${most} 的整数，或写“六年级”“初二”；班级写到班级一栏` };
  }
  const said = key(cell).replace(/^'/, "");
  // 1 2 are two numbers, not twelve.
  const count = /\d\s+\d/.test(half(cell)) ? null : countIn(said);
  if (count !== null && count >= least && count <= most) return { answer: count };
  // 谈心次数写“无”就是一次也没有；不详不是。
  if (least === 0 && (noneWords as readonly string[]).includes(said)) return { answer: 0 };
  if (isNothing(question, cell)) return { blank: true };
  const more = /^\d+$/.test(said) ? "" : "，不写“约”“多”或范围";
  return { code: "number", fault: `请写 ${least} 到 ${most} 的整数${more}` };
}

/** A whole number in digits or Chinese numerals up to 99, with or without what is counted, or null. */
function countIn(said: string): number | null {
  const count = said.replace(/(?:年级|周?岁|[次人个名位回遍])$/, "");
  const digits = /^(\d{1,6})(?:\.0+)?$/.exec(count)?.[1];
  return digits === undefined ? numeral(count) : Number(digits);
}

/** What to do about a date; where nothing is said, how to write one. */
const dateFaults: Partial<Record<DateFault, string>> = {
  serial: "日期变成了数字：请把该列设为日期格式（年-月-日）后重新导出",
  order: "分不清年、月、日：年份写 4 位，按年-月-日的顺序写，如 2015-03-05",
  no_such: "日历上没有这个日期，请核对",
  clock: "日期带了时间或时区，分不清是哪一天：请只写年-月-日，如 2015-03-05",
  lunar: "请换算成公历再写，如 2015-03-05",
  lost_zero: "分不清是 1 月还是 10 月（表格会去掉末尾的 0）：请把该列设为文本，写成 2023-01 或 2023-10 的样子",
};

const idFaults: Record<IdFault, string> = {
  masked: "号码有几位是星号：请写完整的 18 位，或者留空",
  scientific,
  fifteen: "是 15 位旧号，儿童没有这种号码，请核对",
  length: "应为 18 位，请对照原件；如显示不全，请把该列设为文本后重新录入",
  date: "第 7 至 14 位不是出生日期，请对照原件",
  rounded: "表格只留了前 15 位，后几位变成了 0：请把该列设为文本，对照原件重新录入",
  check: "末位校验码不对，请对照原件",
};

/** What stands in a column of numbers where a child has none. */
const withoutPaper = new Set([
  ...nothingWords,
  ..."无身份证 没有身份证 无证 无证件 未办 未办理 没办 没办理 未办证 办理中 正在办理 无户口 没有户口 无户籍 未上户 未上户口 没上户 没上户口 未落户 没落户 忘记 忘带".split(
    " ",
  ),
]);

function readPhone(question: Question, cell: string): Read {
  const fault = (words: string): Read => ({ code: "phone", fault: words });
  const written = half(cell.slice(0, 60)).trim().replace(/^'/, "");
  if (/^\d(\.\d+)?e\+\d+$/i.test(written)) return fault("号码变成了科学计数，请把该列设为文本后重新录入");
  // 13800000000(爷爷): whose it is belongs elsewhere, which number it is does not change.
  const said = written
    .replace(/\([^()\d]*\)$/, "")
    .trim()
    .replace(/^(\d{11})\.0+$/, "$1");
  const whole = said.replace(/^(?:(?:\+|00)86|86(?=[ -]*1[3-9](?:[ -]*\d){9}$))[ -]*/, "");
  const abroad = whole !== said;
  const digits = whole.replace(/[\s()-]/g, "");
  if (/^1[3-9]\d{9}$/.test(digits) && /^\d[\d -]*$/.test(whole)) return { answer: digits };
  // 0 before a mobile number was dialled for another city.
  if (/^01[3-9]\d{9}$/.test(digits)) return { answer: digits.slice(1) };
  const landline = /^\(?(0\d{2,3})\)?[ -]*(\d{3,4}[ -]?\d{3,4})$/.exec(
    abroad && !whole.startsWith("0") ? `0${whole}` : whole,
  );
  if (landline !== null || /^0\d{9,11}$/.test(whole)) {
    const number = landline === null ? whole : `${landline[1] ?? ""}${landline[2] ?? ""}`.replace(/[ -]/g, "");
    if (/^0\d{9,11}$/.test(number)) return { answer: number };
  }
  if (isNothing(question, cell) || /^(?:无|没有|没)(?:电话|手机|号码)$/.test(written)) return { blank: true };
  if (/\*/.test(written)) return fault("号码有几位是星号：请写完整，或者留空");
  if (/\d{7,}\D+\d{7,}/.test(said)) return fault("这里有两个号码：请只写一个，另一个写到备注");
  return fault("请写 11 位手机号，或带区号的座机号（不带分机）");
}

/** An area by its code, by its name among the office's areas, or by both where they agree. */
function readArea(question: Area, cell: string, areas: NonNullable<Around["areas"]>): Read {
  const wanted = `请写 ${question.digits.join(" 或 ")} 位区划代码`;
  const fault: Read = { code: "area", fault: areas.length === 0 ? wanted : `${wanted}，或写本县乡镇的全名` };
  const said = compact(cell)
    .replace(/^'/, "")
    .replace(/^(\d+)\.0+$/, "$1");
  const fits = (code: string) => /^[1-9]\d+$/.test(code) && question.digits.some((it) => it === code.length);
  if (said.length > 60) return fault;
  if (fits(said)) return { answer: said };
  if (/^\d(\.\d+)?e\+\d+$/i.test(said)) return { code: "scientific", fault: scientific };
  const both = /^(\d{6,12})[-:,.、]?\(?([^\d()]+)\)?$/.exec(said) ?? /^([^\d()]+)[-:,]?\(?(\d{6,12})\)?$/.exec(said);
  if (both !== null) {
    const [code = "", name = ""] = /^\d/.test(both[1] ?? "") ? both.slice(1) : both.slice(1).reverse();
    return fits(code) && areas.some((it) => it.code === code && it.label === name) ? { answer: code } : fault;
  }
  const code = areaNamed(
    said,
    areas.filter((it) => fits(it.code)),
    areas,
  );
  if (code !== null) return { answer: code };
  return isNothing(question, cell) ? { blank: true } : fault;
}

type Areas = NonNullable<Around["areas"]>;

/** The one area that a name means: its full name, one without 镇 or 乡, or what stands before and behind it in an address. */
function areaNamed(name: string, candidates: Areas, areas: Areas): string | null {
  const only = (found: Areas) => {
    const codes = new Set(found.map((it) => it.code));
    return codes.size === 1 ? ([...codes][0] ?? null) : null;
  };
  const exact = candidates.filter((it) => it.label === name);
  if (exact.length > 0) return only(exact);
  const stems = candidates.filter((it) => stemOf(it.label).length >= 2 && stemOf(it.label) === name);
  if (stems.length > 0) return only(stems);
  const village = /^(?:\p{Script=Han}{1,12}(?:村|社区|居委会|村委会|屯|寨))?(?:[\d一二三四五六七八九十]{1,3}组)?$/u;
  const within = candidates.filter(({ code, label, parent }) => {
    const at = name.indexOf(label);
    if (at === -1 || name.indexOf(label, at + 1) !== -1 || !village.test(name.slice(at + label.length))) return false;
    // 青禾镇 of another county is another place: what stands before must be what it lies in.
    let before = name.slice(0, at);
    let above = areas.find((it) => it.code === parent);
    if (before !== "" && above !== undefined && !before.endsWith(above.label)) return false;
    for (; above !== undefined; above = areas.find((it) => it.code === above?.parent))
      if (before.endsWith(above.label)) before = before.slice(0, -above.label.length);
    return liesIn(before, code);
  });
  const deepest = Math.max(...within.map((it) => it.code.length));
  return only(within.filter((it) => it.code.length === deepest));
}

/** Whether what stands before the name of a county may be its province and prefecture. */
function liesIn(before: string, code: string): boolean {
  if (before === "") return true;
  return /(?:省|市|州|区|盟)$/.test(before) && !["4", "5", "6"].includes(distanceTo(before, [{ code }]) ?? "");
}

function stemOf(label: string): string {
  return label.replace(/(?:街道办事处|街道|镇|乡)$/, "");
}

const longestCell = 1000;

/** What was read from a cell of a list before: a column says the same few things over and over. Nothing that depends on where the office is. */
function remembered<Q extends Choice | Multiple>(
  question: Q,
  cell: string,
  around: Around,
  read: (question: Q, cell: string, around: Around) => Read,
): Read {
  if (question.type === "choice" && question.place === true) return read(question, cell, around);
  if (cell.length > 100) return read(question, cell, around);
  const before = readings.get(question) ?? new Map<string, Read>();
  readings.set(question, before);
  const known = before.get(cell);
  if (known !== undefined) return known;
  const now = read(question, cell, around);
  if (before.size < 2000) before.set(cell, now);
  return now;
}
const readings = new WeakMap<Choice | Multiple, Map<string, Read>>();

function readChoice(question: Choice, cell: string, { areas = [] }: Around): Read {
  const code = cell.length > longestCell ? null : readCode(question, cell);
  if (code !== null) return { answer: code };
  if (cell.length > longestCell) return unknownTo(question);
  const ticked = tickedIn(question, cell);
  if (ticked !== null) {
    const codes = new Set(ticked.options.map((it) => readCode(question, it)));
    const [only] = codes;
    if (codes.size === 1 && only !== null && only !== undefined) return { answer: only };
    if (codes.has(null)) return unknownTo(question);
    return { code: "value_ticks", fault: "这一栏要勾一项，只勾一项：请写出选中的那一项" };
  }
  // 爷爷、奶奶 are two words for one answer, 爷爷和姑姑 are two answers.
  const parts = new Set(
    cell.split(separators).flatMap((part) => {
      if (clean(part) === "") return [];
      const whole = readCode(question, part);
      return whole === null ? part.split(/[和与及或跟]/).map((it) => readCode(question, it)) : [whole];
    }),
  );
  const [one] = parts;
  if (parts.size === 1 && one !== null && one !== undefined) return { answer: one };
  if (question.place === true) {
    const far = placeIn(question, cell, areas);
    if (far !== null) return { answer: far };
  }
  const said = key(cell);
  if (question.away !== undefined && saysAway(said)) return { answer: question.away };
  const unclear = (question.unclear ?? []).find(({ says }) => says.some((it) => key(it) === said));
  if (unclear !== undefined) return { code: "value_unclear", fault: unclear.write };
  return said !== "" && isBlank(question, said) ? { blank: true } : unknownTo(question);
}

/** 广东打工, 在深圳务工, 外出务工(广东): somebody works at a place that is named, and nothing else is said. */
function saysAway(said: string): boolean {
  if (!/[打务做]工/.test(said)) return false;
  return isPlace(said.replace(/常年|长期|外出|在|去|到|[打务做]工|[()]/g, ""));
}

/** How far away the places are that a cell names; null unless all are equally far. */
function placeIn(question: Choice, cell: string, areas: Areas): string | null {
  const far = cell.split(separators).flatMap((it) => (clean(it) === "" ? [] : [distanceTo(it, areas)]));
  const [one] = far;
  return one !== undefined && far.every((it) => it === one) && question.codes.some((it) => it.code === one)
    ? one
    : null;
}

/** Words for not knowing where the list has no code for it; 无 and 不适用 where the question is asked on a condition only. */
function isBlank(question: Choice | Multiple, said: string): boolean {
  if (question.required === true) return false;
  const inapplicable = noneWords.includes(said) || said === "不适用";
  return unknownWords.includes(said) || (question.when !== undefined && inapplicable);
}

function unknownTo(question: Choice | Multiple): Read {
  const options = question.codes.flatMap((it) => (it.alarm === undefined ? [it.label] : [])).join("、");
  const fault = question.type === "multiple" ? "有不认识的写法，几项之间用“；”隔开，请写：" : "不认识这个写法，请写：";
  return { code: "value_unknown", fault: fault + options };
}

function readMultiple(question: Multiple, cell: string): Read {
  if (cell.length > longestCell) return unknownTo(question);
  const ticked = tickedIn(question, cell);
  const parts = ticked?.options ?? partsOf(question, cell);
  const codes = parts.map((it) => readCode(question, it));
  if (ticked === null && isNumbered(question, parts))
    return {
      code: "value_unclear",
      fault: "有编号也有文字，分不清编号是不是选项：请只写选中的几项，用“；”隔开，不写编号",
    };
  if (ticked !== null && parts.length === 0)
    return { code: "value_ticks", fault: "一项也没有勾：请写出选中的几项，都没有的写“无”或留空" };
  if (codes.includes(null) || codes.length === 0) {
    const said = key(cell);
    const unclear = (question.unclear ?? []).find(({ says }) => says.some((it) => key(it) === said));
    if (unclear !== undefined) return { code: "value_unclear", fault: unclear.write };
    return isBlank(question, said) ? { blank: true } : unknownTo(question);
  }
  const answer = question.codes.map((it) => it.code).filter((code) => codes.includes(code));
  if (answer.length > 1 && (answer.includes(question.none ?? "") || answer.includes("99"))) {
    return { code: "none_and_some", fault: "“无”或“未采集”不能与其他项同时填" };
  }
  return { answer };
}

/** 1、低保；2、孤儿 numbers its words; only where every number is the code of the word behind it is it certain. */
function isNumbered(question: Multiple, parts: readonly string[]): boolean {
  const bare = parts.map((it) => /^\d{1,2}$/.test(compact(it)));
  if (!bare.includes(true) || !bare.includes(false)) return false;
  return parts.some(
    (it, at) =>
      bare[at] === true &&
      (bare[at + 1] !== false || readCode(question, it) !== readCode(question, parts[at + 1] ?? "")),
  );
}

/**
 * The answers in one cell of a multiple choice: the cell where it is one, else what stands between the marks, or between spaces
 * and words where that is known. ┋ is what 问卷星 writes.
 */
function partsOf(question: Multiple, cell: string): string[] {
  if (readCode(question, cell) !== null) return [cell];
  const known = (it: string) => readCode(question, it) !== null;
  return cell
    .replace(/[①-⑳]/g, (it) => `；${it.charCodeAt(0) - 0x245f}`)
    .split(/[；;、，,|/\n┋│&＋+]/)
    .filter((it) => clean(it) !== "")
    .flatMap((it) => (known(it) ? [it] : half(it).trim().split(/\s+/)))
    .flatMap((it) => (known(it) ? [it] : it.split(/[和与及]/)));
}

/** The options that are ticked in a cell such as ☑男 □女, 男√ 女 or [x]是 [ ]否; null when there are no ticks in it, or when it is not sure what they belong to. */
function tickedIn(question: Choice | Multiple, cell: string): { readonly options: readonly string[] } | null {
  const pieces = half(cell).split(marks);
  if (pieces.length < 3) return null;
  const texts = pieces.filter((_, at) => at % 2 === 0);
  const ticks = pieces.filter((_, at) => at % 2 === 1).map((it) => /[☑☒✅■▣◼●◉√✓✔]|\([xv√✓✔]\)/i.test(it));
  const boxed = pieces.some((it, at) => at % 2 === 1 && /[□☐▢◻○◯]|\( *\)/.test(it));
  const first = texts[0] ?? "";
  const last = texts[texts.length - 1] ?? "";
  if (texts.every((it) => parted(it) === "")) return null;
  const touches = (text: string, end: RegExp) => parted(text) !== "" && !end.test(text);
  const before = (at: number) => touches(texts[at] ?? "", /[\s；;、，,|/]$/);
  const behind = (at: number) => touches(texts[at + 1] ?? "", /^[\s；;、，,|/]/);
  const blankFirst = parted(first) === "";
  const blankLast = parted(last) === "";
  if (blankFirst && blankLast) return null;
  const prefix = blankFirst || (!blankLast && ticks.every((_, at) => behind(at) && !before(at)));
  const suffix = !prefix && (blankLast || ticks.every((_, at) => before(at) && !behind(at)));
  if (!prefix && !suffix) return { options: [cell] };
  const options: string[] = [];
  // What stands beside the ticks without being an option may turn round what they say.
  const beside = (prefix ? first : last).split(/[\s；;、，,|/]+/);
  for (const [at, on] of ticks.entries()) {
    const text = parted(texts[prefix ? at + 1 : at] ?? "");
    const words = boxed || readCode(question, text) !== null ? [text] : text.split(/[\s；;、，,|/]+/);
    const own = (prefix ? words.shift() : words.pop()) ?? "";
    beside.push(...words);
    if (on) options.push(own);
  }
  const clear = beside.every((it) => parted(it) === "" || readCode(question, it) !== null);
  return { options: clear ? options : [cell] };
}
const marks = /([☑☐□■▢▣◻◼☒✅√✓✔×✗✘✕✖●○◯◉]|\([ xv√✓✔×]*\))/i;

/** Without space and marks between options at its ends, and without the line that is left for writing. */
function parted(text: string): string {
  return text.replace(/_+/g, "").replace(/^[\s；;、，,|/]+|[\s；;、，,|/]+$/g, "");
}

/** What a part of a cell is compared by: half width, without any space, small letters. */
function key(text: string): string {
  return compact(clean(text)).toLowerCase();
}

/** The code a cell means: code (a leading zero may be lost), label, synonym, code and label together, or a number in its range. */
function readCode(question: Choice | Multiple, cell: string): string | null {
  // 1 2 are two codes, not twelve.
  if (/\d\s+\d/.test(half(cell))) return null;
  return meaningsOf(question)(key(cell));
}

const meanings = new WeakMap<Choice | Multiple, (said: string) => string | null>();

function meaningsOf(question: Choice | Multiple): (said: string) => string | null {
  const before = meanings.get(question);
  if (before !== undefined) return before;
  const numbers = new Map<string, string>();
  const codes = new Set(question.codes.map((it) => it.code));
  for (const { code } of question.codes) {
    numbers.set(code.replace(/^0(?=\d$)/, ""), code);
    numbers.set(code, code);
    if (/^\d$/.test(code) && !codes.has(`0${code}`)) numbers.set(`0${code}`, code);
  }
  const words = new Map<string, string>();
  for (const { code, label, synonyms = [] } of question.codes)
    for (const word of [label, code + label, ...synonyms]) words.set(key(word), code);
  const ranges = question.codes.flatMap(({ code, range }) => (range === undefined ? [] : [{ code, range }]));
  const exactly = (said: string): string | null =>
    // Codes first: a number that is a code means that code.
    numbers.get(said.replace(/\.0+$/, "")) ?? words.get(said) ?? null;
  const agreeing = (code: string | null | undefined, word: string): string | null =>
    code !== null && code !== undefined && words.get(word) === code ? code : null;
  const meaning = (written: string): string | null => {
    const direct = exactly(written);
    if (direct !== null) return direct;
    if (written.length > 60) return null;
    const said = written
      .replace(/^[①-⑳]/, (it) => String(it.charCodeAt(0) - 0x245f))
      .replace(/^["'“‘《:,、;；，。]+|["'”’》:,、;；，。.!！…]+$/g, "")
      .replace(/^\(([^()]*)\)$/, "$1");
    const stripped = exactly(said);
    if (stripped !== null) return stripped;
    const [, number = "", behind = ""] = /^\(?(\d{1,2})\)?[.、:,)_-]?(.+)$/.exec(said) ?? [];
    const numbered = agreeing(numbers.get(number), behind);
    if (numbered !== null) return numbered;
    const [, ahead = "", last = ""] = /^(.*[^\d(])\(?(\d{1,2})\)?$/.exec(said) ?? [];
    const reversed = agreeing(numbers.get(last), ahead);
    if (reversed !== null) return reversed;
    const [, outside = "", inside = ""] = /^([^()]+)\(([^()]+)\)$/.exec(said) ?? [];
    if (outside !== "") {
      const outer = exactly(outside);
      return inside.split(/[、，,和/]/).every((it) => agreeing(outer, it) !== null) ? outer : null;
    }
    if (ranges.length === 0) return null;
    const age = /^(.+?)(?:\.0+)?(?:周?岁)?$/.exec(said)?.[1] ?? "";
    const years = /^\d{1,3}$/.test(age) ? Number(age) : numeral(age);
    return years === null
      ? null
      : (ranges.find(({ range: [least, most] }) => years >= least && years <= most)?.code ?? null);
  };
  meanings.set(question, meaning);
  return meaning;
}
