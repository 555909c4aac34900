import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const service = (lines: string) => ({
  files: { [unit]: `[Service]\nType=oneshot\n${lines}\n[Install]\nWantedBy=default.target\n` },
});

testCheck("oneshot-without-remainafterexit", {
  finds: [
    ...["oneshot-pod-start", "oneshot-without-execstop"].map((host) => ({
      host,
      status: "fail" as const,
      subject: "pod.service",
      because: "its Type=oneshot service has no RemainAfterExit=yes",
      evidence: ["ExecStart=/usr/bin/podman pod start web", "Type=oneshot", "Result=success"],
      fix: ["user: In [Service], add RemainAfterExit=yes."],
      first: true,
    })),
    { host: "seed", status: "not-applicable", summary: "forking" },
    { host: "simple-pod-start", status: "not-applicable", summary: "simple" },
  ],
  quietOn: ["linger-off"],
  altered: [
    ...["yes", "true", "1", "on"].map((word) => ({
      what: `RemainAfterExit=${word} is yes`,
      changes: service(`RemainAfterExit=${word}\nExecStart=/usr/bin/podman pod start web`),
      status: "pass" as const,
    })),
    {
      what: "RemainAfterExit=no is no",
      changes: service("RemainAfterExit=no\nExecStart=/usr/bin/podman pod start web"),
      status: "fail",
    },
    {
      what: "the last of two counts",
      changes: service("RemainAfterExit=yes\nRemainAfterExit=no\nExecStart=/usr/bin/podman pod start web"),
      status: "fail",
    },
    {
      what: "a oneshot that starts nothing that should stay",
      changes: service("ExecStart=/usr/bin/podman auto-update"),
      status: "pass",
    },
    {
      what: "a oneshot that runs in the foreground",
      changes: service("ExecStart=/usr/bin/podman run --rm img job"),
      status: "pass",
    },
    {
      what: "several lines: the last one counts",
      changes: service("ExecStart=/usr/bin/podman pull img\nExecStart=/usr/bin/podman run -d img"),
      status: "fail",
    },
  ],
});
