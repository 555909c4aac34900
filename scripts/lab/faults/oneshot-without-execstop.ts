import { defineFault } from "../fault.ts";

export const oneshotWithoutExecstop = defineFault({
  name: "oneshot-without-execstop",
  on: "seed",
  plant: `sed -i 's/^Type=.*/Type=oneshot/; /^RemainAfterExit=/d; /^ExecStop=/d' $units/pod.service`,
  first: "oneshot-without-remainafterexit",
  pod: "down",
  releases: ["trixie"],
  note: "On bookworm only a whole kernel shows it: in a container on a hybrid machine podman 4.3 moves conmon out of the service.",
});
