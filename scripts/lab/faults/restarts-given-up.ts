import { defineFault } from "../fault.ts";

export const restartsGivenUp = defineFault({
  name: "restarts-given-up",
  on: "seed",
  plant: `sed -i 's|^Type=.*|Type=forking\\nRestart=on-failure|; s|^ExecStart=.*|ExecStart=/usr/local/bin/podman pod start web|' $units/pod.service`,
  first: "exec-missing",
  pod: "down",
  note: "Five failures within a second: what systemd says last is that it gave up.",
});
