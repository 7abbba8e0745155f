import { writeAnswer } from "../forms/answer.ts";
import {
  type AnyAnswers,
  type AnyRow,
  codesIn,
  type Form,
  isRows,
  type Item,
  type Paper,
  type Passage,
  type Question,
  refusePaperOnly,
  type Section,
  type Signature,
  type Slip,
  type Table,
  type Value,
} from "../forms/form.ts";
import { alarmsIn, alarmWords, writable } from "./instructions.ts";

/**
 * A form laid out on A4, in millimetres and points, before it is written as HTML, Word, PDF or a spreadsheet. Every box has
 * its place and least height here, so that all writers break pages at the same rows.
 */
export type Sheet = {
  /** The id of its paper. */
  readonly id: string;
  readonly title: string;
  readonly orientation: "portrait" | "landscape";
  /** How many stand on one page, to be cut apart; more than one are cards without page head and foot. */
  readonly up: 1 | 2 | 4;
  /** Whether there are answers in it. */
  readonly filled: boolean;
  /** Above the boxes: what is written once per sheet. */
  readonly header: readonly string[];
  /** The line against photographing and posting: in the head of every page, on a card below the title. */
  readonly caution: string;
  readonly parts: readonly Part[];
  /** Left of the page number; on a card its last line. */
  readonly foot: string;
};

/** Boxes of one width; `head` is repeated on every page they reach. A cut is a line to cut along, and the part below it is kept whole. */
export type Part =
  | {
      readonly kind: "grid";
      /** What a table is called, where the grid is one. */
      readonly name?: string;
      /** Widths of the columns, adding up to the width of the sheet. */
      readonly columns: readonly number[];
      readonly head: readonly Row[];
      readonly body: readonly Row[];
    }
  | { readonly kind: "cut"; readonly words: string };

/** `height` is the least; it holds what stands in the row. `keep`: no page ends below it. `grows`: takes room that is left on a page. */
export type Row = {
  readonly height: number;
  readonly cells: readonly Cell[];
  readonly keep?: true;
  readonly grows?: true;
};

/**
 * `section`: heading across. `label`: names the box to its right (`head`: the boxes below). `answer`: room to write, or what
 * was written. `options`: boxes to tick, a line never ends between a box and its words. `text`: fixed words. `sign`: room to
 * sign, its words at the right. `seal`: room for a seal, its words at the foot.
 */
export type Cell = {
  readonly role: "section" | "label" | "head" | "answer" | "options" | "text" | "sign" | "seal";
  readonly span: number;
  /** Rows it reaches down, itself included. */
  readonly down: number;
  readonly lines: readonly string[];
};

/** Sizes shared by all that is printed: millimetres, and points for letters. */
export const paperSizes = {
  margin: { top: 20, right: 20, bottom: 18, left: 25 },
  /** Cards are cut apart: no binding side. */
  cardMargin: 8,
  cardPadding: 4,
  padding: { across: 1, down: 0.3 },
  signature: 15,
  seal: 45,
  cut: 8,
  title: { size: 18, height: 11 },
  cardTitle: { size: 14, height: 7 },
  header: 7,
  cardLine: 4.5,
  text: { size: 10.5, pitch: 15 },
  option: { size: 10, pitch: 13 },
  small: { size: 9, pitch: 12.5 },
} as const;

/** Size and pitch of the letters in a cell, in points. */
export function lettersIn(role: Cell["role"]): { readonly size: number; readonly pitch: number } {
  return role === "options" ? paperSizes.option : role === "head" ? paperSizes.small : paperSizes.text;
}

const perPoint = 25.4 / 72;

/** Width and height of the A4 page in millimetres. */
export function pageOf({ orientation }: Pick<Sheet, "orientation">): { width: number; height: number } {
  return orientation === "portrait" ? { width: 210, height: 297 } : { width: 297, height: 210 };
}

