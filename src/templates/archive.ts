import { unzipSync, zipSync } from "fflate";

/** Office files are ZIP archives; this day stands in every one, so that the same definition gives the same bytes. */
const day = new Date(2026, 0, 1, 0, 0, 0);

/** The archive again with fixed times, entries in a fixed order, and dates in its core properties set to the fixed day. */
export function reproducible(archive: Uint8Array): Uint8Array {
  const entries = Object.entries(unzipSync(archive)).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  const fixed = entries.map(([name, content]): [string, Uint8Array] => [
    name,
    name === "docProps/core.xml" ? withFixedDates(content) : content,
  ]);
  return zipSync(Object.fromEntries(fixed), { mtime: day, level: 9 });
}

/** Readers look for the content types first. */
function place(name: string): number {
  return name === "[Content_Types].xml" ? 0 : name.startsWith("_rels/") ? 1 : 2;
}

function withFixedDates(xml: Uint8Array): Uint8Array {
  const text = new TextDecoder()
    .decode(xml)
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, "2026-01-01T00:00:00Z");
  return new TextEncoder().encode(text);
}
