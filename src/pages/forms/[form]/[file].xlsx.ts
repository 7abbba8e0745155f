import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { formXlsx } from "../../../templates/xlsx.ts";

export const getStaticPaths = () =>
  forms.map((form) => ({ params: { form: form.id, file: form.id }, props: { form } }));

export const GET: APIRoute<{ form: (typeof forms)[number] }> = async ({ props: { form } }) =>
  new Response(new Uint8Array(await formXlsx(form)).buffer);
