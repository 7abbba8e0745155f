/**
 * How often the plans ask for something, from strictest to loosest as a reader would rank it: what has a number first, then
 * what happens on an occasion, then words without a number. The order is that of this list; nothing is converted or merged.
 */
const ladder = [
  "每天1次",
  "每周1次",
  "每两周1次",
  "每月至少2次",
  "每月1次",
  "每半年1至2次",
  "每学期1次",
  "每年1次",
  "限期1次",
  "活动期间1次",
  "开学初",
  "暑假",
  "变动时",
  "每次活动后",
  "及时",
  "随时",
  "经常",
  "不时",
  "不定时",
  "定期",
  "定期或不定期",
] as const;
export type Frequency = (typeof ladder)[number];
export const frequencies: readonly Frequency[] = ladder;

/** From here on the plan gives no number of times. */
const firstVague = ladder.indexOf("及时");

/** Whether a plan that says this leaves open how many times. */
export function isVague(often: Frequency): boolean {
  return ladder.indexOf(often) >= firstVague;
}

/** Strictest first. */
export function compareFrequencies(a: Frequency, b: Frequency): number {
  return ladder.indexOf(a) - ladder.indexOf(b);
}
