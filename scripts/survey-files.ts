import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readSite, type Site } from "../src/site/site.ts";

/** The folder of survey files of one round, as all commands see it. */

/** What lies about in folders and is no survey file: hidden files, locks of an open workbook, what file managers leave. */
const notForms = /^(\.|~\$)|^(README\.md|Thumbs\.db|desktop\.ini)$/i;

/** The survey files in a folder and the folders in it, by their paths in it, in one order everywhere. */
export function surveyFilesIn(folder: string): string[] {
  return (
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => !notForms.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      // A link counts as what it leads to.
      .filter((path) => existsSync(path) && statSync(path).isFile())
      .map((path) => relative(folder, path))
      .sort((a, b) => (a < b ? -1 : 1))
  );
}

/** Whose survey a folder is: the site.json beside it, else the project's own; null where there is none. `name` is its path for people. */
export function siteOf(folder: string, root: string): { readonly site: Site; readonly name: string } | null {
  const own = join(dirname(folder), "site.json");
  const path = existsSync(own) ? own : join(root, "data", "site.json");
  if (!existsSync(path)) return null;
  const name = relative(root, path);
  return { site: readSite(readFileSync(path, "utf8"), name), name };
}
