import { defineFault } from "../fault.ts";

export const startTooSlow = defineFault({
  name: "start-too-slow",
  on: "seed",
  plant: `sed -i 's|^Type=.*|Type=forking\\nTimeoutStartSec=5\\nExecStartPre=/bin/sleep 60|' $units/pod.service`,
  first: "timeout-start",
  pod: "down",
  nextBoot: "at-risk",
});
