import { defineFault } from "../fault.ts";

export const misspeltExecstart = defineFault({
  name: "misspelt-execstart",
  on: "seed",
  plant: `sed -i 's/^ExecStart=/ExecStrat=/' $units/pod.service`,
  first: "unit-syntax-error",
  pod: "down",
  mends: true,
});
