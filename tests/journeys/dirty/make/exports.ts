import {
  bad,
  boy,
  type Case,
  type Child,
  girl,
  may,
  ok,
  read,
  type Roster,
  roster,
  usualAnd,
  type Value,
} from "./case.ts";
import { bom, delimited, utf8, zip } from "./bytes.ts";
import { type Cell, workbook } from "./workbook.ts";

/** What survey programs export: their own columns around the questions, groups in the headings, several ways to write multiples. */

const columns = usualAnd("needs", "guardian_phone");
const children = [girl(1), boy(2), girl(3)] as const;
const texts = [{ needs: "1 2", guardian_phone: "19900000001" }, { needs: "3" }, {}] as const;
const answers: readonly Record<string, Value>[] = [
  { needs: ["1", "2"], guardian_phone: "19900000001" },
  { needs: ["3"] },
  {},
];
const codeOf = (of: Child) => ({
  sex: of.sex === "男" ? "1" : "2",
  father_status: "2",
  mother_status: "2",
  guardian_type: "01",
});
const coded = roster(
  columns,
  children.map((it, at) => ok(it, { ...codeOf(it), ...texts[at] }, answers[at])),
);
const labels = roster(
  columns,
  children.map((it, at) =>
    ok(it, { ...texts[at], needs: ["亲情陪伴 学业辅导", "心理支持", ""][at] ?? "" }, answers[at]),
  ),
);
const groups: Readonly<Record<string, string>> = Object.fromEntries(
  columns.map((id) => [
    id,
    id.startsWith("guardian") || id === "needs" ? "care" : id.includes("_status") ? "parents" : "child",
  ]),
);
/** The list with columns of the program before and after. */
const around = (rows: Roster["rows"], before: readonly (readonly string[])[], after: readonly (readonly string[])[]) =>
  rows.map((row, at) => [...(before[at] ?? before.at(-1) ?? []), ...row, ...(after[at] ?? after.at(-1) ?? [])]);
const grouped = (of: Roster, mark: string) => [
  columns.map((id) => `${groups[id] ?? ""}${mark}${id}`),
  ...of.rows.slice(1),
];
/** Our heads in place of the list's. */
const headed = (of: Roster, head: (id: string, label: string) => string) => [
  columns.map((id, at) => head(id, of.rows[0]?.[at] ?? "")),
  ...of.rows.slice(1),
];
/** The title of the section, which Kobo puts before a label. */
const section = (id: string) =>
  groups[id] === "child" ? "一、儿童" : id === "needs" ? "四、困难、风险与需求" : "三、父母与照护";
const uuid = (at: number) => `uuid:0000-${String(at)}`;
const odk = around(
  grouped(coded, "-"),
  [
    ["SubmissionDate", "start", "end", "deviceid"],
    ["2026-09-20T08:12:30.123Z", "2026-09-20T16:10:00.000+08:00", "2026-09-20T16:12:00.000+08:00", "collect:x"],
  ],
  [
    [
      "meta-instanceID",
      "meta-instanceName",
      "KEY",
      "SubmitterID",
      "SubmitterName",
      "AttachmentsPresent",
      "AttachmentsExpected",
      "Status",
      "ReviewState",
      "DeviceID",
      "Edits",
      "FormVersion",
    ],
    [uuid(1), "", uuid(1), "12", "office", "0", "0", "", "", "collect:x", "0", "2026092001"],
    [uuid(2), "", uuid(2), "12", "office", "0", "0", "", "approved", "collect:x", "1", "2026092001"],
    [uuid(3), "", uuid(3), "12", "office", "0", "0", "", "", "collect:x", "0", "2026092001"],
  ],
);
const kobo = (rows: Roster["rows"]) =>
  around(
    rows,
    [
      ["start", "end"],
      ["2026-09-20 16:10:00.000+08:00", "2026-09-20 16:12:00.000+08:00"],
    ],
    [
      [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_tags",
        "_index",
      ],
      ["501", "0000-1", "2026-09-20 08:12:30", "", "", "submitted_via_web", "", "vAbC", "", "1"],
      ["502", "0000-2", "2026-09-20 08:14:30", "", "", "submitted_via_web", "", "vAbC", "", "2"],
      ["503", "0000-3", "2026-09-20 08:16:30", "", "", "submitted_via_web", "", "vAbC", "", "3"],
    ],
  );
