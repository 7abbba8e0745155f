import { z } from "zod";
import text from "../../data/pages.yaml?raw";
import { readYaml } from "../plans/front-matter.ts";

const page = z.strictObject({
  path: z.custom<`/${string}`>((it) => typeof it === "string" && /^\/([a-z-]+\/)*$/.test(it), "a path such as /law/"),
  title: z.string(),
  changed: z.iso.date('a date such as "2026-11-25"'),
});

/** Pages whose words stand in the code or in a list as a whole, with the day they last changed (data/pages.yaml). */
export const ownPages = readYaml(text, "data/pages.yaml", z.array(page)).facts;

/** When the page at `path`, or the nearest page above it that is listed, last changed. */
export function changedOf(path: string): string {
  const listed = ownPages.filter((it) => path.startsWith(it.path)).sort((a, b) => b.path.length - a.path.length)[0];
  if (listed === undefined) throw new Error(`data/pages.yaml: found no page above ${path}, expected one`);
  return listed.changed;
}

/** The latest of dates such as `2026-11-25`. */
export function latest(dates: readonly string[]): string {
  return dates.reduce((last, it) => (it > last ? it : last), "");
}
