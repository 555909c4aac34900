import { defineHealthy } from "../fault.ts";

export const quadletWaitsForNetwork = defineHealthy({
  name: "quadlet-waits-for-network",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm /etc/systemd/system/multi-user.target.wants/network-online.target && mkdir -p /etc/systemd/user/podman-user-wait-network-online.service.d && printf '[Service]\\nTimeoutStartSec=5s\\n' > /etc/systemd/user/podman-user-wait-network-online.service.d/soon.conf`,
  looksLike: ["quadlet-wait-network-timeout"],
  note: "It waits 5 s here, and 90 s where nobody shortened it.",
});
