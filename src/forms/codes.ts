import { type Code, type Unclear } from "./form.ts";
import { unknownWords } from "./written.ts";

/** Code lists that questions share. The codes are those of the census instrument and never change their meaning. */

const unknown: Code & { code: "99" } = { code: "99", label: "未采集", synonyms: unknownWords };

const ticks = "√ ✓ ✔ ☑ ✅ v 对 t true y yes".split(" ");
const crosses = "× x ✗ ✘ ✕ ✖ ╳ ❌ 错 f false n no".split(" ");

/** 是 and 否, each with what offices write for it, and with the words that a question has for it (已建档, 未建档). */
const yesNoWith = (yes: string, no: string) =>
  [
    { code: "1", label: "是", synonyms: [...ticks, "是的", "有", "已", ...words(yes)] },
    { code: "0", label: "否", synonyms: [...crosses, "不是", "无", "未", "没", "没有", "尚未", ...words(no)] },
    unknown,
  ] as const satisfies readonly Code[];

function words(text: string): string[] {
  return text.split(" ").filter((it) => it !== "");
}

export const yesNo = yesNoWith("", "");
export const filings = yesNoWith(
  "已建 已建档 建档 建了 已建立 已建立档案 已归档 有档案",
  "未建 未建档 没建 没建档 没有建档 尚未建档 未建立 无档案 没有档案",
);
export const pairings = yesNoWith(
  "已结对 结对 结了 已结对帮扶 有帮扶人 已帮扶",
  "未结对 没结对 没有结对 尚未结对 未结对帮扶 无帮扶人 没有帮扶人",
);
export const visitings = yesNoWith(
  "已走访 走访 走访了 走访过 已访 已家访 家访 已入户",
  "未走访 没走访 没有走访 尚未走访 未访 未家访 没家访",
);
export const plannings = yesNoWith(
  "已定 已制定 制定 已订 有计划 已有计划 已做",
  "未定 未制定 没定 没制定 没有制定 尚未制定 无计划 没有计划",
);
export const screenings = yesNoWith(
  "已做 做了 已筛查 筛查 已做筛查 已心理筛查",
  "未做 没做 没有做 未筛查 没筛查 没有筛查 尚未筛查",
);

export const sexes = [
  { code: "1", label: "男", synonyms: ["男性", "男孩", "男生", "男童", "男的", "♂", "m", "male"] },
  { code: "2", label: "女", synonyms: ["女性", "女孩", "女生", "女童", "女的", "♀", "f", "female"] },
] as const satisfies readonly Code[];

export const reporterRoles = [
  { code: "1", label: "班主任" },
  { code: "2", label: "德育主任或学校", synonyms: ["德育主任/学校", "德育主任", "学校"] },
  { code: "3", label: "儿童主任", synonyms: ["村儿童主任", "村(居)儿童主任"] },
  { code: "4", label: "儿童督导员", synonyms: ["督导员", "乡镇儿童督导员"] },
  { code: "5", label: "民政", synonyms: ["民政办", "民政干部", "民政助理", "民政助理员"] },
  { code: "6", label: "教办", synonyms: ["教育办"] },
  { code: "7", label: "妇联或爱心妈妈", synonyms: ["妇联/爱心妈妈", "妇联", "爱心妈妈"] },
  { code: "8", label: "志愿者或社工", synonyms: ["志愿者/社工", "志愿者", "社工"] },
  { code: "9", label: "其他", synonyms: ["其它"] },
] as const satisfies readonly Code[];

export const collectModes = [
  { code: "1", label: "入户", synonyms: ["上门", "入户走访", "入户排查"] },
  { code: "2", label: "到校", synonyms: ["校内"] },
  { code: "3", label: "电话", synonyms: ["打电话", "电话核实"] },
  { code: "4", label: "视频" },
  { code: "5", label: "代填核实" },
] as const satisfies readonly Code[];

export const legalBases = [
  { code: "1", label: "法定职责" },
  { code: "2", label: "监护人同意" },
  { code: "3", label: "紧急" },
] as const;

export const consentStatuses = [
  { code: "1", label: "父亲已签", synonyms: ["已签(父)", "父亲签字", "父亲签"] },
  { code: "2", label: "母亲已签", synonyms: ["已签(母)", "母亲签字", "母亲签"] },
  { code: "3", label: "远程确认", synonyms: ["已远程确认"] },
  { code: "4", label: "法定职责，已告知", synonyms: ["法定职责免同意已告知", "法定职责已告知"] },
  { code: "5", label: "不同意", synonyms: ["拒绝", "拒签", "不愿意"] },
  { code: "6", label: "待取得", synonyms: ["未取得", "待签", "未签", "未签字", "还没签"] },
] as const satisfies readonly Code[];

