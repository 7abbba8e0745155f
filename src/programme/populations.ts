/**
 * Who is counted. Populations are derived from the raw facts of a record at the round's reference date,
 * never typed in, and two of them never meet in one table or chart: the ministries define them differently.
 * `parents`, `age`, `period` and `residence` set the definitions side by side for readers (/definitions/).
 */
export const populations = {
  lbc_civil: {
    label: "农村留守儿童（民政口径）",
    definition:
      "父母双方外出务工，或一方外出务工、另一方无监护能力，不满十六周岁。外出指跨县域连续六个月以上，短期返乡不中断。",
    source: "国发〔2016〕13号（父母、年龄）；2024 年流动儿童和留守儿童监测摸排口径（时长、跨县域）",
    parents: "双方外出，或一方外出、另一方无监护能力",
    age: "不满十六周岁",
    period: "跨县域连续六个月以上（2024 年口径，2016 年文件未写）",
    residence: "不限",
  },
  lbc_civil_2016: {
    label: "农村留守儿童（2016 年摸底口径）",
    definition: "同民政口径，另限农村户籍，不设外出时长。",
    source: "民发〔2016〕42号",
    parents: "双方外出，或一方外出、另一方无监护能力",
    age: "不满十六周岁",
    period: "不设",
    residence: "农村户籍",
  },
  lbc_edu: {
    label: "义务教育阶段留守儿童（教育口径）",
    definition: "义务教育阶段在校学生，父母双方或一方外出连续三个月以上。",
    source: "教育事业统计指标",
    parents: "双方或一方外出",
    age: "义务教育阶段在校学生",
    period: "连续三个月以上",
    residence: "留在户籍所在地",
  },
  lbc_stat: {
    label: "留守儿童（统计口径）",
    definition: "0 至 17 周岁，父母双方或一方跨乡镇外出六个月以上。",
    source: "人口普查与联合国儿童基金会报告",
    parents: "双方或一方跨乡镇外出",
    age: "0 至 17 周岁",
    period: "六个月以上",
    residence: "城乡都算",
  },
  migrant: {
    label: "流动儿童",
    definition: "随父母或其他监护人双方或一方离开户籍地，跨县域居住六个月以上，不满十六周岁。",
    source: "加强流动儿童关爱保护行动方案（2024）",
    parents: "孩子随父母或其他监护人一起离开户籍地",
    age: "不满十六周岁",
    period: "跨县域居住六个月以上",
    residence: "离开户籍地",
  },
  disadvantaged: {
    label: "困境儿童",
    definition: "因家庭贫困、自身残疾或监护缺失、监护不当而陷入困境，不满十八周岁。",
    source: "国发〔2016〕36号",
    parents: "不论；看贫困、残疾、监护缺失或不当",
    age: "不满十八周岁",
    period: "不设",
    residence: "不限",
  },
} as const;
export type PopulationId = keyof typeof populations;
