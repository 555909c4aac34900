import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const noNetworkHelperOnPodman3 = defineHealthy({
  name: "no-network-helper-on-podman-3",
  on: "seed",
  releases: ["bullseye"],
  plant: `rm -f /usr/bin/slirp4netns
${podmanRun("localhost/app:1")}`,
  looksLike: ["pasta-or-slirp-missing"],
  note: "podman 3.0.1 logs that the network namespace will not be configured, and starts the container.",
});
