import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const port80Allowed = defineHealthy({
  name: "port-80-allowed",
  on: "seed",
  plant: `echo net.ipv4.ip_unprivileged_port_start=80 > /etc/sysctl.d/50-web.conf
${podmanRun("-p 80:8080 localhost/app:1")}`,
  looksLike: ["privileged-port", "sysctl-lost-at-reboot"],
});
