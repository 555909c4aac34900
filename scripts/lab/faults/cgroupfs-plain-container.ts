import { defineHealthy } from "../fault.ts";

export const cgroupfsPlainContainer = defineHealthy({
  name: "cgroupfs-plain-container",
  on: "restart-policy",
  plant: `mkdir -p $home/.config/containers
printf '[engine]\\ncgroup_manager="cgroupfs"\\n' > $home/.config/containers/containers.conf
chown -R podder: $home/.config/containers`,
  looksLike: ["cgroup-manager-fallback"],
});
