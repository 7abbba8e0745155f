export type Script = ReturnType<typeof openScript>;

/**
 * Text that needs no care, told by its bytes: nothing but common Chinese characters, or nothing but letters and digits of
 * ASCII. Whatever a reader does with invisible characters, full width, brackets or spaces, it does nothing to these.
 */
export function openScript(encoding: "utf-8" | "gb18030") {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const wide = encoding === "utf-8" ? 3 : 2;
  const characters = encoding === "utf-8" ? null : pairs();

  const codes: number[] = [];

  /** The common Chinese character at a place, 0 where there is none. */
  const characterAt = (bytes: Uint8Array, at: number): number => {
    const first = bytes[at] as number;
    const second = bytes[at + 1] as number;
    if (characters !== null) {
      if (first < 0xb0 || first > 0xf7 || second < 0xa1 || second === 0xff) return 0;
      return characters[(first - 0xb0) * 94 + second - 0xa1] as number;
    }
    if (first < 0xe4 || first > 0xe9) return 0;
    const third = bytes[at + 2] as number;
    if ((second & 0xc0) !== 0x80 || (third & 0xc0) !== 0x80) return 0;
    const code = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    return code >= 0x4e00 && code <= 0x9fa5 ? code : 0;
  };

  return {
    /** Whether a cell is such text of at most `longest` characters; a name is a common surname and one to three characters more. */
    isPlain(bytes: Uint8Array, start: number, end: number, longest: number, name: boolean): boolean {
      const first = bytes[start] as number;
      if (first < 0x80) {
        if (name || end - start > longest) return false;
        for (let at = start; at < end; at++) if (isAlphanumeric[bytes[at] as number] !== 1) return false;
        return true;
      }
      const count = (end - start) / wide;
      if (count > longest || count !== Math.floor(count) || (name && (count < 2 || count > 4))) return false;
      for (let at = start; at < end; at += wide) {
        const code = characterAt(bytes, at);
        if (code === 0) return false;
        const kind = kindOf[code - 0x4e00] as number;
        if (kind === lost) return false;
        if (name ? kind === careful || (at === start && kind !== surname) : at === start && kind === careful)
          return false;
      }
      return true;
    },
    /** Any text: short work for common characters, the decoder for the rest; it throws where bytes are not of its encoding. */
    decode(bytes: Uint8Array, start: number, end: number): string {
      let count = 0;
      for (let at = start; at < end; count++) {
        const byte = bytes[at] as number;
        const code = byte < 0x80 ? byte : at + wide <= end ? characterAt(bytes, at) : 0;
        if (code === 0 || count > 100) return decoder.decode(bytes.subarray(start, end));
        codes[count] = code;
        at += byte < 0x80 ? 1 : wide;
      }
      codes.length = count;
      return String.fromCharCode.apply(null, codes);
    },
    /** Whether a row is Chinese in UTF-8 where it should not be: files put together, which would be read as other characters. */
    isForeign(bytes: Uint8Array, from: number, to: number): boolean {
      if (characters === null) return false;
      let count = 0;
      for (let at = from; at < to; at++) {
        const byte = bytes[at] as number;
        if (byte < 0x80) continue;
        const more = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        if (more === 0) return false;
        // Hardly ever does the first character of GB18030 pass.
        for (let next = 1; next <= more; next++) if (((bytes[at + next] as number) & 0xc0) !== 0x80) return false;
        if (more === 2) count++;
        at += more;
      }
      return count >= 2;
    },
    /** Such text. */
    text(bytes: Uint8Array, start: number, end: number): string {
      const step = (bytes[start] as number) < 0x80 ? 1 : wide;
      codes.length = (end - start) / step;
      for (let at = 0; at < codes.length; at++)
        codes[at] = step === 1 ? (bytes[start + at] as number) : characterAt(bytes, start + at * step);
      // Neither a loop of concatenations nor a decoder is as fast for words so short.
      return String.fromCharCode.apply(null, codes);
    },
  };
}

const isAlphanumeric = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(byte)) && byte < 0x80 ? 1 : 0,
);

const careful = 1;
const surname = 2;
const lost = 3;
const kindOf = new Uint8Array(0x9fa6 - 0x4e00);
// Names are told by what they are and not by what they are not: whatever is written for no name does not begin so.
for (const it of "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐莫庄辛管祝涂谷祁耿卜詹关苗凌费纪靳童欧甄项曲游裴席覃霍翁隋甘景薄柯阮桂闵柴冉阳蓝农岑卿")
  kindOf[it.charCodeAt(0) - 0x4e00] = surname;
/**
 * What words begin with that stand for the answer above, for no answer, or in the foot or the notes of a table (同上, 不详,
 * 合计, 示例), and what in a name stands for what is kept back: such text is left to the reader of text.
 */
for (const it of "同上不未没待无暂空合小总共本制填审复单负校班签盖以注备说日联打第示样范举例表页年编作废删略某")
  kindOf[it.charCodeAt(0) - 0x4e00] = careful;

// 锟斤拷 is what a conversion leaves of characters that it has lost: care is needed wherever it stands.
kindOf["锟".charCodeAt(0) - 0x4e00] = lost;

/** The Chinese characters of GB 2312, in the order of its rows 16 to 87; 0 where a row has a gap. */
function pairs(): Uint16Array {
  const bytes = new Uint8Array(72 * 94 * 2);
  for (let at = 0; at < 72 * 94; at++) {
    bytes[2 * at] = 0xb0 + Math.floor(at / 94);
    bytes[2 * at + 1] = 0xa1 + (at % 94);
  }
  const text = new TextDecoder("gb18030").decode(bytes);
  return Uint16Array.from({ length: 72 * 94 }, (_, at) => {
    const code = text.charCodeAt(at);
    return code >= 0x4e00 && code <= 0x9fa5 ? code : 0;
  });
}