/** Room for the boxes in millimetres: of the page between its margins, or of one card between its edges. */
export function roomOf(sheet: Pick<Sheet, "orientation" | "up">): { width: number; height: number } {
  const page = pageOf(sheet);
  const { margin, cardMargin, cardPadding } = paperSizes;
  if (sheet.up === 1)
    return { width: page.width - margin.left - margin.right, height: page.height - margin.top - margin.bottom };
  const { across, down } = cardsOf(sheet);
  return {
    width: (page.width - 2 * cardMargin) / across - 2 * cardPadding,
    height: (page.height - 2 * cardMargin) / down - 2 * cardPadding,
  };
}

/** How cards stand on the page: four in two rows, two one above the other on an upright page, side by side on a wide one. */
export function cardsOf({ orientation, up }: Pick<Sheet, "orientation" | "up">): { across: number; down: number } {
  if (up === 4) return { across: 2, down: 2 };
  return up === 1
    ? { across: 1, down: 1 }
    : orientation === "portrait"
      ? { across: 1, down: 2 }
      : { across: 2, down: 1 };
}

/** One kind of sheet of a form: blank, or with the answers of one respondent in it. */
export function layOut(form: Form, paper: Paper, answers?: AnyAnswers): Sheet {
  if (answers !== undefined) refusePaperOnly(form);
  const { width } = roomOf(paper);
  const chosen = form.sections.flatMap((section) => {
    const questions = Object.entries(section.questions).flatMap(([id, item]) => partOf(id, item, paper.only));
    return questions.length === 0 && (paper.only !== undefined || !hasWords(section)) ? [] : [{ section, questions }];
  });
  const rows: Row[] = [];
  const parts: Part[] = [];
  const twelfths = Array.from({ length: 12 }, () => width / 12);
  const close = () => {
    if (rows.length > 0) parts.push({ kind: "grid", columns: twelfths, head: [], body: rows.splice(0) });
  };
  /** Fixed words, on one page with what is asked below them. */
  const words = (passages: readonly Passage[] = [], asked = false) => {
    if (passages.length > 0) rows.push({ ...textRow(passages.map(wordsOf), width), ...(asked ? { keep: true } : {}) });
  };
  let lastSection = 0;
  for (const { section, questions } of chosen) {
    lastSection = rows.length;
    // Cards and sheets of one section have no room for headings, nor need them.
    if (paper.up === 1 && chosen.length > 1) rows.push(sectionRow(section.title, 12));
    if (paper.only === undefined) words(section.before, questions.length > 0);
    let asked: [string, Question][] = [];
    const flush = () => {
      rows.push(...rowsOf(asked, paper, width, answers));
      const alarms = alarmsIn(asked.map(([, it]) => it)).map((it) => alarmWords[it]);
      if (alarms.length > 0) {
        keepLast(rows);
        rows.push(textRow(alarms, width));
      }
      asked = [];
    };
    for (const [id, item] of questions) {
      if (item.type !== "table") {
        asked.push([id, item]);
        continue;
      }
      flush();
      // A table right below the heading of its section stands under one heading with it.
      const above = rows[rows.length - 1]?.cells[0];
      const heading = above?.role === "section" ? above.lines.join("") : undefined;
      if (heading !== undefined) rows.pop();
      close();
      lastSection = 0;
      parts.push(...tableParts(item, titleOf(item, heading, paper), paper, width, answers?.[id]));
    }
    flush();
    if (paper.only === undefined) {
      words(section.after, section.signatures !== undefined);
      rows.push(...endRows(section.signatures ?? [], false));
    }
  }
  if ((paper.printed ?? []).length > 0) rows.push(textRow(paper.printed ?? [], width));
  rows.push(...endRows(paper.signatures, paper.seal));
  keepTogether(rows, lastSection, roomOf(paper).height / 2);
  close();
  for (const slip of paper.slips) parts.push(...slipParts(slip, twelfths, width));
  return grown({
    id: paper.id,
    title: paper.title,
    orientation: paper.orientation,
    up: paper.up,
    filled: answers !== undefined,
    header: paper.header,
    caution: paper.caution,
    parts,
    foot: `${form.template} ${form.title}　版本 ${form.version}${paper.up === 1 ? `　保存：${form.processing.keep}` : ""}`,
  });
}

