import { z } from "zod";

/** Every change from the source document, by code-point offsets into it (data/plans/corrections.json, redactions.json). */
const edit = z.strictObject({
  plan: z.string(),
  start: z.int(),
  end: z.int(),
  found: z.string(),
  fix: z.string(),
  category: z.enum(["punctuation", "stray_mark", "typo", "seo_residue", "synonym_substitution"]),
  confidence: z.enum(["high", "medium", "low"]),
  evidence: z.string(),
  note: z.string().optional(),
});
export type Edit = z.infer<typeof edit>;

export const corrections = z.strictObject({
  source: z.string(),
  source_sha256: z.string(),
  offsets: z.string(),
  /** Where the text of each plan stands in the source, below its 「篇N」 heading: [start, end). */
  spans: z.record(z.string(), z.tuple([z.int(), z.int()])),
  rules: z.array(z.strictObject({ id: z.literal("full-width-punctuation"), text: z.string() })),
  declined_because: z.string(),
  edits: z.array(edit),
  declined: z.array(edit),
});

export const redactions = z.array(
  z.strictObject({
    plan: z.string(),
    start: z.int(),
    end: z.int(),
    /** Of the UTF-8 of what stood there. */
    sha256: z.string().length(64),
    kind: z.enum(["person", "email", "incident"]),
  }),
);
export type Redaction = z.infer<typeof redactions>[number];

/** What a reader sees in place of what was taken out. */
export const placeholders: Readonly<Record<Redaction["kind"], string>> = {
  person: "〔姓名〕",
  email: "〔邮箱〕",
  incident: "〔此处略去一起真实事件〕",
};

const forms: Readonly<Record<string, string>> = { ",": "，", ":": "：", ";": "；", "?": "？", "(": "（", ")": "）" };

/** The one rule of punctuation: the six half-width marks that the scraped page had in place of full-width ones. */
export function fullWidth(text: string): string {
  return text.replace(/[,:;?()]/g, (it) => forms[it] ?? it);
}
