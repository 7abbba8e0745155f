import { type Release, type Table } from "./release.ts";
import { figureInCsv, roundingLine, roundName } from "./words.ts";

/** A published table as CSV for spreadsheets (UTF-8 with BOM, CRLF): two lines that say what it is, then headings and rows. */
export function tableCsv(release: Release, table: Table): string {
  const rows = [
    [
      `${release.example ? "【示例数据】" : ""}${roundName(release.round)} ${table.title}（单位：${table.unit}；版本 ${release.id}）`,
    ],
    [roundingLine],
    [table.rows.label, ...table.columns.categories.map((it) => it.label)],
    ...table.rows.categories.map(({ label }, at) => [label, ...(table.cells[at] ?? []).map(figureInCsv)]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
