import {
  cardsOf,
  type Cell,
  lettersIn,
  pageOf,
  pagesOf,
  paperSizes,
  type Part,
  roomOf,
  type Row,
  type Sheet,
  together,
} from "./layout.ts";

/** Letters of the sheet in millimetres: how high, and from line to line. */
type Letters = { readonly size: number; readonly pitch: number };
const perPoint = 25.4 / 72;
const normal = lettersOf(paperSizes.text);
const small = lettersOf(paperSizes.small);

/**
 * The first page of a sheet as an SVG, drawn from the layout: every line and word where it stands on paper, in black on
 * white, one unit a millimetre. Same sheet, same bytes. For `<img>`: it asks for no font and no other file.
 */
export function sheetSvg(sheet: Sheet): string {
  const { width, height } = pageOf(sheet);
  const drawing = sheet.up === 1 ? wholePage(sheet) : cards(sheet);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}"><style>${styles}</style><path class="w" d="M0 0h${String(width)}v${String(height)}H0z"/>${drawing}</svg>\n`;
}

const styles = [
  `svg{font:${short(normal.size)}px SimSun,'Songti SC','Noto Serif CJK SC',serif;stroke-width:.18}`,
  `path{fill:none;stroke:#000}`,
  `.w{fill:#fff;stroke:none}`,
  `.o{stroke-width:.35}`,
  `.d{stroke-dasharray:1.5 1}`,
  `.s{font-size:${short(small.size)}px}`,
  `.k{font-size:${short(lettersOf(paperSizes.option).size)}px}`,
  `.h{font-family:SimHei,'Heiti SC','Noto Sans CJK SC',sans-serif}`,
  `.c{text-anchor:middle}`,
  `.e{text-anchor:end}`,
].join("");

function wholePage(sheet: Sheet): string {
  const { margin, title, header } = paperSizes;
  const page = pageOf(sheet);
  const room = roomOf(sheet);
  const middle = page.width / 2;
  const pages = pagesOf(sheet);
  let y: number = margin.top;
  const head = [line(sheet.caution, middle, 13, "s c"), heading(sheet.title, middle, y, title)];
  y += title.height;
  if (sheet.header.length > 0) {
    const each = room.width / sheet.header.length;
    head.push(...sheet.header.map((it, at) => line(it, margin.left + at * each, y + header / 2 + 1.3)));
    y += header;
  }
  const foot = `${sheet.foot}　第 1 页 共 ${String(pages)} 页`;
  return [
    ...head,
    drawParts(sheet.parts, margin.left, y, room.width, margin.top + room.height),
    line(foot, middle, page.height - 9.5, "s c"),
  ].join("");
}

/** One card in the middle of its place, drawn as often as they stand on the page, between the lines to cut along. */
function cards(sheet: Sheet): string {
  const { cardMargin, cardPadding, cardTitle, cardLine } = paperSizes;
  const page = pageOf(sheet);
  const { across, down } = cardsOf(sheet);
  const room = roomOf(sheet);
  const [width, height] = [room.width + 2 * cardPadding, room.height + 2 * cardPadding];
  const parts = sheet.parts.filter((it) => it.kind === "grid");
  const boxes = parts.reduce((all, it) => all + sum([...it.head, ...it.body]), 0);
  const caution = sheet.caution === "" ? 0 : cardLine;
  const left = cardMargin + cardPadding;
  const top = cardMargin + Math.max(cardPadding, (height - cardTitle.height - caution - boxes - cardLine) / 2);
  const middle = left + room.width / 2;
  const grids = top + cardTitle.height + caution;
  const drawn = [
    heading(sheet.title, middle, top, cardTitle),
    line(sheet.caution, middle, grids - cardLine / 2 + 1, "s c"),
    drawParts(parts, left, grids, room.width, Infinity),
    line(sheet.foot, middle, grids + boxes + cardLine / 2 + 1, "s c"),
  ].join("");
  const copies = Array.from({ length: sheet.up }, (_, at) => [(at % across) * width, Math.floor(at / across) * height])
    .slice(1)
    .map(([x = 0, y = 0]) => `<use href="#c" x="${short(x)}" y="${short(y)}"/>`);
  const between = (count: number) => Array.from({ length: count - 1 }, (_, at) => (at + 1) / count);
  const cuts = [
    ...between(across).map((it) => `M${short(page.width * it)} 5v${short(page.height - 10)}`),
    ...between(down).map((it) => `M5 ${short(page.height * it)}h${short(page.width - 10)}`),
  ];
  return `<g id="c">${drawn}</g>${copies.join("")}<path class="d" d="${cuts.join("")}"/>`;
}

/** Parts below one another until the first that reaches below `bottom`. */
function drawParts(parts: readonly Part[], left: number, top: number, width: number, bottom: number): string {
  const drawn: string[] = [];
  let y = top;
  for (const [at, part] of parts.entries()) {
    if (part.kind === "cut") {
      const below = parts[at + 1];
      const needed = paperSizes.cut + (below?.kind === "grid" ? sum(below.body) : 0);
      if (y + needed > bottom) break;
      drawn.push(
        `<path class="d" d="M${short(left)} ${short(y + 2)}h${short(width)}"/>`,
        line(`✂ ${part.words}`, left + width / 2, y + 6.2, "s c"),
      );
      y += paperSizes.cut;
      continue;
    }
    const fitting: Row[] = [...part.head];
    let end = y + sum(part.head);
    let whole = true;
    for (const rows of together(part.body)) {
      whole = end + sum(rows) <= bottom;
      if (!whole) break;
      fitting.push(...rows);
      end += sum(rows);
    }
    if (fitting.length > part.head.length) drawn.push(drawGrid(part.columns, fitting, left, y));
    if (!whole) break;
    y = end;
  }
  return drawn.join("");
}

