import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { type Cell, type WriteSheet, writeXlsx } from "hucre/xlsx";
import { type Form, type Question, questionsOf } from "../forms/form.ts";
import { writeRows } from "../forms/sheet.ts";
import { reproducible } from "./archive.ts";

/** Rows that the dropdowns and text formats reach: more than any school has. */
const deepest = 1000;

/**
 * The form as a workbook, one row a child: a heading that stays in view, dropdowns for what is chosen, text format where
 * Excel would spoil numbers and dates, then a sheet of codes and one of explanations. Same form, same bytes.
 */
export async function formXlsx(form: Form): Promise<Uint8Array> {
  const questions = questionsOf(form);
  const lists = questions.flatMap(([id, question]) => (question.type === "choice" ? [{ id, question }] : []));
  const codeColumn = new Map(lists.map(({ id }, at) => [id, columnName(at)]));
  const longest = Math.max(...lists.map(({ question }) => question.codes.length));
  const textColumns = questions.flatMap(([, question], at) => (question.type === "number" ? [] : [at]));
  const heading = { font: { bold: true }, alignment: { wrapText: true, vertical: "center" as const } };

  const table: WriteSheet = {
    name: "登记表",
    rows: writeRows(form, []),
    columns: questions.map(([, question]) => ({ width: widthOf(question) })),
    cells: new Map<string, Partial<Cell>>([
      ...questions.map(([, question], at) => [`0,${String(at)}`, { value: question.label, style: heading }] as const),
      ...textColumns.map((at) => [`1,${String(at)}`, { value: null, style: { numFmt: "@" } }] as const),
    ]),
    freezePane: { rows: 1, columns: 1 },
    pageSetup: { paperSize: "a4", orientation: "landscape", printTitlesRow: "$1:$1", printTitlesColumn: "$A:$A" },
    dataValidations: questions.map(([id, question], at) => validationOf(question, columnName(at), codeColumn.get(id))),
  };
  const codes: WriteSheet = {
    name: "选项",
    rows: [
      lists.map(({ question }) => question.label),
      ...Array.from({ length: longest }, (_, at) => lists.map(({ question }) => question.codes[at]?.label ?? null)),
    ],
    columns: lists.map(() => ({ width: 18 })),
    freezePane: { rows: 1 },
  };
  const notes: WriteSheet = {
    name: "填表说明",
    rows: [
      [`${form.title}（${form.template}，版本 ${form.version}）`],
      ["每名儿童一行；请不要改动“登记表”第一行的表头，列的先后可以调整。"],
      ["不清楚的选“未采集”，不要填“否”。几项都有的，用“；”隔开。"],
      ["本表含未成年人个人信息：只在本单位电脑上填写，加密保存，不发群。"],
      ["疑似侵害、自伤念头：先打 110 或转介，不要写在表里。"],
      [],
      ["栏目", "怎么填", "依据"],
      ...questions.map(([, question]) => [question.label, instructionFor(question), question.why ?? ""]),
    ],
    columns: [{ width: 20 }, { width: 90 }, { width: 16 }],
  };
  const workbook = await writeXlsx({
    sheets: [table, codes, notes],
    properties: { title: form.title, creator: "牵手" },
  });
  return reproducible(withTextColumns(workbook, textColumns));
}

/**
 * Gives whole columns of the first sheet the text format of their second cell: an ID number stays whole and 2015-03-05 stays
 * as typed, however far down a clerk writes. The writer formats only cells that it writes.
 */
function withTextColumns(workbook: Uint8Array, columns: readonly number[]): Uint8Array {
  const entries = unzipSync(workbook);
  const path = "xl/worksheets/sheet1.xml";
  const xml = strFromU8(entries[path] ?? new Uint8Array());
  const [, style] = /<c r="[A-Z]+2" s="(\d+)"/.exec(xml) ?? [];
  if (style === undefined) throw new Error(`templates/xlsx: found no formatted cell in ${path}, expected one in row 2`);
  const formatted = columns.reduce((all, at) => {
    const column = `<col min="${String(at + 1)}" max="${String(at + 1)}" `;
    if (!all.includes(column)) throw new Error(`templates/xlsx: found no ${column} in ${path}, expected one`);
    return all.replace(column, `${column}style="${style}" `);
  }, xml);
  return zipSync({ ...entries, [path]: strToU8(formatted) });
}

function validationOf(question: Question, column: string, codes: string | undefined) {
  const range = `${column}2:${column}${String(deepest + 1)}`;
  const shown = {
    allowBlank: true,
    showInputMessage: true,
    inputTitle: question.label.slice(0, 30),
    inputMessage: instructionFor(question).slice(0, 240),
    range,
  };
  if (question.type === "choice" && codes !== undefined) {
    const formula1 = `选项!$${codes}$2:$${codes}$${String(question.codes.length + 1)}`;
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
  return { ...shown, type: "textLength" as const, operator: "lessThanOrEqual" as const, formula1: "200" };
}

/** How to fill in a column, in one line. */
export function instructionFor(question: Question): string {
  const hint = question.hint === undefined ? "" : `（${question.hint}）`;
  switch (question.type) {
    case "choice":
      return `选一项：${question.codes.map((it) => it.label).join("、")}${hint}`;
    case "multiple":
      return `可填几项，用“；”隔开：${question.codes.map((it) => it.label).join("；")}${hint}`;
    case "date":
      return `写到日，如 2015-03-05${question.hint === undefined || question.hint.includes("如 ") ? "" : hint}`;
    case "month":
      return `写到月，如 2023-02${hint}`;
    case "number":
      return `整数，${String(question.least)} 到 ${String(question.most)}${hint}`;
    case "id":
      return `18 位，对照原件${hint}`;
    case "phone":
      return `11 位手机号，或带区号的座机${hint}`;
    case "area":
      return `${question.digits.join(" 或 ")} 位数字${hint}`;
    case "text":
      return `${String(question.longest)} 字以内${hint}`;
  }
}

function widthOf(question: Question): number {
  return question.type === "id"
    ? 22
    : question.type === "multiple" || question.type === "text"
      ? 18
      : Math.max(10, [...question.label].length * 2 + 3);
}

/** 0 → A, 26 → AA. */
function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}
