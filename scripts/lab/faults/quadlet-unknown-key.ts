import { defineFault } from "../fault.ts";

export const quadletUnknownKey = defineFault({
  name: "quadlet-unknown-key",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^Image=/image=/' $home/.config/containers/systemd/web.container`,
  first: "quadlet-unknown-key-or-section",
  pod: "down",
});
