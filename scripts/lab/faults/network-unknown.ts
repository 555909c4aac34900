import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkUnknown = defineFault({
  name: "network-unknown",
  on: "seed",
  plant: podmanRun("--network webnet:ip=10.90.0.7 localhost/app:1"),
  first: "network-definition-missing",
  pod: "down",
});
