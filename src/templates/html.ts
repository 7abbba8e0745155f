import { cardsOf, type Cell, type Part, paperSizes, roomOf, type Row, type Sheet, together } from "./layout.ts";

/**
 * The sheet as HTML for the print page and the picture of the sheet; styles are in src/site/FormSheet.astro. Of cards there
 * are as many as fill the page.
 */
export function sheetHtml(sheet: Sheet): string {
  if (sheet.up === 1) {
    const header = sheet.header.map((it) => `<span>${escape(it)}</span>`).join("");
    const parts = sheet.parts.map((part, at) => {
      const slip = sheet.parts[at - 1]?.kind === "cut";
      // A slip stays whole, with the line to cut along.
      if (part.kind === "cut") return `<div class="slip"><p class="cut">✂ ${escape(part.words)}</p>`;
      return slip ? `${grid(part)}</div>` : grid(part);
    });
    return `<h1 class="title">${escape(sheet.title)}</h1>${header === "" ? "" : `<p class="header">${header}</p>`}${parts.join("")}`;
  }
  const { across } = cardsOf(sheet);
  const caution = sheet.caution === "" ? "" : `<p class="small">${escape(sheet.caution)}</p>`;
  const card = (level: string) =>
    `<section class="card"><${level} class="title">${escape(sheet.title)}</${level}>${caution}${sheet.parts.map((it) => (it.kind === "grid" ? grid(it) : "")).join("")}<p class="small foot">${escape(sheet.foot)}</p></section>`;
  // A hair less than its share, so that rounding makes no second page.
  const height = roomOf(sheet).height + 2 * paperSizes.cardPadding - 0.5;
  return `<div class="cards" style="--across:${String(across)};--card:${String(height)}mm">${Array.from({ length: sheet.up }, (_, at) => card(at === 0 ? "h1" : "h2")).join("")}</div>`;
}

/** The page rule that goes with it: paper, margins, and on whole sheets the caution above and number and page below. */
export function pageRule(sheet: Sheet): string {
  const { margin, cardMargin } = paperSizes;
  if (sheet.up > 1) return `size: A4 ${sheet.orientation}; margin: ${String(cardMargin)}mm;`;
  const small = "font: 9pt SimSun, 'Songti SC', 'Noto Serif CJK SC', serif;";
  return `size: A4 ${sheet.orientation}; margin: ${[margin.top, margin.right, margin.bottom, margin.left].map((it) => `${String(it)}mm`).join(" ")}; @top-center { content: ${JSON.stringify(sheet.caution)}; ${small} } @bottom-center { content: ${JSON.stringify(`${sheet.foot}　第 `)} counter(page) " 页 共 " counter(pages) " 页"; ${small} }`;
}

function grid(part: Part & { kind: "grid" }): string {
  const width = part.columns.reduce((all, it) => all + it, 0);
  const columns = part.columns.map((it) => `<col style="width:${((it / width) * 100).toFixed(3)}%">`).join("");
  const bodies = together(part.body).map(
    (rows) => `<tbody${rows.length > 1 ? ` class="whole"` : ""}>${rows.map(rowHtml).join("")}</tbody>`,
  );
  const head = part.head.length === 0 ? "" : `<thead>${part.head.map(rowHtml).join("")}</thead>`;
  return `<table class="sheet"><colgroup>${columns}</colgroup>${head}${bodies.join("")}</table>`;
}

function rowHtml({ height, cells }: Row): string {
  const section = cells[0]?.role === "section" ? ` class="block"` : "";
  return `<tr${section} style="height:${String(height)}mm">${cells.map(cellHtml).join("")}</tr>`;
}

const elements: Record<Cell["role"], string> = {
  section: `th scope="rowgroup"`,
  label: `th scope="row"`,
  head: `th scope="col"`,
  answer: "td",
  options: "td",
  text: "td",
  sign: "td",
  seal: "td",
};

function cellHtml({ role, span, down, lines }: Cell): string {
  const element = elements[role];
  const reach = `${span > 1 ? ` colspan="${String(span)}"` : ""}${down > 1 ? ` rowspan="${String(down)}"` : ""}`;
  const words =
    role === "text"
      ? lines.map((it) => `<p>${escape(it)}</p>`).join("")
      : role === "options"
        ? lines.map((line) => `<span>${line.split("　").map(escape).join("</span> <span>")}</span>`).join("<br>")
        : lines.map(escape).join("<br>");
  return `<${element} class="${role}"${reach}>${words}</${element.slice(0, 2)}>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${String(it.charCodeAt(0))};`);
}
