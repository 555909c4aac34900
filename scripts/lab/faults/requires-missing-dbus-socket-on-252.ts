import { defineFault } from "../fault.ts";

export const requiresMissingDbusSocketOn252 = defineFault({
  name: "requires-missing-dbus-socket-on-252",
  on: "seed",
  releases: ["bookworm"],
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket
sed -i 's/^Wants=/Requires=/' $units/pod.service`,
  first: "user-dbus-missing",
  pod: "down",
});
