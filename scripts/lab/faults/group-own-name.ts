import { defineHealthy } from "../fault.ts";

export const groupOwnName = defineHealthy({
  name: "group-own-name",
  on: "seed",
  plant: `sed -i 's/^Type=/Group=podder\\nType=/' $units/pod.service`,
  looksLike: ["user-directive-in-user-unit"],
});
