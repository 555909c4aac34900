import { afterOneshot } from "../after-oneshot.ts";
import { defineHealthy } from "../fault.ts";

export const afterSlowStart = defineHealthy({
  name: "after-slow-start",
  on: "seed",
  plant: afterOneshot("/bin/sleep 3"),
  looksLike: ["default-target-job-stuck"],
});
