// @ts-check
import react from "@astrojs/react";
import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

// Both come from the environment so that an office can host the site under a folder of its own domain.
const site = process.env.QIANSHOU_SITE ?? "https://qianshou.example";
const base = process.env.QIANSHOU_BASE ?? "/";

export default defineConfig({
  site,
  base,
  output: "static",
  trailingSlash: "always",
  integrations: [react(), sitemap()],
  devToolbar: { enabled: false },
  // One stylesheet for the whole site, fetched once and kept (docs/decisions/0006-small-pages.md).
  build: { inlineStylesheets: "never", format: "directory" },
  vite: {
    // Phones in use are years old: WeChat's X5 kernel stands at Chromium 86.
    build: {
      target: "chrome86",
      cssTarget: "chrome86",
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    // A worker is answered by the service worker in whose scope its own address is, not its page's: these belong to /tools/.
    worker: { rollupOptions: { output: { entryFileNames: "tools/[name].[hash].js" } } },
  },
});
