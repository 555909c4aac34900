import { defineFault } from "../fault.ts";

export const suffixTxt = defineFault({
  name: "suffix-txt",
  on: "seed",
  plant: `mv $units/pod.service $units/pod.service.txt`,
  first: "unit-wrong-suffix-or-name",
  pod: "down",
  mends: true,
});
