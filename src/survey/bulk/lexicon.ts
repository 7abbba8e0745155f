/**
 * What has been written in a column so far, by its bytes: a cell is found again without making a string of it. Holds up to
 * `most` different cells; `add` beyond that does nothing.
 */
export class Lexicon {
  /** Place of an entry + 1; 0 is free. */
  private slots = new Int32Array(256);
  private hashes = new Int32Array(128);
  private starts = new Int32Array(128);
  private lengths = new Int32Array(128);
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private used = 0;
  private readonly most: number;
  count = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** The number of the entry with these bytes, in the order they were added; -1 where there is none. At least four bytes follow `end` in `view`. */
  find(view: DataView, start: number, end: number): number {
    const hash = hashOf(view, start, end);
    const { slots } = this;
    const mask = slots.length - 1;
    const length = end - start;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) return -1;
      if (this.hashes[entry] === hash && this.lengths[entry] === length && this.same(view, start, length, entry))
        return entry;
    }
  }

  private same(view: DataView, start: number, length: number, entry: number): boolean {
    const own = this.view;
    const from = this.starts[entry] as number;
    let at = 0;
    for (; at + 4 <= length; at += 4) if (view.getInt32(start + at) !== own.getInt32(from + at)) return false;
    for (; at < length; at++) if (view.getUint8(start + at) !== own.getUint8(from + at)) return false;
    return true;
  }

  /** Remembers bytes that were not found. Whether there was room. */
  add(view: DataView, start: number, end: number): boolean {
    if (this.count >= this.most) return false;
    const length = end - start;
    if (this.count === this.hashes.length) {
      this.hashes = twice(this.hashes);
      this.starts = twice(this.starts);
      this.lengths = twice(this.lengths);
      this.slots = new Int32Array(2 * this.slots.length);
      for (let entry = 0; entry < this.count; entry++) this.place(entry);
    }
    if (this.used + length + 4 > this.bytes.length) {
      const more = new Uint8Array(Math.max(2 * this.bytes.length, this.used + length + 4));
      more.set(this.bytes);
      this.bytes = more;
      this.view = new DataView(more.buffer);
    }
    for (let at = 0; at < length; at++) this.bytes[this.used + at] = view.getUint8(start + at);
    this.hashes[this.count] = hashOf(view, start, end);
    this.starts[this.count] = this.used;
    this.lengths[this.count] = length;
    this.used += length;
    this.place(this.count);
    this.count++;
    return true;
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[entry] as number) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }
}

function hashOf(view: DataView, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  if (at < end) {
    // The first one to three of the next four bytes.
    hash = Math.imul(hash ^ (view.getInt32(at, true) & ((1 << (8 * (end - at))) - 1)), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function twice(array: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * array.length);
  more.set(array);
  return more;
}
