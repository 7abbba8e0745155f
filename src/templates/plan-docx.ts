import { BorderStyle, Document, ExternalHyperlink, HeadingLevel, Packer, Paragraph, ShadingType, TextRun } from "docx";
import { reproducible } from "./archive.ts";
import { footer, hei, millimetres, points, song } from "./docx.ts";

/** A plan as it is handed to Word: what stands in it, in order. */
export type PlanSheet = {
  readonly title: string;
  /** Below the title: who carries it out and where it comes from. */
  readonly facts: readonly string[];
  readonly parts: readonly (
    | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
    | { readonly kind: "paragraph"; readonly text: string }
    /** An editor's note: shaded, so that whoever adapts the plan sees it and takes it out. */
    | { readonly kind: "note"; readonly text: string; readonly address: string }
  )[];
  /** Left of the page number. */
  readonly foot: string;
};

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** The plan as a Word file to adapt: real headings, A4, page numbers, notes shaded in place. Same plan, same bytes. */
export async function planDocx(sheet: PlanSheet): Promise<Uint8Array> {
  const heading = (size: number) => ({
    run: { font: hei, size: points(size), color: "000000" },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  });
  const document = new Document({
    creator: "牵手",
    title: sheet.title,
    styles: {
      default: {
        document: { run: { font: song, size: points(12) }, paragraph: { spacing: { line: 360, after: 80 } } },
        title: { run: { font: hei, size: points(20) }, paragraph: { alignment: "center", spacing: { after: 160 } } },
        heading1: heading(15),
        heading2: heading(13),
        heading3: heading(12),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: millimetres(210), height: millimetres(297) },
            margin: { top: millimetres(20), right: millimetres(20), bottom: millimetres(20), left: millimetres(25) },
          },
        },
        footers: { default: footer(sheet.foot) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(sheet.title)] }),
          ...sheet.facts.map(
            (text) => new Paragraph({ children: [new TextRun({ text, size: points(10.5), color: "444444" })] }),
          ),
          ...sheet.parts.map((part) =>
            part.kind === "heading"
              ? new Paragraph({
                  heading: headings[part.level - 1] ?? HeadingLevel.HEADING_3,
                  children: [new TextRun(part.text)],
                })
              : part.kind === "paragraph"
                ? new Paragraph({ indent: { firstLine: points(12) * 20 }, children: [new TextRun(part.text)] })
                : note(part),
          ),
        ],
      },
    ],
  });
  return reproducible(new Uint8Array(await Packer.toArrayBuffer(document)));
}

function note({ text, address }: { text: string; address: string }): Paragraph {
  const line = { style: BorderStyle.SINGLE, size: 4, color: "999999", space: 4 };
  const size = points(10.5);
  return new Paragraph({
    border: { top: line, bottom: line, left: line, right: line },
    shading: { type: ShadingType.CLEAR, fill: "FFF4D6" },
    children: [
      new TextRun({ text: `【提示】${text}`, size }),
      new ExternalHyperlink({ link: address, children: [new TextRun({ text: "为什么", size, style: "Hyperlink" })] }),
    ],
  });
}
