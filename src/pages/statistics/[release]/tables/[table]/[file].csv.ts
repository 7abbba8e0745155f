import { type APIRoute } from "astro";
import { releases } from "../../../../../site/published.ts";
import { tableCsv } from "../../../../../statistics/csv.ts";

export const getStaticPaths = () =>
  releases.flatMap((release) =>
    release.tables.map((table) => ({
      params: { release: release.id, table: table.id, file: table.id },
      props: { release, table },
    })),
  );

export const GET: APIRoute<ReturnType<typeof getStaticPaths>[number]["props"]> = ({ props: { release, table } }) =>
  new Response(tableCsv(release, table), { headers: { "content-type": "text/csv; charset=utf-8" } });
