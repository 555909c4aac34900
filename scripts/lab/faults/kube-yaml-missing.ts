import { defineFault } from "../fault.ts";
import { kubePlay } from "../kube-play.ts";

export const kubeYamlMissing = defineFault({
  name: "kube-yaml-missing",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: kubePlay(undefined),
  first: "kube-play-unit",
  pod: "down",
});
