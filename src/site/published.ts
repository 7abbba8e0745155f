import { compareRounds } from "../programme/rounds.ts";
import { readRelease, type Release } from "../statistics/release.ts";

const files = import.meta.glob<string>("/data/published/*/release.json", {
  query: "?raw",
  import: "default",
  eager: true,
});
const all = Object.entries(files).map(([file, json]) => readRelease(json, file));
const real = all.filter((it) => !it.example);
const versionOf = (id: string) => Number(id.slice(id.lastIndexOf(".v") + 2));

/** Every release that is shown, newest first. Example releases stand in only while there is no real one. */
export const releases: readonly Release[] = [...(real.length > 0 ? real : all)].sort(
  (a, b) => compareRounds(b.round, a.round) || versionOf(b.id) - versionOf(a.id),
);

/** The latest version of each round, newest round first. */
export const latestReleases: readonly Release[] = releases.filter(
  (it) => !releases.some((other) => other.round === it.round && versionOf(other.id) > versionOf(it.id)),
);

/** The release that replaced this one, if any. */
export function supersededBy(release: Release): Release | undefined {
  return releases.find((it) => it.supersedes === release.id);
}
