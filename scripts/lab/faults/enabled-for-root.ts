import { defineFault } from "../fault.ts";

export const enabledForRoot = defineFault({
  name: "enabled-for-root",
  on: "seed",
  plant: `mv $units/pod.service /etc/systemd/user/pod.service && chown root: /etc/systemd/user/pod.service && rm -r $units/default.target.wants
mkdir -p /root/.config/systemd/user/default.target.wants && ln -s /etc/systemd/user/pod.service /root/.config/systemd/user/default.target.wants/pod.service`,
  first: { root: "enabled-in-wrong-manager", user: "unit-not-enabled" },
  pod: "down",
  mends: true,
});
