import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const imagePulledWhenNewer = defineHealthy({
  name: "image-pulled-when-newer",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: podmanRun("--network none --pull=newer localhost/app:1"),
  looksLike: ["pull-before-network"],
  note: "podman 3.0.1 on bullseye: invalid pull policy.",
});
