/**
 * What the published tables are crossed by. A variable says how the codes of a question are grouped
 * before anything is counted and the finest area it may be shown for. No record is ever read here.
 */
export type Variable = {
  readonly id: string;
  readonly label: string;
  /** The census question whose codes are grouped (src/forms/definitions/child-census.ts). */
  readonly question: string;
  readonly finestArea: "county" | "township";
  /** In the order they are shown; every code of the question is in exactly one, 99 未采集 in a category of its own. */
  readonly categories: readonly Category[];
};
export type Category = { readonly code: string; readonly label: string; readonly of: readonly string[] };

const sex: Variable = {
  id: "sex",
  label: "性别",
  question: "sex",
  finestArea: "township",
  categories: [
    { code: "1", label: "男", of: ["1"] },
    { code: "2", label: "女", of: ["2"] },
  ],
};

const stage: Variable = {
  id: "stage",
  label: "就学阶段",
  question: "edu_status",
  finestArea: "township",
  // Dropout (09, 10) is sensitive and rare: it is shown nowhere by itself, so it stands with the others out of the four stages.
  categories: [
    { code: "preschool", label: "学前", of: ["01", "02"] },
    { code: "primary", label: "小学", of: ["03"] },
    { code: "junior", label: "初中", of: ["04"] },
    { code: "other", label: "其他或未采集", of: ["05", "06", "07", "08", "09", "10", "11", "99"] },
  ],
};

const filed: Variable = {
  id: "filed",
  label: "建档",
  question: "filed",
  finestArea: "township",
  categories: [
    { code: "1", label: "已建档", of: ["1"] },
    { code: "0", label: "未建档", of: ["0"] },
    { code: "99", label: "未采集", of: ["99"] },
  ],
};

export const variables = { sex, stage, filed } as const;
export type VariableId = keyof typeof variables;
