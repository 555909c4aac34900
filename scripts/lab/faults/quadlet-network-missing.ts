import { defineFault } from "../fault.ts";

export const quadletNetworkMissing = defineFault({
  name: "quadlet-network-missing",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^.Pod.$/[Pod]\\nNetwork=front.network/' $home/.config/containers/systemd/web.pod`,
  first: "quadlet-bad-reference",
  pod: "down",
});
