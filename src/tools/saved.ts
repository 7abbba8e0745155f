import { type AnyAnswers, type Form } from "../forms/form.ts";
import { type Found, readBlock } from "./block.ts";

/** Records as the JSON file this page saves and opens again. */
export function writeSaved(form: Form, records: readonly AnyAnswers[], noticeShown: boolean): string {
  return `${JSON.stringify({ form: form.id, version: form.version, noticeShown, records }, null, 1)}\n`;
}

/** What a file that was opened holds, read like a file from elsewhere: form and version are checked, alarms taken out. */
export type Opened = Found & { readonly noticeShown: boolean };

/** Opens a file that was saved here, or one from elsewhere with records of this form: whatever `receive` reads. */
export async function openSaved(form: Form, name: string, bytes: Uint8Array, today: string): Promise<Opened> {
  const { receive } = await import("../survey/receive.ts");
  const { sheets, problems, format } = receive(name, bytes);
  const found = sheets.filter((it) => it.hidden !== true).map((it) => readBlock(form, it, today));
  // Our own workbooks hold the list, then what is printed; one from elsewhere may begin with a cover.
  const best = found.find((it) => it.records.length > 0) ?? found[0] ?? nothing;
  return { ...best, problems: [...problems, ...best.problems], noticeShown: format === "json" && saysShown(bytes) };
}

const nothing: Found = { records: [], rows: 0, problems: [], left: "", alarms: [] };

/** Whether a JSON file says that the notice about what to do at once was shown while it was filled in. */
function saysShown(bytes: Uint8Array): boolean {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as { noticeShown?: unknown } | null;
    return value?.noticeShown === true;
  } catch {
    return false;
  }
}
