import { z } from "zod";

const contact = z.strictObject({ name: z.string(), phone: z.string().optional(), note: z.string().optional() });

/**
 * Whose site this is (data/site.json). Every value may be missing; pages then show a sensible default or
 * say plainly that it has not been filled in.
 */
const site = z.strictObject({
  /** The name in the header. */
  name: z.string().default("牵手"),
  /** Who runs the site and answers for it. */
  organisation: z.string().optional(),
  /** Shown on /urgent/. 110 needs no entry. */
  contacts: z
    .strictObject({ police: contact.optional(), civilAffairs: contact.optional(), school: contact.optional() })
    .prefault({}),
  /** Where a reader reports an error in a text; without one the page says to ask the organisation. */
  reports: z.union([z.strictObject({ email: z.email() }), z.strictObject({ url: z.url() })]).optional(),
  /** Filing numbers for the foot (ICP备案, 公安备案). */
  filings: z.array(z.strictObject({ label: z.string(), url: z.url().optional() })).default([]),
  /** County (6 digits) and its townships (9 digits), in the order they are shown. */
  areas: z
    .array(
      z.strictObject({ code: z.string().regex(/^\d{6}(\d{3})?$/), label: z.string(), parent: z.string().optional() }),
    )
    .default([]),
  /** Files expected per round, to say how many have arrived. */
  unitsExpected: z.int().positive().optional(),
  currentRound: z
    .string()
    .regex(/^\d{4}-(spring|autumn)$/)
    .optional(),
  nextRelease: z.iso.date().optional(),
  /** Share of rows that may be refused before nothing is published; the page states it. 0 means none. */
  rejectedRowsAllowed: z.number().min(0).max(0.2).default(0),
  /** How long records are kept, in words, for the privacy page. */
  retention: z.string().default("儿童满十六周岁或退出后保留一个学年，随后去除身份信息。"),
  /** age recipient (age1…) that collected forms are encrypted to; no key, no collecting. */
  publicKey: z.string().startsWith("age1").optional(),
  collector: z.url().optional(),
});
export type Site = z.infer<typeof site>;

/** Reads data/site.json; throws naming the entry that is not as described above. */
export function readSite(json: string, file: string): Site {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : "no JSON"}`, { cause: error });
  }
  const parsed = site.safeParse(value);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
