import { defineFault } from "../fault.ts";

export const lingerOff = defineFault({
  name: "linger-off",
  on: "seed",
  plant: `rm /var/lib/systemd/linger/podder`,
  first: "linger-not-enabled",
  pod: "down",
  mends: true,
});
