import { wrong } from "./front-matter.ts";

/**
 * What our own guidance is written in: paragraphs, `##` headings, lists of one level, `**strong**`, references in double
 * brackets, and `>` for words of law. A small part of Markdown, so that every reference and every quotation can be checked
 * when the site is built.
 */
export type Block =
  | { readonly kind: "heading"; readonly words: readonly Span[]; readonly line: number }
  | { readonly kind: "paragraph"; readonly words: readonly Span[]; readonly line: number }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly items: readonly (readonly Span[])[];
      readonly line: number;
    }
  /** `> [[law:wbf#23]] …`: `quote` stands word for word in that article. */
  | { readonly kind: "law"; readonly cite: string; readonly quote: string; readonly line: number };

/** `to` is `M09`, `T09`, `04#3.5`, `law:wbf#23`, a path of the site or `tel:110`; `label` stands in for its name. */
export type Span =
  | { readonly kind: "text" | "strong"; readonly text: string }
  | { readonly kind: "reference"; readonly to: string; readonly label?: string };

/** Reads the body of a guidance file. Throws `file:line: …` for what is not among the blocks above. */
export function readProse(body: string, file: string, firstLine: number): Block[] {
  const blocks: Block[] = [];
  let at = firstLine;
  for (const chunk of body.split(/\n(?=\n)/)) {
    const skipped = /^\n*/.exec(chunk)?.[0].length ?? 0;
    const line = at + skipped;
    at += chunk.split("\n").length;
    const lines = chunk.trim().split("\n");
    const [first = ""] = lines;
    if (first === "") continue;
    const marks = lines.map((it) => /^(?:- |\d+\. )/.exec(it)?.[0]);
    if (first.startsWith("> ")) {
      const [, cite, quote] =
        /^\[\[(law:[^\]|]+)\]\] (.+)$/.exec(lines.map((it) => it.replace(/^> ?/, "")).join("")) ?? [];
      if (cite === undefined || quote === undefined) throw wrong(file, line, first, "> [[law:…#…]] and its words");
      blocks.push({ kind: "law", cite, quote, line });
    } else if (first.startsWith("#")) {
      if (!first.startsWith("## ") || lines.length > 1) throw wrong(file, line, first, "## and a heading, alone");
      blocks.push({ kind: "heading", words: readSpans(first.slice(3), file, line), line });
    } else if (marks[0] !== undefined) {
      const stray = marks.findIndex((it) => it === undefined);
      if (stray !== -1) throw wrong(file, line + stray, lines[stray] ?? "", "one item of the list a line");
      const items = lines.map((it, item) => readSpans(it.slice(marks[item]?.length), file, line + item));
      blocks.push({ kind: "list", ordered: marks[0] !== "- ", items, line });
    } else blocks.push({ kind: "paragraph", words: readSpans(lines.join(""), file, line), line });
  }
  return blocks;
}

function readSpans(text: string, file: string, line: number): Span[] {
  const spans: Span[] = [];
  for (const piece of text.split(/(\[\[[^\]]*\]\]|\*\*[^*]+\*\*)/)) {
    const [, to, label] = /^\[\[([^|\]]+)(?:\|([^\]]+))?\]\]$/.exec(piece) ?? [];
    if (to !== undefined) spans.push({ kind: "reference", to, ...(label === undefined ? {} : { label }) });
    else if (/^\*\*.+\*\*$/.test(piece)) spans.push({ kind: "strong", text: piece.slice(2, -2) });
    else if (/\[\[|\]\]|\*\*|<|\]\(/.test(piece)) throw wrong(file, line, piece, "text, **strong** or [[a reference]]");
    else if (piece !== "") spans.push({ kind: "text", text: piece });
  }
  return spans;
}

/** Every reference in `blocks` with the line of its block. */
export function referencesIn(blocks: readonly Block[]): { to: string; line: number }[] {
  return blocks.flatMap((block) => {
    if (block.kind === "law") return [{ to: block.cite, line: block.line }];
    const spans = block.kind === "list" ? block.items.flat() : block.words;
    return spans.flatMap((it) => (it.kind === "reference" ? [{ to: it.to, line: block.line }] : []));
  });
}

/** The words of a block without marks; a reference gives its label, or nothing. */
export function plainText(block: Block): string {
  if (block.kind === "law") return block.quote;
  const spans = block.kind === "list" ? block.items.flat() : block.words;
  return spans.map((it) => (it.kind === "reference" ? (it.label ?? "") : it.text)).join("");
}
