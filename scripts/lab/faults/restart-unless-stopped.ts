import { defineFault } from "../fault.ts";

export const restartUnlessStopped = defineFault({
  name: "restart-unless-stopped",
  on: "restart-policy",
  plantRunning: `as_podder="setpriv --reuid=podder --regid=podder --init-groups env HOME=$home XDG_RUNTIME_DIR=/run/user/$uid"
$as_podder podman rm --force web-app
$as_podder podman create --restart unless-stopped --name web-app localhost/app:1`,
  first: "unless-stopped-not-covered",
  pod: "down",
});
