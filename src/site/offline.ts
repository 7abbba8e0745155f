/**
 * The workers that keep pages on a device, so that they open without a network: one the fill-in pages (its scope is /forms/),
 * one the tools (/tools/). Our own and no library: each keeps a fixed list and answers nothing else, which is thirty lines
 * that can be read whole.
 */

/** A file of the built site by its path in dist/, with a hash of its bytes. */
export type Built = { readonly path: string; readonly hash: string };

/** What pages need: `first` before they are usable, `later` (writers and readers of files) when they have time. */
export type Needed = { readonly first: readonly string[]; readonly later: readonly string[] };

/**
 * The files that pages need, found in their text: styles and scripts of the pages, then what scripts import and the workers
 * they start. Modules whose chunk writes or reads files, and what only they import, come later. Paths are those in dist/;
 * `text` gives a file there. Throws where a page names a file that is not there, or nothing at all, so that no build is
 * silently unusable.
 */
export function neededBy(pages: readonly string[], text: (path: string) => string | undefined, base: string): Needed {
  const read = (path: string, by: string): string => {
    const found = text(path);
    if (found === undefined) throw new Error(`dist/${by}: found ${path}, expected a file of the site`);
    return found;
  };
  const inside = (address: string) => (address.startsWith(base) ? [address.slice(base.length)] : []);
  const first = new Set(pages);
  const later = new Set<string>();
  const follow = (path: string, by: string, into: Set<string>) => {
    if (first.has(path) || into.has(path)) return;
    into.add(path);
    if (!path.endsWith(".js")) {
      read(path, by);
      return;
    }
    const code = read(path, by);
    const folder = path.replace(/[^/]*$/, "");
    for (const [, name = ""] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      follow(folder + name, path, into);
    for (const [, name = ""] of code.matchAll(/import\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g))
      if (!forFiles.test(name)) follow(folder + name, path, into);
    for (const [, address = ""] of code.matchAll(/new URL\(\s*["'`]([^"'`]+\.js)["'`]/g))
      for (const name of inside(address)) follow(name, path, into);
  };
  const starts = pages.flatMap((page) =>
    [
      ...read(page, page).matchAll(
        /(?:href|src|component-url|renderer-url|before-hydration-url)="([^"]+\.(?:css|js))"/g,
      ),
    ]
      .flatMap(([, address = ""]) => inside(address))
      .map((path) => [path, page] as const),
  );
  if (pages.length > 0 && !starts.some(([path]) => path.endsWith(".js")))
    throw new Error(`dist/${pages[0] ?? ""}: found no script, expected one that works on the device`);
  for (const [path, page] of starts) follow(path, page, first);
  const scripts = [...first].filter((it) => it.endsWith(".js"));
  for (const path of scripts)
    for (const [, name = ""] of read(path, path).matchAll(/import\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g))
      if (forFiles.test(name)) follow(path.replace(/[^/]*$/, "") + name, path, later);
  return { first: [...first].sort(), later: [...later].filter((it) => !first.has(it)).sort() };
}

/** Chunks that nothing needs before a file is saved or opened. */
const forFiles = /^(docx|xlsx|workbook|receive)\.[\w-]+\.js$/;

/**
 * The source of the worker for these files under this base path. Same files, same source: a browser takes it for new only
 * when a byte of a kept file changed. Pages are kept by the address they are asked by. `name` keeps what one worker keeps
 * apart from what another does.
 */
export function workerSource(
  needed: { readonly first: readonly Built[]; readonly later: readonly Built[] },
  base: string,
  name = "fill",
): string {
  const addressOf = ({ path }: Built) => base + path.replace(/(^|\/)index\.html$/, "$1");
  const version = checksum([...needed.first, ...needed.later].map(({ path, hash }) => `${path} ${hash}`).join("\n"));
  return `// Made by the build (src/site/offline.ts). Keeps the pages listed here and nothing else; no answer and no file ever gets here.
const mine = ${JSON.stringify(`qianshou-${name}:${base}:`)};
const kept = mine + ${JSON.stringify(version)};
const first = ${JSON.stringify(needed.first.map(addressOf))};
const later = ${JSON.stringify(needed.later.map(addressOf))};
const all = new Set([...first, ...later]);
const named = (address) => address.startsWith(${JSON.stringify(`${base}_astro/`)});

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(kept);
    // A file whose name holds its hash is taken over from the cache before this one.
    await Promise.all([...all].filter(named).map(async (address) => {
      const before = await caches.match(address);
      if (before) await cache.put(address, before);
    }));
    // One by one: what has arrived stays, so that a weak network gets through in several tries.
    await Promise.all(first.map(async (address) => {
      if (!(await cache.match(address)))
        await cache.add(new Request(address, { cache: named(address) ? "default" : "no-cache" }));
    }));
  })());
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(mine) && name !== kept) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !all.has(pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(kept);
    const before = await cache.match(pathname);
    if (before) return before;
    const answer = await fetch(event.request);
    if (answer.ok) await cache.put(pathname, answer.clone());
    return answer;
  })());
});
`;
}

/** FNV-1a, twice with different starts: enough to tell one build from the next. */
function checksum(text: string): string {
  const half = (start: number) => {
    let sum = start;
    for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619);
    return (sum >>> 0).toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x01000193);
}
