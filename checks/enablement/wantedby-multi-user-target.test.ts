import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const unit = `${folder}/pod.service`;
const wantedBy = (targets: string, enabled = false) => ({
  ...(enabled ? {} : { gone: [`${folder}/default.target.wants`] }),
  files: { [unit]: (text: string) => text.replace("WantedBy=default.target", `WantedBy=${targets}`) },
});

testCheck("wantedby-multi-user-target", {
  finds: [
    {
      host: "wantedby-multi-user",
      status: "fail",
      subject: "pod.service",
      because: "it is enabled for multi-user.target, which exists only in the system manager",
      evidence: [
        "WantedBy=multi-user.target",
        `${folder}/multi-user.target.wants/pod.service: -> `,
        "no multi-user.target",
      ],
      fix: ["user: In ", "write WantedBy=default.target in [Install]", "user: systemctl --user reenable pod.service"],
      first: true,
    },
    {
      host: "wantedby-multi-user-not-enabled",
      status: "fail",
      subject: "pod.service",
      because: "multi-user.target",
      first: true,
    },
    {
      host: "both-targets",
      status: "advice",
      subject: "pod.service",
      summary: "started by default.target all the same",
    },
  ],
  quietOn: ["seed", "not-enabled"],
  altered: [
    {
      what: "another target of the system's alone",
      changes: wantedBy("network-online.target"),
      status: "fail",
      because: "network-online.target",
    },
    { what: "a target that a user manager has", changes: wantedBy("sockets.target"), status: "pass" },
    {
      what: "a target of the user's own",
      changes: {
        ...wantedBy("mine.target"),
        lists: { [folder]: ["mine.target"] },
        files: { ...wantedBy("mine.target").files, [`${folder}/mine.target`]: "[Unit]\n" },
      },
      status: "pass",
    },
    { what: "another unit starts it all the same", changes: wantedBy("multi-user.target", true), status: "advice" },
    { what: "no target at all", changes: wantedBy(""), status: "not-applicable" },
    {
      what: "what the distribution has could not be listed",
      host: "trixie/wantedby-multi-user",
      changes: { lists: { "/usr/lib/systemd/user": { outcome: "unanswered", reason: "timeout", detail: "hangs" } } },
      status: "unknown",
    },
  ],
});
