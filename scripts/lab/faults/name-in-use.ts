import { defineFault } from "../fault.ts";

export const nameInUse = defineFault({
  name: "name-in-use",
  on: "seed",
  plant: `sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/podman run -d --name web-app localhost/app:1|' $units/pod.service`,
  first: "name-in-use-after-unclean-stop",
  pod: "down",
});
