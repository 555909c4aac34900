import { expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { diagnosis, result } from "../present/testing/document.ts";
import { exitStatusOf, worstOf } from "./exit-status.ts";

const ofBoot = "linger-not-enabled";
const besideIt = "not-a-login-session";

test.each([
  ["nothing fails", [["pass", ofBoot]], "will-start", false, 0],
  ["one fails", [["fail", besideIt]], "will-start", false, 1],
  ["a warning", [["warn", ofBoot]], "at-risk", false, 0],
  ["a warning, strictly", [["warn", ofBoot]], "at-risk", true, 1],
  ["a risk without a name, strictly", [["pass", ofBoot]], "at-risk", true, 1],
  ["advice, strictly", [["advice", ofBoot]], "will-start", true, 0],
  ["what matters is unknown", [["unknown", ofBoot]], "unknown", false, 3],
  ["what does not matter is unknown", [["unknown", besideIt]], "will-start", false, 0],
  [
    "a fail weighs more than an unknown",
    [
      ["unknown", ofBoot],
      ["fail", besideIt],
    ],
    "unknown",
    false,
    1,
  ],
  ["no forecast", [["pass", ofBoot]], "unknown", false, 3],
  [
    "no forecast was asked for",
    [
      ["pass", ofBoot],
      ["skipped", besideIt],
    ],
    "unknown",
    false,
    0,
  ],
] as const)("%s", (_, results, nextBoot, strict, status) => {
  const document = diagnosis(
    results.map(([status, check]) => result({ check, status })),
    { nextBoot },
  );
  expect(exitStatusOf(document, checks, strict)).toBe(status);
});

test("who asks for an earlier boot of which nothing can be seen has no answer", () => {
  const of = (verdict: Parameters<typeof diagnosis>[1]) => exitStatusOf(diagnosis(undefined, verdict), checks, false);
  expect(of({ boot: -9, lastBoot: "unknown" })).toBe(3);
  expect(of({ boot: -1, lastBoot: "started" })).toBe(0);
  expect(of({ lastBoot: "unknown" })).toBe(0);
});

test("of several accounts the failing one decides", () => {
  expect(worstOf([0, 3, 1])).toBe(1);
  expect(worstOf([0, 3])).toBe(3);
  expect(worstOf([])).toBe(0);
});
