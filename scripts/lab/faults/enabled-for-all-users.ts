import { defineHealthy } from "../fault.ts";

export const enabledForAllUsers = defineHealthy({
  name: "enabled-for-all-users",
  on: "seed",
  plant: `mv $units/pod.service /etc/systemd/user/pod.service && rm -r $units && mkdir -p /etc/systemd/user/default.target.wants && ln -s /etc/systemd/user/pod.service /etc/systemd/user/default.target.wants/`,
  looksLike: ["unit-not-enabled", "unit-dir-missing", "enabled-in-wrong-manager"],
});
