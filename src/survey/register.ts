import { type Child } from "./populations.ts";

/** What is known of a record's child; the same object for every record, good until the next. */
export type Met = {
  /** Children are numbered from 0 in the order in which they come. */
  child: number;
  /** An earlier record was about this child. */
  known: boolean;
  /** A child that has now turned out to be this one, entered apart before; -1 where there is none. */
  absorbed: number;
};

/**
 * Tells the children of a round apart. Each ID number is one child: two numbers are two children, even of one name and
 * birthday. A record without a number is the child of that name, birthday and township, whichever record there came first; where several numbers
 * stand there, the first of them. So their number does not depend on the order of the records: one for each ID number and
 * one for each name, birthday and township with no number at all.
 *
 * Nothing but bits mixed with a key of this run is kept. Numbers are permuted, so that two never look alike. Names are hashed to 64
 * bits: among a million children the chance that any two look alike is 3 in 100 million, and it only matters where one of
 * them has no number.
 */
export function openRegister() {
  const key = globalThis.crypto.getRandomValues(new Int32Array(4));
  const byNumber = new Index();
  const byName = new Index();
  /** Children that turned out to be earlier ones. */
  const becameOf = new Map<number, number>();
  const numbered = new Bits();
  const met: Met = { child: 0, known: false, absorbed: -1 };
  let children = 0;

  const nowOf = (child: number): number => {
    let now = child;
    if (becameOf.size > 0) for (let next = becameOf.get(now); next !== undefined; next = becameOf.get(now)) now = next;
    return now;
  };

  return {
    /** Which child a record is about, `area` being its township; enters the child when it is new. */
    meet({ child_name, birth_date, id_number }: Child, area: string): Met {
      hashName(key, child_name ?? "", birth_date ?? "", area);
      const nameHigh = high;
      const nameLow = low;
      let namesake = byName.get(nameHigh, nameLow);
      if (namesake >= 0) namesake = nowOf(namesake);
      met.absorbed = -1;
      if (id_number === undefined) {
        met.known = namesake >= 0;
        met.child = met.known ? namesake : children++;
        if (!met.known) byName.set(nameHigh, nameLow, met.child);
        return met;
      }
      permuteNumber(key, id_number);
      const numberHigh = high;
      const numberLow = low;
      let own = byNumber.get(numberHigh, numberLow);
      if (own >= 0) own = nowOf(own);
      const unclaimed = namesake >= 0 && !numbered.has(namesake);
      met.known = own >= 0 || unclaimed;
      if (own >= 0 && unclaimed) {
        // Until now nobody knew that they are one; the first record stays.
        met.child = Math.min(own, namesake);
        met.absorbed = Math.max(own, namesake);
        becameOf.set(met.absorbed, met.child);
      } else met.child = own >= 0 ? own : unclaimed ? namesake : children++;
      numbered.add(met.child);
      if (own < 0) byNumber.set(numberHigh, numberLow, met.child);
      if (namesake < 0) byName.set(nameHigh, nameLow, met.child);
      return met;
    },
  };
}

/** The two halves of what was mixed last. */
let high = 0;
let low = 0;

/** A number's 17 digits as two halves, mixed without loss: a Feistel network of four rounds. Its last character follows from them. */
function permuteNumber(key: Int32Array, number: string): void {
  let left = 0;
  let right = 0;
  for (let at = 0; at < 9; at++) left = left * 10 + number.charCodeAt(at) - 0x30;
  for (let at = 9; at < 17; at++) right = right * 10 + number.charCodeAt(at) - 0x30;
  left ^= mixed(right ^ (key[0] as number));
  right ^= mixed(left ^ (key[1] as number));
  left ^= mixed(right ^ (key[2] as number));
  right ^= mixed(left ^ (key[3] as number));
  high = left | 0;
  low = right | 0;
}

function hashName(key: Int32Array, name: string, birth: string, area: string): void {
  high = key[0] as number;
  low = key[1] as number;
  mixIn(name);
  mixIn(birth);
  mixIn(area);
  high = mixed(high ^ (key[2] as number));
  low = mixed(low ^ (key[3] as number));
}

function mixIn(text: string): void {
  let left = high;
  let right = low;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    left = Math.imul(left ^ unit, 0x9e3779b1);
    left ^= left >>> 15;
    right = Math.imul(right ^ unit, 0x85ebca77);
    right ^= right >>> 13;
  }
  // No character, so that nothing can move from one text to the next unnoticed.
  high = Math.imul(left ^ 0x1ffff, 0x9e3779b1);
  low = Math.imul(right ^ 0x1ffff, 0x85ebca77);
}

function mixed(bits: number): number {
  let it = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  it = Math.imul(it ^ (it >>> 13), 0xc2b2ae35);
  return it ^ (it >>> 16);
}

/** Pairs of 32 bits → numbers from 0; 16 to 32 bytes each. */
class Index {
  /** Three a place: high, low, number + 1; 0 is free. */
  private places = new Int32Array(3 << 10);
  private mask = (1 << 10) - 1;
  private count = 0;

  get(high: number, low: number): number {
    return (this.places[this.placeOf(high, low) + 2] as number) - 1;
  }

  /** Sets what is not there yet. */
  set(high: number, low: number, number: number): void {
    if (4 * this.count > 3 * this.mask) {
      const before = this.places;
      this.places = new Int32Array(2 * before.length);
      this.mask = 2 * this.mask + 1;
      this.count = 0;
      for (let at = 0; at < before.length; at += 3)
        if (before[at + 2] !== 0)
          this.set(before[at] as number, before[at + 1] as number, (before[at + 2] as number) - 1);
    }
    const place = this.placeOf(high, low);
    this.places[place] = high;
    this.places[place + 1] = low;
    this.places[place + 2] = number + 1;
    this.count++;
  }

  private placeOf(high: number, low: number): number {
    const { places, mask } = this;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const place = 3 * slot;
      if (places[place + 2] === 0 || (places[place] === high && places[place + 1] === low)) return place;
    }
  }
}

/** A set of numbers from 0, one bit each. */
class Bits {
  private bytes = new Uint8Array(1 << 10);

  has(number: number): boolean {
    return (((this.bytes[number >> 3] ?? 0) >> (number & 7)) & 1) === 1;
  }

  add(number: number): void {
    if (number >> 3 >= this.bytes.length) {
      const more = new Uint8Array(2 * (number >> 3));
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[number >> 3] = (this.bytes[number >> 3] ?? 0) | (1 << (number & 7));
  }
}
