import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeightRule,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { reproducible } from "./archive.ts";
import {
  arranged,
  cardsOf,
  type Cell,
  pageOf,
  lettersIn,
  paperSizes,
  type Part,
  roomOf,
  type Row,
  type Sheet,
  together,
} from "./layout.ts";

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

/** The sheets as one Word file: real tables on A4, editable, the caution in the head and page numbers in the foot. Same sheets, same bytes. */
export async function sheetsDocx(title: string, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const document = new Document({
    creator: "牵手",
    title,
    styles: { default: { document: { run: { font: song, size: points(paperSizes.text.size) } } } },
    sections: arranged(sheets).flatMap((page) =>
      page.slice(0, 1).map((sheet) => ({
        properties: { page: pageProperties(sheet) },
        ...(sheet.up === 1
          ? {
              headers: { default: new Header({ children: [small(sheet.caution, "center")] }) },
              footers: { default: footer(sheet.foot) },
            }
          : {
              headers: { default: new Header({ children: [tiny()] }) },
              footers: { default: new Footer({ children: [tiny()] }) },
            }),
        children: sheet.up === 1 ? wholePage(sheet) : [cards(sheet, page), tiny()],
      })),
    ),
  });
  return reproducible(new Uint8Array(await Packer.toArrayBuffer(document)));
}

function pageProperties(sheet: Sheet) {
  const { width, height } = pageOf(sheet);
  const { margin, cardMargin } = paperSizes;
  const { top, right, bottom, left } =
    sheet.up === 1 ? margin : { top: cardMargin, right: cardMargin, bottom: cardMargin, left: cardMargin };
  const wide = sheet.orientation === "landscape";
  return {
    // The library takes the measures of the upright page and turns it.
    size: {
      width: millimetres(wide ? height : width),
      height: millimetres(wide ? width : height),
      orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: millimetres(top),
      right: millimetres(right),
      bottom: millimetres(bottom),
      left: millimetres(left),
      header: millimetres(sheet.up === 1 ? 11 : 3),
      footer: millimetres(sheet.up === 1 ? 9 : 3),
    },
  };
}

function wholePage(sheet: Sheet): (Paragraph | Table)[] {
  const { title, header } = paperSizes;
  return [
    line(sheet.title, { size: title.size, height: title.height, font: hei, align: "center" }),
    ...(sheet.header.length === 0 ? [] : [headerLine(sheet, header)]),
    ...sheet.parts.flatMap((part, at) =>
      part.kind === "cut"
        ? [cutLine(part.words)]
        : // Word joins tables that touch, and wants a paragraph after the last; this one takes no room.
          [grid(part, sheet.parts[at - 1]?.kind === "grid"), tiny()],
    ),
  ];
}

/** What is written once per sheet, spread over its width. */
function headerLine({ header, ...sheet }: Sheet, height: number): Paragraph {
  const width = roomOf(sheet).width / header.length;
  return new Paragraph({
    spacing: exact(height),
    tabStops: header.slice(1).map((_, at) => ({ type: TabStopType.LEFT, position: millimetres(width * (at + 1)) })),
    children: header.map((it, at) => new TextRun({ children: at === 0 ? [it] : [new Tab(), it] })),
  });
}

function cards(sheet: Sheet, page: readonly Sheet[]): Table {
  const { across, down } = cardsOf(sheet);
  const room = roomOf(sheet);
  const { cardPadding, cardTitle, cardLine } = paperSizes;
  const dashed = { style: BorderStyle.DASHED, size: 4, color: "666666" };
  const width = millimetres(room.width + 2 * cardPadding);
  const padding = millimetres(cardPadding);
  const card = (it: Sheet) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: padding, bottom: 0, left: padding, right: padding },
      children: [
        line(it.title, { size: cardTitle.size, height: cardTitle.height, font: hei, align: "center" }),
        ...(it.caution === ""
          ? []
          : [line(it.caution, { size: paperSizes.small.size, height: cardLine, align: "center" })]),
        ...it.parts.flatMap((part) => (part.kind === "grid" ? [grid(part, false)] : [])),
        line(it.foot, { size: paperSizes.small.size, height: cardLine, align: "center" }),
      ],
    });
  const empty = () => new TableCell({ width: { size: width, type: WidthType.DXA }, children: [tiny()] });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width * across, type: WidthType.DXA },
    columnWidths: Array.from({ length: across }, () => width),
    borders: {
      top: dashed,
      bottom: dashed,
      left: dashed,
      right: dashed,
      insideHorizontal: dashed,
      insideVertical: dashed,
    },
    rows: Array.from({ length: Math.min(down, Math.ceil(page.length / across)) }, (_, row) => {
      const here = page.slice(row * across, (row + 1) * across);
      return new TableRow({
        cantSplit: true,
        // A hair less than its share, for the paragraph that Word wants after the table; a filled card may need more.
        height: {
          value: millimetres(room.height + 2 * cardPadding - 1),
          rule: sheet.filled ? HeightRule.ATLEAST : HeightRule.EXACT,
        },
        children: Array.from({ length: across }, (_, at) => {
          const it = here[at];
          return it === undefined ? empty() : card(it);
        }),
      });
    }),
  });
}

