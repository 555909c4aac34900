import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, pass } from "../../src/diagnosis/findings.ts";
import { isFound, startedBy } from "../../src/facts/boot-graph.ts";
import { settingsOf } from "../../src/facts/quadlet/quadlet-file.ts";
import { mergeUnit } from "../../src/facts/unit-file/index.ts";
import { installTargets } from "../enablement/install-targets.ts";
import { beforeGenerator, decidingLine, eachQuadlet } from "./each-quadlet.ts";
import { bootsByItself, enablingDropIn } from "./install.ts";

export const quadletWantedbyMultiUser = defineCheck({
  id: "quadlet-wantedby-multi-user",
  group: "quadlet",
  title: "The quadlet is wanted by a target that a user's boot reaches",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["account", "quadlets", "bootGraph", "unitEntries", "platform"],
  waitsFor: beforeGenerator,
  judge({ account, quadlets, bootGraph, unitEntries, platform }) {
    return eachQuadlet(quadlets, "", (quadlet): Finding => {
      const { name, service, unit, path, files } = quadlet;
      const targets = unit ? installTargets(mergeUnit(unit)) : [];
      if (!unit || !bootsByItself(quadlet) || targets.length === 0) return notApplicable(name, "It names no target");
      if (startedBy(service, bootGraph) !== undefined) return pass(service, `${targets.join(", ")} is reached at boot`);
      const wrong = targets.find((target) => !isFound(unitEntries, target));
      const place = settingsOf(files, "Install", "WantedBy").find(({ value }) => value.includes(targets[0] ?? ""));
      const repair = enablingDropIn(quadlet, "quadlet-wantedby-multi-user", account, platform.podmanVersion);
      return {
        subject: service,
        status: "fail",
        summary:
          wrong === undefined
            ? `It is wanted by ${targets.join(", ")}, which no boot of a user manager reaches`
            : `It is wanted by ${wrong}, which a user manager does not have`,
        because:
          wrong === undefined
            ? `its quadlet ${path} is wanted by ${targets.join(", ")} only, and default.target does not come to that`
            : `its quadlet ${path} is wanted by ${wrong}, which exists only in the system manager; a user's boot reaches default.target`,
        evidence: [
          ...decidingLine(place && { ...place, key: "WantedBy" }),
          ...(wrong === undefined
            ? []
            : [
                {
                  source: `systemctl --user cat ${wrong}`,
                  lines: [`no ${wrong} in the folders that a user manager searches`],
                },
              ]),
        ],
        fix: [
          edit(
            `In ${place ? `${place.path}, line ${place.line}` : path}, write WantedBy=default.target; then: systemctl --user daemon-reload`,
          ),
        ],
        ...(repair ? { repair } : {}),
      };
    });
  },
  explanation: {
    what: "[Install] of the quadlet says WantedBy=multi-user.target (or another target that a user's boot does not come to).",
    why: "The generator makes the link multi-user.target.wants/NAME.service without a word. A user manager has no multi-user.target, so nothing ever starts it. Many examples, podman's own troubleshooting guide among them, are written for root.",
    see: ["ls /run/user/$(id -u)/systemd/generator/*.wants/", "systemctl --user show multi-user.target -p LoadState"],
    mend: "Write `WantedBy=default.target`, then `systemctl --user daemon-reload`.",
    healthy:
      "A quadlet that names both default.target and multi-user.target; one that a target of the user's own wants, which default.target wants.",
    sources: [
      "systemd.special(7), UNITS MANAGED BY THE USER SERVICE MANAGER",
      "podman's troubleshooting.md, 50",
      "failure catalogue E08",
      "booted: trixie (systemd 257, podman 5.4.2)",
    ],
  },
});
