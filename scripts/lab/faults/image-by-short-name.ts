import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const imageByShortName = defineHealthy({
  name: "image-by-short-name",
  on: "seed",
  plant: podmanRun("--network none --pull=never app:1"),
  looksLike: ["image-missing-locally", "short-name"],
});
