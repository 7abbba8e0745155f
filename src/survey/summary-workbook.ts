import { inert } from "../forms/inert.ts";
import { type Cell, type CellStyle, type WorkbookSheet, writeWorkbook } from "../forms/workbook.ts";
import { populations } from "../programme/populations.ts";
import { reproducible } from "../templates/archive.ts";
import { type Column, focusGroups, type Group, nationalGroups, type Summary, type Unit } from "./summary.ts";

/** What stands on every sheet, in print on every page, and in the name of the file. */
export const internal = "内部使用　不得公开";
const byWords = { township: "乡镇", village: "村（居）", school: "学校" } as const;

/** The name of the file. */
export function workbookName({ example, referenceDate, by }: Summary): string {
  return `${example ? "示例-" : ""}内部使用-不得公开-排查汇总-${referenceDate}-按${byWords[by].replace("（居）", "")}.xlsx`;
}

/**
 * The summary as an office prints and files it: the national table, the table that plans 19 and 21 ask for (T55), the checks,
 * what was handed in and left out, rows to look at again, and how it was counted. Same summary, same bytes.
 */
export async function summaryWorkbook(summary: Summary): Promise<Uint8Array> {
  return reproducible(
    await writeWorkbook(`${internal} 排查汇总表`, [
      nationalSheet(summary),
      focusSheet(summary),
      checkSheet(summary),
      receiptSheet(summary),
      ...(summary.rows.length === 0 ? [] : [rowSheet(summary)]),
      noteSheet(summary),
    ]),
  );
}

type Value = string | number | null;
const thin = { style: "thin" as const };
const frame = { top: thin, right: thin, bottom: thin, left: thin };
const song = (size: number, bold = false) => ({ name: "宋体", size, bold });
const middle = { vertical: "center" as const, wrapText: true };
const head: CellStyle = {
  font: { name: "黑体", size: 9 },
  border: frame,
  alignment: { ...middle, horizontal: "center" },
};
const name = (level: Unit["level"], bold = level === 0): CellStyle => ({
  font: song(10, bold),
  border: frame,
  alignment: { ...middle, horizontal: "left", indent: level },
});
const figure = (bold = false): CellStyle => ({
  font: song(10, bold),
  border: frame,
  alignment: { ...middle, horizontal: "center", wrapText: false },
});
const share = (bold: boolean): CellStyle => ({ ...figure(bold), numFmt: "0.0%" });
const words: CellStyle = { font: song(10), border: frame, alignment: { ...middle, horizontal: "left" } };
const plain: CellStyle = { font: song(10.5), alignment: { ...middle, horizontal: "left" } };
const title: CellStyle = { font: { name: "黑体", size: 18 }, alignment: { ...middle, horizontal: "center" } };
const mark: CellStyle = {
  font: { name: "黑体", size: 12, bold: true },
  border: {
    top: { style: "medium" },
    right: { style: "medium" },
    bottom: { style: "medium" },
    left: { style: "medium" },
  },
  alignment: { horizontal: "center", vertical: "center" },
};

