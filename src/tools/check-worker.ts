import { forms } from "../forms/definitions/index.ts";
import { type Form } from "../forms/form.ts";
import { type Checked } from "../survey/check.ts";
import { markedWorkbook } from "../survey/marked.ts";
import { type Around, checkOwnFile, cleanCsv, cleanWorkbook, type View, viewOf } from "./checking.ts";

/**
 * Checks files beside the page, so that the page never stands still. What was read stays here, in memory, until the page ends
 * this worker; the page gets what it shows. Nothing is fetched and nothing kept.
 */

export type Asked =
  | { readonly do: "check"; readonly form: string; readonly around: Around; readonly files: readonly File[] }
  | { readonly do: "write"; readonly at: number; readonly as: Download };
export type Told =
  | { readonly told: "reading"; readonly at: number }
  | { readonly told: "checked"; readonly at: number; readonly view: View }
  | { readonly told: "unread"; readonly at: number }
  | { readonly told: "done"; readonly milliseconds: number }
  | { readonly told: "written"; readonly at: number; readonly as: Download; readonly content: Uint8Array | string }
  | { readonly told: "unwritten" };
export type Download = "marked" | "xlsx" | "csv";

/** What a worker has of what TypeScript takes for a window. */
const page = self as unknown as {
  postMessage: (told: Told) => void;
  addEventListener: (name: "message", listener: (event: MessageEvent<Asked>) => void) => void;
};
let kept: { readonly form: Form; readonly checked: (Checked | null)[] } | null = null;

page.addEventListener("message", ({ data }) => {
  if (data.do === "check") void checkAll(data);
  else void write(data);
});

async function checkAll({ form: id, around, files }: Asked & { do: "check" }): Promise<void> {
  const form = forms.find((it) => it.id === id);
  if (form === undefined) throw new Error(`tools/check-worker: found form ${id}, expected one of ours`);
  const began = performance.now();
  const checked: (Checked | null)[] = [];
  kept = { form, checked };
  for (const [at, file] of files.entries()) {
    page.postMessage({ told: "reading", at });
    try {
      const it = checkOwnFile(form, file.name, new Uint8Array(await file.arrayBuffer()), around);
      checked.push(it);
      page.postMessage({ told: "checked", at, view: viewOf(form, it) });
    } catch {
      checked.push(null);
      page.postMessage({ told: "unread", at });
    }
  }
  page.postMessage({ told: "done", milliseconds: performance.now() - began });
}

async function write({ at, as }: Asked & { do: "write" }): Promise<void> {
  const checked = kept?.checked[at];
  try {
    if (kept === null || checked === null || checked === undefined) throw new Error("no such file");
    const content =
      as === "marked"
        ? await markedWorkbook(checked)
        : as === "xlsx"
          ? await cleanWorkbook(kept.form, checked)
          : cleanCsv(kept.form, checked);
    page.postMessage({ told: "written", at, as, content });
  } catch {
    page.postMessage({ told: "unwritten" });
  }
}