export const hukouTypes = [
  {
    code: "1",
    label: "农村居民",
    synonyms: words("农业 农业户口 农业户籍 农业家庭户口 农业户 农村 农村户口 农村户籍 农民 农户"),
  },
  {
    code: "2",
    label: "城镇居民",
    synonyms: words("非农业 非农业户口 非农业家庭户口 非农 非农户口 城镇 城镇户口 城镇户籍 城市 城市户口 城市居民"),
  },
  { code: "3", label: "居民户口未分", synonyms: words("居民户口 居民户口(未分) 居民家庭户口 居民家庭户") },
  { code: "4", label: "无户口", synonyms: words("无户籍 没有户口 没户口 未上户 未上户口 未落户 未登记户口") },
  unknown,
] as const satisfies readonly Code[];

export const educationStatuses = [
  { code: "01", label: "未入园", synonyms: words("学龄前 未入园(学龄前) 未上幼儿园 没上幼儿园 未入幼儿园") },
  {
    code: "02",
    label: "幼儿园",
    synonyms: words("幼儿园在读 在园 上幼儿园 读幼儿园 幼儿园大班 幼儿园中班 幼儿园小班"),
  },
  { code: "03", label: "小学", synonyms: words("小学生 小学在读 在读小学 上小学 读小学 小学阶段") },
  {
    code: "04",
    label: "初中",
    synonyms: words("初中生 初中在读 在读初中 上初中 读初中 初中阶段 初一 初二 初三 七年级 八年级 九年级"),
  },
  {
    code: "05",
    label: "高中",
    synonyms: words("高中生 高中在读 在读高中 上高中 普高 普通高中 高中阶段 高一 高二 高三"),
  },
  {
    code: "06",
    label: "中职",
    synonyms: words("中职/中专 中专 职高 职业高中 技校 技工学校 职校 中等职业学校 中职生 中专生 中职在读 中专在读"),
  },
  { code: "07", label: "特教学校", synonyms: words("特殊教育学校 特教 特校 特殊学校") },
  { code: "08", label: "送教上门", synonyms: words("送教") },
  { code: "09", label: "辍学", synonyms: words("辍学(义务教育) 已辍学 义务教育辍学 义务教育阶段辍学") },
  { code: "10", label: "失学", synonyms: words("失学(从未入学) 从未入学 从未上学 没上过学") },
  { code: "11", label: "义务教育后不在学", synonyms: words("不在学 不在学(义务教育后,14-16)") },
  unknown,
] as const satisfies readonly Code[];
export const unclearEducation: readonly Unclear[] = [
  { says: words("学前 学前教育 学前班"), write: "分不清是在园还是还没入园：请写“幼儿园”或“未入园”" },
  {
    says: words("在读 在校 在学 上学 读书 是 √ 正常 学生 在校生 在校学生"),
    write: "请写学段：幼儿园、小学、初中、高中、中职或特教学校",
  },
  {
    says: words("未入学 未上学 没上学 不上学 否 无 休学 退学 毕业 已毕业 肄业"),
    write: "请写清是哪一种：未入园、辍学、失学（从未入学）或义务教育后不在学",
  },
];

export const boardings = [
  {
    code: "1",
    label: "寄宿",
    synonyms: words(
      "住校 住宿 寄宿生 住校生 住宿生 寄宿在校 学校寄宿 在校寄宿 在校住宿 住读 住读生 内宿 内宿生 全寄宿 是 有",
    ).concat(ticks),
  },
  {
    code: "2",
    label: "走读",
    synonyms: words(
      "否 不是 不住校 不住宿 不寄宿 未寄宿 没住校 走读生 通校 通学 通校生 通学生 非寄宿 非寄宿生 非住校 无 没有 不住",
    ).concat(crosses),
  },
  { code: "3", label: "校外托管", synonyms: words("托管 托管班 校外托管班 校外托管机构 托管机构") },
  unknown,
] as const satisfies readonly Code[];
export const unclearBoarding: readonly Unclear[] = [
  {
    says: words("借宿 租住 租房 校外租住 校外租房 校外住宿 校外 外宿 陪读 其他 其它"),
    write: "请看孩子平时住哪里：住学校写“寄宿”，住托管机构写“校外托管”，住家里或亲友家、每天来回写“走读”",
  },
];

