import { defineHealthy } from "../fault.ts";

export const userOwnNameOn257 = defineHealthy({
  name: "user-own-name-on-257",
  on: "seed",
  plant: `sed -i 's/^Type=/User=podder\\nType=/' $units/pod.service`,
  looksLike: ["user-directive-in-user-unit"],
  releases: ["trixie"],
});
