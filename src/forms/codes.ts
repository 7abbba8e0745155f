import { type Code } from "./form.ts";

/** Code lists that questions share. The codes are those of the census instrument and never change their meaning. */

const yes: Code & { code: "1" } = { code: "1", label: "是", synonyms: ["√", "✓", "有", "已", "y", "yes", "true"] };
const no: Code & { code: "0" } = {
  code: "0",
  label: "否",
  synonyms: ["×", "x", "✗", "无", "未", "没有", "n", "no", "false"],
};
const unknown: Code & { code: "99" } = { code: "99", label: "未采集", synonyms: ["不详", "未知", "不清楚"] };

export const yesNo = [yes, no, unknown] as const;

export const sexes = [
  { code: "1", label: "男", synonyms: ["男性", "男孩", "男生", "男童", "m"] },
  { code: "2", label: "女", synonyms: ["女性", "女孩", "女生", "女童", "f"] },
] as const satisfies readonly Code[];

export const reporterRoles = [
  { code: "1", label: "班主任" },
  { code: "2", label: "德育主任或学校" },
  { code: "3", label: "儿童主任" },
  { code: "4", label: "儿童督导员" },
  { code: "5", label: "民政" },
  { code: "6", label: "教办" },
  { code: "7", label: "妇联或爱心妈妈" },
  { code: "8", label: "志愿者或社工" },
  { code: "9", label: "其他" },
] as const;

export const collectModes = [
  { code: "1", label: "入户" },
  { code: "2", label: "到校" },
  { code: "3", label: "电话" },
  { code: "4", label: "视频" },
  { code: "5", label: "代填核实" },
] as const;

export const legalBases = [
  { code: "1", label: "法定职责" },
  { code: "2", label: "监护人同意" },
  { code: "3", label: "紧急" },
] as const;

export const consentStatuses = [
  { code: "1", label: "父亲已签" },
  { code: "2", label: "母亲已签" },
  { code: "3", label: "远程确认" },
  { code: "4", label: "法定职责，已告知", synonyms: ["法定职责免同意已告知", "法定职责已告知"] },
  { code: "5", label: "不同意" },
  { code: "6", label: "待取得" },
] as const satisfies readonly Code[];

export const hukouTypes = [
  { code: "1", label: "农村居民", synonyms: ["农业", "农业户口", "农业家庭户口", "农村", "农村户口"] },
  { code: "2", label: "城镇居民", synonyms: ["非农业", "非农业户口", "非农业家庭户口", "城镇", "城镇户口"] },
  { code: "3", label: "居民户口未分", synonyms: ["居民户口"] },
  { code: "4", label: "无户口" },
  unknown,
] as const satisfies readonly Code[];

export const educationStatuses = [
  { code: "01", label: "未入园", synonyms: ["学龄前", "学前"] },
  { code: "02", label: "幼儿园" },
  { code: "03", label: "小学", synonyms: ["小学生", "小学在读"] },
  { code: "04", label: "初中", synonyms: ["初中生", "初中在读"] },
  { code: "05", label: "高中", synonyms: ["高中生", "高中在读"] },
  { code: "06", label: "中职", synonyms: ["中专", "职高"] },
  { code: "07", label: "特教学校" },
  { code: "08", label: "送教上门" },
  { code: "09", label: "辍学" },
  { code: "10", label: "失学", synonyms: ["从未入学"] },
  { code: "11", label: "义务教育后不在学", synonyms: ["不在学"] },
  unknown,
] as const satisfies readonly Code[];

export const boardings = [
  { code: "1", label: "寄宿", synonyms: ["住校", "住宿", "寄宿生", "住校生", "住宿生", "是", "√", "✓", "有", "对"] },
  { code: "2", label: "走读", synonyms: ["否", "不住校", "走读生", "非寄宿", "×", "x", "✗", "无", "不住"] },
  { code: "3", label: "校外托管" },
  unknown,
] as const satisfies readonly Code[];

