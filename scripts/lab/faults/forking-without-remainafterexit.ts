import { defineHealthy } from "../fault.ts";

export const forkingWithoutRemainafterexit = defineHealthy({
  name: "forking-without-remainafterexit",
  on: "seed",
  plant: `sed -i '/^RemainAfterExit=/d' $units/pod.service`,
  looksLike: ["forking-without-pidfile"],
  releases: ["trixie"],
  note: "On bookworm only a whole kernel shows it: in a container on a hybrid machine podman 4.3 moves conmon out of the service.",
});
