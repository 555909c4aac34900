import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const wants = `${folder}/default.target.wants`;

/** pod.service is not linked below default.target, but this other folder of links has it. */
const linkedBy = (target: string) => ({
  gone: [wants],
  lists: {
    [folder]: [{ name: `${target}.wants`, kind: "directory" as const }],
    [`${folder}/${target}.wants`]: [{ name: "pod.service", kind: "symlink" as const }],
  },
  stats: { [`${folder}/${target}.wants/pod.service`]: { kind: "symlink" as const, target: "../pod.service" } },
});

testCheck("unit-not-enabled", {
  finds: [
    {
      host: "not-enabled",
      status: "fail",
      subject: "pod.service",
      because: "it is not enabled, so nothing starts it at boot",
      evidence: [`${wants}/pod.service: does not exist`, "UnitFileState=disabled"],
      fix: ["user: systemctl --user enable pod.service"],
      first: true,
    },
    {
      host: "enabled-for-the-system",
      status: "fail",
      subject: "pod.service",
      consequenceOf: ["enabled-in-wrong-manager"],
    },
    {
      host: "wantedby-multi-user",
      status: "fail",
      subject: "pod.service",
      consequenceOf: ["wantedby-multi-user-target"],
    },
    { host: "no-install-section", status: "fail", subject: "pod.service", consequenceOf: ["install-section-missing"] },
    { host: "unit-masked", status: "pass", subject: "pod.service" },
  ],
  quietOn: ["both-targets", "linger-off"],
  altered: [
    {
      what: "enabled for a target that the boot does not reach",
      changes: linkedBy("graphical-session.target"),
      status: "fail",
      because: "it is enabled for graphical-session.target only",
    },
    {
      what: "enabled for a target that the boot reaches",
      changes: linkedBy("basic.target"),
      status: "pass",
      summary: "by basic.target",
    },
    {
      what: "a .requires folder is as good as .wants",
      changes: {
        gone: [wants],
        lists: {
          [folder]: [{ name: "default.target.requires", kind: "directory" }],
          [`${folder}/default.target.requires`]: [{ name: "pod.service", kind: "symlink" }],
        },
        stats: { [`${folder}/default.target.requires/pod.service`]: { kind: "symlink", target: "../pod.service" } },
      },
      status: "pass",
    },
    {
      what: "its timer starts it",
      changes: {
        gone: [wants],
        lists: {
          [folder]: ["pod.timer", { name: "timers.target.wants", kind: "directory" }],
          [`${folder}/timers.target.wants`]: [{ name: "pod.timer", kind: "symlink" }],
        },
        files: { [`${folder}/pod.timer`]: "[Timer]\nOnBootSec=1\n" },
        stats: { [`${folder}/timers.target.wants/pod.timer`]: { kind: "symlink", target: "../pod.timer" } },
      },
      status: "pass",
    },
    {
      what: "default.target itself was pointed at another target, which the link names",
      changes: {
        ...linkedBy("mine.target"),
        lists: {
          ...linkedBy("mine.target").lists,
          [folder]: [
            { name: "mine.target.wants", kind: "directory" },
            { name: "default.target", kind: "symlink" },
            "mine.target",
          ],
        },
        stats: {
          ...linkedBy("mine.target").stats,
          [`${folder}/default.target`]: { kind: "symlink", target: `${folder}/mine.target` },
        },
        files: {
          [`${folder}/default.target`]: "[Unit]\nRequires=basic.target\n",
          [`${folder}/mine.target`]: "[Unit]\nRequires=basic.target\n",
        },
      },
      status: "pass",
    },
    {
      what: "the folder of links could not be listed",
      changes: { lists: { [wants]: timedOut(wants) } },
      status: "unknown",
    },
    {
      what: "the account, and so its manager, may not list the folder of links",
      changes: { lists: { [wants]: denied(wants) } },
      status: "fail",
    },
  ],
});
