import { defineFault } from "../fault.ts";

export const noPamSystemd = defineFault({
  name: "no-pam-systemd",
  on: "seed",
  plant: `sed -i /pam_systemd.so/d /usr/lib/pam.d/systemd-user /etc/pam.d/common-session`,
  first: "pam-systemd-missing",
  pod: "down",
});
