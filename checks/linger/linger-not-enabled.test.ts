import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const file = "/var/lib/systemd/linger/podder";
const dropIn = "/etc/systemd/system/console-getty.service.d/autologin.conf";
const getty = (line: string) => ({ files: { [dropIn]: `[Service]\nExecStart=\n${line}\n` } });
const byDisplayManager = (path: string, text: string) => ({ files: { [dropIn]: "", [path]: text } });
const gdm = "/etc/gdm3/custom.conf";

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
    {
      host: "autologin-without-linger",
      status: "warn",
      because: "the user manager hangs on the automatic login by console-getty.service, and ends with it",
      evidence: [`${dropIn}: ExecStart=-/sbin/agetty --autologin podder`],
      first: true,
    },
    { host: "linger-for-other", view: "root", status: "fail", consequenceOf: ["linger-wrong-user"] },
    { host: "linger-for-other", view: "user", status: "fail", first: true },
    { host: "linger-other-case", status: "fail", consequenceOf: ["linger-file-without-user"] },
  ],
  quietOn: ["user-manager-masked-for-one", "runtime-dir-fails", "others-linger"],
  altered: [
    ...[
      { what: "agetty's short option", changes: getty("ExecStart=-/sbin/agetty -a podder - vt220"), status: "warn" },
      { what: "its long one with =", changes: getty("ExecStart=-/sbin/agetty '--autologin=podder' -"), status: "warn" },
      { what: "somebody else is logged in", changes: getty("ExecStart=-/sbin/agetty -a podder2 -"), status: "fail" },
      { what: "a comment logs nobody in", changes: getty("#ExecStart=-/sbin/agetty -a podder -"), status: "fail" },
      {
        what: "gdm logs in",
        changes: byDisplayManager(gdm, "[daemon]\nAutomaticLoginEnable = true\nAutomaticLogin = podder\n"),
        status: "warn",
      },
      {
        what: "gdm would, if it were turned on",
        changes: byDisplayManager(gdm, "[daemon]\n#AutomaticLoginEnable=true\nAutomaticLogin=podder\n"),
        status: "fail",
      },
      {
        what: "lightdm logs in",
        changes: byDisplayManager("/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=podder\n"),
        status: "warn",
      },
      {
        what: "another section of sddm's has the key",
        changes: byDisplayManager("/etc/sddm.conf", "[Users]\nUser=podder\n"),
        status: "fail",
      },
      { what: "sddm", changes: byDisplayManager("/etc/sddm.conf", "[Autologin]\nUser=podder\n"), status: "warn" },
    ].map((one) => ({ ...one, host: "trixie/autologin-without-linger", status: one.status as "warn" | "fail" })),
    {
      what: "the setting cannot be read",
      host: "trixie/autologin-without-linger",
      changes: { files: { [dropIn]: timedOut("cat") } },
      status: "fail",
    },
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
