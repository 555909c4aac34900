import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkUnknown = defineFault({
  name: "network-unknown",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: podmanRun("--network webnet:ip=10.90.0.7 localhost/app:1"),
  first: "network-definition-missing",
  pod: "down",
  note: "bullseye's podman 3.0.1 takes no notice of a network with options: network-with-options-on-podman-3.",
});
