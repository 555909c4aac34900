import { defineHealthy } from "../fault.ts";

export const simpleWithRemainafterexit = defineHealthy({
  name: "simple-with-remainafterexit",
  on: "seed",
  plant: `sed -i '/^Type=/d' $units/pod.service`,
  looksLike: ["simple-with-detached"],
});
