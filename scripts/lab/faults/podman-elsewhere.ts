import { defineFault } from "../fault.ts";

export const podmanElsewhere = defineFault({
  name: "podman-elsewhere",
  on: "seed",
  plant: `sed -i 's|/usr/bin/podman|/usr/local/bin/podman|' $units/pod.service`,
  first: "exec-missing",
  pod: "down",
  mends: true,
});
