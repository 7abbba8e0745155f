import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { type Built, neededBy, workerSource } from "./offline.ts";

const page = "forms/a/fill/index.html";
const site: Record<string, string> = {
  [page]: `<link rel="stylesheet" href="/b/_astro/style.1.css"><astro-island component-url="/b/_astro/FillForm.1.js" renderer-url="/b/_astro/client.1.js">`,
  "_astro/style.1.css": "",
  "_astro/FillForm.1.js": `import{a}from"./form.1.js";const d=()=>import("./talk.1.js"),w=()=>import("./docx.1.js")`,
  "_astro/client.1.js": `import "./form.1.js"`,
  "_astro/form.1.js": "",
  "_astro/talk.1.js": `import"./codes.1.js"`,
  "_astro/codes.1.js": "",
  "_astro/docx.1.js": `import{z}from"./zip.1.js";import"./form.1.js"`,
  "_astro/zip.1.js": "",
  "_astro/charts.1.js": "",
};
const needed = (files = site) => neededBy([page], (path) => files[path], "/b/");

describe("what a fill-in page needs", () => {
  test("is its styles and scripts and what they import; writers and what only they import come later", () => {
    expect(needed()).toEqual({
      first: [
        "_astro/FillForm.1.js",
        "_astro/client.1.js",
        "_astro/codes.1.js",
        "_astro/form.1.js",
        "_astro/style.1.css",
        "_astro/talk.1.js",
        page,
      ],
      later: ["_astro/docx.1.js", "_astro/zip.1.js"],
    });
  });

  test("is also what its workers run, but no address elsewhere", () => {
    const { first } = needed({
      ...site,
      "_astro/form.1.js": `new Worker(new URL("/b/tools/check-worker.1.js",""+import.meta.url));new URL("/c/x-worker.1.js",y)`,
      "tools/check-worker.1.js": "",
    });
    expect(first).toContain("tools/check-worker.1.js");
    expect(first.filter((it) => it.includes("worker"))).toHaveLength(1);
    expect(() => needed({ ...site, "_astro/form.1.js": `new URL("/b/tools/check-worker.1.js",y)` })).toThrow(
      "dist/_astro/form.1.js: found tools/check-worker.1.js",
    );
  });

  test("must be there, or the build stops", () => {
    const without = Object.fromEntries(Object.entries(site).filter(([path]) => path !== "_astro/codes.1.js"));
    expect(() => needed(without)).toThrow("dist/_astro/talk.1.js: found _astro/codes.1.js");
    expect(() => needed({ ...site, [page]: "<p>" })).toThrow("found no script");
  });
});

const built = (paths: readonly string[], hash = "1"): Built[] => paths.map((path) => ({ path, hash }));

/** The worker in a world of its own: a network that can be cut, caches as maps, and what it was told. */
function world(network: Map<string, string>, caches = new Map<string, Map<string, string>>()) {
  const asked: string[] = [];
  const handlers = new Map<string, (event: Record<string, unknown>) => void>();
  const fetched = (request: { url: string }) => {
    const path = new URL(request.url, "https://x").pathname;
    asked.push(path);
    const body = network.get(path);
    return body === undefined
      ? Promise.reject(new Error("offline"))
      : Promise.resolve({ ok: true, body, clone: () => ({ ok: true, body }) });
  };
  const cacheOf = (name: string) => {
    const files = caches.get(name) ?? new Map<string, string>();
    caches.set(name, files);
    const match = (address: string) =>
      Promise.resolve(files.has(address) ? { ok: true, body: files.get(address) } : undefined);
    return {
      match,
      put: (address: string, it: { body: string }) => Promise.resolve(void files.set(address, it.body)),
      add: async (request: { url: string }) => {
        const { body } = await fetched(request);
        files.set(new URL(request.url, "https://x").pathname, body);
      },
    };
  };
  const self = {
    location: { origin: "https://x" },
    addEventListener: (name: string, handler: (event: Record<string, unknown>) => void) => handlers.set(name, handler),
    clients: { claim: () => Promise.resolve() },
    skipWaiting: () => asked.push("skipWaiting"),
  };
  const context = createContext({
    self,
    URL,
    Set,
    Promise,
    fetch: fetched,
    Request: class {
      url: string;
      constructor(url: string) {
        this.url = url;
      }
    },
    caches: {
      open: (name: string) => Promise.resolve(cacheOf(name)),
      keys: () => Promise.resolve([...caches.keys()]),
      delete: (name: string) => Promise.resolve(caches.delete(name)),
      match: async (address: string) => {
        for (const name of caches.keys()) {
          const found = await cacheOf(name).match(address);
          if (found) return found;
        }
        return undefined;
      },
    },
  });
  const happen = async (name: string, event: Record<string, unknown> = {}) => {
    let done: Promise<unknown> | undefined;
    const later = (it: Promise<unknown>) => (done = it);
    handlers.get(name)?.({ ...event, waitUntil: later, respondWith: later });
    return done;
  };
  return {
    asked,
    caches,
    run: (source: string) => runInContext(source, context),
    install: () => happen("install"),
    activate: () => happen("activate"),
    tell: (data: string) => happen("message", { data }),
    open: (address: string, method = "GET") =>
      happen("fetch", { request: { url: `https://x${address}`, method } }) as Promise<{ body: string } | undefined>,
  };
}

