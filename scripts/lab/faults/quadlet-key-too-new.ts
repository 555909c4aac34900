import { defineFault } from "../fault.ts";

export const quadletKeyTooNew = defineFault({
  name: "quadlet-key-too-new",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm $home/.config/containers/systemd/web.pod && printf '[Container]\\nContainerName=web-app\\nImage=localhost/app:1\\nMemory=512m\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container`,
  first: "quadlet-unsupported-podman",
  pod: "down",
});
