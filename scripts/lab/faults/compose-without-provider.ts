import { defineFault } from "../fault.ts";

export const composeWithoutProvider = defineFault({
  name: "compose-without-provider",
  on: "seed",
  plant: `sed -i 's|^Type=.*|Type=oneshot|; s|^ExecStart=.*|ExecStart=/usr/bin/podman compose up -d|' $units/pod.service`,
  first: "podman-compose-as-user-unit",
  pod: "down",
});
