import { defineHealthy } from "../fault.ts";

export const boltdbBeforePodman6 = defineHealthy({
  name: "boltdb-before-podman-6",
  on: "seed",
  plant: "test -f $home/.local/share/containers/storage/libpod/bolt_state.db",
  looksLike: ["boltdb-removed-podman6"],
  releases: ["bookworm"],
  note: "BoltDB is podman 4.3's own; from 5.0 on none can be made.",
});
