import { type APIRoute } from "astro";
import { planName } from "../../../plans/guidance.ts";
import { citationName } from "../../../plans/law.ts";
import { guidance, library } from "../../../site/content.ts";
import { href } from "../../../site/href.ts";
import { planDocx } from "../../../templates/plan-docx.ts";

export const getStaticPaths = () =>
  library.plans.map((plan) => ({ params: { plan: plan.id, file: `plan-${plan.id}` }, props: { plan } }));

/** A plan to adapt in Word, with the editor's notes where they belong. */
export const GET: APIRoute<{ plan: (typeof library.plans)[number] }> = async ({ props: { plan }, site, url }) => {
  const address = (path: `/${string}`) => new URL(href(path), site ?? url).href;
  const words = await planDocx({
    title: plan.title,
    facts: [
      `谁来做：${plan.lead}。`,
      `${planName(plan.id)}${plan.sourceHeading === undefined ? "" : "，公开范文合集，2025-02-09，经校订"}。范文不是政策文件，请按本地情况改写；带【提示】的段落请先处理再删去。`,
    ],
    parts: plan.clauses.flatMap((clause) => [
      ...(clause.heading === null ? [] : [{ kind: "heading" as const, level: clause.level, text: clause.heading }]),
      ...clause.paragraphs.map((text) => ({ kind: "paragraph" as const, text })),
      ...guidance.notesAt(clause.id).map(({ law, unverified, title, instead, slug }) => ({
        kind: "note" as const,
        text: `${[...law.map((it) => citationName(guidance.statutes, it.cite)), ...unverified.map((it) => `${it}（未附原文）`)].join("、")}。${title}，建议：${instead}`,
        address: address(`/notes/${slug}/`),
      })),
    ]),
    foot: `${planName(plan.id)} · ${address(`/plans/${plan.id}/`)}`,
  });
  return new Response(new Uint8Array(words).buffer);
};
