import { damaged, fileLimit, Refusal, tooBig } from "./refusal.ts";
import { type Zip } from "./zip.ts";

/** A table found in an archive that is no workbook; `unread` are the tables beside it. */
export type Enclosed = { readonly name: string; readonly bytes: Uint8Array; readonly unread: number };

/**
 * The table of records in an export of ODK Central: `form.csv`, beside it `form-group.csv` for every group that repeats. Throws a
 * `Refusal` that names the archive where it is something else, or where it is not certain which table is meant.
 */
export function mainTable(zip: Zip): Enclosed {
  refuseOthers(zip);
  const tables = zip.names.filter((it) => /\.csv$/i.test(it) && !/(^|\/)(media|__MACOSX)\//.test(it));
  const stem = (name: string) => name.slice(0, -4);
  const main = tables.find((it) =>
    tables.every(
      (other) => other === it || stem(other).startsWith(`${stem(it)}-`) || stem(other).startsWith(`${stem(it)} - `),
    ),
  );
  if (main === undefined) {
    throw new Refusal(
      "file_zip",
      tables.length > 1 || zip.names.some((it) => /\.(xlsx?|et|csv|json|txt)$/i.test(it))
        ? "这是压缩包，里面不止一个表，不知道该读哪一个：请解压后逐个提交"
        : "这是压缩包，里面没有能读的表格：请解压后把表格另存为 .xlsx，再提交",
    );
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  zip.unpack(main, (piece) => {
    size += piece.length;
    if (size > fileLimit) throw tooBig();
    pieces.push(piece);
  });
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { name: main, bytes, unread: tables.length - 1 };
}

/** Documents that are archives inside. */
function refuseOthers(zip: Zip): void {
  const other = (message: string) => new Refusal("file_other", message);
  const table = "请把内容放进 Excel 表格，存成 .xlsx 再提交";
  const xlsx = "请用 Excel 或 WPS 打开后“另存为”.xlsx，再提交";
  if (zip.names.length === 0) throw new Refusal("file_empty", "压缩包是空的，请重新导出");
  if (zip.has("word/document.xml")) throw other(`这是 Word 文档，不是表格：${table}`);
  if (zip.has("ppt/presentation.xml")) throw other(`这是演示文稿，不是表格：${table}`);
  if (zip.has("xl/workbook.bin")) throw other(`这是二进制工作簿（.xlsb）：${xlsx}`);
  if (zip.has("Index/Document.iwa") || zip.has("Index.zip"))
    throw other("这是苹果 Numbers 表格：请在 Numbers 中导出为 Excel，再提交");
  if (zip.has("[Content_Types].xml")) throw damaged();
  if (!zip.has("mimetype") || !zip.has("content.xml")) return;
  let type = "";
  zip.unpack("mimetype", (piece) => (type += String.fromCharCode(...piece.subarray(0, 100))));
  throw type.includes("spreadsheet")
    ? new Refusal("file_ods", `这是 ODS 表格：${xlsx}`)
    : other(`这是文字文档，不是表格：${table}`);
}
