import { defineFault } from "../fault.ts";
import { APP_TAR } from "../tree.ts";

export const containerOfRoots = defineFault({
  name: "container-of-roots",
  on: "seed",
  plant: "sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/podman start blog|' $units/pod.service",
  plantRunning: `podman import --change 'CMD ["/bin/app"]' ${APP_TAR} localhost/app:1 && podman create --name blog localhost/app:1`,
  first: { root: "store-mismatch-root-vs-user", user: "stale-generated-unit-ids" },
  pod: "down",
});
