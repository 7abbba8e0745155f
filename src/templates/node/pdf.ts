import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { cardsOf, pageOf, paperSizes, type Part, roomOf, type Row, type Sheet, together } from "../layout.ts";

/**
 * The sheets as one PDF file to print, set by Typst: tagged and written to PDF/UA-1, the fonts in it, the pages counted
 * within each sheet. Same sheets, same bytes, on every machine. Letters that the fonts do not have become 〓, as printers
 * write a missing type; a card that is fuller than its place is made smaller, so that no words are lost.
 */
export function sheetsPdf(title: string, sheets: readonly Sheet[]): Uint8Array {
  const { compiler, letters } = (press ??= setUp());
  const form = {
    title,
    sizes: paperSizes,
    sheets: sheets.map((sheet) => ({
      ...sheet,
      parts: sheet.parts.map(runsOf),
      page: pageOf(sheet),
      room: roomOf(sheet),
      cards: cardsOf(sheet),
    })),
  };
  // Words reach Typst as data and are never read as its code.
  const words = JSON.stringify(form, (_, it: unknown) => (typeof it === "string" ? printable(it, letters) : it));
  try {
    const pdf = compiler.pdf({ mainFileContent: program, inputs: { form: words } }, { pdfStandard: "ua-1" });
    return new Uint8Array(pdf);
  } catch (error) {
    // Typst says what is wrong in the code of the error and leaves its message empty.
    throw new Error(
      `templates/node/pdf.ts: ${error instanceof Error && "code" in error ? String(error.code) : String(error)}`,
      { cause: error },
    );
  } finally {
    compiler.evictCache(10);
  }
}

type Press = { readonly compiler: NodeCompiler; readonly letters: ReadonlySet<number> };
let press: Press | undefined;

/** Serif stands for 宋体, sans for 黑体. A font of the same name on the machine is not used: these are asked first. */
function setUp(): Press {
  const { resolve } = createRequire(import.meta.url);
  const fonts = [
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf",
  ].map((it) => readFileSync(resolve(it)));
  return {
    compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] }),
    letters: new Set(fonts.flatMap(lettersOf)),
  };
}

/** The characters that a font has: the groups of its `cmap` table in format 12 (OpenType 1.9, cmap). */
function lettersOf(font: Buffer): number[] {
  const every = (count: number, from: number, step: number) =>
    Array.from({ length: count }, (_, at) => from + at * step);
  const tables = every(font.readUInt16BE(4), 12, 16);
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === "cmap");
  if (entry === undefined) throw new Error("font: found no cmap table, expected one");
  const cmap = font.readUInt32BE(entry + 8);
  const groups = every(font.readUInt16BE(cmap + 2), cmap + 4, 8)
    .map((at) => cmap + font.readUInt32BE(at + 4))
    .filter((at) => font.readUInt16BE(at) === 12)
    .flatMap((at) => every(font.readUInt32BE(at + 12), at + 16, 12));
  return groups.flatMap((at) => {
    const first = font.readUInt32BE(at);
    return every(font.readUInt32BE(at + 4) - first + 1, first, 1);
  });
}

