import { defineHealthy } from "../fault.ts";

export const networkBackendWasCni = defineHealthy({
  name: "network-backend-was-cni",
  on: "seed",
  releases: ["trixie", "sid"],
  plant: `echo -n cni > $home/.local/share/containers/storage/defaultNetworkBackend
chown podder: $home/.local/share/containers/storage/defaultNetworkBackend`,
  looksLike: ["wrong-network-cmd-after-upgrade"],
  note: "podman 4 wrote down that it took CNI; podman 5 takes netavark all the same.",
});
