import { type APIRoute } from "astro";
import { forms } from "../../../forms/definitions/index.ts";
import { type Form, type Paper } from "../../../forms/form.ts";
import { layOut } from "../../../templates/layout.ts";
import { sheetSvg } from "../../../templates/picture.ts";

export const getStaticPaths = () =>
  forms.flatMap((form) =>
    form.papers.map((paper) => ({ params: { form: form.id, paper: paper.id }, props: { form, paper } })),
  );

export const GET: APIRoute<{ form: Form; paper: Paper }> = ({ props: { form, paper } }) =>
  new Response(sheetSvg(layOut(form, paper)));