export const healths = [
  { code: "1", label: "健康", synonyms: words("良好 健康或良好 健康/良好 健康良好 身体健康 身体良好 好 正常 很好") },
  { code: "2", label: "一般或较弱", synonyms: words("一般/较弱 一般 较弱 体弱 体质较弱 体质弱") },
  { code: "3", label: "慢性病", synonyms: words("慢病 患慢性病 有慢性病") },
  { code: "4", label: "重病", synonyms: words("大病 重大疾病 重特大疾病 患重病 患大病") },
  {
    code: "5",
    label: "残疾",
    synonyms: words("残疾儿童 有残疾 残障 视力残疾 听力残疾 言语残疾 肢体残疾 智力残疾 精神残疾 多重残疾"),
  },
  { code: "9", label: "其他", synonyms: ["其它"] },
  unknown,
] as const satisfies readonly Code[];

export const disabilities = [
  { code: "1", label: "视力", synonyms: words("视力残疾 视力类") },
  { code: "2", label: "听力", synonyms: words("听力残疾 听力类") },
  { code: "3", label: "言语", synonyms: words("言语残疾 言语类 语言残疾") },
  { code: "4", label: "肢体", synonyms: words("肢体残疾 肢体类 肢残") },
  { code: "5", label: "智力", synonyms: words("智力残疾 智力类 智残") },
  { code: "6", label: "精神", synonyms: words("精神残疾 精神类") },
  { code: "7", label: "多重", synonyms: words("多重残疾 多重类") },
] as const satisfies readonly Code[];

export const disabilityLevels = [
  { code: "1", label: "一级", synonyms: words("1级 Ⅰ级 壹级 Ⅰ") },
  { code: "2", label: "二级", synonyms: words("2级 Ⅱ级 贰级 Ⅱ") },
  { code: "3", label: "三级", synonyms: words("3级 Ⅲ级 叁级 Ⅲ") },
  { code: "4", label: "四级", synonyms: words("4级 Ⅳ级 肆级 Ⅳ") },
  { code: "0", label: "未评", synonyms: words("未评定 未评级 没评 未定级") },
] as const satisfies readonly Code[];

export const parentStatuses = [
  {
    code: "1",
    label: "在家",
    synonyms: words(
      "在家共同生活 在家务农 务农 在家照顾孩子 在家带孩子 在家生活 在家里 在家居住 居家 共同生活 同住 与孩子同住 未外出 没外出 没有外出 在家未外出",
    ),
  },
  {
    code: "2",
    label: "外出务工",
    synonyms: words(
      "务工 打工 外出 外出打工 在外务工 在外打工 外地务工 外地打工 在外地务工 在外地打工 常年在外务工 常年在外打工 长年在外打工 长年在外务工 长期在外打工 长期在外务工 常年外出 常年外出务工 常年在外 长期外出务工 长期外出 长期在外 外出做工 务工经商 外出务工经商 出国务工 出外打工 出门打工",
    ),
  },
  { code: "3", label: "外出其他", synonyms: words("外出(其他) 外出求学 外出学习 外出读书 参军 当兵 服兵役") },
  {
    code: "4",
    label: "去世",
    synonyms: words("死亡 已故 已去世 已死亡 病故 病逝 亡故 身故 过世 已过世 逝世 离世 亡 已亡 故"),
  },
  { code: "5", label: "失联", synonyms: words("失踪 联系不上 无法联系 失去联系 下落不明 长期失联") },
  { code: "6", label: "服刑在押", synonyms: words("服刑 在押 服刑中 正在服刑 坐牢 在监 监狱服刑 入狱 在监狱") },
  { code: "7", label: "强制戒毒", synonyms: words("强戒 强制隔离戒毒 戒毒 戒毒所 戒毒中 在戒毒") },
  { code: "8", label: "重病重残", synonyms: words("重病 重残 重病或重残 重残重病 重度残疾 患重病") },
  {
    code: "9",
    label: "离异另组家庭",
    synonyms: words(
      "离异(另组家庭) 离异并另组家庭 离婚另组家庭 另组家庭 已另组家庭 离异再婚 离婚再婚 离异改嫁 离婚改嫁 改嫁 离异另娶",
    ),
  },
  { code: "10", label: "不详", synonyms: words("未知 不清楚 不明 不知道 不知") },
] as const satisfies readonly Code[];
export const unclearParent: readonly Unclear[] = [
  {
    says: words("离异 离婚 已离婚 已离异 单亲 分居 再婚 重组家庭 丧偶"),
    write: "看婚姻不知道人在哪里：和孩子同住写“在家”，在外地务工写“外出务工”，离开后另外成家写“离异另组家庭”",
  },
  {
    says: words(
      "健在 在世 正常 健康 有 是 √ 在 在职 上班 工作 有工作 在业 无业 本地 本地务工 本地打工 在本地务工 就近务工 县内务工 经商 做生意 个体 外出经商",
    ),
    write: "请写住在哪里：和孩子同住写“在家”，连续在外住着务工、做生意写“外出务工”，因别的事在外写“外出其他”",
  },
  {
    says: words("残疾 患病 有病 生病 精神病 精神残疾 智力残疾 残疾人 慢性病 疾病 吸毒"),
    write: "病残够重、照顾不了孩子写“重病重残”，其他按住在哪里写“在家”或“外出务工”",
  },
  { says: words("无 没有 否 ×"), write: "请写清是哪一种：去世、失联，或不详" },
];

