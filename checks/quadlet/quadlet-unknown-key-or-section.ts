import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { edit } from "../../src/diagnosis/findings.ts";
import { startedBy } from "../../src/facts/boot-graph.ts";
import { tooNewKey, unknownKey, unknownSection } from "../../src/facts/quadlet/refusals.ts";
import {
  beforeGenerator,
  decidingLine,
  eachQuadlet,
  findSetting,
  generatorSaid,
  unreadQuadlet,
  weightOf,
} from "./each-quadlet.ts";

export const quadletUnknownKeyOrSection = defineCheck({
  id: "quadlet-unknown-key-or-section",
  group: "quadlet",
  title: "The generator knows every key and section of the quadlet",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["quadlets", "podUnits", "bootGraph", "platform"],
  waitsFor: beforeGenerator,
  judge({ quadlets, podUnits, bootGraph, platform }) {
    return eachQuadlet(quadlets, "The generator knows every key and section of it", (quadlet): Finding | undefined => {
      const { name, path, complaint, unit, service } = quadlet;
      const key = unknownKey(quadlet);
      // A key of a later podman's is another cause, and without the version nobody can tell.
      if (complaint && platform.podmanVersion === undefined && tooNewKey(quadlet, "0.0"))
        return {
          ...unreadQuadlet(quadlet),
          summary: `Which podman this is, and so whether it has ${key?.key}=, is not known`,
        };
      if (key && complaint && !tooNewKey(quadlet, platform.podmanVersion)) {
        const place = findSetting(quadlet, (one) => one.section === key.section && one.key === key.key);
        const meant = key.nearest === undefined ? "" : ` (${key.nearest}= was meant)`;
        return {
          subject: name,
          status: weightOf(quadlet, quadlets, podUnits),
          summary: `The generator makes no unit of it: ${key.key}= is no key of [${key.section}]${meant}`,
          because: `podman's generator refuses ${path} because of its key ${key.key}= in [${key.section}]${meant}, and makes no unit of it`,
          evidence: [...decidingLine(place), ...generatorSaid(quadlets, complaint.text)],
          fix: [
            edit(
              `In ${place ? `${place.path}, line ${place.line}` : path}, ${key.nearest === undefined ? "take the key away, or give the option to podman by PodmanArgs=" : `write ${key.nearest}=`}; then: systemctl --user daemon-reload`,
            ),
          ],
        };
      }
      const section = unknownSection(quadlet);
      const lost = complaint ? /^no .* specified$/.test(complaint.reason) : section?.meant === "Install";
      if (!section || !lost || (unit && startedBy(service, bootGraph) !== undefined)) return undefined;
      return {
        subject: unit ? service : name,
        status: weightOf(quadlet, quadlets, podUnits),
        summary: `[${section.name}] is no section of a quadlet; [${section.meant}] was meant`,
        because: `the section [${section.name}] of ${path} is none that podman's generator knows ([${section.meant}] was meant), ${complaint ? "so that it makes no unit of it" : "so that nothing starts its unit at boot"}`,
        evidence: [
          { source: `${section.path}:${section.line}`, lines: [`[${section.name}]`] },
          ...generatorSaid(quadlets, ...(complaint ? [complaint.text] : [])),
        ],
        fix: [
          edit(
            `In ${section.path}, line ${section.line}, write [${section.meant}]; then: systemctl --user daemon-reload`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The quadlet has a key that the generator does not know in its section, or a section whose name is misspelt.",
    why: 'podman\'s generator refuses a whole file for one key that it does not know; keys and sections are case-sensitive. No unit is made, `systemctl --user start` says that it is not found, and the only word of it is `converting "NAME": unsupported key …` in the journal. A misspelt [Container] counts as none at all (`no Image or Rootfs key specified`); a misspelt [Install] is passed over in silence, and nothing starts the unit.',
    see: [
      "/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun",
      "journalctl --user -b -g quadlet-generator",
    ],
    mend: "Correct the key; an option of podman's that has no key can be given by PodmanArgs=. Then `systemctl --user daemon-reload`.",
    healthy:
      "A section that begins with X-, which is for others to read; a key in a section that the generator leaves to systemd ([Unit], [Service]).",
    sources: [
      "podman-systemd.unit(5)",
      "checkForUnknownKeys() in podman's pkg/systemd/quadlet/quadlet.go",
      "failure catalogue E05",
      "booted: trixie (podman 5.4.2)",
    ],
  },
});
