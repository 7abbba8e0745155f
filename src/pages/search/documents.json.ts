import { documentsOf } from "../../search/documents.ts";
import { library } from "../../site/content.ts";

/** The clauses once, as the search page loads them when its box is used; the index is built in the browser. */
export const GET = () =>
  new Response(JSON.stringify(documentsOf(library)), { headers: { "content-type": "application/json" } });
