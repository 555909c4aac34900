import { defineFault } from "../fault.ts";
import { homeInFstab } from "../home-elsewhere.ts";

export const homeNoauto = defineFault({
  name: "home-noauto",
  on: "seed",
  plant: homeInFstab("bind,noauto"),
  first: "home-not-mounted-at-boot",
  pod: "down",
  mends: true,
});
