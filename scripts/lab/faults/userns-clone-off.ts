import { defineFault } from "../fault.ts";

export const usernsCloneOff = defineFault({
  name: "userns-clone-off",
  on: "seed",
  plant: "echo kernel.unprivileged_userns_clone=0 > /etc/sysctl.d/60-hardening.conf",
  first: "unprivileged-userns-clone-zero",
  pod: "down",
  mends: ["--only", "unprivileged-userns-clone-zero"],
  releases: [],
  wholeKernel: ["bookworm", "trixie"],
  note: "In a container it would be the machine's own setting.",
});
