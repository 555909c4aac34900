import { defineFault } from "../fault.ts";

export const unitRemovedAfterEnable = defineFault({
  name: "unit-removed-after-enable",
  on: "seed",
  plant: `rm $units/pod.service`,
  first: "dangling-enable-link",
  pod: "down",
});