/**
 * Sheets as they are put on paper: whole ones by themselves; of a blank card as many as fill the page; filled cards of one
 * kind that follow one another side by side.
 */
export function arranged(sheets: readonly Sheet[]): Sheet[][] {
  const pages: Sheet[][] = [];
  for (const sheet of sheets) {
    const last = pages[pages.length - 1];
    const before = last?.[0];
    if (!sheet.filled) pages.push(Array.from({ length: sheet.up }, () => sheet));
    else if (before?.filled === true && before.id === sheet.id && (last?.length ?? 0) < sheet.up) last?.push(sheet);
    else pages.push([sheet]);
  }
  return pages;
}

/** All sheets of a form, blank, or with the answers of one respondent in them. */
export function sheetsOf(form: Form, answers?: AnyAnswers): Sheet[] {
  return form.papers.map((paper) => layOut(form, paper, answers));
}

/** Millimetres of a page that are left to the differences between programs. */
const slack = 1.5;

/** How many A4 pages a sheet takes, by the heights of its rows; a card that does not fit its place counts as two. */
export function pagesOf(sheet: Sheet): number {
  const { height } = roomOf(sheet);
  const { cut } = paperSizes;
  let pages = 1;
  let used = topOf(sheet);
  const sum = (rows: readonly Row[]) => rows.reduce((all, it) => all + it.height, 0);
  const place = (needed: number, repeated: number) => {
    if (used + needed > height - slack) {
      pages++;
      used = repeated;
    }
    used += needed;
  };
  for (const [at, part] of sheet.parts.entries()) {
    if (part.kind === "cut") {
      const below = sheet.parts[at + 1];
      place(cut, 0);
      // A slip stays whole: it moves to the next page with its line.
      if (below?.kind === "grid" && used + sum(below.body) > height - slack) {
        pages++;
        used = cut;
      }
      continue;
    }
    if (part.head.length > 0) place(sum(part.head) + (part.body[0]?.height ?? 0), 0);
    for (const rows of together(part.head.length > 0 ? part.body.slice(1) : part.body))
      place(sum(rows), sum(part.head));
  }
  return pages;
}

/** Rows that no page may break: those joined by a cell that reaches down, those kept, and a heading with the row below it. */
export function together(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  let open = 0;
  for (const row of rows) {
    const last = groups[groups.length - 1];
    if (open > 0 && last !== undefined) last.push(row);
    else groups.push([row]);
    open = Math.max(
      open - 1,
      ...row.cells.map((it) => it.down - 1),
      row.cells[0]?.role === "section" || row.keep ? 1 : 0,
    );
  }
  return groups;
}

/** The last row stays with the one that comes below it. */
function keepLast(rows: Row[]): void {
  const last = rows.pop();
  if (last !== undefined) rows.push({ ...last, keep: true });
}

/** Signatures do not stand on a page by themselves: the last section goes with them where it is short. */
function keepTogether(rows: Row[], from: number, most: number): void {
  if (rows.slice(from).reduce((all, it) => all + it.height, 0) > most) return;
  for (const [at, row] of rows.entries()) if (at >= from && at < rows.length - 1) rows[at] = { ...row, keep: true };
}

/** Millimetres that a row of free words takes at most of the room that is left. */
const mostGrowth = 36;

/** The sheet with the room that is left on a single page given to the rows of free words: nobody writes too long there. */
function grown(sheet: Sheet): Sheet {
  const growing = sheet.parts.flatMap((it) => (it.kind === "grid" ? it.body.filter((row) => row.grows) : []));
  // What is filled in may be longer than its row: the room stays free for it.
  if (sheet.filled || growing.length === 0 || pagesOf(sheet) > 1) return sheet;
  const by = Math.min(mostGrowth, Math.floor((roomOf(sheet).height - usedOf(sheet) - 3) / growing.length));
  if (by < 1) return sheet;
  const taller = (row: Row): Row => (row.grows ? { ...row, height: row.height + by } : row);
  return {
    ...sheet,
    parts: sheet.parts.map((it) => (it.kind === "grid" ? { ...it, body: it.body.map(taller) } : it)),
  };
}

