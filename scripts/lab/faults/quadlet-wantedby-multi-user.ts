import { defineFault } from "../fault.ts";

export const quadletWantedbyMultiUser = defineFault({
  name: "quadlet-wantedby-multi-user",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^WantedBy=.*/WantedBy=multi-user.target/' $home/.config/containers/systemd/web.pod`,
  first: "quadlet-wantedby-multi-user",
  pod: "down",
  mends: true,
});
