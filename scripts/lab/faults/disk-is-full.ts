import { defineFault } from "../fault.ts";
import { smallHome } from "../home-elsewhere.ts";

export const diskIsFull = defineFault({
  name: "disk-is-full",
  on: "seed",
  plant: smallHome("size=64m", "dd if=/dev/zero of=full bs=64k; dd if=/dev/zero of=full2 bs=1"),
  first: "disk-full",
  pod: "down",
});
