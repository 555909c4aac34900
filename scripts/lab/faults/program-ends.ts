import { defineFault } from "../fault.ts";

export const programEnds = defineFault({
  name: "program-ends",
  on: "seed",
  plant: `sed -i "/^Type=/d; /^RemainAfterExit=/d; /^ExecStop=/d
s|^ExecStart=.*|ExecStart=/usr/bin/podman run --replace --name web-app localhost/app:1 /bin/sh -c 'exit 3'|" $units/pod.service`,
  first: "container-exits-normally",
  pod: "down",
  nextBoot: "at-risk",
});
