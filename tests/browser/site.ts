import { readdirSync } from "node:fs";
import { preview } from "astro";
import { type Browser, chromium } from "playwright-core";
import { chromiumArguments, findChromium } from "../../scripts/chromium.ts";

/** The built site served on this machine, and a browser to look at it with. */
export async function openSite(): Promise<{ origin: string; browser: Browser; close: () => Promise<void> }> {
  const server = await preview({ root: process.cwd(), logLevel: "silent", server: { port: 4400 } });
  const browser = await chromium.launch({
    executablePath: findChromium(process.env) ?? "chromium",
    args: chromiumArguments,
  });
  return {
    origin: `http://localhost:${String(server.port)}`,
    browser,
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Addresses of all pages in dist/, "/" first. */
export function allPages(): string[] {
  return readdirSync("dist", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith("index.html"))
    .map((path) => `/${path.replace(/index\.html$/, "")}`)
    .sort();
}
