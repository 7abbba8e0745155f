import { monthsSince, yearsBetween } from "../forms/calendar.ts";
import { type childCensus } from "../forms/definitions/child-census.ts";
import { type Answers } from "../forms/form.ts";
import { type PopulationId } from "../programme/populations.ts";

/** One child's census answers. */
export type Child = Answers<typeof childCensus>;
/** In the population, not in it, or the facts do not suffice to say. */
export type Membership = "in" | "out" | "undecided";

/**
 * Whether a child belongs to a population at the reference date, from the raw facts of the record (src/programme/populations.ts
 * has the definitions and their sources). A record whose facts do not suffice is `undecided` and is not counted.
 */
export function membership(population: PopulationId, child: Child, referenceDate: string): Membership {
  const age = child.birth_date === undefined ? undefined : yearsBetween(child.birth_date, referenceDate);
  const younger = (limit: number): Membership => (age === undefined ? "undecided" : age < limit ? "in" : "out");
  const father = awayOf(child.father_status, child.father_out_place, child.father_out_since, referenceDate);
  const mother = awayOf(child.mother_status, child.mother_out_place, child.mother_out_since, referenceDate);

  switch (population) {
    case "lbc_civil":
      return all(younger(16), leftBehind(father(["3", "4", "5", "6"], 6), mother(["3", "4", "5", "6"], 6), child));
    case "lbc_civil_2016": {
      const rural: Membership =
        child.hukou_type === "1" ? "in" : ["2", "4"].includes(child.hukou_type ?? "") ? "out" : "undecided";
      return all(younger(16), rural, leftBehind(father(null, 0), mother(null, 0), child));
    }
    case "lbc_edu": {
      const pupil: Membership =
        child.edu_status === undefined || child.edu_status === "99"
          ? "undecided"
          : ["03", "04", "07", "08"].includes(child.edu_status)
            ? "in"
            : "out";
      return all(pupil, any(father(null, 3), mother(null, 3)));
    }
    case "lbc_stat":
      return all(younger(18), any(father(["2", "3", "4", "5", "6"], 6), mother(["2", "3", "4", "5", "6"], 6)));
    case "migrant":
      return all(
        younger(16),
        movedBetweenCounties(child),
        any(atHome(child.father_status), atHome(child.mother_status)),
      );
    case "disadvantaged":
      return all(younger(18), hardship(child));
  }
}

/** Away for work: at one of `places` (null for any) for at least `months`. Short visits home do not interrupt (2024 survey rules). */
function awayOf(
  status: Child["father_status"],
  place: Child["father_out_place"],
  since: string | undefined,
  referenceDate: string,
) {
  return (places: readonly string[] | null, months: number): Membership => {
    if (status === undefined || status === "10") return "undecided";
    // Dead, missing, imprisoned parents are no migrant workers: such children are looked at as 事实无人抚养 or 困境, not counted here.
    if (status !== "2" && status !== "3") return "out";
    const there: Membership =
      places === null
        ? "in"
        : place === undefined || place === "9"
          ? "undecided"
          : places.includes(place)
            ? "in"
            : "out";
    const long: Membership =
      months === 0
        ? "in"
        : since === undefined
          ? "undecided"
          : monthsSince(since, referenceDate) >= months
            ? "in"
            : "out";
    return all(there, long);
  };
}

/** Both away, or one away and the one at home not able to look after the child. */
function leftBehind(father: Membership, mother: Membership, child: Child): Membership {
  const capacity = child.stay_parent_capacity;
  const unable: Membership =
    capacity === undefined || capacity === "99" ? "undecided" : ["2", "3", "4", "5"].includes(capacity) ? "in" : "out";
  return any(all(father, mother), all(any(father, mother), unable));
}

function movedBetweenCounties({ hukou_area, live_area }: Child): Membership {
  if (hukou_area === undefined || live_area === undefined) return "undecided";
  return hukou_area.slice(0, 6) === live_area.slice(0, 6) ? "out" : "in";
}

function atHome(status: Child["father_status"]): Membership {
  return status === undefined || status === "10" ? "undecided" : status === "1" ? "in" : "out";
}

/** Poor, disabled or without proper guardianship (国发〔2016〕36号). */
function hardship({ poverty_cat, health, guardian_type }: Child): Membership {
  const poor: Membership =
    poverty_cat?.some((it) => it !== "00" && it !== "99") === true
      ? "in"
      : poverty_cat?.includes("00") === true
        ? "out"
        : "undecided";
  const disabled: Membership =
    health === undefined || health === "99" ? "undecided" : health === "5" || health === "4" ? "in" : "out";
  const unguarded: Membership =
    guardian_type === undefined || guardian_type === "99"
      ? "undecided"
      : ["08", "09", "10"].includes(guardian_type)
        ? "in"
        : "out";
  return any(poor, disabled, unguarded);
}

function all(...parts: readonly Membership[]): Membership {
  return parts.includes("out") ? "out" : parts.includes("undecided") ? "undecided" : "in";
}

function any(...parts: readonly Membership[]): Membership {
  return parts.includes("in") ? "in" : parts.includes("undecided") ? "undecided" : "out";
}
