import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const secretOnPodman3 = defineFault({
  name: "secret-on-podman-3",
  on: "seed",
  releases: ["bullseye"],
  plant: podmanRun(
    "--network none --secret webpw localhost/app:1",
    "ExecStartPre=-/usr/bin/podman secret create webpw /etc/hostname",
  ),
  first: "secret-missing",
  pod: "down",
});
