import { type Code, type Form, type Item, itemsOf, type Question } from "../forms/form.ts";

/** JSON Schema (2020-12) of one record: question ids as keys, codes as values, labels as titles, tables as arrays of objects. */
export function formSchema(form: Form): Record<string, unknown> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: form.title,
    description: `${form.template}，版本 ${form.version}`,
    ...objectOf(itemsOf(form)),
  };
}

function objectOf(items: readonly (readonly [string, Item])[]): Record<string, unknown> {
  return {
    type: "object",
    properties: Object.fromEntries(items.map(([id, item]) => [id, propertyOf(item)])),
    // What is asked under a condition may be absent.
    required: items.flatMap(([id, item]) =>
      item.type !== "table" && item.required === true && item.when === undefined ? [id] : [],
    ),
    additionalProperties: false,
  };
}

function propertyOf(item: Item): Record<string, unknown> {
  if (item.type !== "table") return { title: item.label, ...typeOf(item), "x-privacy": item.privacy };
  const items = objectOf(Object.entries(item.columns));
  return { title: item.label, type: "array", maxItems: item.most, items };
}

function typeOf(question: Question): Record<string, unknown> {
  // An answer that calls for action at once is never in a record.
  const coded = (codes: readonly Code[]) => ({
    oneOf: codes.flatMap(({ code, label, alarm }) => (alarm === undefined ? [{ const: code, title: label }] : [])),
  });
  switch (question.type) {
    case "choice":
      return coded(question.codes);
    case "multiple":
      return { type: "array", uniqueItems: true, items: coded(question.codes) };
    case "number":
      return { type: "integer", minimum: question.least, maximum: question.most };
    case "date":
      return { type: "string", format: "date" };
    case "month":
      return { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])$" };
    case "id":
      return { type: "string", pattern: "^[1-9]\\d{16}[\\dX]$" };
    case "phone":
      return { type: "string", pattern: "^(1[3-9]\\d{9}|0\\d{9,11})$" };
    case "area":
      return { type: "string", pattern: `^(${question.digits.map((it) => `\\d{${String(it)}}`).join("|")})$` };
    case "text":
      return { type: "string", maxLength: question.longest };
  }
}
