import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const conditions = (lines: string, more: object = {}) => ({
  files: { [unit]: (text: string) => text.replace("Description=", `${lines}\nDescription=`) },
  stats: {
    "/srv/there": { kind: "directory" as const, mode: 0o755 },
    "/srv/gone": absent,
    "/srv/closed": denied("/srv/closed"),
    ...more,
  },
});
const leftOut = { ConditionResult: "no", ConditionTimestampMonotonic: "5", ActiveState: "inactive" };

testCheck("condition-unmet", {
  finds: [
    {
      host: "condition-on-missing-path",
      status: "fail",
      subject: "pod.service",
      because: "its ConditionPathExists=/srv/not-here does not hold, and systemd then leaves it out without an error",
      evidence: ["ConditionPathExists=/srv/not-here", "ConditionResult=no"],
      fix: ["user: Make the condition hold"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    { what: "a path that is there", changes: conditions("ConditionPathExists=/srv/there"), status: "pass" },
    { what: "a path that is not there", changes: conditions("ConditionPathExists=/srv/gone"), status: "fail" },
    {
      what: "the absence of a path that is there",
      changes: conditions("ConditionPathExists=!/srv/there"),
      status: "fail",
    },
    { what: "the absence of one that is not", changes: conditions("ConditionPathExists=!/srv/gone"), status: "pass" },
    {
      what: "a path that the account, and so its manager, may not reach",
      changes: conditions("ConditionPathExists=/srv/closed"),
      status: "fail",
    },
    {
      what: "an assertion is as good",
      changes: conditions("AssertPathExists=/srv/gone"),
      status: "fail",
      because: "AssertPathExists",
    },
    {
      what: "one of two that must both hold does not",
      changes: conditions("ConditionPathExists=/srv/there\nConditionPathExists=/srv/gone"),
      status: "fail",
    },
    {
      what: "one of two of which one suffices does not",
      changes: conditions("ConditionPathExists=|/srv/there\nConditionPathExists=|/srv/gone"),
      status: "pass",
    },
    {
      what: "neither of two of which one suffices does",
      changes: conditions("ConditionPathExists=|/srv/gone\nConditionPathIsDirectory=|/srv/gone"),
      status: "fail",
    },
    {
      what: "all that was said before is taken back",
      changes: conditions("ConditionPathExists=/srv/gone\nConditionPathExists="),
      status: "not-applicable",
    },
    {
      what: "a kind that is not judged here, and systemd found it to hold",
      changes: conditions("ConditionUser=podder"),
      status: "pass",
    },
    {
      what: "it holds now and did not when systemd came to it",
      changes: { ...conditions("ConditionPathExists=/srv/there"), shown: { "pod.service": leftOut } },
      status: "warn",
    },
    {
      what: "a condition that nobody could look at, of a unit that the manager has not tried yet",
      changes: {
        ...conditions("ConditionPathExists=/srv/slow", { "/srv/slow": timedOut("/srv/slow") }),
        shown: { "pod.service": { ConditionResult: "no", ConditionTimestampMonotonic: "0", ActiveState: "inactive" } },
      },
      status: "unknown",
    },
    {
      what: "a condition that nobody could look at, and no manager that could tell",
      host: "trixie/linger-off",
      changes: conditions("ConditionPathExists=/srv/slow", { "/srv/slow": timedOut("/srv/slow") }),
      status: "blocked",
      blockedBy: ["linger-not-enabled", "runtime-dir-missing"],
    },
  ],
});
