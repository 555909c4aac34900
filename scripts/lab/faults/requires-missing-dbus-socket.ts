import { defineFault } from "../fault.ts";

export const requiresMissingDbusSocket = defineFault({
  name: "requires-missing-dbus-socket",
  on: "seed",
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket
sed -i 's/^Wants=/Requires=/' $units/pod.service`,
  first: "dbus-socket-dependency-in-unit",
  releases: ["trixie"],
  pod: "down",
  note: "systemd 252 starts it at boot all the same; there the missing bus itself is the cause.",
});
