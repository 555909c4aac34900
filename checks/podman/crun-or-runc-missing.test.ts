import { absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const removed = "trixie/crun-removed";
const config = "/home/podder/.config/containers/containers.conf";

const conmon = (runtime: string) =>
  `   1000 /usr/bin/conmon --api-version 1 -c 00 -u 00 -r ${runtime} -b /x -n web-app --exit-command /usr/bin/podman --exit-command-arg --runtime --exit-command-arg /other\n`;

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
      what: "containers run by one that lies where nobody would look",
      host: removed,
      changes: {
        commands: { "USER_UNIT=pod.service": { stdout: "" }, "ps ": { stdout: conmon("/nix/store/x/bin/crun") } },
        stats: { "/nix/store/x/bin/crun": { mode: 0o755, uid: 0 } },
      },
      status: "pass",
      evidence: ["conmon -n web-app -r /nix/store/x/bin/crun"],
    },
    {
      what: "containers run by one that was removed since",
      host: removed,
      changes: {
        commands: { "USER_UNIT=pod.service": { stdout: "" }, "ps ": { stdout: conmon("/usr/bin/crun") } },
        stats: { "/usr/bin/crun": absent },
      },
      status: "fail",
      because: "/usr/bin/crun, by which the containers that run now were started, is gone",
      fix: ["root: Put /usr/bin/crun back"],
    },
    {
      what: "containers run by one outside the distribution's folders, which an update has replaced",
      host: removed,
      changes: {
        commands: { "USER_UNIT=pod.service": { stdout: "" }, "ps ": { stdout: conmon("/nix/store/x/bin/crun") } },
        stats: { "/nix/store/x/bin/crun": absent },
      },
      status: "unknown",
    },
    {
      what: "containers run by one that nobody can look at",
      host: removed,
      changes: {
        commands: { "USER_UNIT=pod.service": { stdout: "" }, "ps ": { stdout: conmon("/srv/net/crun") } },
        stats: { "/srv/net/crun": timedOut("/srv/net/crun") },
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
