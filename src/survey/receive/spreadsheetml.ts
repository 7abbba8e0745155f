import { type Sheet } from "../../forms/sheet.ts";
import { Grid } from "./grid.ts";
import { damaged } from "./refusal.ts";
import { builtInFormat, type NumberFormat, readFormat, shownIso, shownNumber } from "./shown.ts";
import { attribute, XmlReader } from "./xml.ts";

/** Formats that have a name instead of a code; those of numbers show nothing that matters here. */
const named: ReadonlyMap<string, NumberFormat> = new Map([
  ["General Date", builtInFormat(22)],
  ["Short Date", builtInFormat(14)],
  ["Medium Date", builtInFormat(14)],
  ["Long Date", builtInFormat(14)],
  ["Short Time", builtInFormat(20)],
  ["Medium Time", builtInFormat(20)],
  ["Long Time", builtInFormat(20)],
  ...["Fixed", "Standard", "Currency", "Euro Currency", "Percent", "Scientific", "Yes/No", "True/False", "On/Off"].map(
    (it) => [it, builtInFormat(0)] as const,
  ),
]);

/** The sheets of an “XML 电子表格 2003”, which Excel 2003 and WPS write and many systems too, as `readXlsx` gives them. */
export function readSpreadsheetMl(file: string, text: string): Sheet[] {
  const sheets: { grid: Grid; name: string; hidden: boolean }[] = [];
  const formats = new Map<string, NumberFormat>();
  let style = "";
  let row = -1;
  let column = -1;
  let across = 0;
  let cell: { type: string; style: string; formula: boolean; value: string; data: boolean } | null = null;
  let taken = false;
  let comment = false;
  let visible: string | null = null;
  let from1904 = false;
  let ended = false;

  const last = () => {
    const sheet = sheets[sheets.length - 1];
    if (sheet === undefined) throw damaged();
    return sheet;
  };
  const whole = (tag: string, name: string): number | undefined => {
    const value = attribute(tag, name);
    if (value === undefined) return undefined;
    if (!/^\d{1,7}$/.test(value)) throw damaged();
    return Number(value);
  };
  const endCell = () => {
    if (cell === null) return;
    const { type, value, formula, data } = cell;
    const { grid } = last();
    if (type === "Error") grid.put(row, column, value.trim(), "formula_error");
    else if (formula && (!data || (value === "" && type !== "String"))) grid.put(row, column, "", "formula");
    else grid.put(row, column, textOf(type, value, formats.get(cell.style) ?? builtInFormat(0), from1904));
    cell = null;
  };

  const reader = new XmlReader({
    open: (name, tag) => {
      if (name === "Style") style = attribute(tag, "ID") ?? "";
      else if (name === "NumberFormat" && sheets.length === 0) {
        const code = attribute(tag, "Format") ?? "";
        formats.set(style, named.get(code) ?? readFormat(code));
      } else if (name === "Worksheet") {
        sheets.push({ grid: new Grid(), name: attribute(tag, "Name") ?? "", hidden: false });
        row = column = -1;
      } else if (name === "Row") {
        row = (whole(tag, "Index") ?? row + 2) - 1;
        column = -1;
        across = 0;
        if (attribute(tag, "Hidden") === "1" || Number(attribute(tag, "Height") ?? 1) === 0) last().grid.hide(row);
      } else if (name === "Cell") {
        column = (whole(tag, "Index") ?? column + across + 2) - 1;
        across = whole(tag, "MergeAcross") ?? 0;
        const down = whole(tag, "MergeDown") ?? 0;
        if (across + down > 0)
          last().grid.merge({ top: row, left: column, bottom: row + down, right: column + across });
        const formula = attribute(tag, "Formula") !== undefined;
        cell = { type: "String", style: attribute(tag, "StyleID") ?? "", formula, value: "", data: false };
      } else if (name === "Comment" || name === "PhoneticText") comment = true;
      else if (name === "Data" && cell !== null && !comment) {
        cell.type = attribute(tag, "Type") ?? "String";
        cell.data = taken = true;
      } else if (name === "Visible") visible = "";
      else if (name === "Date1904") from1904 = true;
    },
    close: (name) => {
      if (name === "Data") taken = false;
      else if (name === "Cell") endCell();
      else if (name === "Comment" || name === "PhoneticText") comment = false;
      else if (name === "Visible") {
        if (visible !== null && visible !== "SheetVisible") last().hidden = true;
        visible = null;
      } else if (name === "Workbook") ended = true;
    },
    text: (piece) => {
      if (taken && !comment && cell !== null) cell.value += piece;
      else if (visible !== null) visible += piece;
    },
  });
  reader.push(text);
  reader.end();
  if (!ended) throw damaged();
  return sheets.flatMap(({ grid, name, hidden }) => {
    const sheet = grid.sheet({ file, sheet: name, ...(hidden ? { hidden } : {}) });
    return sheet === null ? [] : [sheet];
  });
}

function textOf(type: string, value: string, format: NumberFormat, from1904: boolean): string {
  if (type === "Number") return shownNumber(value.trim(), format, from1904);
  if (type === "DateTime") return shownIso(value, format);
  return type === "Boolean" ? (value.trim() === "1" ? "是" : "否") : value;
}
