import { defineHealthy } from "../fault.ts";

export const unitLinkedFromElsewhere = defineHealthy({
  name: "unit-linked-from-elsewhere",
  on: "seed",
  plant: `mkdir -p $home/pods && mv $units/pod.service $home/pods/pod.service && ln -s $home/pods/pod.service $units/pod.service && chown -R podder: $home/pods`,
  looksLike: ["unit-dangling-symlink", "unit-in-wrong-directory"],
});
