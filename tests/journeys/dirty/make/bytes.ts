import { deflateSync } from "fflate";
import { crc32 } from "node:zlib";
import { gb18030 } from "../../../../scripts/gb18030.ts";

/** Bytes as offices' programs write them. */

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const bom = "\ufeff";
export const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
export const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le"));
export const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le").swap16());

/** GB18030 with its four-byte part beyond the basic plane. */
export const gb = (text: string): Uint8Array =>
  joined(
    ...[...text].map((it) => {
      const point = it.codePointAt(0) ?? 0;
      if (point < 0x10000) return new Uint8Array(gb18030(it));
      const linear = point - 0x10000;
      return new Uint8Array([
        0x90 + Math.floor(linear / 12600),
        0x30 + (Math.floor(linear / 1260) % 10),
        0x81 + (Math.floor(linear / 10) % 126),
        0x30 + (linear % 10),
      ]);
    }),
  );

/** Big5 of the traditional characters that one case needs. */
// prettier-ignore
const big5Characters: Readonly<Record<string, readonly [number, number]>> = {
  姓: [0xa9, 0x6d], 名: [0xa6, 0x57], 性: [0xa9, 0xca], 別: [0xa7, 0x4f], 出: [0xa5, 0x58], 生: [0xa5, 0xcd], 日: [0xa4, 0xe9],
  期: [0xb4, 0xc1], 身: [0xa8, 0xad], 份: [0xa5, 0xf7], 證: [0xc3, 0xd2], 號: [0xb8, 0xb9], 父: [0xa4, 0xf7], 親: [0xbf, 0xcb],
  狀: [0xaa, 0xac], 態: [0xba, 0x41], 母: [0xa5, 0xc0], 實: [0xb9, 0xea], 際: [0xbb, 0xda], 照: [0xb7, 0xd3], 護: [0xc5, 0x40],
  人: [0xa4, 0x48], 女: [0xa4, 0x6b], 男: [0xa8, 0x6b], 外: [0xa5, 0x7e], 務: [0xb0, 0xc8], 工: [0xa4, 0x75], 在: [0xa6, 0x62],
  家: [0xae, 0x61], 祖: [0xaf, 0xaa], 林: [0xaa, 0x4c], 曉: [0xbe, 0xe5], 雨: [0xab, 0x42], 陳: [0xb3, 0xaf], 國: [0xb0, 0xea],
  華: [0xb5, 0xd8], 黃: [0xb6, 0xc0], 淑: [0xb2, 0x51], 芬: [0xaa, 0xe2],
};
export const big5 = (text: string): Uint8Array =>
  joined(
    ...[...text].map((it) => {
      if (it < "\x80") return utf8(it);
      const pair = big5Characters[it];
      if (pair === undefined) throw new Error(`no Big5 here for ${it}`);
      return new Uint8Array(pair);
    }),
  );

/** Rows as delimited text; a cell is quoted where it must be. */
export function delimited(rows: readonly (readonly string[])[], delimiter = ",", end = "\r\n"): string {
  const cell = (it: string) => (it.includes(delimiter) || /["\r\n]/.test(it) ? `"${it.replaceAll('"', '""')}"` : it);
  return rows.map((row) => row.map(cell).join(delimiter) + end).join("");
}

/** One file of an archive; `claims` is the size unpacked that the directory says instead of the true one. */
export type Member = {
  readonly name: string;
  readonly data: Uint8Array;
  readonly stored?: true;
  readonly claims?: bigint;
};

/**
 * A ZIP archive, the same bytes every time. `streamed` writes sizes after the data, as programs do that do not know them
 * before.
 */
export function zip(members: readonly Member[], { streamed = false } = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data, stored, claims } of members) {
    const packed = stored === true ? data : deflateSync(data, { level: 9 });
    const crc = crc32(data);
    const big = claims !== undefined && claims > 0xffff_fffen;
    const size = claims === undefined ? data.length : big ? 0xffff_ffff : Number(claims);
    const extra = big ? field64(claims) : new Uint8Array();
    const late = streamed && stored !== true;
    const shared = [20, late ? 0x0808 : 0x0800, stored === true ? 0 : 8, 0, 0x5d21];
    const title = utf8(name);
    const local = joined(
      u32(0x04034b50),
      u16(...shared),
      u32(late ? 0 : crc, late ? 0 : packed.length, late ? 0 : size),
      u16(title.length, extra.length),
      title,
      extra,
      packed,
      late ? u32(0x08074b50, crc, packed.length, size) : new Uint8Array(),
    );
    locals.push(local);
    directory.push(
      joined(
        u32(0x02014b50),
        u16(20, ...shared),
        u32(crc, packed.length, size),
        u16(title.length, extra.length, 0, 0, 0),
        u32(0, offset),
        title,
        extra,
      ),
    );
    offset += local.length;
  }
  const listed = joined(...directory);
  const end = joined(u32(0x06054b50), u16(0, 0, members.length, members.length), u32(listed.length, offset), u16(0));
  return joined(...locals, listed, end);
}
function field64(size: bigint): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(8, 2);
  bytes.writeBigUInt64LE(size, 4);
  return new Uint8Array(bytes);
}
function u16(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((it, at) => bytes.writeUInt16LE(it, at * 2));
  return new Uint8Array(bytes);
}
function u32(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((it, at) => bytes.writeUInt32LE(it, at * 4));
  return new Uint8Array(bytes);
}

/** An OLE container (old .xls, .et, protected .xlsx) with these streams, each filled up to 4,096 bytes. */
export function ole(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(streams);
  const free = 0xffff_ffff;
  const end = 0xffff_fffe;
  const header = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(end, 60);
  header.writeUInt32LE(end, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xffff_fffd, 0);
  table.writeUInt32LE(end, 4);
  const directory = Buffer.alloc(512);
  const entry = (at: number, name: string, kind: number, start: number, size: number) => {
    const base = at * 128;
    directory.write(name, base, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, base + 64);
    directory.writeUInt8(kind, base + 66);
    directory.writeUInt8(1, base + 67);
    for (const sibling of [68, 72, 76]) directory.writeUInt32LE(free, base + sibling);
    directory.writeUInt32LE(start, base + 116);
    directory.writeUInt32LE(size, base + 120);
  };
  entry(0, "Root Entry", 5, end, 0);
  directory.writeUInt32LE(1, 76);
  const bodies = names.map((name, at) => {
    const start = 2 + at * 8;
    entry(at + 1, name, 2, start, 4096);
    if (at > 0) directory.writeUInt32LE(at + 1, at * 128 + 72);
    for (let sector = 0; sector < 8; sector++)
      table.writeUInt32LE(sector === 7 ? end : start + sector + 1, (start + sector) * 4);
    const body = Buffer.alloc(4096);
    Buffer.from(streams[name] ?? []).copy(body);
    return body;
  });
  return new Uint8Array(Buffer.concat([header, table, directory, ...bodies]));
}
