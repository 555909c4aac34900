import { defineHealthy } from "../fault.ts";

export const backupsBesideUnit = defineHealthy({
  name: "backups-beside-unit",
  on: "seed",
  plant: `for end in "~" .bak .rpmsave .dpkg-old; do cp $units/pod.service "$units/pod.service$end"; done; cp $units/pod.service $units/.pod.service.swp; chown podder: $units/*`,
  looksLike: ["unit-wrong-suffix-or-name"],
});
