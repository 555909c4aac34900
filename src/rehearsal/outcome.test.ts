import { expect, test } from "bun:test";
import type { UnitFate } from "../diagnosis/last-boot.ts";
import { againstDiagnosis, answerOf, notAtBoot, type Played } from "./outcome.ts";
import type { Survey } from "./survey.ts";

const before: Survey = {
  lingering: true,
  loggedInBy: [],
  managerLoadState: "loaded",
  managerActive: true,
  sessions: [],
  containers: ["web-app", "582908acb74b-infra"],
  outside: [],
  services: ["pod.service"],
  podUnits: ["pod.service"],
};
const fate = (state: UnitFate["state"]): UnitFate => ({ name: "pod.service", state, attempted: true, everUp: true });
const parts = [
  { what: "stop", seconds: 1 },
  { what: "start", seconds: 1 },
  { what: "settle", seconds: 5 },
] as const;
const up: Played = { parts, fates: [fate("up")], containers: ["web-app", "0123456789ab-infra"], faulted: false };

test.each<[string, Partial<Played>, string]>([
  ["all is up", {}, "started"],
  ["a unit failed", { fates: [fate("failed")] }, "not-started"],
  ["one of two failed", { fates: [fate("up"), fate("failed")] }, "partly"],
  ["the unit is up and nothing runs", { containers: [] }, "not-started"],
  ["a container did not come back", { containers: ["web-db"] }, "partly"],
  ["a unit is starting to the end", { fates: [fate("underway")] }, "unknown"],
  ["nobody to ask", { fates: [fate("unseen")] }, "unknown"],
  ["the manager does not start", { parts: [parts[0], { ...parts[1], failed: "exit 224" }] }, "not-started"],
  ["the manager does not stop", { parts: [{ ...parts[0], failed: "timeout" }] }, "unknown"],
  ["all is up, but not settled", { parts: [parts[0], parts[1], { ...parts[2], failed: "still at work" }] }, "unknown"],
  ["there never was a unit, and the diagnosis says why", { fates: [], containers: [], faulted: true }, "not-started"],
  ["no unit is there any more", { fates: [], containers: [] }, "not-started"],
])("%s: the answer is by effect", (_, change, answer) => {
  expect(answerOf(before, { ...up, ...change })).toBe(answer as ReturnType<typeof answerOf>);
});

test("what came up is no promise where the diagnosis is certain that a reboot takes away what it needs", () => {
  expect(againstDiagnosis("started", "will-not-start")).toBe("unknown");
  expect(againstDiagnosis("started", "at-risk")).toBe("started");
  expect(againstDiagnosis("not-started", "will-not-start")).toBe("not-started");
});

test("what a boot does not start needs no playing", () => {
  expect(notAtBoot(before, "podder", 1001)).toBeUndefined();
  expect(notAtBoot({ ...before, lingering: false }, "podder", 1001)).toEqual({
    answer: "not-started",
    why: "lingering is off for podder, so a boot starts no manager for podder.",
  });
  expect(notAtBoot({ ...before, managerLoadState: "masked" }, "podder", 1001)).toMatchObject({
    answer: "not-started",
    why: expect.stringContaining("user@1001.service is masked"),
  });
});

test("a login at boot starts the manager, and is not played", () => {
  const loggedIn = { ...before, loggedInBy: ["console-getty.service"] };
  expect(notAtBoot(loggedIn, "podder", 1001)).toBeUndefined();
  expect(notAtBoot({ ...loggedIn, lingering: false }, "podder", 1001)).toEqual({
    answer: "unknown",
    why: "lingering is off for podder, and the login at boot by console-getty.service, which starts the manager, cannot be played.",
  });
});
