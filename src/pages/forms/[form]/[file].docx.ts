import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { sheetDocx } from "../../../templates/docx.ts";
import { layOut } from "../../../templates/layout.ts";

export const getStaticPaths = () =>
  forms.map((form) => ({ params: { form: form.id, file: form.id }, props: { form } }));

export const GET: APIRoute<{ form: (typeof forms)[number] }> = async ({ props: { form } }) =>
  new Response(new Uint8Array(await sheetDocx(layOut(form))).buffer);
