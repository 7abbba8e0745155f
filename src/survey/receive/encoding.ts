import { Refusal } from "./refusal.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** A text and what it was written in; `bomLength` bytes at its start are a mark. */
export type Decoded = { readonly encoding: Encoding; readonly bomLength: number; readonly text: string };

const resave = "在 Excel 或 WPS 中打开核对后“另存为”.xlsx，再提交";
const cut = () => new Refusal("file_truncated", "文件在一个字的中间断了，可能没有传完：请重新复制或下载，再提交");
const binary = () => new Refusal("file_binary", `文件里有非文字内容，可能已损坏：请${resave}`);

/**
 * Text in the one encoding that fits without a fault: by its mark, else UTF-16 where zero bytes fall as they do in it, else
 * UTF-8, else GB18030 where the characters are those of simplified Chinese and not Big5 or a broken UTF-8 read as such. Throws
 * a refusal where that is not certain. `whole` false takes the beginning of a longer file, which may end within a character.
 */
export function decode(bytes: Uint8Array, whole = true): Decoded {
  const starts = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte);
  const decoded = (encoding: Encoding, bomLength = 0): Decoded => ({
    encoding,
    bomLength,
    text: textIn(encoding, bytes, whole),
  });
  if (starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff)) throw unknown();
  if (starts(0xff, 0xfe)) return sound(decoded("utf-16le", 2));
  if (starts(0xfe, 0xff)) return sound(decoded("utf-16be", 2));
  if (bytes.includes(0)) return withoutMark(bytes, whole);
  if (starts(0xef, 0xbb, 0xbf)) return sound(decoded("utf-8", 3));
  const marked = starts(0x84, 0x31, 0x95, 0x33);
  if (!marked) {
    try {
      return sound(decoded("utf-8"));
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code !== "file_encoding") throw refusal;
    }
  }
  if (!isSimplified(bytes)) throw unknown();
  const row = lineInUtf8(bytes);
  if (row !== -1) {
    const message = `文件里混有两种文字编码（UTF-8 和 GBK），可能是几个文件直接拼在一起的：请分开提交，或${resave}`;
    throw new Refusal("file_encoding", message, row);
  }
  return sound(decoded("gb18030", marked ? 4 : 0));
}

function unknown(): Refusal {
  return new Refusal("file_encoding", `文字编码不能确定（可能是繁体 Big5，或已损坏），读出来会是错字：请${resave}`);
}

function textIn(encoding: Encoding, bytes: Uint8Array, whole: boolean): string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    throw unknown();
  }
  if (!whole) return text;
  try {
    return text + decoder.decode();
  } catch {
    throw cut();
  }
}

/** UTF-16 without a mark: in the right byte order there are line ends and nothing strange, in the wrong one hardly any sense. */
function withoutMark(bytes: Uint8Array, whole: boolean): Decoded {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const fits = (["utf-16le", "utf-16be"] as const).filter((encoding) => {
    try {
      const sample = textIn(encoding, even.subarray(0, 40_000), false);
      return /[\n\r]/.test(sample) && strange(sample) === 0 && ordinary(sample) > 0.95;
    } catch {
      return false;
    }
  });
  const [encoding] = fits;
  if (encoding === undefined || fits.length > 1) throw binary();
  return sound({ encoding, bomLength: 0, text: textIn(encoding, bytes, whole) });
}

function sound(decoded: Decoded): Decoded {
  const { text, encoding } = decoded;
  if (text.includes("\0") || strange(text.slice(0, 40_000)) > 0.02) throw binary();
  if (encoding.startsWith("utf-16") && ordinary(text.slice(0, 40_000)) < 0.5) throw unknown();
  return decoded;
}

/** The share of control characters. */
function strange(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 26) count++;
  }
  return count / Math.max(1, text.length);
}

/** The share of characters that a Chinese table consists of. */
function ordinary(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x7f || (code >= 0x4e00 && code < 0xa000) || (code >= 0x3000 && code < 0x3040) || code >= 0xfe00)
      count++;
    else if (code >= 0xd800 && code < 0xe000) count += 0.5;
  }
  return count / Math.max(1, text.length);
}

/**
 * Whether bytes read as GB18030 make simplified Chinese: nine in ten characters of any such text are among the 3,755 commonest
 * (lead B0–D7), while Big5, Japanese or a UTF-8 with a wrong byte read so give a third of them at most. The next 3,008
 * tell nothing, as many names are written with them.
 */
function isSimplified(bytes: Uint8Array): boolean {
  let common = 0;
  let odd = 0;
  const end = Math.min(bytes.length - 1, 2 ** 20);
  for (let at = 0; at < end; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1] ?? 0;
    if (trail >= 0x30 && trail <= 0x39) {
      at += 3;
      continue;
    }
    at++;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common++;
    else if (!(trail >= 0xa1 && lead >= 0xd8 && lead <= 0xf7)) odd++;
  }
  return common > 0 && common / (common + odd) >= 0.75;
}

/** The first line, from 1, that is UTF-8 in a file that is not: what is left where files were put together. -1 where there is none. */
function lineInUtf8(bytes: Uint8Array): number {
  let line = 1;
  for (let at = 0; at < bytes.length; line++) {
    let end = bytes.indexOf(10, at);
    if (end === -1) end = bytes.length;
    if (hanziInUtf8(bytes, at, end) >= 2) return line;
    at = end + 1;
  }
  return -1;
}

/** How many characters of three bytes stand between two places; 0 where a byte there is not UTF-8. */
function hanziInUtf8(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const more =
      byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (more === 0 || at + more >= to + 1) return 0;
    for (let next = 1; next <= more; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
    if (more === 2) count++;
    at += more;
  }
  return count;
}
