import {
  arranged,
  cardsOf,
  type Cell,
  type Part,
  paperSizes,
  roomOf,
  type Row,
  type Sheet,
  together,
} from "./layout.ts";

type Heading = "h1" | "h2";
/** Thickness of a hairline in millimetres. */
const hairline = 0.18;

/** A blank sheet as HTML, of cards as many as fill the page; or one that is filled in. Styles are in src/site/FormSheet.astro. */
export function sheetHtml(sheet: Sheet, heading: Heading = "h1"): string {
  return arranged([sheet])
    .map((page) => pageHtml(page, heading))
    .join("");
}

/** What `arranged` put on one page: a whole sheet, or cards side by side. */
export function pageHtml(page: readonly Sheet[], heading: Heading = "h1"): string {
  const [first] = page;
  if (first === undefined) return "";
  if (first.up === 1) return wholeHtml(first, heading);
  const { across } = cardsOf(first);
  // A hair less than its share, so that rounding makes no second page.
  const height = roomOf(first).height + 2 * paperSizes.cardPadding - 0.5;
  const cards = page.map((it, at) => cardHtml(it, at === 0 ? heading : "h2"));
  return `<div class="cards" style="--across:${String(across)};--card:${String(height)}mm">${cards.join("")}</div>`;
}

function wholeHtml(sheet: Sheet, heading: Heading): string {
  const header = sheet.header.map((it) => `<span>${escape(it)}</span>`).join("");
  const parts = sheet.parts.map((part, at) => {
    const slip = sheet.parts[at - 1]?.kind === "cut";
    // A slip stays whole, with the line to cut along.
    if (part.kind === "cut") return `<div class="slip"><p class="cut">✂ ${escape(part.words)}</p>`;
    return slip ? `${grid(part)}</div>` : grid(part);
  });
  return `<p class="head-line">${escape(sheet.caution)}</p>${title(sheet, heading)}${header === "" ? "" : `<p class="header">${header}</p>`}${parts.join("")}`;
}

function cardHtml(sheet: Sheet, heading: Heading): string {
  const caution = sheet.caution === "" ? "" : `<p class="small">${escape(sheet.caution)}</p>`;
  const parts = sheet.parts.map((it) => (it.kind === "grid" ? grid(it) : ""));
  return `<section class="card">${title(sheet, heading)}${caution}${parts.join("")}<p class="small foot">${escape(sheet.foot)}</p></section>`;
}

function title(sheet: Sheet, heading: Heading): string {
  return `<${heading} class="title">${escape(sheet.title)}</${heading}>`;
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
  // Only a table is one to a screen reader; boxes side by side are read in their order.
  const table = part.head.length > 0;
  const head = table ? `<thead>${part.head.map(rowHtml).join("")}</thead>` : "";
  const role = table ? `aria-label="${escape(part.name ?? "")}"` : `role="presentation"`;
  return `<table class="sheet" ${role}><colgroup>${columns}</colgroup>${head}${bodies.join("")}</table>`;
}

function rowHtml({ height, cells }: Row): string {
  const section = cells[0]?.role === "section" ? ` class="block"` : "";
  // The line between two rows is half in each.
  return `<tr${section} style="height:${(height - hairline).toFixed(2)}mm">${cells.map(cellHtml).join("")}</tr>`;
}

function cellHtml({ role, span, down, lines }: Cell): string {
  const element = role === "head" ? "th" : "td";
  const reach = `${span > 1 ? ` colspan="${String(span)}"` : ""}${down > 1 ? ` rowspan="${String(down)}"` : ""}`;
  const words =
    role === "text"
      ? lines.map((it) => `<p>${escape(it)}</p>`).join("")
      : role === "options"
        ? lines.map((line) => `<span>${line.split("　").map(escape).join("</span> <span>")}</span>`).join("<br>")
        : lines.map(escape).join("<br>");
  return `<${element}${role === "head" ? ` scope="col"` : ""} class="${role}"${reach}>${words}</${element}>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${String(it.charCodeAt(0))};`);
}
