import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const port80AllowedUntilReboot = defineFault({
  name: "port-80-allowed-until-reboot",
  on: "seed",
  plant: podmanRun("-p 80:8080 localhost/app:1"),
  plantRunning: `sysctl -qw net.ipv4.ip_unprivileged_port_start=80
runuser -u podder -- env XDG_RUNTIME_DIR=/run/user/$uid systemctl --user restart pod.service`,
  first: "sysctl-lost-at-reboot",
  pod: "up",
  nextBoot: "will-not-start",
  mends: true,
});
