import { defineFault } from "../fault.ts";

export const noUserBusPlainContainer = defineFault({
  name: "no-user-bus-plain-container",
  on: "seed",
  plant: `rm -f /usr/lib/systemd/user/dbus.socket /usr/lib/systemd/user/sockets.target.wants/dbus.socket
sed -i -e 's/^Type=.*/Type=oneshot/' -e 's|^ExecStart=.*|ExecStart=/usr/bin/podman run --detach --replace --name web-app localhost/app:1|' \\
  -e 's|^ExecStop=.*|ExecStop=/usr/bin/podman stop web-app|' $units/pod.service`,
  first: "user-dbus-missing",
  pod: "up",
  nextBoot: "at-risk",
  note: "A pod needs the bus for its cgroup; a container of its own runs without one, as long as no start fails: podman's pause process stays in the unit's cgroup and dies with it, and every later start of that boot says `invalid internal status`. A Type=notify unit is no good here: in a container on a hybrid machine about half of its first starts end in a protocol error.",
});
