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

test("an earlier boot's times come from the journal: the first start counts, and what ends at power-off has not failed", async () => {
  const manager = { UNIT: "user@1001.service" };
  const journal = [
    line(2_000_000, starting, manager),
    line(2_500_000, started, manager),
    line(3_000_000, "b07a249cd024414a82dd00cd181378ff", {}, { KERNEL_USEC: "900000", USERSPACE_USEC: "2100000" }),
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
