import {
  answersOf,
  boy,
  type Case,
  type Expected,
  type ExpectedRecord,
  girl,
  read,
  refusedFile,
  roster,
  usual,
  usualAnd,
  ok,
  may,
} from "./case.ts";
import { bom, gb, utf16le, utf8 } from "./bytes.ts";

/** Lists in JSON. A clerk sees no rows there, so none are expected. */

const all = [girl(1), boy(2), girl(3)] as const;
const records: ExpectedRecord[] = all.map((it) => ({ answers: answersOf(it) }));
const secrets = all.flatMap((it) => [it.name, it.id]);
const list = { records, refused: [], problems: [], tolerated: [], secrets };
/** The usual answers as a program would write them: by key and code. */
const object = (at: 0 | 1 | 2, more: Readonly<Record<string, unknown>> = {}) => ({ ...answersOf(all[at]), ...more });
const objects = [object(0), object(1), object(2)];
const json = (name: string, note: string, value: unknown, of: Partial<Expected> = {}) =>
  read(
    name,
    note,
    "示例_一村.json",
    utf8(typeof value === "string" ? value : JSON.stringify(value, null, 1)),
    { ...list, ...of },
    of,
  );
const withAnswers = (at: 0 | 1 | 2, answers: ExpectedRecord["answers"], allow?: "refuse"): ExpectedRecord[] =>
  records.map((it, n) => (n === at ? { answers: { ...it.answers, ...answers }, ...(allow ? { allow } : {}) } : it));
const only = (...at: number[]) => records.filter((_, n) => at.includes(n));

const chinese = roster(
  usualAnd("needs", "filed"),
  [
    ok(girl(1), { needs: "亲情陪伴、学业辅导", filed: "是" }, { needs: ["1", "2"], filed: "1" }),
    ok(boy(2), { filed: "否" }, { filed: "0" }),
    may(girl(3), { sex: "女 ", father_status: "打工" }),
  ],
  { numbered: false },
);
const [heads = [], ...body] = chinese.rows;
const labelled = body.map((row) => Object.fromEntries(row.map((it, at) => [heads[at] ?? "", it])));

/** A number as a program writes it that has already lost the last digits. */
const lost = String(Number(boy(2).id));
const unquoted = (text: string, id: string, as = id) => text.replace(`"${id}"`, as);
const text = JSON.stringify(objects, null, 1);
const numeric = all.reduce((it, { id }) => unquoted(it, id), text);

const nested = all.map(({ name, id, birth, sex }) => ({
  child: { child_name: name, id_number: id, birth_date: birth, sex: sex === "男" ? "1" : "2" },
  parents: { father_status: "2", mother_status: "2" },
  care: { guardian_type: "01" },
  meta: { instanceID: "uuid:0" },
}));
const slashed = all.map(({ name, id, birth, sex }, at) => ({
  _id: at,
  "formhub/uuid": "0",
  start: "2026-09-20T08:00:00.000+08:00",
  "child/child_name": name,
  "child/id_number": id,
  "child/birth_date": birth,
  "child/sex": sex === "男" ? "1" : "2",
  "parents/father_status": "2",
  "parents/mother_status": "2",
  "care/guardian_type": "01",
  "care/needs": "1 2",
  _attachments: [],
  _geolocation: [null, null],
  _tags: [],
}));
const needed = records.map((it) => ({ answers: { ...it.answers, needs: ["1", "2"] } }));
const prototype = (inside: string) =>
  `[${JSON.stringify(object(0))}, {"__proto__": ${inside}, "constructor": {"prototype": {"polluted": "yes"}}, "toString": "x", "hasOwnProperty": 1, ${JSON.stringify(object(1)).slice(1)}, ${JSON.stringify(object(2))}]`;

