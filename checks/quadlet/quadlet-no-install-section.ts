import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, isDoubtful, liveProperties, pass } from "../../src/diagnosis/findings.ts";
import { startedBy } from "../../src/facts/boot-graph.ts";
import { mergeUnit } from "../../src/facts/unit-file/index.ts";
import { installTargets } from "../enablement/install-targets.ts";
import { beforeGenerator, eachQuadlet, unreadQuadlet } from "./each-quadlet.ts";
import { bootsByItself, enablingDropIn, podOf } from "./install.ts";

export const quadletNoInstallSection = defineCheck({
  id: "quadlet-no-install-section",
  group: "quadlet",
  title: "The quadlet says what shall start it ([Install])",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["account", "quadlets", "podUnits", "bootGraph", "unitStates", "platform"],
  waitsFor: beforeGenerator,
  consequenceOf: ["quadlet-unknown-key-or-section"],
  judge({ account, quadlets, podUnits, bootGraph, unitStates, platform }) {
    return eachQuadlet(quadlets, "", (quadlet): Finding => {
      const { name, service, unit, path } = quadlet;
      if (!unit || !bootsByItself(quadlet)) return notApplicable(name, "No unit that a boot would start by itself");
      const by = startedBy(service, bootGraph);
      if (by !== undefined) return pass(service, `The boot starts it by ${by}`);
      const targets = installTargets(mergeUnit(unit));
      if (targets.length > 0) return pass(service, `[Install] names ${targets.join(", ")}`);
      if (quadlet.files.length === 0) return unreadQuadlet(quadlet);
      const pod = podOf(quadlet, quadlets);
      if (pod) return notApplicable(service, `It is started with its pod, ${pod.service}`);
      const found = podUnits.units.find((one) => one.name === service);
      const runs = liveProperties(unitStates, service)?.ActiveState === "active";
      const repair = enablingDropIn(quadlet, "quadlet-no-install-section", account, platform.podmanVersion);
      return {
        subject: service,
        // A quadlet beside others that start may be kept for a start by hand; one that runs is meant to run.
        status: found && isDoubtful(found, podUnits) && !runs ? "warn" : "fail",
        summary: `${name} has no [Install], and nothing else that a boot starts wants ${service}`,
        because: `its quadlet ${path} has no [Install], so nothing starts it at boot`,
        evidence: [{ source: path, lines: ["no WantedBy=, RequiredBy= or UpheldBy= in [Install]"] }],
        fix: [edit(`Add [Install] with WantedBy=default.target to ${path}; then: systemctl --user daemon-reload`)],
        ...(repair ? { repair } : {}),
      };
    });
  },
  explanation: {
    what: "The quadlet has no [Install] section with WantedBy=, and no other unit that the boot starts wants it.",
    why: "A unit made of a quadlet cannot be enabled: `systemctl --user enable` says `Unit … is transient or generated`. The generator itself makes the link, and only where [Install] asks for it. Without it `systemctl --user start` works and the boot never comes to the unit.",
    see: [
      "ls /run/user/$(id -u)/systemd/generator/default.target.wants/",
      "systemctl --user list-dependencies default.target",
    ],
    mend: "Add `[Install]` and `WantedBy=default.target` to the quadlet (to the .pod where it is a pod), then `systemctl --user daemon-reload`. There is nothing to enable.",
    healthy:
      "A container of a pod that the boot starts; a quadlet that another unit, a timer or a socket starts; volumes, networks, images and builds, which are started by what needs them; a template without an instance.",
    sources: [
      "podman-systemd.unit(5), Enabling unit files",
      "failure catalogue E07, E09",
      "booted: trixie (systemd 257, podman 5.4.2)",
    ],
  },
});
