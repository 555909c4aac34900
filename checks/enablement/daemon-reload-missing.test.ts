import { testCheck } from "../../src/testing/check-test.ts";

testCheck("daemon-reload-missing", {
  finds: [
    {
      host: "edited-without-reload",
      status: "warn",
      subject: "pod.service",
      because: "the running manager still has the unit as it was before it was edited",
      evidence: ["NeedDaemonReload=yes"],
      fix: ["user: systemctl --user daemon-reload"],
      onlyNow: true,
      first: true,
    },
    { host: "linger-off", status: "blocked", blockedBy: ["linger-not-enabled", "runtime-dir-missing"] },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["seed", "quadlet-pod", "linger-off-after-a-login"],
  altered: [
    {
      what: "a manager that answers nothing, though nothing is wrong with it",
      changes: { commands: { "systemctl --user show": { exit: 1, stdout: "", stderr: "Failed to connect to bus\n" } } },
      status: "unknown",
      summary: "Failed to connect to bus",
    },
    {
      what: "a unit that was edited and failed",
      changes: { shown: { "pod.service": { NeedDaemonReload: "yes", ActiveState: "failed" } } },
      status: "warn",
      onlyNow: true,
    },
  ],
});
