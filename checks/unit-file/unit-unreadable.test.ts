import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const unit = `${folder}/pod.service`;

testCheck("unit-unreadable", {
  finds: [
    {
      host: "unit-root-only",
      status: "fail",
      subject: "pod.service",
      because: `podder may not read ${unit}, so the user manager cannot load it`,
      evidence: [`${unit}: as podder: permission denied`],
      fix: [`root: chown podder: ${unit}`, `root: chmod 644 ${unit}`],
      first: true,
    },
    {
      host: "unit-dir-root-only",
      status: "fail",
      subject: "podder",
      because: `podder may not look into ${folder}`,
      fix: [`root: chown -R podder: ${folder}`],
      first: true,
    },
  ],
  quietOn: ["seed", "unit-masked", "quadlet-pod"],
  altered: [
    {
      what: "a backup that only root may read, beside the unit",
      changes: {
        lists: { "/home/podder/.config/systemd/user": ["pod.service.bak"] },
        files: {
          "/home/podder/.config/systemd/user/pod.service.bak": denied(
            "/home/podder/.config/systemd/user/pod.service.bak",
          ),
        },
      },
      status: "pass",
      subject: "pod.service",
    },
    {
      what: "an unreadable file beside a pod that runs only warns",
      changes: {
        lists: { [folder]: ["db.service"] },
        files: { [`${folder}/db.service`]: denied(`${folder}/db.service`) },
      },
      status: "warn",
      subject: "db.service",
    },
    {
      what: "the file did not answer: that is not denied",
      changes: { files: { [unit]: timedOut(unit) } },
      status: "unknown",
      subject: "pod.service",
      summary: "did not answer",
    },
    {
      what: "the folder is closed and there are units elsewhere",
      host: "trixie/enabled-for-all-users",
      changes: { lists: { [folder]: denied(folder) } },
      status: "warn",
      subject: "podder",
    },
  ],
});
