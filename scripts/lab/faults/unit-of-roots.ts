import { defineHealthy } from "../fault.ts";

export const unitOfRoots = defineHealthy({
  name: "unit-of-roots",
  on: "seed",
  plant: `chown root: $units/pod.service && chmod 644 $units/pod.service`,
  looksLike: ["unit-unreadable"],
});
