import { defineHealthy } from "../fault.ts";

export const subordinateIdsByNumber = defineHealthy({
  name: "subordinate-ids-by-number",
  on: "seed",
  plant: `sed -i "s/^podder:/$uid:/" /etc/subuid /etc/subgid`,
  looksLike: ["subuid-missing", "subgid-missing"],
});
