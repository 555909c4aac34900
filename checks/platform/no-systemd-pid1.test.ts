import { absent, notRecorded } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

testCheck("no-systemd-pid1", {
  finds: [
    {
      host: "application-container",
      status: "fail",
      subject: "host",
      because: "process 1 is sh, as in a container, so there is no boot here",
      evidence: ["/proc/1/comm: sh", "/run/systemd/system: does not exist"],
      fix: ["root: Run poddoctor on the machine around this one"],
      first: true,
    },
  ],
  quietOn: ["seed", "quadlet-pod", "nologin-shell"],
  altered: [
    {
      what: "systemd is process 1 and did not boot the machine (a shell in its own namespace)",
      changes: { gone: ["/run/systemd/system"] },
      status: "fail",
      first: true,
    },
    {
      what: "a machine that was booted with another init",
      changes: { gone: ["/run/systemd/system"], files: { "/proc/1/comm": "openrc-init\n" } },
      status: "fail",
      first: true,
    },
    {
      what: "process 1 has another name, and sd_booted(3) says yes",
      changes: { files: { "/proc/1/comm": "init\n" } },
      status: "pass",
    },
    {
      what: "a file in the folder's place",
      changes: { stats: { "/run/systemd/system": { kind: "file" } } },
      status: "fail",
    },
    {
      what: "nobody looked for /run/systemd/system",
      changes: { stats: { "/run/systemd/system": notRecorded } },
      status: "unknown",
    },
    {
      what: "no /proc to read the name in",
      changes: { files: { "/proc/1/comm": absent } },
      status: "pass",
    },
  ],
});
