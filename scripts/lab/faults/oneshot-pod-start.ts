import { defineFault } from "../fault.ts";

export const oneshotPodStart = defineFault({
  name: "oneshot-pod-start",
  on: "seed",
  plant: `sed -i 's/^Type=.*/Type=oneshot/; /^RemainAfterExit=/d' $units/pod.service`,
  first: "oneshot-without-remainafterexit",
  pod: "down",
  mends: true,
});