export const healths = [
  { code: "1", label: "健康", synonyms: ["良好", "健康或良好"] },
  { code: "2", label: "一般或较弱", synonyms: ["一般", "较弱", "体弱"] },
  { code: "3", label: "慢性病" },
  { code: "4", label: "重病" },
  { code: "5", label: "残疾" },
  { code: "9", label: "其他" },
  unknown,
] as const satisfies readonly Code[];

export const disabilities = [
  { code: "1", label: "视力" },
  { code: "2", label: "听力" },
  { code: "3", label: "言语" },
  { code: "4", label: "肢体" },
  { code: "5", label: "智力" },
  { code: "6", label: "精神" },
  { code: "7", label: "多重" },
] as const;

export const disabilityLevels = [
  { code: "1", label: "一级" },
  { code: "2", label: "二级" },
  { code: "3", label: "三级" },
  { code: "4", label: "四级" },
  { code: "0", label: "未评" },
] as const;

export const parentStatuses = [
  { code: "1", label: "在家", synonyms: ["在家共同生活", "在家务农"] },
  { code: "2", label: "外出务工", synonyms: ["务工", "打工", "外出", "外出打工", "在外务工", "在外打工"] },
  { code: "3", label: "外出其他", synonyms: ["外出(其他)"] },
  { code: "4", label: "去世", synonyms: ["死亡", "已故"] },
  { code: "5", label: "失联" },
  { code: "6", label: "服刑在押" },
  { code: "7", label: "强制戒毒" },
  { code: "8", label: "重病重残" },
  { code: "9", label: "离异另组家庭" },
  { code: "10", label: "不详" },
] as const satisfies readonly Code[];

export const outPlaces = [
  { code: "1", label: "本乡镇" },
  { code: "2", label: "县内外乡", synonyms: ["本县外乡镇"] },
  { code: "3", label: "市内外县", synonyms: ["省内外县(市内)", "本市外县"] },
  { code: "4", label: "省内外市", synonyms: ["本省外市"] },
  { code: "5", label: "省外", synonyms: ["外省"] },
  { code: "6", label: "境外", synonyms: ["国外"] },
  { code: "9", label: "不详" },
] as const satisfies readonly Code[];

export const stayCapacities = [
  { code: "1", label: "有监护能力", synonyms: ["有"] },
  { code: "2", label: "无，重病" },
  { code: "3", label: "无，重残" },
  { code: "4", label: "无，精神或智力" },
  { code: "5", label: "无，其他" },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];

export const careReasons = [
  { code: "1", label: "父母双方同时外出" },
  { code: "2", label: "一方外出另一方无监护能力" },
  { code: "3", label: "父母双方无监护能力" },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];

export const carers = [
  { code: "01", label: "祖父母", synonyms: ["爷爷", "奶奶", "爷爷奶奶", "爷奶", "祖父", "祖母", "祖孙", "爷孙"] },
  {
    code: "02",
    label: "外祖父母",
    synonyms: ["外公", "外婆", "外公外婆", "姥姥", "姥爷", "姥姥姥爷", "外祖父", "外祖母"],
  },
  { code: "03", label: "父亲", synonyms: ["爸爸", "爸", "父"] },
  { code: "04", label: "母亲", synonyms: ["妈妈", "妈", "母"] },
  {
    code: "05",
    label: "其他亲属",
    synonyms: "姑姑 姑妈 姨 姨妈 舅舅 舅妈 叔叔 婶婶 伯伯 大伯 伯父 伯母 伯 叔 姑 舅 哥哥 姐姐 亲戚".split(" "),
  },
  { code: "06", label: "朋友邻居" },
  { code: "07", label: "寄宿学校或托管机构" },
  { code: "08", label: "福利或救助机构" },
  { code: "09", label: "无人照护", synonyms: ["独居", "无人照护(独居)"] },
  { code: "10", label: "未成年兄姐" },
  unknown,
] as const satisfies readonly Code[];