/** Millimetres of a sheet of one page that are taken. */
function usedOf(sheet: Sheet): number {
  const heights = sheet.parts.map((it) =>
    it.kind === "cut" ? paperSizes.cut : [...it.head, ...it.body].reduce((all, row) => all + row.height, 0),
  );
  return heights.reduce((all, it) => all + it, topOf(sheet));
}

/** Millimetres above and below the boxes: title and header, or the small lines of a card. */
function topOf(sheet: Sheet): number {
  const { title, cardTitle, header, cardLine } = paperSizes;
  return sheet.up === 1
    ? title.height + (sheet.header.length > 0 ? header : 0)
    : cardTitle.height + (sheet.caution === "" ? 1 : 2) * cardLine;
}

function hasWords(section: Section): boolean {
  return section.before !== undefined || section.after !== undefined;
}

/** What of a question or table stands on a paper that has only some: of a table perhaps some columns. */
function partOf(id: string, item: Item, only: readonly string[] | undefined): [string, Item][] {
  if (only === undefined || only.includes(id)) return [[id, item]];
  if (item.type !== "table") return [];
  const columns = Object.fromEntries(Object.entries(item.columns).filter(([column]) => only.includes(column)));
  return Object.keys(columns).length === 0 ? [] : [[id, { ...item, columns }]];
}

function wordsOf(passage: Passage): string {
  return typeof passage === "string" ? passage : passage.quote;
}

function sectionRow(title: string, span: number): Row {
  return { height: 7, cells: [{ role: "section", span, down: 1, lines: [title] }] };
}

function textRow(paragraphs: readonly string[], width: number, span = 12): Row {
  const { across } = paperSizes.padding;
  const lines = paragraphs.reduce((all, it) => all + linesOf(it, width - 2 * across, paperSizes.text.size), 0);
  const height = heightOf(lines, paperSizes.text.pitch) + 1;
  return { height, cells: [{ role: "text", span, down: 1, lines: paragraphs }] };
}

type Width = 4 | 6 | 12;

/** Questions in rows of three, two or one on the grid of twelve, as short as what is written in them allows. */
function rowsOf(
  questions: readonly (readonly [string, Question])[],
  { row: least, up }: Paper,
  width: number,
  answers: AnyAnswers | undefined,
): Row[] {
  // A quarter of a page is so narrow that a sixth of it holds no label.
  const labelSpan = up === 4 ? 3 : 2;
  const rows: Row[] = [];
  let open: (readonly [string, Question])[] = [];
  const close = () => {
    if (open.length === 0) return;
    const each = (12 / open.length) as Width;
    const cells = open.flatMap(([id, question]): Cell[] => [
      { role: "label", span: labelSpan, down: 1, lines: balanced(question.label, (width * labelSpan) / 12) },
      answerCell(question, each - labelSpan, width, answers === undefined ? undefined : (answers[id] ?? null)),
    ]);
    const written = questionsLines(open);
    rows.push({
      height: rowHeight(cells, written, least, width / 12),
      cells,
      ...(written > 1 ? { grows: true as const } : {}),
    });
    open = [];
  };
  for (const asked of questions) {
    const fits = Math.max(...[...open, asked].map(([, it]) => widthOf(it, width)));
    if ((open.length + 1) * fits > 12) close();
    open.push(asked);
    if (open.length * Math.max(...open.map(([, it]) => widthOf(it, width))) === 12) close();
  }
  close();
  return rows;
}

