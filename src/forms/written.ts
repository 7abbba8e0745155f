/** How text stands in a cell: what cannot be seen, full width, numerals in words. */

/**
 * Without what cannot be seen (zero width, byte order marks, soft hyphens, marks of direction, variation selectors) and without
 * space at the ends. Control characters stay: each may have been a digit once.
 */
export function clean(cell: string): string {
  return plain.test(cell) ? cell : cell.replace(unseen, "").trim();
}
const plain = /^[\x21-\x7e\u4e00-\u9fff]*$/;
// An alternation, not one class: linters take the joiners and selectors in it for broken emoji.
const unseen =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u180b-\u180d]|[\ufe00-\ufe0f]|\udb40[\udc01-\uddef]/g;

/**
 * Half width, with plain spaces, one form for each character that Unicode keeps twice (⼥ is 女) and ( ) for every kind of
 * bracket. Unlike NFKC it leaves ² and ① alone: 5² is not 52.
 */
export function half(text: string): string {
  if (plain.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e\u2e80-\u2fdf\uf900-\ufaff\uffe0-\uffe6]|\ud87e[\udc00-\ude1f]/g, (it) =>
      it.normalize("NFKC"),
    )
    .replace(/[^\S\n]/g, " ")
    .replace(/[﹣−‐‑‒–—―]/g, "-")
    .replace(/[[【〔［﹝]/g, "(")
    .replace(/[\]】〕］﹞]/g, ")");
}

/** Half width and without any white space. */
export function compact(cell: string): string {
  return half(cell).replace(/\s/g, "");
}

const digits = "零一二三四五六七八九";

/** A number from 0 to 99 in Chinese numerals, or null: 五, 十, 十二, 三十, 三十一, 两, 〇. */
export function numeral(words: string): number | null {
  const [, tens, ten, ones] =
    /^([一二三四五六七八九]?)(十?)([零一二三四五六七八九]?)$/.exec(
      words.replace("两", "二").replace(/^[〇○]$/, "零"),
    ) ?? [];
  if (tens === undefined || ten === undefined || ones === undefined || words === "") return null;
  if (ten === "") return tens === "" || ones === "" ? digits.indexOf(tens + ones) : null;
  if (ones === "零") return null;
  return (tens === "" ? 1 : digits.indexOf(tens)) * 10 + Math.max(0, digits.indexOf(ones || "零"));
}

/** Words for not knowing: they are no answer at all, never no. */
export const unknownWords = [
  ..."不详 未知 不清楚 不明 不知道 不知 未采集 没采集 未填 未填写 未登记 未统计 未调查 未核实 待核实 待核 待查 未提供".split(
    " ",
  ),
];
/** Words for nothing. */
export const noneWords = "无 没有 暂无 没".split(" ");
