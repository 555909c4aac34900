import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const running = (line: string, shown: Readonly<Record<string, string>>, type = "Type=simple\n") => ({
  files: {
    [unit]: (text: string) =>
      text
        .replace(/^(Type|RemainAfterExit|ExecStop)=.*\n/gm, "")
        .replace(/^ExecStart=.*\n/m, `${type}ExecStart=/usr/bin/podman ${line}\n`),
  },
  shown: { "pod.service": { InactiveExitTimestampMonotonic: "1", ExecMainCode: "1", ...shown } },
});
const run = "run --rm --replace --name x localhost/app:1";
const failed = (status: number) => ({ ActiveState: "failed", Result: "exit-code", ExecMainStatus: String(status) });

testCheck("container-exits-normally", {
  finds: [
    {
      host: "program-ends",
      status: "warn",
      subject: "pod.service",
      because: "its container was started, and the program in it ended with status 3",
      evidence: ["ExecMainStatus=3"],
      fix: ["user: journalctl --user -b -u pod.service"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "simple-in-foreground"],
  altered: [
    { what: "killed for want of memory", changes: running(run, failed(137)), status: "warn" },
    {
      what: "a job that has ended is only told of",
      changes: running(run, { ActiveState: "inactive", Result: "success", ExecMainStatus: "0" }),
      status: "advice",
      first: false,
    },
    {
      what: "somebody stopped it",
      changes: { ...running(run, failed(143)), ...journalSaid("Stopping pod.service - web pod...", "systemd") },
      status: "pass",
    },
    {
      what: "a status that counts as success",
      changes: running(run, { ActiveState: "inactive", Result: "success", ExecMainStatus: "143" }),
      status: "pass",
    },
    {
      what: "it runs",
      changes: running(run, { ActiveState: "active", Result: "success", ExecMainStatus: "0" }),
      status: "pass",
    },
    ...[1, 125, 126, 127, 203].map((status) => ({
      what: `status ${status} may be podman's or systemd's own`,
      changes: running(run, failed(status)),
      status: "pass" as const,
    })),
    {
      what: "a detached podman has a status of its own",
      changes: running("run -d --name x localhost/app:1", failed(3)),
      status: "not-applicable",
    },
    { what: "a command that starts nothing", changes: running("system prune -f", failed(3)), status: "not-applicable" },
  ],
});
