import { defineHealthy } from "../fault.ts";

export const wantsMissingUnits = defineHealthy({
  name: "wants-missing-units",
  on: "seed",
  plant: `sed -i 's|^Wants=|Wants=docker.service network-online.target\\nAfter=docker.service network-online.target\\nWants=|' $units/pod.service`,
  looksLike: ["required-unit-missing"],
});
