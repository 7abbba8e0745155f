import { describe, expect, test } from "vitest";
import { builtInFormat, readFormat, shownIso, shownNumber } from "./shown.ts";

describe("numbers come as they were entered", () => {
  const general = builtInFormat(0);
  test.each([
    ["11", "11"],
    ["11.0", "11"],
    ["1.2E5", "120000"],
    ["-3", "-3"],
    ["1.1000000000000001", "1.1"],
    ["0.30000000000000004", "0.3"],
    ["520112201503123", "520112201503123"],
    ["999999999999999", "999999999999999"],
    ["5.2201120150312E+17", "5.22011201503120E+17"],
    ["522011201503120013", "5.22011201503120E+17"],
    ["1000000000000000", "1.00000000000000E+15"],
    ["1.5E-7", "1.5E-7"],
    ["Infinity", "Infinity"],
    ["x", "x"],
  ])("%s is %s", (raw, text) => {
    expect(shownNumber(raw, general)).toBe(text);
  });

  test("a code that is filled up with zeros keeps them", () => {
    expect(shownNumber("3", readFormat("00"))).toBe("03");
    expect(shownNumber("52011", readFormat("000000"))).toBe("052011");
    expect(shownNumber("3.5", readFormat("00"))).toBe("3.5");
  });
});

describe("days", () => {
  const day = readFormat("yyyy-mm-dd");
  test.each([
    ["1", "1900-01-01"],
    ["59", "1900-02-28"],
    ["60", "########"],
    ["61", "1900-03-01"],
    ["42075", "2015-03-12"],
    ["42074.9999999", "2015-03-12"],
    ["42075.4", "2015-03-12"],
    ["2958465", "9999-12-31"],
    ["2958466", "########"],
    ["0", "########"],
    ["-1", "########"],
    ["20150312", "########"],
  ])("%s is %s", (raw, text) => {
    expect(shownNumber(raw, day)).toBe(text);
  });

  test("of the calendar from 1904", () => {
    expect(shownNumber("0", day, true)).toBe("1904-01-01");
    expect(shownNumber("40613", day, true)).toBe("2015-03-12");
  });
});

describe("a format shows what the clerk sees and no more", () => {
  test.each([
    ["General", "42075"],
    ["G/通用格式", "42075"],
    ["@", "42075"],
    ["0.00E+00", "42075"],
    ['#,##0.00 "yd"', "42075"],
    ["[Red]0;[Blue]-0", "42075"],
    ["\\d0", "42075"],
    ["yyyy/m/d;@", "2015-03-12"],
    ["m/d/yy", "2015-03-12"],
    ["dd mmm yyyy", "2015-03-12"],
    ["[$-F800]dddd, mmmm dd, yyyy", "2015-03-12"],
    ['yyyy"年"m"月"d"日";@', "2015-03-12"],
    ["[DBNum1][$-804]yyyy年m月d日", "2015-03-12"],
    ["e.m.d", "2015-03-12"],
    ['yyyy"年"m"月"', "2015-03"],
    ["[$-804]yyyy年m月;@", "2015-03"],
    ["mmm-yy", "2015-03"],
    ["yyyy", "2015"],
    ['m"月"d"日"', "3月12日"],
    ["d-mmm", "3月12日"],
    ["yyyy-mm-dd hh:mm", "2015-03-12 08:30"],
    ["yyyy/m/d h:mm AM/PM", "2015-03-12 08:30"],
    ['上午/下午h"时"mm"分"', "08:30"],
    ["h:mm:ss", "08:30"],
    ["mm:ss.0", "08:30"],
    ["h:mm AM/PM", "08:30"],
  ])("%s: %s", (code, text) => {
    const format = readFormat(code);
    expect(shownNumber(format.time ? "42075.3541666667" : "42075", format)).toBe(text);
  });

  test("a time that is midnight is none; hours may go on beyond a day", () => {
    expect(shownNumber("42075", readFormat("yyyy-mm-dd hh:mm"))).toBe("2015-03-12");
    expect(shownNumber("1.125", readFormat("[h]:mm"))).toBe("27:00");
    expect(shownNumber("0.500011574", readFormat("hh:mm:ss"))).toBe("12:00:01");
  });

  test.each([
    [14, "2015-03-12"],
    [15, "2015-03-12"],
    [16, "3月12日"],
    [17, "2015-03"],
    [20, "00:00"],
    [22, "2015-03-12"],
    [27, "2015-03"],
    [28, "3月12日"],
    [31, "2015-03-12"],
    [49, "42075"],
    [57, "2015-03"],
    [58, "3月12日"],
    [59, "42075"],
  ])("number %i without a code", (id, text) => {
    expect(shownNumber("42075", builtInFormat(id))).toBe(text);
  });
});

test("days in the notation of ISO 8601", () => {
  expect(shownIso("2015-03-12T00:00:00.000", builtInFormat(0))).toBe("2015-03-12");
  expect(shownIso("2015-03-12", builtInFormat(14))).toBe("2015-03-12");
  expect(shownIso("2015-03-12T08:30:00Z", builtInFormat(0))).toBe("2015-03-12 08:30");
  expect(shownIso("2015-03-12T00:00:00", builtInFormat(17))).toBe("2015-03");
  expect(shownIso("1899-12-31T08:30:00.000", builtInFormat(20))).toBe("08:30");
  expect(shownIso("去年", builtInFormat(0))).toBe("去年");
});
