import { defineHealthy } from "../fault.ts";

export const unknownKey = defineHealthy({
  name: "unknown-key",
  on: "seed",
  plant: `sed -i 's/^Type=/X-Mine=1\\nRestartSecs=3\\nType=/' $units/pod.service`,
  looksLike: ["unit-syntax-error"],
});
