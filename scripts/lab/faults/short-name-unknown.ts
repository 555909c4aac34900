import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const shortNameUnknown = defineFault({
  name: "short-name-unknown",
  on: "seed",
  plant: podmanRun("--network none shop:2"),
  first: "short-name",
  pod: "down",
});
