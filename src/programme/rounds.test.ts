import { expect, test } from "vitest";
import { compareRounds, isRound, referenceDateOf } from "./rounds.ts";

test("spring is counted on 31 March, autumn on 30 September", () => {
  expect(referenceDateOf("2026-spring")).toBe("2026-03-31");
  expect(referenceDateOf("2026-autumn")).toBe("2026-09-30");
});
test("rounds follow each other as time goes, not as the alphabet does", () => {
  expect(["2027-spring", "2026-autumn", "2026-spring"].sort(compareRounds)).toEqual([
    "2026-spring",
    "2026-autumn",
    "2027-spring",
  ]);
});
test.each(["2026", "2026-summer", "2026-autumn.v1", "26-autumn", ""])("“%s” is no round", (text) => {
  expect(isRound(text)).toBe(false);
});
