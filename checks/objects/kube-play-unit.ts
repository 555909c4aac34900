import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, liveProperties, pass } from "../../src/diagnosis/findings.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const kubePlayUnit = defineCheck({
  id: "kube-play-unit",
  group: "objects",
  title: "The YAML that podman kube play reads is there",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "podmanCommands", "unitWords", "unitStates"],
  judge({ podUnits, podmanCommands, unitWords, unitStates }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls): Finding => {
      const { kube } = calls;
      if (kube.length === 0) return notApplicable(name, "No Exec line has podman read a YAML whose path is known");
      const missing = kube.find(({ state, path }) => state === "absent" && !mayBeMade(calls, path));
      if (missing) {
        const { path, place, role } = missing;
        const what = role === "yaml" ? "the YAML" : "the ConfigMap file";
        return {
          subject: name,
          status: "fail",
          summary: `${path} does not exist`,
          because: `${what} that podman is to play, ${path}, does not exist`,
          evidence: [callLine(place), { source: path, lines: ["does not exist"] }],
          fix: [edit(`Put the file at ${path}, or name the right one in ${place.path}, line ${place.line}.`)],
        };
      }
      // Which of both parsers is right about a text, podman's own word decides.
      const said = unitWords.lines.find(({ unit, message }) => unit === name && notYaml.test(message));
      const runs = liveProperties(unitStates, name)?.ActiveState === "active";
      const broken = kube.find(({ problem }) => problem !== undefined);
      if (broken && said && !runs)
        return {
          subject: name,
          status: "fail",
          summary: `${broken.path} is no YAML: ${broken.problem}`,
          because: `podman cannot read ${broken.path}, which is no YAML`,
          evidence: [
            callLine(broken.place),
            { source: said.command ?? unitWords.command, lines: [`${said.identifier}: ${said.message}`] },
          ],
          fix: [edit(`Mend ${broken.path}; podman kube play ${broken.path} says where it stumbles.`)],
        };
      const unread = kube.find(({ state }) => state === "unread") ?? broken;
      if (unread)
        return {
          subject: name,
          status: "unknown",
          summary: `${unread.path} could not be read: ${unread.why?.detail ?? unread.problem}`,
          evidence: [callLine(unread.place)],
        };
      return pass(
        name,
        "Every file that podman is to play is there",
        ...kube.slice(0, 1).map(({ place }) => callLine(place)),
      );
    });
  },
  explanation: {
    what: "A .kube quadlet (Yaml=, ConfigMap=) or a unit's `podman kube play` names a file that is not there, or is no YAML.",
    why: "podman ends with 125, `open /home/user/web.yaml: no such file or directory`. A quadlet's relative Yaml= begins beside the quadlet, that of an Exec line in the home. podman-kube@.service takes a path that systemd-escape(1) made.",
    see: ["systemctl --user cat UNIT", "podman kube play --start=false FILE"],
    mend: "Put the file there, or correct the path.",
    healthy:
      "A file that a command before makes; a web address; documents of a kind that podman passes over (Service, custom ones) beside a Pod.",
    sources: [
      "podman-kube-play(1)",
      "podman-systemd.unit(5), Yaml=",
      "failure catalogue M10",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

/** yaml.v3's and sigs.k8s.io/yaml's words, as podman hands them on. */
const notYaml =
  /yaml: (line \d+|unmarshal|control characters|found |did not find)|error converting YAML to JSON|unable to read kube YAML/i;
