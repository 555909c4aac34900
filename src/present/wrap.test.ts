import { expect, test } from "bun:test";
import { cut, hang, widthOf, wrap } from "./wrap.ts";

test("breaks at spaces and never beyond the width", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("", 7)).toEqual([""]);
  expect(hang("- ", "one two three", 9)).toEqual(["- one two", "  three"]);
});

test("cuts in the middle, by columns and not by characters", () => {
  expect(cut("abcdefghij", 7)).toBe("abcd…ij");
  expect(cut("漢字漢字漢字", 7)).toBe("漢字…字");
  expect(widthOf(cut("漢".repeat(100), 40))).toBeLessThanOrEqual(40);
  expect(cut("abc", 3)).toBe("abc");
});
