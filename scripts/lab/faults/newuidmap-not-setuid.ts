import { defineFault } from "../fault.ts";

export const newuidmapNotSetuid = defineFault({
  name: "newuidmap-not-setuid",
  on: "seed",
  plant: `chmod u-s /usr/bin/newuidmap`,
  first: "newuidmap-no-privilege",
  pod: "down",
  mends: true,
});
