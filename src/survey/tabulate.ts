import { type Truth } from "../disclosure/truth.ts";
import { type childCensus } from "../forms/definitions/child-census.ts";
import { type Problem } from "../forms/problem.ts";
import { type Checked } from "./check.ts";
import { type Programme } from "../programme/programme.ts";
import { type VariableId } from "../programme/variables.ts";
import { membership } from "./populations.ts";
import { categoryOf } from "./categories.ts";
import { openRegister } from "./register.ts";

/** One file as it was read. */
export type File = Pick<Checked<typeof childCensus>, "rows" | "records"> & { readonly file: string };

export type Tabulation = {
  /** Exact: to be protected, never printed. */
  readonly counts: Pick<Truth, "hub" | "spokes">;
  readonly duplicates: number;
  readonly consentWithheld: number;
  /** Children whose facts do not suffice to say whether they belong to the population; they are not counted. */
  readonly undecided: number;
  /** Duplicates, unknown areas and records that do not belong to this kind of data, at their rows; they never say who. */
  readonly problems: readonly Problem[];
};

/** Problem codes that stop a round whatever share of rows may be refused: invented and real children are never counted together. */
export const mixed: ReadonlySet<string> = new Set(["origin_mixed", "id_invented"]);

/**
 * Counts the children of a round. A child is counted once, by ID number, else by name, birthday and township; the first record
 * stays. A child is left out, and their number given, when any of its records says that the guardian refused or has not
 * agreed yet (consent_status 5, 6): a consent that was withdrawn weighs more than one that was given. `example` says whether all of them are invented.
 */
export function tabulate(
  files: readonly File[],
  programme: Programme,
  round: { readonly townships: readonly string[]; readonly referenceDate: string; readonly example: boolean },
): Tabulation {
  const register = openRegister();
  const hub = new Map<string, number>();
  const spokes = new Map<VariableId, Map<string, number>>(
    programme.spokes.map(({ variable }) => [variable, new Map()]),
  );
  const problems: Problem[] = [];
  let duplicates = 0;
  let undecided = 0;

  for (const { file, records } of files) {
    for (const { row, answers: child } of records) {
      if ([child.area_code, child.id_number].some((it) => it !== undefined && it.startsWith("99") !== round.example)) {
        const message = round.example
          ? "这一行不是虚构的（区划或证件号不是 99 开头），不能当作示例数据统计：真实数据请另放一个文件夹"
          : "这一行是示例（区划或证件号是 99 开头），不能与真实数据一起统计：请删去";
        problems.push({ file, row, code: "origin_mixed", severity: "error", message });
        continue;
      }
      const area = child.area_code?.slice(0, 9);
      if (area === undefined || !round.townships.includes(area)) {
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
      const withheld = child.consent_status === "5" || child.consent_status === "6";
      const earlier = register.find(child, area);
      if (earlier === undefined) {
        register.enter({ child, area, withheld });
        continue;
      }
      duplicates++;
      earlier.withheld ||= withheld;
      const message = "同一名儿童在本轮已有一份登记，只计第一份";
      problems.push({ file, row, code: "child_twice", severity: "warning", message });
    }
  }

  for (const { child, area, withheld } of register.entries) {
    if (withheld) continue;
    const member = membership(programme.population, child, round.referenceDate);
    if (member === "undecided") undecided++;
    if (member !== "in") continue;
    add(hub, [area, ...programme.hub.variables.map((id) => categoryOf(id, child))].join("|"));
    for (const [variable, counts] of spokes) add(counts, `${area}|${categoryOf(variable, child)}`);
  }
  const consentWithheld = register.entries.filter((it) => it.withheld).length;
  return { counts: { hub, spokes }, duplicates, consentWithheld, undecided, problems };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
