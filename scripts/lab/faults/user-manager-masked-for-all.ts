import { defineFault } from "../fault.ts";

export const userManagerMaskedForAll = defineFault({
  name: "user-manager-masked-for-all",
  on: "seed",
  plant: `ln -s /dev/null /etc/systemd/system/user@.service`,
  first: "user-manager-masked",
  pod: "down",
  mends: ["--only", "user-manager-masked"],
});
