import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const service = (lines: string) => ({ [unit]: `[Service]\n${lines}\n[Install]\nWantedBy=default.target\n` });
const script = "/home/podder/bin/start.sh";
const scripted = (text: string, shown: Record<string, string>) => ({
  files: { ...service(`ExecStart=${script}`), [script]: text },
  stats: { [script]: { mode: 0o755 } },
  shown: { "pod.service": shown },
});

testCheck("simple-with-detached", {
  finds: [
    {
      host: "simple-pod-start",
      status: "fail",
      subject: "pod.service",
      because:
        "its Type=simple service is over as soon as `/usr/bin/podman pod start web` returns, and systemd then stops the pod with it",
      evidence: [`${unit}:7: ExecStart=/usr/bin/podman pod start web`, "ActiveState=inactive", "Result=success"],
      fix: ["user: In [Service], write Type=forking (or Type=oneshot with RemainAfterExit=yes)"],
      first: true,
    },
    { host: "seed", status: "not-applicable", summary: "forking" },
    { host: "oneshot-pod-start", status: "not-applicable", summary: "oneshot" },
  ],
  quietOn: ["linger-off", "quadlet-pod"],
  altered: [
    ...["simple", "exec", "idle"].map((type) => ({
      what: `Type=${type} with \`podman run -d\``,
      changes: { files: service(`Type=${type}\nExecStart=/usr/bin/podman run -d --name web img`) },
      status: "fail" as const,
      because: `its Type=${type} service`,
    })),
    {
      what: "`podman run` in the foreground",
      changes: { files: service("ExecStart=/usr/bin/podman run --name web img sleep -d 5") },
      status: "pass",
    },
    {
      what: "RemainAfterExit=yes",
      changes: { files: service("RemainAfterExit=yes\nExecStart=/usr/bin/podman start web") },
      status: "pass",
    },
    {
      what: "KillMode=none, nothing to stop",
      changes: { files: service("KillMode=none\nExecStart=/usr/bin/podman start web") },
      status: "pass",
    },
    {
      what: "KillMode=none, and an ExecStop= that stops it",
      changes: {
        files: service("KillMode=none\nExecStart=/usr/bin/podman start web\nExecStop=/usr/bin/podman stop web"),
      },
      status: "fail",
    },
    {
      what: "a unit with a bus name is of type dbus",
      changes: { files: service("BusName=org.x\nExecStart=/usr/bin/podman start web") },
      status: "not-applicable",
    },
    {
      what: "notify waits for conmon",
      changes: { files: service("Type=notify\nExecStart=/usr/bin/podman run -d --sdnotify=conmon web") },
      status: "not-applicable",
    },
    {
      what: "a script that detaches, of a service that ended well",
      changes: scripted("podman pod start web\n", {
        ActiveState: "inactive",
        Result: "success",
        InactiveExitTimestampMonotonic: "5",
      }),
      status: "fail",
      evidence: [`${script}: podman pod start web`],
    },
    {
      what: "a script that detaches, of a service that is up: what it does afterwards cannot be read off it",
      changes: scripted("podman pod start web\nsleep infinity\n", { ActiveState: "active", Result: "success" }),
      status: "pass",
    },
    {
      what: "a script that detaches, of a service that never started",
      changes: scripted("podman pod start web\n", {
        ActiveState: "inactive",
        Result: "success",
        InactiveExitTimestampMonotonic: "0",
      }),
      status: "warn",
    },
    {
      what: "a script that attaches in the end",
      changes: scripted("podman pod start web\nexec podman logs -f web\n", {
        ActiveState: "inactive",
        Result: "success",
        InactiveExitTimestampMonotonic: "5",
      }),
      status: "pass",
    },
  ],
});
