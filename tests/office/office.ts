import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { unfold } from "../site/strings.ts";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What LibreOffice makes of files: `format` as its --convert-to takes it. Gives the paths in the order of the files; throws where one is not written. */
export function convert(files: readonly string[], format: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "office-"));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", format, "--outdir", folder, ...files], {
    stdio: "pipe",
    timeout: 300_000,
  });
  const ending = format.split(":")[0] ?? format;
  return files.map((file) => {
    const path = join(folder, basename(file).replace(/\.[^.]+$/, `.${ending}`));
    readFileSync(path);
    return path;
  });
}

export type PdfPage = {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Without white space, compatibility forms undone: a PDF may say ⽉ where 月 stands. */
  readonly text: string;
  /** Where words stand: left, bottom, right and top in points from the lower left corner. */
  readonly boxes: readonly { readonly words: string; readonly box: readonly [number, number, number, number] }[];
};

/** Words as the text of a page has them. */
export function packed(words: string): string {
  return unfold(words).normalize("NFKC").replaceAll(/\s/g, "");
}

/** The pages of a PDF with their words. */
export async function pagesOfPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise;
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const page = await document.getPage(at + 1);
      const [, , width = 0, height = 0] = page.view;
      const { items } = await page.getTextContent();
      const boxes = items.flatMap((it) => {
        if (!("str" in it) || it.str.trim() === "") return [];
        const [, , , , left = 0, bottom = 0] = it.transform as number[];
        return [{ words: it.str, box: [left, bottom, left + it.width, bottom + it.height] as const }];
      });
      return {
        width,
        height,
        text: packed(boxes.map((it) => it.words).join("")),
        boxes,
      };
    }),
  );
}
