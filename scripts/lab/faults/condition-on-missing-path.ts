import { defineFault } from "../fault.ts";

export const conditionOnMissingPath = defineFault({
  name: "condition-on-missing-path",
  on: "seed",
  plant: `sed -i 's|^Description=|ConditionPathExists=/srv/not-here\\nDescription=|' $units/pod.service`,
  first: "condition-unmet",
  pod: "down",
});
