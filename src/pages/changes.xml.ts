import { type APIRoute } from "astro";
import { Feed } from "feed";
import { changes } from "../site/changes.ts";
import { latest } from "../site/pages.ts";
import { href } from "../site/href.ts";
import { site as whose } from "../site/whose.ts";

/** What changed on the site, newest first, as an Atom feed. Dates are days in China. */
export const GET: APIRoute = ({ site, url }) => {
  const address = (path: `/${string}`) => new URL(href(path), site ?? url).href;
  const at = (date: string) => new Date(`${date}T00:00:00+08:00`);
  const feed = new Feed({
    id: address("/"),
    title: `${whose.name}：更改`,
    link: address("/"),
    language: "zh-CN",
    copyright: whose.organisation ?? "",
    feedLinks: { atom: address("/changes.xml") },
    updated: at(latest(changes.map((it) => it.date))),
    author: { name: whose.organisation ?? whose.name },
    generator: "",
  });
  for (const { path, title, date, says } of changes) {
    feed.addItem({ id: address(path), link: address(path), title, description: says, date: at(date) });
  }
  return new Response(feed.atom1(), { headers: { "content-type": "application/atom+xml; charset=utf-8" } });
};
