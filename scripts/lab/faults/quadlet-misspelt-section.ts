import { defineFault } from "../fault.ts";

export const quadletMisspeltSection = defineFault({
  name: "quadlet-misspelt-section",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^.Container.$/[Contaner]/' $home/.config/containers/systemd/web.container`,
  first: "quadlet-unknown-key-or-section",
  pod: "down",
});