const quoted = (rows: Roster["rows"], delimiter: string) =>
  rows.map((row) => row.map((it) => `"${it.replaceAll('"', '""')}"`).join(delimiter)).join("\n") + "\n";
/** A column for each need, with 1 where it was chosen. */
const options = ["亲情陪伴", "学业辅导", "心理支持"];
const chosen = [
  ["1", "1", "0"],
  ["0", "0", "1"],
  ["", "", ""],
];
const split = (rows: Roster["rows"], heads: readonly string[]) => {
  const at = columns.indexOf("needs") + 1;
  return rows.map((row, n) => [...row.slice(0, at), ...(n === 0 ? heads : (chosen[n - 1] ?? [])), ...row.slice(at)]);
};
const dropped = (rows: Roster["rows"]) => rows.map((row) => row.filter((_, at) => at !== columns.indexOf("needs")));

const wjxHead = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"];
const wjx = (of: Roster, head: (id: string, label: string, n: number) => string) =>
  around(
    [columns.map((id, at) => head(id, of.rows[0]?.[at] ?? "", at + 1)), ...of.rows.slice(1)],
    [
      wjxHead,
      ["1", "2026/9/20 16:12:30", "123秒", "微信", "N/A", "203.0.113.7(示例省-示例市)"],
      ["2", "2026/9/20 16:14:30", "95秒", "微信", "N/A", "203.0.113.8(示例省-示例市)"],
      ["3", "2026/9/20 16:16:30", "88秒", "链接", "直接访问", "203.0.113.9(示例省-示例市)"],
    ],
    [["总分"], ["0"]],
  );
const wjxRows = roster(
  columns,
  children
    .map((it, at) => ok(it, { ...texts[at], needs: ["亲情陪伴┋学业辅导", "心理支持", "(空)"][at] ?? "" }, answers[at]))
    .map((it, at) => (at === 2 ? may(girl(3), { needs: "(空)", guardian_phone: "(空)" }, answers[2]) : it)),
);
const withoutNeeds: Roster = {
  ...labels,
  records: labels.records.map((it, at) => ({
    ...it,
    answers: { ...it.answers, needs: { oneOf: [[["1", "2"], ["3"], null][at] ?? null, null] } },
  })),
};

const reviewed = (() => {
  const of = roster(columns, [ok(girl(1), codeOf(girl(1))), may(boy(2), codeOf(boy(2))), ok(girl(3), codeOf(girl(3)))]);
  return {
    of,
    rows: around(
      grouped(of, "-"),
      [["SubmissionDate"], ["2026-09-20T08:12:30.123Z"]],
      [
        ["KEY", "ReviewState"],
        [uuid(1), "approved"],
        [uuid(2), "rejected"],
        [uuid(3), ""],
      ],
    ),
  };
})();

const csv = (name: string, note: string, file: string, rows: Roster["rows"], of: Omit<Roster, "rows">) =>
  read(name, note, file, utf8(bom + delimited(rows)), of);
const cells = (rows: Roster["rows"]): Cell[][] => rows.map((row) => row.map((it) => (it === "" ? null : it)));

const official = roster(
  ["序号", "school_name", "grade", "class_name", ...usualAnd("boarding")],
  [
    ok(
      girl(1, "2017-03-11"),
      { 序号: "1", school_name: "青禾镇中心小学", grade: "三年级", class_name: "1班", boarding: "走读" },
      { school_name: "青禾镇中心小学", grade: 3, class_name: { any: true }, boarding: "2" },
    ),
    ok(
      boy(2, "2015-03-12"),
      { 序号: "2", school_name: "青禾镇中心小学", grade: "六年级", class_name: "2班", boarding: "住校" },
      { school_name: "青禾镇中心小学", grade: 6, class_name: { any: true }, boarding: "1" },
    ),
    bad(girl(3, "2017-03-13"), "boarding", {
      序号: "3",
      school_name: "青禾镇中心小学",
      grade: "三年级",
      class_name: "1班",
      boarding: "借宿",
    }),
  ],
  {
    heads: {
      school_name: "学校名称",
      class_name: "班级名称",
      child_name: "学生姓名",
      id_number: "身份证件号",
      boarding: "就读方式",
    },
  },
);