export const outPlaces = [
  { code: "1", label: "本乡镇", synonyms: words("本乡 本镇 乡内 镇内 本乡镇内 乡镇内") },
  {
    code: "2",
    label: "县内外乡",
    synonyms: words("县内外乡镇 本县外乡镇 本县外乡 本县其他乡镇 县内其他乡镇 县内乡外"),
  },
  { code: "3", label: "市内外县", synonyms: words("省内外县(市内) 本市外县 市内县外 本市其他县 市内其他县 县外市内") },
  { code: "4", label: "省内外市", synonyms: words("本省外市 省内市外 本省其他市 省内其他市 市外省内") },
  { code: "5", label: "省外", synonyms: words("外省 外省市 跨省 省外务工 省外打工 外省务工 外省打工 在外省 在省外") },
  { code: "6", label: "境外", synonyms: words("国外 海外 出国 港澳台 境外务工 国外务工 国外打工") },
  { code: "9", label: "不详", synonyms: words("未知 不清楚 不明 不知道 不知 地点不详 不固定") },
] as const satisfies readonly Code[];
export const unclearPlace: readonly Unclear[] = [
  {
    says: words(
      "外地 外面 外出 在外 城里 市里 市区 县里 县城 县内 本县 本地 省内 本省 市内 本市 县外 市外 外县 外市 省城 省会 珠三角 长三角 沿海 打工 务工 无 有",
    ),
    write: "请从这几项里写一项：本乡镇、县内外乡、市内外县、省内外市、省外、境外；也可以写省和市的名字",
  },
];

export const stayCapacities = [
  { code: "1", label: "有监护能力", synonyms: words("有 有能力 具有监护能力") },
  { code: "2", label: "无，重病", synonyms: words("无(重病) 无-重病 重病 因重病无监护能力") },
  { code: "3", label: "无，重残", synonyms: words("无(重残) 无-重残 重残 因重残无监护能力") },
  {
    code: "4",
    label: "无，精神或智力",
    synonyms: words("无(精神智力) 无(精神或智力) 无-精神智力 精神智力 精神或智力 无，精神智力"),
  },
  { code: "5", label: "无，其他", synonyms: words("无(其他) 无-其他 其他无 其他无监护能力") },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];
export const unclearCapacity: readonly Unclear[] = [
  {
    says: words("无 没有 否 × 无能力 无监护能力 没有监护能力 没能力 不具备 不具备监护能力"),
    write: "请写明原因：无，重病；无，重残；无，精神或智力；无，其他。没有人在家的写“不适用”",
  },
];

export const careReasons = [
  {
    code: "1",
    label: "父母双方同时外出",
    synonyms: words("父母双方外出 双方外出 双方同时外出 父母双方外出务工 父母都外出"),
  },
  {
    code: "2",
    label: "一方外出另一方无监护能力",
    synonyms: words(
      "一方外出、另一方无监护能力 一方外出，另一方无监护能力 一方外出务工另一方无监护能力 一方外出且另一方无监护能力",
    ),
  },
  { code: "3", label: "父母双方无监护能力", synonyms: words("双方无监护能力 父母均无监护能力 父母都无监护能力") },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];

