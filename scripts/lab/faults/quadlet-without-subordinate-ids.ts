import { defineHealthy } from "../fault.ts";

export const quadletWithoutSubordinateIds = defineHealthy({
  name: "quadlet-without-subordinate-ids",
  on: "quadlet",
  plant: `sed -i '/^podder:/d' /etc/subuid /etc/subgid`,
  looksLike: ["subuid-missing", "subgid-missing", "newuidmap-missing"],
  note: "its containers are made anew at each boot, with the one id that there is",
});