/** A sheet that grows row by row; a place is put with how far it reaches to the right and down. */
function openGrid(columns: readonly number[]) {
  const rows: Value[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const rowDefs = new Map<number, { height: number }>();
  return {
    /** How far a number of columns reach, in millimetres. */
    reach: (count: number): number => columns.slice(0, count).reduce((sum, it) => sum + it, 0),
    /** Begins a row, height in points, and gives its number from 0. */
    row(height: number): number {
      rowDefs.set(rows.length, { height });
      return rows.push(columns.map(() => null)) - 1;
    },
    put(row: number, column: number, said: Value, style: CellStyle, right = 1, down = 1): void {
      // Names of files, sheets and schools are what others wrote.
      const value = typeof said === "string" ? inert(said) : said;
      for (let below = 0; below < down; below++)
        for (let at = 0; at < right; at++) {
          const own = below === 0 && at === 0 ? value : null;
          const line = rows[row + below];
          if (line !== undefined) line[column + at] = own;
          cells.set(`${String(row + below)},${String(column + at)}`, { value: own, style });
        }
      if (right > 1 || down > 1)
        merges.push({ startRow: row, startCol: column, endRow: row + down - 1, endCol: column + right - 1 });
    },
    sheet(
      {
        name,
        titles,
        columnTitles,
        ...rest
      }: { name: string; titles: number; columnTitles?: string } & Partial<WorkbookSheet>,
      setup: WorkbookSheet["pageSetup"],
    ): WorkbookSheet {
      const inch = (length: number) => length / 25.4;
      return {
        name,
        rows,
        cells,
        merges,
        rowDefs,
        // The width of a column counts digits of seven pixels and five of padding.
        columns: columns.map((it) => ({ width: ((it / 25.4) * 96 - 5) / 7 })),
        pageSetup: {
          paperSize: "a4",
          printTitlesRow: `$1:$${String(titles)}`,
          ...(columnTitles === undefined ? {} : { printTitlesColumn: columnTitles }),
          margins: {
            top: inch(20),
            right: inch(12),
            bottom: inch(16),
            left: inch(20),
            header: inch(9),
            footer: inch(7),
          },
          ...setup,
        },
        headerFooter: {
          oddHeader: `&C&"黑体,Regular"&12${internal}`,
          oddFooter: `&C&9${internal}　含可识别小范围的准确数，只报上级，不张贴、不转发、不上网　第 &P 页 共 &N 页`,
        },
        view: { showGridLines: false },
        ...rest,
      };
    },
  };
}
type Grid = ReturnType<typeof openGrid>;

/** Mark, title, what it is about and, where it is so, that it is not complete; gives how many rows that took. */
function heading(grid: Grid, summary: Summary, called: string, from: number, width: number): number {
  const [whole] = summary.units;
  const top = grid.row(20);
  grid.put(top, 0, internal, mark, Math.max(from, 1));
  const said = [
    ...(summary.example ? ["示例数据：虚构的儿童，不反映任何地方的真实情况"] : []),
    ...(missing(summary) === "" ? [] : [missing(summary)]),
  ];
  if (from > 0 && said.length > 0)
    grid.put(top, from, said.join("　"), { ...plain, font: song(10.5, true) }, width - from);
  const name = grid.row(30);
  grid.put(name, from, called, title, width - from);
  const about = grid.row(20);
  grid.put(
    about,
    from,
    `填报单位：${whole?.label === "合计" ? "　　　　　　　　" : (whole?.label ?? "")}（盖章）　　统计时点：${summary.referenceDate}　　计量单位：人`,
    plain,
    width - from,
  );
  return 3;
}

function missing({ files }: Summary): string {
  const rows = files.reduce((sum, it) => sum + it.refused, 0);
  const unread = files.filter((it) => it.unread).length;
  if (rows === 0 && unread === 0) return "";
  const parts = [...(rows > 0 ? [`${String(rows)} 行登记`] : []), ...(unread > 0 ? [`${String(unread)} 个文件`] : [])];
  return `数字还不完整：有 ${parts.join("、")}没有读入，见“报送情况”`;
}

function signatures(grid: Grid, from: number, width: number): void {
  const line = grid.row(36);
  const blanks = "　　　　　　　　";
  const who = ["单位负责人", "复核人", "填表人"].map((it) => `${it}（签名）：${blanks}`).join("");
  grid.put(line, from, `${who}填报日期：　　　　年　　月　　日`, plain, width - from);
}

/** Three rows of heading over the columns of groups: group, column, part. Gives the shown columns by their places among all. */
function groupHeads(grid: Grid, row: number, from: number, groups: readonly Group[]): readonly number[] {
  const places: number[] = [];
  let start = 0;
  let column = from;
  for (const { label, columns } of groups) {
    const shown = columns.flatMap((it, at) => (it.unshown === true ? [] : [{ ...it, at: start + at }]));
    start += columns.length;
    grid.put(row, column, label, head, shown.length);
    for (let at = 0; at < shown.length;) {
      const it: Column | undefined = shown[at];
      if (it === undefined) break;
      const parts = it.part === undefined ? [] : shown.filter((other) => other.label === it.label);
      grid.put(row + 1, column + at, it.label, head, Math.max(1, parts.length), parts.length > 0 ? 1 : 2);
      parts.forEach(({ part }, place) => grid.put(row + 2, column + at + place, part ?? "", head));
      at += Math.max(1, parts.length);
    }
    places.push(...shown.map((it) => it.at));
    column += shown.length;
  }
  return places;
}

/** On A3 across, two pages wide: age to health, then boarding to help; areas and 数量 stand at the left of both. */
function nationalSheet(summary: Summary): WorkbookSheet {
  const groups = nationalGroups(summary.population);
  const turn = groups.findIndex((it) => it.label === "寄宿情况");
  const widthOf = (of: readonly Group[]) => of.reduce((sum, it) => sum + it.columns.length, 0);
  const [first, second] = [widthOf(groups.slice(0, turn)), widthOf(groups.slice(turn))];
  // 388 mm between the margins, 55 of them for what is repeated; at 80 % it also fits where a digit is drawn wider.
  const each = (count: number) => Array.from({ length: count }, () => Math.floor((333 / count) * 10) / 10);
  const grid = openGrid([28, 13, 14, ...each(first), ...each(second + 1)]);
  const label = `${populations[summary.population].label}排查汇总表`;
  const used = heading(grid, summary, label, 3, 3 + first);
  grid.put(1, 3 + first, `${label}（续）`, title, second + 1);
  const row = grid.row(20);
  grid.row(36);
  grid.row(30);
  grid.put(row, 0, "区域", head, 1, 3);
  grid.put(row, 1, "数量", head, 1, 3);
  grid.put(row, 2, "占比", head, 1, 3);
  const places = groupHeads(grid, row, 3, groups);
  grid.put(row, 3 + places.length, "备注", head, 1, 3);
  const total = summary.units[0]?.count ?? 0;
  for (const unit of summary.units) {
    const line = grid.row(20);
    const bold = isSum(unit, summary);
    grid.put(line, 0, unit.label, name(unit.level, bold));
    grid.put(line, 1, unit.count, figure(bold));
    grid.put(line, 2, total === 0 ? 0 : unit.count / total, share(bold));
    places.forEach((place, at) => grid.put(line, 3 + at, unit.national[place] ?? 0, figure(bold)));
    grid.put(line, 3 + places.length, reported(unit) ? "" : "未报送", figure());
  }
  signatures(grid, 3, 3 + first);
  return grid.sheet(
    {
      name: "排查汇总表",
      titles: used + 3,
      columnTitles: "$A:$C",
      freezePane: { rows: used + 3, columns: 3 },
      colBreaks: [2 + first],
    },
    { paperSize: "a3", orientation: "landscape", scale: 80 },
  );
}

/** Whether a row sums the rows below it. */
function isSum(unit: Unit, { by }: Summary): boolean {
  return unit.level === 0 || (unit.level === 1 && by !== "township");
}

/** Whether anything at all came from a unit. */
function reported(unit: Unit): boolean {
  return unit.children > 0;
}

function focusSheet(summary: Summary): WorkbookSheet {
  const shown = focusGroups.flatMap((it) => it.columns.filter((column) => column.unshown !== true)).length;
  const width = 3 + shown + 2;
  const grid = openGrid([32, 13, 12, ...Array.from({ length: shown }, () => 10.4), 12, 12]);
  const used = heading(grid, summary, "留守儿童排查情况汇总上报表（T55）", 2, width);
  const row = grid.row(30);
  grid.row(30);
  grid.row(20);
  grid.put(row, 0, "区域", head, 1, 3);
  grid.put(row, 1, "报送", head, 1, 3);
  grid.put(row, 2, "数量", head, 1, 3);
  const places = groupHeads(grid, row, 3, focusGroups);
  grid.put(row, 3 + shown, "五类处置（手填）", head, 2);
  grid.put(row + 1, 3 + shown, "已处置", head, 1, 2);
  grid.put(row + 1, 4 + shown, "待处置", head, 1, 2);
  for (const unit of summary.units) {
    const line = grid.row(22);
    const bold = isSum(unit, summary);
    grid.put(line, 0, unit.label, name(unit.level, bold));
    grid.put(line, 1, reported(unit) ? "已报" : "未报送", figure());
    grid.put(line, 2, unit.count, figure(bold));
    places.forEach((place, at) => grid.put(line, 3 + at, unit.focus[place] ?? 0, figure(bold)));
    grid.put(line, 3 + shown, null, figure());
    grid.put(line, 4 + shown, null, figure());
  }
  signatures(grid, 0, width);
  return grid.sheet(
    { name: "T55 汇总上报表", titles: used + 3, freezePane: { rows: used + 3, columns: 3 } },
    { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  );
}

function checkSheet(summary: Summary): WorkbookSheet {
  const { checks } = summary;
  const grid = openGrid([12, 108, 16, 16, 16, 22]);
  const failed = checks.filter((it) => it.failures.length > 0).length;
  const top = listHeading(grid, "勾稽核对", 6, [
    `共 ${String(checks.length)} 项关系，每项在每个单位（或文件）上都算一遍；${failed === 0 ? "全部相符。" : `${String(failed)} 项不符，先查明再上报。`}左边、右边是全部单位的数。`,
  ]);
  listHead(grid, ["序号", "关系", "核对个数", "左边", "右边", "结果"]);
  checks.forEach(({ rule, tried, left, right, failures }, at) => {
    const line = grid.row(heightOf([rule, 108]));
    const result = failures.length === 0 ? "相符" : `${String(failures.length)} 处不符`;
    grid.put(line, 0, at + 1, figure());
    grid.put(line, 1, rule, words);
    [tried, left, right, result].forEach((it, place) => grid.put(line, 2 + place, it, figure(failures.length > 0)));
    for (const failure of failures) {
      const below = grid.row(18);
      grid.put(below, 0, null, figure());
      grid.put(below, 1, `　不符：${failure.at}`, words);
      [null, failure.left, failure.right, null].forEach((it, place) => grid.put(below, 2 + place, it, figure(true)));
    }
  });
  return grid.sheet({ name: "勾稽核对", titles: top + 1 }, portrait);
}

const portrait = { orientation: "portrait", fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;

/** Mark, title and sentences of a sheet that is a list; gives how many rows that took. */
function listHeading(grid: Grid, called: string, width: number, sentences: readonly string[]): number {
  const reach = grid.reach(width);
  grid.put(grid.row(22), 0, internal, mark, width);
  grid.put(grid.row(30), 0, called, title, width);
  for (const it of sentences) grid.put(grid.row(heightOf([it, reach])), 0, it, plain, width);
  return 2 + sentences.length;
}

/** The height of a row, in points, in which texts of 10 point fit cells of so many millimetres. */
function heightOf(...texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text.split("\n").reduce((sum, line) => {
      const wide = [...line].reduce((all, it) => all + (it < "\u0250" ? 1.95 : 3.6), 0);
      return sum + Math.max(1, Math.ceil(wide / (width - 3)));
    }, 0),
  );
  return 14 * Math.max(...lines) + 5;
}

function listHead(grid: Grid, labels: readonly string[]): void {
  const row = grid.row(28);
  labels.forEach((it, at) => grid.put(row, at, it, head));
}

function receiptSheet(summary: Summary): WorkbookSheet {
  const grid = openGrid([52, 18, 18, 18, 18, 18, 18, 20]);
  const of = (kind: Summary["rows"][number]["kind"]) => summary.rows.filter((it) => it.kind === kind);
  const total = (part: (file: Summary["files"][number]) => number) =>
    summary.files.reduce((sum, it) => sum + part(it), 0);
  const gap = missing(summary);
  listHeading(grid, "报送情况", 8, [
    `收到 ${String(summary.files.length)} 个文件、${String(total((it) => it.rows))} 行登记：${String(total((it) => it.refused))} 行没有读入，${String(total((it) => it.twice))} 行与前面重复，在册儿童 ${String(total((it) => it.children))} 名。${gap === "" ? "" : `${gap}。`}`,
  ]);
  listHead(grid, ["区域", "在册儿童", "数量", "其中 不同意", "其中 待取得", "公开口径", "不属统计对象", "无法判断"]);
  for (const unit of summary.units) {
    const line = grid.row(18);
    grid.put(line, 0, unit.label, name(unit.level));
    const { children, count, declined, pending, outside, undecided } = unit;
    [children, count, declined, pending, count - declined - pending, outside, undecided].forEach((it, at) =>
      grid.put(line, 1 + at, it, figure(unit.level === 0)),
    );
  }
  grid.row(12);
  listHead(grid, ["文件", "登记行", "没有读入", "重复", "在册儿童", "备注"]);
  for (const { file, rows, refused, twice, children, unread } of summary.files) {
    const line = grid.row(heightOf([file, 52]));
    grid.put(line, 0, file, words);
    [rows, refused, twice, children].forEach((it, at) => grid.put(line, 1 + at, it, figure()));
    grid.put(line, 5, unread ? "整份没有读入" : "", figure());
  }
  const classes = new Map<string, { file: string; message: string; rows: Set<string> }>();
  for (const { file, sheet = "", row, code, message } of of("refused")) {
    const key = `${file}\n${code}\n${message}`;
    const it = classes.get(key) ?? { file, message, rows: new Set<string>() };
    it.rows.add(`${sheet}:${String(row)}`);
    classes.set(key, it);
  }
  if (classes.size > 0) {
    grid.row(12);
    const row = grid.row(28);
    grid.put(row, 0, "没有读入：文件", head);
    grid.put(row, 1, "原因（一行有几处错的，每处都列）", head, 6);
    grid.put(row, 7, "涉及行数", head);
    for (const { file, message, rows } of classes.values()) {
      const line = grid.row(heightOf([message, 108], [file, 52]));
      grid.put(line, 0, file, words);
      grid.put(line, 1, message, words, 6);
      grid.put(line, 7, rows.size, figure());
    }
  }
  return grid.sheet({ name: "报送情况", titles: 2 }, portrait);
}

/** More than anyone mends by hand; beyond it the file is to be returned. */
const longest = 5000;
const kinds = { refused: "没有读入", twice: "重复", undecided: "无法判断" } as const;

function rowSheet({ rows }: Summary): WorkbookSheet {
  const grid = openGrid([22, 62, 30, 14, 90]);
  const top = listHeading(grid, "需核对的行", 5, [
    `共 ${String(rows.length)} 条。改好原文件再汇总一次。${rows.length > longest ? `这里只列前 ${String(longest)} 条。` : ""}`,
  ]);
  listHead(grid, ["类别", "文件", "工作表", "行", "怎么办"]);
  for (const { kind, file, sheet = "", row, message } of rows.slice(0, longest)) {
    const line = grid.row(heightOf([message, 90], [file, 62]));
    [kinds[kind], file, sheet].forEach((it, at) => grid.put(line, at, it, words));
    grid.put(line, 3, row, figure());
    grid.put(line, 4, message, words);
  }
  return grid.sheet({ name: "需核对的行", titles: top + 1 }, portrait);
}

function noteSheet(summary: Summary): WorkbookSheet {
  const population = populations[summary.population];
  const [whole] = summary.units;
  const withheld = (whole?.declined ?? 0) + (whole?.pending ?? 0);
  const grid = openGrid([40, 142]);
  listHeading(grid, "说明", 2, []);
  const notes: (readonly [string, string])[] = [
    [
      "怎样保管",
      "数字准确到人，小范围里能认出是谁：只按规定报上级，锁存；不张贴、不发群、不上网、不放进网站文件夹。对外用网站发布的统计（凑成十）。",
    ],
    ["统计对象", `${population.label}：${population.definition}`],
    ["口径来源", population.source],
    ["统计时点", `${summary.referenceDate}。年龄、外出时长都算到这一天。`],
    ["怎样去重", "一名儿童只计一次：先看公民身份号码，没有号码的看姓名、出生日期和乡镇；留第一份。"],
    [
      "同意与否",
      `本表按法定职责（《未成年人保护法》第十三条、第四十三条）计在册的全部统计对象，不论监护人是否同意公开统计：数量 ${String(whole?.count ?? 0)}，其中不同意 ${String(whole?.declined ?? 0)}、待取得 ${String(whole?.pending ?? 0)}。公开发布时不计后两种，为 ${String((whole?.count ?? 0) - withheld)}；两个数不能并排公开，一减就知道是多少人。`,
    ],
    [
      "无法判断",
      `${String(whole?.undecided ?? 0)} 名：父母状态、务工地或外出年月不全，不能说属于或不属于，没有计入数量。列在“需核对的行”。`,
    ],
    [
      "登记为退出",
      `${String(whole?.left ?? 0)} 名登记“本期变动”为退出，按父母和年龄的事实仍属统计对象，计在数量里；请核对。`,
    ],
    ["未报送", "没有一行登记归到这个乡镇。文件整份没有读入时也会这样，见“报送情况”。"],
    ["打印", "“排查汇总表”按 A3 横排两页；只有 A4 纸的，打印时选“缩放到 A4”。其他各页是 A4。村只有代码，没有名称。"],
    ["占比", "本单位数量占全部数量的比例。"],
    ["未采集", "没有填，或填了“未采集”“不详”的；不并入“无”“否”。"],
    ...nationalGroups(summary.population).map(({ label, notes }) => [`汇总表 ${label}`, notes.join("\n")] as const),
    ...focusGroups.map(({ label, notes }) => [`T55 ${label}`, notes.join("\n")] as const),
    [
      "T55 依据",
      "镇关爱留守儿童工作实施方案（第 19、21 篇）三（二）“重点排查义务教育阶段辍学、家庭生活困难、监护人缺失、事实上无人抚养、残障等留守儿童”，三（七）“将排查情况汇总上报”。处置情况登记表里没有，请手填。",
    ],
    [
      "2016 年表",
      "民发〔2016〕42号统计表的勾稽关系里，年龄、教育各列与本表对得上，已核对；第 19 至 32 列的列名没有可靠的原件，只核对本表各组。",
    ],
  ];
  for (const [label, text] of notes.filter(([, text]) => text !== "")) {
    const line = grid.row(heightOf([text, 142], [label, 40]));
    grid.put(line, 0, label, { ...words, font: song(10, true) });
    grid.put(line, 1, text, words);
  }
  return grid.sheet({ name: "说明", titles: 2 }, portrait);
}
