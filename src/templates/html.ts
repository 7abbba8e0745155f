import { endCells, type Sheet } from "./layout.ts";

/** The sheet as an HTML table for the print page and the picture of the sheet; styles are in src/site/FormSheet.astro. */
export function sheetHtml(sheet: Sheet): string {
  const head = `<h1 class="title">${escape(sheet.title)}</h1><p class="header">${sheet.header.map((it) => `<span>${escape(it)}</span>`).join("")}</p><p class="caution">${escape(sheet.caution)}</p>`;
  const body = sheet.blocks
    .map(({ title, rows }) => {
      const cells = rows.map(
        (row) =>
          `<tr>${row.map(({ kind, span, text }) => (kind === "label" ? `<th scope="row" colspan="${span}">${escape(text)}</th>` : `<td colspan="${span}">${options(text)}</td>`)).join("")}</tr>`,
      );
      return `<tbody><tr class="block"><th scope="rowgroup" colspan="12">${escape(title)}</th></tr>${cells.join("")}</tbody>`;
    })
    .join("");
  const end = `<tbody><tr class="sign">${endCells(sheet)
    .map(({ lines, span }) => `<td colspan="${span}">${lines.map(escape).join("<br>")}</td>`)
    .join("")}</tr></tbody>`;
  return `${head}<table class="sheet"><colgroup>${"<col>".repeat(12)}</colgroup>${body}${end}</table><p class="foot">${escape(sheet.foot)}</p>`;
}

/** Each option in one piece, so that a box never ends a line without its words. */
function options(text: string): string {
  return text.includes("□")
    ? text
        .split("　")
        .map((it) => `<span>${escape(it)}</span>`)
        .join(" ")
    : escape(text);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${String(it.charCodeAt(0))};`);
}
