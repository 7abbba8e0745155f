import { type Form, type Question, questionsOf } from "../forms/form.ts";

/** JSON Schema (2020-12) of one record: question ids as keys, codes as values, labels as titles. */
export function formSchema(form: Form): Record<string, unknown> {
  const questions = questionsOf(form);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: form.title,
    description: `${form.template}，版本 ${form.version}`,
    type: "object",
    properties: Object.fromEntries(
      questions.map(([id, question]) => [
        id,
        { title: question.label, ...typeOf(question), "x-privacy": question.privacy },
      ]),
    ),
    required: questions.filter(([, question]) => question.required === true).map(([id]) => id),
    additionalProperties: false,
  };
}

function typeOf(question: Question): Record<string, unknown> {
  const coded = (codes: readonly { code: string; label: string }[]) => ({
    oneOf: codes.map(({ code, label }) => ({ const: code, title: label })),
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
