import { defineHealthy } from "../fault.ts";

export const cacheOfRoots = defineHealthy({
  name: "cache-of-roots",
  on: "seed",
  plant: `mkdir -p $home/.local/share/containers/cache
chown root: $home/.local/share/containers/cache`,
  looksLike: ["storage-owned-by-other"],
});
