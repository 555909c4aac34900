import { defineFault } from "../fault.ts";

export const unitEmpty = defineFault({
  name: "unit-empty",
  on: "seed",
  plant: `: > $units/pod.service`,
  first: "unit-masked-or-empty",
  pod: "down",
});
