import { describe, expect, test } from "vitest";
import { writeRows } from "../forms/sheet.ts";
import { writeCsv } from "../templates/csv.ts";
import { formXlsx } from "../templates/xlsx.ts";
import { openSaved, writeSaved } from "./saved.ts";
import { trial, trialWithTable } from "./trial-form.ts";

const today = "2026-11-30";
const bytes = (text: string) => new TextEncoder().encode(text);
const record = { child_name: "李禾苗", stage: "2", grade: 8, findings: ["1"] };
const open = (content: Uint8Array, form = trial) => openSaved(form, "a", content, today);

describe("a file that was saved here", () => {
  test.each([
    ["JSON", trial, [trial.example, record]],
    ["JSON with rows inside", trialWithTable, [trialWithTable.example]],
  ])("as %s comes back as the same records", async (_, form, records) => {
    const opened = await open(bytes(writeSaved(form, records as never, true)), form);
    expect(opened.records).toEqual(records);
    expect(opened.noticeShown).toBe(true);
    expect(opened.problems.filter((it) => it.severity === "error")).toEqual([]);
  });

  test.each([
    ["Excel", trial, [trial.example, record]],
    ["Excel with rows inside", trialWithTable, [trialWithTable.example]],
  ])("as %s comes back as the same records", async (_, form, records) => {
    const opened = await open(await formXlsx(form, records as never), form);
    expect(opened.records).toEqual(records);
  });

  test("as CSV comes back, in UTF-8 and in GB 18030", async () => {
    const csv = writeCsv(writeRows(trial, [record as never]));
    expect((await open(bytes(csv))).records).toEqual([record]);
    // 姓名,阶段 / 李,初中 as Excel in China saves it.
    const gb = Uint8Array.from([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbd, 0xd7, 0xb6, 0xce, 0x0a, 0xc0, 0xee, 0x2c, 0xb3, 0xf5, 0xd6, 0xd0,
    ]);
    expect((await open(gb)).records).toEqual([{ child_name: "李", stage: "2" }]);
  });

  test.each([
    ["of another form", writeSaved({ ...trial, id: "other" }, [record], false), "form_other"],
    ["of a version that is not read", writeSaved({ ...trial, version: "2020.1" }, [record], false), "version_old"],
    ["that is broken", `{"form":"trial","records":[{`, "json_syntax"],
    ["of something else", "[1,2]", "json_shape"],
  ])("%s is refused with what to do", async (_, text, code) => {
    const { records, problems } = await open(bytes(text));
    expect(records).toEqual([]);
    expect(problems.map((it) => it.code)).toContain(code);
  });

  test("of an earlier version that is read comes back under the names of now", async () => {
    const then = { form: "trial", version: "2026.1", records: [{ pupil: "张小满", 年龄段: "A" }] };
    expect((await open(bytes(JSON.stringify(then)))).records).toEqual([{ child_name: "张小满", stage: "1" }]);
  });

  test("that is no workbook after all is refused", async () => {
    const { records, problems } = await open(bytes("PK\u0003\u0004xx"));
    expect([records, problems.map((it) => it.code)]).toEqual([[], ["file_truncated"]]);
  });
});