export const exported: readonly Case[] = [
  csv(
    "odk-central-csv",
    "groups with a hyphen, columns of the server, multiples separated by spaces",
    "child-census.csv",
    odk,
    coded,
  ),
  csv(
    "odk-central-csv-with-split-multiples",
    "a column for each answer besides",
    "child-census.csv",
    split(
      odk.map((row) => row.slice(4)),
      ["care-needs/1", "care-needs/2", "care-needs/3"],
    ),
    coded,
  ),
  csv(
    "odk-central-rejected-by-a-reviewer",
    "the office itself rejected a submission: counted, or told; never lost in silence",
    "child-census.csv",
    reviewed.rows,
    reviewed.of,
  ),
  read(
    "odk-central-zip",
    "the export as it is downloaded: read, or told to unpack it",
    "child-census.csv.zip",
    zip([{ name: "child-census.csv", data: utf8(delimited(odk)) }]),
    coded,
    {
      file: "either",
    },
  ),
  read(
    "kobotoolbox-csv-with-labels",
    "semicolons, everything quoted, labels for headings and values, groups before a slash",
    "留守儿童排查_-_all_versions_-_labels_-_2026-09-25.csv",
    utf8(bom + quoted(kobo(headed(labels, (id, label) => `${section(id)}/${label}`)), ";")),
    labels,
  ),
  read(
    "kobotoolbox-csv-with-keys",
    "keys and codes, groups before a slash",
    "child-census_-_all_versions_-_False_-_2026-09-25.csv",
    utf8(bom + quoted(kobo(grouped(coded, "/")), ";")),
    coded,
  ),
  read(
    "kobotoolbox-workbook-with-split-multiples",
    "care/needs and care/needs/1 … with 0 and 1",
    "child-census_-_2026-09-25.xlsx",
    workbook([
      {
        name: "child-census",
        rows: cells(
          split(
            kobo(grouped(coded, "/")).map((row) => row.slice(2)),
            ["care/needs/1", "care/needs/2", "care/needs/3"],
          ),
        ),
      },
    ]),
    coded,
  ),
  read(
    "kobotoolbox-split-multiples-only",
    "the columns of 0 and 1 without the joined one",
    "child-census_-_2026-09-25.xlsx",
    workbook([
      {
        name: "child-census",
        rows: cells(
          dropped(
            split(
              headed(labels, (_, label) => label),
              options.map((it) => `主要需求/${it}`),
            ),
          ),
        ),
      },
    ]),
    withoutNeeds,
  ),
  csv(
    "wjx-text",
    "问卷星: numbers before the questions, its own columns, ┋ between several answers",
    "1234567_按文本_留守儿童排查_3_3.csv",
    wjx(wjxRows, (_, label, n) => `${String(n)}、${label}`),
    wjxRows,
  ),
  csv(
    "wjx-numbered-with-points",
    "the same with 1. and a colon",
    "1234567_留守儿童排查.csv",
    wjx(wjxRows, (_, label, n) => `${String(n)}.${label}：`),
    wjxRows,
  ),
  csv(
    "wjx-column-per-option",
    "问卷星 with a column for each option: 8(亲情陪伴)",
    "1234567_按序号_留守儿童排查.csv",
    dropped(
      split(
        headed(labels, (id, label) => (id === "needs" ? label : `${String(columns.indexOf(id) + 1)}、${label}`)),
        options.map((it) => `8(${it})`),
      ),
    ),
    withoutNeeds,
  ),
  csv(
    "tencent-form",
    "腾讯文档: (必填) and (单选) in the headings",
    "留守儿童排查（收集结果）.csv",
    around(
      headed(labels, (id, label) => `${label}（必填）${id === "sex" ? "(单选)" : ""}`),
      [
        ["提交者（自动）", "提交时间（自动）"],
        ["周老师", "2026/9/20 16:12:30"],
      ],
      [["填写ID（自动）"], ["a1b2"]],
    ),
    labels,
  ),
  csv(
    "school-register-export",
    "the school register: 序号, 学校名称, 身份证件号, 就读方式",
    "学籍导出.csv",
    official.rows,
    official,
  ),
  csv(
    "headings-are-our-keys",
    "a program exports keys and codes",
    "export.csv",
    [columns.map((id) => id), ...coded.rows.slice(1)],
    coded,
  ),
];
