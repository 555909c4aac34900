import { defineFault } from "../fault.ts";

export const twoExecstartLines = defineFault({
  name: "two-execstart-lines",
  on: "seed",
  plant: `sed -i '/^ExecStart=/p' $units/pod.service`,
  first: "unit-syntax-error",
  pod: "down",
});
