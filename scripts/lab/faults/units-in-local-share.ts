import { defineHealthy } from "../fault.ts";

export const unitsInLocalShare = defineHealthy({
  name: "units-in-local-share",
  on: "seed",
  plant: `mkdir -p $home/.local/share/systemd && mv $units $home/.local/share/systemd/user && chown -R podder: $home/.local`,
  looksLike: ["unit-dir-missing"],
});
