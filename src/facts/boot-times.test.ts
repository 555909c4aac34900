import { expect, test } from "bun:test";
import { podHost } from "../cli/testing/pod-host.ts";
import { userUnitOf } from "./boot-times-live.ts";
import { FactStore } from "./fact-store.ts";
import { startTicks } from "./process-stat.ts";

test("a process's start stands behind its name, whatever the name is", () => {
  const fields = Array.from({ length: 30 }, (_, index) => String(index + 3)).join(" ");
  expect(startTicks(`952 (con) mon) (x) ${fields}`)).toBe(22);
  expect(startTicks("")).toBeUndefined();
});

test("a cgroup names the user's unit, on a hybrid machine and below a runtime folder", () => {
  const path = "9:name=systemd:/\n0::/user.slice/user-1001.slice/user@1001.service/app.slice/web.service/runtime\n";
  expect(userUnitOf(path)).toBe("web.service");
  expect(userUnitOf("0::/user.slice/user-1001.slice/session-3.scope\n")).toBeUndefined();
});

const starting = "7d4958e842da4a758f6c1cdc7b36dcc5";
const started = "39f53479d3a045ac8e11786248231fbf";
const failed = "be02cf6855d2428ba40df7e9d022f03d";
const stopping = "de5b426a63be47a7b6ac3eaac82e2f6f";
const line = (us: number, id: string, unit: object, more: object = {}) =>
  JSON.stringify({
    __MONOTONIC_TIMESTAMP: String(us),
    __REALTIME_TIMESTAMP: String(1e15 + us),
    MESSAGE_ID: id,
    ...unit,
    ...more,
  });

/** How a user manager begins. */
const began = (us: number) => line(us, started, { USER_UNIT: "basic.target" });

test("an earlier boot's times come from the journal: the first start counts, and what ends at power-off has not failed", async () => {
  const manager = { UNIT: "user@1001.service" };
  const journal = [
    line(2_000_000, starting, manager),
    line(2_500_000, started, manager),
    line(3_000_000, "b07a249cd024414a82dd00cd181378ff", {}, { KERNEL_USEC: "900000", USERSPACE_USEC: "2100000" }),
    began(2_400_000),
    line(3_000_000, starting, { USER_UNIT: "pod.service" }),
    line(4_000_000, started, { USER_UNIT: "pod.service" }),
    line(5_000_000, starting, { USER_UNIT: "other.service" }),
    line(5_100_000, failed, { USER_UNIT: "other.service" }),
    line(9_000_000, stopping, { USER_UNIT: "pod.service" }),
    line(9_500_000, failed, { USER_UNIT: "pod.service" }),
    "no json",
  ].join("\n");
  const host = podHost({ uid: 0, commands: { "--output-fields": { exit: 0, stdout: journal } } });
  const times = await new FactStore(host, { user: "podder", units: [], boot: -1 }).fact("bootTimes");
  if (!times.known) throw new Error(times.why.detail);
  const { system, user, kernelUs, untilUs } = times.value;
  expect({ kernelUs, untilUs }).toEqual({ kernelUs: 900_000, untilUs: 9_500_000 });
  expect(system.get("user@1001.service")).toMatchObject({ startedUs: 2e6, activeUs: 2.5e6, state: "active" });
  expect(user.get("pod.service")).toMatchObject({ startedUs: 3e6, activeUs: 4e6, state: "active" });
  expect(user.get("other.service")).toMatchObject({ startedUs: 5e6, state: "failed", endedUs: 5.1e6 });
});

test("a pod that ends with an error because its containers, or its manager, were told to stop did start at that boot", async () => {
  const last = [
    line(60e6, exited, pod, { EXIT_CODE: "exited", EXIT_STATUS: "125" }),
    line(61e6, "d9b373ed55a64feb8242e02dbe79a49c", pod, { UNIT_RESULT: "exit-code" }),
  ];
  const up = [line(1e6, starting, pod), line(2e6, started, pod)];
  for (const told of [{ USER_UNIT: "web.service" }, { UNIT: "user@1001.service" }]) {
    const unit = await podAt([...up, line(59e6, stopping, told), ...last]);
    expect(unit).toMatchObject({ startedUs: 1e6, activeUs: 2e6, state: "active", mainStatus: 0 });
  }
  // Nobody was told anything, or another one before this one was up.
  expect(await podAt([...up, ...last])).toMatchObject({ state: "failed", mainStatus: 125 });
  const before = [line(0.5e6, stopping, { USER_UNIT: "web.service" }), ...up];
  expect(await podAt([...before, ...last])).toMatchObject({ state: "failed", mainStatus: 125 });
});

const exited = "98e322203f7a4ed290d09fe03c09fe15";
const scheduled = "5eb03494b6584870a536b337290809b3";

