import { defineFault } from "../fault.ts";

export const editedWithoutReload = defineFault({
  name: "edited-without-reload",
  on: "seed",
  plantRunning: `sleep 1; printf "\\n# edited\\n" >> $units/pod.service`,
  first: "daemon-reload-missing",
  pod: "up",
  nextBoot: "will-start",
});
