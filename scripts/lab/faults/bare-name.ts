import { defineHealthy } from "../fault.ts";

export const bareName = defineHealthy({
  name: "bare-name",
  on: "seed",
  plant: `sed -i 's|/usr/bin/podman|podman|' $units/pod.service`,
  looksLike: ["execstart-not-absolute"],
});
