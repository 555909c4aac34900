import { expect, test } from "bun:test";
import { spreadOf } from "./spread.ts";

test("a spread is the middle value with its quartiles, whatever order the values came in", () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
  expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
  expect(spreadOf([1, 2, 3])).toEqual({ low: 1.5, median: 2, high: 2.5 });
  expect(spreadOf([]).median).toBeNaN();
});