/** The narrowest of a third, a half and the whole row that an answer can be written in by hand. */
function widthOf(question: Question, width: number): Width {
  const room = (span: number) => (width * span) / 12 - 2 * paperSizes.padding.across;
  if ("codes" in question) {
    const lines = (span: number) => optionLines(question, room(span)).length;
    if (lines(2) === 1) return 4;
    return lines(4) <= 2 ? 6 : 12;
  }
  switch (question.type) {
    case "number":
      return 4;
    case "month":
      return width > 200 ? 4 : 6;
    case "text":
      return question.lines > 1 || question.longest > 40 ? 12 : question.longest <= 8 ? 4 : 6;
    case "date":
    case "phone":
    case "id":
    case "area":
      return 6;
  }
}

function questionsLines(questions: readonly (readonly [string, Question])[]): number {
  return Math.max(...questions.map(([, it]) => (it.type === "text" ? it.lines : 1)));
}

/** What stands in an answer cell: `answer` undefined on a blank sheet, null where a respondent wrote nothing. */
function answerCell(
  question: Question,
  span: number,
  width: number,
  answer: Value | null | undefined,
  columns = 12,
): Cell {
  const room = (width * span) / columns - 2 * paperSizes.padding.across;
  if ("codes" in question)
    return { role: "options", span, down: 1, lines: optionLines(question, room, codesIn(answer ?? undefined)) };
  const written =
    answer === undefined || answer === null || isRows(answer) ? "" : writtenOf(question, writeAnswer(question, answer));
  return { role: "answer", span, down: 1, lines: written === "" ? [blankOf(question)] : written.split("\n") };
}

/** What stands in an answer cell before anyone writes in it. */
function blankOf(question: Question): string {
  return question.type === "date" ? "　　　年　　月　　日" : question.type === "month" ? "　　　年　　月" : "";
}

function writtenOf(question: Question, answer: string): string {
  const [year, month, day] = answer.split("-");
  if (question.type === "date") return `${year ?? ""}年${month ?? ""}月${day ?? ""}日`;
  return question.type === "month" ? `${year ?? ""}年${month ?? ""}月` : answer;
}

/** Options in lines of whole options, as many in a line as fit `room` millimetres; those chosen with a black box. */
function optionLines(
  question: Question & { type: "choice" | "multiple" },
  room: number,
  chosen: readonly string[] = [],
): string[] {
  const lines: string[] = [];
  for (const { code, label, alarm } of question.codes) {
    // What calls for action at once has no box: nobody is to tick it before the one it may be about.
    if (alarm !== undefined) continue;
    const option = `${chosen.includes(code) ? "■" : "□"}${label}`;
    const longer = `${lines[lines.length - 1] ?? ""}　${option}`;
    if (lines.length > 0 && emOf(longer) * paperSizes.option.size * perPoint <= room) lines[lines.length - 1] = longer;
    else lines.push(option);
  }
  return lines;
}

function rowHeight(cells: readonly Cell[], written: number, least: number, column: number): number {
  const heights = cells.map((cell) => {
    const { size, pitch } = lettersIn(cell.role);
    const room = column * cell.span - 2 * paperSizes.padding.across;
    return heightOf(
      cell.lines.reduce((all, it) => all + linesOf(it, room, size), 0),
      pitch,
    );
  });
  return round(Math.max(least, ...heights, written > 1 ? written * 8 : 0));
}

/** What stands above a table: its name, below that of its section; nothing where the sheet itself is called so. */
function titleOf({ label }: Table, section: string | undefined, { title }: Paper): string | undefined {
  if (title.includes(label)) return undefined;
  return section === undefined || section.endsWith(label) ? (section ?? label) : `${section}：${label}`;
}

