import { type Form, questionsOf } from "../form.ts";
import { childCensus } from "./child-census.ts";

/** Every form that exists, in the order of the templates. Adding one here gives it its pages and downloads. */
export const forms: readonly Form[] = [childCensus];

/** The articles and clauses that each form gives as reasons. */
export const citationsOfForms = forms.map((form) => ({
  id: form.id,
  title: form.title,
  cites: [...form.basis, ...questionsOf(form).flatMap(([, question]) => question.why ?? [])],
}));
