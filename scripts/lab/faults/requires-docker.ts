import { defineFault } from "../fault.ts";

export const requiresDocker = defineFault({
  name: "requires-docker",
  on: "seed",
  plant: `sed -i 's|^Wants=|Requires=docker.service\\nWants=|' $units/pod.service`,
  first: "required-unit-missing",
  releases: ["trixie"],
  pod: "down",
  mends: true,
});
