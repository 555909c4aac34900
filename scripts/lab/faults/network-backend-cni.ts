import { defineFault } from "../fault.ts";

export const networkBackendCni = defineFault({
  name: "network-backend-cni",
  on: "seed",
  releases: ["trixie", "sid"],
  plant: `mkdir -p $home/.config/containers
printf '[network]\\nnetwork_backend = "cni"\\n' > $home/.config/containers/containers.conf
chown -R podder: $home/.config`,
  first: "wrong-network-cmd-after-upgrade",
  pod: "down",
  note: "What kept CNI with podman 4 is what podman 5 refuses.",
});