export const carers = [
  {
    code: "01",
    label: "祖父母",
    synonyms: words("爷爷 奶奶 爷爷奶奶 奶奶爷爷 爷奶 祖父 祖母 祖父祖母 祖父或祖母 祖孙 爷孙"),
  },
  {
    code: "02",
    label: "外祖父母",
    synonyms: words("外公 外婆 外公外婆 外婆外公 姥姥 姥爷 姥姥姥爷 姥爷姥姥 外祖父 外祖母 外祖父外祖母"),
  },
  { code: "03", label: "父亲", synonyms: words("爸爸 爸 父 父子 父女 生父 亲生父亲") },
  { code: "04", label: "母亲", synonyms: words("妈妈 妈 母 母子 母女 生母 亲生母亲") },
  {
    code: "05",
    label: "其他亲属",
    synonyms: words(
      "其他亲属(成年兄姐/叔伯姑舅姨) 其它亲属 其他亲戚 亲戚 亲属 姑 姑姑 姑妈 姑母 大姑 二姑 小姑 姑父 姑丈 姑爹 姨 姨妈 姨母 姨娘 大姨 二姨 小姨 姨父 姨夫 舅 舅舅 舅父 大舅 二舅 小舅 舅妈 舅母 叔 叔叔 叔父 二叔 三叔 小叔 婶 婶婶 婶娘 婶子 叔叔婶婶 伯 伯伯 伯父 大伯 二伯 伯母 伯娘 伯父伯母 舅舅舅妈 姑姑姑父 成年兄姐 成年哥哥 成年姐姐 成年哥姐 已成年哥哥 已成年姐姐 曾祖父 曾祖母 曾祖父母 太爷爷 太奶奶",
    ),
  },
  { code: "06", label: "朋友邻居", synonyms: words("朋友/邻居 朋友或邻居 朋友 邻居 邻里") },
  {
    code: "07",
    label: "寄宿学校或托管机构",
    synonyms: words("寄宿学校/托管机构 寄宿学校 学校寄宿 托管机构 托管班 托管"),
  },
  {
    code: "08",
    label: "福利或救助机构",
    synonyms: words("福利/救助机构 福利机构 儿童福利机构 福利院 儿童福利院 孤儿院 救助机构 救助站"),
  },
  {
    code: "09",
    label: "无人照护",
    synonyms: words(
      "独居 无人照护(独居) 无人 自己 独自生活 独自居住 自己生活 自己住 一个人 一个人住 一个人生活 无人照料 无人照顾 无人监护 无人看护",
    ),
  },
  {
    code: "10",
    label: "未成年兄姐",
    synonyms: words("未成年哥哥 未成年姐姐 未成年哥姐 未成年兄弟姐妹 未成年的哥哥 未成年的姐姐"),
  },
  unknown,
] as const satisfies readonly Code[];
export const unclearCarer: readonly Unclear[] = [
  {
    says: words("哥哥 姐姐 哥 姐 哥姐 兄姐 哥哥姐姐 兄弟 兄妹 姐弟 姐妹 兄 堂哥 堂姐 表哥 表姐 弟弟 妹妹"),
    write: "请看照护的人成年没有：成年的写“其他亲属”，未成年的写“未成年兄姐”",
  },
  {
    says: words("父母 爸妈 爸爸妈妈 父亲母亲 双亲 父母双方 父母亲"),
    write: "平时由谁照护就写谁：父亲或母亲；两个人都在家的写主要照护的一位",
  },
  {
    says: words("祖辈 隔代 老人 长辈 家人 监护人 委托监护人 代理家长 继父 继母 养父 养母 公公 婆婆 阿公 阿婆"),
    write: "请写清是孩子的什么人：祖父母、外祖父母、父亲、母亲、其他亲属、朋友邻居",
  },
  {
    says: words("学校 老师 教师 班主任 无 没有 本人"),
    write: "住在学校或托管机构写“寄宿学校或托管机构”，没有大人照护写“无人照护”，其他写孩子的什么人",
  },
];

export const carerAges = [
  { code: "1", label: "50岁以下", synonyms: words("<50 50以下 不满50岁"), range: [16, 49] },
  { code: "2", label: "50至59岁", synonyms: words("50-59岁 50-59 50~59岁 50~59"), range: [50, 59] },
  { code: "3", label: "60至69岁", synonyms: words("60-69岁 60-69 60~69岁 60~69"), range: [60, 69] },
  { code: "4", label: "70至79岁", synonyms: words("70-79岁 70-79 70~79岁 70~79"), range: [70, 79] },
  { code: "5", label: "80岁以上", synonyms: words("80以上 ≥80 80岁及以上 80及以上"), range: [80, 119] },
  unknown,
] as const satisfies readonly Code[];

