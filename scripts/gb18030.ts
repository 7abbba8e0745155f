let table: Map<string, Buffer> | undefined;
/** GB18030 of characters in its two-byte part, which holds all common Chinese; Node decodes GB18030 but does not write it. */
export function gb18030(text: string): Buffer {
  if (table === undefined) {
    const decoder = new TextDecoder("gb18030");
    table = new Map();
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const pair = Buffer.from([lead, trail]);
        const character = decoder.decode(pair);
        if ([...character].length === 1 && character !== "\ufffd" && !table.has(character)) table.set(character, pair);
      }
    }
  }
  const known = table;
  return Buffer.concat(
    [...text].map((it) => {
      const pair = it < "\x80" ? Buffer.from(it) : known.get(it);
      if (pair === undefined)
        throw new Error(`not in the two-byte part of GB18030: U+${(it.codePointAt(0) ?? 0).toString(16)}`);
      return pair;
    }),
  );
}
