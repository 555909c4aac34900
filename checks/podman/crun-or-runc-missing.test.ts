import { absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const removed = "trixie/crun-removed";
const config = "/home/podder/.config/containers/containers.conf";

testCheck("crun-or-runc-missing", {
  finds: [
    {
      host: "crun-removed",
      status: "fail",
      subject: "podder",
      because: "no OCI runtime (crun, runc) is installed",
      evidence: ['default OCI runtime "crun" not found'],
      fix: ["root: Install the package crun"],
      first: true,
    },
    { host: "crun-elsewhere", status: "pass", summary: "/opt/oci/bin/crun" },
  ],
  altered: [
    {
      what: "runc will do",
      host: removed,
      changes: { stats: { "/usr/sbin/runc": { mode: 0o755, uid: 0 } } },
      status: "pass",
    },
    {
      what: "containers.conf asks for one that is not there",
      host: "trixie/crun-elsewhere",
      changes: { files: { [config]: '[engine]\nruntime = "/opt/youki"\n' }, stats: { "/opt/youki": absent } },
      status: "fail",
      because: `${config} asks for the OCI runtime /opt/youki`,
      fix: [`user: Take line 2 out of ${config}`],
    },
    {
      what: "podman has not said that it missed one: it may look elsewhere",
      host: removed,
      changes: { commands: { "USER_UNIT=pod.service": { stdout: "" } } },
      status: "warn",
    },
    {
      what: "containers run, so podman has found one elsewhere, or it was removed since",
      host: removed,
      changes: {
        commands: {
          "USER_UNIT=pod.service": { stdout: "" },
          "ps ": { stdout: "   1000 /usr/bin/conmon --api-version 1 -n web-app\n" },
        },
      },
      status: "unknown",
    },
    {
      what: "by its path",
      host: removed,
      changes: {
        files: { [config]: '[engine]\nruntime = "/opt/crun"\n' },
        stats: { "/opt/crun": { mode: 0o755, uid: 0 } },
      },
      status: "pass",
    },
    {
      what: "the place that containers.conf names is empty, and it is nowhere else",
      host: "trixie/crun-elsewhere",
      changes: { stats: { "/opt/oci/bin/crun": absent } },
      status: "fail",
    },
    {
      what: "a folder that does not answer may hold it",
      host: removed,
      changes: { stats: { "/usr/local/bin/crun": timedOut("/usr/local/bin/crun") } },
      status: "unknown",
    },
    {
      what: "a containers.conf that nobody can read may name another",
      host: removed,
      changes: { files: { [config]: "[engine\n" } },
      status: "unknown",
    },
  ],
});
