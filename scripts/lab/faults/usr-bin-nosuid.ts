import { defineFault } from "../fault.ts";

export const usrBinNosuid = defineFault({
  name: "usr-bin-nosuid",
  on: "seed",
  plant: `echo '/usr/bin /usr/bin none bind,nosuid 0 0' >> /etc/fstab`,
  first: "newuidmap-no-privilege",
  pod: "down",
});
