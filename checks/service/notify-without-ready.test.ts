import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const notify = (line: string) => ({
  files: {
    [unit]: (text: string) =>
      text
        .replace(/^ExecStart=.*$/m, line)
        .replace(/^Type=.*$/m, "Type=notify")
        .replace(/^RemainAfterExit=.*\n/m, ""),
  },
});
const state = (ActiveState: string, Result = "success", ActiveEnterTimestampMonotonic = "0") => ({
  shown: { "pod.service": { ActiveState, Result, ActiveEnterTimestampMonotonic } },
});
const run = (options: string) => `ExecStart=/usr/bin/podman run --rm --replace ${options} --name x localhost/app:1`;

testCheck("notify-without-ready", {
  finds: [
    {
      host: "notify-pod-start",
      status: "fail",
      subject: "pod.service",
      because: "its Type=notify waits for READY=1, and `podman pod start` leaves that to the program in the container",
      evidence: ["ExecStart=/usr/bin/podman pod start web", "Type=notify"],
      fix: [`user: In ${unit}: write Type=forking`],
      first: true,
    },
    { host: "notify-ignored", status: "fail", because: "--sdnotify=ignore keeps it from being sent", first: true },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    { what: "it was told", changes: { ...notify(run("-d")), ...state("active") }, status: "pass" },
    {
      what: "podman tells it, whatever else went wrong",
      changes: { ...notify(run("--sdnotify=conmon")), ...state("failed", "timeout") },
      status: "pass",
    },
    {
      what: "podman is told to keep it to itself",
      changes: { ...notify(run("--sdnotify ignore")), ...state("inactive") },
      status: "fail",
      because: "--sdnotify=ignore",
    },
    {
      what: "the program in the container did not say it in time",
      changes: { ...notify(run("")), ...state("failed", "timeout") },
      status: "fail",
      fix: ["user: In ", "add --sdnotify=conmon"],
    },
    {
      what: "nobody knows yet whether the program says it",
      changes: { ...notify(run("")), ...state("inactive") },
      status: "pass",
    },
    {
      what: "it was up, and its stop took too long",
      changes: { ...notify(run("")), ...state("failed", "timeout", "5") },
      status: "pass",
    },
    {
      what: "it failed for another reason",
      changes: { ...notify(run("")), ...state("failed", "exit-code"), ...journalSaid("Error: image not known") },
      status: "pass",
    },
  ],
});
