import { defineFault } from "../fault.ts";
import { lateNetwork, networkOfEth0 } from "../late-network.ts";

export const networkLate = defineFault({
  name: "network-late",
  on: "seed",
  plant: lateNetwork + networkOfEth0,
  first: "network-not-ready-at-boot",
  pod: "down",
  nextBoot: "at-risk",
  mends: true,
});
