import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const file = "/var/lib/systemd/linger/podder";

testCheck("linger-not-enabled", {
  finds: [
    {
      host: "linger-off",
      status: "fail",
      subject: "podder",
      because: "lingering is off for podder, so no user manager is started at boot",
      evidence: [`${file}: does not exist`, "user@1001.service", "has not started in this boot"],
      fix: ["root: loginctl enable-linger podder"],
      first: true,
    },
    {
      host: "linger-off-after-a-login",
      status: "fail",
      evidence: [`${file}: does not exist`, "the user manager started"],
      first: true,
    },
    { host: "linger-for-other", view: "root", status: "fail", consequenceOf: ["linger-wrong-user"] },
    { host: "linger-for-other", view: "user", status: "fail", first: true },
    { host: "linger-other-case", status: "fail", consequenceOf: ["linger-file-without-user"] },
  ],
  quietOn: ["user-manager-masked-for-one", "runtime-dir-fails", "others-linger"],
  altered: [
    {
      what: "pods that the system manager runs need no lingering",
      host: "trixie/no-unit-dir",
      changes: {
        gone: [file],
        lists: { "/etc/systemd/system": ["web.service"] },
        files: {
          "/etc/systemd/system/web.service": "[Service]\nUser=podder\nExecStart=/usr/bin/podman start -a web\n",
        },
      },
      status: "not-applicable",
      summary: "/etc/systemd/system/web.service",
    },
    {
      what: "a system service of another user's",
      host: "trixie/no-unit-dir",
      changes: {
        gone: [file],
        lists: { "/etc/systemd/system": ["web.service"] },
        files: { "/etc/systemd/system/web.service": "[Service]\nUser=other\nExecStart=/usr/bin/podman start -a web\n" },
      },
      status: "fail",
    },
    { what: "nobody may look for the file", changes: { stats: { [file]: denied(file) } }, status: "unknown" },
    {
      what: "the folder could not be listed",
      changes: { lists: { "/var/lib/systemd/linger": timedOut("ls") } },
      status: "unknown",
    },
    {
      what: "who may look only as far as the folder of logind's",
      host: "trixie/linger-off",
      changes: { stats: { [file]: denied(file) } },
      status: "unknown",
    },
  ],
});
