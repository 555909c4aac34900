import { describe, expect, test } from "bun:test";
import type { BootTimes, UnitTimes } from "../facts/boot-times.ts";
import { type TimelineFacts, timelineRows } from "./timeline.ts";
import { timelineFindings } from "./timeline-findings.ts";

const second = 1e6;
const helper = "podman-user-wait-network-online.service";

/** A unit that started and was up, in seconds; what else is true of it besides. */
function unit(name: string, started?: number, active?: number, more: Partial<UnitTimes> = {}): UnitTimes {
  return {
    name,
    manager: "user",
    loadState: "loaded",
    state: active !== undefined ? "active" : "inactive",
    result: "success",
    mainStatus: 0,
    restarts: 0,
    ...(started === undefined ? {} : { startedUs: started * second }),
    ...(active === undefined ? {} : { activeUs: active * second }),
    conditionFailed: false,
    after: [],
    ...more,
  };
}

function facts(units: readonly UnitTimes[], more: Partial<TimelineFacts & { system: readonly UnitTimes[] }> = {}) {
  const { system = [unit("systemd-logind.service", 2, 2.2), unit("user@1001.service", 2.3, 3)], ...rest } = more;
  const byName = (all: readonly UnitTimes[]) => new Map(all.map((each) => [each.name, each]));
  const times: BootTimes = {
    boot: 0,
    source: "managers",
    untilUs: 100 * second,
    system: byName(system),
    user: byName([unit("basic.target", 3, 3), ...units]),
    containers: [],
    begins: true,
    unseen: [],
  };
  return { times, uid: 1001, account: "podder", lingering: true, pods: ["pod.service"], quadlets: [], ...rest };
}

function told(given: TimelineFacts): readonly string[] {
  return timelineFindings(timelineRows(given), given).map(({ status, sentence }) => `${status}: ${sentence}`);
}

