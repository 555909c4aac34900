import { defineHealthy } from "../fault.ts";
import { lateNetwork, networkOfEth0 } from "../late-network.ts";

export const networkLateTriedAgain = defineHealthy({
  name: "network-late-tried-again",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: `${lateNetwork}${networkOfEth0}sed -i 's/^Type=.*/&\\nRestart=on-failure\\nRestartSec=3/' $units/pod.service`,
  looksLike: ["network-not-ready-at-boot"],
  note: "Not on bullseye: see network-late.",
});