describe("the worker", () => {
  const first = built([page, "_astro/form.1.js"]);
  const later = built(["_astro/docx.1.js"]);
  const source = workerSource({ first, later }, "/b/");
  const network = () =>
    new Map([
      ["/b/forms/a/fill/", "page"],
      ["/b/_astro/form.1.js", "form"],
      ["/b/_astro/docx.1.js", "docx"],
      ["/b/urgent/", "urgent"],
    ]);

  test("keeps the pages at once and the writers once they were asked for, and answers both without a network", async () => {
    const net = network();
    const it = world(net);
    it.run(source);
    await it.install();
    await it.activate();
    expect(it.asked.sort()).toEqual(["/b/_astro/form.1.js", "/b/forms/a/fill/"]);
    await it.open("/b/_astro/docx.1.js");
    net.clear();
    expect((await it.open("/b/forms/a/fill/"))?.body).toBe("page");
    expect((await it.open("/b/forms/a/fill/?x=1"))?.body).toBe("page");
    expect((await it.open("/b/_astro/docx.1.js"))?.body).toBe("docx");
  });

  test("touches nothing else: other pages, other places, what is sent", async () => {
    const it = world(network());
    it.run(source);
    await it.install();
    for (const other of ["/b/urgent/", "/b/forms/a/", "/forms/a/fill/", "/b/_astro/charts.1.js"])
      expect(await it.open(other)).toBeUndefined();
    expect(await it.open("/b/forms/a/fill/", "POST")).toBeUndefined();
    expect(await it.open(".evil/b/forms/a/fill/")).toBeUndefined();
  });

  test("of a new build takes over files that did not change, fetches the rest, and deletes the old cache alone", async () => {
    const caches = new Map<string, Map<string, string>>([
      ["qianshou-fill:/other/:1", new Map()],
      ["theirs", new Map()],
    ]);
    const old = world(network(), caches);
    old.run(source);
    await old.install();
    const net = network().set("/b/forms/a/fill/", "new page");
    const it = world(net, caches);
    it.run(workerSource({ first: [...built([page], "2"), ...built(["_astro/form.1.js"])], later }, "/b/"));
    await it.install();
    expect(it.asked).toEqual(["/b/forms/a/fill/"]);
    expect(caches.size).toBe(4);
    await it.activate();
    expect([...caches.keys()].filter((name) => !name.startsWith("qianshou-fill:/b/:"))).toEqual([
      "qianshou-fill:/other/:1",
      "theirs",
    ]);
    expect(caches.size).toBe(3);
    net.clear();
    expect((await it.open("/b/forms/a/fill/"))?.body).toBe("new page");
  });

  test("of the tools leaves what that of the forms keeps alone", async () => {
    const forms = world(network());
    forms.run(source);
    await forms.install();
    const tools = world(network(), forms.caches);
    tools.run(workerSource({ first: built(["_astro/form.1.js"]), later: [] }, "/b/", "tools"));
    await tools.install();
    await tools.activate();
    expect([...forms.caches.keys()].map((name) => name.split(":")[0])).toEqual(["qianshou-fill", "qianshou-tools"]);
    await forms.activate();
    expect(forms.caches.size).toBe(2);
  });

  test("is not installed when a file is missing, and goes on from there the next time", async () => {
    const net = network();
    net.delete("/b/_astro/form.1.js");
    const it = world(net);
    it.run(source);
    await expect(it.install()).rejects.toThrow("offline");
    net.set("/b/_astro/form.1.js", "form");
    await it.install();
    expect(it.asked.filter((path) => path === "/b/forms/a/fill/")).toHaveLength(1);
  });

  test("changes only when a file does, and waits until it is told to take over", async () => {
    expect(workerSource({ first, later }, "/b/")).toBe(source);
    expect(workerSource({ first: built([page, "_astro/form.1.js"], "2"), later }, "/b/")).not.toBe(source);
    const it = world(network());
    it.run(source);
    await it.install();
    await it.tell("anything else");
    expect(it.asked).not.toContain("skipWaiting");
    await it.tell("take over");
    expect(it.asked).toContain("skipWaiting");
  });
});
