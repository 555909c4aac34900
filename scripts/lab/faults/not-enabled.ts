import { defineFault } from "../fault.ts";

export const notEnabled = defineFault({
  name: "not-enabled",
  on: "seed",
  plant: `rm -r $units/default.target.wants`,
  first: "unit-not-enabled",
  pod: "down",
  mends: true,
});