/** The rows of a grid as tables: one, but for rows that are kept together, which Typst can only do with a whole table. */
function runsOf(part: Part) {
  if (part.kind === "cut") return part;
  const runs: { whole: boolean; rows: Row[] }[] = [];
  for (const rows of together(part.body)) {
    const last = runs[runs.length - 1];
    const whole = rows.some((it) => it.keep);
    if (last === undefined || whole || last.whole) runs.push({ whole, rows: [...rows] });
    else last.rows.push(...rows);
  }
  return { ...part, body: runs };
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Words without what cannot be seen, and with 〓 for what the fonts do not have: PDF/UA allows no missing letter. */
function printable(words: string, letters: ReadonlySet<number>): string {
  const lines = words
    .normalize()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ");
  return Array.from(graphemes.segment(lines), ({ segment }) => {
    const seen = segment.replace(/(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, "");
    return seen === "\n" || [...seen].every((it) => letters.has(it.codePointAt(0) ?? 0)) ? seen : "〓";
  }).join("");
}

const program = String.raw`
#let form = json(bytes(sys.inputs.form))
#let sizes = form.sizes
#let hairline = 0.5pt
#let frame = 1pt
#let dashes = (thickness: 0.5pt, dash: (3pt, 3pt))
#let serif = ("Noto Serif SC", "Noto Sans SC")
#let sans = ("Noto Sans SC", "Noto Serif SC")

// A line is as high as its pitch, whatever stands in it.
#let letters(it, body) = {
  let rest = (it.pitch - it.size) / 2
  set text(size: it.size * 1pt, top-edge: (it.size * 0.88 + rest) * 1pt, bottom-edge: -(it.size * 0.12 + rest) * 1pt)
  body
}
#let heavy(body) = text(font: sans, weight: 500, body)
#let small(body) = letters(sizes.small, body)

#set document(title: form.title, date: none)
#set text(font: serif, fallback: false, lang: "zh", region: "cn", cjk-latin-spacing: none)
#set par(leading: 0pt, spacing: 0pt)
#set block(spacing: 0pt)
#show: letters.with(sizes.text)

// One line, a little smaller where it would not fit; below 7.5pt it becomes two.
#let line-of(it, words, room) = {
  let line = words.replace("\n", " ")
  let natural = measure(letters((size: it.size, pitch: it.size), line)).width
  let size = if natural > room { calc.max(7.5, it.size * (room / natural) * 0.99) } else { it.size }
  letters((size: size, pitch: size * 1.3), line)
}

#let title-of(it, words, room, first: true) = {
  // A heading has room of its own around it unless told otherwise.
  show heading: _ => block(width: 100%, height: it.height * 1mm, above: 0pt, below: 0pt, align(center + horizon, context {
    heavy(line-of(it, words, room))
  }))
  heading(level: if first { 1 } else { 2 }, bookmarked: first, words)
}

// Letters and figures without a space may break anywhere once they are wider than their box.
#let breakable(words, room) = {
  let from = 0
  for it in words.matches(regex("[!-\u{1fff}]{2,}")).filter(it => measure(it.text).width > room) {
    words.slice(from, it.start)
    // A hair of space: after a zero width space Typst lets the line grow a letter too long.
    it.text.clusters().join(h(0.01pt))
    from = it.end
  }
  words.slice(from)
}

// Lines of about the same length, so that no last one has a single letter.
#let balanced(body, room) = {
  let (width: natural, height: line) = measure(body)
  let high = measure(body, width: room).height
  let width = natural * (line / high)
  while width < room and measure(body, width: width).height > high { width += 2pt }
  block(width: calc.min(width, room), par(body))
}

// Options of one line; if they do not fit after all, each by itself, the word joiner keeping its box at its words.
#let options-of(words, room) = if measure(words).width <= room { par(words) } else {
  for option in words.split("　") {
    let glued = option.replace(regex("^[□■]"), it => it.text + "\u{2060}")
    par(hanging-indent: 1em, breakable(glued, room - 1em.to-absolute()))
  }
}

#let words-of(cell, room) = {
  let lines = cell.lines.map(it => it.split("\n")).flatten()
  let flowing = lines.map(it => par(breakable(it, room))).join()
  if cell.role == "options" { letters(sizes.option, context lines.map(it => options-of(it, room)).join()) }
  else if cell.role == "head" { small(context lines.map(it => balanced(breakable(it, room), room)).join()) }
  else if cell.role == "label" { lines.map(it => balanced(breakable(it, room), room)).join() }
  else if cell.role == "section" { heavy(flowing) }
  else if cell.role == "text" { set par(justify: true); flowing }
  else { flowing }
}

#let places = (
  section: left + horizon, label: center + horizon, head: center + horizon, answer: left + horizon,
  options: left + horizon, text: left + horizon, sign: right + bottom, seal: center + bottom,
)

// Rows of fixed height: that of the layout, or more where the words need it. Typst never breaks such rows.
#let table-of(columns, head, body, room) = {
  let padding = (x: sizes.padding.across * 1mm, y: sizes.padding.down * 1mm)
  let heights = (head + body).map(it => it.height * 1mm)
  let cells = ()
  for (y, row) in (head + body).enumerate() {
    let x = 0
    cells.push(())
    for cell in row.cells {
      let width = columns.slice(x, x + cell.span).sum() - 2 * padding.x
      x += cell.span
      let body = words-of(cell, width)
      let rest = heights.slice(y + 1, y + cell.down).sum(default: 0pt)
      heights.at(y) = calc.max(heights.at(y), measure(body, width: width).height + 2 * padding.y - rest)
      cells.last().push(table.cell(colspan: cell.span, rowspan: cell.down, align: places.at(cell.role), body))
    }
  }
  table(
    columns: columns,
    // Only what is higher than a page has to break.
    rows: heights.map(it => if it > room.height * 1mm { auto } else { it }),
    inset: padding,
    stroke: hairline,
    ..if head != () { (table.header(..cells.slice(0, head.len()).flatten()),) },
    // The heading of a section goes to the next page with the row below it.
    ..cells.slice(head.len()).zip(body).map(((cells, row)) => {
      if row.cells.first().role == "section" { (table.header(level: 2, repeat: false, ..cells),) } else { cells }
    }).flatten(),
  )
}

// On one page, unless no page is high enough.
#let whole(body, room) = block(breakable: measure(body, width: room.width * 1mm).height > room.height * 1mm, body)

// The frame is the block's, so that the boxes on every page have all four sides of it.
#let grid-of(part, room) = block(stroke: frame, {
  let columns = part.columns.map(it => it * 1mm)
  for (at, run) in part.body.enumerate() {
    let table = table-of(columns, if at == 0 { part.head } else { () }, run.rows, room)
    if run.whole { whole(table, room) } else { table }
  }
})

#let cut-of(words) = block(width: 100%, height: sizes.cut * 1mm, align(horizon, grid(
  columns: (1fr, auto, 1fr), column-gutter: 2mm, align: horizon,
  line(length: 100%, stroke: dashes), small("✂ " + words), line(length: 100%, stroke: dashes),
)))

#let whole-page(sheet, end) = {
  let margin = sizes.margin
  let room = sheet.room
  let width = room.width * 1mm
  page(
    width: sheet.page.width * 1mm, height: sheet.page.height * 1mm,
    margin: (top: margin.top * 1mm, right: margin.right * 1mm, bottom: margin.bottom * 1mm, left: margin.left * 1mm),
    header-ascent: 5mm, footer-descent: 5mm,
    header: context align(center, line-of(sizes.small, sheet.caution, width)),
    footer: context {
      let of = counter(page).at(end).first()
      let pages = "　第 " + counter(page).display() + " 页 共 " + str(of) + " 页"
      align(center, line-of(sizes.small, sheet.foot + pages, width))
    },
    {
      counter(page).update(1)
      title-of(sizes.title, sheet.title, width)
      let header = sheet.header
      if header != () {
        let each = width / header.len()
        let items = header.map(it => par(context line-of(sizes.text, it, each)))
        block(width: 100%, height: sizes.header * 1mm, align(horizon, grid(columns: (each,) * header.len(), ..items)))
      }
      let slip = none
      for part in sheet.parts {
        if part.kind == "cut" { slip = cut-of(part.words) }
        else if slip == none { context grid-of(part, room) }
        else {
          context whole(slip + grid-of(part, room), room)
          slip = none
        }
      }
      if slip != none { slip }
      [#metadata(none)#end]
    },
  )
}

#let card-of(sheet, first) = {
  let room = (width: sheet.room.width * 1mm, height: sheet.room.height * 1mm)
  let line(body, place) = if body != "" {
    block(width: 100%, height: sizes.cardLine * 1mm, align(center + place, par(line-of(sizes.small, body, room.width))))
  }
  let body = block(width: room.width, {
    title-of(sizes.cardTitle, sheet.title, room.width, first: first)
    line(sheet.caution, top)
    for part in sheet.parts { if part.kind == "grid" { grid-of(part, sheet.room) } }
    line(sheet.foot, bottom)
  })
  let needed = measure(body).height
  if needed > room.height { scale(room.height / needed * 100%, reflow: true, body) } else { body }
}

#let card-page(sheet) = {
  let (width, height) = (sheet.page.width * 1mm, sheet.page.height * 1mm)
  let (across, down) = sheet.cards
  let cut(start, end) = place(line(start: start, end: end, stroke: dashes))
  page(
    width: width, height: height, margin: sizes.cardMargin * 1mm,
    background: {
      for x in range(1, across) { cut((width / across * x, 5mm), (width / across * x, height - 5mm)) }
      for y in range(1, down) { cut((5mm, height / down * y), (width - 5mm, height / down * y)) }
    },
    context grid(
      columns: (1fr,) * across, rows: (1fr,) * down, align: center + horizon,
      ..range(sheet.up).map(it => card-of(sheet, it == 0)),
    ),
  )
}

#for (at, sheet) in form.sheets.enumerate() {
  if sheet.up == 1 { whole-page(sheet, label("end-" + str(at))) } else { card-page(sheet) }
}
`;
