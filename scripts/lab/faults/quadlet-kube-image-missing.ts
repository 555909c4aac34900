import { defineFault } from "../fault.ts";
import { kubePod, kubeQuadlet } from "../kube-play.ts";

export const quadletKubeImageMissing = defineFault({
  name: "quadlet-kube-image-missing",
  on: "quadlet",
  releases: ["trixie"],
  plant: kubeQuadlet(kubePod("localhost/shop:2")),
  first: "image-missing-locally",
  pod: "down",
});
