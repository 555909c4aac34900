import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkWithOptionsOnPodman3 = defineHealthy({
  name: "network-with-options-on-podman-3",
  on: "seed",
  releases: ["bullseye"],
  plant: podmanRun("--network webnet:ip=10.90.0.7 localhost/app:1"),
  looksLike: ["network-definition-missing"],
  note: "podman 3.0.1 starts the container without that network, be it there or not.",
});
