import { defineHealthy } from "../fault.ts";
import { lateNetwork } from "../late-network.ts";

export const networkLateNotMissed = defineHealthy({
  name: "network-late-not-missed",
  on: "seed",
  plant: lateNetwork,
  looksLike: ["network-not-ready-at-boot"],
});
