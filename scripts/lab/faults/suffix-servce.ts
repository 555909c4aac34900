import { defineFault } from "../fault.ts";

export const suffixServce = defineFault({
  name: "suffix-servce",
  on: "seed",
  plant: `mv $units/pod.service $units/pod.servce`,
  first: "unit-wrong-suffix-or-name",
  pod: "down",
  mends: true,
});
