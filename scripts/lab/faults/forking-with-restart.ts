import { defineHealthy } from "../fault.ts";

export const forkingWithRestart = defineHealthy({
  name: "forking-with-restart",
  on: "seed",
  plant: `sed -i 's/^Type=/Restart=on-failure\\nType=/' $units/pod.service`,
  looksLike: ["forking-without-pidfile"],
});
