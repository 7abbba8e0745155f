/** A row as it was cut out of the bytes of a file; the same object for every row, good until the next one. */
export type Cut = {
  /** Holds the row; at least four more bytes follow its last cell. */
  bytes: Uint8Array;
  view: DataView;
  /** Where each cell begins and ends in `bytes`, without its quotes. */
  starts: Int32Array;
  ends: Int32Array;
  /** Cells of the row. */
  count: number;
  /** Where the row begins and ends, without marks before it and its line break. */
  from: number;
  to: number;
  /** A quoted cell has quotes in it, which stand doubled. */
  escaped: boolean;
  /** A quoted cell has a line break in it. */
  broken: boolean;
};

/** Why a file cannot be cut: a quote that is alone, or a byte that no text has. */
export type Uncut = "csv_quote" | "file_binary";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const equals = 0x3d;
const endOfFile = 0x1a;

/** A row longer than this is what a quote that is alone has swallowed. */
const longest = 1 << 20;

/** What `="…"` holds at most, in bytes: a thousand characters. */
const longestWrapped = 3000;

/** The byte order mark in each encoding. */
const marks = { "utf-8": [0xef, 0xbb, 0xbf], gb18030: [0x84, 0x31, 0x95, 0x33] } as const;

/**
 * Cuts delimited text into rows and cells as `readCsv` does (receive/csv.ts): quoted cells as in RFC 4180, spaces around the
 * quotes allowed; `="5221…"` unwrapped; a row ends with CRLF, LF or CR; byte order marks before a row and the end marks of DOS
 * are passed over. It looks at bytes and not at characters: the bytes of separators, quotes and line breaks never occur inside
 * a character, neither in UTF-8 (all its other bytes are 0x80 and above) nor in GB18030 (0x30 to 0x39 and 0x40 and above). The
 * bytes of a row and of the row before it stay where they are until the next call, whatever the sizes of the chunks.
 */
