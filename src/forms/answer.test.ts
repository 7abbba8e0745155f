import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmsInCell, clean, readAnswer, writeAnswer } from "./answer.ts";
import { childCensus } from "./definitions/child-census.ts";
import { forms } from "./definitions/index.ts";
import { columnsOf, type Form, type Question } from "./form.ts";
import { splitGradeClass } from "./grade.ts";
import { checkCharacter } from "./identity.ts";

const census = new Map(columnsOf(childCensus as Form).map(({ id, question }) => [id, question]));
const areas = [
  { code: "990000", label: "示例县" },
  { code: "990000101", label: "青禾镇", parent: "990000" },
  { code: "990000102", label: "柳湾镇", parent: "990000" },
  { code: "990000200", label: "云岭乡", parent: "990000" },
  { code: "990000201", label: "河口镇", parent: "990000" },
  { code: "990000202", label: "河口乡", parent: "990000" },
  { code: "990000101201", label: "大河村", parent: "990000101" },
];
/** A county of 贵州, so that places of other provinces and prefectures can be told. */
const guizhou = [
  { code: "520521", label: "大方县" },
  { code: "520521101", label: "黄泥塘镇", parent: "520521" },
];
const around = { referenceDate: "2026-09-30", areas };

/** What a cell says to a question of the census: the answer, `!code` of a fault, or "" where it says that there is nothing. */
function said(id: string, cell: string, beside = around): unknown {
  const question = census.get(id);
  if (question === undefined) throw new Error(`no question ${id}`);
  const read = readAnswer(question, clean(cell), beside);
  if ("blank" in read) return "";
  return "fault" in read ? `!${read.code}` : read.answer;
}

/** Tables of cell and what it says. */
function says(id: string, rows: readonly (readonly [cell: string, says: string | number | readonly string[]])[]): void {
  test.each(rows.map(([cell, expected]) => ({ cell, expected })))(`${id}: $cell is $expected`, ({ cell, expected }) => {
    expect(said(id, cell)).toEqual(expected);
  });
}

describe("names", () => {
  says("child_name", [
    ["张小满", "张小满"],
    ["张三", "张三"],
    ["张 三", "张三"],
    ["张　三", "张三"],
    ["张\u00a0三", "张三"],
    ["  张三  ", "张三"],
    ["张\u200b三", "张三"],
    ["\ufeff张三", "张三"],
    ["张\u00ad三", "张三"],
    ["\u202a张三\u202c", "张三"],
    ["葛\u{e0100}三", "葛三"],
    ["张\n三", "张三"],
    ["'张三", "张三"],
    ["⼥娲氏", "女娲氏"],
    ["金\uf90a", "金金"],
    ["阿不都·买买提", "阿不都·买买提"],
    ["阿不都•买买提", "阿不都·买买提"],
    ["阿不都∙买买提", "阿不都·买买提"],
    ["阿不都・买买提", "阿不都·买买提"],
    ["阿不都･买买提", "阿不都·买买提"],
    ["阿不都．买买提", "阿不都·买买提"],
    ["阿不都.买买提", "阿不都·买买提"],
    ["阿不都 · 买买提", "阿不都·买买提"],
    ["Anna  Maria Li", "Anna Maria Li"],
    ["Ａｎｎａ", "Anna"],
    ["O'Neil Mary", "O'Neil Mary"],
    ["赵C", "赵C"],
    ["张〇三", "张〇三"],
    ["买买提江·阿不都热合曼", "买买提江·阿不都热合曼"],
    ["张三1", "张三1"],
    ["孩012", "孩012"],
    ["1.张三", "!name_invalid"],
    ["张三13800000000", "!name_invalid"],
    ["张*", "!name_invalid"],
    ["张**", "!name_invalid"],
    ["张某某", "!name_invalid"],
    ["张XX", "!name_invalid"],
    ["张□", "!name_invalid"],
    ["张三（大）", "张三(大)"],
    ["张三（示例）", "!name_invalid"],
    ["张三（大）（小）", "!name_invalid"],
    ["张三、李四", "!name_invalid"],
    ["张?", "!name_invalid"],
    ["张？", "!name_invalid"],
    ["???", "!lossy"],
    ["？？", "!lossy"],
    ["张\ufffd", "!lossy"],
    ["锟斤拷", "!lossy"],
    ["张\ue863", "!lossy"],
    ["####", "!lossy"],
    ["#N/A", "!formula_error"],
    ["#REF!", "!formula_error"],
    ["#NAME?", "!formula_error"],
    ["1.2E+17", "!scientific"],
    ["...", "!name_invalid"],
    ["——", "!name_invalid"],
    ["张", "!name_invalid"],
    ["无", "!name_invalid"],
    ["不详", "!name_invalid"],
    ["同上", "!ditto"],
    ["〃", "!ditto"],
    ["=1+1", "!name_invalid"],
    ["<script>", "!name_invalid"],
    ["张".repeat(31), "!too_long"],
  ]);
  says("father_name", [
    ["张大山", "张大山"],
    ["张大山（已故）", "张大山(已故)"],
    ["无", ""],
    ["不详", ""],
    ["没有", ""],
    ["去世", "!name_invalid"],
    ["已故", "!name_invalid"],
    ["张三138", "张三138"],
    ["张三13800000000", "!name_invalid"],
    ["???", "!lossy"],
  ]);
});

