import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const networkHelperNotInstalled = defineFault({
  name: "network-helper-not-installed",
  on: "seed",
  plant: `rm -f /usr/bin/pasta* /usr/bin/slirp4netns
${podmanRun("localhost/app:1")}`,
  first: "pasta-or-slirp-missing",
  pod: "down",
});
