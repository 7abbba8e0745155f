import { type AnyAnswers, columnsOf, type Form, isRows, type Paper } from "../forms/form.ts";
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

/** Whether a paper that leaves out the name of the child would leave out its number too: then nobody knows whose it is. */
export function isNameless(form: Form, { only }: Paper, record: AnyAnswers): boolean {
  if (only === undefined || only.includes("child_name") || !only.includes("child_code")) return false;
  const table = columnsOf(form).find((it) => it.id === "child_code")?.table;
  const rows = record[table ?? ""];
  const all: readonly AnyAnswers[] = table === undefined ? [record] : isRows(rows) ? rows : [];
  return all.some((it) => it["child_code"] === undefined);
}
