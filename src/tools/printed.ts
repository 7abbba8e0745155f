import { type AnyAnswers, type Form, type Paper } from "../forms/form.ts";
import { pageHtml, pageRule } from "../templates/html.ts";
import { arranged, layOut } from "../templates/layout.ts";

/** A filled-in page as HTML, with the rule of its page. */
export type Printed = { readonly html: string; readonly rule: string };

/** Records on one kind of paper: whole sheets one by one, cards of different records side by side on a page. */
export function printed(form: Form, paper: Paper, records: readonly AnyAnswers[]): Printed[] {
  return arranged(records.map((it) => layOut(form, paper, it))).flatMap((page) =>
    page.slice(0, 1).map((first) => ({ html: pageHtml(page), rule: pageRule(first) })),
  );
}
