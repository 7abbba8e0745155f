import { type AnyAnswers, type Form, type Paper } from "../forms/form.ts";
import { pageRule, sheetHtml } from "../templates/html.ts";
import { layOut } from "../templates/layout.ts";

/** A filled-in sheet as HTML, with the rule of its page. */
export type Printed = { readonly html: string; readonly rule: string };

/** Records on one kind of paper: whole sheets one by one, cards of different records side by side on a page. */
export function printed(form: Form, paper: Paper, records: readonly AnyAnswers[]): Printed[] {
  const sheets = records.map((it) => layOut(form, paper, it));
  const all = sheets.map((sheet) => ({ html: sheetHtml(sheet), rule: pageRule(sheet) }));
  if (paper.up === 1) return all;
  return Array.from({ length: Math.ceil(all.length / paper.up) }, (_, page) => {
    const here = all.slice(page * paper.up, (page + 1) * paper.up).map((it) => ({ ...it, ...cardOf(it.html) }));
    const [first] = here;
    return { html: `${first?.open ?? ""}${here.map((it) => it.card).join("")}</div>`, rule: first?.rule ?? "" };
  });
}

/** The frame of a page of cards and its first card. */
function cardOf(html: string): { open: string; card: string } {
  const [, open, card] = /^(<div class="cards"[^>]*>)(<section class="card">.*?<\/section>)/s.exec(html) ?? [];
  if (open === undefined || card === undefined)
    throw new Error("tools/printed: found no card in the sheet, expected one in a frame of class cards");
  return { open, card };
}
