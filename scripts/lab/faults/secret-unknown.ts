import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const secretUnknown = defineFault({
  name: "secret-unknown",
  on: "seed",
  plant: podmanRun("--network none --secret webpw,type=env,target=WEBPW localhost/app:1"),
  first: "secret-missing",
  pod: "down",
});
