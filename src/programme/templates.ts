import { z } from "zod";

const template = z.strictObject({
  id: z.string().regex(/^T\d\d$/),
  /** Also its address, /forms/<slug>/. */
  slug: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  per: z.string(),
  filledBy: z.string(),
  /** The sentences of plans that ask for it, word for word. */
  evidence: z.array(z.strictObject({ plan: z.string(), quote: z.string() })),
  status: z.enum(["available", "planned"]),
});
export type Template = z.infer<typeof template>;

/** The records that carrying out the plans needs (data/reference/templates.json), available or planned. */
export function readTemplates(json: string): readonly Template[] {
  return z.array(template).parse(JSON.parse(json));
}
