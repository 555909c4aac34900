import { defineFault } from "../fault.ts";

export const quadletProgramFails = defineFault({
  name: "quadlet-program-fails",
  on: "quadlet",
  releases: ["trixie", "sid"],
  plant: `cat >> $home/.config/containers/systemd/web.container <<'QUADLET'
[Container]
Exec=sh -c 'echo "Error: login of ledger-svc with Tr0ub4dor-9931 refused" >&2; exit 3'
QUADLET`,
  first: null,
  pod: "down",
  nextBoot: "unknown",
  note: "The container's program ends with an error, and says what no report may have.",
});
