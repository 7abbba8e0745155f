import { type AnyAnswers, columnsOf, type Form, itemsOf, type Question, refusePaperOnly } from "../forms/form.ts";
import { inert } from "../forms/inert.ts";
import { writeRows } from "../forms/sheet.ts";
import { type Cell, type CellStyle, columnName, type WorkbookSheet, writeWorkbook } from "../forms/workbook.ts";
import { reproducible } from "./archive.ts";
import { alarmsIn, alarmWords, instructionFor, leaveBlank, writable } from "./instructions.ts";
import { layOut, lettersIn, paperSizes, type Cell as Box, type Row, type Sheet } from "./layout.ts";

/** Rows that the dropdowns reach: more than any school has. */
const deepest = 1000;
const thin = { style: "thin" as const };
const frame = { top: thin, right: thin, bottom: thin, left: thin };

/**
 * The form as a workbook: a list with one row a record (the heading stays in view and is locked, choices have dropdowns, text
 * format where Excel would spoil numbers and dates), each whole sheet as it is printed (labels locked), the codes, and how to
 * fill it in. With `records` it is filled in, the printed sheet with the first where there is only one. A form that is
 * paper only has no list. No answer in it is run as a formula. Same form and records, same bytes.
 */
export async function formXlsx(form: Form, records: readonly AnyAnswers[] = []): Promise<Uint8Array> {
  if (records.length > 0) refusePaperOnly(form);
  const [only] = records.length === 1 ? records : [];
  const printed = form.papers.flatMap((paper) =>
    paper.up === 1 ? [printSheet(layOut(form, paper, only), `打印用 ${paper.title}`, form.paperOnly !== true)] : [],
  );
  const list = form.paperOnly === true ? [] : [listSheet(form, records), ...codeSheets(form)];
  return reproducible(
    await writeWorkbook(form.title, [...list.slice(0, 1), ...printed, ...list.slice(1), notesSheet(form)]),
  );
}

function listSheet(form: Form, records: readonly AnyAnswers[]): WorkbookSheet {
  const columns = columnsOf(form);
  const lists = columns.filter(({ question }) => question.type === "choice");
  const heading = { font: { bold: true }, border: frame, alignment: { wrapText: true, vertical: "center" as const } };
  const rows = writeRows<Form>(form, records);
  const open = { protection: { locked: false }, alignment: { wrapText: true, vertical: "top" as const } };
  return {
    name: "登记表",
    rows: rows.map((row, at) =>
      row.map((cell, column) =>
        at > 0 && columns[column]?.question.type === "number" && cell !== "" ? Number(cell) : inert(cell),
      ),
    ),
    columns: [...columns.map(({ question }) => ({ width: widthOf(question) })), { width: 12 }],
    columnStyles: [
      ...columns.map(({ question }) => (question.type === "number" ? open : { ...open, numFmt: "@" })),
      open,
    ],
    cells: new Map<string, Partial<Cell>>([
      ...(rows[0] ?? []).map((value, at) => [`0,${at}`, { value, style: heading }] as const),
      ...rows
        .slice(1)
        .flatMap((row, at) =>
          row.map((_, column): [string, Partial<Cell>] => [
            `${at + 1},${column}`,
            { style: columns[column]?.question.type === "number" ? open : { ...open, numFmt: "@" } },
          ]),
        ),
    ]),
    freezePane: { rows: 1, columns: 1 },
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      printTitlesRow: "$1:$1",
      printTitlesColumn: "$A:$A",
      // More columns than this cannot be read on one page.
      ...(columns.length <= 20 ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
    },
    protection: allowed,
    dataValidations: columns.map(({ question }, at) =>
      validationOf(question, columnName(at), columnName(lists.findIndex((it) => it.question === question))),
    ),
  };
}

/** The sheet is locked without a password, so that a heading is not changed by accident; everything else may be done. */
const allowed = {
  sheet: true,
  formatCells: true,
  formatColumns: true,
  formatRows: true,
  insertRows: true,
  deleteRows: true,
  sort: true,
  autoFilter: true,
};

/** The sheet of codes; none where nothing is chosen from a list. */
function codeSheets(form: Form): WorkbookSheet[] {
  const lists = columnsOf(form).flatMap(({ question }) => (question.type === "choice" ? [question] : []));
  const longest = Math.max(0, ...lists.map((it) => writable(it).length));
  if (lists.length === 0) return [];
  const sheet: WorkbookSheet = {
    name: "选项",
    rows: [
      lists.map(({ label }) => label),
      ...Array.from({ length: longest }, (_, at) => lists.map((it) => writable(it)[at] ?? null)),
    ],
    columns: lists.map(() => ({ width: 18 })),
    freezePane: { rows: 1 },
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    protection: allowed,
  };
  return [sheet];
}