export const carerHealths = [
  { code: "1", label: "健康", synonyms: words("良好 身体健康 身体良好 好") },
  { code: "2", label: "慢病", synonyms: words("慢性病 有慢性病 患慢性病") },
  { code: "3", label: "重病残", synonyms: words("重病 重残 重病重残 重病或重残 患重病 重度残疾") },
  { code: "4", label: "精神智力", synonyms: words("精神或智力 精神残疾 智力残疾 精神/智力") },
  unknown,
] as const satisfies readonly Code[];

export const entrustments = [
  { code: "1", label: "已签并告知校村", synonyms: words("已签已告知 已签并告知 已签并告知学校和村") },
  { code: "2", label: "已签未告知", synonyms: words("已签没告知") },
  { code: "3", label: "未签", synonyms: words("没签 没有签 未签订 没有签订 尚未签 未签署 否 ×") },
  { code: "8", label: "不适用" },
  unknown,
] as const satisfies readonly Code[];
export const unclearEntrustment: readonly Unclear[] = [
  {
    says: words("已签 已签订 签了 签订 已签署 是 √ 有"),
    write: "请写明有没有书面告知学校和村（居）：已签并告知校村，或已签未告知",
  },
  { says: words("无 没有"), write: "应签没签写“未签”，父母有人在家、不用签写“不适用”" },
];

export const guardianships = [
  { code: "1", label: "较好", synonyms: words("好 良好") },
  { code: "2", label: "一般" },
  { code: "3", label: "差", synonyms: words("较差") },
  unknown,
] as const satisfies readonly Code[];

/** 每周两次, 一周2次 and the like, for each of the `times`. */
const times = (periods: string, counts: readonly number[]) =>
  words(periods).flatMap((period) =>
    counts.flatMap((count) =>
      [String(count), count === 2 ? "两" : ("一二三四五六"[count - 1] ?? "")].map((it) => `${period}${it}次`),
    ),
  );

export const contactFrequencies = [
  { code: "1", label: "每天", synonyms: words("每日 天天 每天都联系 每天联系").concat(times("每天 每日 一天", [1])) },
  {
    code: "2",
    label: "每周2至6次",
    synonyms: words("每周2-6次 每周2~6次 每周2-3次 每周2~3次 每周两三次 每周3-4次 两天一次 隔天一次").concat(
      times("每周 一周 每星期 一星期", [2, 3, 4, 5, 6]),
    ),
  },
  {
    code: "3",
    label: "每周1次",
    synonyms: words("每周 每星期 一周联系一次").concat(times("每周 一周 每星期 一星期", [1])),
  },
  {
    code: "4",
    label: "每月2至3次",
    synonyms: words("每月2-3次 每月2~3次 每月两三次 半月一次 半个月一次 两周一次 每两周一次").concat(
      times("每月 每个月 一个月 一月", [2, 3]),
    ),
  },
  { code: "5", label: "每月1次", synonyms: words("每月 每个月").concat(times("每月 每个月 一个月 一月", [1])) },
  {
    code: "6",
    label: "更少",
    synonyms: words("两个月一次 几个月一次 每季度一次 一季度一次 半年一次 一年一次 每年一次 一年几次"),
  },
  { code: "7", label: "从不或失联", synonyms: words("从不/失联 从不 从不联系 不联系 没有联系 无联系 失联") },
  unknown,
] as const satisfies readonly Code[];
export const unclearFrequency: readonly Unclear[] = [
  {
    says: words("经常 常联系 经常联系 偶尔 有时 不定期 较少 很少 少 多 有 无 没有 是 否 正常 一般"),
    write: "请写多久一次：每天、每周2至6次、每周1次、每月2至3次、每月1次、更少、从不或失联",
  },
];

export const contactWays = [
  { code: "1", label: "视频", synonyms: words("视频通话 微信视频 视频电话 视频聊天") },
  { code: "2", label: "语音", synonyms: words("电话 打电话 电话联系 通话 语音通话 微信语音 语音电话 手机通话") },
  { code: "3", label: "微信文字", synonyms: words("文字 微信打字 微信文字聊天") },
  { code: "4", label: "见面", synonyms: words("当面") },
  { code: "5", label: "书信", synonyms: words("写信 信件") },
  unknown,
] as const satisfies readonly Code[];
export const unclearWay: readonly Unclear[] = [
  { says: words("微信 微信聊天 qq 网络 网上"), write: "请写清是视频、语音还是微信文字" },
];

