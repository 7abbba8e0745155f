import { z } from "zod";

/** Who uses a form: fills it in, signs it or keeps it. In the order they are shown. */
export const roles = {
  "class-teacher": { label: "班主任与任课教师", short: "班主任" },
  school: { label: "学校负责人与管理员", short: "学校" },
  village: { label: "村（居）儿童主任与乡镇督导员", short: "村（居）、乡镇" },
  county: { label: "县区与部门", short: "县区" },
  women: { label: "妇联与爱心妈妈", short: "妇联" },
  volunteer: { label: "志愿者与社工", short: "志愿者" },
  family: { label: "父母与照护人", short: "家长" },
} as const;
export type Role = keyof typeof roles;
export const roleIds = Object.keys(roles) as readonly Role[];

/** When a form is used, in the order of the school year and of the work; `what` says which work. */
export const occasions = {
  filing: { label: "建档与排查", what: "开学、入户、情况变动时" },
  planning: { label: "计划与分工", what: "学期初定任务、定人、定时间" },
  company: { label: "日常陪伴", what: "谈心、走访、联系、考勤" },
  pairing: { label: "结对帮扶", what: "结对、定计划、承诺、检查效果" },
  incident: { label: "有事发生", what: "报告、劝返、救助、转介" },
  meeting: { label: "开会与活动", what: "班会、座谈、培训、慰问、授权" },
  reporting: { label: "汇总与报送", what: "期末、年末、移交、整改、归档" },
  practice: { label: "实践与调研", what: "假期实践队、问卷、报告" },
} as const;
export type Occasion = keyof typeof occasions;
export const occasionIds = Object.keys(occasions) as readonly Occasion[];

const template = z.strictObject({
  id: z.string().regex(/^T\d\d$/),
  /** Also its address, /forms/<slug>/. */
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  per: z.string(),
  filledBy: z.string(),
  roles: z
    .array(z.enum(roleIds))
    .nonempty("at least one role")
    .refine((it) => new Set(it).size === it.length, "each role once"),
  occasion: z.enum(occasionIds),
  /** The sentences of plans that ask for it, word for word. */
  evidence: z.array(z.strictObject({ plan: z.string(), quote: z.string() })),
  status: z.enum(["available", "planned"]),
});
export type Template = z.infer<typeof template>;

/**
 * The records that carrying out the plans needs (data/reference/templates.json, one a line), available or planned. Throws
 * `file:line: found …, expected …` for the first entry that is not as described above.
 */
export function readTemplates(json: string): readonly Template[] {
  const read = z.array(z.unknown()).parse(JSON.parse(json));
  const lines = json.split("\n");
  return read.map((entry, at) => {
    const parsed = template.safeParse(entry);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const found = path.reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
      entry,
    );
    const { id } = entry as { id?: unknown };
    const line = lines.findIndex((it) => it.includes(`"id": ${JSON.stringify(id)}`)) + 1;
    throw new Error(
      `data/reference/templates.json:${String(line === 0 ? at + 2 : line)}: found ${path.join(".")} ${JSON.stringify(found)}, expected ${expectedOf(issue)}`,
    );
  });
}

function expectedOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "invalid_value") return `one of ${issue.values.join(", ")}`;
  if (issue?.code === "unrecognized_keys") return `no ${issue.keys.join(", ")}`;
  return issue?.message ?? "an entry as in src/programme/templates.ts";
}
