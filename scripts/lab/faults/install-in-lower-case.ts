import { defineFault } from "../fault.ts";

export const installInLowerCase = defineFault({
  name: "install-in-lower-case",
  on: "seed",
  plant: `sed -i 's/^.Install./[install]/' $units/pod.service && rm -r $units/default.target.wants`,
  first: "install-section-missing",
  pod: "down",
  mends: true,
});
