/**
 * The address of a page or file of this site under the base path it is built for.
 * `path` starts with "/" and ends with "/" for pages (`/plans/04/#3.5` for a clause). In Node, outside a
 * build, the base is "/". Every internal link goes through here.
 */
export function href(path: `/${string}`): string {
  const base = (import.meta.env?.BASE_URL ?? "/").replace(/\/$/, "");
  return base + path;
}
