import { defineFault } from "../fault.ts";

export const quadletPodMisspelt = defineFault({
  name: "quadlet-pod-misspelt",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^Pod=web.pod$/Pod=wbe.pod/' $home/.config/containers/systemd/web.container`,
  first: "quadlet-bad-reference",
  pod: "down",
});
