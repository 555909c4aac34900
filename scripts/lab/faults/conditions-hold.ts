import { defineHealthy } from "../fault.ts";

export const conditionsHold = defineHealthy({
  name: "conditions-hold",
  on: "seed",
  plant: `sed -i 's|^Description=|ConditionPathExists=!/srv/not-here\\nConditionPathIsDirectory=%h\\nConditionUser=!root\\nDescription=|' $units/pod.service`,
  looksLike: ["condition-unmet"],
});
