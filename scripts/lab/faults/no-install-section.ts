import { defineFault } from "../fault.ts";

export const noInstallSection = defineFault({
  name: "no-install-section",
  on: "seed",
  plant: `sed -i '/^.Install/,$d' $units/pod.service && rm -r $units/default.target.wants`,
  first: "install-section-missing",
  pod: "down",
  mends: true,
});
