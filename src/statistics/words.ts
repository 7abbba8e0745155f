import { type Figure, type Indicator } from "./release.ts";

/** How every page says what the figures are, in one line. */
export const roundingLine =
  "人数都是 10 的倍数，与实际相差不超过 9；“少于10”表示 0 到 9。所有表由同一组取整后的数相加得到，相加时“少于10”按 0 计。";

const symbols = { c: "［c］不公布", x: "［x］没有数据", z: "［z］不适用" };

/** A figure as it stands in a table: `1,230`, `少于10`, `九成以上`, `［c］不公布`. */
export function figureInWords(figure: Figure): string {
  if ("value" in figure) return figure.value.toLocaleString("en-US");
  if ("below" in figure) return "少于10";
  return "band" in figure ? figure.band : symbols[figure.symbol];
}

/** A figure in a CSV cell: a bare number or the words. */
export function figureInCsv(figure: Figure): string {
  return "value" in figure ? String(figure.value) : figureInWords(figure);
}

/** `2026-autumn` → 2026年秋季. */
export function roundName(round: string): string {
  const [year = "", half] = round.split("-");
  return `${year}年${half === "spring" ? "春季" : "秋季"}`;
}

/** 2026-09-30 → 2026年9月30日. */
export function dayName(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${year}年${String(Number(month))}月${String(Number(date))}日`;
}

/** A share of published counts: 97%, 九成以上, 不到1%. */
export function rateInWords(rate: Figure): string {
  return "value" in rate ? `${String(rate.value)}%` : figureInWords(rate);
}

/** An indicator as a sentence with its number and target. */
export function indicatorSentence({ title, rate, numerator, denominator, missing, target }: Indicator): string {
  const parts = `${denominator.label} ${figureInWords(denominator.figure)} 人，${numerator.label} ${figureInWords(numerator.figure)} 人`;
  return `${title} ${rateInWords(rate)}（${parts}，未采集 ${rateInWords(missing.share)}）${target === undefined ? "" : `，目标：${target.label}`}。`;
}
