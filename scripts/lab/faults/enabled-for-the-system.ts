import { defineFault } from "../fault.ts";

export const enabledForTheSystem = defineFault({
  name: "enabled-for-the-system",
  on: "seed",
  plant: `mkdir -p /etc/systemd/system/multi-user.target.wants && cp $units/pod.service /etc/systemd/system/pod.service && ln -s /etc/systemd/system/pod.service /etc/systemd/system/multi-user.target.wants/pod.service && rm -r $units/default.target.wants`,
  first: "enabled-in-wrong-manager",
  pod: "down",
  mends: true,
});
