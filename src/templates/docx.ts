import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { reproducible } from "./archive.ts";
import { endCells, optionLines, paper, type Sheet } from "./layout.ts";

// The hint makes Word take □ and quotation marks from the Chinese font.
export const song = {
  ascii: "Times New Roman",
  hAnsi: "Times New Roman",
  eastAsia: "宋体",
  cs: "Times New Roman",
  hint: "eastAsia",
};
/** Options and the boxes before them all from one font, or some boxes come out smaller than others. */
const options = { ...song, ascii: "宋体", hAnsi: "宋体" };
export const hei = { ascii: "Arial", hAnsi: "Arial", eastAsia: "黑体", cs: "Arial" };
/** Word's twentieths of a point from millimetres. */
export const millimetres = (length: number) => Math.round((length * 1440) / 25.4);
/** Word's half points. */
export const points = (size: number) => size * 2;
const column = Math.floor(millimetres(paper.width - paper.margin.left - paper.margin.right) / 12);

/** The sheet as a Word file: one real table on A4, editable, page numbers in the foot. Same sheet, same bytes. */
export async function sheetDocx(sheet: Sheet): Promise<Uint8Array> {
  const document = new Document({
    creator: "牵手",
    title: sheet.title,
    styles: { default: { document: { run: { font: song, size: points(paper.text) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: millimetres(paper.width), height: millimetres(paper.height) },
            margin: {
              top: millimetres(paper.margin.top),
              right: millimetres(paper.margin.right),
              bottom: millimetres(paper.margin.bottom),
              left: millimetres(paper.margin.left),
              footer: millimetres(6),
            },
          },
        },
        footers: { default: footer(sheet.foot) },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 80 },
            children: [new TextRun({ text: sheet.title, font: hei, size: points(paper.title) })],
          }),
          new Paragraph({
            spacing: { after: 60 },
            children: [new TextRun({ text: sheet.header.join("　　　　　　　　") })],
          }),
          new Paragraph({
            spacing: { after: 60 },
            children: [new TextRun({ text: sheet.caution, size: points(paper.small) })],
          }),
          grid(sheet),
          // Word wants a paragraph after a table; this one takes no room.
          new Paragraph({
            spacing: { line: 20, lineRule: LineRuleType.EXACT },
            children: [new TextRun({ text: "", size: 2 })],
          }),
        ],
      },
    ],
  });
  return reproducible(new Uint8Array(await Packer.toArrayBuffer(document)));
}

function grid(sheet: Sheet): Table {
  const hairline = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
  const outer = { style: BorderStyle.SINGLE, size: 8, color: "000000" };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: column * 12, type: WidthType.DXA },
    columnWidths: Array.from({ length: 12 }, () => column),
    borders: {
      top: outer,
      bottom: outer,
      left: outer,
      right: outer,
      insideHorizontal: hairline,
      insideVertical: hairline,
    },
    rows: [
      ...sheet.blocks.flatMap(({ title, rows }) => [
        row([cell([{ text: title, bold: true }], 12)], 7),
        ...rows.map((cells) =>
          row(
            cells.map((it) =>
              it.kind === "answer" && it.text.includes("□")
                ? cell(
                    optionLines(it).map((text) => ({ text, option: true })),
                    it.span,
                  )
                : cell([{ text: it.text }], it.span, it.kind === "label"),
            ),
            paper.row,
          ),
        ),
      ]),
      row(
        endCells(sheet).map(({ lines, span }) =>
          cell(
            lines.map((text) => ({ text })),
            span,
          ),
        ),
        paper.signature,
      ),
    ],
  });
}

function row(cells: TableCell[], height: number): TableRow {
  return new TableRow({
    cantSplit: true,
    height: { value: millimetres(height), rule: HeightRule.ATLEAST },
    children: cells,
  });
}

type Line = { readonly text: string; readonly bold?: boolean; readonly option?: boolean };
function cell(lines: readonly Line[], span: number, centred = false): TableCell {
  return new TableCell({
    columnSpan: span,
    width: { size: column * span, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 20, bottom: 20, left: millimetres(paper.padding), right: millimetres(paper.padding) },
    children: lines.map(
      ({ text, bold = false, option = false }) =>
        new Paragraph({
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [
            new TextRun({
              text,
              ...(bold ? { font: hei } : {}),
              ...(option ? { font: options, size: points(paper.small) } : {}),
            }),
          ],
        }),
    ),
  });
}

/** Words, then the page number of how many. */
export function footer(words: string): Footer {
  const size = points(paper.small);
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ text: `${words}　第 `, size }),
          new TextRun({ children: [PageNumber.CURRENT], size }),
          new TextRun({ text: " 页 共 ", size }),
          new TextRun({ children: [PageNumber.TOTAL_PAGES], size }),
          new TextRun({ text: " 页", size }),
        ],
      }),
    ],
  });
}
