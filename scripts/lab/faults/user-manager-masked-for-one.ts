import { defineFault } from "../fault.ts";

export const userManagerMaskedForOne = defineFault({
  name: "user-manager-masked-for-one",
  on: "seed",
  plant: `ln -s /dev/null /etc/systemd/system/user@$uid.service`,
  first: "user-manager-masked",
  pod: "down",
  mends: ["--only", "user-manager-masked"],
});
