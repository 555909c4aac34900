import { defineFault } from "../fault.ts";

export const noUserBus = defineFault({
  name: "no-user-bus",
  on: "seed",
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket`,
  first: "user-dbus-missing",
  pod: "down",
});
