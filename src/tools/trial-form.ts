import { choice, date, defineForm, type Form, idNumber, multiple, name, number, table, text } from "../forms/form.ts";
import { paper } from "../forms/papers.ts";

/** A form with one of everything, for the tests of this room: it stays as it is when the real forms change. */
export const trial: Form = defineForm({
  id: "trial",
  template: "T99",
  title: "试表",
  version: "2026.2",
  earlier: [{ version: "2026.1", renamed: { pupil: "child_name", 年龄段: "stage" }, recoded: { stage: { A: "1" } } }],
  basis: [],
  filledBy: "测试",
  per: "每次一份",
  minutes: 1,
  processing: { purpose: "测试", ground: "duty", keep: "测试完", seenBy: "测试" },
  sections: [
    {
      title: "一",
      questions: {
        child_name: name("姓名", { privacy: "direct", required: true }),
        child_code: text("档案编号", { privacy: "process", longest: 20 }),
        class_name: text("班级", { privacy: "quasi", longest: 20 }),
        id_number: idNumber("身份证号", { privacy: "direct", birth: "birth_date", sex: "sex" }),
        birth_date: date("出生日期", { privacy: "quasi" }),
        sex: choice(
          "性别",
          [
            { code: "1", label: "男" },
            { code: "2", label: "女" },
          ],
          { privacy: "quasi" },
        ),
        stage: choice(
          "阶段",
          [
            { code: "1", label: "小学" },
            { code: "2", label: "初中" },
            { code: "99", label: "未采集" },
          ],
          { privacy: "safe" },
        ),
        grade: number("年级", { privacy: "safe", least: 1, most: 9, when: { question: "stage", in: ["1", "2"] } }),
        grade_note: text("年级说明", { privacy: "safe", when: { question: "stage", in: ["2"] } }),
        findings: multiple(
          "发现",
          [
            { code: "00", label: "没有" },
            { code: "1", label: "孤僻" },
            { code: "2", label: "厌学" },
            { code: "3", label: "疑似侵害", alarm: "harm" },
            { code: "4", label: "自伤念头", alarm: "self-harm" },
          ],
          { privacy: "sensitive", none: "00" },
        ),
      },
    },
  ],
  papers: [
    paper({ title: "试表", pages: 1 }),
    paper({ id: "card", title: "试卡", up: 4, pages: 1, header: [], only: ["child_name", "stage"] }),
  ],
  example: {
    child_name: "张小满",
    id_number: "990000201503120013",
    birth_date: "2015-03-12",
    sex: "1",
    stage: "1",
    grade: 5,
  },
});

/** The same with a table inside, whose columns hang on the record and carry an alarm. */
export const trialWithTable: Form = defineForm({
  ...trial,
  id: "trial-table",
  earlier: [],
  papers: trial.papers.slice(0, 1),
  sections: [
    {
      title: "一",
      questions: {
        class_name: text("班级", { privacy: "quasi", required: true }),
        with_phone: choice(
          "要电话",
          [
            { code: "1", label: "要" },
            { code: "0", label: "不要" },
          ],
          { privacy: "safe" },
        ),
        children: table(
          "名单",
          {
            child_name: name("姓名", { privacy: "direct", required: true }),
            count: number("次数", { privacy: "safe", least: 0, most: 9 }),
            seen: choice(
              "情况",
              [
                { code: "1", label: "正常" },
                { code: "2", label: "侵害", alarm: "harm" },
              ],
              { privacy: "sensitive" },
            ),
            phone_note: text("电话", { privacy: "direct", when: { question: "with_phone", in: ["1"] } }),
            mood_note: text("说明", { privacy: "direct", when: { question: "seen", in: ["1"] } }),
          },
          { rows: 4, most: 5 },
        ),
      },
    },
  ],
  rules: [
    {
      code: "name_is_class",
      at: "child_name",
      severity: "error",
      message: "姓名写成了班级",
      broken: (a) => a["child_name"] === a["class_name"],
    },
  ],
  example: { class_name: "五（2）班", children: [{ child_name: "张小满", count: 2, seen: "1" }] },
} as Form);
