import { login } from "../by-hand.ts";
import { defineHealthy } from "../fault.ts";

export const quadletWaitsForNetworkWithALoginSince = defineHealthy({
  name: "quadlet-waits-for-network-with-a-login-since",
  on: "quadlet",
  releases: ["trixie"],
  plant: "rm /etc/systemd/system/multi-user.target.wants/network-online.target",
  plantRunning: login,
  looksLike: ["quadlet-wait-network-timeout"],
  lastBoot: "started",
  slow: true,
  note: "The 90 s that nobody shortened: whoever logs in since finds the pod running, and the boot was late all the same.",
});