/** A table inside a form: its heading and column heads repeated on every page, blank rows, and what to write where options are too long to print. */
function tableParts(
  table: Table,
  title: string | undefined,
  paper: Paper,
  width: number,
  answer: Value | undefined,
): Part[] {
  const questions = Object.entries(table.columns);
  const number = 9;
  const columns = [
    number,
    ...shared(
      questions.map(([, it]) => it),
      width - number,
    ),
  ];
  const printed = questions.map(([, it], at) => {
    const room = (columns[at + 1] ?? 0) - 2 * paperSizes.padding.across;
    return (
      "codes" in it &&
      optionLines(it, room).every((line) => emOf(line) * paperSizes.option.size * perPoint <= room) &&
      optionLines(it, room).length === 1
    );
  });
  const cell = (role: Cell["role"], lines: readonly string[]): Cell => ({ role, span: 1, down: 1, lines });
  const height = (cells: readonly Cell[], least: number) =>
    round(
      Math.max(
        least,
        ...cells.map((it, at) => {
          const { size, pitch } = lettersIn(it.role);
          const room = (columns[at] ?? 0) - 2 * paperSizes.padding.across;
          return heightOf(
            it.lines.reduce((all, line) => all + linesOf(line, room, size), 0),
            pitch,
          );
        }),
      ),
    );
  const filled: readonly AnyRow[] = isRows(answer) ? answer : [];
  const lines = Math.max(1, ...questions.map(([, it]) => (it.type === "text" ? it.lines : 1)));
  const body = Array.from({ length: Math.max(table.rows, filled.length) }, (_, row): Row => {
    const answers = filled[row];
    const cells = questions.map(([id, it], at): Cell => {
      const given = answers?.[id];
      // A date is written short here: there is no room for 年 月 日.
      return printed[at] === true
        ? answerCell(it, 1, columns[at + 1] ?? 0, given, 1)
        : cell("answer", given === undefined ? [""] : writeAnswer(it, given).split("\n"));
    });
    const all = [cell("label", [String(row + 1)]), ...cells];
    return { height: Math.max(height(all, paper.row), lines > 1 ? lines * 8 : 0), cells: all };
  });
  const heads = [cell("head", ["序号"]), ...questions.map(([, it]) => cell("head", [it.label]))];
  const grid: Part = {
    kind: "grid",
    name: table.label,
    columns,
    head: [{ height: height(heads, 7), cells: heads }],
    body,
  };
  const legend = questions.flatMap(([, it], at) =>
    // Of two everyone knows the other; and who reads what is filled in needs none.
    "codes" in it && printed[at] !== true && it.codes.length > 2 && answer === undefined
      ? [`${it.label}：${writable(it).join("、")}`]
      : [],
  );
  const hint = table.hint === undefined ? [] : [table.hint];
  const alarms = alarmsIn(questions.map(([, it]) => it)).map((it) => alarmWords[it]);
  const note = [...hint, ...legend, ...alarms];
  if (title === undefined && note.length === 0) return [grid];
  // Above the table: who writes in it has read what to write.
  const above = [
    ...(title === undefined ? [] : [sectionRow(title, 12)]),
    ...(note.length === 0 ? [] : [textRow(note, width)]),
  ];
  const twelfths = Array.from({ length: 12 }, () => width / 12);
  return [{ kind: "grid", columns: twelfths, head: [], body: above }, grid];
}

/** The width of a table shared among its columns: each has its heading in short lines, the rest goes by what is written. */
function shared(questions: readonly Question[], width: number): number[] {
  const em = paperSizes.small.size * perPoint;
  const least = questions.map((it) => (Math.min([...it.label].length, 4) + 0.1) * em + 2 * paperSizes.padding.across);
  const wanted = questions.map((it, at) => Math.max(columnWidth(it) - (least[at] ?? 0), 0.1));
  const sum = (all: readonly number[]) => all.reduce((total, it) => total + it, 0);
  const rest = (width - sum(least)) / sum(wanted);
  return least.map((it, at) => it + (wanted[at] ?? 0) * rest);
}

/** Millimetres that the answers in a column of a table would like to have. */
function columnWidth(question: Question): number {
  if ("codes" in question) return 3.5 * Math.max(...question.codes.map((it) => [...it.label].length + 1)) + 2;
  const wants = { number: 12, date: 30, month: 24, phone: 27, id: 40, area: 28 };
  if (question.type !== "text") return wants[question.type];
  return question.holds === "name" ? 24 : Math.min(Math.max(question.longest, 5), 24) * 1.9;
}

const day = "　　　年　　月　　日";

