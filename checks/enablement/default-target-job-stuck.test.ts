import { expect, test } from "bun:test";
import { parseJobs } from "../../src/facts/start-jobs.ts";
import type { Exited } from "../../src/host/host.ts";
import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/after-endless-start";
const show = "InactiveExitTimestampMonotonic,After";
const replace = (from: string | RegExp, to: string) => ({
  commands: { [show]: ({ stdout }: Exited) => ({ stdout: stdout.replace(from, to) }) },
});

testCheck("default-target-job-stuck", {
  finds: [
    {
      host: "after-endless-start",
      status: "warn",
      subject: "pod.service",
      because: "prepare.service is still starting, without a limit, and pod.service is started only after it",
      evidence: ["prepare.service start running", "pod.service start waiting", "TimeoutStartUSec=infinity"],
      fix: ["user: Find what prepare.service waits for"],
      first: true,
    },
    { host: "after-slow-start", status: "pass" },
  ],
  quietOn: ["seed"],
  altered: [
    {
      what: "the host was booted a few seconds ago",
      host,
      changes: { files: { "/proc/uptime": "1.00 1.00\n" } },
      status: "advice",
      summary: "prepare.service has been starting for 0 s, without a limit",
    },
    {
      what: "the slow one has a limit",
      host,
      changes: replace("TimeoutStartUSec=infinity", "TimeoutStartUSec=10min"),
      status: "advice",
    },
    {
      what: "a stuck unit after which the pod is not ordered",
      host,
      changes: replace(/^After=.*prepare\.service.*$/gm, "After=basic.target"),
      status: "pass",
    },
    {
      what: "podman's own wait for the network",
      host,
      changes: {
        commands: {
          "list-jobs": ({ stdout }: Exited) => ({
            stdout: stdout.replace(/prepare\.service/, "podman-user-wait-network-online.service"),
          }),
          [show]: ({ stdout }: Exited) => ({
            stdout: stdout.replaceAll("prepare.service", "podman-user-wait-network-online.service"),
          }),
        },
      },
      status: "pass",
    },
    {
      what: "its own container runs in a oneshot service that does not end",
      host,
      changes: {
        commands: {
          "list-jobs": {
            stdout: "4 pod.service start running\n1 default.target start waiting\n2 prepare.service start waiting\n",
          },
          [show]: {
            stdout:
              "Id=pod.service\nType=oneshot\nActiveState=activating\nSubState=start\nTimeoutStartUSec=infinity\nInactiveExitTimestampMonotonic=1\nAfter=basic.target\n\nId=default.target\nAfter=pod.service\n\nId=prepare.service\nAfter=pod.service\n",
          },
        },
      },
      status: "advice",
    },
    {
      what: "its own ExecStartPre= does not end",
      host,
      changes: {
        commands: {
          "list-jobs": {
            stdout: "4 pod.service start running\n1 default.target start waiting\n2 prepare.service start waiting\n",
          },
          [show]: {
            stdout:
              "Id=pod.service\nType=oneshot\nActiveState=activating\nSubState=start-pre\nTimeoutStartUSec=infinity\nInactiveExitTimestampMonotonic=1\nAfter=basic.target\n\nId=default.target\nAfter=pod.service\n\nId=prepare.service\nAfter=pod.service\n",
          },
        },
      },
      status: "warn",
      because: "its ExecStartPre= does not end",
    },
    {
      what: "the manager does not answer in time",
      host,
      changes: { commands: { "list-jobs": timedOut("systemctl") } },
      status: "unknown",
    },
  ],
});

test("jobs that start something, and nothing else", () => {
  expect(
    parseJobs(
      " 12 pod.service start waiting\n3 a@b\\x2d.service start running  \n4 x.service stop running\nNo jobs running.\n",
    ),
  ).toEqual([
    { unit: "pod.service", state: "waiting" },
    { unit: "a@b\\x2d.service", state: "running" },
  ]);
});
