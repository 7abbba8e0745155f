import { type VariableId, variables } from "../programme/variables.ts";
import { type Child } from "./populations.ts";

/** The category a child is in; what was not answered is 未采集, which every variable places somewhere. */
export function categoryOf(id: VariableId, child: Child): string {
  const variable = variables[id];
  const answer = String(child[variable.question as keyof Child] ?? "99");
  const category = variable.categories.find((it) => (it.of as readonly string[]).includes(answer));
  if (category === undefined)
    throw new Error(
      `programme/variables.ts: found no category of ${id} for code ${answer}, expected every code of ${variable.question} in one`,
    );
  return category.code;
}