type Box = {
  readonly cell: Cell;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

function drawGrid(columns: readonly number[], rows: readonly Row[], left: number, top: number): string {
  const boxes = boxesOf(columns, rows, left, top);
  const width = columns.reduce((all, it) => all + it, 0);
  const bottom = top + sum(rows);
  const inner = lines(
    boxes.map((it) => [it.x + it.width, it.y, it.y + it.height] as const).filter(([x]) => x < left + width - 0.1),
    (x, from, to) => `M${short(x)} ${short(from)}v${short(to - from)}`,
  );
  const level = lines(
    boxes.map((it) => [it.y + it.height, it.x, it.x + it.width] as const).filter(([y]) => y < bottom - 0.1),
    (y, from, to) => `M${short(from)} ${short(y)}h${short(to - from)}`,
  );
  return `<path class="o" d="M${short(left)} ${short(top)}h${short(width)}v${short(bottom - top)}h${short(-width)}z"/><path d="${level}${inner}"/>${boxes.map(words).join("")}`;
}

/** Every cell where it stands; columns that a cell above reaches down into are passed over. */
function boxesOf(columns: readonly number[], rows: readonly Row[], left: number, top: number): Box[] {
  const taken = columns.map(() => 0);
  let y = top;
  return rows.flatMap((row, at) => {
    let column = 0;
    const boxes = row.cells.map((cell): Box => {
      while ((taken[column] ?? 0) > 0) column++;
      const x = left + columns.slice(0, column).reduce((all, it) => all + it, 0);
      const width = columns.slice(column, column + cell.span).reduce((all, it) => all + it, 0);
      taken.fill(cell.down, column, column + cell.span);
      column += cell.span;
      return { cell, x, y, width, height: sum(rows.slice(at, at + cell.down)) };
    });
    for (const [column, left] of taken.entries()) taken[column] = Math.max(0, left - 1);
    y += row.height;
    return boxes;
  });
}

/** Segments on the same line that touch, as one. */
function lines(
  segments: readonly (readonly [at: number, from: number, to: number])[],
  draw: (at: number, from: number, to: number) => string,
): string {
  const sorted = segments.map((it) => it.map(round)).sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
  const joined: [number, number, number][] = [];
  for (const [at = 0, from = 0, to = 0] of sorted) {
    const last = joined[joined.length - 1];
    if (last?.[0] === at && from <= last[2] + 0.2) last[2] = Math.max(last[2], to);
    else joined.push([at, from, to]);
  }
  return joined.map((it) => draw(...it)).join("");
}

/** The words of a cell, as the writers set them: options small, labels in the middle, places to sign at the foot. */
function words({ cell: { role, lines }, x, y, width, height }: Box): string {
  const letters = lettersOf(lettersIn(role));
  const size = { options: "k", head: "s" }[String(role)] ?? "";
  const { across, down } = paperSizes.padding;
  const set = lines.flatMap((it) => broken(it, width - 2 * across, letters.size));
  const tall = set.length * letters.pitch;
  const first =
    role === "sign" || role === "seal"
      ? y + height - down - tall
      : role === "text"
        ? y + down
        : y + (height - tall) / 2;
  const place = { section: "", label: "c", head: "c", answer: "", options: "", text: "", sign: "e", seal: "c" }[role];
  const at = place === "c" ? x + width / 2 : place === "e" ? x + width - across : x + across;
  const kind = [place, size, role === "section" ? "h" : ""].filter((it) => it !== "").join(" ");
  return set.map((it, row) => line(it, at, first + (row + 0.5) * letters.pitch + letters.size * 0.36, kind)).join("");
}

/** Words in lines of at most `room` millimetres; Latin letters count as a little more than half a Chinese one. */
function broken(text: string, room: number, size: number): string[] {
  const set: string[] = [""];
  let used = 0;
  for (const letter of text) {
    const wide = (letter < "\u2000" ? 0.55 : 1) * size;
    if (letter === "\n" || used + wide > room + 0.01) {
      set.push("");
      used = 0;
    }
    if (letter === "\n") continue;
    set[set.length - 1] += letter;
    used += wide;
  }
  return set;
}

function heading(
  title: string,
  middle: number,
  top: number,
  { size, height }: { size: number; height: number },
): string {
  const letters = size * perPoint;
  return `<text class="h c" x="${short(middle)}" y="${short(top + height / 2 + letters * 0.25)}" style="font-size:${short(letters)}px">${escape(title)}</text>`;
}

function line(text: string, x: number, y: number, kind = ""): string {
  if (text.trim() === "") return "";
  return `<text${kind === "" ? "" : ` class="${kind}"`} x="${short(x)}" y="${short(y)}">${escape(text)}</text>`;
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((all, it) => all + it.height, 0);
}

function lettersOf({ size, pitch }: { size: number; pitch: number }): Letters {
  return { size: size * perPoint, pitch: pitch * perPoint };
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function short(length: number): string {
  return String(round(length));
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${String(it.charCodeAt(0))};`);
}
