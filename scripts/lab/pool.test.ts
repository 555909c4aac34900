import { expect, test } from "bun:test";
import { PlantFailed } from "./planting.ts";
import { doAll } from "./pool.ts";

test("what throws is tried once more, and both that and the result are told", async () => {
  let calls = 0;
  const ends = await doAll(
    ["a"],
    1,
    async () => {
      if (calls++ === 0) throw new Error("the mirror is away");
      return "held";
    },
    () => {},
  );
  expect(ends[0]?.[1]).toMatchObject({ outcome: "judged", result: "held", hiccup: "the mirror is away" });
});

test("what throws twice is broken; a case that cannot be planted is not tried again", async () => {
  const calls: string[] = [];
  const ends = await doAll(
    ["machine", "case"],
    2,
    async (piece) => {
      calls.push(piece);
      throw piece === "case" ? new PlantFailed("no such file") : new Error("time limit");
    },
    () => {},
  );
  expect(calls.sort()).toEqual(["case", "machine", "machine"]);
  expect(ends.map(([, end]) => end)).toMatchObject([
    { outcome: "broken", why: "time limit", isCase: false },
    { outcome: "broken", why: "no such file", isCase: true },
  ]);
});

test("no more at once than asked, and the ends in the order of the pieces", async () => {
  let running = 0;
  let most = 0;
  const ends = await doAll(
    [5, 1, 3, 2],
    2,
    async (milliseconds) => {
      most = Math.max(most, ++running);
      await Bun.sleep(milliseconds);
      running--;
      return milliseconds;
    },
    () => {},
  );
  expect(most).toBe(2);
  expect(ends.map(([piece]) => piece)).toEqual([5, 1, 3, 2]);
});
