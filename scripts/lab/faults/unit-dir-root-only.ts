import { defineFault } from "../fault.ts";

export const unitDirRootOnly = defineFault({
  name: "unit-dir-root-only",
  on: "seed",
  plant: `chown root: $units && chmod 700 $units`,
  first: "unit-unreadable",
  pod: "down",
});