describe("free words", () => {
  says("remark", [
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ["'=1+1", "=1+1"],
    ["'90年代", "'90年代"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["为什么？？", "为什么？？"],
    ["五（2）班", "五（2）班"],
    ["3#楼", "3#楼"],
    ["无", "无"],
    ["????", "!lossy"],
    ["\ufffd\ufffd小学", "!lossy"],
    ["########", "!lossy"],
    ["#VALUE!", "!formula_error"],
    ["5.22E+17", "!scientific"],
    ["字".repeat(201), "!too_long"],
  ]);
  says("class_name", [
    ["五（2）班", "五（2）班"],
    ["601班", "601班"],
  ]);
  says("student_no", [
    ["G990000201503120013", "G990000201503120013"],
    ["g990000201503120013", "G990000201503120013"],
    ["Ｇ990000201503120013", "G990000201503120013"],
    ["G 990000 20150312 0013", "G990000201503120013"],
    ["L99000020150312001x", "L99000020150312001X"],
    ["J990000201503120013", "J990000201503120013"],
    ["无", ""],
    ["990000201503120013", "!student_number"],
    ["G9.9E+17", "!scientific"],
    ["9.9E+17", "!scientific"],
    ["G99000020150312", "!student_number"],
    ["K990000201503120013", "!student_number"],
  ]);
});

describe("days", () => {
  const day = "2015-03-05";
  says("birth_date", [
    ...[
      ...["2015-03-05", "2015-3-5", "2015.3.5", "2015/3/5", "2015.03.05", "2015.03.05.", "20150305", "2015_3_5"],
      ...[
        "2015年3月5日",
        "2015年03月05日",
        "2015 年 3 月 5 日",
        "2015年3月5号",
        "2015年3月5",
        "2015、3、5",
        "2015。3。5",
      ],
      ...[
        "２０１５．３．５",
        "２０１５－０３－０５",
        "２０１５年３月５日",
        "2015–3–5",
        "2015—3—5",
        "2015 3 5",
        "2015\\3\\5",
      ],
      ...["二〇一五年三月五日", "二○一五年三月五日", "二零一五年三月五日", "二0一五年三月五日", "2015年三月五日"],
      ...[
        "2015-03-05 00:00:00",
        "2015-03-05 0:00",
        "2015/3/5 0:00:00",
        "2015-03-05T00:00:00",
        "2015-03-05 00:00:00.000",
      ],
      ...[
        "2015-03-05T00:00:00.000+08:00",
        "2015-03-05T00:00:00Z",
        "2015-03-05T00:00:00.000Z",
        "2015-03-05T08:00:00+08:00",
      ],
      ...["2015-03-05 12:30:00", "2015/3/5 12:00:00 AM", "2015-03-05 08:00:00", "2015年3月5日 0:00"],
      ...["2015年3月5日星期四", "2015年3月5日 星期四", "2015年3月5日生", "2015.3.5生", "2015-3-5出生"],
      ...[
        "5 March 2015",
        "Mar 5, 2015",
        "5-Mar-2015",
        "March 5, 2015",
        "Thu Mar 05 2015 00:00:00 GMT+0800 (中国标准时间)",
      ],
      ...["'2015-03-05", "\u200e2015/3/5", "2015.3.5\u200b", "2015-03-05\u00a0", "20150305.0"],
    ].map((it) => [it, day] as const),
    ["2016-02-29", "2016-02-29"],
    ["二〇一五年十二月三十一日", "2015-12-31"],
    ["二〇一五年十月十日", "2015-10-10"],
    ["二〇一五年十一月二十日", "2015-11-20"],
    ["42068", "!date_serial"],
    ["42068.0", "!date_serial"],
    ["４２０６８", "!date_serial"],
    ...[
      ...[
        "15.3.5",
        "15-03-05",
        "15/3/5",
        "3/5/15",
        "3/5/2015",
        "03/05/2015",
        "25/3/2015",
        "5.3.2015",
        "150305",
        "5-Mar-15",
      ],
      ...["15年3月5日", "2015.3.32", "2015-2-30", "2015年2月30日", "2015-13-05", "2015-0-5", "2015-02-29", "20151305"],
      ...["2015年3月", "2015.3", "2015-03", "201503", "2015", "2015年", "二〇一五年三月", "3月5日", "三月五日"],
      ...[
        "去年",
        "三年前",
        "2015年底",
        "2015年春节后",
        "2015年3月初",
        "2015年3月5日左右",
        "约2015.3.5",
        "2015.3.5?",
        "不详",
      ],
      ...["农历2015年3月5日", "2015年正月初五", "二〇一五年三月初五", "2015年腊月二十", "2015-03-05（农历）"],
      ...["2015-03-05 23:00", "2015-03-04 23:59:17", "2015-03-04 16:00:00", "2015-03-04T16:00:00.000Z"],
      ...["2015-03-04T15:59:17.000Z", "2015-03-05T08:00:00Z", "2015-03-05T00:00:00-05:00", "2015-03-05 25:00:00"],
      ...[
        "2015-03-05 00:00:00 PM",
        "2015年3月5日星期五",
        "2015.3-5",
        "2015-3.5",
        "2015 35",
        "201535",
        "2015305",
        "2015--3--5",
      ],
      ...["0015-03-05", "1815-03-05", "1899-12-31", "2028-01-01", "9999-12-31", "2558-03-05", "104年3月5日"],
      ...["2015-03-05、2016-03-05", "2015.3.5-2016.3.5", "明天", "√", "无", "男", "2015²-3-5", "-2015-3-5", "2015,35"],
      ...["２０１５", "二〇一五年十三月五日", "二〇一五年三月三十二日", "二O一五", "1e3", "0000-00-00"],
    ].map((it) => [it, "!date"] as const),
    ["2015-03-??", "!lossy"],
    ["####", "!lossy"],
    ["#VALUE!", "!formula_error"],
    // Not more than a year off: the rule about the future says it better.
    ["2027-01-01", "2027-01-01"],
  ]);
  says("last_visit_date", [
    ["2026-09-10 14:30", "2026-09-10"],
    ["无", ""],
    ["不详", ""],
    ["没有", ""],
    ["上周", "!date"],
  ]);
});

describe("months", () => {
  says("father_out_since", [
    ...[
      ...[
        "2023-02",
        "2023.2",
        "2023.02",
        "2023/2",
        "2023年2月",
        "2023年02月",
        "2023 年 2 月",
        "202302",
        "２０２３．２",
        "2023-2",
      ],
      ...[
        "二〇二三年二月",
        "二零二三年二月",
        "2023年二月",
        "2023年2月份",
        "2023年2月起",
        "2023年2月至今",
        "2023年2月底",
      ],
      ...[
        "2023年2月初",
        "2023-02-01",
        "2023年2月15日",
        "2023/2/1 0:00:00",
        "20230215",
        "2023.02.",
        "202302.0",
        "'2023-02",
      ],
    ].map((it) => [it, "2023-02"] as const),
    ["2023.10", "2023-10"],
    ["2023-1", "2023-01"],
    ["2023年1月", "2023-01"],
    ["2023.01", "2023-01"],
    // As a number, 2023.10 is written 2023.1.
    ["2023.1", "!month"],
    ["2023.1.", "!month"],
    ["２０２３．１", "!month"],
    ["2023.12", "2023-12"],
    ["不详", ""],
    ["无", ""],
    ["44958", "!date_serial"],
    ...[
      ...[
        "2023年",
        "2023",
        "去年",
        "三年前",
        "2022年底",
        "2022年春节后",
        "2023.13",
        "2023.0",
        "23.2",
        "23年2月",
        "Feb-23",
      ],
      ...[
        "2023.2-2024.5",
        "2023年2月左右",
        "2月",
        "二月",
        "2023年2月-5月",
        "约2023.2",
        "2023 2 3 4",
        "1023.2",
        "2029.2",
      ],
      ...["2023-02-30", "2023年正月", "2023-01-31T16:00:00.000Z", "3个月", "√", "2023.2.2.2"],
    ].map((it) => [it, "!month"] as const),
  ]);
});

describe("citizens' numbers", () => {
  const id = "990000201503120013";
  const withX = "99000020150312003X";
  says("id_number", [
    [id, id],
    [withX, withX],
    [withX.toLowerCase(), withX],
    ["９９００００２０１５０３１２００３Ｘ", withX],
    ["９９００００２０１５０３１２００３ｘ", withX],
    ["990000 20150312 0013", id],
    ["990000-20150312-0013", id],
    ["990,000,201,503,120,013", id],
    [`'${id}`, id],
    [`‘${id}`, id],
    [` ${id}\t`, id],
    [`${id}\u200b`, id],
    [`\u202d${id}\u202c`, id],
    ["99000020150312003Х", withX],
    ["99000020150312003х", withX],
    ["99000020150312003×", withX],
    ["99000020150312003✕", withX],
    // × in place of a digit is none.
    ["99000020150312001×", "!id_check"],
    ["9.9E+17", "!id_scientific"],
    ["9.90000201503120E+17", "!id_scientific"],
    ["990000150312001", "!id_fifteen"],
    ["990000201503120012", "!id_check"],
    ["990000201503120031", "!id_check"],
    ["99000020151332001X", "!id_date"],
    ["990000201502300013", "!id_date"],
    ["990000189912310013", "!id_date"],
    ["990000202710010013", "!id_date"],
    ["99000020150312", "!id_length"],
    ["99000020150312001", "!id_length"],
    ["9900002015031200133", "!id_length"],
    ["990000201503120000", "!id_rounded"],
    ["990000201503121000", "!id_rounded"],
    ["990000201503120013.0", "!id_rounded"],
    ["99000020150312O013", "!id_length"],
    ["099000201503120013", "!id_length"],
    ["990000**********13", "!id_masked"],
    ["990000********0013", "!id_masked"],
    ["990000xxxxxxxx0013", "!id_masked"],
    ["990000●●●●●●●●0013", "!id_masked"],
    ["H12345678", "!id_length"],
    ["身份证", "!id_length"],
    ["√", "!id_length"],
    [`${id}；${id}`, "!id_length"],
    ["99000020150312001³", "!id_length"],
    ["٩٩٠٠٠٠٢٠١٥٠٣١٢٠٠١٣", "!id_length"],
    ["#######", "!lossy"],
    ["99000020150312001?", "!id_length"],
    ["990000??????120013", "!lossy"],
    ...["无", "没有", "未办", "未办理", "无户口", "未上户", "无身份证", "不详", "办理中"].map(
      (it) => [it, ""] as const,
    ),
    ["同上", "!id_length"],
  ]);
});

describe("telephones", () => {
  says("guardian_phone", [
    ...[
      ...["19900000001", "199 0000 0001", "199-0000-0001", "+8619900000001", "+86 199 0000 0001", "008619900000001"],
      ...[
        "8619900000001",
        "86-19900000001",
        "１９９００００００01",
        "'19900000001",
        "19900000001.0",
        "19900000001（爷爷）",
      ],
      ...["019900000001", "199\u200b00000001", "19900000001(微信同号)"],
    ].map((it) => [it, "19900000001"] as const),
    ["0771-1234567", "07711234567"],
    ["（0771）1234567", "07711234567"],
    ["0771 1234567", "07711234567"],
    ["0771—1234567", "07711234567"],
    ["010-12345678", "01012345678"],
    ["+86 771 1234567", "07711234567"],
    ["+86-10-12345678", "01012345678"],
    ["07711234567", "07711234567"],
    ["无", ""],
    ["无电话", ""],
    ["不详", ""],
    ...[
      ...[
        "1.99E+10",
        "1234567",
        "12345678",
        "199000000011",
        "1990000000",
        "12900000001",
        "0771-1234567-801",
        "0771-1234567转8",
      ],
      ...[
        "19900000001/19900000002",
        "19900000001 19900000002",
        "19900000001、02",
        "199****0001",
        "空号",
        "同上",
        "√",
        "110",
      ],
      ...["19900000001爷爷", "4001234567", "-19900000001", "1990000000²", "029-1234567-8", "12345678901234567890"],
    ].map((it) => [it, "!phone"] as const),
    ["199????0001", "!lossy"],
    ["####", "!lossy"],
  ]);
});

describe("numbers", () => {
  says("talk_count", [
    ...["5", "5.0", "５", "05", "5次", "5 次", "五", "五次", "'5", "5.00", "5回"].map((it) => [it, 5] as const),
    ["十", 10],
    ["十二", 12],
    ["二十", 20],
    ["九十九次", 99],
    ["两次", 2],
    ["0", 0],
    ["零", 0],
    ["〇", 0],
    ["0次", 0],
    ["无", 0],
    ["没有", 0],
    ["不详", ""],
    ["未统计", ""],
    ...[
      ...[
        "约5",
        "5左右",
        "3-5",
        "3~5",
        "3至5",
        "十几",
        "几次",
        "-3",
        "－3",
        "1e2",
        "5.5",
        "0x5",
        "1,000",
        "201",
        "999999999",
      ],
      ...[
        "5²",
        "⑤⑥",
        "½",
        "二五",
        "一百",
        "五六次",
        "多次",
        "+5",
        "5+",
        "≥5",
        "√",
        "是",
        "5次以上",
        "每月1次",
        "5/6",
        "1 2",
      ],
    ].map((it) => [it, "!number"] as const),
    ["??", "!lossy"],
  ]);
  says("kids_in_care", [
    ["2个", 2],
    ["3名", 3],
    ["两个", 2],
    ["无", ""],
    ["0", "!number"],
    ["11", "!number"],
  ]);
});

describe("grades", () => {
  says("grade", [
    ...[
      ...[
        "6",
        "六",
        "6.0",
        "６",
        "六年级",
        "6年级",
        "小学六年级",
        "小学6年级",
        "六(2)班",
        "六（2）班",
        "六（二）班",
        "六(2)",
        "6(2)班",
      ],
      ...[
        "六年级2班",
        "六年级二班",
        "六年级(2)班",
        "6年级2班",
        "6年级（2）班",
        "六2班",
        "六二班",
        "小学六年级3班",
        "六年级上",
        "六年级（下）",
      ],
      ...["六年级下学期", "六 年 级", "(六)年级", "六12班"],
    ].map((it) => [it, 6] as const),
    ...[
      "七",
      "7",
      "七年级",
      "初一",
      "初中一年级",
      "初中七年级",
      "初一(3)班",
      "初一3班",
      "七(3)班",
      "初1(3)班",
      "7年级",
    ].map((it) => [it, 7] as const),
    ["初二", 8],
    ["初中二年级", 8],
    ["八年级", 8],
    ["初三", 9],
    ["九(1)", 9],
    ["九（1）班", 9],
    ["高一", 10],
    ["高中二年级", 11],
    ["高三(12)班", 12],
    ["十年级", 10],
    ["12年级", 12],
    ["1", 1],
    ["一年级", 1],
    ...["大班", "中班", "小班", "学前班", "幼儿园", "幼儿园大班", "大一班", "大(2)班", "学前"].map(
      (it) => [it, "!grade_preschool"] as const,
    ),
    ["无", ""],
    ["不详", ""],
    ...[
      ...[
        "601班",
        "601",
        "62班",
        "3班",
        "二班",
        "十班",
        "2班",
        "初二班",
        "初12班",
        "高32班",
        "初中二班",
        "六年级毕业",
        "小学毕业",
      ],
      ...[
        "毕业",
        "G7",
        "七年级?",
        "13",
        "0",
        "-1",
        "2020级",
        "2020级3班",
        "小学",
        "初中",
        "小学八年级",
        "初中五年级",
        "初四",
        "高四",
      ],
      ...[
        "中专一年级",
        "职高二年级",
        "大一",
        "六、七",
        "5-6",
        "6.2",
        "6.5",
        "二五",
        "年级",
        "个",
        "0x5",
        "1e1",
        "5.0.1",
        "一年",
        "学龄前",
      ],
      ...["十三年级", "六年级(男)", "6²", "VII", "二十班", "√"],
    ].map((it) => [it, "!number"] as const),
  ]);

  test.each([
    ["六(2)班", { grade: 6, class_name: "六(2)班" }],
    ["五（2）班", { grade: 5, class_name: "五（2）班" }],
    ["六年级2班", { grade: 6, class_name: "六年级2班" }],
    ["初二(3)班", { grade: 8, class_name: "初二(3)班" }],
    ["六年级", { grade: 6 }],
    ["初二", { grade: 8 }],
    ["601班", { class_name: "601班" }],
    ["2班", { class_name: "2班" }],
    ["3", { class_name: "3" }],
    ["三", { class_name: "三" }],
    ["大班", { class_name: "大班" }],
    ["初二班", { class_name: "初二班" }],
    ["向日葵班", { class_name: "向日葵班" }],
  ])("a column of grade and class that says %s", (cell, expected) => {
    expect(splitGradeClass(cell)).toEqual(expected);
  });
});

describe("areas", () => {
  says("area_code", [
    ["990000101", "990000101"],
    ["990000101201", "990000101201"],
    ["９９００００１０１", "990000101"],
    ["990 000 101", "990000101"],
    ["'990000101", "990000101"],
    ["990000101.0", "990000101"],
    ["990000999", "990000999"],
    ["青禾镇", "990000101"],
    ["青禾", "990000101"],
    ["云岭", "990000200"],
    ["示例县青禾镇", "990000101"],
    ["某某省某某市示例县青禾镇", "990000101"],
    ["青禾镇大河村", "990000101201"],
    ["大河村", "990000101201"],
    ["示例县青禾镇大河村3组", "990000101201"],
    ["青禾镇小桥村", "990000101"],
    ["990000101 青禾镇", "990000101"],
    ["青禾镇（990000101）", "990000101"],
    ["河口镇", "990000201"],
    ...[
      ...[
        "990000",
        "99000010",
        "9900001012",
        "河口",
        "别处镇",
        "外县青禾镇",
        "青禾镇中心小学",
        "青禾镇、柳湾镇",
        "示例县",
        "镇",
      ],
      ...[
        "青禾镇(990000102)",
        "990000101 柳湾镇",
        "090000101",
        "广东省示例县青禾镇",
        "青",
        "青禾镇青禾镇",
        "同上",
        "√",
      ],
    ].map((it) => [it, "!area"] as const),
    ["9.9E+08", "!scientific"],
    ["无", ""],
    ["不详", ""],
  ]);
  says("hukou_area", [
    ["990000", "990000"],
    ["示例县", "990000"],
    ["示例", "!area"],
    ["520521", "520521"],
    ["大方县", "!area"],
  ]);
  test("by name need the office's areas", () => {
    expect(readAnswer(census.get("area_code") as Question, "青禾镇")).toMatchObject({ code: "area" });
  });
});

describe("one of a list", () => {
  says("sex", [
    ...[
      ...[
        "男",
        "1",
        "01",
        "1.0",
        "１",
        "男性",
        "男孩",
        "男生",
        "男童",
        "M",
        "male",
        "♂",
        "1.男",
        "1、男",
        "1 男",
        "1男",
        "1）男",
      ],
      ...[
        "(1)男",
        "（1）",
        "1-男",
        "1:男",
        "①",
        "①男",
        "男1",
        "男(1)",
        "男。",
        "男，",
        "“男”",
        " 男 ",
        "男\u200b",
        "男 ",
        "男、男",
      ],
      ...[
        "男（男孩）",
        "☑男 □女",
        "■男□女",
        "男√ 女",
        "√男  女",
        "男√  女×",
        "[x]男 [ ]女",
        "男(√) 女( )",
        "男☑女□",
        "男 ☑ 女 □",
      ],
      ...[
        "●男 ○女",
        "☒男 ☐女",
        "√男",
        "男√",
        "☑1.男 □2.女",
        "√男 ×女",
        "男 ×女 √".replace("男 ×女 √", "男√ 女×"),
        "[√]男[]女",
      ],
    ].map((it) => [it, "1"] as const),
    ...["女", "2", "女性", "F", "女 √男".slice(0, 1), "□男 ☑女", "男 女√", "男 √女", "男□女☑", "2.女", "女童"].map(
      (it) => [it, "2"] as const,
    ),
    ["□男 □女", "!value_ticks"],
    ["☑男 ☑女", "!value_ticks"],
    ["男√女√", "!value_ticks"],
    ["? √男", "!value_unknown"],
    ["√男 待核实", "!value_unknown"],
    ["不是 √男", "!value_unknown"],
    ["√男？", "!value_unknown"],
    ["×男", "!value_ticks"],
    ...[
      ...[
        "男女",
        "男√女",
        "男、女",
        "男/女",
        "1 2",
        "12",
        "0",
        "3",
        "A 男",
        "2.男",
        "1.女",
        "男？",
        "？",
        "?",
        "-1",
        "1²",
        "1e0",
        "√",
        "是",
      ],
      ...["无", "不详", "男（女）", "男（待核实）", "√", "√男女", "性别", "1,2", "同上", "10", "001"],
    ].map((it) => [it, "!value_unknown"] as const),
    ["??", "!lossy"],
    ["#N/A", "!formula_error"],
  ]);
  says("filed", [
    ...[
      ...[
        "是",
        "√",
        "✓",
        "✔",
        "✔️",
        "☑",
        "✅",
        "对",
        "有",
        "已",
        "Y",
        "y",
        "yes",
        "T",
        "TRUE",
        "true",
        "1",
        "V",
        "是。",
        "已建档",
        "已建",
      ],
      ...["建档", "已建立", "☑是 □否", "是√ 否", "是☑否□", "√是 否", "是的", "1.是"],
    ].map((it) => [it, "1"] as const),
    ...[
      ...[
        "否",
        "×",
        "x",
        "X",
        "✗",
        "✘",
        "错",
        "无",
        "未",
        "没有",
        "没",
        "N",
        "no",
        "F",
        "FALSE",
        "0",
        "未建档",
        "未建",
        "没建",
        "□是 ☑否",
      ],
      ...["是 否√", "不是", "尚未建档", "否（未建档）"],
    ].map((it) => [it, "0"] as const),
    ...["不详", "未知", "不清楚", "未采集", "未填", "99", "待核实"].map((it) => [it, "99"] as const),
    ...["是否", "2", "正在办", "待建", "√×", "是×", "建档立卡", "2026-09-10", "已结对", "○", "部分"].map(
      (it) => [it, it === "是×" ? "!value_ticks" : "!value_unknown"] as const,
    ),
  ]);
  says("paired", [
    ["已结对", "1"],
    ["没结对", "0"],
    ["未结对", "0"],
  ]);
  says("visited", [
    ["走访了", "1"],
    ["已走访", "1"],
    ["没走访", "0"],
    ["1次", "!value_unknown"],
  ]);
  says("boarding", [
    ...["寄宿", "住校", "住宿", "寄宿生", "住校生", "是", "√", "内宿", "1", "☑寄宿 □走读 □校外托管"].map(
      (it) => [it, "1"] as const,
    ),
    ...["走读", "否", "不住校", "通校", "走读生", "×", "无", "通学", "走读（不住校）"].map((it) => [it, "2"] as const),
    ["托管", "3"],
    ["借宿", "!value_unclear"],
    ["校外租住", "!value_unclear"],
    ["走读（离家近）", "!value_unknown"],
    ["不详", "99"],
    ["住校走读", "!value_unknown"],
  ]);
  says("health", [
    ["良好", "1"],
    ["健康", "1"],
    ["一般", "2"],
    ["慢性病", "3"],
    ["肢体残疾", "5"],
    ["哮喘", "!value_unknown"],
    ["健康、残疾", "!value_unknown"],
  ]);
  says("disability_level", [
    ["一级", "1"],
    ["2级", "2"],
    ["Ⅲ级", "3"],
    ["四", "!value_unknown"],
    ["无", ""],
    ["不详", ""],
    ["肢体四级", "!value_unknown"],
  ]);
  says("edu_status", [
    ["小学", "03"],
    ["3", "03"],
    ["初中生", "04"],
    ["初二", "04"],
    ["中专", "06"],
    ["技校", "06"],
    ["特殊教育学校", "07"],
    ["辍学（义务教育）", "09"],
    ["在读", "!value_unclear"],
    ["学前班", "!value_unclear"],
    ["休学", "!value_unclear"],
    ["六年级", "!value_unknown"],
    ["大学", "!value_unknown"],
  ]);
  says("hukou_type", [
    ["农业", "1"],
    ["农村户口", "1"],
    ["非农业", "2"],
    ["城镇", "2"],
    ["居民户口（未分）", "3"],
    ["无户口", "4"],
    ["居民", "!value_unknown"],
  ]);
  says("father_status", [
    ...["在家", "在家务农", "务农", "未外出", "1"].map((it) => [it, "1"] as const),
    ...["外出务工", "打工", "务工", "外出打工", "在外务工", "外地打工", "2"].map((it) => [it, "2"] as const),
    ...["去世", "已故", "病故", "死亡", "亡"].map((it) => [it, "4"] as const),
    ["失踪", "5"],
    ["失联", "5"],
    ["服刑", "6"],
    ["坐牢", "6"],
    ["强制隔离戒毒", "7"],
    ["重度残疾", "8"],
    ["离异，另组家庭", "!value_unknown"],
    ["离异另组家庭", "9"],
    ["改嫁", "9"],
    ["不详", "10"],
    ["10", "10"],
    ["未采集", ""],
    ["0", "!value_unknown"],
    ["1 0", "!value_unknown"],
    ...["离异", "离婚", "单亲", "健在", "在世", "经商", "残疾", "无", "√", "本地务工"].map(
      (it) => [it, "!value_unclear"] as const,
    ),
    ["外出务工、去世", "!value_unknown"],
    ...["广东打工", "在深圳务工", "外出务工（广东）", "广东省东莞市务工", "常年在外打工"].map(
      (it) => [it, "2"] as const,
    ),
    ["广东打工，已离婚", "!value_unknown"],
    ["不打工", "!value_unknown"],
    ["广东", "!value_unknown"],
  ]);
  says("guardian_type", [
    ...[
      "爷爷",
      "奶奶",
      "爷爷奶奶",
      "爷爷、奶奶",
      "爷爷和奶奶",
      "爷爷/奶奶",
      "爷爷 奶奶",
      "祖父母（爷爷）",
      "祖父母（爷爷、奶奶）",
      "1",
      "01",
      "祖孙",
    ].map((it) => [it, "01"] as const),
    ...["外公", "外婆", "姥姥", "外公外婆", "2", "02.外祖父母"].map((it) => [it, "02"] as const),
    ["爸", "03"],
    ["妈妈", "04"],
    ...["姑姑", "姨", "舅舅", "叔", "伯父", "叔叔、婶婶", "成年哥哥", "姑妈。"].map((it) => [it, "05"] as const),
    ["邻居", "06"],
    ["福利院", "08"],
    ["自己", "09"],
    ["独居", "09"],
    ["未成年姐姐", "10"],
    ["不清楚", "99"],
    ...["哥哥", "姐姐", "父母", "爸爸妈妈", "老师", "无", "表哥", "祖辈"].map((it) => [it, "!value_unclear"] as const),
    ...["爷爷、外婆", "祖父母（外婆）", "爷爷或姑姑", "11", "火星", "爷爷？", "张三"].map(
      (it) => [it, "!value_unknown"] as const,
    ),
  ]);
  says("guardian_age_band", [
    ["67", "3"],
    ["67岁", "3"],
    ["67周岁", "3"],
    ["六十七", "3"],
    ["67.0", "3"],
    ["60-69", "3"],
    ["60~69岁", "3"],
    ["3", "3"],
    ["49", "1"],
    ["80", "5"],
    ["15", "!value_unknown"],
    ["60多", "!value_unknown"],
    ["约67", "!value_unknown"],
    ["1958年", "!value_unknown"],
    ["60岁以上", "!value_unknown"],
    ["-67", "!value_unknown"],
  ]);
  says("stay_parent_capacity", [
    ["有", "1"],
    ["无，重病", "2"],
    ["无,重病", "2"],
    ["无（重残）", "3"],
    ["√无，重病", "2"],
    ["不适用", "8"],
    ["无", "!value_unclear"],
    ["否", "!value_unclear"],
  ]);
  says("entrust_signed", [
    ["未签", "3"],
    ["否", "3"],
    ["已签", "!value_unclear"],
    ["是", "!value_unclear"],
    ["无", "!value_unclear"],
  ]);
  says("contact_freq", [
    ["每天", "1"],
    ["每周3次", "2"],
    ["一周两次", "2"],
    ["每周一次", "3"],
    ["一月两次", "4"],
    ["每月1次", "5"],
    ["从不", "7"],
    ["经常", "!value_unclear"],
    ["每周7次", "!value_unknown"],
  ]);
  says("consent_status", [
    ["已签（父）", "1"],
    ["不同意", "5"],
    ["未签", "6"],
    ["同意", "!value_unknown"],
    ["已签", "!value_unknown"],
  ]);
});

describe("places", () => {
  const from = (cell: string) => said("father_out_place", cell, { ...around, areas: guizhou });
  test.each<readonly [string, string]>([
    ...[
      ...[
        "省外",
        "外省",
        "广东",
        "广东省",
        "广东打工",
        "在广东务工",
        "广东东莞",
        "广东省东莞市长安镇",
        "东莞",
        "东莞市",
        "深圳",
        "上海",
      ],
      ...[
        "浙江宁波",
        "宁波",
        "浙江省宁波市慈溪市",
        "义乌",
        "昆山",
        "北京市朝阳区",
        "广东、浙江",
        "新疆维吾尔自治区",
        "广西南宁",
        "内蒙古",
      ],
      ...["广东深圳打工", "福建晋江", "5", "海南", "海南藏族自治州", "去上海打工", "广东（东莞）"],
    ].map((it) => [it, "5"] as const),
    ...["贵阳", "贵阳市", "贵州贵阳", "贵州省遵义市", "黔南州", "省内外市"].map((it) => [it, "4"] as const),
    ...["香港", "日本", "国外", "越南打工"].map((it) => [it, "6"] as const),
    ["本乡镇", "1"],
    ["本县外乡镇", "2"],
    ["本市外县", "3"],
    ["不详", "9"],
    ["未采集", ""],
    ...["外地", "县城", "省内", "市里", "无", "打工", "本县"].map((it) => [it, "!value_unclear"] as const),
    ...[
      ...[
        "贵州",
        "贵州省",
        "毕节",
        "贵州毕节",
        "大方县",
        "黄泥塘镇",
        "广东贵阳",
        "上海浙江",
        "长沙县",
        "北京路",
        "广州路",
        "工地",
        "张三",
      ],
      ...["广东、贵州", "某地", "朝阳", "广东和贵州", "省外、省内"],
    ].map((it) => [it, "!value_unknown"] as const),
  ])("%s is %s for a county of 贵州", (cell, code) => {
    expect(from(cell)).toBe(code);
  });
  test("whose province lies elsewhere cannot be told without the office's areas", () => {
    expect(readAnswer(census.get("father_out_place") as Question, "广东")).toMatchObject({ code: "value_unknown" });
  });
});

describe("several of a list", () => {
  says("poverty_cat", [
    ["1、低保；2、孤儿", "!value_unclear"],
    ["1 低保 2 孤儿", "!value_unclear"],
    ["01 低保边缘", "!value_unclear"],
    ["1、低保；10、孤儿", ["01", "10"]],
    ["1、10", ["01", "10"]],
  ]);
  says("needs", [
    ["亲情陪伴", ["1"]],
    ...[
      ...[
        "亲情陪伴；心理支持",
        "亲情陪伴;心理支持",
        "亲情陪伴、心理支持",
        "亲情陪伴，心理支持",
        "亲情陪伴,心理支持",
        "亲情陪伴/心理支持",
      ],
      ...[
        "亲情陪伴|心理支持",
        "亲情陪伴┋心理支持",
        "亲情陪伴\n心理支持",
        "亲情陪伴 心理支持",
        "亲情陪伴和心理支持",
        "1,3",
        "1、3",
        "1 3",
      ],
      ...[
        "1；3",
        "01 03",
        "1.亲情陪伴 3.心理支持",
        "①③",
        "心理支持、亲情陪伴",
        "亲情陪伴、心理支持。",
        "亲情陪伴、、心理支持、",
      ],
      ...[
        "☑亲情陪伴 □学业辅导 ☑心理支持",
        "√亲情陪伴 学业辅导 √心理支持",
        "亲情陪伴√；学业辅导×；心理支持√",
        "1、亲情陪伴；3、心理支持",
      ],
      ...["■亲情陪伴□学业辅导■心理支持□其他____", "1.0；3.0", "亲情陪伴、亲情陪伴、心理支持"],
    ].map((it) => [it, ["1", "3"]] as const),
    ["不详", ["99"]],
    ["□亲情陪伴 □学业辅导", "!value_ticks"],
    ["亲情陪伴；未采集", "!none_and_some"],
    ...["13", "1.3", "1-3", "1~3", "亲情陪伴学业", "亲情陪伴等", "亲情陪伴；篮球", "0", "10", "1²", "无", "1；", "；"]
      .filter((it) => it !== "1；")
      .map((it) => [it, "!value_unknown"] as const),
    ["1；", ["1"]],
    ["???", "!lossy"],
  ]);
  says("poverty_cat", [
    ["无", ["00"]],
    ["0", ["00"]],
    ["低保", ["01"]],
    ["13", ["13"]],
    ["1 3", ["01", "03"]],
    ["1,3,5", ["01", "03", "05"]],
    ["建档立卡、低保户", ["01", "04"]],
    ["五保", ["03"]],
    ["无；低保", "!none_and_some"],
    ["是", "!value_unclear"],
    ["贫困户", "!value_unclear"],
    ["113", "!value_unknown"],
  ]);
  says("disability_type", [
    ["视力、听力", ["1", "2"]],
    ["肢体残疾", ["4"]],
    ["无", ""],
  ]);
});

test("answers that call for action are found however the cell is written, and not where it says that there are none", () => {
  const risks = census.get("risk_flags") as Question;
  for (const cell of [
    ...[
      "疑似侵害",
      "13",
      "☑疑似侵害 □欺凌",
      "疑似侵害；打架",
      "无；疑似侵害",
      "疑似侵害 打架",
      "老师反映疑似侵害",
      "家暴",
      "自伤念头！",
    ],
    ...["有自杀念头", "欺凌、有自残"],
  ])
    expect(alarmsInCell(risks, cell), cell).not.toEqual([]);
  for (const cell of ["无", "□疑似侵害 ☑欺凌", "未发现疑似侵害", "没有自伤念头", "欺凌", "排除家暴", "疑似侵害未发现"])
    expect(alarmsInCell(risks, cell), cell).toEqual([]);
});

describe("whatever is written", () => {
  const questions = forms
    .filter((it) => it.paperOnly !== true)
    .flatMap((form) => columnsOf(form).map((it) => it.question));
  const anyQuestion = fc.constantFrom(...questions);

  test("every code of every list is read from its label, its number and its synonyms", () => {
    for (const question of questions) {
      if (!("codes" in question)) continue;
      for (const { code, label, synonyms = [] } of question.codes)
        for (const word of [code, label, code + label, `${code}.${label}`, ...synonyms]) {
          const read = readAnswer(question, word, { areas: guizhou });
          expect(read, `${question.label} ${word}`).toEqual({ answer: question.type === "multiple" ? [code] : code });
        }
    }
  });

  const day = fc
    .date({ min: new Date("1900-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
    .map((it) => it.toISOString().slice(0, 10));
  const han = fc.constantFrom(..."张王李赵小满春生青禾文静雨桐");
  const answerTo = (question: Question): fc.Arbitrary<string | number | readonly string[]> => {
    switch (question.type) {
      case "text":
        return question.holds === "student_number"
          ? day.map((it) => `L990000${it.replaceAll("-", "")}001X`)
          : fc.array(han, { minLength: 2, maxLength: Math.min(8, question.longest) }).map((it) => it.join(""));
      case "number":
        return fc.integer({ min: question.least, max: question.most });
      case "date":
        return day;
      case "month":
        return day.map((it) => it.slice(0, 7));
      case "id":
        return fc
          .tuple(
            day.filter((it) => it < "2026-09-30"),
            fc.integer({ min: 0, max: 999 }),
          )
          .map(([birth, order]) => `990000${birth.replaceAll("-", "")}${String(order).padStart(3, "0")}`)
          .map((it) => it + checkCharacter(it));
      case "phone":
        return fc.integer({ min: 0, max: 99_999_999 }).map((it) => `199${String(it).padStart(8, "0")}`);
      case "area":
        return fc.constantFrom(...question.digits.map((it) => "990000101201".slice(0, it)));
      case "choice":
        return fc.constantFrom(...question.codes.map((it) => it.code));
      case "multiple":
        return fc.subarray(
          question.codes.map((it) => it.code).filter((it) => it !== "99" && it !== question.none),
          { minLength: 1 },
        );
    }
  };

  test("an answer that is written is read again", () => {
    fc.assert(
      fc.property(
        anyQuestion.chain((question) => answerTo(question).map((answer) => ({ question, answer }))),
        ({ question, answer }) => {
          expect(readAnswer(question, clean(writeAnswer(question, answer)), around)).toEqual({ answer });
        },
      ),
      { numRuns: 1000 },
    );
  });

  // What may stand around and inside an answer; the oracles below look at it in another way than the reader does.
  const noise = fc.constantFrom(
    ..." 　-./、,;:?*√×□☑①²年月日班级一二三十〇0123456789男女是否无XxＥe+'\u200b\ufffd#()（）",
  );
  const mangled = (from: fc.Arbitrary<string>) =>
    fc.tuple(from, fc.array(fc.tuple(fc.nat(24), fc.nat(2), noise), { maxLength: 3 })).map(([text, edits]) =>
      edits.reduce((cell, [at, kind, mark]) => {
        const place = at % (cell.length + 1);
        return cell.slice(0, place) + mark + cell.slice(place + ([0, 1, cell.length][kind] ?? 0));
      }, text),
    );
  const wide = (cell: string) =>
    [...cell].map((it) => (it >= "！" && it <= "～" ? String.fromCharCode(it.charCodeAt(0) - 0xfee0) : it)).join("");
  const digitsIn = (cell: string) => wide(cell).replace(/[^0-9]/g, "");

  test("no number is read as a citizen's that does not stand there, digit by digit", () => {
    const id = census.get("id_number") as Question;
    fc.assert(
      fc.property(mangled(answerTo(id).map(String)), (cell) => {
        const read = readAnswer(id, clean(cell), around);
        if (!("answer" in read)) return;
        const number = String(read.answer);
        let sum = 0;
        for (let at = 17; at >= 0; at--) sum += (number[at] === "X" ? 10 : Number(number[at])) * (2 ** (17 - at) % 11);
        expect(sum % 11).toBe(1);
        expect(number.replace("X", "")).toBe(digitsIn(cell));
      }),
      { numRuns: 3000 },
    );
  });

  test("no day is read but the one whose year, month and day stand there in that order", () => {
    const birth = census.get("birth_date") as Question;
    const written = day.chain((it) => {
      const [year = "", month = "", date = ""] = it.split("-").map((part) => String(Number(part)));
      return fc.constantFrom(
        it,
        `${year}.${month}.${date}`,
        `${year}/${month}/${date}`,
        `${year}年${month}月${date}日`,
        it.replaceAll("-", ""),
        `${it} 00:00:00`,
        `${month}/${date}/${year}`,
        `${date}.${month}.${year.slice(2)}`,
      );
    });
    fc.assert(
      fc.property(mangled(written), (cell) => {
        const read = readAnswer(birth, clean(cell), around);
        if (!("answer" in read)) return;
        const [year, month, date] = String(read.answer).split("-").map(Number);
        expect(new Date(String(read.answer)).toISOString().slice(0, 10)).toBe(read.answer);
        const numerals = (text: string) =>
          text.replace(/[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]/g, (it) => {
            const [tens = "", ones = ""] = it.includes("十") ? it.split("十") : ["零", it];
            return String(
              "零一二三四五六七八九".indexOf(tens === "" ? "一" : tens) * 10 +
                Math.max(0, "零一二三四五六七八九".indexOf(ones || "零")),
            );
          });
        const groups = numerals(wide(clean(cell))).match(/\d+/g) ?? [];
        const first = groups[0] ?? "";
        const said =
          first.length === 8
            ? [first.slice(0, 4), first.slice(4, 6), first.slice(6)]
            : [first, groups[1] ?? "", groups[2] ?? ""];
        expect(said.map(Number), cell).toEqual([year, month, date]);
      }),
      { numRuns: 3000 },
    );
  });

  test("no choice is read but one whose label, synonym or code stands in the cell, and no other", () => {
    const lists = questions.filter((it) => it.type === "choice" && it.place !== true);
    fc.assert(
      fc.property(
        fc
          .constantFrom(...lists)
          .chain((question) =>
            mangled(
              fc.constantFrom(
                ...("codes" in question ? question.codes : []).flatMap((it) => [
                  it.label,
                  it.code,
                  ...(it.synonyms ?? []),
                ]),
              ),
            ).map((cell) => ({ question, cell })),
          ),
        ({ question, cell }) => {
          const read = readAnswer(question, clean(cell), around);
          if (!("answer" in read) || !("codes" in question)) return;
          const bare = (text: string) => wide(clean(text)).replace(/\s/g, "").toLowerCase();
          const text = bare(cell).replace(/①/g, "1");
          const own = question.codes.find((it) => it.code === read.answer);
          const words = [own?.label ?? "", String(Number(own?.code)), ...(own?.synonyms ?? [])].map(bare);
          const inRange = own?.range !== undefined && /[\d一二三四五六七八九十]/.test(text) && !/[?×□]/.test(text);
          expect(inRange || words.some((it) => text.includes(it)), `${question.label}: ${cell}`).toBe(true);
          expect(text, "doubt is no answer").not.toMatch(/\?/);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("nothing is repeated in a message, and nothing takes long", () => {
    const secret = "鹓鸰";
    fc.assert(
      fc.property(anyQuestion, fc.string({ unit: "grapheme", maxLength: 40 }), (question, rest) => {
        for (const cell of [secret + rest, rest + secret]) {
          const read = readAnswer(question, clean(cell), around);
          if ("fault" in read) expect(read.fault).not.toContain(secret);
        }
      }),
      { numRuns: 500 },
    );
    const started = performance.now();
    for (const question of census.values())
      for (const long of [
        " ",
        "1",
        "-",
        "a ",
        "男",
        "√",
        "、",
        "（",
        "1、",
        "2015-",
        "二〇",
        "广东",
        "e+",
        "· ",
        "\u200b",
      ]) {
        const read = readAnswer(question, clean(`男${long.repeat(20_000)}女`), around);
        expect("fault" in read || question.type === "text", `${question.label} ${long}`).toBe(true);
      }
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);
});
