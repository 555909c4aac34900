import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const script = "/opt/my app/start.sh";
const running = (text: string | { readonly base64: string }, more: object = {}, line = `ExecStart="${script}"`) => ({
  files: { [unit]: (before: string) => before.replace(/^ExecStart=.*$/m, line), [script]: text },
  stats: { [script]: { mode: 0o755 }, "/bin/sh": { mode: 0o755 }, "/usr/bin/env": { mode: 0o755 }, ...more },
});

testCheck("exec-bad-script", {
  finds: [
    {
      host: "script-without-interpreter-line",
      status: "fail",
      subject: "pod.service",
      because: "its ExecStart= runs /home/podder/bin/start.sh, whose first line is no #! line",
      evidence: ["ExecStart=%h/bin/start.sh", "/home/podder/bin/start.sh:1: ", "Result=exit-code"],
      fix: ["user: Write #!/bin/sh as the very first line of /home/podder/bin/start.sh."],
      first: true,
    },
    {
      host: "script-crlf",
      status: "fail",
      because: "whose first line ends with a carriage return, as on Windows",
      evidence: ['"#!/bin/sh\\r"'],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["script-in-home", "seed"],
  altered: [
    { what: "a script as it should be", changes: running("#!/bin/sh\nexec podman pod start web\n"), status: "pass" },
    { what: "blanks and an option", changes: running("#! /bin/sh -e\nexec podman\n"), status: "pass" },
    { what: "no script at all", changes: running(""), status: "fail", because: "which is empty" },
    {
      what: "an empty line before it",
      changes: running("\n#!/bin/sh\npodman\n"),
      status: "fail",
      because: "whose first line is no #! line",
    },
    {
      what: "a byte-order mark before it",
      changes: running("\uFEFF#!/bin/sh\npodman\n"),
      status: "fail",
      because: "begins with a byte-order mark",
    },
    {
      what: "an interpreter that is not there",
      changes: running("#!/usr/local/bin/bash\npodman\n", { "/usr/local/bin/bash": absent }),
      status: "fail",
      because: "whose interpreter /usr/local/bin/bash does not exist",
    },
    {
      what: "a carriage return after what env is to find",
      changes: running("#!/usr/bin/env bash\r\npodman\r\n"),
      status: "fail",
      because: "carriage return",
    },
    { what: "carriage returns only further down", changes: running("#!/bin/sh\npodman\r\n"), status: "pass" },
    {
      what: "a program",
      changes: running({ base64: Buffer.from("\x7fELF\x02\x01\0podman\0").toString("base64") }),
      status: "pass",
    },
    {
      what: "bytes that are no text may be a format that the kernel was taught",
      changes: running({ base64: Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 10]).toString("base64") }),
      status: "pass",
    },
    {
      what: "a script of which the failure counts as success",
      changes: running("podman\n", {}, `ExecStartPre=-"${script}"\nExecStart=/usr/bin/podman pod start web`),
      status: "advice",
    },
  ],
});
