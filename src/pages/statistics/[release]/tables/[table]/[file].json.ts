import { type APIRoute } from "astro";
import { releases } from "../../../../../site/published.ts";

export const getStaticPaths = () =>
  releases.flatMap((release) =>
    release.tables.map((table) => ({
      params: { release: release.id, table: table.id, file: table.id },
      props: { release, table },
    })),
  );

/** One table with what is needed to cite it. */
export const GET: APIRoute<ReturnType<typeof getStaticPaths>[number]["props"]> = ({ props: { release, table } }) => {
  const { id, round, referenceDate, example, method } = release;
  return new Response(`${JSON.stringify({ release: id, round, referenceDate, example, method, table }, null, 1)}\n`, {
    headers: { "content-type": "application/json" },
  });
};
