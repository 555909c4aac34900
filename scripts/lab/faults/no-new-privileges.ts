import { defineFault } from "../fault.ts";

export const noNewPrivileges = defineFault({
  name: "no-new-privileges",
  on: "seed",
  plant: `sed -i "s/^.Service.$/&\\nNoNewPrivileges=yes/" $units/pod.service`,
  first: "sandbox-directive-blocks-newuidmap",
  pod: "down",
  mends: ["--only", "sandbox-directive-blocks-newuidmap"],
});
