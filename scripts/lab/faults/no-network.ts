import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const noNetwork = defineHealthy({
  name: "no-network",
  on: "seed",
  plant: podmanRun("--network none -p 80:8080 localhost/app:1"),
  looksLike: ["network-definition-missing", "pasta-or-slirp-missing", "port-in-use"],
  note: "podman ignores -p there.",
});