export const lists: readonly Case[] = [
  json("json-array", "an array of objects by key and code", objects),
  json("json-wrapper", "an object around the array, with what a program adds", {
    code: 0,
    message: "ok",
    total: 3,
    data: objects,
  }),
  json(
    "json-of-kobotoolbox",
    "pages of the API: results, with groups in the keys and a multiple separated by spaces",
    { count: 3, next: null, previous: null, results: slashed },
    { records: needed },
  ),
  json("json-of-odk-central", "OData: value, with groups as objects", {
    "@odata.context": "x",
    value: nested.map((it, at) => ({
      __id: `uuid:${String(at)}`,
      __system: { submissionDate: "2026-09-20T00:00:00Z", reviewState: null },
      ...it,
    })),
  }),
  json(
    "json-nested-groups",
    "groups as objects, two deep",
    nested.map((it) => ({ form: it })),
  ),
  json("json-lines", "an object a line", objects.map((it) => JSON.stringify(it)).join("\n") + "\n\n"),
  json("json-with-chinese-keys-and-labels", "keys are our headings, values are words", labelled, {
    records: chinese.records,
    secrets: chinese.secrets,
  }),
  json(
    "json-with-decorated-chinese-keys",
    "headings as a program took them from a sheet",
    labelled.map((it) => Object.fromEntries(Object.entries(it).map(([key, value]) => [`*${key}（必填）`, value]))),
    {
      records: chinese.records,
      secrets: chinese.secrets,
    },
  ),
  read("json-utf8-with-bom", "with a mark", "示例_一村.json", utf8(bom + text), list),
  read("json-gb18030", "written by a Chinese program", "示例_一村.json", gb(text), list),
  read("json-utf16", "saved as “Unicode” by the Windows editor", "示例_一村.json", utf16le(bom + text), list),
  json("json-18-digit-numbers-exact", "numbers without quotation marks, all digits there", numeric),
  json("json-18-digit-numbers-rounded", "a program had already rounded one of them", unquoted(text, boy(2).id, lost), {
    records: only(0, 2),
    refused: [{ field: "id_number" }],
  }),
  json(
    "json-18-digit-numbers-with-exponent",
    "9.9e17",
    unquoted(text, boy(2).id, `${boy(2).id.slice(0, 1)}.${boy(2).id.slice(1)}e17`),
    {
      records: withAnswers(1, {}, "refuse"),
    },
  ),
  json(
    "json-numbers-and-truth",
    "telephone, age, grade and code as numbers; true and false",
    [
      object(0, {
        guardian_phone: 19900000001,
        sex: 2,
        father_status: 2,
        grade: 4,
        edu_status: "03",
        filed: true,
        area_code: 990000101,
      }),
      object(1, { filed: false, kids_in_care: 2, birth_date: Number(boy(2).birth.replaceAll("-", "")) }),
      object(2, { filed: null, guardian_phone: null, grade: null }),
    ],
    {
      records: [
        {
          answers: {
            ...answersOf(girl(1)),
            guardian_phone: "19900000001",
            grade: 4,
            edu_status: "03",
            filed: "1",
            area_code: "990000101",
          },
        },
        { answers: { ...answersOf(boy(2)), filed: "0", kids_in_care: 2 }, allow: "refuse" },
        { answers: answersOf(girl(3)) },
      ],
      secrets: [...secrets, "19900000001"],
    },
  ),
  json(
    "json-multiples",
    "arrays of codes, of words, with an unknown one",
    [
      object(0, { needs: ["1", "2"], poverty_cat: ["01"] }),
      object(1, { needs: ["亲情陪伴", "学业辅导"], poverty_cat: [] }),
      object(2, { needs: ["1", "买车"] }),
    ],
    {
      records: [
        { answers: { ...answersOf(girl(1)), needs: ["1", "2"], poverty_cat: ["01"] } },
        { answers: { ...answersOf(boy(2)), needs: ["1", "2"], poverty_cat: null }, allow: "refuse" },
      ],
      refused: [{ field: "needs" }],
    },
  ),
  json(
    "json-with-missing-and-null-keys",
    "a key is left out where there is no answer",
    [
      object(0, { boarding: "1" }),
      Object.fromEntries(Object.entries(object(1)).filter(([key]) => key !== "guardian_type")),
      object(2, { guardian_type: null, boarding: "" }),
    ],
    {
      records: [
        { answers: { ...answersOf(girl(1)), boarding: "1" } },
        { answers: { ...answersOf(boy(2)), guardian_type: null } },
        { answers: { ...answersOf(girl(3)), guardian_type: null } },
      ],
    },
  ),
  json(
    "json-prototype-names",
    "__proto__, constructor and toString are just names, and none of ours",
    prototype('{"polluted": "yes", "isAdmin": true}'),
  ),
  json(
    "json-prototype-with-answers",
    "answers inside __proto__ are not the child's; refused as a second column, or passed over",
    prototype('{"mother_status": "1", "boarding": "1", "polluted": "yes"}'),
    { file: "either" },
  ),
  json(
    "json-duplicate-keys",
    "a key twice in one object, with two answers: neither may be taken in silence",
    text.replace('"father_status": "2"', '"father_status": "1",\n  "father_status": "2"'),
    {
      file: "either",
      records: only(1, 2),
      refused: [{}],
    },
  ),
  json("json-trailing-comma", "written by hand", text.replace(/\n\]$/, ",\n]"), { file: "either" }),
  json("json-with-comments", "written by hand", `// 一村\n${text}`, { file: "either" }),
  json(
    "json-array-of-arrays",
    "the heading is the first row",
    roster(usual, [ok(girl(1)), ok(boy(2)), ok(girl(3))]).rows,
    { file: "either" },
  ),
  json(
    "json-by-number",
    "an object whose keys count the children",
    { "1": object(0), "2": object(1), "3": object(2) },
    { file: "either" },
  ),
  json("json-single-object", "one child without an array", object(0), { file: "either", records: only(0) }),
  json(
    "json-with-objects-for-answers",
    "an answer that is an object is no answer",
    [object(0), object(1, { father_status: { code: "2" } }), object(2, { child_name: ["甲乙", "丙丁"] })],
    {
      records: [
        ...only(0),
        { answers: { ...answersOf(boy(2)), father_status: { oneOf: ["2", null] } }, allow: "refuse" },
      ],
      refused: [{}],
    },
  ),
  refusedFile(
    "json-two-arrays",
    "which of the two is the list?",
    "示例_一村.json",
    utf8(JSON.stringify({ a: objects, b: [object(0)] })),
    { secrets },
  ),
  refusedFile(
    "json-columns",
    "an array for each column",
    "示例_一村.json",
    utf8(JSON.stringify({ 姓名: all.map((it) => it.name), 性别: all.map((it) => it.sex) })),
    { secrets, flood: true },
  ),
  refusedFile("json-string", "a text that is JSON", "示例_一村.json", utf8('"留守儿童名单"')),
  refusedFile("json-number", "a number that is JSON", "示例_一村.json", utf8("42")),
  refusedFile("json-empty-array", "no child", "示例_一村.json", utf8("[]")),
  refusedFile("json-array-of-words", "names only", "示例_一村.json", utf8(JSON.stringify(all.map((it) => it.name))), {
    secrets,
    flood: true,
  }),
  refusedFile("json-truncated", "the transfer broke off", "示例_一村.json", utf8(text.slice(0, -80)), { secrets }),
  refusedFile("json-nested-without-end", "a hundred thousand brackets", "示例_一村.json", utf8("[".repeat(100_000))),
  json(
    "json-lines-with-one-broken",
    "one line cut off: it is told, the others are kept",
    `${JSON.stringify(object(0))}\n${JSON.stringify(object(1)).slice(0, 40)}\n${JSON.stringify(object(2))}\n`,
    {
      file: "either",
      records: only(0, 2),
      refused: [{}],
    },
  ),
];
