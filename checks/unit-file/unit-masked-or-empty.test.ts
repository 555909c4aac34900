import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const link = (directory: string, name: string) => ({
  lists: { [directory]: [{ name, kind: "symlink" as const }] },
  stats: { [`${directory}/${name}`]: { kind: "symlink" as const, target: "/dev/null" } },
});

testCheck("unit-masked-or-empty", {
  finds: [
    {
      host: "unit-masked",
      status: "fail",
      subject: "pod.service",
      because: `it is masked (${folder}/pod.service is a link to /dev/null)`,
      evidence: [`${folder}/pod.service: -> /dev/null`, "LoadState=masked"],
      fix: ["user: systemctl --user unmask pod.service"],
      first: true,
    },
    {
      host: "unit-empty",
      status: "fail",
      subject: "pod.service",
      because: "is empty, and systemd takes that for a mask",
      evidence: [`${folder}/pod.service: 0 bytes`],
      fix: [`user: Write the unit into ${folder}/pod.service again.`],
      first: true,
    },
  ],
  quietOn: ["seed", "unit-links-nowhere", "user-bus-masked", "quadlet-pod"],
  altered: [
    {
      what: "a mask of the user's control folder comes before the unit",
      changes: link("/home/podder/.config/systemd/user.control", "pod.service"),
      status: "fail",
      subject: "pod.service",
      evidence: ["/home/podder/.config/systemd/user.control/pod.service: -> /dev/null"],
    },
    {
      what: "root's mask in /run comes after the account's own unit, and masks nothing",
      changes: link("/run/systemd/user", "pod.service"),
      status: "pass",
      subject: "pod.service",
    },
    {
      what: "a mask of a service that nobody enabled is a choice, beside a pod that runs",
      changes: link(folder, "never-wanted.service"),
      status: "pass",
    },
    {
      what: "an enabled service that was masked, beside a pod that runs, only warns",
      changes: {
        lists: {
          ...link(folder, "db.service").lists,
          [`${folder}/default.target.wants`]: [{ name: "db.service", kind: "symlink" as const }],
        },
        stats: {
          ...link(folder, "db.service").stats,
          [`${folder}/default.target.wants/db.service`]: { kind: "symlink", target: "../db.service" },
        },
      },
      status: "warn",
      subject: "db.service",
    },
    {
      what: "a file of one blank line is no mask",
      changes: { files: { [`${folder}/pod.service`]: "\n" } },
      units: ["pod.service"],
      status: "pass",
    },
  ],
});
