import { defineFault } from "../fault.ts";
import { kubePlay, kubePod } from "../kube-play.ts";

export const kubeImageMissing = defineFault({
  name: "kube-image-missing",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: kubePlay(kubePod("docker.io/library/shop:2", { container: ["imagePullPolicy: Never"] })),
  first: "image-missing-locally",
  pod: "down",
});
