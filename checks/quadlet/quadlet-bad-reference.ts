import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { edit } from "../../src/diagnosis/findings.ts";
import { missingReference } from "../../src/facts/quadlet/refusals.ts";
import { nearest } from "../../src/facts/unit-file/index.ts";
import { beforeGenerator, decidingLine, eachQuadlet, findSetting, generatorSaid, weightOf } from "./each-quadlet.ts";

export const quadletBadReference = defineCheck({
  id: "quadlet-bad-reference",
  group: "quadlet",
  title: "Every pod, network, volume and image that the quadlet names is a quadlet, too",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["quadlets", "podUnits"],
  waitsFor: beforeGenerator,
  consequenceOf: ["quadlet-one-bad-file-kills-directory"],
  judge({ quadlets, podUnits }) {
    return eachQuadlet(quadlets, "Everything that it names is there", (quadlet): Finding | undefined => {
      const { name, path, complaint } = quadlet;
      const missing = missingReference(quadlet);
      if (!missing || !complaint) return undefined;
      const wanted = missing.why === "no-suffix" ? `${missing.name}.pod` : missing.name;
      const others = quadlets.all.map((other) => other.name);
      const meant = others.includes(wanted) ? wanted : nearest(wanted, others);
      const place = findSetting(quadlet, ({ value }) => value.includes(missing.name));
      const astray = quadlets.astray.find((file) => file.path.endsWith(`/${wanted}`));
      const said =
        missing.why === "no-suffix"
          ? `Pod=${missing.name} is no quadlet's name, which ends in .pod`
          : missing.why === "refused"
            ? `${missing.name}, which it names, is refused itself`
            : astray
              ? `${missing.name}, which it names, lies in ${astray.path}, where the generator does not look`
              : `${missing.name}, which it names, does not exist`;
      return {
        subject: name,
        status: weightOf(quadlet, quadlets, podUnits),
        summary: `The generator makes no unit of it: ${said}`,
        because: `podman's generator makes no unit of ${path}: ${said}`,
        evidence: [...decidingLine(place), ...generatorSaid(quadlets, complaint.text)],
        fix: [
          edit(
            `${meant === undefined ? `Put ${wanted} into ${quadlets.folder}, or take its name out of` : `Write ${meant} in`} ${place ? `${place.path}, line ${place.line}` : path}; then: systemctl --user daemon-reload`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The quadlet names another one (Pod=x.pod, Network=x.network, Volume=x.volume:/data, Image=x.image or x.build) that is not where the generator looks.",
    why: "The generator turns such a name into a dependency on that quadlet's service. Where it finds no such file it makes no unit of the one that names it. Pod= always names a quadlet, and so needs the suffix.",
    see: ["/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun", "ls ~/.config/containers/systemd"],
    mend: "Put the named file beside it, or correct the name, then `systemctl --user daemon-reload`. A network or volume that podman already has is named without the suffix.",
    healthy:
      "Network=web or Volume=data:/data without a suffix: that is podman's own network or volume, and needs no quadlet.",
    sources: [
      "podman-systemd.unit(5)",
      "podman's pkg/systemd/quadlet/quadlet.go",
      "failure catalogue E10",
      "booted: trixie (podman 5.4.2)",
    ],
  },
});
