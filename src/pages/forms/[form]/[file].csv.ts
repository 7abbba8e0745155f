import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { writeRows } from "../../../forms/sheet.ts";
import { writeCsv } from "../../../templates/csv.ts";

export const getStaticPaths = () =>
  forms.map((form) => ({ params: { form: form.id, file: form.id }, props: { form } }));

export const GET: APIRoute<{ form: (typeof forms)[number] }> = ({ props: { form } }) =>
  new Response(writeCsv(writeRows(form, [])));
