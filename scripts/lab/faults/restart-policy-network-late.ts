import { defineFault } from "../fault.ts";
import { lateNetwork, networkOfEth0 } from "../late-network.ts";

export const restartPolicyNetworkLate = defineFault({
  name: "restart-policy-network-late",
  on: "restart-policy",
  plant: lateNetwork + networkOfEth0,
  first: "podman-restart-before-network",
  pod: "down",
  nextBoot: "at-risk",
  mends: true,
});
