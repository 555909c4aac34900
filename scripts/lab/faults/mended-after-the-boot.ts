import { byHand } from "../by-hand.ts";
import { defineHealthy } from "../fault.ts";
import { failsFirst } from "./fails-only-at-boot.ts";

export const mendedAfterTheBoot = defineHealthy({
  name: "mended-after-the-boot",
  on: "seed",
  plant: failsFirst,
  plantRunning: `sleep 4\nsed -i 2d $home/bin/start\n${byHand("systemctl --user start pod.service")}`,
  looksLike: ["exec-bad-script"],
  lastBoot: "failed",
  note: "The boot failed for a reason that poddoctor did not find, and the script was changed since.",
});
