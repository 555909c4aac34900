import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const imagePulledAtBoot = defineFault({
  name: "image-pulled-at-boot",
  on: "seed",
  plant: podmanRun("--network none registry.example.org/shop/web:2"),
  first: "pull-before-network",
  pod: "down",
  nextBoot: "at-risk",
});