export const meetingFrequencies = [
  { code: "1", label: "每月", synonyms: words("每个月").concat(times("每月 每个月 一个月 一月", [1])) },
  { code: "2", label: "每季", synonyms: words("每季度 每个季度").concat(times("每季 每季度 一季度 每个季度", [1])) },
  {
    code: "3",
    label: "每年3至4次",
    synonyms: words("每年3-4次 每年3~4次 每年三四次").concat(times("每年 一年", [3, 4])),
  },
  {
    code: "4",
    label: "每年1至2次",
    synonyms: words("每年1-2次 每年1~2次 每年一两次 一年一两次 半年一次 每半年一次").concat(times("每年 一年", [1, 2])),
  },
  { code: "5", label: "一年以上未见", synonyms: words("一年以上未回 一年以上没见 多年未见 两年以上未见") },
  unknown,
] as const satisfies readonly Code[];

export const hardships = [
  { code: "00", label: "无", synonyms: words("否 没有 一般户 普通户 无困难 没有困难 非困难 不困难") },
  {
    code: "01",
    label: "低保",
    synonyms: words("低保户 低保家庭 低保对象 农村低保 城市低保 城镇低保 城乡低保 享受低保 最低生活保障"),
  },
  { code: "02", label: "低保边缘", synonyms: words("低保边缘户 低保边缘家庭 低保边缘人口") },
  { code: "03", label: "特困供养", synonyms: words("特困 特困户 特困人员 特困供养人员 五保 五保户") },
  {
    code: "04",
    label: "脱贫户",
    synonyms: words(
      "脱贫户(享受政策) 脱贫家庭 脱贫人口 已脱贫户 建档立卡 建档立卡户 建档立卡贫困户 建档立卡脱贫户 原建档立卡户",
    ),
  },
  { code: "05", label: "脱贫不稳定", synonyms: words("脱贫不稳定户 脱贫不稳定家庭") },
  { code: "06", label: "边缘易致贫", synonyms: words("边缘易致贫户 边缘易致贫家庭") },
  { code: "07", label: "突发严重困难", synonyms: words("突发严重困难户 突发严重困难家庭") },
  { code: "08", label: "刚性支出困难", synonyms: words("刚性支出困难家庭 刚性支出困难户") },
  { code: "09", label: "其他低收入", synonyms: words("其他低收入家庭 其他低收入户") },
  { code: "10", label: "孤儿" },
  { code: "11", label: "事实无人抚养", synonyms: words("事实无人抚养儿童 事实孤儿") },
  { code: "12", label: "残疾学生" },
  { code: "13", label: "残疾人子女" },
  { code: "14", label: "烈士子女" },
  unknown,
] as const satisfies readonly Code[];
export const unclearHardship: readonly Unclear[] = [
  {
    says: words("是 √ 有 困难 贫困 贫困户 困难户 困难家庭 单亲 困境"),
    write: "请写明是哪一类，如低保、特困供养、脱贫户、孤儿；都不是的写“无”",
  },
];

export const aids = [
  { code: "00", label: "无", synonyms: words("否 没有 未救助 无救助") },
  { code: "01", label: "低保金", synonyms: words("低保") },
  { code: "02", label: "特困", synonyms: words("特困供养 特困供养金 五保") },
  { code: "03", label: "临时", synonyms: words("临时救助") },
  { code: "04", label: "医疗", synonyms: words("医疗救助") },
  { code: "05", label: "住房", synonyms: words("住房救助") },
  { code: "06", label: "残疾两补", synonyms: words("残疾两项补贴 残疾人两项补贴") },
  {
    code: "07",
    label: "孤儿或事实无人抚养津贴",
    synonyms: words("孤儿/事无津贴 孤儿津贴 事实无人抚养津贴 孤儿基本生活费"),
  },
  { code: "08", label: "学生资助", synonyms: words("助学金 教育资助") },
  { code: "09", label: "营养餐", synonyms: words("营养改善 营养改善计划") },
  { code: "10", label: "社会捐助", synonyms: words("社会捐赠 捐助 捐赠") },
  unknown,
] as const satisfies readonly Code[];

