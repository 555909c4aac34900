import { defineHealthy } from "../fault.ts";

export const restartedOnce = defineHealthy({
  name: "restarted-once",
  on: "seed",
  plant: `sed -i "s|^Type=.*|Type=forking\\nRestart=on-failure\\nExecStartPre=/bin/sh -c 'test -e %t/once \\|\\| { : > %t/once; exit 1; }'|" $units/pod.service`,
  looksLike: ["start-limit-hit"],
});
