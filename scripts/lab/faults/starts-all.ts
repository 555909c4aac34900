import { defineHealthy } from "../fault.ts";

export const startsAll = defineHealthy({
  name: "starts-all",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: `sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/podman start --all|' $units/pod.service`,
  looksLike: ["store-mismatch-root-vs-user"],
  note: "Every container there is, by an option in place of a name. podman 3.0 does not know it (booted: bullseye).",
});
