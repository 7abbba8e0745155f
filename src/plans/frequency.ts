/**
 * How often the plans ask for something, from strictest to loosest as a reader would rank it: what has a number first, then
 * what happens on an occasion, then words without a number. The order is that of this list; nothing is converted or merged.
 * Each stands with the words in which a plan or a law says it: a frequency is claimed only where its quotation holds them.
 */
const ladder = {
  每天1次: /每天/,
  每周1次: /每周/,
  每两周1次: /每两周/,
  每月至少2次: /每月至少.*两次/,
  每月1次: /每个?月/,
  每半年1至2次: /每半年/,
  每学期1次: /每学?期/,
  每年1次: /每年.*一次/,
  "每年（没写几次）": /每年/,
  限期1次: /限期|\d+月\d+日/,
  活动期间1次: /一次|一封|一个/,
  开学初: /开学初/,
  暑假: /暑假/,
  变动时: /变动/,
  每次活动后: /每次/,
  及时: /及时/,
  随时: /随时/,
  经常: /经常/,
  不时: /不时/,
  不定时: /不定时/,
  定期: /定期/,
  定期或不定期: /定期或不定期/,
} as const;
export type Frequency = keyof typeof ladder;
export const frequencies = Object.keys(ladder) as [Frequency, ...Frequency[]];

/** From here on the plan gives no number of times. */
const firstVague = frequencies.indexOf("及时");

/** Whether a plan that says this leaves open how many times. */
export function isVague(often: Frequency): boolean {
  return frequencies.indexOf(often) >= firstVague;
}

/** Strictest first. */
export function compareFrequencies(a: Frequency, b: Frequency): number {
  return frequencies.indexOf(a) - frequencies.indexOf(b);
}

/** Whether the words of a quotation say so. */
export function saysSo(quote: string, often: Frequency): boolean {
  return ladder[often].test(quote);
}
