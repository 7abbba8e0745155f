import { Inflate } from "fflate";
import { damaged, password, Refusal, tooBig } from "./refusal.ts";

/** Bytes that one part of a file may unpack to: a sheet of 50,000 children has about 80 MB. */
const partLimit = 256 * 2 ** 20;
const totalLimit = 2 * partLimit;
const entryLimit = 20_000;
/** Sheets of styled empty cells are packed to a hundredth; what is packed tighter holds nothing. */
const bombRatio = 300;
/** Below this size any ratio is harmless. */
const bombSize = 16 * 2 ** 20;
/** Bytes unpacked at a time, so that one step cannot fill the memory: deflate makes at most 1,032 of one. */
const step = 16 * 1024;

type Entry = {
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
};

/** A ZIP archive. Names are those of the directory in it, with `/`; they are matched without regard to case, as Office does. */
export type Zip = {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Unpacks one part piece by piece. Throws a refusal where it is damaged or not what the directory says. */
  readonly unpack: (name: string, take: (piece: Uint8Array) => void) => void;
};

/**
 * Reads the directory of a ZIP archive, from which all sizes are known before anything is unpacked. Throws a refusal for one
 * that is cut off, encrypted or too big, and for a bomb.
 */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === -1) throw new Refusal("file_truncated", "文件不完整，可能没有传完：请重新复制或下载，再提交");
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const bomb = () =>
    new Refusal("file_bomb", "压缩包解开后大得不正常，没有打开：请用 Excel 打开原表后重新“另存为”.xlsx");
  if (count > entryLimit) throw bomb();
  const entries = new Map<string, Entry>();
  const names: string[] = [];
  let total = 0;
  let packedTotal = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const flags = view.getUint16(at + 8, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((it) => view.getUint16(at + it, true)) as [
      number,
      number,
      number,
    ];
    if (at + 46 + nameLength + extraLength + commentLength > end) throw damaged();
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, "/");
    const entry = {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    if ((flags & 1) === 1) throw password();
    // These stand for sizes beyond 4 GB.
    if ([entry.packed, entry.size, entry.at].includes(0xffffffff))
      withLongSizes(view, at + 46 + nameLength, extraLength, entry);
    total += entry.size;
    packedTotal += entry.packed;
    if (entry.size > bombSize && entry.size / Math.max(1, entry.packed) > bombRatio) throw bomb();
    const key = name.toLowerCase();
    // Two parts of one name: which of them a program shows is chance.
    if (entries.has(key)) throw damaged();
    if (!name.endsWith("/")) {
      names.push(name);
      entries.set(key, entry);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  // Parts that lie in one another are the densest bombs there are.
  if (packedTotal > bytes.length) throw bomb();
  if (total > totalLimit) throw tooBig();

  const unpack = (name: string, take: (piece: Uint8Array) => void) => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged();
    if (entry.size > partLimit) throw tooBig();
    if (entry.at + 30 > bytes.length || view.getUint32(entry.at, true) !== 0x04034b50) throw damaged();
    const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
    if (from + entry.packed > bytes.length) throw damaged();
    const data = bytes.subarray(from, from + entry.packed);
    let size = 0;
    let crc = -1;
    const check = (piece: Uint8Array) => {
      size += piece.length;
      if (size > entry.size) throw bomb();
      crc = crcOf(piece, crc);
      if (piece.length > 0) take(piece);
    };
    if (entry.method === 0) check(data);
    else if (entry.method === 8) inflate(data, check);
    else throw damaged();
    if (size !== entry.size || ~crc >>> 0 !== entry.crc) throw damaged();
  };
  return { names, has: (name) => entries.has(name.toLowerCase()), unpack };
}

/** The place of the record that ends the archive, before a comment; -1 where there is none. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) <= view.byteLength)
      return at;
  }
  return -1;
}

/** Fills in the sizes of an entry that some programs write in the long form though they would fit. */
function withLongSizes(
  view: DataView,
  from: number,
  length: number,
  entry: { -readonly [K in keyof Entry]: number },
): void {
  const end = from + length;
  for (let at = from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    for (const key of ["size", "packed", "at"] as const) {
      if (entry[key] !== 0xffffffff) continue;
      if (field + 8 > end || view.getUint32(field + 4, true) !== 0) throw damaged();
      entry[key] = view.getUint32(field, true);
      field += 8;
    }
    return;
  }
  throw damaged();
}

function inflate(data: Uint8Array, take: (piece: Uint8Array) => void): void {
  const stream = new Inflate();
  let refusal: unknown;
  stream.ondata = (piece) => {
    try {
      take(piece);
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  try {
    for (let at = 0; at < data.length; at += step) stream.push(data.subarray(at, at + step), at + step >= data.length);
  } catch {
    throw refusal ?? damaged();
  }
}

let table: Uint32Array | undefined;
function crcOf(bytes: Uint8Array, before: number): number {
  if (table === undefined) {
    table = new Uint32Array(256).map((_, byte) => {
      let value = byte;
      for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
      return value;
    });
  }
  let crc = before;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return crc;
}
