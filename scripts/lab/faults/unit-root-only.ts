import { defineFault } from "../fault.ts";

export const unitRootOnly = defineFault({
  name: "unit-root-only",
  on: "seed",
  plant: `chown root: $units/pod.service && chmod 600 $units/pod.service`,
  first: "unit-unreadable",
  pod: "down",
});
