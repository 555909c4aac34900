import { defineHealthy } from "../fault.ts";

export const requiresDockerOn252 = defineHealthy({
  name: "requires-docker-on-252",
  on: "seed",
  releases: ["bookworm"],
  plant: `sed -i 's|^Wants=|Requires=docker.service\\nWants=|' $units/pod.service`,
  looksLike: ["required-unit-missing"],
  note: "systemd 252 starts the unit at boot although what it requires does not exist.",
});
