import { defineFault } from "../fault.ts";

export const lingerOtherCase = defineFault({
  name: "linger-other-case",
  on: "seed",
  plant: `mv /var/lib/systemd/linger/podder /var/lib/systemd/linger/Podder`,
  first: "linger-file-without-user",
  pod: "down",
  mends: true,
});
