import { defineFault } from "../fault.ts";
import { kubeQuadlet } from "../kube-play.ts";

export const quadletKubeYamlMissing = defineFault({
  name: "quadlet-kube-yaml-missing",
  on: "quadlet",
  releases: ["trixie"],
  plant: kubeQuadlet(undefined),
  first: "kube-play-unit",
  pod: "down",
});
