import { damaged } from "./refusal.ts";

/** What is told of a document on the way through it. Names come without their prefix. */
export type XmlListener = {
  /** `tag` is the inside of the tag for `attribute`. An empty element is opened and closed. */
  readonly open: (name: string, tag: string) => void;
  readonly close: (name: string) => void;
  /** Text in one or more pieces, entities resolved. */
  readonly text: (text: string) => void;
};

/** More than any tag that a spreadsheet program writes. */
const longestTag = 2 ** 20;

/**
 * Tells a listener what an XML document holds, in one pass over text that arrives in pieces; nothing of it is kept. Throws a
 * refusal where the text is no XML, and for a document type: no spreadsheet program writes one, and its entities are how a
 * small file becomes a huge one.
 */
export class XmlReader {
  #listener: XmlListener;
  #rest = "";
  /** What ends the comment, CDATA section or instruction that is open. */
  #until: "-->" | "]]>" | "?>" | null = null;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      if (this.#until !== null) {
        const end = text.indexOf(this.#until, at);
        const stop = end === -1 ? Math.max(at, text.length - 2) : end;
        if (this.#until === "]]>" && stop > at) this.#listener.text(text.slice(at, stop));
        at = stop;
        if (end === -1) break;
        at += this.#until.length;
        this.#until = null;
        continue;
      }
      const open = text.indexOf("<", at);
      if (open !== at) {
        const end = open === -1 ? withoutHalfEntity(text, at) : open;
        if (end > at) this.#listener.text(resolve(text.slice(at, end)));
        at = end;
        if (open === -1) break;
      }
      const next = this.#markup(text, at);
      if (next === -1) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestTag) throw damaged();
  }

  end(): void {
    if (this.#until !== null || this.#rest.trim() !== "") throw damaged();
  }

  /** Reads what begins with the `<` at `at`; gives the place behind it, -1 where the piece ends too early. */
  #markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1);
    if (Number.isNaN(second)) return -1;
    if (second === 33) {
      if (text.startsWith("<!--", at)) {
        this.#until = "-->";
        return at + 4;
      }
      if (text.startsWith("<![CDATA[", at)) {
        this.#until = "]]>";
        return at + 9;
      }
      if (text.length - at < 9) return -1;
      throw damaged();
    }
    if (second === 63) {
      this.#until = "?>";
      return at + 2;
    }
    const end = tagEnd(text, at + 1);
    if (end === -1) return -1;
    if (second === 47) {
      const name = text.slice(at + 2, end).trimEnd();
      this.#listener.close(name.slice(name.indexOf(":") + 1));
      return end + 1;
    }
    const empty = text.charCodeAt(end - 1) === 47;
    const inside = empty ? end - 1 : end;
    let from = at + 1;
    let to = from;
    for (; to < inside; to++) {
      const code = text.charCodeAt(to);
      if (code <= 32) break;
      if (code === 58) from = to + 1;
    }
    const name = text.slice(from, to);
    if (name === "") throw damaged();
    this.#listener.open(name, text.slice(to, inside));
    if (empty) this.#listener.close(name);
    return end + 1;
  }
}

/** The `>` of a tag, not one in a quoted value. */
export function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 62) return at;
    if (code === 34 || code === 39) {
      at = text.indexOf(code === 34 ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

/** The value of an attribute, by its name without prefix. */
export function attribute(tag: string, name: string): string | undefined {
  for (let at = 0; ;) {
    const equals = tag.indexOf("=", at);
    if (equals === -1) return undefined;
    let open = equals + 1;
    while (tag.charCodeAt(open) <= 32) open++;
    const quote = tag[open];
    if (quote !== '"' && quote !== "'") return undefined;
    const close = tag.indexOf(quote, open + 1);
    if (close === -1) return undefined;
    let end = equals;
    while (tag.charCodeAt(end - 1) <= 32) end--;
    const start = end - name.length;
    const before = tag.charCodeAt(start - 1);
    if (start >= at && tag.startsWith(name, start) && (start === 0 || before <= 32 || before === 58))
      return resolve(tag.slice(open + 1, close));
    at = close + 1;
  }
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolve(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return named[(name as string).toLowerCase()] ?? all;
    const code = hex === undefined ? Number(decimal) : parseInt(hex as string, 16);
    return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}

/** The end of text without an entity that goes on in the next piece. */
function withoutHalfEntity(text: string, from: number): number {
  const open = text.lastIndexOf("&");
  return open >= from && open > text.length - 12 && !text.includes(";", open) ? open : text.length;
}
