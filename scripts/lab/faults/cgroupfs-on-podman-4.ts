import { defineHealthy } from "../fault.ts";

export const cgroupfsOnPodman4 = defineHealthy({
  name: "cgroupfs-on-podman-4",
  on: "seed",
  releases: ["bookworm"],
  plant: `mkdir -p $home/.config/containers
printf '[engine]\\ncgroup_manager="cgroupfs"\\n' > $home/.config/containers/containers.conf
chown -R podder: $home/.config/containers`,
  looksLike: ["cgroup-manager-fallback"],
});
