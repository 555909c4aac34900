import { defineFault } from "../fault.ts";

export const noUnitDir = defineFault({
  name: "no-unit-dir",
  on: "seed",
  plant: `rm -r $units`,
  first: "unit-dir-missing",
  pod: "down",
});
