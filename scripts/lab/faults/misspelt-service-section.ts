import { defineFault } from "../fault.ts";

export const misspeltServiceSection = defineFault({
  name: "misspelt-service-section",
  on: "seed",
  plant: `sed -i 's/^\\[Service\\]/[Servce]/' $units/pod.service`,
  first: "unit-syntax-error",
  pod: "down",
  mends: true,
});
