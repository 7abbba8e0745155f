import { gunzipSync, unzipSync } from "fflate";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { gb18030 } from "../../scripts/gb18030.ts";

/** A place where a string was found: path in the tree, path inside archives after "!", and the form it had. */
export type Sighting = { readonly path: string; readonly form: string };

/**
 * Searches every byte below `folder` for `words` in the forms text takes in files: UTF-8, UTF-16 of both byte orders,
 * GB18030, JavaScript escapes, percent escapes and HTML entities. ZIP (docx, xlsx) and gzip are unpacked, of PDF the streams
 * too, and it is read as text as well. Among bytes that are still packed, and in fonts, a form of four bytes is found by chance: there only longer
 * ones count.
 */
export async function searchTree(folder: string, words: readonly string[]): Promise<Sighting[]> {
  const forms = words.flatMap(formsOf);
  const sightings: Sighting[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    for (const { place, bytes, packed } of [
      { place: `${path}#name`, bytes: Buffer.from(path), packed: false },
      ...(entry.isFile() ? await layersOf(path, readFileSync(path)) : []),
    ]) {
      for (const { form, pattern, fold } of forms) {
        if (packed && pattern.length <= 4) continue;
        if ((fold ? Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1") : bytes).includes(pattern))
          sightings.push({ path: place, form });
      }
    }
  }
  return sightings;
}

type Form = { form: string; pattern: Buffer; fold: boolean };

function formsOf(word: string): Form[] {
  const units = [...word];
  const hex = (code: number) => code.toString(16);
  // Plain digits and letters look the same in every escape; only words with Chinese have escaped forms of their own.
  const chinese = [...word].some((it) => it > "\x7f");
  const escaped = chinese
    ? {
        "\\u": units.map((it) => `\\u${hex(it.codePointAt(0) ?? 0).padStart(4, "0")}`).join(""),
        "\\u{}": units.map((it) => `\\u{${hex(it.codePointAt(0) ?? 0)}}`).join(""),
        "&#x;": units.map((it) => `&#x${hex(it.codePointAt(0) ?? 0)};`).join(""),
        "&#;": units.map((it) => `&#${it.codePointAt(0) ?? 0};`).join(""),
        "%": encodeURIComponent(word).toLowerCase(),
      }
    : {};
  return [
    { form: "UTF-8", pattern: Buffer.from(word, "utf8"), fold: false },
    { form: "UTF-16LE", pattern: Buffer.from(word, "utf16le"), fold: false },
    { form: "UTF-16BE", pattern: Buffer.from(word, "utf16le").swap16(), fold: false },
    ...(chinese ? [{ form: "GB18030", pattern: gb18030(word), fold: false }] : []),
    ...Object.entries(escaped).map(([form, text]) => ({ form, pattern: Buffer.from(text), fold: true })),
  ];
}

type Layer = { readonly place: string; readonly bytes: Buffer; readonly packed: boolean };

async function layersOf(place: string, bytes: Buffer): Promise<Layer[]> {
  if (bytes.subarray(0, 4).toString("latin1") === "PK\x03\x04") {
    const layers: Layer[] = [{ place, bytes, packed: true }];
    for (const [name, content] of Object.entries(unzipSync(bytes))) {
      layers.push(
        { place: `${place}!${name}#name`, bytes: Buffer.from(name), packed: false },
        ...(await layersOf(`${place}!${name}`, Buffer.from(content))),
      );
    }
    return layers;
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return [{ place, bytes, packed: true }, ...(await layersOf(`${place}!`, Buffer.from(gunzipSync(bytes))))];
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") {
    return [
      { place, bytes, packed: true },
      ...partsOfPdf(bytes).map((it) => ({ ...it, place: `${place}!${it.place}` })),
      { place: `${place}!text`, bytes: Buffer.from(await textOfPdf(bytes)), packed: false },
    ];
  }
  return [{ place, bytes, packed: false }];
}

/** What stands between the streams of a PDF, and its streams unpacked; fonts are drawings and count as packed. */
function partsOfPdf(bytes: Buffer): Layer[] {
  const text = bytes.toString("latin1");
  const fonts = new Set([...text.matchAll(/\/FontFile\d?\s+(\d+)\s+\d+\s+R/g)].map((it) => it[1]));
  const opens = [...text.matchAll(/(\d+)\s+\d+\s+obj\s*((?:(?!endobj|stream)[\s\S])*)stream\r?\n/g)];
  const streams = opens.map(({ 0: whole, 1: id = "", 2: dictionary = "", index }) => {
    // How long a stream is stands in front of it: what it holds may look like its end.
    const from = index + whole.length;
    const said = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
    const length = said === undefined ? text.indexOf("endstream", from) - from : Number(said);
    return { id, dictionary, from, to: from + length };
  });
  const between = streams.map(({ from }, at) => text.slice(streams[at - 1]?.to ?? 0, from)).join("");
  const rest = text.slice(streams[streams.length - 1]?.to ?? 0);
  return [
    { place: "between", bytes: Buffer.from(between + rest, "latin1"), packed: false },
    ...streams.map(({ id, dictionary, from, to }): Layer => {
      const stored = bytes.subarray(from, to);
      const unpacked = dictionary.includes("/FlateDecode") ? inflateSync(stored) : stored;
      return { place: `stream ${id}`, bytes: unpacked, packed: fonts.has(id) };
    }),
  ];
}

/** All text of a PDF, pages after one another, without the spaces that layout puts between glyphs. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent();
    pages.push(content.items.map((item) => ("str" in item ? item.str : "")).join(""));
  }
  await pdf.destroy();
  return unfold(pages.join("\n").replaceAll(/[^\S\n]/g, ""));
}

// Printing from a browser maps some characters to look-alikes of the radicals blocks; a search for the character must find them.
const kangxi =
  "⼾户⻚页⻛风⻄西⻅见⻋车⻓长⻔门⻘青⻝食⻢马⻥鱼⻦鸟⻩黄⻬齐⻰龙⻳龟⺠民⻆角⻜飞⻤鬼⻨麦⻮齿⻁虎⻉贝⻙韦⻧卤⻣骨⻪齐⻡食⺟母⻑长";
const lookalikes = new Map(
  Array.from({ length: [...kangxi].length / 2 }, (_, at) => [[...kangxi][at * 2] ?? "", [...kangxi][at * 2 + 1] ?? ""]),
);

/** Characters of the Kangxi and CJK radicals blocks as the characters they look like. */
export function unfold(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fdf]/g, (it) => lookalikes.get(it) ?? it.normalize("NFKC"));
}
