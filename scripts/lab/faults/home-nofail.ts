import { defineFault } from "../fault.ts";
import { homeInFstab } from "../home-elsewhere.ts";

export const homeNofail = defineFault({
  name: "home-nofail",
  on: "seed",
  plant: `${homeInFstab("bind,nofail")}
printf "[Service]\\nType=oneshot\\nExecStart=sleep 3\\n" > /etc/systemd/system/slow-disk.service
mkdir /etc/systemd/system/home-podder.mount.d
printf "[Unit]\\nRequires=slow-disk.service\\nAfter=slow-disk.service\\n" > /etc/systemd/system/home-podder.mount.d/slow.conf`,
  first: "home-not-mounted-at-boot",
  pod: "down",
  nextBoot: "at-risk",
});
