import { defineFault } from "../fault.ts";

export const noSubordinateIds = defineFault({
  name: "no-subordinate-ids",
  on: "seed",
  plant: `sed -i '/^podder:/d' /etc/subuid /etc/subgid`,
  first: "subuid-missing",
  also: ["subgid-missing"],
  pod: "down",
  mends: true,
});