export const risks = [
  { code: "00", label: "无", synonyms: words("否 没有 无风险 未发现 没有发现 无异常") },
  { code: "01", label: "脱离监护独居", synonyms: words("独居 脱离监护单独居住") },
  { code: "02", label: "8岁以下无人看护", synonyms: words("八岁以下无人看护") },
  { code: "03", label: "辍学或疑似辍学", synonyms: words("辍学/疑似 辍学 疑似辍学") },
  { code: "04", label: "旷课3天以上", synonyms: words("旷课≥3天 旷课三天以上") },
  { code: "05", label: "沉迷网络", synonyms: words("沉迷手机 沉迷游戏 网络沉迷 沉迷网络游戏 网瘾") },
  { code: "06", label: "欺凌", synonyms: words("欺凌(受/施) 校园欺凌 被欺凌 受欺凌 学生欺凌") },
  { code: "07", label: "不良行为" },
  { code: "08", label: "溺水高风险", synonyms: words("溺水风险 溺水") },
  { code: "09", label: "居住安全隐患", synonyms: words("居住隐患") },
  { code: "10", label: "照护人失能" },
  { code: "11", label: "父母失联" },
  { code: "12", label: "无户籍", synonyms: words("无户口") },
  { code: "13", label: "疑似侵害", synonyms: words("侵害 性侵 疑似性侵 家暴 虐待 猥亵"), alarm: "harm" },
  { code: "14", label: "自伤念头", synonyms: words("自伤 自残 自杀 自杀念头 轻生 轻生念头"), alarm: "self-harm" },
  unknown,
] as const satisfies readonly Code[];
export const unclearRisk: readonly Unclear[] = [
  { says: words("是 √ 有 有风险 旷课 无人看护 安全"), write: "请写明是哪一种情形；没有的写“无”" },
];

export const riskLevels = [
  { code: "1", label: "红", synonyms: words("红色 红色预警") },
  { code: "2", label: "黄", synonyms: words("黄色 黄色预警") },
  { code: "3", label: "蓝", synonyms: words("蓝色 蓝色预警") },
  { code: "4", label: "绿", synonyms: words("绿色") },
] as const satisfies readonly Code[];

export const psychConcerns = [
  { code: "0", label: "无", synonyms: words("否 没有 正常 无需关注 不需要关注 不需要") },
  { code: "1", label: "一般关注" },
  { code: "2", label: "重点关注" },
  { code: "3", label: "已转介", synonyms: words("转介") },
  { code: "4", label: "治疗中", synonyms: words("正在治疗") },
  unknown,
] as const satisfies readonly Code[];

export const psychSigns = [
  { code: "1", label: "情绪低落" },
  { code: "2", label: "焦虑恐惧" },
  { code: "3", label: "孤僻" },
  { code: "4", label: "易怒攻击" },
  { code: "5", label: "厌学" },
  { code: "6", label: "睡眠饮食异常" },
  { code: "7", label: "自伤", synonyms: words("自残 自杀 轻生"), alarm: "self-harm" },
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
  { code: "1", label: "教师", synonyms: words("老师 班主任 任课教师 任课老师 教职工") },
  { code: "2", label: "干部", synonyms: words("党员 党员干部 村干部 镇干部 乡镇干部 机关干部") },
  { code: "3", label: "爱心妈妈" },
  { code: "4", label: "志愿者", synonyms: ["代理家长", "五老", "社工"] },
  { code: "5", label: "企业" },
  { code: "9", label: "其他" },
] as const satisfies readonly Code[];

export const changeTypes = [
  { code: "1", label: "新增", synonyms: words("新增加 本期新增") },
  { code: "2", label: "持续", synonyms: words("无变化 没有变化 无变动 没有变动 不变 继续") },
  { code: "3", label: "退出", synonyms: words("已退出 本期退出") },
] as const satisfies readonly Code[];

export const exitReasons = [
  { code: "1", label: "满16周岁", synonyms: words("满16岁 年满16周岁 年满16岁 满十六周岁") },
  { code: "2", label: "父母返乡", synonyms: words("父母回家 父亲返乡 母亲返乡 父母一方返乡 父或母返乡") },
  { code: "3", label: "随父母迁出", synonyms: words("随父母外出 随父母迁走") },
  { code: "4", label: "监护恢复", synonyms: words("恢复监护") },
  { code: "5", label: "死亡", synonyms: words("去世") },
  { code: "6", label: "重复", synonyms: words("重复登记") },
  { code: "9", label: "其他", synonyms: ["其它"] },
] as const satisfies readonly Code[];

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
  unknown,
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
  unknown,
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
