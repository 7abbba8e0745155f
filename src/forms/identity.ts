import { isDay } from "./calendar.ts";
import { compact } from "./written.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character of a citizen's number from its first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacter(first: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (weights[at] ?? 0) * (first.charCodeAt(at) - 48);
  return "10X98765432"[sum % 11] ?? "";
}

/**
 * Why a number is not a citizen's number: stars for digits; a spreadsheet's 5.22E+17; the 15 digits of old; not 18 characters;
 * no day of birth (or one after `latest`); the last three digits turned into 000, or a number that went through a
 * spreadsheet's decimals; a wrong check digit.
 */
export type IdFault = "masked" | "scientific" | "fifteen" | "length" | "date" | "rounded" | "check";

/** The number in a cell, 18 characters with a capital X, or why there is none. `latest`: no one is born after this day. */
export function readId(cell: string, latest?: string): { readonly id: string } | { readonly fault: IdFault } {
  let id = cell;
  if (!shape.test(cell)) {
    const written = compact(cell)
      .replace(/^['‘’]+/, "")
      .toUpperCase();
    if (/^\d(\.\d+)?E\+?\d+$/.test(written)) return { fault: "scientific" };
    if (/[*●•○]|XX/.test(written)) return { fault: "masked" };
    if (/^\d{15,}\.0+$/.test(written)) return { fault: "rounded" };
    // Other letters and signs that look like X stand for it at the end, where the check digit proves it.
    id = written.replace(/[-,_]/g, "").replace(/[ХхΧχ×✕✖╳]$/, "X");
    if (/^\d{15}$/.test(id)) return { fault: "fifteen" };
    if (!shape.test(id)) return { fault: "length" };
  }
  const born = birthOf(id);
  if (!/^(19|20)/.test(born) || !isDay(born) || (latest !== undefined && born > latest)) return { fault: "date" };
  if (checkCharacter(id) === id[17]) return { id };
  return { fault: id.endsWith("000") ? "rounded" : "check" };
}

const shape = /^[1-9]\d{16}[\dX]$/;

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
