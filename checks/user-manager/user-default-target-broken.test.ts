import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const path = `${folder}/default.target`;

testCheck("user-default-target-broken", {
  finds: [
    {
      host: "default-target-masked",
      status: "fail",
      subject: "podder",
      because: `${path} is a mask (a link to /dev/null), so podder's user manager fails at its start`,
      evidence: [`${path}: link to /dev/null`],
      fix: [`user: rm ${path}`],
      first: true,
    },
    { host: "seed", status: "pass" },
  ],
  quietOn: ["seed", "quadlet-pod"],
  altered: [
    {
      what: "a link that leads nowhere",
      changes: {
        lists: { [folder]: [{ name: "default.target", kind: "symlink" }] },
        stats: { [path]: { kind: "symlink", target: "/srv/units/default.target", dangling: true } },
        files: { [path]: { outcome: "absent" } },
      },
      status: "fail",
      because: "leads nowhere (/srv/units/default.target)",
    },
    {
      what: "an empty file below /etc is root's to remove",
      changes: {
        lists: { "/etc/systemd/user": ["default.target"] },
        files: { "/etc/systemd/user/default.target": "" },
        stats: { "/etc/systemd/user/default.target": { uid: 0, gid: 0, size: 0 } },
      },
      status: "fail",
      because: "is an empty file, which masks it",
      fix: ["root: rm /etc/systemd/user/default.target"],
    },
    {
      what: "a target of one's own",
      changes: {
        lists: { [folder]: ["default.target"] },
        files: { [path]: "[Unit]\nDescription=mine\n" },
      },
      status: "pass",
    },
  ],
});
