import { defineHealthy } from "../fault.ts";
import { homeInFstab } from "../home-elsewhere.ts";

export const homeOnTheNetwork = defineHealthy({
  name: "home-on-the-network",
  on: "seed",
  plant: homeInFstab("bind,_netdev"),
  looksLike: ["home-not-mounted-at-boot"],
  note: "the sessions, and with them the user managers, wait for remote-fs.target",
});
