import { expect, test } from "vitest";
import { choice, date, multiple, number, text } from "../forms/form.ts";
import { alarmsIn, instructionFor, leaveBlank, writable } from "./instructions.ts";

const seen = [
  { code: "0", label: "没有" },
  { code: "1", label: "受伤", alarm: "harm" },
  { code: "2", label: "不想活", alarm: "self-harm" },
  { code: "99", label: "未采集" },
] as const;
const safe = { privacy: "safe" } as const;

test("what calls for action at once is not among what may be written, and is known by its kind", () => {
  const asked = multiple("看到的", seen, safe);
  expect(writable(asked)).toEqual(["没有", "未采集"]);
  expect(instructionFor(asked)).toBe("可填几项，用“；”隔开：没有；未采集");
  expect(instructionFor(choice("看到的", seen, { ...safe, hint: "只写看到的" }))).toBe(
    "选一项：没有、未采集（只写看到的）",
  );
  expect(alarmsIn([text("话", safe), asked])).toEqual(["harm", "self-harm"]);
  expect(alarmsIn([text("话", safe)])).toEqual([]);
});

test("a question says how it is filled in and whether it may be left blank", () => {
  expect(instructionFor(number("年级", { ...safe, least: 1, most: 9 }))).toBe("整数，1 到 9");
  expect(instructionFor(date("日期", safe))).toBe("写到日，如 2015-03-05");
  expect(leaveBlank(text("姓名", { ...safe, required: true }))).toBe("必填");
  expect(leaveBlank(choice("看到的", seen, safe))).toBe("不清楚选未采集");
  expect(leaveBlank(choice("看到的", seen, { ...safe, detail: true }))).toBe("可不填");
});
