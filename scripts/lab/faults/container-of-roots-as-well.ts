import { defineHealthy } from "../fault.ts";
import { APP_TAR } from "../tree.ts";

export const containerOfRootsAsWell = defineHealthy({
  name: "container-of-roots-as-well",
  on: "seed",
  plant: "sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/podman start web-app|' $units/pod.service",
  plantRunning: `podman import --change 'CMD ["/bin/app"]' ${APP_TAR} localhost/app:1 && podman create --name web-app localhost/app:1`,
  looksLike: ["store-mismatch-root-vs-user"],
});
