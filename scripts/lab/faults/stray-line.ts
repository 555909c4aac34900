import { defineHealthy } from "../fault.ts";

export const strayLine = defineHealthy({
  name: "stray-line",
  on: "seed",
  plant: `sed -i '1i see: https://docs.podman.io/' $units/pod.service`,
  looksLike: ["stray-text-before-section", "unit-syntax-error"],
});
