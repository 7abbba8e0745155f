import { expect, test } from "vitest";
import { birthOf, checkCharacter, readId, sexOf } from "./identity.ts";

test("the check character is that of GB 11643", () => {
  for (const id of ["11010519491231002X", "440524188001010014", "34052419800101001X", "990000201503120013"])
    expect(checkCharacter(id.slice(0, 17)), id).toBe(id[17]);
});

test("a number with one digit wrong or two neighbours exchanged is never taken for one", () => {
  const id = "990000201503120013";
  for (let at = 0; at < 17; at++) {
    for (const digit of "0123456789") {
      if (digit === id[at]) continue;
      expect("fault" in readId(id.slice(0, at) + digit + id.slice(at + 1)), `${String(at)} ${digit}`).toBe(true);
    }
    const turned = id.slice(0, at) + (id[at + 1] ?? "") + (id[at] ?? "") + id.slice(at + 2);
    if (turned !== id) expect("fault" in readId(turned), turned).toBe(true);
  }
});

test("a number that a spreadsheet has cut to 15 digits is refused with what happened to it", () => {
  expect(readId("990000201503120000")).toEqual({ fault: "rounded" });
  expect(readId("9.90000201503E+17")).toEqual({ fault: "scientific" });
});

test("a child is not born after the day of the file, nor before 1900", () => {
  const born = (day: string) => {
    const first = `990000${day}001`;
    return first + checkCharacter(first);
  };
  expect(readId(born("20260930"), "2026-09-30")).toEqual({ id: born("20260930") });
  expect(readId(born("20261001"), "2026-09-30")).toEqual({ fault: "date" });
  expect(readId(born("18991231"))).toEqual({ fault: "date" });
  // An abolished code of a county stays in the numbers of those it was given to.
  expect(readId("440524188001010014".replace("1880", "1980"))).toEqual({ fault: "check" });
});

test("a number says birthday and sex", () => {
  expect(birthOf("990000201503120013")).toBe("2015-03-12");
  expect(sexOf("990000201503120013")).toBe("1");
  expect(sexOf("990000201309050023")).toBe("2");
});
