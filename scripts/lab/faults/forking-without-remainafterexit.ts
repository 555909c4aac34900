import { defineHealthy } from "../fault.ts";

export const forkingWithoutRemainafterexit = defineHealthy({
  name: "forking-without-remainafterexit",
  on: "seed",
  plant: `sed -i '/^RemainAfterExit=/d' $units/pod.service`,
  looksLike: ["forking-without-pidfile"],
  releases: ["trixie"],
  wholeKernel: ["bookworm", "sid"],
});
