import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const port80 = defineFault({
  name: "port-80",
  on: "seed",
  plant: podmanRun("-p 80:8080 localhost/app:1"),
  first: "privileged-port",
  pod: "down",
});
