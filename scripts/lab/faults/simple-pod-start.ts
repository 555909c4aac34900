import { defineFault } from "../fault.ts";

export const simplePodStart = defineFault({
  name: "simple-pod-start",
  on: "seed",
  plant: `sed -i '/^Type=/d; /^RemainAfterExit=/d' $units/pod.service`,
  first: "simple-with-detached",
  pod: "down",
  mends: true,
});
