import { defineHealthy } from "../fault.ts";

export const quadletPod = defineHealthy({
  name: "quadlet-pod",
  on: "quadlet",
  looksLike: ["unit-dir-missing", "unit-not-enabled", "install-section-missing"],
  releases: ["trixie"],
  wholeKernel: ["sid"],
});
