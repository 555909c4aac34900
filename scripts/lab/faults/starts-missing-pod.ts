import { defineFault } from "../fault.ts";

export const startsMissingPod = defineFault({
  name: "starts-missing-pod",
  on: "seed",
  plant: `sed -i 's/^ExecStart=.*/ExecStart=\\/usr\\/bin\\/podman pod start blog/' $units/pod.service`,
  first: "stale-generated-unit-ids",
  pod: "down",
});
