import { defineFault } from "../fault.ts";
import { smallHome } from "../home-elsewhere.ts";

export const noInodes = defineFault({
  name: "no-inodes",
  on: "seed",
  plant: smallHome("size=64m,nr_inodes=2000", "i=0; while true > f$i; do i=$((i+1)); done"),
  first: "disk-full",
  pod: "down",
});
