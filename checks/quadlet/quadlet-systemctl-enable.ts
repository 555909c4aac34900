import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { pass } from "../../src/diagnosis/findings.ts";
import { sourceOf } from "../../src/facts/quadlet/quadlets.ts";
import { beforeGenerator, eachQuadlet } from "./each-quadlet.ts";
import { bootsByItself } from "./install.ts";

export const quadletSystemctlEnable = defineCheck({
  id: "quadlet-systemctl-enable",
  group: "quadlet",
  title: "The quadlet is enabled by its own [Install], not by hand",
  layer: "observation",
  repair: "manual",
  facts: ["quadlets", "bootGraph", "unitEntries"],
  waitsFor: beforeGenerator,
  judge({ quadlets, bootGraph, unitEntries }) {
    const { userDirectory } = unitEntries.searchPath;
    const own = unitEntries.directories.find(({ path }) => path === userDirectory)?.entries ?? [];
    return eachQuadlet(quadlets, "", (quadlet): Finding => {
      const { name, path, service, unit } = quadlet;
      if (!unit || !bootsByItself(quadlet)) return notApplicable(name, "No unit that somebody would enable");
      const copy = own.find(
        (entry) => entry.name === service && entry.content.state === "parsed" && sourceOf(entry.content.file) === path,
      );
      if (copy) {
        return {
          subject: service,
          status: "advice",
          summary: `${copy.path} is a copy of what the generator made of ${name}, and hides it: what is edited in the quadlet has no effect`,
          evidence: [{ source: copy.path, lines: [`SourcePath=${path}`] }],
        };
      }
      const link = bootGraph.links.find((one) => one.unit === service && one.path.startsWith(`${userDirectory}/`));
      if (!link) return pass(service, "Nobody linked or copied the generated unit by hand");
      return {
        subject: service,
        status: "advice",
        summary: `${service} is enabled by a link made by hand; [Install] in ${name} is how a quadlet is enabled`,
        evidence: [{ source: link.path, lines: [`-> ${link.target}`] }],
      };
    });
  },
  explanation: {
    what: "`systemctl --user enable` was tried on a unit made of a quadlet, and since it refuses, the unit was linked or copied by hand.",
    why: "`enable` and `add-wants` say `Unit … is transient or generated` and change nothing on disk: the message is harmless, and the cause of a pod that does not start is a missing [Install] in the quadlet (quadlet-no-install-section). A link by hand works, because systemd goes by its name. A copy of the generated unit in ~/.config/systemd/user works, too, and from then on hides the quadlet.",
    see: [
      "systemctl --user show UNIT -p UnitFileState,FragmentPath,SourcePath",
      "ls -l ~/.config/systemd/user/*.wants/",
    ],
    mend: "Put `[Install]` with `WantedBy=default.target` into the quadlet, remove the link or the copy, then `systemctl --user daemon-reload`.",
    healthy: "The same pod with [Install] in its quadlet and nothing else.",
    sources: [
      "podman-systemd.unit(5), Enabling unit files",
      "failure catalogue E09",
      "booted: trixie (systemd 257, podman 5.4.2)",
    ],
  },
});
