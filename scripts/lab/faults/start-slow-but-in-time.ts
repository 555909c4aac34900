import { defineHealthy } from "../fault.ts";

export const startSlowButInTime = defineHealthy({
  name: "start-slow-but-in-time",
  on: "seed",
  plant: `sed -i 's|^Type=.*|Type=forking\\nTimeoutStartSec=80\\nExecStartPre=/bin/sleep 3|' $units/pod.service`,
  looksLike: ["timeout-start"],
});
