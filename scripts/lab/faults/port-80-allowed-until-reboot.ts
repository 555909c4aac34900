import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const port80AllowedUntilReboot = defineFault({
  name: "port-80-allowed-until-reboot",
  on: "seed",
  plant: `echo net.ipv4.ip_unprivileged_port_start=80 > /etc/sysctl.d/50-web.conf
${podmanRun("-p 80:8080 localhost/app:1")}`,
  plantRunning: "rm /etc/sysctl.d/50-web.conf",
  first: "sysctl-lost-at-reboot",
  pod: "up",
  nextBoot: "will-not-start",
  note: "As after `sysctl -w`: the setting holds, and no file keeps it.",
});
