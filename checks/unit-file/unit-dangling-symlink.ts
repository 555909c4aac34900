import { defineCheck } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, pass } from "../../src/diagnosis/findings.ts";

export const unitDanglingSymlink = defineCheck({
  id: "unit-dangling-symlink",
  group: "unit-file",
  title: "The unit file is no link to nowhere",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["podUnits"],
  judge({ podUnits }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, entry } = unit;
      if (entry.content.state !== "dangling") return pass(name, "The unit file is no link to nowhere");
      return {
        subject: name,
        status: "fail",
        summary: `${entry.path} is a link to ${entry.target}, which does not exist`,
        because: `its unit file is a link to ${entry.target}, which does not exist`,
        evidence: [{ source: entry.path, lines: [`-> ${entry.target}`, "nothing is there"] }],
        fix: [edit(`Put the unit file itself at ${entry.path}, or make ${entry.target} exist again.`)],
      };
    });
  },
  explanation: {
    what: "The unit in ~/.config/systemd/user is a symlink, and what it names does not exist: it was moved, removed, or lies on a file system that is not mounted.",
    why: "systemd says `Failed to open …: No such file or directory` and then does not know the unit. Where the target is on a disk that is mounted later, it works by hand and fails at boot.",
    see: ["find ~/.config/systemd/user -xtype l", "readlink -f ~/.config/systemd/user/UNIT"],
    mend: "Put the file itself into ~/.config/systemd/user, or link to where it is now; then `systemctl --user daemon-reload`.",
    healthy: "A link to /dev/null is a mask and is judged as one; a link to a file that exists is as good as the file.",
    sources: ["failure catalogue C09", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
