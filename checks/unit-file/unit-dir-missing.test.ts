import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";

testCheck("unit-dir-missing", {
  finds: [
    {
      host: "no-unit-dir",
      status: "fail",
      subject: "podder",
      because: `podder has no folder of user units (${folder}) and no unit or quadlet anywhere else`,
      evidence: [`${folder}: does not exist`],
      fix: [`user: mkdir -p ${folder}`],
      first: true,
    },
    { host: "systmd-typo", status: "fail", consequenceOf: ["unit-in-wrong-directory"] },
    { host: "quadlet-pod", status: "not-applicable", summary: "web" },
    { host: "enabled-for-all-users", status: "not-applicable", summary: "/systemd/user/pod.service" },
    { host: "unit-dir-root-only", status: "pass" },
  ],
  altered: [
    {
      what: "a quadlet is enough",
      host: "trixie/no-unit-dir",
      changes: { lists: { "/home/podder/.config/containers/systemd": ["web.container"] } },
      status: "not-applicable",
      summary: "web.container",
    },
    {
      what: "a service of the system manager's is enough",
      host: "trixie/no-unit-dir",
      changes: {
        lists: { "/etc/systemd/system": ["web.service"] },
        files: { "/etc/systemd/system/web.service": "[Service]\nUser=1001\nExecStart=/usr/bin/podman start -a web\n" },
      },
      status: "not-applicable",
      summary: "/etc/systemd/system/web.service",
    },
    {
      what: "an image quadlet's text file is no quadlet",
      host: "trixie/no-unit-dir",
      changes: { lists: { "/home/podder/.config/containers/systemd": ["README"] } },
      status: "fail",
    },
    { what: "the home hangs", changes: { lists: { [folder]: timedOut(folder) } }, status: "unknown" },
    {
      what: "the account may not look into it: unit-unreadable says so",
      changes: { lists: { [folder]: denied(folder) } },
      status: "pass",
    },
  ],
});