/** Places to sign, two a row, or one below the other beside the room for the seal. */
function endRows(signatures: readonly Signature[], seal: boolean): Row[] {
  const { signature, seal: sealHeight } = paperSizes;
  const label = ({ who, by }: Signature): Cell => ({
    role: "label",
    span: 3,
    down: 1,
    lines: [who, `（${by ?? "签名"}）`],
  });
  const sign = (span: number): Cell => ({ role: "sign", span, down: 1, lines: [day] });
  if (seal) {
    const count = Math.max(1, signatures.length);
    const height = Math.max(signature, sealHeight / count);
    const place: Cell = { role: "seal", span: 4, down: count, lines: ["单位（盖章）", day.trimStart()] };
    if (signatures.length === 0) return [{ height, cells: [{ role: "text", span: 8, down: 1, lines: [""] }, place] }];
    return signatures.map((it, at) => ({ height, cells: [label(it), sign(5), ...(at === 0 ? [place] : [])] }));
  }
  return signatures.flatMap((it, at): Row[] => {
    if (at % 2 === 1) return [];
    const next = signatures[at + 1];
    const cells = next === undefined ? [label(it), sign(9)] : [label(it), sign(3), label(next), sign(3)];
    return [{ height: signature, cells }];
  });
}

function slipParts({ title, words, signatures, seal }: Slip, columns: readonly number[], width: number): Part[] {
  const rows = [
    sectionRow(title, 12),
    ...(words.length > 0 ? [textRow(words, width)] : []),
    ...endRows(signatures, seal),
  ];
  const body = rows.map((row, at): Row => (at < rows.length - 1 ? { ...row, keep: true } : row));
  return [
    { kind: "cut", words: "沿此线裁开" },
    { kind: "grid", columns, head: [], body },
  ];
}

/** Words in as many lines as they need, none much shorter than the others, parted between words where the machine knows them. */
function balanced(words: string, width: number): string[] {
  const room = width - 2 * paperSizes.padding.across;
  const count = linesOf(words, room, paperSizes.text.size);
  if (count === 1) return [words];
  const pieces = wordsIn(words);
  const length = [...words].length;
  const lines: string[] = [""];
  for (const piece of pieces) {
    const last = lines[lines.length - 1] ?? "";
    const full =
      [...last].length >= Math.floor(length / count) || linesOf(last + piece, room, paperSizes.text.size) > 1;
    if (full && last !== "" && !/^[）)]/.test(piece)) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines;
}

/** The words of a label; its letters where the browser cannot tell them (before Chromium 87). */
function wordsIn(label: string): string[] {
  if (typeof Intl.Segmenter === "undefined") return [...label];
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  // Words of the field that the machine does not know.
  return label
    .split(/(监护人|照护人|帮扶人|走访人)/)
    .flatMap((part, at) => (at % 2 === 1 ? [part] : [...segmenter.segment(part)].map((it) => it.segment)));
}

/** Lines that words take in `room` millimetres at `size` points, each paragraph by itself. */
function linesOf(words: string, room: number, size: number): number {
  const em = size * perPoint;
  // Marks that may not begin a line take a letter or two down with them.
  const usable = Math.max(room - 1.5 * em, em * Math.max(1, Math.floor(room / em) - 1));
  const lines = (width: number) => (width <= room - 0.4 * em ? 1 : Math.ceil(width / usable));
  return words.split("\n").reduce((all, it) => all + lines(emOf(it) * em), 0);
}

/** Width of words in em, on the wide side: word processors put space between Chinese and Latin. */
function emOf(words: string): number {
  let em = 0;
  let before: boolean | undefined;
  for (const letter of words) {
    const narrow = letter < "\u2000";
    em += narrow ? 0.6 : 1;
    if (before !== undefined && before !== narrow) em += 0.25;
    before = narrow;
  }
  return em;
}

function heightOf(lines: number, pitch: number): number {
  return round(lines * pitch * perPoint + 2 * paperSizes.padding.down);
}

function round(height: number): number {
  return Math.ceil(height * 10) / 10;
}
