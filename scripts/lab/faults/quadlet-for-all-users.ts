import { defineHealthy } from "../fault.ts";

export const quadletForAllUsers = defineHealthy({
  name: "quadlet-for-all-users",
  on: "quadlet",
  releases: ["trixie"],
  plant: `mkdir -p /etc/containers/systemd/users && mv $home/.config/containers/systemd/web.* /etc/containers/systemd/users/ && chown -R root: /etc/containers/systemd`,
  looksLike: ["quadlet-wrong-directory"],
});
