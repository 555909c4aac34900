import { byHand } from "../by-hand.ts";
import { defineHealthy } from "../fault.ts";

export const unitMadeAfterTheBoot = defineHealthy({
  name: "unit-made-after-the-boot",
  on: "seed",
  plant: `mv $units/pod.service /root/pod.service\nrm -r $units/default.target.wants`,
  plantRunning: `sleep 7
install -o podder -g podder -m 644 -p /root/pod.service $units/pod.service
${byHand("systemctl --user enable --now pod.service")}`,
  looksLike: ["unit-not-enabled"],
  lastBoot: "not-attempted",
  note: "Its first boot is yet to come.",
});
