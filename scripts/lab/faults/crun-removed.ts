import { defineFault } from "../fault.ts";

export const crunRemoved = defineFault({
  name: "crun-removed",
  on: "seed",
  plant: "rm /usr/bin/crun",
  first: "crun-or-runc-missing",
  pod: "down",
});
