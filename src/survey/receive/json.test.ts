import { describe, expect, test } from "vitest";
import { receive } from "../receive.ts";

const read = (text: string) => receive("a.json", new TextEncoder().encode(text));
const rows = (text: string) => {
  const { sheets, problems } = read(text);
  return sheets[0]?.rows ?? problems.map((it) => `${it.code} ${it.row}`).join();
};

describe("records in the shapes that systems give", () => {
  const expected = [
    ["姓名", "性别"],
    ["张小满", "男"],
    ["李青禾", "女"],
  ];
  const [a, b] = ['{"姓名":"张小满","性别":"男"}', '{"姓名":"李青禾","性别":"女"}'];
  test.each([
    ["an array", `[${a},${b}]`],
    ["under a key", `{"单位":"一校","名单":[${a},${b}]}`],
    ["under a key of an answer", `{"code":0,"data":{"total":2,"rows":[${a},${b}]}}`],
    ["one a line", `${a}\n${b}\n`],
    ["one a line, with byte order mark and blank lines", `\ufeff${a}\r\n\r\n${b}`],
    ["one over several lines each", `${a.replaceAll(",", ",\n")}\n${b.replaceAll(",", ",\n")}`],
    ["rows under a heading", '[["姓名","性别"],["张小满","男"],["李青禾","女"]]'],
  ])("%s", (_, text) => {
    expect(rows(text)).toEqual(expected);
  });

  test("one object is one record", () => {
    expect(rows('{"姓名":"张小满","性别":"男","困难":["01","02"],"别名":[]}')).toEqual([
      ["姓名", "性别", "困难"],
      ["张小满", "男", "01；02"],
    ]);
  });

  test("what our own files say of themselves is kept", () => {
    const [sheet] = read('{"form":"child-census","version":"2026.2","records":[{"a":"1","b":"2"}]}').sheets;
    expect(sheet).toMatchObject({ form: "child-census", version: "2026.2", firstRow: 0, rowNumbers: [0, 1] });
    expect(read('{"form":"Form 1","version":"3","records":[{"a":"1"}]}').sheets[0]).not.toHaveProperty("form");
  });

  test("groups are laid flat by their last name, by the path where two are alike", () => {
    const text =
      '[{"child":{"name":"甲","sex":"男"},"carer":{"name":"乙","phone":null}},{"child":{"sex":"女"},"ok":true}]';
    expect(rows(text)).toEqual([
      ["child/name", "sex", "carer/name", "phone", "ok"],
      ["甲", "男", "乙", "", ""],
      ["", "女", "", "", "是"],
    ]);
  });

  test("an array of objects is a table below its record", () => {
    const [sheet] = read('[{"姓名":"甲","访":[{"日期":"1"},{"日期":"2","姓名":"丙"}]},{"姓名":"乙","访":[]}]').sheets;
    expect(sheet?.rows).toEqual([
      ["姓名", "日期", "访/姓名"],
      ["甲", "1", ""],
      ["", "2", "丙"],
      ["乙", "", ""],
    ]);
    expect(sheet?.rowNumbers).toEqual([0, 1, 1, 2]);
  });

  test("rows of objects a line are the lines", () => {
    expect(read('{"a":1}\n\n{"a":2}\n').sheets[0]?.rowNumbers).toEqual([0, 1, 3]);
  });
});

test("numbers keep every digit, and 1.0 is 1", () => {
  expect(
    rows(
      '[{"id":990000201503120013,"age":11.0,"h":1.50,"n":-2,"e":5.22101201503120e+17,"f":2e3,"big":12345678901234567.5}]',
    )[1],
  ).toEqual(["990000201503120013", "11", "1.5", "-2", "5.22101201503120e+17", "2000", "12345678901234567.5"]);
});

test("names that mean something to a program are just names", () => {
  expect(rows('[{"__proto__":"x","constructor":"y"},{"toString":"z","姓名":"甲"}]')).toEqual([
    ["__proto__", "constructor", "toString", "姓名"],
    ["x", "y", "", ""],
    ["", "", "z", "甲"],
  ]);
  expect(rows('[{"__proto__":{"a":"1"},"b":"2"}]')).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
});

test("text is text", () => {
  expect(rows(String.raw`[{"a":"\"\\\n\u59d3","b":"=1+1<script>"}]`)).toEqual([
    ["a", "b"],
    ['"\\\n姓', "=1+1<script>"],
  ]);
});

describe("what is no list of records is refused", () => {
  test.each([
    ["JSON that breaks off", '[{"姓名":"张', "json_syntax 1"],
    ["that breaks off behind a record", '[{"a":"1"},\n{"a":"2"}\n', "json_syntax 3"],
    ["a comma too many", '[{"a":"1"},\n{"a":"2",}]', "json_syntax 2"],
    ["a comment", '[\n// x\n{"a":"1"}]', "json_syntax 2"],
    ["NaN", '[{"a":1},\n{"a":NaN}]', "json_syntax 2"],
    ["single quotes", "[{'a':'1'}]", "json_syntax 1"],
    ["names without quotes", '{姓名:"甲"}', "json_syntax 1"],
    ["a line break in a text", '[{"a":"1\n2"}]', "json_syntax 1"],
    ["a wrong escape", '[{"a":"\\x"}]', "json_syntax 1"],
    ["a number with a zero in front", '[{"a":01}]', "json_syntax 1"],
    ["one bad line among lines", '{"a":1}\n{"a":2\n{"a":3}', "json_syntax 3"],
    ["two records in a line", '{"a":1}{"a":2}', "json_syntax 1"],
    ["something behind the array", '[{"a":1}]\n[{"a":2}]', "json_syntax 2"],
    ["a text", '"姓名"', "json_shape 1"],
    ["a number", "42", "json_shape 1"],
    ["null", "null", "json_shape 1"],
    ["an array of numbers", "[1,2]", "json_shape 1"],
    ["a number among the records", '[{"a":"1"},7]', "json_shape 2"],
    ["an object with one entry", '{"a":1}', "json_shape 1"],
    ["records under their numbers", '{"1":{"姓名":"甲"},"2":{"姓名":"乙"}}', "json_shape 1"],
    ["two lists", '{"一班":[{"姓名":"甲乙"}],"二班":[{"姓名":"丙丁"}]}', "json_shape 1"],
    ["a record with a table, or a list with a title", '{"姓名":"甲","家人":[{"姓名":"乙"}]}', "json_shape 1"],
    ["a name twice with different values", '[{"a":"1"},\n{"b":"1","b":"2"}]', "json_duplicate 2"],
    ["a name with a NUL", '[{"a\\u0000b":"1"}]', "json_syntax 1"],
    ["nothing", "[]", "file_header_only 1"],
    ["nothing under a key", '{"records":[]}', "file_header_only 1"],
    ["a heading and no rows", '[["姓名","性别"]]', "file_header_only 1"],
    ["brackets without end", "[".repeat(100_000), "json_shape 1"],
  ])("%s", (_, text, code) => {
    expect(rows(text)).toBe(code);
  });

  test("a name twice with the same value is no loss", () => {
    expect(rows('[{"a":"1","a":"1","b":{"c":[1]},"b":{"c":[1]}}]')).toEqual([
      ["a", "c"],
      ["1", "1"],
    ]);
  });
});
