import { afterOneshot } from "../after-oneshot.ts";
import { defineFault } from "../fault.ts";

export const afterEndlessStart = defineFault({
  name: "after-endless-start",
  on: "seed",
  plant: afterOneshot("/bin/sleep infinity"),
  unfinished: true,
  slow: true,
  first: "default-target-job-stuck",
  pod: "down",
  nextBoot: "at-risk",
});