function notesSheet(form: Form): WorkbookSheet {
  const tables = itemsOf(form).flatMap(([, item]) => (item.type === "table" ? [item.label] : []));
  const first = columnsOf(form)[0]?.question.label ?? "";
  const howTo =
    form.paperOnly === true
      ? ["打印出来用笔填写：不在电脑上填，不拍照，不外传。"]
      : [
          "一份一行。请不要改动“登记表”第一行的表头，列的先后可以调整。表头已锁定，没有密码，需要时可“撤销工作表保护”。",
          ...(tables.length === 0
            ? []
            : [
                `“${tables.join("”“")}”有几行就写几行：第一行写全，下面几行只填这一部分，其他格（如“${first}”）留空，就算同一份。`,
              ]),
          "“打印用”各页是照样打印、手写的；以后要读进系统的，只填“登记表”。",
          ...(columnsOf(form).some(
            ({ question }) => "codes" in question && question.codes.some((it) => it.code === "99"),
          )
            ? ["不清楚的选“未采集”，不要填“否”。"]
            : []),
          "几项都有的，用“；”隔开。",
          "含个人信息：只在本单位电脑上填写，加密保存，不发群。",
          ...alarmsIn(columnsOf(form).map((it) => it.question)).map((it) => alarmWords[it]),
        ];
  const questions = columnsOf(form).map(({ question }) => [
    question.label,
    instructionFor(question),
    leaveBlank(question),
  ]);
  const rows = [
    [`${form.title}（${form.template}，版本 ${form.version}）`],
    ...howTo.map((it) => [it]),
    [],
    ["栏目", "怎么填", "可否不填"],
    ...questions,
  ];
  const wrapped = { alignment: { wrapText: true, vertical: "top" as const } };
  const bold = { ...wrapped, font: { bold: true } };
  const head = howTo.length + 2;
  return {
    name: "填表说明",
    rows,
    columns: [{ width: 20 }, { width: 70 }, { width: 16 }],
    cells: new Map(
      rows.flatMap((row, at) =>
        row.map(
          (value, column) => [`${at},${column}`, { value, style: at === 0 || at === head ? bold : wrapped }] as const,
        ),
      ),
    ),
    rowDefs: new Map(howTo.map((it, at) => [at + 1, { height: 15 * Math.ceil([...it].length / 50) }])),
    merges: Array.from({ length: head - 1 }, (_, at) => ({ startRow: at, startCol: 0, endRow: at, endCol: 2 })),
    pageSetup: { paperSize: "a4", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    protection: allowed,
  };
}

/** The sheet as it is printed on A4: the boxes of the layout, labels locked, room to write open unless it is for the hand only. */
function printSheet(sheet: Sheet, name: string, open: boolean): WorkbookSheet {
  const grids = sheet.parts.flatMap((it) => (it.kind === "grid" ? [it] : []));
  const edges = [...new Set(grids.flatMap(({ columns }) => edgesOf(columns)))].sort((a, b) => a - b);
  const last = edges.length - 2;
  const rows: string[][] = [];
  const rowDefs = new Map<number, { height: number }>();
  const cells = new Map<string, Partial<Cell>>();
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const add = (height: number) => {
    rowDefs.set(rows.length, { height: (height * 72) / 25.4 });
    return rows.push(edges.slice(1).map(() => "")) - 1;
  };
  const put = (row: number, from: number, to: number, down: number, text: string, style: CellStyle) => {
    for (let below = 0; below < down; below++)
      for (let at = from; at <= to; at++)
        cells.set(`${row + below},${at}`, { value: at === from && below === 0 ? inert(text) : null, style });
    if (to > from || down > 1) merges.push({ startRow: row, startCol: from, endRow: row + down - 1, endCol: to });
  };
  const across = (height: number, text: string, style: CellStyle) => put(add(height), 0, last, 1, text, style);

  const { title, header, cut, text, small } = paperSizes;
  across(title.height, sheet.title, { font: { name: "黑体", size: title.size }, alignment: centred });
  if (sheet.header.length > 0)
    across(header, sheet.header.join("　　　　　　　　"), { font: song(text.size), ...(open ? unlocked : {}) });
  for (const part of sheet.parts) {
    if (part.kind === "cut") {
      across(cut, `✂ ${part.words}`, {
        font: song(small.size),
        alignment: centred,
        border: { top: { style: "dashed" } },
      });
      continue;
    }
    const places = edgesOf(part.columns);
    /** Rows that the cells of the rows above reach down into: column → rows left. */
    let taken: { readonly from: number; readonly to: number; left: number }[] = [];
    for (const { height, cells: boxes } of [...part.head, ...part.body] as readonly Row[]) {
      const row = add(height);
      const started: typeof taken = [];
      let at = 0;
      for (const box of boxes) {
        for (
          let under = taken.find((it) => it.from === at);
          under !== undefined;
          under = taken.find((it) => it.from === at)
        )
          at = under.to;
        const from = edges.indexOf(places[at] ?? 0);
        const to = edges.indexOf(places[at + box.span] ?? 0) - 1;
        put(row, from, to, box.down, box.lines.join("\n"), styleOf(box, open));
        if (box.down > 1) started.push({ from: at, to: at + box.span, left: box.down });
        at += box.span;
      }
      taken = [...taken, ...started].map((it) => ({ ...it, left: it.left - 1 })).filter((it) => it.left > 0);
    }
  }
  const { margin } = paperSizes;
  const inches = (length: number) => length / 25.4;
  return {
    // What a name of a sheet may not hold.
    name: name.replace(/[[\]:*?/\\]/g, "").slice(0, 31),
    rows,
    rowDefs,
    cells,
    merges,
    // The width of a column counts digits of seven pixels and five of padding.
    columns: edges.slice(1).map((edge, at) => ({ width: (((edge - (edges[at] ?? 0)) / 25.4) * 96 - 5) / 7 })),
    pageSetup: {
      paperSize: "a4",
      orientation: sheet.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: {
        top: inches(margin.top),
        right: inches(margin.right - 2),
        bottom: inches(margin.bottom),
        left: inches(margin.left - 2),
        header: inches(10),
        footer: inches(8),
      },
    },
    headerFooter: { oddHeader: `&C&9${sheet.caution}`, oddFooter: `&C&9${sheet.foot}　第 &P 页 共 &N 页` },
    view: { showGridLines: false },
    protection: allowed,
  };
}

const centred = { horizontal: "center" as const, vertical: "center" as const, wrapText: true };
const unlocked = { protection: { locked: false } };
const song = (size: number) => ({ name: "宋体", size });

function styleOf({ role }: Box, fillable: boolean): CellStyle {
  const font = role === "section" ? { name: "黑体", size: paperSizes.text.size } : song(lettersIn(role).size);
  const horizontal =
    role === "label" || role === "head" || role === "seal" ? "center" : role === "sign" ? "right" : "left";
  const vertical = role === "sign" || role === "seal" ? "bottom" : "center";
  const open = fillable && (role === "answer" || role === "options" || role === "sign" || role === "seal");
  return {
    font,
    border: frame,
    alignment: { horizontal, vertical, wrapText: true },
    ...(open ? { ...unlocked, numFmt: "@" } : {}),
  };
}

/** Where columns begin and end, in millimetres to the tenth. */
function edgesOf(columns: readonly number[]): number[] {
  let at = 0;
  return [0, ...columns.map((it) => Math.round((at += it) * 10) / 10)];
}
function validationOf(question: Question, column: string, codes: string) {
  const range = `${column}2:${column}${String(deepest + 1)}`;
  const shown = {
    allowBlank: true,
    showInputMessage: true,
    inputTitle: question.label.slice(0, 30),
    inputMessage: instructionFor(question).slice(0, 240),
    range,
  };
  if (question.type === "choice") {
    const formula1 = `选项!$${codes}$2:$${codes}$${String(writable(question).length + 1)}`;
    return {
      ...shown,
      type: "list" as const,
      formula1,
      showErrorMessage: true,
      errorStyle: "stop" as const,
      errorTitle: "请从列表里选",
      errorMessage: "请点右边的小箭头选一项。",
    };
  }
  if (question.type === "number") {
    const limits = { formula1: String(question.least), formula2: String(question.most) };
    return {
      ...shown,
      type: "whole" as const,
      operator: "between" as const,
      ...limits,
      showErrorMessage: true,
      errorStyle: "stop" as const,
      errorTitle: "请写整数",
      errorMessage: `${String(question.least)} 到 ${String(question.most)}`,
    };
  }
  // Without a rule there is no hint at the cell: of other kinds this one is too long to be broken.
  const longest = question.type === "text" ? question.longest : 200;
  return {
    ...shown,
    type: "textLength" as const,
    operator: "lessThanOrEqual" as const,
    formula1: String(longest),
    showErrorMessage: true,
    errorStyle: "warning" as const,
    errorTitle: "写得太长",
    errorMessage: `请写在 ${String(longest)} 字以内。`,
  };
}

function widthOf(question: Question): number {
  return question.type === "id"
    ? 22
    : question.type === "multiple" || question.type === "text"
      ? 18
      : Math.max(10, [...question.label].length * 2 + 3);
}
