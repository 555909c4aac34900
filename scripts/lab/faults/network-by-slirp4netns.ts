import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkBySlirp4netns = defineHealthy({
  name: "network-by-slirp4netns",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: podmanRun("--network slirp4netns:mtu=1500 localhost/app:1"),
  looksLike: ["wrong-network-cmd-after-upgrade", "pasta-or-slirp-missing"],
  note: "podman 6 has no slirp4netns; those before have.",
});
