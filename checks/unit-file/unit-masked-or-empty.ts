import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, eachPodUnit, edit, pass, propertiesOf, shellQuote } from "../../src/diagnosis/findings.ts";
import { explicitRepairOf } from "../../src/repair/repair.ts";

export const unitMaskedOrEmpty = defineCheck({
  id: "unit-masked-or-empty",
  group: "unit-file",
  title: "The unit is not masked",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["podUnits", "unitStates", "account"],
  judge({ podUnits, unitStates, account }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, entry } = unit;
      if (entry.content.state !== "masked") return pass(name, "The unit is not masked");
      const empty = entry.content.by === "empty-file";
      const own = [account.home, account.runtimeDirectory].some((folder) => entry.path.startsWith(`${folder}/`));
      return {
        subject: name,
        status: "fail",
        summary: empty
          ? `${entry.path} is an empty file, which systemd takes for a mask`
          : `${name} is masked by ${entry.path}`,
        because: empty
          ? `its unit file ${entry.path} is empty, and systemd takes that for a mask`
          : `it is masked (${entry.path} is a link to /dev/null)`,
        evidence: [
          { source: entry.path, lines: [empty ? "0 bytes" : "-> /dev/null"] },
          ...propertiesOf(unitStates, name, ["LoadState", "UnitFileState"]),
        ],
        ...(empty ? {} : { repair: explicitRepairOf({ kind: "remove", as: own ? "user" : "root", path: entry.path }) }),
        fix: empty
          ? [edit(`Write the unit into ${entry.path} again.`)]
          : own
            ? asUser(`systemctl --user unmask ${shellQuote(name)}`)
            : [{ as: "root", command: `systemctl --global unmask ${shellQuote(name)}` }],
      };
    });
  },
  explanation: {
    what: "The unit is linked to /dev/null, or its file has no bytes: systemd takes both for a mask.",
    why: "A masked unit cannot be started by anything: `Unit … is masked.` A file that a full disk or a broken copy left empty looks the same.",
    see: ["ls -l ~/.config/systemd/user/UNIT /etc/systemd/user/UNIT", "systemctl --user is-enabled UNIT"],
    mend: "`systemctl --user unmask UNIT` (masked in /etc: `systemctl --global unmask UNIT` as root). An empty file: write the unit again.",
    healthy:
      "People mask services of the distribution on purpose; poddoctor judges a mask only where it hides a unit that runs podman, or one that the user had enabled.",
    sources: ["systemctl(1), mask", "failure catalogue C10", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
