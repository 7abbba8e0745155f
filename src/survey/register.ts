import { type Child } from "./populations.ts";

export type Entry = { readonly child: Child; readonly area: string; withheld: boolean };

/**
 * The children of a round, each entered once. Two numbers are two children, even of one name and birthday; a record without
 * a number is the child of that name, birthday and township, whether the other record has a number or not.
 */
export function openRegister() {
  const entries: Entry[] = [];
  const byNumber = new Map<string, Entry>();
  const byName = new Map<string, Entry>();
  const nameOf = ({ child_name, birth_date }: Child, area: string) => [child_name, birth_date, area].join("|");
  return {
    entries: entries as readonly Entry[],
    find(child: Child, area: string): Entry | undefined {
      const namesake = byName.get(nameOf(child, area));
      if (child.id_number === undefined) return namesake;
      return byNumber.get(child.id_number) ?? (namesake?.child.id_number === undefined ? namesake : undefined);
    },
    enter(entry: Entry): void {
      entries.push(entry);
      byName.set(nameOf(entry.child, entry.area), entry);
      if (entry.child.id_number !== undefined) byNumber.set(entry.child.id_number, entry);
    },
  };
}
