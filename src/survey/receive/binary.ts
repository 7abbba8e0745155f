import { password, Refusal } from "./refusal.ts";

const xlsx = "请用 Excel 或 WPS 打开后“另存为”.xlsx，再提交";
const table = "请把内容放进 Excel 表格，存成 .xlsx 再提交";

/** First bytes of files that are no table of ours, and what to say of them. */
const kinds: readonly (readonly [magic: string, message: string])[] = [
  ["%PDF", `这是 PDF，不是表格：${table}`],
  ["\x89PNG", `这是图片，不是表格：${table}`],
  ["\xff\xd8\xff", `这是图片（照片），不是表格：${table}`],
  ["GIF8", `这是图片，不是表格：${table}`],
  ["BM\0", `这是图片，不是表格：${table}`],
  ["RIFF", `这是图片或录音，不是表格：${table}`],
  ["Rar!\x1a", "这是 RAR 压缩包：请解压后把里面的表格逐个提交"],
  ["7z\xbc\xaf\x27\x1c", "这是 7z 压缩包：请解压后把里面的表格逐个提交"],
  ["\x1f\x8b", "这是 gz 压缩文件：请解压后再提交"],
  ["{\\rtf", `这是文字文档（RTF），不是表格：${table}`],
  ["SQLite format 3\0", "这是数据库文件，不是表格：请从原来的系统导出 .xlsx 或 CSV，再提交"],
  ["\0\x01\0\0Standard ", "这是 Access 数据库，不是表格：请导出 .xlsx 或 CSV，再提交"],
  ["PAR1", "这是 Parquet 数据文件：请导出 .xlsx 或 CSV，再提交"],
];

/** Refuses files that are plainly something else, by their first bytes; returns for what may be a text or a ZIP archive. */
export function refuseBinary(bytes: Uint8Array): void {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const other = kinds.find(([magic]) => head.startsWith(magic));
  if (other !== undefined) throw new Refusal("file_other", other[1]);
  if (!head.startsWith("\xd0\xcf\x11\xe0")) return;
  const streams = streamsIn(bytes);
  if (streams.has("EncryptedPackage")) throw password();
  if (streams.has("WordDocument")) throw new Refusal("file_other", `这是文字文档（.doc 或 .wps），不是表格：${table}`);
  if (streams.has("PowerPoint Document")) throw new Refusal("file_other", `这是演示文稿，不是表格：${table}`);
  throw new Refusal("file_xls", `这是旧版表格（.xls 或 WPS 的 .et）：${xlsx}`);
}

/** The streams of a compound file: entries of its directory begin at multiples of 128 bytes (MS-CFB 2.6). */
function streamsIn(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  const wanted = ["EncryptedPackage", "WordDocument", "PowerPoint Document"];
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = ((bytes[at + 64] ?? 0) | ((bytes[at + 65] ?? 0) << 8)) / 2 - 1;
    // 2 is a stream.
    if (bytes[at + 66] !== 2 || !wanted.some((it) => it.length === length)) continue;
    const name = Array.from({ length }, (_, index) => String.fromCharCode(bytes[at + 2 * index] ?? 0)).join("");
    if (wanted.includes(name)) names.add(name);
  }
  return names;
}
