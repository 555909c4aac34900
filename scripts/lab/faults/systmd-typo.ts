import { defineFault } from "../fault.ts";

export const systmdTypo = defineFault({
  name: "systmd-typo",
  on: "seed",
  plant: `mkdir $home/.config/systmd && mv $units $home/.config/systmd/user && chown -R podder: $home/.config/systmd`,
  first: "unit-in-wrong-directory",
  pod: "down",
  mends: true,
  note: "The seed's own typing error.",
});
