import { defineFault } from "../fault.ts";

export const restartPolicyLingerOff = defineFault({
  name: "restart-policy-linger-off",
  on: "restart-policy",
  plant: "rm /var/lib/systemd/linger/podder",
  first: "linger-not-enabled",
  pod: "down",
  mends: true,
});
