import { defineHealthy } from "../fault.ts";

export const afterNetworkOnline = defineHealthy({
  name: "after-network-online",
  on: "seed",

  plant: `sed -i 's/^Description=.*/&\\nWants=network-online.target\\nAfter=network-online.target/' $units/pod.service`,
  looksLike: ["after-network-online-in-user-unit", "required-unit-missing"],
});
