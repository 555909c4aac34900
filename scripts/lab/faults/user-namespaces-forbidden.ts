import { defineFault } from "../fault.ts";

export const userNamespacesForbidden = defineFault({
  name: "user-namespaces-forbidden",
  on: "seed",
  plant: `printf '# STIG RHEL-09-213105\\nuser.max_user_namespaces = 0\\n' > /etc/sysctl.d/60-stig.conf`,
  first: "max-user-namespaces-zero",
  pod: "down",
  mends: ["--only", "max-user-namespaces-zero"],
  releases: [],
  wholeKernel: ["bookworm", "trixie"],
  note: "In a container it would be the machine's own limit that is set.",
});
