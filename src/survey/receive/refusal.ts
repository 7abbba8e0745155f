/** Why a file is not read: thrown by the readers of this folder, caught by `receive`. `row` is where the clerk looks first. */
export class Refusal extends Error {
  readonly code: string;
  readonly row: number;

  constructor(code: string, message: string, row = 1) {
    super(message);
    this.code = code;
    this.row = row;
  }
}

/** Bytes of a file: a survey of 50,000 children is about 20 MB as CSV and 10 MB as a workbook. */
export const fileLimit = 64 * 2 ** 20;
/** Cells of a file, those between the first and the last of a row included: they are what takes memory. */
export const cellLimit = 10_000_000;
/** The size of a sheet in Excel. */
export const rowLimit = 1_048_576;
export const columnLimit = 16_384;

export function tooBig(): Refusal {
  return new Refusal("file_too_big", "文件太大，读不了：请按学校或村分成几个文件，并删去表格以外的空行、空列和图片");
}

export function damaged(): Refusal {
  return new Refusal("file_damaged", "文件内容已损坏，读出来会有错：请用 Excel 或 WPS 打开核对后“另存为”.xlsx，再提交");
}

export function password(): Refusal {
  return new Refusal("file_password", "文件设了打开密码：请在 Excel 或 WPS 中取消密码，重新保存后再提交");
}
