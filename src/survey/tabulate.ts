import { type Truth } from "../disclosure/truth.ts";
import { type childCensus } from "../forms/definitions/child-census.ts";
import { type Problem } from "../forms/problem.ts";
import { type Reading } from "../forms/sheet.ts";
import { type Programme } from "../programme/programme.ts";
import { type VariableId, variables } from "../programme/variables.ts";
import { type Child, membership } from "./populations.ts";

/** One file as it was read. */
export type File = Reading<typeof childCensus> & { readonly file: string };

export type Tabulation = {
  /** Exact: to be protected, never printed. */
  readonly counts: Pick<Truth, "hub" | "spokes">;
  readonly duplicates: number;
  readonly consentWithheld: number;
  /** Duplicates and unknown areas, at their rows; they never say who. */
  readonly problems: readonly Problem[];
};

/**
 * Counts the children of a round. A child is counted once, by ID number, else by name, birthday and area; the first record
 * stays. Records whose guardian refused or has not agreed yet (consent_status 5, 6) are left out and their number given.
 */
export function tabulate(
  files: readonly File[],
  programme: Programme,
  townships: readonly string[],
  referenceDate: string,
): Tabulation {
  const seen = new Set<string>();
  const hub = new Map<string, number>();
  const spokes = new Map<VariableId, Map<string, number>>(
    programme.spokes.map(({ variable }) => [variable, new Map()]),
  );
  const problems: Problem[] = [];
  let duplicates = 0;
  let consentWithheld = 0;

  for (const { file, records } of files) {
    for (const { row, answers: child } of records) {
      const area = child.area_code?.slice(0, 9);
      if (area === undefined || !townships.includes(area)) {
        const message =
          area === undefined ? "缺少区划代码，无法归入乡镇，请补上" : "区划代码不在本站的乡镇名单里，请核对";
        problems.push({
          file,
          row,
          column: "区划代码",
          field: "area_code",
          code: "area_unknown",
          severity: "error",
          message,
        });
        continue;
      }
      const who = child.id_number ?? [child.child_name, child.birth_date, area].join("|");
      if (seen.has(who)) {
        duplicates++;
        const message = "同一名儿童在本轮已有一份登记，只计第一份";
        problems.push({ file, row, code: "child_twice", severity: "warning", message });
        continue;
      }
      seen.add(who);
      if (child.consent_status === "5" || child.consent_status === "6") {
        consentWithheld++;
        continue;
      }
      if (membership(programme.population, child, referenceDate) !== "in") continue;
      add(hub, [area, ...programme.hub.variables.map((id) => categoryOf(id, child))].join("|"));
      for (const [variable, counts] of spokes) add(counts, `${area}|${categoryOf(variable, child)}`);
    }
  }
  return { counts: { hub, spokes }, duplicates, consentWithheld, problems };
}

/** The category a child is in; what was not answered is 未采集, which every variable places somewhere. */
function categoryOf(id: VariableId, child: Child): string {
  const variable = variables[id];
  const answer = String(child[variable.question as keyof Child] ?? "99");
  const category = variable.categories.find((it) => (it.of as readonly string[]).includes(answer));
  if (category === undefined)
    throw new Error(
      `programme/variables.ts: found no category of ${id} for code ${answer}, expected every code of ${variable.question} in one`,
    );
  return category.code;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
