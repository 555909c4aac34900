import { defineFault } from "../fault.ts";

export const privateTmpOn257 = defineFault({
  name: "private-tmp-on-257",
  on: "seed",
  releases: ["trixie"],
  plant: `sed -i "s/^.Service.$/&\\nPrivateTmp=yes/" $units/pod.service`,
  first: "sandbox-directive-blocks-newuidmap",
  pod: "down",
});
