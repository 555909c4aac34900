import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const pullNewerOnPodman3 = defineFault({
  name: "pull-newer-on-podman-3",
  on: "seed",
  releases: ["bullseye"],
  plant: podmanRun("--network none --pull=newer localhost/app:1"),
  first: "image-missing-locally",
  pod: "down",
});
