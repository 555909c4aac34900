import { defineHealthy } from "../fault.ts";
import { lateNetwork } from "../late-network.ts";

export const restartPolicyNetworkNotMissed = defineHealthy({
  name: "restart-policy-network-not-missed",
  on: "restart-policy",
  plant: lateNetwork,
  looksLike: ["podman-restart-before-network"],
});
