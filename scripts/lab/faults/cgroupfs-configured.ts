import { defineFault } from "../fault.ts";

export const cgroupfsConfigured = defineFault({
  name: "cgroupfs-configured",
  on: "seed",
  releases: ["trixie"],
  plant: `mkdir -p $home/.config/containers
printf '[engine]\\ncgroup_manager="cgroupfs"\\n' > $home/.config/containers/containers.conf
chown -R podder: $home/.config/containers`,
  first: "cgroup-manager-fallback",
  pod: "down",
  note: "podman 4.3 starts such a pod",
});
