import { defineHealthy } from "../fault.ts";

export const crunElsewhere = defineHealthy({
  name: "crun-elsewhere",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: `mkdir -p /opt/oci/bin /etc/containers/containers.conf.d
mv /usr/bin/crun /opt/oci/bin/crun
printf '[engine]\\nruntime = "crun"\\n[engine.runtimes]\\ncrun = [\\n  "/opt/oci/bin/crun",\\n]\\n' > /etc/containers/containers.conf.d/50-runtime.conf`,
  looksLike: ["crun-or-runc-missing"],
  note: "podman 3.0 reads no containers.conf.d (booted: bullseye).",
});
