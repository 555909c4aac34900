import { defineFault } from "../fault.ts";

export const userOther = defineFault({
  name: "user-other",
  on: "seed",
  plant: `sed -i 's/^Type=/User=other\\nType=/' $units/pod.service`,
  first: "user-directive-in-user-unit",
  pod: "down",
  mends: true,
});
