import { defineHealthy } from "../fault.ts";
import { homeInFstab } from "../home-elsewhere.ts";

export const homeOnItsOwnMount = defineHealthy({
  name: "home-on-its-own-mount",
  on: "seed",
  plant: homeInFstab("bind"),
  looksLike: ["home-not-mounted-at-boot"],
});
