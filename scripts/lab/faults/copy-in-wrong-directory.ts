import { defineHealthy } from "../fault.ts";

export const copyInWrongDirectory = defineHealthy({
  name: "copy-in-wrong-directory",
  on: "seed",
  plant: `mkdir -p $home/.config/systmd/user && cp $units/pod.service $home/.config/systmd/user/ && chown -R podder: $home/.config/systmd`,
  looksLike: ["unit-in-wrong-directory"],
});
