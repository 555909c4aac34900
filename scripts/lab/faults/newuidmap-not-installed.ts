import { defineFault } from "../fault.ts";

export const newuidmapNotInstalled = defineFault({
  name: "newuidmap-not-installed",
  on: "seed",
  plant: `rm /usr/bin/newuidmap /usr/bin/newgidmap`,
  first: "newuidmap-missing",
  pod: "down",
});
