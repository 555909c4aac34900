import { defineFault } from "../fault.ts";
import { lateNetwork, networkOfEth0 } from "../late-network.ts";

export const networkLate = defineFault({
  name: "network-late",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: lateNetwork + networkOfEth0,
  first: "network-not-ready-at-boot",
  pod: "down",
  nextBoot: "at-risk",
  mends: true,
  note: "Not on bullseye: its slirp4netns says `outbound_addr not supported` of an interface that is there.",
});
