import { defineFault } from "../fault.ts";

export const oneshotWithoutExecstop = defineFault({
  name: "oneshot-without-execstop",
  on: "seed",
  plant: `sed -i 's/^Type=.*/Type=oneshot/; /^RemainAfterExit=/d; /^ExecStop=/d' $units/pod.service`,
  first: "oneshot-without-remainafterexit",
  pod: "down",
  mends: true,
  releases: ["trixie"],
  wholeKernel: ["bookworm", "sid"],
});
