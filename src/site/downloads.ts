import { zipSync } from "fflate";
import { forms } from "../forms/definitions/index.ts";
import { type Form } from "../forms/form.ts";
import { type Role, roles, type Template } from "../programme/templates.ts";
import { reproducible } from "../templates/archive.ts";
import { formCsv } from "../templates/csv.ts";
import { sheetsDocx } from "../templates/docx.ts";
import { sheetsOf } from "../templates/layout.ts";
import { sheetsPdf } from "../templates/node/pdf.ts";
import { formXlsx } from "../templates/xlsx.ts";
import { templates } from "./content.ts";

/** The files of a blank form, in the order people use them. */
export type Kind = "docx" | "xlsx" | "pdf" | "csv";

const writers: Record<Kind, (form: Form) => Uint8Array | Promise<Uint8Array>> = {
  docx: (form) => sheetsDocx(form.title, sheetsOf(form)),
  xlsx: (form) => formXlsx(form),
  pdf: (form) => sheetsPdf(form.title, sheetsOf(form)),
  csv: (form) => new TextEncoder().encode(formCsv(form)),
};

export const kinds = Object.keys(writers) as readonly Kind[];

const made = new Map<string, Promise<Uint8Array>>();

/** Made at the first call: page, endpoint and archive share one file, and nothing is written twice in a build. */
function once(name: string, make: () => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array> {
  const file = made.get(name) ?? Promise.resolve(make());
  made.set(name, file);
  return file;
}

/** A file of the blank form. */
export function download(form: Form, kind: Kind): Promise<Uint8Array> {
  return once(`${form.id}.${kind}`, () => writers[kind](form));
}

/** The forms that someone in this role uses and that exist, in the order of the templates; all for `all`. */
export function formsFor(role: Role | "all"): readonly { readonly template: Template; readonly form: Form }[] {
  return templates.flatMap((template) => {
    const form = formOf(template);
    return form !== undefined && (role === "all" || template.roles.includes(role)) ? [{ template, form }] : [];
  });
}

/** The definition of a template that is available. */
export function formOf(template: Template): Form | undefined {
  return template.status === "available" ? forms.find((it) => it.id === template.slug) : undefined;
}

/** All blank files for one role, or all there are: a ZIP with a folder for each form. Same forms, same bytes. */
export function archiveFor(role: Role | "all"): Promise<Uint8Array> {
  return once(`${role}.zip`, async () => {
    const entries: [string, Uint8Array][] = [["说明.txt", new TextEncoder().encode(readMe(role))]];
    for (const { form } of formsFor(role)) {
      for (const kind of kinds) {
        entries.push([`${form.template} ${fileName(form)}/${fileName(form)}.${kind}`, await download(form, kind)]);
      }
    }
    return reproducible(zipSync(Object.fromEntries(entries), { level: 0 }));
  });
}

/** The title without the signs that a file's name may not hold. */
function fileName(form: Form): string {
  return form.title.replace(/[\\/:*?"<>|]+/g, "、");
}

function readMe(role: Role | "all"): string {
  const chosen = formsFor(role);
  const lines = [
    `空白表格（${role === "all" ? "全部" : roles[role].label}，共 ${String(chosen.length)} 种）`,
    "",
    "这里的表格都是空白的，没有任何人的信息。每种表格一个文件夹：",
    "Word（.docx）可以改单位名称后打印；Excel（.xlsx）一份一行登记，另有打印页；PDF（.pdf）直接打印，各台电脑印出来一样；CSV（.csv）给程序读。",
    "纸张都是 A4。填好的表含个人信息：不拍照、不发群、不张贴，用后锁存。",
    ...chosen
      .filter(({ form }) => form.paperOnly === true)
      .map(({ form }) => `${form.title}打印出来手写，不在电脑和手机上填；它的 Excel 只有打印页，CSV 只列出栏目。`),
    "孩子有危险，或疑似受到侵害：先打 110，不要先填表。",
    "",
    "表格和版本：",
    ...chosen.map(({ form }) => `${form.template} ${form.title}　版本 ${form.version}　${form.per}　${form.filledBy}`),
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** The size of a file as a reader sees it: 23 KB, 1.4 MB. */
export function sizeOf(file: Uint8Array): string {
  const kilobytes = Math.max(1, Math.round(file.length / 1024));
  return kilobytes < 1000 ? `${String(kilobytes)} KB` : `${(file.length / 1024 / 1024).toFixed(1)} MB`;
}
