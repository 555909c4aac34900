import { defineFault } from "../fault.ts";

export const noUserBusPlainContainer = defineFault({
  name: "no-user-bus-plain-container",
  on: "quadlet",
  releases: ["trixie"],
  wholeKernel: ["trixie"],
  unsteadyInContainer: true,
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket
cd $home/.config/containers/systemd && rm web.pod
sed -i 's/^Pod=.*//' web.container && printf '[Service]\nRestart=on-failure\nRestartSec=2\n[Install]\nWantedBy=default.target\n' >> web.container`,
  first: "user-dbus-missing",
  pod: "up",
  nextBoot: "at-risk",
  note: "A pod needs the bus for its cgroup; a container of its own ran without one in most runs here, and was down in two of them: why was not looked into.",
});
