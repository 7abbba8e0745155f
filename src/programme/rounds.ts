/** A half-year of counting: `2026-spring` or `2026-autumn`. */
export type Round = `${number}-${"spring" | "autumn"}`;

export function isRound(text: string): text is Round {
  return /^\d{4}-(spring|autumn)$/.test(text);
}

/** The day at which ages and times away are computed: the end of the first month of each school term. */
export function referenceDateOf(round: Round): string {
  const [year = "", half] = round.split("-");
  return half === "spring" ? `${year}-03-31` : `${year}-09-30`;
}

/** Sorts as time goes: spring before autumn. */
export function compareRounds(a: string, b: string): number {
  const order = (round: string) => round.replace("spring", "1").replace("autumn", "2");
  return order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0;
}
