import { defineCheck, type Evidence, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, eachPodUnit, liveProperties, pass, propertiesOf, shellQuote } from "../../src/diagnosis/findings.ts";
import { startedBy } from "../../src/facts/boot-graph.ts";
import { enableLink, repairOf } from "../../src/repair/repair.ts";

export const unitNotEnabled = defineCheck({
  id: "unit-not-enabled",
  group: "enablement",
  title: "The unit is enabled for default.target",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["podUnits", "unitStates", "bootGraph", "unitEntries"],
  consequenceOf: [
    "enabled-in-wrong-manager",
    "wantedby-multi-user-target",
    "install-section-missing",
    "unit-unreadable",
    "unit-dangling-symlink",
    "unit-masked-or-empty",
    "unit-syntax-error",
  ],
  judge({ podUnits, unitStates, bootGraph, unitEntries }) {
    const findings = eachPodUnit(podUnits, (unit) => {
      const { name } = unit;
      const by = startedBy(name, bootGraph);
      const links = bootGraph.links.filter((link) => link.unit === name);
      const evidence: readonly Evidence[] = links.map(({ path, target }) => ({
        source: path,
        lines: [`-> ${target}`],
      }));
      if (by !== undefined)
        return pass(
          name,
          `The unit is enabled for ${bootGraph.defaultTarget}${by === bootGraph.defaultTarget ? "" : `, by ${by}`}`,
          ...evidence,
        );
      if (unit.generated) return notApplicable(name, "Its quadlet says what shall start it");
      if (!unit.config) return notApplicable(name, "There is no readable unit file");
      const wants = `${unitEntries.searchPath.userDirectory}/default.target.wants/${name}`;
      const elsewhere = links.map((link) => link.by).join(", ");
      return {
        subject: name,
        status: "fail",
        summary:
          elsewhere === ""
            ? `${name} is not enabled`
            : `${name} is enabled for ${elsewhere}, which no boot of a user manager reaches`,
        because:
          elsewhere === ""
            ? "it is not enabled, so nothing starts it at boot"
            : `it is enabled for ${elsewhere} only, and default.target does not come to that`,
        evidence: [
          ...(links.length === 0 ? [{ source: wants, lines: ["does not exist"] }] : evidence),
          ...propertiesOf(unitStates, name, ["UnitFileState", "WantedBy"]),
        ],
        repair: repairOf(enableLink(unitEntries.searchPath.userDirectory, name, unit.entry.path)),
        fix: asUser(`systemctl --user enable ${shellQuote(name)}`),
      };
    });
    // What runs now without being enabled was started by hand: it is meant to run, and the next boot will not start it.
    return findings.map((finding) =>
      finding.status === "warn" && liveProperties(unitStates, finding.subject)?.ActiveState === "active"
        ? { ...finding, status: "fail" as const }
        : finding,
    );
  },
  explanation: {
    what: "No link and no dependency leads from default.target to the unit, so the boot does not come to it.",
    why: "A user manager starts default.target and what hangs on it. `systemctl --user start` starts a unit once; only `enable` makes the link that starts it at each boot. `is-enabled` is no proof: it says `enabled` for a link below a target that nothing reaches.",
    see: [
      "systemctl --user is-enabled UNIT",
      "systemctl --user list-dependencies default.target",
      "ls -l ~/.config/systemd/user/default.target.wants/",
    ],
    mend: "`systemctl --user enable UNIT` as the account (with `--now` to start it, too). As root: `systemctl --user -M USER@ enable UNIT`.",
    healthy:
      "A `static` unit that another unit wants, a unit that a timer, socket or path starts, a unit enabled for all users in /etc/systemd/user, and a quadlet's generated unit are all started without a link of the user's own. A unit that nobody ever enabled, beside others that start, may be kept on purpose: it is only a warning.",
    sources: [
      "systemctl(1), enable",
      "systemd.special(7), default.target",
      "failure catalogue D01",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
