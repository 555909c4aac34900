import { defineHealthy } from "../fault.ts";

export const maskedDistributionService = defineHealthy({
  name: "masked-distribution-service",
  on: "seed",
  plant: `ln -s /dev/null $units/gpg-agent.service; ln -s /dev/null $units/systemd-tmpfiles-clean.timer`,
  looksLike: ["unit-masked-or-empty", "dbus-socket-masked"],
});
