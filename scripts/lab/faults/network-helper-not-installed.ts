import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkHelperNotInstalled = defineFault({
  name: "network-helper-not-installed",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: `rm -f /usr/bin/pasta* /usr/bin/slirp4netns
${podmanRun("localhost/app:1")}`,
  first: "pasta-or-slirp-missing",
  pod: "down",
  note: "bullseye's podman 3.0.1 starts the container without a network: no-network-helper-on-podman-3.",
});
