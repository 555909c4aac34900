import { defineFault } from "../fault.ts";

export const autologinWithoutLinger = defineFault({
  name: "autologin-without-linger",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: `rm /var/lib/systemd/linger/podder
mkdir -p /etc/systemd/system/console-getty.service.d
printf '[Service]\\nExecStart=\\nExecStart=-/sbin/agetty --autologin podder --noclear --keep-baud 115200 - vt220\\n' > /etc/systemd/system/console-getty.service.d/autologin.conf`,
  first: "linger-not-enabled",
  pod: "up",
  nextBoot: "at-risk",
  mends: true,
  note: "The pod comes up with the login at each boot, and goes with it: whoever says that it will not start accuses wrongly.",
});
