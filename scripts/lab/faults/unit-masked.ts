import { defineFault } from "../fault.ts";

export const unitMasked = defineFault({
  name: "unit-masked",
  on: "seed",
  plant: `ln -sf /dev/null $units/pod.service && chown -h podder: $units/pod.service`,
  first: "unit-masked-or-empty",
  pod: "down",
});
