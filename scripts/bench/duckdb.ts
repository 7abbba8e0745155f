import { DuckDBInstance } from "@duckdb/node-api";
import { type Choice, type Multiple } from "../../src/forms/form.ts";
import { type Programme } from "../../src/programme/programme.ts";
import { type Variable, type VariableId, variables } from "../../src/programme/variables.ts";
import { type ColumnId, columns, questionOf, referenceDate, townships } from "./rows.ts";

/**
 * The same work in SQL, by `place|township|category…` and for the three totals: every check that makes a row wrong, children that are there twice, consent, the population
 * `lbc_civil`, hub and spokes. Written for speed: words are ENUMs, so that a cell is looked up once and compared as a number; check
 * digits are whole-number arithmetic; several answers in one cell are looked at once for each different cell.
 */
export async function countInDuckDb(file: string, programme: Programme): Promise<Map<string, number>> {
  const db = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await db.connect();
  const run = (sql: string) => connection.run(sql);
  const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();

  for (const id of choices)
    await run(
      `create type ${id}_t as enum (${wordsOf(id)
        .map(([word]) => quote(word))
        .join(",")})`,
    );
  await run(`create type township_t as enum (${townships.map(quote).join(",")})`);
  await run(`create type grade_t as enum (${Array.from({ length: 12 }, (_, at) => quote(String(at + 1))).join(",")})`);
  const months = Array.from(
    { length: 600 },
    (_, at) => `${1980 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  );
  await run(`create type month_t as enum (${months.map(quote).join(",")})`);
  const month = (it: string) => months.indexOf(it);

  const read = `read_csv(${quote(file)}, auto_detect=false, header=true, delim=',', quote='"', escape='"', columns={${columns
    .map((it) => `'${it}':'VARCHAR'`)
    .join(",")}})`;
  const known = (id: ColumnId) => `(${id}_c is not null or ${id} is null)`;
  // The words of a code stand together, so a code is a range.
  const oneOf = (id: ColumnId, codes: readonly string[]) => {
    const words = wordsOf(id).map(([, code]) => codes.includes(code));
    const ranges = words.flatMap((it, at) =>
      it && words[at - 1] !== true ? [[at, [...words, false].indexOf(false, at) - 1]] : [],
    );
    return `(${ranges.map(([from, to]) => `${id}_c between ${from} and ${to}`).join(" or ")})`;
  };
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const digit = (at: number) => `((n // ${10n ** BigInt(16 - at)}) % 10)`;
  const check = weights.map((it, at) => `${it}*${digit(at)}`).join("+");
  const halfWidth = (of: string) => `translate(${of}, '０１２３４５６７８９Ｘ－', '0123456789X-')`;
  const bornById = "try_cast(substr(id,7,4)||'-'||substr(id,11,2)||'-'||substr(id,13,2) as date)";

  // Numbered last: conditions are not pushed below a window, where every column would be worked out once for each of them.
  const parsed = `
    select row_number() over () rn, *
    from (select *, try_cast(left(id,17) as bigint) n
    from (select *,
      ${choices.map((id) => `enum_code(try_cast(${id} as ${id}_t)) ${id}_c`).join(", ")},
      enum_code(try_cast(father_out_since as month_t)) father_since,
      enum_code(try_cast(mother_out_since as month_t)) mother_since,
      case when strlen(id_number)=18 then id_number else ${halfWidth("id_number")} end id,
      coalesce(try_cast(birth_date as date),
        try_cast(replace(${halfWidth("birth_date")}, '.', '-') as date)) born,
      enum_code(try_cast(left(area_code, 9) as township_t)) township
      from ${read}))`;
  const away = (who: "father" | "mother") => `case
      when ${who}_status is null or ${oneOf(`${who}_status`, ["10"])} then null
      when not ${oneOf(`${who}_status`, ["2", "3"])} then false
      else (case when ${who}_out_place is null or ${oneOf(`${who}_out_place`, ["9"])} then null
                 else ${oneOf(`${who}_out_place`, ["3", "4", "5", "6"])} end)
       and ${who}_since <= ${month("2026-03")} end`;
  const places = [programme.hub.variables, ...programme.spokes.map((it) => [it.variable])];
  const kept = [...new Set(places.flatMap((ids) => ids.flatMap(factsOf)))];
  const male = `(${digit(16)} % 2 = 1)`;
  const conditions = [
    "child_name is not null and strlen(child_name) <= 90",
    `(id is null or (strlen(id)=18 and n >= 10000000000000000 and substr(id,18,1) = substr('10X98765432', (${check}) % 11 + 1, 1)))`,
    // A month alone is enough beside a number of that month.
    `(birth_date is null or born is not null or (id is not null and birth_date = year(${bornById}) || '年' || month(${bornById}) || '月')) and (born is not null or (id is not null and ${bornById} is not null))`,
    `(id is null or born is null or (n // 1000) % 100000000 = year(born)*10000 + month(born)*100 + day(born))`,
    `(sex_c is not null or (sex is null and id is not null)) and (id is null or sex_c is null or ${male} = ${oneOf("sex", ["1"])})`,
    ...choices.filter((it) => it !== "sex").map((id) => known(id)),
    `(grade is null or try_cast(grade as grade_t) is not null)`,
    `(guardian_phone is null or (strlen(guardian_phone)=11 and try_cast(guardian_phone as bigint) between 13000000000 and 19999999999))`,
    `(area_code is null or (strlen(area_code) in (9,12) and try_cast(area_code as bigint) is not null))`,
    `(father_out_since is null or father_since is not null) and (mother_out_since is null or mother_since is not null)`,
    `coalesce(born <= date ${quote(referenceDate)}, true)`,
    `not coalesce(father_since > ${month("2026-09")} and ${oneOf("father_status", ["2", "3"])}, false)`,
    `not coalesce(mother_since > ${month("2026-09")} and ${oneOf("mother_status", ["2", "3"])}, false)`,
    `not coalesce(${oneOf("boarding", ["1"])} and not ${oneOf("edu_status", ["02", "03", "04", "05", "06", "07", "99"])}, false)`,
    `not coalesce(${oneOf("guardian_type", ["03"])} and ${oneOf("father_status", ["2", "3", "4", "5", "6", "7"])}, false)`,
    `not coalesce(${oneOf("guardian_type", ["04"])} and ${oneOf("mother_status", ["2", "3", "4", "5", "6", "7"])}, false)`,
    ...multiples.map((id) => {
      const word = `(${wordsOf(id)
        .map(([it]) => it.replace(/[()]/g, "\\$&"))
        .join("|")})`;
      return `(${id} is null or regexp_full_match(${id}, ${quote(`${word}(；${word})*`)}))`;
    }),
    "township is not null and (id is null or n // 1000000000000000 = 99)",
  ];
  await run(`create temp table valid as
    select *, (${referenceDate.replaceAll("-", "")} - (year(birth)*10000 + month(birth)*100 + day(birth))) // 10000 age,
      (${referenceDate.slice(0, 4)}0901 - (year(birth)*10000 + month(birth)*100 + day(birth))) // 10000 school_age
    from (select rn, n, child_name, coalesce(born, ${bornById}) birth,
      township, coalesce(${oneOf("consent_status", ["5", "6"])}, false) withheld,
      case when sex_c is null then (case when ${male} then 0 else 1 end)
       when ${oneOf("sex", ["1"])} then 0 else 1 end sex,
      ${kept
        .filter((it) => it !== "sex")
        .map((it) => `${factIn(it)} ${it}`)
        .join(", ")},
      ${away("father")} f, ${away("mother")} m,
      case when stay_parent_capacity is null or ${oneOf("stay_parent_capacity", ["99"])} then null
           else ${oneOf("stay_parent_capacity", ["2", "3", "4", "5"])} end unable
    from (${parsed})
    where ${conditions.join("\n and ")})`);
  // A record without a number is the child of that name, birthday and township, and of the first number there.
  await run(
    `create temp table unnumbered as select rn, child_name, birth, township, withheld from valid where n is null`,
  );
  await run(`create temp table owner as
    select child_name, birth, township, arg_min(n, rn) n
    from valid semi join unnumbered using (child_name, birth, township)
    group by all`);
  await run(`create temp table children as
    select min(rn) rn, bool_or(withheld) withheld, count(*) records
    from (select n, 0 nobody, rn, withheld from valid where n is not null
      union all
      select n, case when n is null then dense_rank() over (order by child_name, birth, township) else 0 end, rn, unnumbered.withheld
      from unnumbered join owner using (child_name, birth, township))
    group by n, nobody`);
  await run(`create temp table counted as
    select ${["township", "age", "school_age", ...kept].join(", ")}, ((f and m) or ((f or m) and unable)) and age < 16 member
    from valid semi join (select rn from children where not withheld) using (rn)`);
  const counts = new Map<string, number>();
  const [[duplicates, withheld] = []] = await rowsOf("select sum(records - 1), count_if(withheld) from children");
  const [[undecided] = []] = await rowsOf("select count(*) from counted where member is null");
  counts
    .set("duplicates", Number(duplicates))
    .set("consentWithheld", Number(withheld))
    .set("undecided", Number(undecided));
  // What the children say is counted once for all places made of it; which category it is, is looked up for each answer that occurs.
  const sets = new Map<string, (readonly VariableId[])[]>();
  for (const ids of places) {
    const facts = [...new Set(ids.flatMap((id) => [...factsOf(id), ...agesOf(id)]))].join(", ");
    sets.set(facts, [...(sets.get(facts) ?? []), ids]);
  }
  for (const [facts, of] of sets) {
    const wanted = facts === "" ? "" : `, ${facts}`;
    const rows = await rowsOf(`select township, count(*)${wanted} from counted where member group by all`);
    for (const [township, number, ...said] of rows) {
      const answers = new Map(facts.split(", ").map((fact, it) => [fact, said[it] ?? null]));
      for (const ids of of) {
        const codes = ids.map((id) => categoryOf(id, answers));
        const key = [ids === programme.hub.variables ? "hub" : ids[0], townships[Number(township)], ...codes].join("|");
        counts.set(key, (counts.get(key) ?? 0) + Number(number));
      }
    }
  }
  return counts;
}

/** What a record says, as it is kept: words of a choice by their number, several answers as they are written. */
function factIn(id: string): string {
  return multiples.includes(id as ColumnId) ? id : `${id}_c`;
}

/** The columns of the file that a variable is made of; one that the file does not have says 未采集. */
function factsOf(id: VariableId): string[] {
  const { from } = variables[id];
  const asked =
    "joint" in from
      ? from.joint.flatMap(factsOf)
      : "within" in from
        ? factsOf(from.within)
        : "question" in from
          ? [from.question]
          : from.derived === "out_place"
            ? ["father_status", "father_out_place", "mother_status", "mother_out_place"]
            : [];
  return asked.filter((it) => columns.includes(it as ColumnId));
}

function agesOf(id: VariableId): string[] {
  const { from } = variables[id];
  if ("joint" in from) return from.joint.flatMap(agesOf);
  return "derived" in from && from.derived !== "out_place" ? [from.derived] : [];
}

/** The category of what was said, from the definitions alone: nothing of src/survey is used here. */
function categoryOf(id: VariableId, answers: ReadonlyMap<string, unknown>): string {
  const { from, categories }: Variable = variables[id];
  const having = (codes: readonly string[]) => categories.find(({ of }) => of.some((it) => codes.includes(it)))?.code;
  const code = (fact: string) => {
    const said = answers.get(fact) ?? null;
    if (said === null) return "99";
    // The sex is kept as 0 and 1.
    return fact === "sex" ? String(Number(said) + 1) : (wordsOf(fact as ColumnId)[Number(said)]?.[1] ?? "");
  };
  const codesIn = (fact: string) => {
    const words = new Map(wordsOf(fact as ColumnId));
    const said = answers.get(fact) ?? null;
    return said === null
      ? ["99"]
      : String(said)
          .split("；")
          .map((it) => words.get(it) ?? "");
  };
  if ("joint" in from) {
    const parts = from.joint.map((it) => categoryOf(it, answers));
    const fits = (pattern: string) => pattern.split(".").every((it, at) => it === "*" || it === parts[at]);
    return categories.find(({ of }) => of.some(fits))?.code ?? "";
  }
  if ("within" in from) {
    const whole = categoryOf(from.within, answers);
    const split = variables[from.within].categories.find((it) => it.code === whole);
    if (!from.any.every((it) => (split?.of as readonly string[]).includes(it))) return whole;
    const [fact = ""] = factsOf(from.within);
    return codesIn(fact).some((it) => from.any.includes(it)) ? "1" : "other";
  }
  if ("question" in from) return having("several" in from ? codesIn(from.question) : [code(from.question)]) ?? "";
  if (from.derived === "out_place") {
    const of = (who: string) =>
      ["2", "3"].includes(code(`${who}_status`)) ? code(`${who}_out_place`).replace("99", "9") : "9";
    const known = [of("father"), of("mother")].filter((it) => it !== "9").sort();
    return having([known.at(-1) ?? "99"]) ?? "";
  }
  return having([String(Math.min(18, Math.max(0, Number(answers.get(from.derived)))))]) ?? "";
}

const choices = columns.filter((it) => questionOf(it).type === "choice");
const multiples = columns.filter((it) => questionOf(it).type === "multiple");

/** Every spelling of every code, the ones that stand in the file and the others, in the order of the codes. */
function wordsOf(id: ColumnId): [word: string, code: string][] {
  const words = new Map<string, string>();
  const { codes } = questionOf(id) as Choice | Multiple;
  for (const { code, label, synonyms = [] } of codes) for (const word of [label, ...synonyms]) words.set(word, code);
  for (const { code, label } of codes)
    for (const word of [code.replace(/^0(?=\d$)/, ""), code, code + label]) words.set(word, code);
  const order = codes.map((it) => it.code);
  return [...words].sort(([, a], [, b]) => order.indexOf(a) - order.indexOf(b));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
