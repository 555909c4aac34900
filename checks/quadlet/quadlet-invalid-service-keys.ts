import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { edit } from "../../src/diagnosis/findings.ts";
import type { Quadlet } from "../../src/facts/quadlet/quadlets.ts";
import { missingReference, unknownKey, unknownSection } from "../../src/facts/quadlet/refusals.ts";
import {
  beforeGenerator,
  decidingLine,
  eachQuadlet,
  findSetting,
  generatorSaid,
  unreadQuadlet,
  weightOf,
} from "./each-quadlet.ts";

export const quadletInvalidServiceKeys = defineCheck({
  id: "quadlet-invalid-service-keys",
  group: "quadlet",
  title: "The generator takes every value of the quadlet",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["quadlets", "podUnits"],
  waitsFor: beforeGenerator,
  judge({ quadlets, podUnits }) {
    return eachQuadlet(quadlets, "The generator takes every value of it", (quadlet): Finding | undefined => {
      const { name, path, complaint } = quadlet;
      if (complaint?.stage !== "convert" || unknownKey(quadlet) || missingReference(quadlet)) return undefined;
      const { reason } = complaint;
      const lacks = /^no .* specified$/.test(reason);
      if (lacks && quadlet.files.length === 0) return unreadQuadlet(quadlet);
      if (lacks && unknownSection(quadlet)) return undefined;
      const place = settingOf(quadlet, reason);
      return {
        subject: name,
        status: weightOf(quadlet, quadlets, podUnits),
        summary: `The generator makes no unit of it: ${reason}`,
        because: `podman's generator makes no unit of ${path} and says "${reason}"`,
        evidence: [...decidingLine(place), ...generatorSaid(quadlets, complaint.text)],
        fix: [
          edit(
            `Correct ${place ? `${place.path}, line ${place.line}` : path}: ${reason}; then: systemctl --user daemon-reload`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The quadlet lacks a key that it must have, or has a value, or two keys together, that the generator does not take.",
    why: "A container takes Type=notify or oneshot and KillMode=mixed or control-group only; it needs Image= or Rootfs=, not both; .kube needs Yaml=, .image needs Image=, .build needs ImageTag= and a file or a folder. The generator then makes no unit of the file and says so in the journal only.",
    see: [
      "/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun",
      "journalctl --user -b -g quadlet-generator",
    ],
    mend: "Correct or remove what it names, then `systemctl --user daemon-reload`.",
    healthy:
      "Type=oneshot in [Service], which is taken; settings of [Service] that are left to systemd, such as Restart=.",
    sources: [
      "podman-systemd.unit(5)",
      "podman's pkg/systemd/quadlet/quadlet.go",
      "failure catalogue E11",
      "booted: trixie (podman 5.4.2)",
    ],
  },
});

/** The setting that the reason is about: by its value in quotes, else by a key that it names. */
function settingOf(quadlet: Quadlet, reason: string) {
  const value = /'([^']+)'/.exec(reason)?.[1];
  const words = reason.split(/[^A-Za-z]+/);
  return (
    (value === undefined ? undefined : findSetting(quadlet, (one) => one.value === value)) ??
    findSetting(quadlet, (one) => words.includes(one.key))
  );
}
