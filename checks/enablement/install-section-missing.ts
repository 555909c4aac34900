import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { startedBy } from "../../src/facts/boot-graph.ts";
import { dropIn, enableLink, repairOf } from "../../src/repair/repair.ts";

const installKeys = ["WantedBy", "RequiredBy", "UpheldBy", "Also", "Alias"];

export const installSectionMissing = defineCheck({
  id: "install-section-missing",
  group: "enablement",
  title: "The unit says what shall start it ([Install])",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["podUnits", "unitStates", "bootGraph", "unitEntries"],
  // A broken section header ends the reading of the file, [Install] with it.
  consequenceOf: ["unit-syntax-error"],
  judge({ podUnits, unitStates, bootGraph, unitEntries }) {
    const { userDirectory } = unitEntries.searchPath;
    return eachPodUnit(podUnits, (unit) => {
      const { name, config, entry } = unit;
      if (!config || unit.generated)
        return notApplicable(
          name,
          config ? "A generated unit is enabled by its quadlet" : "There is no readable unit file",
        );
      const present = installKeys.find((key) => config.has("Install", key));
      if (present !== undefined) return pass(name, `[Install] has ${present}=`);
      if (startedBy(name, bootGraph) !== undefined)
        return notApplicable(name, "Another unit starts it, so it needs no [Install]");
      const misspelt = config.complaints.find(
        ({ kind, nearest }) => kind === "unknown-section" && nearest === "Install",
      );
      return {
        subject: name,
        status: "fail",
        summary: misspelt
          ? `[${misspelt.section}] is not [Install], so the unit cannot be enabled`
          : "The unit has no [Install] section, so it cannot be enabled",
        because: misspelt
          ? `its section [${misspelt.section}] is not [Install], so \`systemctl --user enable\` has nothing to link, and nothing starts it at boot`
          : "it has no [Install] section, so `systemctl --user enable` has nothing to link, and nothing starts it at boot",
        evidence: [
          ...(misspelt
            ? [lineOf(misspelt, misspelt.text)]
            : [{ source: entry.path, lines: ["no WantedBy=, RequiredBy=, UpheldBy=, Also= or Alias= in [Install]"] }]),
          ...propertiesOf(unitStates, name, ["UnitFileState", "WantedBy"]),
        ],
        repair: repairOf(
          dropIn(userDirectory, name, "install-section-missing", ["[Install]", "WantedBy=default.target"]),
          enableLink(userDirectory, name, entry.path),
        ),
        fix: [
          edit(
            misspelt
              ? `In ${misspelt.path}, line ${misspelt.line}: write [Install].`
              : `Add [Install] with WantedBy=default.target to ${entry.path}; then: systemctl --user enable ${name}`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The unit has no [Install] section (or a misspelt one, such as [install]), and no other unit pulls it in.",
    why: "`systemctl --user enable` then prints `The unit files have no installation config …` and still returns 0; `is-enabled` says `static`. Nothing starts the unit at boot.",
    see: ["systemctl --user cat UNIT", "systemctl --user is-enabled UNIT"],
    mend: "Add `[Install]` and `WantedBy=default.target`, then `systemctl --user daemon-reload` and `systemctl --user enable UNIT`.",
    healthy: "A unit that another unit wants, or that a timer, socket or path starts, needs no [Install].",
    sources: [
      "systemd.unit(5), [Install]",
      "failure catalogue D02",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
