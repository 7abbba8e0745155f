import { type APIRoute } from "astro";
import { type Role, roleIds } from "../../programme/templates.ts";
import { archiveFor, formsFor } from "../../site/downloads.ts";

/** An archive for each role that has a form, and one of all. */
export const getStaticPaths = () =>
  (["all", ...roleIds] as const)
    .filter((role) => formsFor(role).length > 0)
    .map((role) => ({ params: { zip: role }, props: { role } }));

export const GET: APIRoute<{ role: Role | "all" }> = async ({ props: { role } }) =>
  new Response(new Uint8Array(await archiveFor(role)).buffer);
