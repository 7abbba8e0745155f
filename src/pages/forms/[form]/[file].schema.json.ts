import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { formSchema } from "../../../templates/schema.ts";

export const getStaticPaths = () =>
  forms
    .filter((it) => it.paperOnly !== true)
    .map((form) => ({ params: { form: form.id, file: form.id }, props: { form } }));

export const GET: APIRoute<{ form: (typeof forms)[number] }> = ({ props: { form } }) =>
  new Response(`${JSON.stringify(formSchema(form), null, 1)}\n`);
