import { defineHealthy } from "../fault.ts";

export const oneshotWithRemainafterexit = defineHealthy({
  name: "oneshot-with-remainafterexit",
  on: "seed",
  plant: `sed -i 's/^Type=.*/Type=oneshot/' $units/pod.service`,
  looksLike: ["oneshot-without-remainafterexit"],
});
