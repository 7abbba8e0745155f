import { type Figure, type Table } from "./release.ts";
import { figureInWords } from "./words.ts";

/** Sizes in units of the drawing, which is 640 wide; text is 14 high. */
const width = 640;
const bar = 20;
const gap = 8;
const fill = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];

/**
 * A table as horizontal bars in plain SVG: drawn at build, readable without a script, in print and in black and white. Every
 * bar carries its own number and, with several columns, its name, so colour tells nothing that words do not. The total row
 * and column are left out, unless children are only counted; the title says where the figures stand.
 */
export function barChart(table: Table, title: string): string {
  const rows = table.rows.categories.flatMap((it, at) => (it.code === "total" ? [] : [{ label: it.label, at }]));
  const counted = table.columns.categories.length === 1;
  const columns = table.columns.categories.flatMap((it, at) =>
    it.code === "total" && !counted ? [] : [{ label: counted ? "" : it.label, at }],
  );
  const bars = rows.flatMap((row) =>
    columns.map((column, series) => ({ row, column, series, figure: table.cells[row.at]?.[column.at] })),
  );
  const most = Math.max(10, ...bars.map(({ figure }) => heightOf(figure)));
  const left = 14 * Math.max(...rows.map((it) => widthOf(it.label))) + 12;
  const right = 14 * Math.max(...bars.map((it) => widthOf(labelOf(it.figure, it.column.label)))) + 8;
  const scale = (width - left - right) / most;
  const block = columns.length * bar + gap;

  const parts = rows.flatMap((row, index) => {
    const top = index * block;
    return [
      `<text x="${left - 8}" y="${top + (block - gap) / 2 + 5}" text-anchor="end">${escape(row.label)}</text>`,
      ...columns.map((column, series) => {
        const figure = table.cells[row.at]?.[column.at];
        const length = Math.round(heightOf(figure) * scale);
        const y = top + series * bar;
        const label = labelOf(figure, column.label);
        return `<rect x="${left}" y="${y + 1}" width="${length}" height="${bar - 3}" fill="${fill[series] ?? "var(--ink)"}"/><text x="${left + length + 6}" y="${y + 15}">${escape(label)}</text>`;
      }),
    ];
  });
  const height = rows.length * block;
  const highest = bars.reduce(
    (best, it) => (heightOf(it.figure) > heightOf(best.figure) ? it : best),
    bars[0] ?? { row: { label: "" }, column: { label: "" }, figure: undefined },
  );
  const description = `条形图，单位：人。最高：${highest.row.label}${highest.column.label} ${highest.figure === undefined ? "" : figureInWords(highest.figure)}。全部数字见同页表格。`;
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}。${escape(description)}" font-size="14" fill="currentColor">` +
    `<title>${escape(title)}</title><desc>${escape(description)}</desc>${parts.join("")}<line x1="${left}" x2="${left}" y1="0" y2="${height - gap}" stroke="currentColor"/></svg>`
  );
}

function heightOf(figure: Figure | undefined): number {
  return figure !== undefined && "value" in figure ? figure.value : 0;
}

function labelOf(figure: Figure | undefined, name: string): string {
  return `${name} ${figure === undefined ? "" : figureInWords(figure)}`.trim();
}

/** Width in Chinese characters; a Latin letter or digit takes about half of one, and browsers set a little space beside it. */
function widthOf(text: string): number {
  const narrow = (it: string) => it < "\u2e80";
  return [...text].reduce((sum, it, at, all) => {
    const before = all[at - 1];
    const edge = before !== undefined && before !== " " && it !== " " && narrow(before) !== narrow(it);
    return sum + (narrow(it) ? 0.6 : 1) + (edge ? 0.2 : 0);
  }, 0);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${String(it.charCodeAt(0))};`);
}
