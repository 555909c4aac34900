import { defineFault } from "../fault.ts";

export const noSubordinateGids = defineFault({
  name: "no-subordinate-gids",
  on: "seed",
  plant: `sed -i '/^podder:/d' /etc/subgid`,
  first: "subgid-missing",
  pod: "down",
  mends: true,
});
