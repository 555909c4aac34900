import { defineHealthy } from "../fault.ts";

export const quadletBothTargets = defineHealthy({
  name: "quadlet-both-targets",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i 's/^WantedBy=.*/WantedBy=multi-user.target default.target/' $home/.config/containers/systemd/web.pod`,
  looksLike: ["quadlet-wantedby-multi-user"],
});
