import { defineFault } from "../fault.ts";

export const quadletLingerOff = defineFault({
  name: "quadlet-linger-off",
  on: "quadlet",
  releases: ["trixie"],
  plant: "rm /var/lib/systemd/linger/podder",
  first: "linger-not-enabled",
  pod: "down",
  mends: true,
});
