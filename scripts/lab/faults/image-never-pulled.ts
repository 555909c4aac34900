import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const imageNeverPulled = defineFault({
  name: "image-never-pulled",
  on: "seed",
  plant: podmanRun("--network none --pull=never localhost/shop:2"),
  first: "image-missing-locally",
  pod: "down",
});
