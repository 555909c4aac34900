import { defineFault } from "../fault.ts";

export const quadletWithoutInstall = defineFault({
  name: "quadlet-without-install",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i '/^.Install/,$d' $home/.config/containers/systemd/web.pod`,
  first: "quadlet-no-install-section",
  pod: "down",
  mends: true,
});
