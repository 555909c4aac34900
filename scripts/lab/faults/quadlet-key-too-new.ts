import { defineFault } from "../fault.ts";

export const quadletKeyTooNew = defineFault({
  name: "quadlet-key-too-new",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^Image=/Memory=512m\\nImage=/' $home/.config/containers/systemd/web.container`,
  first: "quadlet-unsupported-podman",
  pod: "down",
});