export function openRows(delimiter: number, encoding: keyof typeof marks, take: (cut: Cut) => void) {
  const mark = marks[encoding];
  let size = 0;
  /** Where the unfinished row begins. */
  let begun = 0;
  /** Where the row before it begins. */
  let before = 0;
  let uncut: Uncut | null = null;
  const cut = emptyCut();
  const last = emptyCut();

  const make = (capacity: number) => {
    const bytes = new Uint8Array(capacity);
    bytes.set(cut.bytes.subarray(before, size));
    cut.bytes = bytes;
    cut.view = new DataView(bytes.buffer);
  };

  /** Room for `more` bytes behind what is still needed. */
  const room = (more: number) => {
    if (size - before + more + 8 > cut.bytes.length)
      make(Math.max(2 * cut.bytes.length, size - before + more + 8, 1 << 16));
    else cut.bytes.copyWithin(0, before, size);
    size -= before;
    begun -= before;
    before = 0;
  };

  /** Cuts the rows that are whole; at the end of the file what is left is one. */
  const cutRows = (ended: boolean) => {
    // A scan stops here whatever comes.
    cut.bytes[size] = lineFeed;
    while (begun < size) {
      const next = cutRow(cut, begun, ended);
      if (next < 0) return;
      take(cut);
      before = begun;
      begun = next;
    }
  };

  /** Cuts the row that begins at a place. Gives where the next one begins; -1 where it has not come to its end. */
  const cutRow = (into: Cut, from: number, ended: boolean): number => {
    const { bytes } = into;
    let { starts, ends } = into;
    const limit = Math.max(delimiter, quote);
    let at = from;
    while (bytes[at] === mark[0] && mark.every((it, place) => bytes[at + place] === it)) at += mark.length;
    into.from = at;
    let count = 0;
    into.escaped = false;
    into.broken = false;
    for (;;) {
      let start = at;
      let open = at;
      while (bytes[open] === space) open++;
      let end = bytes[open] === equals && bytes[open + 1] === quote ? wrapped(bytes, open + 2) : -1;
      if (end >= 0) {
        start = open + 2;
        at = end + 1;
      } else if (bytes[open] === quote) {
        start = open + 1;
        end = closing(into, start, ended);
        if (end < 0) return -1;
        at = end + 1;
        while (bytes[at] === space) at++;
        const next = bytes[at];
        if (next !== delimiter && next !== lineFeed && next !== carriageReturn) {
          uncut = "csv_quote";
          return -1;
        }
      } else {
        for (;;) {
          const byte = bytes[at] as number;
          if (byte <= limit) {
            if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
            if (byte === 0) {
              uncut = "file_binary";
              return -1;
            }
          }
          at++;
        }
        end = at;
      }
      if (at >= size && !ended) return -1;
      if (count === starts.length) {
        starts = into.starts = grown(starts);
        ends = into.ends = grown(ends);
      }
      starts[count] = start;
      ends[count] = end;
      count++;
      if (at >= size || bytes[at] !== delimiter) break;
      at++;
    }
    into.count = count;
    into.to = at;
    if (bytes[at] === carriageReturn) {
      // The other half of the line break may still have to come.
      if (at + 1 >= size && !ended) return -1;
      if (at + 1 < size && bytes[at + 1] === lineFeed) at++;
    }
    return Math.min(at + 1, size);
  };

  /** Where a quoted cell ends; -1 where that is not known yet, or never. */
  const closing = (into: Cut, start: number, ended: boolean): number => {
    const { bytes } = into;
    let at = start;
    for (;;) {
      while (at < size && bytes[at] !== quote) {
        const byte = bytes[at] as number;
        if (byte <= carriageReturn) {
          if (byte === 0) {
            uncut = "file_binary";
            return -1;
          }
          if (byte === lineFeed || byte === carriageReturn) into.broken = true;
        }
        at++;
      }
      if (at >= size || (at + 1 >= size && !ended)) {
        if (ended || size - start > longest) uncut = "csv_quote";
        return -1;
      }
      if (at + 1 >= size || bytes[at + 1] !== quote) return at;
      into.escaped = true;
      at += 2;
    }
  };

  /** The closing quote of `="…"` with nothing behind it; -1 where it is something else. */
  const wrapped = (bytes: Uint8Array, from: number): number => {
    const last = Math.min(size, from + longestWrapped);
    for (let at = from; at < last; at++) {
      const byte = bytes[at];
      if (byte === 0 || byte === lineFeed || byte === carriageReturn) return -1;
      if (byte !== quote) continue;
      const next = bytes[at + 1];
      return next === delimiter || next === lineFeed || next === carriageReturn ? at : -1;
    }
    return -1;
  };

  return {
    /** Takes the next bytes of the file, however they are cut up. Gives why the file cannot be cut, once that is known. */
    push(chunk: Uint8Array): Uncut | null {
      if (uncut !== null) return uncut;
      room(chunk.length);
      cut.bytes.set(chunk, size);
      size += chunk.length;
      cutRows(false);
      if (uncut === null && size - begun > longest) uncut = "csv_quote";
      return uncut;
    },
    /** The row before the one that was given last, while that is being looked at. */
    previous(): Cut {
      last.bytes = cut.bytes;
      last.view = cut.view;
      cutRow(last, before, true);
      return last;
    },
    /** The file ends here. */
    end(): Uncut | null {
      if (uncut !== null) return uncut;
      room(0);
      while (size > begun && cut.bytes[size - 1] === endOfFile) size--;
      cutRows(true);
      return uncut;
    },
  };
}

function emptyCut(): Cut {
  return {
    bytes: new Uint8Array(0),
    view: new DataView(new ArrayBuffer(0)),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    count: 0,
    from: 0,
    to: 0,
    escaped: false,
    broken: false,
  };
}

function grown(array: Int32Array): Int32Array {
  const more = new Int32Array(2 * array.length);
  more.set(array);
  return more;
}

/** The cells of a row as text; `decode` gives the text of bytes. */
export function cellsOf(cut: Cut, decode: (bytes: Uint8Array, start: number, end: number) => string): string[] {
  return Array.from({ length: cut.count }, (_, at) => {
    const start = cut.starts[at] as number;
    const text = decode(cut.bytes, start, cut.ends[at] as number);
    return cut.escaped && start > 0 && cut.bytes[start - 1] === quote ? unquoted(text) : text;
  });
}

/** What a quoted cell says that has quotes in it: each once, and none where the whole is `="5221…"`. */
export function unquoted(text: string): string {
  const said = text.replaceAll('""', '"');
  return /^="([^"]*)"$/.exec(said)?.[1] ?? said;
}
