import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import { isFound, startedBy } from "../../src/facts/boot-graph.ts";
import { dropIn, enableLink, repairOf } from "../../src/repair/repair.ts";
import { installTargets } from "./install-targets.ts";

export const wantedbyMultiUserTarget = defineCheck({
  id: "wantedby-multi-user-target",
  group: "enablement",
  title: "The unit is wanted by a target that a user manager has",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["podUnits", "bootGraph", "unitEntries"],
  judge({ podUnits, bootGraph, unitEntries }) {
    const { userDirectory } = unitEntries.searchPath;
    return eachPodUnit(podUnits, (unit) => {
      const { name, config } = unit;
      if (!config) return notApplicable(name, "There is no readable unit file");
      if (unit.generated) return notApplicable(name, "A generated unit is enabled by its quadlet");
      const links = bootGraph.links.filter((link) => link.unit === name);
      const targets = [...new Set([...installTargets(config), ...links.map(({ by }) => by)])];
      const missing = targets.filter((target) => !isFound(unitEntries, target));
      const [wrong] = missing;
      if (targets.length === 0) return notApplicable(name, "No target is named");
      if (wrong === undefined) return pass(name, `The unit is wanted by ${targets.join(", ")}`);
      const setting = config.values("Install", "WantedBy").find(({ value }) => value.split(/\s+/).includes(wrong));
      const evidence = [
        ...(setting ? [lineOf(setting, `WantedBy=${setting.value}`)] : []),
        ...links
          .filter(({ by }) => by === wrong)
          .map(({ path, target }) => ({ source: path, lines: [`-> ${target}`] })),
        { source: `systemctl --user cat ${wrong}`, lines: [`no ${wrong} in the folders that a user manager searches`] },
      ];
      const started = startedBy(name, bootGraph);
      if (started !== undefined) {
        return {
          subject: name,
          status: "advice",
          summary: `A user manager has no ${wrong}; the unit is started by ${started} all the same`,
          evidence,
        };
      }
      return {
        subject: name,
        status: "fail",
        summary: `The unit is wanted by ${wrong}, which a user manager does not have`,
        because: `${links.some(({ by }) => by === wrong) ? "it is enabled for" : "its [Install] names"} ${wrong}, which exists only in the system manager; a user's boot reaches default.target`,
        evidence,
        repair: repairOf(
          dropIn(userDirectory, name, "wantedby-multi-user-target", [
            "[Install]",
            "WantedBy=",
            "WantedBy=default.target",
          ]),
          ...links
            .filter(({ by, path }) => by === wrong && path.startsWith(`${userDirectory}/`))
            .map(({ path }) => ({ kind: "remove", as: "user", path }) as const),
          enableLink(userDirectory, name, unit.entry.path),
        ),
        fix: [
          edit(`In ${setting?.path ?? unit.entry.path}, write WantedBy=default.target in [Install]; then:`),
          { as: "user", command: `systemctl --user reenable ${name}` },
        ],
      };
    });
  },
  explanation: {
    what: "[Install] says WantedBy=multi-user.target (or network-online.target, graphical.target, …), which only the system manager has.",
    why: "`systemctl --user enable` warns (`added as a dependency to a non-existent unit`), makes the link, and from then on `is-enabled` says `enabled`. Nothing ever starts that target in a user manager, so nothing starts the unit.",
    see: ["systemctl --user show multi-user.target -p LoadState", "ls ~/.config/systemd/user/*.wants/"],
    mend: "Write `WantedBy=default.target`, then `systemctl --user daemon-reload` and `systemctl --user reenable UNIT`.",
    healthy:
      "A unit that names both default.target and multi-user.target; a user who has a multi-user.target of his own.",
    sources: [
      "systemd.special(7), UNITS MANAGED BY THE USER SERVICE MANAGER",
      "podman#5291, #12438",
      "failure catalogue D03",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