/** A grid that stands right below another takes its upper line from it. */
function grid(part: Part & { kind: "grid" }, joined: boolean): Table {
  const hairline = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
  const outer = { style: BorderStyle.SINGLE, size: 8, color: "000000" };
  // Edges are rounded, not widths, so that all grids of a sheet end at the same place.
  const edges = part.columns.map((_, at) =>
    millimetres(part.columns.slice(0, at + 1).reduce((all, it) => all + it, 0)),
  );
  const widths = edges.map((edge, at) => edge - (edges[at - 1] ?? 0));
  const kept = new Set(together(part.body).flatMap((rows) => rows.slice(0, -1)));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((all, it) => all + it, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: joined ? { style: BorderStyle.NONE, size: 0, color: "000000" } : outer,
      bottom: outer,
      left: outer,
      right: outer,
      insideHorizontal: hairline,
      insideVertical: hairline,
    },
    rows: [
      ...part.head.map((it) => row(it, widths, true, true)),
      ...part.body.map((it) => row(it, widths, false, kept.has(it))),
    ],
  });
}

function row({ height, cells }: Row, widths: readonly number[], head: boolean, keepNext: boolean): TableRow {
  let at = 0;
  return new TableRow({
    cantSplit: true,
    tableHeader: head,
    height: { value: millimetres(height), rule: HeightRule.ATLEAST },
    children: cells.map((it) => {
      const width = widths.slice(at, at + it.span).reduce((all, one) => all + one, 0);
      at += it.span;
      return cell(it, width, keepNext);
    }),
  });
}

const alignments = {
  section: "left",
  label: "center",
  head: "center",
  answer: "left",
  options: "left",
  text: "left",
  sign: "right",
  seal: "center",
} as const;

function cell({ role, span, down, lines }: Cell, width: number, keepNext: boolean): TableCell {
  const letters = lettersIn(role);
  const { across, down: above } = paperSizes.padding;
  const low = role === "sign" || role === "seal";
  return new TableCell({
    columnSpan: span,
    ...(down > 1 ? { rowSpan: down } : {}),
    width: { size: width, type: WidthType.DXA },
    verticalAlign: low ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
    margins: {
      top: millimetres(above),
      bottom: millimetres(above),
      left: millimetres(across),
      right: millimetres(across),
    },
    children: lines.map(
      (text) =>
        new Paragraph({
          alignment: alignments[role],
          keepNext,
          spacing: { line: letters.pitch * 20, lineRule: LineRuleType.EXACT },
          children: [
            new TextRun({
              text,
              size: points(letters.size),
              ...(role === "section" ? { font: hei } : role === "options" ? { font: options } : {}),
            }),
          ],
        }),
    ),
  });
}

function cutLine(words: string): Paragraph {
  return new Paragraph({
    alignment: "center",
    keepNext: true,
    spacing: exact(paperSizes.cut),
    border: { top: { style: BorderStyle.DASHED, size: 6, color: "000000", space: 1 } },
    children: [new TextRun({ text: `✂ ${words}`, size: points(paperSizes.small.size) })],
  });
}

type Letters = {
  readonly size: number;
  readonly height: number;
  readonly align: "center" | "left";
  readonly font?: typeof hei;
};
function line(text: string, { size, height, align, font }: Letters): Paragraph {
  return new Paragraph({
    alignment: align,
    spacing: exact(height),
    children: [new TextRun({ text, size: points(size), ...(font === undefined ? {} : { font }) })],
  });
}

function small(text: string, align: "center" | "left"): Paragraph {
  return new Paragraph({ alignment: align, children: [new TextRun({ text, size: points(paperSizes.small.size) })] });
}

/** A paragraph that takes no room. */
function tiny(): Paragraph {
  return new Paragraph({
    spacing: { line: 20, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text: "", size: 2 })],
  });
}

function exact(height: number) {
  return { line: millimetres(height), lineRule: LineRuleType.EXACT };
}

/** Words, then the page number of how many. */
export function footer(words: string): Footer {
  const size = points(paperSizes.small.size);
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
