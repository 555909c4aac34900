import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, pass } from "../../src/diagnosis/findings.ts";
import { isOlder, kinds } from "../../src/facts/quadlet/known-keys.ts";
import { tooNewKey, tooNewKind } from "../../src/facts/quadlet/refusals.ts";
import { decidingLine, findSetting, generatorSaid, weightOf } from "./each-quadlet.ts";

export const quadletUnsupportedPodman = defineCheck({
  id: "quadlet-unsupported-podman",
  group: "quadlet",
  title: "This podman knows quadlets, and all that is asked of it",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  hidesText: true,
  facts: ["quadlets", "podUnits", "platform"],
  judge({ quadlets, podUnits, platform }) {
    const { generator } = quadlets;
    const version = platform.podmanVersion;
    if (quadlets.quadlets.length === 0) return notApplicable(quadlets.account, "There is no quadlet to judge");
    const tooOld = generator.state === "missing" && version !== undefined && isOlder(version, "4.4");
    if (!tooOld && generator.state !== "answered") {
      const why =
        generator.state === "silent"
          ? generator.why.detail
          : `podman ${version ?? "of unknown version"}, and no podman-user-generator where Debian and Fedora have it`;
      return {
        subject: quadlets.account,
        status: "unknown",
        summary: `Nobody could say what makes units of quadlets: ${why}`,
        evidence: [],
      };
    }
    return quadlets.quadlets.map((quadlet): Finding => {
      const { name, path, kind } = quadlet;
      const weight = weightOf(quadlet, quadlets, podUnits);
      const key = tooNewKey(quadlet, version);
      if (tooOld || tooNewKind(quadlet, version)) {
        const since = kinds[kind].since;
        return {
          subject: name,
          // Beside plain units, quadlets on a podman without any may be there for a later one.
          status: tooOld && podUnits.units.length > 0 ? "warn" : weight,
          summary: `podman ${version} has no .${kind} quadlets; they came with podman ${since}`,
          because: `podman ${version} makes no unit of ${path}: .${kind} quadlets came with podman ${since}`,
          evidence: [
            { source: path, lines: [`a .${kind} quadlet`] },
            ...(generator.state === "missing"
              ? generator.searched.map((folder) => ({
                  source: `${folder}/podman-user-generator`,
                  lines: ["does not exist"],
                }))
              : generatorSaid(quadlets)),
          ],
          fix: [
            {
              as: "root",
              edit: `Install podman ${since} or later, or write a plain unit in its place (~/.config/systemd/user).`,
            },
          ],
        };
      }
      if (key) {
        const place = findSetting(quadlet, (one) => one.section === key.section && one.key === key.key);
        return {
          subject: name,
          status: weight,
          summary: `podman ${version} does not know ${key.key}= in [${key.section}]; it came with podman ${key.since}`,
          because: `podman ${version} refuses ${path} because of its key ${key.key}=, which came with podman ${key.since}`,
          evidence: [
            ...decidingLine(place),
            ...generatorSaid(quadlets, ...(quadlet.complaint ? [quadlet.complaint.text] : [])),
          ],
          fix: [
            edit(
              `In ${place ? `${place.path}, line ${place.line}` : path}, give the option by PodmanArgs= (podman 4.6 on) in place of ${key.key}=; then: systemctl --user daemon-reload`,
            ),
          ],
        };
      }
      return pass(name, `podman ${version ?? ""} knows this kind of quadlet`);
    });
  },
  explanation: {
    what: "There are quadlets, and the podman of this host is too old for them, for their kind, or for a key in them.",
    why: ".container, .volume, .network and .kube came with podman 4.4, .image with 4.8, .pod and drop-ins with 5.0, .build with 5.2, .artifact with 5.7, and keys with nearly every release. Debian 12 and Ubuntu 22.04 have an older podman than 4.4: nothing there looks at ~/.config/containers/systemd, and nothing says so. A kind that is too new is passed over in silence, a key that is too new costs the whole file.",
    see: ["podman --version", "ls /usr/lib/systemd/user-generators/", "ls ~/.config/containers/systemd"],
    mend: "Install a newer podman, or run the pod by a plain unit (`podman generate systemd --new --files --name POD`, in ~/.config/systemd/user, enabled). For a key: PodmanArgs= with podman's own option.",
    healthy: "Quadlets of a kind and with keys that this podman knows; a folder of quadlets without a quadlet in it.",
    sources: [
      "podman's RELEASE_NOTES.md, and pkg/systemd/quadlet/quadlet.go of v4.4.0 to v5.8.0",
      "failure catalogue E01",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
