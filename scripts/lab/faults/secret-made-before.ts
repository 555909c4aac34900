import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const secretMadeBefore = defineHealthy({
  name: "secret-made-before",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: podmanRun(
    "--network none --secret webpw localhost/app:1",
    "ExecStartPre=-/usr/bin/podman secret create webpw /etc/hostname",
  ),
  looksLike: ["secret-missing"],
  note: "podman 3.0.1 on bullseye has no secrets at all.",
});
