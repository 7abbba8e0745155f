import { planName } from "../plans/guidance.ts";
import { roundName } from "../statistics/words.ts";
import { guidance, library } from "./content.ts";
import { ownPages } from "./pages.ts";
import { releases } from "./published.ts";

/** Something a reader may want to know is new: where it is, when it changed, what it says. */
export type Change = {
  readonly kind: "方案" | "做法" | "提示" | "统计" | "页面";
  readonly path: `/${string}`;
  readonly title: string;
  readonly date: string;
  readonly says: string;
};

/** What changed, newest first, from the dates that plans, measures, notes and releases carry. */
export const changes: readonly Change[] = [
  ...library.canonical.map(({ id, title, changed, change }) => ({
    kind: "方案" as const,
    path: `/plans/${id}/` as const,
    title: `${planName(id)} ${title}`,
    date: changed,
    says: change ?? "方案",
  })),
  ...guidance.measures.map(({ slug, title, changed, change }) => ({
    kind: "做法" as const,
    path: `/measures/${slug}/` as const,
    title,
    date: changed,
    says: change ?? "做法",
  })),
  ...guidance.notes.map(({ slug, title, checked, instead }) => ({
    kind: "提示" as const,
    path: `/notes/${slug}/` as const,
    title,
    date: checked,
    says: instead,
  })),
  ...ownPages
    .filter((it) => it.path !== "/")
    .map(({ path, title, changed }) => ({ kind: "页面" as const, path, title, date: changed, says: "本站页面" })),
  ...releases.map(({ id, round, referenceDate, example }) => ({
    kind: "统计" as const,
    path: `/statistics/${id}/` as const,
    title: `${roundName(round)}统计${example ? "（示例数据）" : ""}`,
    date: referenceDate,
    says: example ? "示例数据" : "统计",
  })),
].sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
