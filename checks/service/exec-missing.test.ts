import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const tool = "/opt/tools/start podman.sh";
const running = (line: string, status: object = {}, more: object = {}) => ({
  files: { [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, line) },
  stats: { "/opt/tools/x": status, ...more },
});

testCheck("exec-missing", {
  finds: [
    {
      host: "podman-elsewhere",
      status: "fail",
      subject: "pod.service",
      because: "its ExecStart= runs /usr/local/bin/podman, which does not exist",
      evidence: [
        `${unit}:`,
        "ExecStart=/usr/local/bin/podman pod start web",
        "/usr/local/bin/podman: does not exist",
        "Result=exit-code",
      ],
      fix: [`user: In ${unit}, line `],
      first: true,
    },
    {
      host: "script-not-executable",
      status: "fail",
      subject: "pod.service",
      because: "/home/podder/bin/start.sh, which is not executable",
      fix: ["user: chmod +x /home/podder/bin/start.sh"],
      first: true,
    },
    { host: "exec-prefixes", status: "advice", subject: "pod.service" },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["bare-name", "quadlet-pod", "no-user-bus"],
  altered: [
    ...(
      [
        ["is not there", absent, "fail", "does not exist"],
        ["is a folder", { kind: "directory", mode: 0o755 }, "fail", "is a folder"],
        ["is a socket", { kind: "socket", mode: 0o755 }, "fail", "is no file"],
        ["may not be reached", denied("/opt/tools"), "fail", "podder may not reach"],
        ["may be run by others only, and is the account's", { mode: 0o655 }, "fail", "is not executable"],
        ["may be run by its group, which is another", { uid: 0, gid: 0, mode: 0o750 }, "fail", "is not executable"],
        ["may be run by its group, which is the account's", { uid: 0, gid: 1001, mode: 0o750 }, "pass", ""],
        ["may be run by everybody", { uid: 0, gid: 0, mode: 0o755 }, "pass", ""],
        ["did not answer", timedOut("/opt/tools/x"), "unknown", "did not answer"],
      ] as const
    ).map(([what, status, found, said]) => ({
      what: `the program ${what}`,
      changes: running("ExecStart=/opt/tools/x podman", status),
      status: found,
      summary: said,
    })),
    {
      what: "a program before the one that starts the pod is missing",
      changes: running("ExecStartPre=/opt/tools/x\nExecStart=/usr/bin/podman pod start web", absent),
      status: "fail",
      because: "its ExecStartPre= runs /opt/tools/x",
    },
    {
      what: "a program of which failure counts as success is missing",
      changes: running("ExecStartPre=-/opt/tools/x\nExecStart=/usr/bin/podman pod start web", absent),
      status: "advice",
    },
    {
      what: "a program that only stops the pod is missing, and the one that starts it did not answer",
      changes: {
        files: { [unit]: (text: string) => text.replace(/^ExecStop=.*$/m, "ExecStop=/opt/tools/x") },
        stats: { "/opt/tools/x": absent, "/usr/bin/podman": timedOut("/usr/bin/podman") },
      },
      status: "unknown",
    },
    {
      what: "an ExecStart= in a drop-in counts, after it was emptied",
      changes: {
        lists: {
          "/home/podder/.config/systemd/user": [{ name: "pod.service.d", kind: "directory" }],
          "/home/podder/.config/systemd/user/pod.service.d": ["a.conf"],
        },
        files: {
          "/home/podder/.config/systemd/user/pod.service.d/a.conf":
            "[Service]\nExecStart=\nExecStart=/opt/tools/x podman\n",
        },
        stats: { "/opt/tools/x": absent },
      },
      status: "fail",
      evidence: ["/home/podder/.config/systemd/user/pod.service.d/a.conf:3"],
    },
    {
      what: "a path with a blank is quoted in what is to be pasted",
      changes: {
        ...running(`ExecStart="${tool}"`),
        stats: { [tool]: { mode: 0o644 } },
        files: {
          [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, `ExecStart="${tool}" podman`),
          [tool]: "#!/bin/sh\nexec podman pod start web\n",
        },
      },
      status: "fail",
      fix: [`user: chmod +x '${tool}'`],
    },
    {
      what: "%h stands for the home",
      changes: { ...running("ExecStart=%h/bin/x podman"), stats: { "/home/podder/bin/x": { mode: 0o755 } } },
      status: "pass",
    },
    {
      what: "beside a pod that runs, a missing program of a unit that is no pod's only warns",
      changes: {
        lists: { "/home/podder/.config/systemd/user": ["other.service"] },
        files: { "/home/podder/.config/systemd/user/other.service": "[Service]\nExecStart=/opt/tools/x\n" },
        stats: { "/opt/tools/x": absent },
      },
      status: "warn",
      subject: "other.service",
    },
  ],
});
