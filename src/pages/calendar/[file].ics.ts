import { type APIRoute } from "astro";
import { writeCalendar } from "../../plans/calendar.ts";
import { guidance } from "../../site/content.ts";
import { changedOf } from "../../site/pages.ts";
import { href } from "../../site/href.ts";

export const getStaticPaths = () => [{ params: { file: "qianshou" } }];

/** The calendar for phones and office programmes; its events begin in the year in which it was last changed. */
export const GET: APIRoute = ({ site, url }) =>
  new Response(
    writeCalendar(guidance.calendar, {
      name: "留守儿童关爱工作日历",
      year: Number(changedOf("/calendar/").slice(0, 4)),
      stamp: changedOf("/calendar/"),
      link: new URL(href("/calendar/"), site ?? url).href,
    }),
    { headers: { "content-type": "text/calendar; charset=utf-8" } },
  );
