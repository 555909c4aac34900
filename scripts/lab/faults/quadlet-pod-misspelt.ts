import { defineFault } from "../fault.ts";

export const quadletPodMisspelt = defineFault({
  name: "quadlet-pod-misspelt",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm $home/.config/containers/systemd/web.pod && printf '[Container]\\nContainerName=web-app\\nImage=localhost/app:1\\nPod=wbe.pod\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container`,
  first: "quadlet-bad-reference",
  pod: "down",
});
