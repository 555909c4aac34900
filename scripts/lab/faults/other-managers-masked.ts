import { defineHealthy } from "../fault.ts";

export const otherManagersMasked = defineHealthy({
  name: "other-managers-masked",
  on: "seed",
  plant: `ln -s /dev/null /etc/systemd/system/user@0.service`,
  looksLike: ["user-manager-masked"],
});
