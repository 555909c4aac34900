import { defineFault } from "../fault.ts";

export const execstartHomeVariable = defineFault({
  name: "execstart-home-variable",
  on: "seed",
  plant: `sed -i 's|^ExecStart=.*|ExecStart=$HOME/bin/start.sh podman|' $units/pod.service`,
  first: "execstart-not-absolute",
  pod: "down",
});
