import { crc32 } from "node:zlib";

/** A part of an archive; `says` is what the directory claims where that is not the truth. */
export type Part = {
  readonly name: string;
  /** Its content, for size and checksum. */
  readonly bytes: Uint8Array;
  readonly method: number;
  /** What is kept of it: `bytes` stored (0) or deflated (8). */
  readonly data: Uint8Array;
  readonly says?: { readonly size?: number; readonly checksum?: number };
};

/** An archive byte by byte (APPNOTE 4.3): a library would not write one that lies. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, method, data, says } of parts) {
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(0x5a210000, 6);
    fields.writeUInt32LE(says?.checksum ?? crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(says?.size ?? bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0", "latin1"), fields, place, path]));
    const piece = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, path, data]);
    pieces.push(piece);
    offset += piece.length;
  }
  const length = directory.reduce((sum, it) => sum + it.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}