export const carerAges = [
  { code: "1", label: "50岁以下", range: [16, 49] },
  { code: "2", label: "50至59岁", synonyms: ["50-59岁", "50-59"], range: [50, 59] },
  { code: "3", label: "60至69岁", synonyms: ["60-69岁", "60-69"], range: [60, 69] },
  { code: "4", label: "70至79岁", synonyms: ["70-79岁", "70-79"], range: [70, 79] },
  { code: "5", label: "80岁以上", range: [80, 119] },
  unknown,
] as const satisfies readonly Code[];

export const carerHealths = [
  { code: "1", label: "健康" },
  { code: "2", label: "慢病" },
  { code: "3", label: "重病残" },
  { code: "4", label: "精神智力" },
  unknown,
] as const satisfies readonly Code[];

export const entrustments = [
  { code: "1", label: "已签并告知校村" },
  { code: "2", label: "已签未告知" },
  { code: "3", label: "未签" },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];

export const guardianships = [
  { code: "1", label: "较好", synonyms: ["好", "良好"] },
  { code: "2", label: "一般" },
  { code: "3", label: "差", synonyms: ["较差"] },
  unknown,
] as const satisfies readonly Code[];

export const contactFrequencies = [
  { code: "1", label: "每天", synonyms: ["每日", "每天1次", "每天一次"] },
  { code: "2", label: "每周2至6次", synonyms: ["每周2-6次"] },
  { code: "3", label: "每周1次", synonyms: ["每周一次"] },
  { code: "4", label: "每月2至3次", synonyms: ["每月2-3次"] },
  { code: "5", label: "每月1次", synonyms: ["每月一次"] },
  { code: "6", label: "更少" },
  { code: "7", label: "从不或失联", synonyms: ["从不", "失联"] },
  unknown,
] as const satisfies readonly Code[];

export const contactWays = [
  { code: "1", label: "视频" },
  { code: "2", label: "语音" },
  { code: "3", label: "微信文字" },
  { code: "4", label: "见面" },
  { code: "5", label: "书信" },
  unknown,
] as const satisfies readonly Code[];

export const meetingFrequencies = [
  { code: "1", label: "每月" },
  { code: "2", label: "每季" },
  { code: "3", label: "每年3至4次" },
  { code: "4", label: "每年1至2次" },
  { code: "5", label: "一年以上未见" },
  unknown,
] as const satisfies readonly Code[];

export const hardships = [
  { code: "00", label: "无", synonyms: ["否", "一般户"] },
  { code: "01", label: "低保", synonyms: ["低保户"] },
  { code: "02", label: "低保边缘", synonyms: ["低保边缘户"] },
  { code: "03", label: "特困供养", synonyms: ["特困", "五保", "五保户"] },
  { code: "04", label: "脱贫户", synonyms: ["建档立卡", "建档立卡户", "脱贫户(享受政策)"] },
  { code: "05", label: "脱贫不稳定" },
  { code: "06", label: "边缘易致贫" },
  { code: "07", label: "突发严重困难" },
  { code: "08", label: "刚性支出困难" },
  { code: "09", label: "其他低收入" },
  { code: "10", label: "孤儿" },
  { code: "11", label: "事实无人抚养", synonyms: ["事实孤儿"] },
  { code: "12", label: "残疾学生" },
  { code: "13", label: "残疾人子女" },
  { code: "14", label: "烈士子女" },
  unknown,
] as const satisfies readonly Code[];

export const aids = [
  { code: "00", label: "无" },
  { code: "01", label: "低保金" },
  { code: "02", label: "特困" },
  { code: "03", label: "临时" },
  { code: "04", label: "医疗" },
  { code: "05", label: "住房" },
  { code: "06", label: "残疾两补" },
  { code: "07", label: "孤儿或事实无人抚养津贴" },
  { code: "08", label: "学生资助" },
  { code: "09", label: "营养餐" },
  { code: "10", label: "社会捐助" },
  unknown,
] as const satisfies readonly Code[];

