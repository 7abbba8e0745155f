import { type PopulationId } from "./populations.ts";
import { type VariableId } from "./variables.ts";

/**
 * Everything a release publishes, in the order it is protected. The hub is rounded first; a spoke adds one
 * attribute to a margin of the hub and is rounded with that margin fixed, so all tables add up from one set.
 */
export type Programme = {
  /** Raised whenever a table, a grouping or the protection changes: figures of two versions are not compared. */
  readonly version: string;
  readonly population: PopulationId;
  readonly hub: { readonly variables: readonly VariableId[] };
  readonly spokes: readonly Spoke[];
  readonly tables: readonly TableDefinition[];
  readonly indicators: readonly IndicatorDefinition[];
};

/** One attribute by area: the coarsening of the hub it is crossed with keeps the areas and drops the hub's other variables. */
export type Spoke = { readonly variable: VariableId };

/** Where a table or indicator comes from and leads to: the loop plan → form → record → figure → plan. */
export type Loop = {
  /** Clauses that ask for it, e.g. `04#2.1`. */
  readonly clauses: readonly string[];
  /** Measure ids, e.g. `M03`. */
  readonly measures: readonly string[];
  /** The template that records it, e.g. `T54`. */
  readonly template: string;
  readonly questions: readonly string[];
};

export type TableDefinition = Loop & {
  readonly id: string;
  readonly title: string;
  readonly rows: VariableId | "area";
  readonly columns: VariableId;
};

export type IndicatorDefinition = Loop & {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly numerator: { readonly label: string; readonly variable: VariableId; readonly codes: readonly string[] };
  readonly denominator: { readonly label: string };
  readonly unit: "%";
  readonly target?: { readonly value: number; readonly label: string };
};

const filing: Loop = { clauses: ["04#2.1", "18#1.1"], measures: ["M03"], template: "T54", questions: ["filed"] };

export const programme: Programme = {
  version: "2026.1",
  population: "lbc_civil",
  hub: { variables: ["stage", "sex"] },
  spokes: [{ variable: "filed" }],
  tables: [
    {
      id: "stage-by-sex",
      title: "就学阶段与性别",
      rows: "stage",
      columns: "sex",
      clauses: ["21#3.2"],
      measures: ["M02"],
      template: "T54",
      questions: ["edu_status", "sex"],
    },
    {
      id: "stage-by-area",
      title: "各乡镇就学阶段",
      rows: "area",
      columns: "stage",
      clauses: ["21#3.2"],
      measures: ["M02"],
      template: "T54",
      questions: ["edu_status"],
    },
    { id: "filed-by-area", title: "各乡镇建档情况", rows: "area", columns: "filed", ...filing },
  ],
  indicators: [
    {
      id: "A1",
      title: "建档率",
      definition: "期末有有效档案的在册留守儿童占在册留守儿童的比例。分母含未采集的儿童。",
      numerator: { label: "已建档的儿童", variable: "filed", codes: ["1"] },
      denominator: { label: "在册留守儿童" },
      unit: "%",
      target: { value: 100, label: "建档率达 100%" },
      ...filing,
    },
  ],
};
