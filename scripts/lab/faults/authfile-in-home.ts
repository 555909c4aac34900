import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const authfileInHome = defineHealthy({
  name: "authfile-in-home",
  on: "seed",
  plant: `mkdir -p $home/.config/containers && echo "{}" > $home/.config/containers/auth.json && chown -R podder: $home/.config/containers
${podmanRun("--network none --authfile %h/.config/containers/auth.json localhost/app:1")}`,
  looksLike: ["registry-auth-lost-at-reboot"],
});