export const risks = [
  { code: "00", label: "无" },
  { code: "01", label: "脱离监护独居" },
  { code: "02", label: "8岁以下无人看护" },
  { code: "03", label: "辍学或疑似辍学" },
  { code: "04", label: "旷课3天以上" },
  { code: "05", label: "沉迷网络" },
  { code: "06", label: "欺凌" },
  { code: "07", label: "不良行为" },
  { code: "08", label: "溺水高风险" },
  { code: "09", label: "居住安全隐患" },
  { code: "10", label: "照护人失能" },
  { code: "11", label: "父母失联" },
  { code: "12", label: "无户籍" },
  { code: "13", label: "疑似侵害", alarm: "harm" },
  { code: "14", label: "自伤念头", alarm: "self-harm" },
  unknown,
] as const satisfies readonly Code[];

export const riskLevels = [
  { code: "1", label: "红" },
  { code: "2", label: "黄" },
  { code: "3", label: "蓝" },
  { code: "4", label: "绿" },
] as const;

export const psychConcerns = [
  { code: "0", label: "无" },
  { code: "1", label: "一般关注" },
  { code: "2", label: "重点关注" },
  { code: "3", label: "已转介" },
  { code: "4", label: "治疗中" },
  unknown,
] as const satisfies readonly Code[];

export const psychSigns = [
  { code: "1", label: "情绪低落" },
  { code: "2", label: "焦虑恐惧" },
  { code: "3", label: "孤僻" },
  { code: "4", label: "易怒攻击" },
  { code: "5", label: "厌学" },
  { code: "6", label: "睡眠饮食异常" },
  { code: "7", label: "自伤", alarm: "self-harm" },
] as const satisfies readonly Code[];

export const needs = [
  { code: "1", label: "亲情陪伴" },
  { code: "2", label: "学业辅导" },
  { code: "3", label: "心理支持" },
  { code: "4", label: "生活物资" },
  { code: "5", label: "医疗康复" },
  { code: "6", label: "安全监护" },
  { code: "7", label: "兴趣活动" },
  { code: "8", label: "政策申请" },
  { code: "9", label: "其他" },
  unknown,
] as const satisfies readonly Code[];

