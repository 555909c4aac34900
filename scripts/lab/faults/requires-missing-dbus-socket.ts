import { defineFault } from "../fault.ts";

export const requiresMissingDbusSocket = defineFault({
  name: "requires-missing-dbus-socket",
  on: "seed",
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket
sed -i 's/^Wants=/Requires=/' $units/pod.service`,
  first: "dbus-socket-dependency-in-unit",
  pod: "down",
});
