import { defineFault } from "../fault.ts";

export const lingerForOther = defineFault({
  name: "linger-for-other",
  on: "seed",
  plant: `chmod 700 /home/other; mv /var/lib/systemd/linger/podder /var/lib/systemd/linger/other`,
  first: { root: "linger-wrong-user", user: "linger-not-enabled" },
  pod: "down",
  mends: true,
});
