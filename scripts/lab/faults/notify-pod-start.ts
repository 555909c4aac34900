import { defineFault } from "../fault.ts";

export const notifyPodStart = defineFault({
  name: "notify-pod-start",
  on: "seed",
  releases: ["trixie"],
  plant: `sed -i 's/^Type=.*/Type=notify\\nTimeoutStartSec=10/; /^RemainAfterExit/d' $units/pod.service`,
  first: "notify-without-ready",
  pod: "down",
  note: "On bookworm in a container podman moves the pod out of the cgroup, and it lives on.",
});