async function earlierBoot(lines: readonly string[]) {
  const host = podHost({ uid: 0, commands: { "--output-fields": { exit: 0, stdout: lines.join("\n") } } });
  return new FactStore(host, { user: "podder", units: [], boot: -1 }).fact("bootTimes");
}

async function podAt(lines: readonly string[]) {
  const times = await earlierBoot([began(0.5e6), ...lines]);
  return times.known ? times.value.user.get("pod.service") : undefined;
}

const pod = { USER_UNIT: "pod.service" };

test("what Restart= tries again belongs to the boot, with every failure on the way", async () => {
  const attempt = (second: number) => [
    line(second * 1e6, starting, pod),
    line(second * 1e6 + 1, exited, pod, { EXIT_CODE: "exited", EXIT_STATUS: "125" }),
    line(second * 1e6 + 2, "d9b373ed55a64feb8242e02dbe79a49c", pod, { UNIT_RESULT: "exit-code" }),
    line(second * 1e6 + 3, failed, pod, { JOB_RESULT: "failed" }),
    line(second * 1e6 + 4, scheduled, pod),
  ];
  const failing = await podAt([...attempt(1), ...attempt(2)].slice(0, -1));
  expect(failing).toMatchObject({
    startedUs: 1e6,
    endedUs: 2e6 + 2,
    state: "failed",
    result: "exit-code",
    mainStatus: 125,
  });
  expect(failing?.attempts).toEqual([
    { fromUs: 1e6, toUs: 1e6 + 2 },
    { fromUs: 2e6, toUs: 2e6 + 2 },
  ]);
  const up = await podAt([...attempt(1), line(5e6, starting, pod), line(6e6, started, pod)]);
  expect(up).toMatchObject({ startedUs: 1e6, lastStartedUs: 5e6, activeUs: 6e6, state: "active", restarts: 1 });
  expect(up?.attempts).toHaveLength(1);
  expect(up?.endedUs).toBeUndefined();
});

test("what somebody starts after a failure is no longer the boot's", async () => {
  const byHand = [
    line(1e6, starting, pod),
    line(2e6, failed, pod),
    line(9e6, starting, pod),
    line(9.5e6, started, pod),
  ];
  expect(await podAt(byHand)).toMatchObject({ startedUs: 1e6, endedUs: 2e6, state: "failed" });
});

test("a unit whose dependency failed was not tried", async () => {
  const unit = await podAt([line(1e6, failed, pod, { JOB_RESULT: "dependency" })]);
  expect(unit).toMatchObject({ dependencyFailed: true, state: "inactive" });
  expect(unit?.startedUs).toBeUndefined();
});

test.each([
  ["257", "pod.service - web pod skipped, unmet condition check ConditionPathExists=/srv/x"],
  ["252", "pod.service - web pod was skipped because of an unmet condition check (ConditionPathExists=/srv/x)."],
])("systemd %s: a unit that was skipped was not started, although its message is that of a start", async (_, said) => {
  const message = { MESSAGE: said, SYSLOG_IDENTIFIER: "systemd" };
  const skipped = await podAt([line(1e6, started, pod, message), line(900e6, starting, pod)]);
  expect(skipped).toMatchObject({ conditionFailed: true, condition: "ConditionPathExists=/srv/x", state: "inactive" });
  expect(skipped?.startedUs).toBeUndefined();
  const up = await podAt([line(1e6, started, pod, { ...message, MESSAGE: "Started pod.service - web pod." })]);
  expect(up).toMatchObject({ conditionFailed: false, startedUs: 1e6, state: "active" });
});

test("of a boot whose beginning was rotated away no start is claimed", async () => {
  const late = [line(7200e6, starting, pod), line(7201e6, failed, pod)];
  const times = await earlierBoot(late);
  if (!times.known) throw new Error(times.why.detail);
  expect(times.value.begins).toBe(false);
  expect(times.value.user.get("pod.service")).toMatchObject({ lost: true, anewUs: 7200e6 });
  expect(times.value.user.get("pod.service")?.startedUs).toBeUndefined();
  // The beginning of a second manager is not that of the boot.
  const second = await earlierBoot([line(2e6, starting, { UNIT: "user@1001.service" }), began(7100e6), ...late]);
  expect(second.known && second.value.begins).toBe(false);
});

test("of a boot that the journal does not have nothing is known", async () => {
  expect(await earlierBoot([])).toMatchObject({
    known: false,
    why: { detail: expect.stringContaining("nothing of boot -1") },
  });
});

test("who may open no file of the journal is told who may", async () => {
  const stderr = "No journal files were opened due to insufficient permissions.";
  const host = podHost({ uid: 1001, commands: { "--output-fields": { exit: 1, stdout: "", stderr } } });
  const times = await new FactStore(host, { user: "podder", units: [], boot: -1 }).fact("bootTimes");
  expect(times).toMatchObject({
    known: false,
    why: { detail: expect.stringContaining("only root and members of adm and systemd-journal may read the rest") },
  });
});
