import { isDay } from "./calendar.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character of a citizen's number from its first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacter(first: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return "10X98765432"[sum % 11] ?? "";
}

/** Why a number is not a citizen's number, or null when it is one. Expects it normalised: 18 characters, capital X. */
export function faultOf(id: string): "length" | "scientific" | "fifteen" | "date" | "check" | null {
  if (/^\d(\.\d+)?e\+?\d+$/i.test(id)) return "scientific";
  if (/^\d{15}$/.test(id)) return "fifteen";
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return "length";
  if (!isDay(birthOf(id))) return "date";
  return checkCharacter(id) === id[17] ? null : "check";
}

/** `YYYY-MM-DD` from digits 7–14. */
export function birthOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

/** "1" 男 for an odd 17th digit, "2" 女 for an even one. */
export function sexOf(id: string): "1" | "2" {
  return Number(id[16]) % 2 === 1 ? "1" : "2";
}

/** Numbers of the unassigned block 990000 belong to nobody: examples and tests use them, real files must not. */
export function isInvented(id: string): boolean {
  return id.startsWith("990000");
}
