import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const authfileInRuntimeDir = defineFault({
  name: "authfile-in-runtime-dir",
  on: "seed",
  plant: podmanRun("--network none --authfile %t/containers/auth.json localhost/app:1"),
  first: "registry-auth-lost-at-reboot",
  pod: "down",
});
