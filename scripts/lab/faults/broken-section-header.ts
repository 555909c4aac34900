import { defineFault } from "../fault.ts";

export const brokenSectionHeader = defineFault({
  name: "broken-section-header",
  on: "seed",
  plant: `sed -i 's/^\\[Service\\]/[Service/' $units/pod.service`,
  first: "unit-syntax-error",
  pod: "down",
});
