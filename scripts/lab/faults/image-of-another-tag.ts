import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const imageOfAnotherTag = defineFault({
  name: "image-of-another-tag",
  on: "seed",
  plant: podmanRun("--network none localhost/app"),
  first: "image-missing-locally",
  pod: "down",
});
