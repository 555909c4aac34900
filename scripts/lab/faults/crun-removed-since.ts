import { defineFault } from "../fault.ts";

export const crunRemovedSince = defineFault({
  name: "crun-removed-since",
  on: "seed",
  plantRunning: "rm /usr/bin/crun",
  first: "crun-or-runc-missing",
  pod: "up",
  note: "podman has found it at this boot: conmon's -r says which runtime that was.",
});
