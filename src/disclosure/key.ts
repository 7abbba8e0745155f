import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** The secret that decides which way counts are rounded. Whoever has it can narrow the counts; it stays outside the repository. */
export type RoundingKey = { readonly bytes: Uint8Array; readonly kind: "example" | "local" };

/** The key of the example data is public (data/example/rounding-key.txt) and may protect nothing else. */
const exampleKey = "8f1d5c0f6a4be2937d20c9b1e65a7f48c3b90d17e2fa5846b7913c0ad4e86f25";

/** Reads 64 hexadecimal characters; null when the text is not a key. */
export function readKey(text: string): RoundingKey | null {
  const hex = text.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) return null;
  return { bytes: hexToBytes(hex), kind: hex === exampleKey ? "example" : "local" };
}

/** A number in [0, 1) that only the holder of the key can foresee: the first 48 bits of HMAC-SHA-256(key, name). */
export function draw(key: RoundingKey, name: string): number {
  const bytes = hmac(sha256, key.bytes, utf8ToBytes(name));
  return bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
}
