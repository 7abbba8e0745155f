import { type APIRoute } from "astro";
import { writeCalendar } from "../../plans/calendar.ts";
import { guidance } from "../../site/content.ts";
import { href } from "../../site/href.ts";

export const getStaticPaths = () => [{ params: { file: "qianshou" } }];

/** The calendar for phones and office programmes; it begins with the school year in which it was last changed. */
export const GET: APIRoute = ({ site, url }) =>
  new Response(
    writeCalendar(guidance.calendar, {
      name: "留守儿童关爱工作日历",
      year: 2026,
      stamp: "2026-11-25",
      link: new URL(href("/calendar/"), site ?? url).href,
    }),
    { headers: { "content-type": "text/calendar; charset=utf-8" } },
  );
