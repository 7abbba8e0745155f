import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { type Form } from "../../../forms/form.ts";
import { download, type Kind, kinds } from "../../../site/downloads.ts";

export const getStaticPaths = () =>
  forms.flatMap((form) =>
    kinds.map((kind) => ({ params: { form: form.id, file: form.id, kind }, props: { form, kind } })),
  );

export const GET: APIRoute<{ form: Form; kind: Kind }> = async ({ props: { form, kind } }) =>
  new Response(new Uint8Array(await download(form, kind)).buffer);