export const pairTypes = [
  { code: "1", label: "教师" },
  { code: "2", label: "干部", synonyms: ["党员", "党员干部"] },
  { code: "3", label: "爱心妈妈" },
  { code: "4", label: "志愿者", synonyms: ["代理家长", "五老", "社工"] },
  { code: "5", label: "企业" },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

export const changeTypes = [
  { code: "1", label: "新增" },
  { code: "2", label: "持续" },
  { code: "3", label: "退出" },
] as const;

export const exitReasons = [
  { code: "1", label: "满16周岁" },
  { code: "2", label: "父母返乡" },
  { code: "3", label: "随父母迁出" },
  { code: "4", label: "监护恢复" },
  { code: "5", label: "死亡" },
  { code: "6", label: "重复" },
  { code: "9", label: "其他" },
] as const;

export const consents = [
  { code: "1", label: "同意" },
  { code: "0", label: "不同意" },
] as const;

export const talkKinds = [
  { code: "1", label: "日常" },
  { code: "2", label: "学业" },
  { code: "3", label: "情绪" },
  { code: "4", label: "同伴" },
  { code: "5", label: "亲子" },
  { code: "6", label: "安全" },
  { code: "7", label: "生活" },
  { code: "9", label: "其他" },
] as const;

export const talkWays = [
  { code: "1", label: "面谈" },
  { code: "2", label: "电话" },
  { code: "3", label: "视频" },
  { code: "4", label: "书信" },
] as const;

export const moods = ["很难过", "有些难过", "平常", "开心", "很开心"] as const;

/** What a talk or a visit brought to light. Suspected harm and thoughts of self-harm are acted on, never written down here. */
export const findings = [
  { code: "00", label: "没有发现" },
  { code: "01", label: "情绪低落" },
  { code: "02", label: "被欺凌或欺凌他人" },
  { code: "03", label: "沉迷网络" },
  { code: "04", label: "旷课或厌学" },
  { code: "05", label: "交往不安全" },
  { code: "06", label: "身体不适" },
  { code: "09", label: "其他" },
  { code: "13", label: "家暴或疑似侵害", alarm: "harm" },
  { code: "14", label: "自伤念头", alarm: "self-harm" },
] as const satisfies readonly Code[];

export const referrals = [
  { code: "00", label: "不需要" },
  { code: "1", label: "心理辅导教师" },
  { code: "2", label: "德育主任或学校" },
  { code: "3", label: "儿童主任" },
  { code: "4", label: "民政" },
  { code: "5", label: "医院" },
  { code: "9", label: "其他" },
] as const;

/** Whose parents are away. Which of the two, and why the other cannot care, is not asked. */
export const outTypes = [
  {
    code: "1",
    label: "双方外出",
    synonyms:
      "父母双方外出 父母双方外出务工 双亲外出 父母外出 父母都外出 父母均外出 双方 双方务工 双留守 父母 父母双方 爸妈 爸爸妈妈".split(
        " ",
      ),
  },
  {
    code: "2",
    label: "一方外出",
    synonyms: [
      ..."单方外出 单亲外出 一方 单方 一方外出务工 父亲外出 母亲外出 父外出 母外出 爸爸外出 妈妈外出".split(" "),
      ..."父亲 母亲 爸爸 妈妈 爸爸打工 妈妈打工 父亲务工 母亲务工".split(" "),
      ..."父亲外出务工 母亲外出务工 单方外出(父) 单方外出(母) 一方外出另一方在家 单留守".split(" "),
    ],
  },
  {
    code: "3",
    label: "一方外出另一方无监护能力",
    synonyms: [
      ..."一方外出且另一方无监护能力 一方外出，另一方无监护能力 一方外出务工另一方无监护能力".split(" "),
      ..."一方外出、另一方无监护能力 单方外出另一方无监护能力 一方无监护能力".split(" "),
    ],
  },
  { code: "9", label: "其他", synonyms: ["其它"] },
  { code: "99", label: "未采集", synonyms: ["不详", "未知", "不清楚"] },
] as const satisfies readonly Code[];

/** Kinds of files that the plans keep. A child of a single parent is none: who cares for it is asked instead. */
export const childCategories = [
  { code: "1", label: "留守", synonyms: ["留守儿童", "留守学生"] },
  { code: "2", label: "残疾", synonyms: ["残疾儿童", "残障"] },
  { code: "3", label: "孤儿" },
  { code: "4", label: "事实无人抚养", synonyms: ["事实孤儿", "事实无人抚养儿童"] },
  { code: "9", label: "其他困难", synonyms: ["其他", "困境", "困境儿童"] },
] as const satisfies readonly Code[];

/** What the plans call the carer's state of health, asked only as far as it matters to the child. */
export const careAffected = [
  { code: "0", label: "否", synonyms: ["健康", "良好", "身体健康", "身体良好", "好", "较好", "不影响", "无"] },
  { code: "1", label: "是", synonyms: ["影响", "有影响"] },
  { code: "2", label: "需评估", synonyms: ["一般", "较差", "差", "体弱", "多病", "有病", "待评估"] },
  { code: "99", label: "未采集", synonyms: ["不详", "未知", "不清楚"] },
] as const satisfies readonly Code[];

/** Who signs as guardian. Someone who only cares for the child is not among them. */
export const guardianRoles = [
  { code: "1", label: "父亲" },
  { code: "2", label: "母亲" },
  { code: "3", label: "其他监护人" },
] as const satisfies readonly Code[];

/** How a guardian signs or, away from home, confirms. */
export const signWays = [
  { code: "1", label: "当面签字" },
  { code: "2", label: "微信视频" },
  { code: "3", label: "微信语音", synonyms: ["语音"] },
  { code: "4", label: "短信" },
  { code: "5", label: "电话" },
] as const satisfies readonly Code[];

/** What a child says when asked whether it is all right. */
export const childViews = [
  { code: "1", label: "愿意" },
  { code: "2", label: "不愿意" },
  { code: "3", label: "说不好" },
] as const satisfies readonly Code[];
