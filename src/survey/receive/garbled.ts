import { type Sheet } from "../../forms/sheet.ts";
import { Refusal } from "./refusal.ts";

const redo = "请回到最初的文件，用 Excel 或 WPS 打开看清文字正常后，“另存为”.xlsx 再提交";

/**
 * Refuses sheets whose Chinese was lost or turned into other characters before they came here: 锟斤拷, UTF-8 that was read as
 * GBK (鏉庡皬) or as Western text (å§“å), headings of question marks.
 */
export function refuseGarbled(sheets: readonly Sheet[]): void {
  for (const { rows, rowNumbers, firstRow } of sheets) {
    const garbled = (at: number) =>
      new Refusal(
        "file_garbled",
        `文字已经变成乱码，原来的字找不回来：${redo}`,
        Math.max(1, rowNumbers?.[at] ?? firstRow + at),
      );
    const lost = rows.findIndex((row) => row.some((cell) => cell.includes("锟斤拷")));
    if (lost !== -1) throw garbled(lost);

    const [heading, at] = firstOfSeveral(rows);
    const filled = heading.filter((it) => it.trim() !== "");
    const marks = filled.filter((it) => /^[?？\ufffd\s]{2,}$/.test(it)).length;
    if (filled.length > 0 && marks * 2 >= filled.length) {
      const message = `表头的汉字已经变成问号，原来的字找不回来：${redo}`;
      throw new Refusal("file_garbled", message, Math.max(1, rowNumbers?.[at] ?? firstRow + at));
    }

    let runs = 0;
    let wrong = 0;
    for (const row of rows.slice(0, 200)) {
      for (const cell of row) {
        // eslint-disable-next-line no-control-regex -- everything but ASCII
        for (const run of cell.slice(0, 200).match(/[^\x00-\x7f?]{2,}/g) ?? []) {
          runs++;
          if (isMisread(run)) wrong++;
        }
      }
    }
    if (wrong * 2 >= runs && wrong > 0) throw garbled(at);
  }
}

/** The first row with more than one cell filled: a title has one. */
function firstOfSeveral(rows: Sheet["rows"]): [readonly string[], number] {
  const at = rows.findIndex((row) => row.filter((it) => it.trim() !== "").length > 1);
  return [rows[at] ?? [], Math.max(0, at)];
}

/** Whether characters are the bytes of Chinese text taken for something else. */
function isMisread(run: string): boolean {
  const western = bytesOf(run, (it) => westernByte(it));
  // Chinese in GBK taken for Western text is letters with accents and nothing else, in pairs.
  if (western !== null && western.length >= 4 && western.length % 2 === 0) {
    if (western.every((it) => it >= 0xa1) && new Set(western).size > 2) return true;
  }
  const bytes = western ?? bytesOf(run.replace(/\ufffd+$/, ""), (it) => gbkBytes().get(it));
  const [first = 0, second = 0] = bytes ?? [];
  if (bytes === null || bytes.length < 3 || first < 0xe3 || (second & 0xc0) !== 0x80) return false;
  try {
    // The last byte of an odd number has no pair and was lost.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes), { stream: true });
    return /^[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+/.test(text);
  } catch {
    return false;
  }
}

function bytesOf(run: string, of: (character: string) => number | undefined): number[] | null {
  const bytes: number[] = [];
  for (const character of run) {
    const byte = of(character);
    if (byte === undefined) return null;
    if (byte > 0xff) bytes.push(byte >> 8);
    bytes.push(byte & 0xff);
  }
  return bytes;
}

/** Windows-1252, or the control character of that number. */
function westernByte(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return code;
  const at = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ".indexOf(character);
  return at === -1 ? undefined : 0x80 + at;
}

let gbk: Map<string, number> | undefined;
/** The two bytes of every character of GBK: browsers read it but do not write it. */
function gbkBytes(): ReadonlyMap<string, number> {
  if (gbk !== undefined) return gbk;
  gbk = new Map();
  const decoder = new TextDecoder("gb18030");
  const row = new Uint8Array(2 * 190);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails: number[] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) trails.push(trail);
    trails.forEach((trail, at) => row.set([lead, trail], 2 * at));
    [...decoder.decode(row)].forEach((character, at) => {
      const trail = trails[at];
      if (trail !== undefined && character !== "\ufffd") gbk?.set(character, (lead << 8) | trail);
    });
  }
  return gbk;
}