describe("what a timeline finds", () => {
  test.each<[string, TimelineFacts, string]>([
    [
      "nothing",
      facts([unit("pod.service", 3.1, 4), unit("default.target", 4, 4, { after: ["pod.service"] })]),
      "ok: Nothing broke and nothing was late: pod.service was up 4.00 s after boot.",
    ],
    [
      "a start that is not the boot's, where the journal was rotated",
      facts([unit("pod.service", undefined, undefined, { lost: true, anewUs: 7200 * second })]),
      "unknown: What the boot made of pod.service cannot be seen: the journal that can be read does not reach back that far, and it was last started 2 h 0 min after boot.",
    ],
    [
      "a condition by its name",
      facts([
        unit("pod.service", undefined, undefined, { conditionFailed: true, condition: "ConditionPathExists=/srv/x" }),
      ]),
      "broken: pod.service did not start: ConditionPathExists=/srv/x was not met.",
    ],
    [
      "no manager",
      facts([unit("pod.service")], { system: [unit("systemd-logind.service", 2, 2.2)], lingering: false }),
      "broken: user@1001.service was not started in this boot; lingering is off for podder.",
    ],
    [
      "a masked manager",
      facts([unit("pod.service")], {
        system: [unit("user@1001.service", undefined, undefined, { loadState: "masked" })],
      }),
      "broken: user@1001.service is masked, so podder has no user manager in this boot.",
    ],
    [
      "a manager that a login started",
      facts([unit("pod.service", 22, 23)], {
        system: [unit("systemd-logind.service", 2, 2.2), unit("user@1001.service", 22, 22.5)],
        lingering: false,
      }),
      "late: user@1001.service was started 22.0 s after boot, not by the boot: by a login, or by hand; lingering is off for podder.",
    ],
    [
      "a manager that was stopped since",
      facts([unit("pod.service", 3.1, 4)], {
        system: [unit("user@1001.service", 2.3, 3, { state: "inactive", endedUs: 60 * second })],
      }),
      "broken: user@1001.service was stopped 60.0 s after boot.",
    ],
    [
      "a unit that failed",
      facts([
        unit("pod.service", 3.1, undefined, {
          state: "failed",
          endedUs: 3.2 * second,
          result: "exit-code",
          mainStatus: 203,
        }),
      ]),
      "broken: pod.service failed 3.20 s after boot (status 203: the program that the unit runs, or the interpreter in its first line, is not there or may not be run).",
    ],
    [
      "a unit that nothing pulls in",
      facts([unit("pod.service")], { reached: new Set() }),
      "broken: pod.service did not start: default.target does not pull this in.",
    ],
    [
      "a condition",
      facts([unit("pod.service", undefined, undefined, { conditionFailed: true })]),
      "broken: pod.service did not start: a Condition was not met.",
    ],
    [
      "a unit that ended",
      facts([unit("pod.service", 3.1, 3.5, { state: "inactive", endedUs: 4 * second })]),
      "broken: pod.service ended 0.50 s after its start was done, without an error.",
    ],
    [
      "a unit that was started by hand later",
      facts([unit("pod.service", 60, 61), unit("default.target", 4, 4, { after: ["pod.service"] })]),
      "late: pod.service started 60.0 s after boot, when the boot was done.",
    ],
    [
      "a oneshot service that is over",
      facts([unit("pod.service", 3.1, undefined, { state: "inactive", endedUs: 4 * second })]),
      "broken: pod.service ended as soon as its start was done, without an error.",
    ],
    [
      "a unit that failed again and again",
      facts([
        unit("pod.service", 3.1, undefined, {
          state: "failed",
          result: "start-limit-hit",
          attempts: [1, 2, 3].map((n) => ({ fromUs: 3 * n * second, toUs: (3 * n + 1) * second })),
        }),
      ]),
      "broken: pod.service failed 4.00 s after boot, and 2 more times until 10.0 s after boot (it was started too often in too short a time).",
    ],
    [
      "a unit that failed at boot and was started by hand",
      facts([
        unit("pod.service", 3.1, undefined, {
          state: "failed",
          result: "exit-code",
          mainStatus: 125,
          endedUs: 4 * second,
          anewUs: 900 * second,
        }),
      ]),
      "broken: pod.service failed 4.00 s after boot (status 125: podman itself failed, before the container's program ran); it was started anew 15 min 0 s after boot.",
    ],
    [
      "a unit that came up at the third attempt",
      facts([
        unit("pod.service", 3.1, 9, {
          lastStartedUs: 8 * second,
          attempts: [1, 2].map((n) => ({ fromUs: 3 * n * second, toUs: (3 * n + 1) * second })),
        }),
      ]),
      "late: pod.service came up 9.00 s after boot, after 2 failed starts.",
    ],
    [
      "an autologin, so soon that the boot might have done it",
      facts([unit("pod.service", 3.1, 4)], { lingering: false, start: { by: "other", again: false } }),
      "late: user@1001.service was started 2.30 s after boot, but by a login or by hand; lingering is off for podder.",
    ],
    [
      "a late start that may be a second one",
      facts([unit("pod.service", 63.1, 64)], {
        system: [unit("systemd-logind.service", 2, 2.2), unit("user@1001.service", 60, 61)],
        start: { by: "unknown", again: true },
      }),
      "unknown: user@1001.service was last started 60.0 s after boot: again, or late. Which of the two is in the journal, that root and members of adm and systemd-journal may read.",
    ],
    ["a slow start", facts([unit("pod.service", 3, 33)]), "late: pod.service took 30.0 s to start."],
  ])("%s", (_, given, sentence) => {
    expect(told(given)).toEqual([sentence]);
  });

  test("who has no pod unit is told so, whatever else there is", () => {
    const none = facts([], { system: [unit("systemd-logind.service", 2, 2.2)], lingering: false, pods: [] });
    expect(told(none)).toEqual([
      "broken: user@1001.service was not started in this boot; lingering is off for podder.",
      "unknown: podder has no pod unit.",
    ]);
    expect(told(facts([], { pods: [] }))).toEqual(["unknown: podder has no pod unit."]);
    expect(told(facts([], { pods: [], podsUnseen: "EACCES" }))).toEqual([
      "unknown: Which pod units podder has cannot be seen: EACCES.",
    ]);
  });

  test("what failed after it had come up ran until then", () => {
    const attempts = [{ fromUs: 3 * second, toUs: 60 * second }];
    const given = facts([unit("pod.service", 3, 4, { state: "failed", endedUs: 60 * second, attempts })]);
    const row = timelineRows(given).find(({ name }) => name === "pod.service");
    expect(row?.spans).toEqual([
      { kind: "starting", fromUs: 3 * second, toUs: 4 * second },
      { kind: "running", fromUs: 4 * second, toUs: 60 * second },
      { kind: "failed", fromUs: 60 * second, toUs: 60 * second },
    ]);
  });

  test("units that failed alike share a sentence", () => {
    const failed = (name: string, at: number) =>
      unit(name, 3, undefined, { state: "failed", result: "timeout", endedUs: at * second });
    const pods = ["a.service", "b.service", "c.service", "d.service"];
    const given = facts(
      pods.map((name, index) => failed(name, 4 + index)),
      { pods },
    );
    expect(told(given)).toEqual([
      "broken: a.service, b.service and 2 more failed 4.00 s to 7.00 s after boot (its start took longer than systemd waits).",
    ]);
  });

  test("the 90 s of a quadlet are one delay, and the network that nothing reaches is to blame", () => {
    const given = facts(
      [
        unit(helper, 3, undefined, { state: "failed", endedUs: 93 * second, result: "timeout" }),
        unit("web-pod.service", 93.05, 95, { after: ["basic.target", helper] }),
        unit("web.service", 95.02, 95.5, { after: ["web-pod.service", helper] }),
        unit("default.target", 95, 95, { after: ["web-pod.service"] }),
      ],
      { pods: ["web-pod.service", "web.service"] },
    );
    expect(told(given)).toEqual([
      `late: web-pod.service, web.service waited up to 92.0 s for ${helper}, which gave up: nothing on this host reaches network-online.target.`,
    ]);
    const rows = timelineRows(given);
    expect(rows.find(({ name }) => name === "web.service")?.waited?.chain).toEqual(["web-pod.service", helper]);
    expect(rows.find(({ name }) => name === "web-pod.service")?.spans.map(({ kind }) => kind)).toEqual([
      "waiting",
      "starting",
      "running",
    ]);
  });

  test("what still waits is under way, and the target with it", () => {
    const given = facts([
      unit(helper, 3, undefined, { state: "activating" }),
      unit("pod.service", undefined, undefined, { after: [helper] }),
      unit("default.target"),
    ]);
    expect(told(given)).toEqual([
      `late: pod.service waited 97.0 s so far for ${helper}: nothing on this host reaches network-online.target.`,
    ]);
    expect(timelineRows(given).map(({ name, status }) => `${name} ${status}`)).toEqual([
      "systemd-logind.service ok",
      "user@1001.service ok",
      `${helper} underway`,
      "pod.service underway",
      "default.target underway",
    ]);
  });
});
