import { defineHealthy } from "../fault.ts";

export const newuidmapElsewhere = defineHealthy({
  name: "newuidmap-elsewhere",
  on: "seed",
  plant: `mv /usr/bin/newuidmap /usr/bin/newgidmap /usr/local/bin/`,
  looksLike: ["newuidmap-missing", "newuidmap-no-privilege"],
});
