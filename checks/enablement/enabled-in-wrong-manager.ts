import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, eachPodUnit, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { startedBy } from "../../src/facts/boot-graph.ts";
import { enableLink, repairOf } from "../../src/repair/repair.ts";

export const enabledInWrongManager = defineCheck({
  id: "enabled-in-wrong-manager",
  group: "enablement",
  title: "The unit is enabled in the account's own manager",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["account", "podUnits", "bootGraph", "otherManagers", "unitEntries"],
  judge({ account, podUnits, bootGraph, otherManagers, unitEntries }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name } = unit;
      const by = startedBy(name, bootGraph);
      if (by !== undefined) return pass(name, "The unit is enabled in the account's own manager");
      const enabled = otherManagers.found.filter(
        (found) => found.unit === name && found.path.includes(".target.wants/"),
      );
      const [first] = enabled;
      if (!first) {
        if (otherManagers.rootSeen) return pass(name, "No other manager has the unit enabled");
        return {
          subject: name,
          status: "not-applicable",
          summary: "Only root can see what root's own user manager has enabled",
          evidence: [],
        };
      }
      const whose = first.manager === "root" ? "root's own user manager" : "the system manager";
      const disable =
        first.manager === "root" ? `rm -- ${shellQuote(first.path)}` : `systemctl disable ${shellQuote(name)}`;
      return {
        subject: name,
        status: "fail",
        summary: `${name} is enabled in ${whose}, not in ${account.name}'s`,
        because: `it is enabled in ${whose} (${first.path}), not in ${account.name}'s`,
        evidence: enabled.map(({ path, status }) => ({
          source: path,
          lines: [status.outcome === "present" && status.target !== undefined ? `-> ${status.target}` : "exists"],
        })),
        repair: repairOf(enableLink(unitEntries.searchPath.userDirectory, name, unit.entry.path)),
        fix: [...asUser(`systemctl --user enable ${shellQuote(name)}`), { as: "root", command: disable }],
      };
    });
  },
  explanation: {
    what: "The unit was enabled with sudo: `sudo systemctl --user enable` acts on root's user manager, `sudo systemctl enable` on the system's.",
    why: "Each manager has its own links. Root's user manager starts when root logs in, the system manager runs the unit as root, if at all; the account's own manager knows nothing of either.",
    see: [
      "sudo ls /root/.config/systemd/user/default.target.wants/",
      "ls /etc/systemd/system/*.wants/",
      "systemctl --user is-enabled UNIT",
    ],
    mend: "`systemctl --user enable UNIT` as the account, without sudo; then remove the other link.",
    healthy:
      "Root may have a unit of the same name for itself: only a unit that the account's own boot does not reach is judged.",
    sources: ["failure catalogue D06", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
