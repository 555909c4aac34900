import { absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const directory = "/run/user/1001";

testCheck("runtime-dir-missing", {
  finds: [
    {
      host: "runtime-dir-fails",
      status: "fail",
      subject: "podder",
      because: "user-runtime-dir@1001.service failed",
      evidence: [`${directory}: does not exist`, "user-runtime-dir@1001.service: ActiveState=failed Result=exit-code"],
      fix: ["root: systemctl restart user-runtime-dir@1001.service"],
      onlyNow: false,
      first: true,
    },
    { host: "linger-off", status: "fail", consequenceOf: ["linger-not-enabled"] },
    { host: "bookworm/user-manager-masked-for-one", status: "fail", consequenceOf: ["user-manager-masked"] },
    // systemd 257 makes the directory without the manager.
    { host: "trixie/user-manager-masked-for-one", status: "pass" },
  ],
  quietOn: ["seed", "no-user-bus", "linger-off-after-a-login"],
  altered: [
    {
      what: "it was removed while nothing has failed: the next boot makes it again",
      changes: { stats: { [directory]: absent } },
      status: "fail",
      because: `${directory} does not exist`,
      onlyNow: true,
    },
    {
      what: "it belongs to root",
      changes: { stats: { [directory]: { uid: 0 } } },
      status: "fail",
      because: "is not a directory of podder's",
    },
    { what: "its owner may not enter", changes: { stats: { [directory]: { mode: 0o500 } } }, status: "fail" },
    {
      what: "others may enter, too: odd, and no reason",
      changes: { stats: { [directory]: { mode: 0o755 } } },
      status: "pass",
    },
    { what: "a file lies in its place", changes: { stats: { [directory]: { kind: "file" } } }, status: "fail" },
    {
      what: "the linger file was made by hand after the boot, and no manager was needed yet",
      host: "trixie/linger-off",
      changes: {
        stats: {
          "/var/lib/systemd/linger/podder": { kind: "file", uid: 0, modifiedMs: Date.parse("2026-01-01T11:45:00Z") },
        },
      },
      status: "advice",
      summary: "after this boot",
      fix: ["root: systemctl start user@1001.service"],
    },
    {
      what: "the linger file is older than the boot",
      host: "trixie/linger-off",
      changes: {
        stats: {
          "/var/lib/systemd/linger/podder": { kind: "file", uid: 0, modifiedMs: Date.parse("2026-01-01T11:00:00Z") },
        },
      },
      status: "fail",
    },
    { what: "nobody could look", changes: { stats: { [directory]: timedOut("stat") } }, status: "unknown" },
  ],
});
