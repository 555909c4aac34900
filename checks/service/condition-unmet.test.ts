import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const having = (lines: string, stats: object = {}) => ({
  files: { [unit]: (text: string) => text.replace("[Unit]\n", `[Unit]\n${lines}\n`) },
  stats: stats as Record<string, typeof absent>,
});

testCheck("condition-unmet", {
  finds: [
    {
      host: "condition-on-missing-path",
      status: "fail",
      subject: "pod.service",
      because: "its ConditionPathExists=/srv/not-here does not hold, and systemd then leaves it out without an error",
      evidence: [`${unit}:2: ConditionPathExists=/srv/not-here`, "ConditionResult=no"],
      fix: [`user: Make the condition hold, or take ${unit}, line 2 away.`],
      first: true,
    },
    { host: "conditions-hold", status: "pass", subject: "pod.service" },
    { host: "seed", status: "not-applicable" },
  ],
  altered: [
    {
      what: "a negated condition on what is there",
      changes: having("ConditionPathExists=!/srv/data", { "/srv/data": {} }),
      status: "fail",
    },
    {
      what: "what the account may not reach does not exist for its manager",
      changes: having("ConditionPathExists=/srv/data", { "/srv/data": denied("/srv") }),
      status: "fail",
    },
    {
      what: "a folder where a file is wanted",
      changes: having("ConditionFileNotEmpty=/srv/data", { "/srv/data": { kind: "directory" } }),
      status: "fail",
    },
    {
      what: "one of two triggering conditions holds",
      changes: having("ConditionPathExists=|/srv/a\nConditionPathExists=|/srv/b", { "/srv/a": absent, "/srv/b": {} }),
      status: "pass",
    },
    {
      what: "neither of two triggering conditions holds",
      changes: having("ConditionPathExists=|/srv/a\nConditionPathExists=|/srv/b", {
        "/srv/a": absent,
        "/srv/b": absent,
      }),
      status: "fail",
    },
    {
      what: "a kind that is not judged here, and systemd found it to hold",
      changes: having("ConditionUser=!root"),
      status: "pass",
      summary: "systemd found",
    },
    {
      what: "a kind that is not judged here, and systemd left the unit out",
      changes: {
        ...having("ConditionACPower=true"),
        shown: {
          "pod.service": { ConditionResult: "no", ConditionTimestampMonotonic: "5000000", ActiveState: "inactive" },
        },
      },
      status: "warn",
      because: "one of its conditions did not hold when systemd tried to start it (ConditionACPower)",
    },
  ],
});
