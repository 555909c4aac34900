import { defineFault } from "../fault.ts";

export const quadletMisspeltInstall = defineFault({
  name: "quadlet-misspelt-install",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^.Install.$/[Instal]/' $home/.config/containers/systemd/web.pod`,
  first: "quadlet-unknown-key-or-section",
  pod: "down",
});
