import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyOfProject, runIn } from "./copy.ts";

const root = process.cwd();

/** Addresses that a page loads from or leads to, as written, with HTML entities undone. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|poster)="([^"]*)"/g), ...html.matchAll(/url\((?:"|')?([^"')]+)/g)].map(
    (match) => (match[1] ?? "").replaceAll("&amp;", "&"),
  );
}

/** Every internal address of the site built in `dist` under `base` that leads nowhere, as "page → address". */
function brokenLinks(dist: string, base: string): { broken: string[]; followed: number } {
  const pages = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html"));
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (path: string): Set<string> => {
    const known =
      anchors.get(path) ??
      new Set([...readFileSync(path, "utf8").matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? ""));
    anchors.set(path, known);
    return known;
  };
  const broken: string[] = [];
  let followed = 0;
  for (const page of pages) {
    for (const address of addressesIn(readFileSync(join(dist, page), "utf8"))) {
      if (/^(data:|tel:|mailto:|https?:)/.test(address)) continue;
      const url = new URL(address, `http://site${base}${page.replaceAll("\\", "/").replace(/index\.html$/, "")}`);
      followed++;
      const path = decodeURIComponent(url.pathname);
      const file = join(dist, path.slice(base.length - 1), path.endsWith("/") ? "index.html" : "");
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (!path.startsWith(base) || !existsSync(file)) broken.push(`${page} → ${address}`);
      else if (anchor !== "" && !anchorsOf(file).has(anchor)) broken.push(`${page} → ${address} (no such anchor)`);
    }
  }
  return { broken, followed };
}

describe("every link", () => {
  test("of the built site leads to a page, a file or an anchor that exists", () => {
    const { broken, followed } = brokenLinks(join(root, "dist"), "/");
    expect(broken).toEqual([]);
    expect(followed).toBeGreaterThan(500);
  });

  describe("of a site built for a folder of an office's domain", () => {
    let copy = "";
    beforeAll(() => {
      copy = copyOfProject(root);
      const built = runIn(copy, "build.ts", ["--force"], { QIANSHOU_BASE: "/qianshou/" });
      expect(built.code, built.said).toBe(0);
    });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    test("stays below that folder and leads somewhere", () => {
      expect(brokenLinks(join(copy, "dist"), "/qianshou/").broken).toEqual([]);
    });
  });
});

test("nothing is loaded from another origin", () => {
  const loaded = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".html"))
    .flatMap((page) => {
      const html = readFileSync(join(root, "dist", page), "utf8");
      const loading = [
        ...html.matchAll(
          /<(?:script|img|iframe|link(?![^>]*rel="canonical"))\b[^>]*?\s(?:src|href)="(https?:)?\/\/[^"]*"/g,
        ),
      ];
      return loading.map((match) => `${page}: ${match[0]}`);
    });
  expect(loaded).toEqual([]);
});
