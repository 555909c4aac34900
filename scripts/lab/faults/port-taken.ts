import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const portTaken = defineFault({
  name: "port-taken",
  on: "seed",
  plant: `printf "[Service]\\nExecStart=/bin/busybox httpd -f -p 8081 -h /srv\\n" > /etc/systemd/system/proxy.service
mkdir -p /etc/systemd/system/multi-user.target.wants && ln -s ../proxy.service /etc/systemd/system/multi-user.target.wants/
${podmanRun("-p 127.0.0.1:8081:8080 localhost/app:1")}`,
  first: "port-in-use",
  pod: "down",
  nextBoot: "at-risk",
});
